"""The campaign's own calendar: its asking weeks, the moments in them, and the events around them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from campaign.budget import AMSTERDAM, DEFAULT, Budget
from campaign.controller import NOBODY, Controller
from campaign.health import LIMIT
from campaign.population import NOBODY_TOLD, Population


class Kind(StrEnum):
    """What a moment is for.

    HEADS_UP: the week is coming. ASK: the week's one concrete ask. FOLLOW_UP: once more, for those who did
    not answer, and the next step for those who did. THANKS: what came of it, for those who answered.
    """

    HEADS_UP = "heads_up"
    ASK = "ask"
    FOLLOW_UP = "follow_up"
    THANKS = "thanks"


class Policy(StrEnum):
    """What becomes of a moment's message that cannot go at its time.

    SKIP: it is not sent. SHIFT: it is sent as soon as it can be. MERGE: the next moment of the week does what
    this one would have done.
    """

    SKIP = "skip"
    SHIFT = "shift"
    MERGE = "merge"


class Who(StrEnum):
    """Whom a moment is for, always among those who agreed to be asked again.

    EVERYBODY: all of them. UNASKED: whom nobody asked for anything concrete yet. VOLUNTEERS: who do it now.
    """

    EVERYBODY = "everybody"
    UNASKED = "unasked"
    VOLUNTEERS = "volunteers"


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in an asking week at which the campaign speaks by itself.

    `name` is its own within its week. `at` and `deadline` are UTC: after the deadline nothing of it goes.
    `late` is for who agrees after it began, `missed` for a bot that was away all the time until the deadline.
    `two_openings` tries two ways of beginning its message.
    """

    week: str
    name: str
    kind: Kind
    at: datetime
    deadline: datetime
    who: Who = Who.EVERYBODY
    late: Policy = Policy.MERGE
    missed: Policy = Policy.MERGE
    two_openings: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by, in the file and in the database."""
        return self.week, self.name

    def shifted(self, by: timedelta) -> "Moment":
        """The same moment, so much later."""
        return replace(self, at=self.at + by, deadline=self.deadline + by)


@dataclass(frozen=True, slots=True)
class Week:
    """An asking week: its first and last day, and its moments by time, some of which are before it.

    `name` is what it is known by; `titles` are its names in words, by language.
    """

    name: str
    first: date
    last: date
    titles: Mapping[str, str]
    moments: tuple[Moment, ...]

    def begins(self, zone: ZoneInfo) -> datetime:
        """Its first midnight, UTC."""
        return datetime.combine(self.first, time(), zone).astimezone(UTC)

    def ends(self, zone: ZoneInfo) -> datetime:
        """The midnight after its last day, UTC."""
        return datetime.combine(self.last + timedelta(days=1), time(), zone).astimezone(UTC)

    def opens(self, zone: ZoneInfo) -> datetime:
        """When the first thing of it happens, UTC: a moment before it, or else its first midnight."""
        return min([self.begins(zone), *(moment.at for moment in self.moments)])


@dataclass(frozen=True, slots=True)
class Event:
    """Something to go to around the campaign, with its texts by language; `starts` and `ends` are UTC."""

    name: str
    starts: datetime
    ends: datetime
    titles: Mapping[str, str]
    texts: Mapping[str, str]
    place: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Retention:
    """How long things are kept.

    `visitors`: who did not agree to have answers kept, after the last message. `blocked`: who blocked the
    bot. `untouched`: who did not use it. `after_campaign`: all that is personal, after the last day.
    """

    visitors: timedelta = timedelta(hours=24)
    blocked: timedelta = timedelta(days=30)
    untouched: timedelta = timedelta(days=183)
    after_campaign: timedelta = timedelta(days=90)


RETENTION = Retention()
"""What the product promises."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """All that a campaign sets; without a file, the product's own figures and no asking week.

    `holdout` is the share, 0 to 1, of citizens who get no follow-ups, so that these can be judged. An agreed
    citizen whom nobody asked for `first_ask` is asked by the campaign itself, within `asked_within` of
    agreeing. Those who are asked are held against the `population`. An ask rests above so many `opt_outs` per
    1,000 messages. The `controller` answers for what is kept of people.
    """

    name: str = "Week van het Vragen"
    zone: ZoneInfo = AMSTERDAM
    languages: tuple[str, ...] = ()
    weeks: tuple[Week, ...] = ()
    events: tuple[Event, ...] = ()
    budget: Budget = DEFAULT
    holdout: float = 0.1
    first_ask: timedelta = timedelta(days=4)
    asked_within: timedelta = timedelta(days=7)
    retention: Retention = RETENTION
    population: Population = NOBODY_TOLD
    opt_outs: float = LIMIT
    controller: Controller = NOBODY

    @property
    def moments(self) -> tuple[Moment, ...]:
        """All moments of all weeks, by time."""
        return tuple(sorted((one for week in self.weeks for one in week.moments), key=lambda one: one.at))

    def week(self, name: str) -> Week | None:
        """The asking week of this name."""
        return next((week for week in self.weeks if week.name == name), None)

    @property
    def over(self) -> datetime | None:
        """When its last asking week or event ends, UTC; None of a campaign that has neither."""
        ends = [*(week.ends(self.zone) for week in self.weeks), *(event.ends for event in self.events)]
        return max(ends, default=None)

    def week_at(self, now: datetime) -> Week | None:
        """The asking week that is going on, or the next one to come; None after the last."""
        ahead = [week for week in self.weeks if week.ends(self.zone) > now]
        return min(ahead, key=lambda week: week.first, default=None)


STANDARD = Campaign()
"""A campaign without a file."""


def text_in(texts: Mapping[str, str], language: str) -> tuple[str, str]:
    """The text a reader of this language gets, and the language it is in.

    Their own, else that without its register, else Dutch, else any.
    """
    for code in (language, language.partition("@")[0], "nl", *texts):
        if code in texts:
            return texts[code], code
    return "", language
