"""The records that travel between the floors: frozen values, one row one record."""

from dataclasses import dataclass
from datetime import datetime

from campaign.values import DEFAULT_RADIUS, Door, Dutch, Fit, Like, Often, Task, likes_of


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the earth in degrees, WGS84."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Profile:
    """What somebody told us, whether it is kept in a row or travels in addresses.

    `likes` and `times` are masks (`campaign.values`); 0 means not told, and leaves nothing out.
    `radius` is in kilometres.
    """

    adult: bool | None = None
    postcode: str | None = None
    likes: int = 0
    times: int = 0
    often: Often | None = None
    door: Door | None = None
    fit: Fit | None = None
    radius: int = DEFAULT_RADIUS
    online: bool = False


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat with the bot: what is held before consent (id and language), how the talk stands.

    `waiting` is the address that receives typed text. `turn` grows by one with each saved change.
    `keyboard` tells that a reply keyboard (the request for a location) stands on the screen.
    """

    id: int
    language: str | None
    waiting: str | None = None
    turn: int = 0
    keyboard: bool = False
    new: bool = False


@dataclass(frozen=True, slots=True)
class Citizen:
    """A person who agreed to have their answers kept.

    `may_ask` is the second consent: None as long as it was never asked, and while a stop withholds it.
    """

    id: int
    chat_id: int
    profile: Profile
    may_ask: bool | None = None
    paused_until: datetime | None = None
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to reach about an opportunity; empty strings where unknown."""

    name: str = ""
    phone: str = ""
    email: str = ""
    link: str = ""

    @property
    def reachable(self) -> bool:
        """Whether there is any way to reach this contact."""
        return bool(self.phone or self.email or self.link)


@dataclass(frozen=True, slots=True)
class Opportunity:
    """Something to do. The core is chosen values; title, description and `bring` are in `language`.

    `times` is a mask of the week's cells, 0 where the times are free to agree on. `starts` is the first
    date still to come (UTC) and `ends` its end; None where there are no dates. `places` are the people
    needed, `taken` those found. Online opportunities have no point.
    """

    id: int
    organisation_id: int
    organisation: str
    task: Task
    likes: int
    times: int
    often: Often
    places: int
    taken: int
    dutch: Dutch
    beginners: bool
    online: bool
    point: Point | None
    postcode: str
    place: str
    municipality: str
    address: str
    language: str
    title: str
    description: str
    bring: str
    contact: Contact
    source: str
    source_id: str
    starts: datetime | None
    ends: datetime | None
    min_age: int
    sample: bool
    closed: bool
    updated: datetime

    @property
    def free(self) -> int:
        """Places still free."""
        return max(0, self.places - self.taken)

    @property
    def like_set(self) -> tuple[Like, ...]:
        """The likes it answers to, in screen order."""
        return likes_of(self.likes)
