"""When somebody is reminded of what they said yes to: some days before, and none late beside the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from campaign.budget import Budget

BEFORE = (3, 1)
"""So many local days before the date a reminder goes, as soon as messages may go on that day."""
_NEXT = timedelta.resolution


@dataclass(frozen=True, slots=True)
class Window:
    """What begins in [first, last) is reminded of now, unless its citizen was told since `at`.

    `days` names the reminder.
    """

    days: int
    first: datetime
    last: datetime
    at: datetime


def windows(now: datetime, budget: Budget) -> Iterator[Window]:
    """All that is to be reminded of now, by the local day on which it begins.

    A reminder that cannot go before the next one is due, or before it begins, does not go at all.
    """
    sending, today = budget.next_sending(now), budget.day_of(now)
    for ahead in range(max(BEFORE) + 1):
        day = today + timedelta(days=ahead)
        begun = [days for days in BEFORE if _at(day, days, budget) <= now]
        if not begun:
            continue
        days = min(begun)
        later = [_at(day, other, budget) for other in BEFORE if other < days]
        first, last = budget.hours_of(day)
        if (not later or sending < min(later)) and sending < last:
            yield Window(days, max(first, sending + _NEXT), last, _at(day, days, budget))


def reminder(starts: datetime, now: datetime, budget: Budget) -> int | None:
    """Which reminder of something that begins then may go now; None where none may."""
    return next((one.days for one in windows(now, budget) if one.first <= starts < one.last), None)


def coming(starts: datetime, now: datetime, budget: Budget) -> tuple[int, ...]:
    """Which reminders of something that begins then are still to come, by their days before."""
    day = budget.day_of(starts)
    return tuple(days for days in BEFORE if now < _at(day, days, budget) < starts)


def _at(day: date, days: int, budget: Budget) -> datetime:
    """When the reminder so many days before this day goes."""
    return budget.next_sending(budget.hours_of(day - timedelta(days=days))[0])
