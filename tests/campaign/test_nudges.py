"""The rules of nudges: each situation by name, in their order, and who is held out."""

from dataclasses import replace
from itertools import combinations

import pytest

from campaign.nudges import (
    FOLLOWING,
    FREE,
    HEAPS,
    RULES,
    Facts,
    Rule,
    Step,
    decide,
    heap,
    is_held_out,
    seed_of,
)
from campaign.values import Door, WhyNot
from campaign.weeks import Kind

ASKED_ALREADY = Facts(
    speaks=frozenset({Kind.FOLLOW_UP}),
    stopped=False,
    paused=False,
    blocked=False,
    week_full=False,
    day_full=False,
    held_out=False,
    door=None,
    asked=True,
    asked_week=True,
    answered_week=True,
    maybe=False,
    ahead=False,
    yes_week=False,
    had=frozenset(),
)
"""Somebody who was asked this week and said no: nothing more is said to them."""

SITUATIONS = {
    "stopped": ({"stopped": True}, WhyNot.STOPPED),
    "paused": ({"paused": True}, WhyNot.PAUSED),
    "blocked": ({"blocked": True}, WhyNot.BLOCKED),
    "week is full": ({"week_full": True}, WhyNot.WEEK),
    "day is full": ({"day_full": True}, WhyNot.DAY),
    "never asked": ({"asked": False}, Step.ASK),
    "held out": ({"held_out": True, "answered_week": False}, WhyNot.HELD_OUT),
    "silent": ({"answered_week": False}, Step.AGAIN),
    "maybe": ({"maybe": True}, Step.HELP),
    "yes, not yet": ({"ahead": True}, Step.PLAN),
    "does it now": ({"door": Door.NOW}, Step.SOMEONE),
    "said yes": ({"yes_week": True}, Step.THANKED),
    "new week": ({"speaks": frozenset({Kind.ASK}), "asked_week": False}, Step.ASK),
    "week is coming": ({"speaks": frozenset({Kind.HEADS_UP})}, Step.HEADS_UP),
    "week is over": ({"speaks": frozenset({Kind.THANKS})}, Step.THANKS),
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_each_situation_has_its_own_outcome(name: str) -> None:
    changes, outcome = SITUATIONS[name]
    rule = decide(replace(ASKED_ALREADY, **changes))  # type: ignore[arg-type]
    assert rule is not None
    assert (rule.name, rule.outcome) == (name, outcome)
    assert list(SITUATIONS) == [one.name for one in RULES], "every line of the table has its situation here"


def test_whom_no_line_fits_hears_nothing() -> None:
    assert decide(ASKED_ALREADY) is None


@pytest.mark.parametrize("name", [name for name, (_, outcome) in SITUATIONS.items() if outcome in WhyNot])
def test_what_holds_back_comes_before_what_would_be_said(name: str) -> None:
    """But the first ask of all, which nobody is held out of."""
    changes, outcome = SITUATIONS[name]
    told = {"answered_week": False, "maybe": True, "ahead": True, **changes}
    silent = replace(ASKED_ALREADY, **told)  # type: ignore[arg-type]
    rule = decide(silent)
    assert rule is not None
    assert rule.outcome is outcome
    never = decide(replace(silent, asked=False))
    assert never is not None
    assert never.outcome is (Step.ASK if name == "held out" else outcome)


@pytest.mark.parametrize("rule", FOLLOWING, ids=lambda rule: rule.name)
def test_only_who_would_get_a_follow_up_is_held_out_of_it(rule: Rule) -> None:
    """So that those held out are people like those who get one, and can be compared with them."""
    nothing = replace(ASKED_ALREADY, held_out=True)
    assert decide(nothing) is None
    changes, outcome = SITUATIONS[rule.name]
    one = replace(nothing, **changes)  # type: ignore[arg-type]
    held, sent = decide(one), decide(replace(one, held_out=False))
    assert held is not None
    assert held.outcome is WhyNot.HELD_OUT
    assert sent is not None
    assert sent.outcome is outcome


def test_the_same_step_is_not_said_twice_in_a_week() -> None:
    everything = replace(ASKED_ALREADY, maybe=True, ahead=True, door=Door.NOW, yes_week=True)
    said: list[object] = []
    while rule := decide(replace(everything, had=frozenset(said))):  # type: ignore[arg-type]
        said.append(rule.outcome)
    assert said == [Step.HELP, Step.PLAN, Step.SOMEONE, Step.THANKED]


def test_a_merged_ask_is_asked_at_the_follow_up_and_nobody_is_held_out_of_it() -> None:
    late = replace(ASKED_ALREADY, speaks=frozenset({Kind.FOLLOW_UP, Kind.ASK}), asked_week=False)
    for held_out in (False, True):
        rule = decide(replace(late, held_out=held_out))
        assert rule is not None
        assert rule.outcome is Step.ASK


def test_thanks_do_not_count_and_so_go_to_whom_the_budget_is_spent_on() -> None:
    full = replace(ASKED_ALREADY, speaks=frozenset({Kind.THANKS}), week_full=True, day_full=True)
    rule = decide(full)
    assert rule is not None
    assert rule.outcome in FREE


def test_a_tenth_is_held_out_the_same_every_time_and_others_every_week() -> None:
    """Of 100,000 citizens a tenth in each week, and a tenth of these in any other week."""
    weeks = [seed_of(name) for name in ("first", "second", "third", "spring-2027")]
    held = [{one for one in range(1, 100_001) if is_held_out(one, seed, 0.1)} for seed in weeks]
    assert all(9_900 <= len(some) <= 10_100 for some in held)
    assert all(850 <= len(one & other) <= 1_150 for one, other in combinations(held, 2))
    assert held[0] == {one for one in range(1, 100_001) if is_held_out(one, seed_of("first"), 0.1)}
    assert not any(is_held_out(one, weeks[0], 0.0) for one in range(1, 1_000))
    heaps = {heap(one, weeks[0]) for one in range(1, HEAPS + 1)}
    assert heaps == set(range(HEAPS)), "each heap has its share"
