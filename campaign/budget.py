"""How often, and at which hours, a citizen may be asked unsolicited, over all senders together."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NIGHT = (time(22), time(8))
"""The local hours [from, until) in which nobody is woken by what can wait until the morning."""
PER_DAY = 1
"""Unsolicited messages to one citizen in a day; the database holds to it by a unique row."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What holds for all unsolicited messages.

    `hours` are the local hours [from, until) in which they go: texts at night lose people. `per_week` is how
    many go to one citizen in an asking week, or in an ISO week outside one. `weeks` are the first and last
    days of the asking weeks.
    """

    zone: ZoneInfo = AMSTERDAM
    hours: tuple[time, time] = (time(10), time(20))
    per_week: int = 2
    weeks: tuple[tuple[date, date], ...] = ()

    def in_hours(self, now: datetime) -> bool:
        """Whether it is a time to send at."""
        return self.hours[0] <= now.astimezone(self.zone).time() < self.hours[1]

    def next_sending(self, now: datetime) -> datetime:
        """The first moment from now on to send at (UTC)."""
        if self.in_hours(now):
            return now
        local = now.astimezone(self.zone)
        day = local.date() + timedelta(days=local.time() >= self.hours[1])
        return datetime.combine(day, self.hours[0], self.zone).astimezone(UTC)

    def by_day(self, now: datetime) -> datetime:
        """The first moment from now on (UTC) that is not at night: for news that is not urgent."""
        local = now.astimezone(self.zone)
        if NIGHT[1] <= local.time() < NIGHT[0]:
            return now
        day = local.date() + timedelta(days=local.time() >= NIGHT[0])
        return datetime.combine(day, NIGHT[1], self.zone).astimezone(UTC)

    def day_of(self, now: datetime) -> date:
        """The citizen's day that a message counts for."""
        return now.astimezone(self.zone).date()

    def hours_of(self, day: date) -> tuple[datetime, datetime]:
        """The moments [from, until) of a local day, UTC; a day may have 23 or 25 hours."""
        first, last = (datetime.combine(each, time(), self.zone) for each in (day, day + timedelta(days=1)))
        return first.astimezone(UTC), last.astimezone(UTC)

    def week_of(self, day: date) -> tuple[date, date]:
        """The first and the last day of what a day counts for: its asking week, or else its ISO week."""
        for first, last in self.weeks:
            if first <= day <= last:
                return first, last
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)


DEFAULT = Budget()
"""The product's own figures, with no asking week."""
