"""Calendar files that Google, Apple and Outlook take: the only door to `icalendar`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from campaign.records import Point

if TYPE_CHECKING:
    from icalendar import Calendar

BEFOREHAND = timedelta(days=1)
"""How long before it begins the phone reminds of it."""
UNTOLD = timedelta(hours=1)
"""How long something takes of which nobody told when it ends."""
_MAKER = "-//Vraagbot//Week van het Vragen//NL"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with a time, in words ready to be read.

    With the same `uid` a later file takes the place of an earlier one. `starts` and `ends` are moments; where
    they are days, it lasts all of them, the last one too.
    """

    uid: str
    title: str
    starts: datetime | date
    ends: datetime | date | None = None
    where: str = ""
    point: Point | None = None
    text: str = ""

    @property
    def all_day(self) -> bool:
        """Whether it lasts whole days."""
        return not isinstance(self.starts, datetime)


def calendar_file(entries: Sequence[Entry], *, now: datetime) -> bytes:
    """The file with these entries, written now."""
    from icalendar import Calendar  # a tenth of a second, which most processes never need

    calendar = Calendar()
    calendar.add("PRODID", _MAKER)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    for entry in entries:
        _write(calendar, entry, now)
    return bytes(calendar.to_ical())


def _write(calendar: "Calendar", entry: Entry, now: datetime) -> None:
    from icalendar import Alarm, Event

    starts, ends = _times(entry)
    event = Event()
    event.add("UID", entry.uid)
    event.add("DTSTAMP", now.astimezone(UTC))
    event.add("DTSTART", starts)
    event.add("DTEND", ends)
    event.add("SUMMARY", _clean(entry.title))
    if entry.where:
        event.add("LOCATION", _clean(entry.where))
    if entry.point is not None:
        event.add("GEO", (entry.point.latitude, entry.point.longitude))
    if entry.text:
        event.add("DESCRIPTION", _clean(entry.text))
    event.add("TRANSP", "TRANSPARENT" if entry.all_day else "OPAQUE")
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", _clean(entry.title))
    alarm.add("TRIGGER", -BEFOREHAND)
    event.add_component(alarm)
    calendar.add_component(event)


def _times(entry: Entry) -> tuple[datetime | date, datetime | date]:
    """From when until when, as the format has it: moments in UTC, or days, the last one outside."""
    starts, ends = entry.starts, entry.ends
    if not isinstance(starts, datetime):
        last = starts if ends is None else max(starts, ends)
        return starts, last + timedelta(days=1)
    if not isinstance(ends, datetime) or ends <= starts:
        ends = starts + UNTOLD
    return starts.astimezone(UTC), ends.astimezone(UTC)


def _clean(words: str) -> str:
    """Words without what a line of the file cannot hold."""
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in plain if letter == "\n" or (letter >= " " and letter != "\x7f"))
