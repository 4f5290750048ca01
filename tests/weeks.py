"""An asking week for tests: from Monday 18 January 2027, with all four kinds of moment."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from campaign.budget import Budget
from campaign.weeks import Campaign, Kind, Moment, Week

FIRST, LAST = date(2027, 1, 18), date(2027, 1, 24)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A time in January 2027 by the clock in Amsterdam, as UTC."""
    return datetime(2027, 1, day, hour - 1, minute, tzinfo=UTC)


MOMENTS = (
    Moment("winter", "heads-up", Kind.HEADS_UP, at(15, 11), at(15, 18)),
    Moment("winter", "ask", Kind.ASK, at(18, 11), at(20, 18)),
    Moment("winter", "follow-up", Kind.FOLLOW_UP, at(21, 11), at(22, 18)),
    Moment("winter", "thanks", Kind.THANKS, at(24, 16), at(24, 20)),
)


def campaign(moments: Iterable[Moment] = MOMENTS, **more: Any) -> Campaign:
    """A campaign of that one week, with nobody held out unless said otherwise."""
    week = Week("winter", FIRST, LAST, {"en": "Week of Asking", "nl": "Week van het Vragen"}, tuple(moments))
    values = {"weeks": (week,), "budget": Budget(weeks=((FIRST, LAST),)), "holdout": 0.0}
    return Campaign(**(values | more))
