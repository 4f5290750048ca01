"""What is counted of asking: how often each thing happened, the funnel it makes, and answers by the hour."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from campaign.health import Health
from campaign.nudges import ASKING
from campaign.values import Answer, DeliveryState


class Measure(StrEnum):
    """What is counted, by the hour in which it happened; it is taken back there where it no longer holds.

    SENT to FAILED: what became of a message with an ask. OTHER: a message of the campaign that asks nothing
    concrete. SHOWN: a citizen was asked for something concrete in a talk, for the first time. OPENED: a
    friend's ask was opened. YES, MAYBE, NO: answers as they stand. INTRODUCED and MATCHED: what came of a
    yes, while it stands. STOPPED and BLOCKED: messages after which somebody wanted no more, by the hour of
    the message. REPORTED: that something is wrong.
    """

    SENT = "sent"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    SKIPPED = "skipped"
    MISSED = "missed"
    FAILED = "failed"
    OTHER = "other"
    SHOWN = "shown"
    OPENED = "opened"
    YES = "yes"
    MAYBE = "maybe"
    NO = "no"
    INTRODUCED = "introduced"
    MATCHED = "matched"
    STOPPED = "stopped"
    BLOCKED = "blocked"
    REPORTED = "reported"


ARRIVED = (Measure.SENT, Measure.UNKNOWN)
"""What arrived, or may have."""
HELD_BACK = (Measure.REFUSED, Measure.SKIPPED, Measure.MISSED, Measure.FAILED)
ANSWERS = (Measure.YES, Measure.MAYBE, Measure.NO)
IN_A_TALK = (Measure.SHOWN, Measure.OPENED)
"""Asks without a message of their own."""
LOST = (Measure.STOPPED, Measure.BLOCKED)
MESSAGES = (*ARRIVED, Measure.OTHER)
"""All that the campaign sent unasked."""
_ENDS = {state: Measure(state.value) for state in DeliveryState if state.value in set(Measure)}


def measures_of(state: str, reason: str | None, *, of_moment: bool, step: str | None) -> tuple[Measure, ...]:
    """What a message counts as that came to this state; nothing where it is not at an end, or was none.

    `step` is what a moment says with it, None where it is to say nothing to a citizen. The reason of one that
    arrived is what its citizen did after it.
    """
    end = _ENDS.get(DeliveryState(state))
    if end not in ARRIVED:
        asks = step in ASKING if of_moment else step is None
        return (end,) if end and asks else ()
    if of_moment and step not in ASKING:
        end = Measure.OTHER
    return (end, Measure(reason)) if reason in LOST else (end,)


def measure_of_answer(answer: str) -> Measure:
    """What an answer counts as."""
    return Measure(Answer(answer).value)


@dataclass(frozen=True, slots=True)
class Funnel:
    """How far asks came. `asked` are those that were due, `delivered` those that arrived, or may have.

    What is asked in a talk counts for both. Answers count by when they were given: an answer of today may be
    to an ask of yesterday.
    """

    asked: int = 0
    delivered: int = 0
    answered: int = 0
    yes: int = 0
    introduced: int = 0
    matched: int = 0


def funnel(counts: Mapping[Measure, int]) -> Funnel:
    """The funnel that some counts make."""
    delivered = _sum(counts, (*ARRIVED, *IN_A_TALK))
    return Funnel(
        asked=delivered + _sum(counts, HELD_BACK),
        delivered=delivered,
        answered=_sum(counts, ANSWERS),
        yes=counts.get(Measure.YES, 0),
        introduced=counts.get(Measure.INTRODUCED, 0),
        matched=counts.get(Measure.MATCHED, 0),
    )


def total(counts: Iterable[Mapping[Measure, int]]) -> Counter[Measure]:
    """Several counts as one."""
    found = Counter[Measure]()
    for one in counts:
        found.update(one)
    return found


def per_thousand(counts: Mapping[Measure, int], what: Iterable[Measure]) -> float | None:
    """How often something happened for every 1,000 messages that arrived, or may have; None without any."""
    messages = _sum(counts, MESSAGES)
    return 1000 * _sum(counts, what) / messages if messages else None


def health_of(counts: Mapping[Measure, int]) -> Health:
    """How many messages arrived, or may have, and how many opt-outs are put down to them."""
    return Health(_sum(counts, MESSAGES), counts.get(Measure.STOPPED, 0), counts.get(Measure.BLOCKED, 0))


def by_hour(hours: Mapping[datetime, int], zone: ZoneInfo) -> dict[date, list[int]]:
    """Counts by local day and the hour on the clock, 24 of them: the hour that comes twice in a year is one.

    Hours are told apart as they are in UTC, which is right in every zone of whole hours.
    """
    found: dict[date, list[int]] = {}
    for hour, number in sorted(hours.items()):
        local = hour.astimezone(zone)
        found.setdefault(local.date(), [0] * 24)[local.hour] += number
    return found


def _sum(counts: Mapping[Measure, int], some: Iterable[Measure]) -> int:
    return sum(counts.get(one, 0) for one in some)
