"""One opportunity as it comes in from outside, checked before it may be asked."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import attrgetter

from campaign.records import Contact, Point
from campaign.values import ALL_TIMES, Dutch, Like, Often, Task, mask_of_likes

LENGTHS: Mapping[str, int] = {
    "id": 200,
    "title": 120,
    "description": 4000,
    "bring": 300,
    "organisation": 200,
    "organisation_id": 200,
    "organisation_description": 2000,
    "organisation_website": 500,
    "place": 100,
    "address": 200,
    "contact_name": 120,
    "contact_phone": 40,
    "contact_email": 200,
    "contact_link": 500,
}
"""The most characters of each text; the database's columns are as wide."""

MOST_PLACES = 10_000
MOST_SESSIONS = 200
LONGEST_SESSION = timedelta(days=7)
OLDEST = 99
"""The highest minimum age that is taken as meant."""

_TEXTS = attrgetter(*(name.replace("contact_", "contact.") for name in LENGTHS))
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_ALL_LIKES = mask_of_likes(Like)


class Unfit(ValueError):
    """What comes in cannot become an offer; the message says why, in a sentence for the one who sent it."""


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """One date, from `starts` to `ends`, aware."""

    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row did not come in: its line in the file and a sentence.

    `id` is the row's own where it could be read. `over` tells that the row is in order but its time is past.
    """

    line: int
    reason: str
    id: str = ""
    over: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """One opportunity of a feed, in which everything holds; Unfit where something does not.

    `id` and `organisation_id` are the feed's own. `likes` and `times` are masks; `times` is 0 where the time
    is free to agree on. `sessions` are in order of time. Either `online`, or `point`, `postcode` and `place`
    are told. Two offers are equal whatever line they stood on and whenever they were last changed.
    """

    id: str
    title: str
    organisation_id: str
    organisation: str
    task: Task
    likes: int
    often: Often
    places: int
    dutch: Dutch
    language: str
    times: int = 0
    sessions: tuple[Session, ...] = ()
    beginners: bool = False
    online: bool = False
    point: Point | None = None
    postcode: str = ""
    place: str = ""
    municipality: str = ""
    province: str = ""
    address: str = ""
    description: str = ""
    bring: str = ""
    contact: Contact = field(default_factory=Contact)
    min_age: int = 0
    sample: bool = False
    organisation_description: str = ""
    organisation_website: str = ""
    modified: datetime | None = field(default=None, compare=False)
    line: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        wrong = [*_missing(self), *_too_long(self), *_out_of_range(self), *_elsewhere(self), *_untimely(self)]
        if wrong:
            raise Unfit("; ".join(wrong))

    @property
    def starts(self) -> datetime | None:
        """When the first session begins."""
        return self.sessions[0].starts if self.sessions else None

    @property
    def ends(self) -> datetime | None:
        """When the first session ends."""
        return self.sessions[0].ends if self.sessions else None


def _missing(offer: Offer) -> Iterator[str]:
    for name in ("id", "title", "organisation", "organisation_id", "language"):
        if not getattr(offer, name):
            yield f"there is no {name}"


def _too_long(offer: Offer) -> Iterator[str]:
    for (name, most), text in zip(LENGTHS.items(), _TEXTS(offer), strict=True):
        if len(text) > most:
            yield f"{name} has {len(text)} characters; at most {most} fit"


def _out_of_range(offer: Offer) -> Iterator[str]:
    if not 1 <= offer.places <= MOST_PLACES:
        yield f"places is {offer.places}; it must be from 1 to {MOST_PLACES}"
    if not 0 <= offer.min_age <= OLDEST:
        yield f"min_age is {offer.min_age}; it must be from 0 to {OLDEST}"
    if not 0 < offer.likes <= _ALL_LIKES:
        yield "likes names nothing we know"
    if not 0 <= offer.times <= ALL_TIMES:
        yield "times names parts of the week that do not exist"
    if offer.language and not _LANGUAGE.fullmatch(offer.language):
        yield f"language {offer.language!r} is not a language code like nl or en"


def _elsewhere(offer: Offer) -> Iterator[str]:
    if offer.online:
        if offer.point is not None:
            yield "it is online and yet has a point on the map"
    elif offer.point is None or not offer.postcode or not offer.place:
        yield "it is not online and yet has no place"


def _untimely(offer: Offer) -> Iterator[str]:
    if len(offer.sessions) > MOST_SESSIONS:
        yield f"there are {len(offer.sessions)} dates; at most {MOST_SESSIONS} fit"
    previous: Session | None = None
    for session in offer.sessions:
        if session.starts.tzinfo is None or session.ends.tzinfo is None:
            yield "a date has no time zone"
            return
        if session.ends <= session.starts:
            yield f"the end of {session.starts:%d-%m-%Y} is not after its start"
        elif session.ends - session.starts > LONGEST_SESSION:
            yield f"the date {session.starts:%d-%m-%Y} lasts longer than {LONGEST_SESSION.days} days"
        if previous is not None and session.starts <= previous.starts:
            yield "the dates are not in order of time"
        previous = session
