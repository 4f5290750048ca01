"""Whom an ask reaches, by the rule: what was told decides, the first reason counts, near and met go first."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from campaign.asking import Aim, Person, fit, in_audience, needed, rounded, turn, why_not
from campaign.records import Audience
from campaign.values import WEEKDAYS_BY_DAY, WEEKEND, Door, Like, Often, WhyNot

NOW = datetime(2027, 1, 13, 14, 0, tzinfo=UTC)
ANA = Person(
    may_ask=True,
    stopped=False,
    paused_until=None,
    blocked=False,
    muted=False,
    answered=False,
    asked=False,
    language="nl",
    likes=Like.NATURE.bit,
    times=WEEKEND,
    often=Often.SOMETIMES,
    door=Door.NEVER,
    radius=10,
    online=False,
    km=3.0,
    this_week=0,
    today=0,
)
GARDEN = Aim(
    likes=Like.NATURE.bit,
    times=WEEKEND,
    often=Often.ONCE,
    online=False,
    languages=None,
    audience=Audience(),
)


def test_nobody_is_asked_who_did_not_agree_to_it() -> None:
    assert in_audience(ANA, GARDEN)
    assert not in_audience(replace(ANA, may_ask=False), GARDEN)


def test_what_was_told_must_be_met_and_what_was_not_told_leaves_nothing_out() -> None:
    assert not in_audience(replace(ANA, likes=Like.SPORT.bit), GARDEN)
    assert not in_audience(replace(ANA, times=WEEKDAYS_BY_DAY), GARDEN)
    assert in_audience(replace(ANA, times=WEEKDAYS_BY_DAY), replace(GARDEN, times=0)), (
        "times that are free to agree on"
    )
    untold = replace(ANA, likes=0, times=0)
    assert in_audience(untold, GARDEN)
    narrow = replace(GARDEN, audience=Audience(likes=Like.SPORT.bit, times=WEEKDAYS_BY_DAY))
    assert in_audience(untold, narrow)
    assert not in_audience(ANA, narrow)


def test_nobody_is_asked_for_something_farther_away_than_they_chose() -> None:
    assert in_audience(replace(ANA, km=10.0), GARDEN)
    assert not in_audience(replace(ANA, km=10.1), GARDEN)
    assert not in_audience(replace(ANA, km=3.0), replace(GARDEN, audience=Audience(radius=2)))
    assert not in_audience(replace(ANA, km=None), GARDEN)
    online = replace(GARDEN, online=True)
    assert not in_audience(ANA, online)
    assert in_audience(replace(ANA, online=True, km=None), online)


def test_a_door_is_chosen_by_who_told_theirs() -> None:
    new = replace(GARDEN, audience=Audience(doors=(Door.NEVER,)))
    assert in_audience(ANA, new)
    assert not in_audience(replace(ANA, door=Door.NOW), new)
    assert not in_audience(replace(ANA, door=None), new)


def test_the_first_reason_counts() -> None:
    everything = replace(
        ANA,
        stopped=True,
        paused_until=NOW + timedelta(days=1),
        blocked=True,
        muted=True,
        answered=True,
        asked=True,
        this_week=2,
        today=1,
    )
    aim = replace(GARDEN, languages=frozenset({"en"}))
    lifted = (
        (WhyNot.STOPPED, {"stopped": False}),
        (WhyNot.PAUSED, {"paused_until": NOW}),
        (WhyNot.BLOCKED, {"blocked": False}),
        (WhyNot.MUTED, {"muted": False}),
        (WhyNot.ANSWERED, {"answered": False}),
        (WhyNot.ASKED, {"asked": False}),
        (WhyNot.LANGUAGE, {"language": "en"}),
        (WhyNot.WEEK, {"this_week": 1}),
        (WhyNot.DAY, {"today": 0}),
    )
    for reason, without in lifted:
        assert why_not(everything, aim, NOW, 2) is reason
        everything = replace(everything, **without)
    assert why_not(everything, aim, NOW, 2) is None


@pytest.mark.parametrize(
    ("will_do", "audience", "languages"),
    [
        ((), Audience(), None),
        (("nl",), Audience(), {"nl"}),
        ((), Audience(languages=("nl@simple", "en")), {"nl", "en"}),
        (("nl", "tr"), Audience(languages=("nl", "en")), {"nl"}),
        ((), Audience(only_own_language=True), {"nl", "ar"}),
        (("tr",), Audience(only_own_language=True), set()),
    ],
)
def test_language_leaves_people_out_only_where_the_work_or_the_ask_needs_it(
    will_do: tuple[str, ...], audience: Audience, languages: set[str] | None
) -> None:
    assert needed(will_do, audience, ("nl", "ar")) == languages


def test_the_register_of_a_language_keeps_nobody_out() -> None:
    dutch = replace(GARDEN, languages=frozenset({"nl"}))
    for language in ("nl", "nl@simple", None):
        assert why_not(replace(ANA, language=language), dutch, NOW, 2) is None
    assert why_not(replace(ANA, language="tr"), dutch, NOW, 2) is WhyNot.LANGUAGE


def test_what_is_met_comes_before_what_is_near_and_what_is_known_before_a_guess() -> None:
    far, near = replace(ANA, km=9.9), replace(ANA, km=0.1, likes=0)
    order = [
        replace(ANA, km=0.1),
        ANA,
        far,
        near,
        replace(near, km=9.9),
        replace(near, times=0),
    ]
    points = [fit(one, GARDEN) for one in order]
    assert points == sorted(points, reverse=True)
    assert len(set(points)) == len(points)
    assert fit(ANA, replace(GARDEN, often=Often.WEEKLY)) < fit(ANA, GARDEN), "weekly is more than they want"


def test_the_same_people_are_not_always_first() -> None:
    firsts = {min(range(1, 1001), key=lambda number: turn(number, ask)) for ask in range(1, 21)}
    assert len(firsts) > 15


@pytest.mark.parametrize(
    ("count", "said"), [(0, None), (9, None), (10, 10), (14, 10), (15, 20), (96, 100), (1234, 1230)]
)
def test_counts_are_rounded_so_that_nobody_can_be_singled_out(count: int, said: int | None) -> None:
    assert rounded(count) == said
