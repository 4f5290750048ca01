"""What the campaign says to a citizen at a moment of an asking week: one table of rules, first match wins."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from zlib import crc32

from campaign.values import Door, WhyNot
from campaign.weeks import Kind

HEAPS = 65_519
"""Citizens fall into so many heaps, others every week; the first of them are held out of the follow-ups.

A prime, and two more than a multiple of three: so each number has a cube of its own.
"""


class Step(StrEnum):
    """What a moment's message says, and leads on to.

    ASK: the best concrete thing nearby. AGAIN: what was asked and not answered, once more. HELP: what would
    turn a maybe into a yes. PLAN: what was said yes to. SOMEONE: whom could you ask? THANKED: thank you, and
    the same question. HEADS_UP: the week is coming. THANKS: what came of the week.
    """

    ASK = "ask"
    AGAIN = "again"
    HELP = "help"
    PLAN = "plan"
    SOMEONE = "someone"
    THANKED = "thanked"
    HEADS_UP = "heads_up"
    THANKS = "thanks"


ASKING = (Step.ASK, Step.AGAIN)
"""The steps that ask one concrete thing, chosen shortly before it goes."""
FREE = (Step.THANKS,)
"""The steps that answer what a citizen did, so that they do not count against the budget."""
MAIN: Mapping[Kind, Step] = {
    Kind.HEADS_UP: Step.HEADS_UP,
    Kind.ASK: Step.ASK,
    Kind.FOLLOW_UP: Step.AGAIN,
    Kind.THANKS: Step.THANKS,
}
"""What most people get at a moment of a kind."""
TWO_OPENINGS = (Step.HEADS_UP, Step.ASK, Step.AGAIN)
"""The steps that the campaign can open in two ways, to try which of them is better."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a citizen at a moment.

    `speaks` are the kinds that speak to them now: the moment's own, and those of earlier moments of the week
    that were merged into it. `week_full` and `day_full` are the budget's. `asked` tells that somebody ever
    asked them for something concrete; what ends in `_week` is since this asking week began. `maybe` tells of
    a maybe to something that is still possible, `ahead` of a yes whose date is still to come. `had` are the
    steps they were sent in this week.
    """

    speaks: frozenset[Kind]
    stopped: bool
    paused: bool
    blocked: bool
    week_full: bool
    day_full: bool
    held_out: bool
    door: Door | None
    asked: bool
    asked_week: bool
    answered_week: bool
    maybe: bool
    ahead: bool
    yes_week: bool
    had: frozenset[Step]


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table: a situation by name, the kinds of moment it is for, and what follows from it."""

    name: str
    kinds: tuple[Kind, ...]
    outcome: Step | WhyNot
    holds: Callable[[Facts], bool]


_EVERY = tuple(Kind)
_COUNTED = (Kind.HEADS_UP, Kind.ASK, Kind.FOLLOW_UP)
_BOTH = (Kind.ASK, Kind.FOLLOW_UP)
_LATER = (Kind.FOLLOW_UP,)

FOLLOWING = (
    Rule("silent", _LATER, Step.AGAIN, lambda it: it.asked_week and not it.answered_week),
    Rule("maybe", _BOTH, Step.HELP, lambda it: it.maybe and Step.HELP not in it.had),
    Rule("yes, not yet", _BOTH, Step.PLAN, lambda it: it.ahead and Step.PLAN not in it.had),
    Rule("does it now", _BOTH, Step.SOMEONE, lambda it: it.door is Door.NOW and Step.SOMEONE not in it.had),
    Rule("said yes", _BOTH, Step.THANKED, lambda it: it.yes_week and Step.THANKED not in it.had),
)
"""The follow-ups: whom none of these fits gets none, and so nobody holds them out of one."""

RULES = (
    Rule("stopped", _EVERY, WhyNot.STOPPED, lambda it: it.stopped),
    Rule("paused", _EVERY, WhyNot.PAUSED, lambda it: it.paused),
    Rule("blocked", _EVERY, WhyNot.BLOCKED, lambda it: it.blocked),
    Rule("week is full", _COUNTED, WhyNot.WEEK, lambda it: it.week_full),
    Rule("day is full", _COUNTED, WhyNot.DAY, lambda it: it.day_full),
    Rule("never asked", _BOTH, Step.ASK, lambda it: not it.asked),
    Rule(
        "held out",
        _LATER,
        WhyNot.HELD_OUT,
        lambda it: it.held_out and Kind.ASK not in it.speaks and any(each.holds(it) for each in FOLLOWING),
    ),
    *FOLLOWING,
    Rule("new week", (Kind.ASK,), Step.ASK, lambda it: not it.asked_week),
    Rule("week is coming", (Kind.HEADS_UP,), Step.HEADS_UP, lambda it: True),
    Rule("week is over", (Kind.THANKS,), Step.THANKS, lambda it: it.answered_week),
)
"""The table. A citizen whom no line fits hears nothing, and there is nothing to keep of that."""


def decide(facts: Facts) -> Rule | None:
    """The first line that holds for a citizen; None where none does."""
    for rule in RULES:
        if not facts.speaks.isdisjoint(rule.kinds) and rule.holds(facts):
            return rule
    return None


def tried(kind: Kind) -> Step | None:
    """The step of which a moment of this kind can try two openings; None where it cannot."""
    return MAIN[kind] if MAIN[kind] in TWO_OPENINGS else None


def steps(kind: Kind) -> tuple[Step, ...]:
    """What a moment of this kind may say, in the order of the table."""
    outcomes = (rule.outcome for rule in RULES if kind in rule.kinds)
    return tuple(dict.fromkeys(one for one in outcomes if isinstance(one, Step)))


def is_held_out(citizen_id: int, seed: int, share: float) -> bool:
    """Whether a citizen is held out of a week's follow-ups: the same answer every time it is asked."""
    return heap(citizen_id, seed) < held_out_below(share)


def heap(citizen_id: int, seed: int) -> int:
    """The heap that a citizen falls into in a week, 0 to `HEAPS` - 1.

    The cube has who is held out in one week be as likely as anybody to be held out in another: without it all
    heaps of a week would be those of the other, shifted.
    """
    start = (citizen_id * 48_271 + seed * 40_503) % HEAPS
    return start * start % HEAPS * start % HEAPS


def held_out_below(share: float) -> int:
    """The heaps below this one are held out."""
    return round(share * HEAPS)


def seed_of(week: str) -> int:
    """The number of a week by its name, the same on every machine."""
    return crc32(week.encode()) % HEAPS
