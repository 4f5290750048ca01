"""Times on the wall of a time zone, as moments in UTC."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def utc_of(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment at which the clocks of a zone show this time; ValueError for one that they skip.

    A time that comes twice, in the night in which summer time ends, is the first of the two.
    """
    moment = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != wall.replace(fold=0):
        raise ValueError(f"there is no {wall:%H:%M} on {wall:%Y-%m-%d}: the clock goes forward then")
    return moment
