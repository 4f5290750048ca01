"""How often, and at which hours, a citizen may be asked unsolicited, over all senders together."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
"""The campaign's clock on the wall."""
SENDING_HOURS = (10, 20)
"""Local hours [from, until) in which citizens get unsolicited messages: texts at night lose people."""
PER_WEEK = 2
"""Unsolicited messages to one citizen in an ISO week."""
PER_DAY = 1
"""Unsolicited messages to one citizen in a day; the database holds to it by a unique row."""


def in_hours(now: datetime, zone: ZoneInfo) -> bool:
    """Whether it is an hour to send at."""
    return SENDING_HOURS[0] <= now.astimezone(zone).hour < SENDING_HOURS[1]


def next_sending(now: datetime, zone: ZoneInfo) -> datetime:
    """The first moment from now on to send at (UTC)."""
    if in_hours(now, zone):
        return now
    local = now.astimezone(zone)
    day = local.date() + timedelta(days=local.hour >= SENDING_HOURS[1])
    return datetime.combine(day, time(SENDING_HOURS[0]), zone).astimezone(UTC)


def local_day(now: datetime, zone: ZoneInfo) -> date:
    """The citizen's day that a message counts for."""
    return now.astimezone(zone).date()


def hours_of(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The moments [from, until) of a local day, UTC; a day may have 23 or 25 hours."""
    first, last = (datetime.combine(each, time(), zone) for each in (day, day + timedelta(days=1)))
    return first.astimezone(UTC), last.astimezone(UTC)


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of this day's ISO week."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)
