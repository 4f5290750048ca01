"""Dates read from words in local time and written back: "2027-01-16", "za 16 januari 2027", "+5 saturday"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from campaign.offers import MOST_SESSIONS, Session, Unfit
from campaign.values import Often
from storage.feeds.times import DAYS

WEEKS_AHEAD = 12
"""So many dates are made of a weekly opportunity of which one date is told."""

USUAL = timedelta(hours=2)
"""How long a session takes that has no end."""

YEARS = range(2020, 2101)

_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "jan januari january", "feb febr februari february", "mrt maart mar march", "apr april",
            "mei may", "jun juni june", "jul juli july", "aug augustus august", "sep sept september",
            "okt oktober oct october", "nov november", "dec december",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?=\D|$)")
_DAY_FIRST = re.compile(r"(?:[a-z]{2,9}\.?,?\s+)?(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?=\D|$)", re.IGNORECASE)
_NAMED = re.compile(r"(?:[a-z]{2,9}\.?,?\s+)?(\d{1,2})\s+([a-z]{3,9})\.?\s+(\d{4})(?=\D|$)", re.IGNORECASE)
_AHEAD = re.compile(r"\+(\d{1,3})(?:\s+([a-z]+))?(?=[^a-z0-9]|$)", re.IGNORECASE)
_TIME = r"(\d{1,2})(?:[:.u](\d{2}))?(?::\d{2})?\s*(?:uur|hrs|u|h)?\.?"
_ONE_TIME = re.compile(_TIME, re.IGNORECASE)
_TWO_TIMES = re.compile(rf"{_TIME}\s*(?:-|–|—|t/m|tot|to|until|/)\s*{_TIME}", re.IGNORECASE)
_MOMENTS = re.compile(r"(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}[^/]*?)(?:\s*/\s*(\d{4}-.*))?")
_PARTS = re.compile(r"[;|\n]")


@dataclass(frozen=True, slots=True)
class When:
    """The dates of one row that are not over, and what there is to say about them.

    `past` tells that all the dates the row names are over.
    """

    sessions: tuple[Session, ...] = ()
    past: bool = False
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """Reads dates of one place and moment: local times in `zone`, seen from `now`."""

    zone: tzinfo
    now: datetime

    @property
    def today(self) -> date:
        """The local date."""
        return self.now.astimezone(self.zone).date()

    def read(
        self, dates: str, start: str, end: str, until: str, *, often: Often | None, relative: bool
    ) -> When:
        """The sessions that these cells name, soonest first; Unfit for what cannot be understood.

        One date of something weekly is repeated every week at the same local time, up to `until` or
        `WEEKS_AHEAD` times. Dates like `+5` count from today and are taken only where `relative` allows them.
        """
        pieces = [piece.strip() for piece in _PARTS.split(dates) if piece.strip()]
        if not pieces:
            return When()
        if len(pieces) > MOST_SESSIONS:
            raise Unfit(f"there are {len(pieces)} dates; at most {MOST_SESSIONS} fit")
        found: list[Session] = []
        endless = False
        for piece in pieces:
            session, told = self._session(piece, start, end, relative=relative)
            found.append(session)
            endless = endless or not told
        if often is Often.WEEKLY and len(found) == 1:
            found = self._weekly(found[0], self._day(until, relative=relative) if until else None)
        coming = {session.starts: session for session in found if session.ends > self.now}
        return When(
            sessions=tuple(coming[starts] for starts in sorted(coming)),
            past=not coming,
            remarks=("no end time: taken as two hours",) if endless else (),
        )

    def moment(self, words: str) -> datetime | None:
        """A date, at its local midnight, or a moment in ISO 8601; None where empty. Unfit for all else."""
        if not words:
            return None
        if re.search(r"T|\d:\d", words):
            return self._moment(words)
        return self._local(self._day(words, relative=False), time())

    def within(self, first: str, last: str) -> bool:
        """Whether now lies between two dates or moments, the last day included; empty means no bound."""
        starts, ends = self.moment(first), self.moment(last)
        if ends is not None and not re.search(r"T|\d:\d", last):
            ends += timedelta(days=1)
        return (starts is None or starts <= self.now) and (ends is None or ends >= self.now)

    def words(self, session: Session) -> str:
        """A session in words that `read` reads back as the same moments."""
        starts, ends = session.starts.astimezone(self.zone), session.ends.astimezone(self.zone)
        said = f"{starts:%Y-%m-%d %H:%M}-{ends:%H:%M}"
        try:
            same = self._session(said, "", "", relative=False)[0] == session
        except Unfit:
            same = False
        return said if same else f"{starts.isoformat()}/{ends.isoformat()}"

    def last_day(self, sessions: Sequence[Session]) -> str:
        """The local date of the last session, beyond which one date of something weekly is not repeated."""
        return f"{sessions[-1].starts.astimezone(self.zone):%Y-%m-%d}" if sessions else ""

    def _session(self, piece: str, start: str, end: str, *, relative: bool) -> tuple[Session, bool]:
        """A session, and whether its end was told."""
        moments = _MOMENTS.fullmatch(piece)
        if moments and ("T" in piece or moments[2]):
            starts = self._moment(moments[1])
            if moments[2]:
                return _checked(starts, self._moment(moments[2]), piece), True
            return Session(starts, starts + USUAL), False
        day, rest = self._leading_day(piece, relative=relative)
        first, last = _times(rest, start, end, piece)
        starts = self._local(day, first)
        if last is None:
            return Session(starts, starts + USUAL), False
        ends = self._local(day + timedelta(days=1) if last <= first else day, last)
        return _checked(starts, ends, piece), True

    def _weekly(self, first: Session, last_day: date | None) -> list[Session]:
        local, length = first.starts.astimezone(self.zone), first.ends - first.starts
        wall, end_wall = local.replace(tzinfo=None), first.ends.astimezone(self.zone).replace(tzinfo=None)
        behind = max(timedelta(), self.now - first.starts - length)
        weeks = behind // timedelta(weeks=1)
        found: list[Session] = []
        while len(found) < WEEKS_AHEAD:
            step = timedelta(weeks=weeks)
            weeks += 1
            if last_day is not None and (wall + step).date() > last_day:
                break
            session = Session(self._utc(wall + step), self._utc(end_wall + step))
            if session.ends > self.now and session.ends > session.starts:
                found.append(session)
        return found

    def _leading_day(self, piece: str, *, relative: bool) -> tuple[date, str]:
        for pattern in (_YEAR_FIRST, _DAY_FIRST, _NAMED, _AHEAD):
            match = pattern.match(piece)
            if match:
                return self._day(match[0], relative=relative), piece[match.end() :].strip(" ,\tT")
        raise Unfit(f"date says {piece[:40]!r}; write it like 2027-01-16 or 16-01-2027")

    def _day(self, words: str, *, relative: bool) -> date:
        try:
            if match := _YEAR_FIRST.match(words):
                return _real(int(match[1]), int(match[2]), int(match[3]))
            if match := _DAY_FIRST.match(words):
                return _real(int(match[3]), int(match[2]), int(match[1]))
            if (match := _NAMED.match(words)) and match[2].casefold() in _MONTHS:
                return _real(int(match[3]), _MONTHS[match[2].casefold()], int(match[1]))
            if match := _AHEAD.match(words):
                return self._ahead(int(match[1]), match[2], relative=relative)
        except Unfit:
            raise
        except ValueError:
            pass
        raise Unfit(f"date says {words[:40]!r}; write it like 2027-01-16 or 16-01-2027")

    def _ahead(self, days: int, weekday: str | None, *, relative: bool) -> date:
        if not relative:
            raise Unfit("dates that count from today, like +5, are for samples only (sample = yes)")
        day = self.today + timedelta(days=days)
        if weekday is None:
            return day
        if weekday.casefold() not in DAYS:
            raise Unfit(f"date says {weekday!r}, which is no day of the week")
        return day + timedelta(days=(DAYS[weekday.casefold()].value - day.weekday()) % 7)

    def _moment(self, words: str) -> datetime:
        try:
            moment = datetime.fromisoformat(words.strip().replace(" ", "T", 1))
        except ValueError:
            raise Unfit(f"date says {words[:40]!r}; write it like 2027-01-16T10:00") from None
        if moment.year not in YEARS:
            raise Unfit(f"date says {words[:40]!r}, a year that cannot be meant")
        moment = moment.replace(second=0, microsecond=0)
        return self._utc(moment) if moment.tzinfo is None else moment.astimezone(UTC)

    def _local(self, day: date, at: time) -> datetime:
        return self._utc(datetime.combine(day, at))

    def _utc(self, wall: datetime) -> datetime:
        return wall.replace(tzinfo=self.zone).astimezone(UTC)


def _checked(starts: datetime, ends: datetime, piece: str) -> Session:
    if ends <= starts:
        raise Unfit(f"date says {piece[:40]!r}; its end is not after its start")
    return Session(starts, ends)


def _times(rest: str, start: str, end: str, piece: str) -> tuple[time, time | None]:
    """The local times beside a date, or else those of the columns `start` and `end`."""
    if both := _TWO_TIMES.fullmatch(rest):
        return _time(both[1], both[2], rest), _time(both[3], both[4], rest)
    if one := _ONE_TIME.fullmatch(rest):
        return _time(one[1], one[2], rest), None
    if rest:
        raise Unfit(f"date says {piece[:40]!r}; write it like 2027-01-16 10:00-12:00")
    if not start:
        raise Unfit(f"the date {piece[:40]!r} has no start time")
    if both := _TWO_TIMES.fullmatch(start):
        return _time(both[1], both[2], start), _time(both[3], both[4], start)
    return _column_time("start", start), _column_time("end", end) if end else None


def _column_time(column: str, words: str) -> time:
    match = _ONE_TIME.fullmatch(words)
    if not match:
        raise Unfit(f"{column} says {words[:40]!r}; write it like 10:00")
    return _time(match[1], match[2], words)


def _time(hours: str, minutes: str | None, words: str) -> time:
    if hours == "24" and int(minutes or 0) == 0:
        return time()
    try:
        return time(int(hours), int(minutes or 0))
    except ValueError:
        raise Unfit(f"{words[:40]!r} is not a time of the day") from None


def _real(year: int, month: int, day: int) -> date:
    if year not in YEARS:
        raise ValueError(f"{year} cannot be meant")
    return date(year, month, day)
