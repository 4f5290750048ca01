"""Answers by day and hour, where no hour of fewer than ten answers is told, nor can be worked out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from campaign.disclosure import tell
from campaign.spans import Span
from campaign.statistics import by_hour

HOURS = 24


@dataclass(frozen=True, slots=True)
class Day:
    """A local day with its answers and those of each hour on the clock; None where that is not told."""

    day: date
    answers: int | None
    hours: tuple[int | None, ...]

    @property
    def busiest(self) -> int | None:
        """The hour with most answers of those that are told."""
        told = [(count, -hour) for hour, count in enumerate(self.hours) if count is not None]
        return -max(told)[1] if told else None


def days(span: Span, hours: Mapping[datetime, int], zone: ZoneInfo) -> Sequence[Day]:
    """The days of a week: those that may be told, and of each the hours that may be."""
    found = by_hour(hours, zone)
    every = [span.first + timedelta(days=number) for number in range((span.last - span.first).days + 1)]
    counts = {day.isoformat(): sum(found.get(day, ())) for day in every}
    (level,) = tell([counts], list(counts))
    return [_day(day, level.told.get(day.isoformat()), found.get(day)) for day in every]


def _day(day: date, answers: int | None, hours: Sequence[int] | None) -> Day:
    if answers is None or hours is None:
        return Day(day, answers, (None,) * HOURS)
    names = [str(hour) for hour in range(HOURS)]
    (level,) = tell([dict(zip(names, hours, strict=True))], names)
    return Day(day, answers, tuple(level.told.get(name) for name in names))
