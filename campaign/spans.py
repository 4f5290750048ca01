"""The campaign's weeks as they are counted: each asking week, and between them the weeks of the calendar."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from campaign.weeks import Week

CLOSES_AFTER = timedelta(days=1)
"""How long after its end a week is closed: whoever says yes on its last evening shares a name after that."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days that are counted together, from the first to the last; `name` is that of an asking week."""

    first: date
    last: date
    name: str = ""

    def begins(self, zone: ZoneInfo) -> datetime:
        """Its first midnight, UTC."""
        return _midnight(self.first, zone)

    def ends(self, zone: ZoneInfo) -> datetime:
        """The midnight after its last day, UTC."""
        return _midnight(self.last + _DAY, zone)

    def closes(self, zone: ZoneInfo) -> datetime:
        """When its people are counted, once and for all, UTC."""
        return self.ends(zone) + CLOSES_AFTER


def span_of(day: date, weeks: Sequence[Week]) -> Span:
    """The span that a day lies in: its asking week, or what these leave of the week of the calendar."""
    for week in weeks:
        if week.first <= day <= week.last:
            return Span(week.first, week.last, week.name)
    monday = day - timedelta(days=day.weekday())
    sunday = monday + timedelta(days=6)
    before = [week.last + _DAY for week in weeks if week.last < day]
    after = [week.first - _DAY for week in weeks if week.first > day]
    return Span(max([monday, *before]), min([sunday, *after]))


def span_after(last: date, weeks: Sequence[Week]) -> Span:
    """The span after a day that was counted already; what a change of the weeks put before it is left out."""
    first = last + _DAY
    return replace(span_of(first, weeks), first=first)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
