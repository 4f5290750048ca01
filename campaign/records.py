"""The records that travel between the floors: frozen values, one row one record."""

from dataclasses import dataclass
from datetime import datetime

from campaign.lots import Way
from campaign.values import (
    DEFAULT_RADIUS,
    RADII,
    AskState,
    Door,
    Dutch,
    Fit,
    Often,
    OrganisationState,
    Role,
    Task,
)


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

    `waiting` is the address that receives typed text, `answers` where a typed yes, no or maybe leads
    (`yes=reply/5/yes no=notnow`). `turn` grows by one with each saved change.
    `keyboard` tells that a reply keyboard (the request for a location) stands on the screen.
    """

    id: int
    language: str | None
    waiting: str | None = None
    turn: int = 0
    keyboard: bool = False
    new: bool = False
    answers: str | None = None


@dataclass(frozen=True, slots=True)
class Citizen:
    """A person who agreed to have their answers kept.

    `may_ask` is the second consent: None as long as it was never asked, and while a stop withholds it.
    With `reminders` a stop leaves the reminders of what they said yes to. `agreed` is when they last agreed
    to be asked again, `asked` when somebody first asked them for something concrete.
    """

    id: int
    chat_id: int
    profile: Profile
    may_ask: bool | None = None
    paused_until: datetime | None = None
    stopped: bool = False
    reminders: bool = False
    agreed: datetime | None = None
    asked: datetime | None = None


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
    needed, `taken` those found. Online opportunities have no point. `languages` are those that will do for
    the work, empty where any does.
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
    languages: tuple[str, ...] = ()

    @property
    def free(self) -> int:
        """Places still free."""
        return max(0, self.places - self.taken)


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who asks. `screened` is a mask of the screening list; `source` tells who brought it.

    `members` is how many people act for it in the bot; 0 for one that came in with a feed.
    """

    id: int
    name: str
    description: str
    website: str
    state: OrganisationState
    registration: str
    contact: str
    screened: int
    source: str
    sample: bool
    members: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """A person who acts for an organisation, by their chat.

    `agreed` is when they accepted how people who say yes are to be treated; None before.
    """

    id: int
    chat_id: int
    organisation_id: int
    organisation: str
    state: OrganisationState
    name: str
    agreed: datetime | None


@dataclass(frozen=True, slots=True)
class Admission:
    """A one-time link into the team or an organisation; of a new one where it names none."""

    id: int
    role: Role
    organisation_id: int | None
    expires: datetime
    used: datetime | None


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom an ask is for. 0 and empty leave nobody out.

    `likes` and `times` are masks; `radius` is in kilometres around the opportunity; `only_own_language`
    leaves out who would get the words in a language that is not theirs.
    """

    likes: int = 0
    times: int = 0
    radius: int = max(RADII)
    languages: tuple[str, ...] = ()
    doors: tuple[Door, ...] = ()
    only_own_language: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """A question of an organisation to do one opportunity, put out in waves until it is filled.

    `words` are the organisation's own, in `words_language` alone. `gap` is in minutes between two waves.
    `starts` is when the first may go (None: at once), `deadline` after when none goes. `why` tells what
    paused or ended it. With `second_words` two wordings are tried, each for half of the people, by lot.
    """

    id: int
    organisation_id: int
    opportunity_id: int
    state: AskState
    why: str | None
    words: str
    words_language: str
    audience: Audience
    starts: datetime | None
    deadline: datetime | None
    gap: int
    wave: int
    next_wave: datetime | None
    made: datetime
    sent: datetime | None
    ended: datetime | None
    second_words: str = ""

    @property
    def wordings(self) -> tuple[str, ...]:
        """The organisation's own words, in one way or in both that are tried."""
        return (self.words, self.second_words) if self.second_words else (self.words,)

    def worded(self, way: Way | None) -> str:
        """The words that are read in one way."""
        return self.second_words if way is Way.SECOND and self.second_words else self.words


@dataclass(frozen=True, slots=True)
class Centre:
    """A local volunteer centre, where one can talk to somebody; empty strings where not known.

    `source_id` is the file's own name for it, `municipalities` are those it is there for, by official name.
    """

    source_id: str
    name: str
    phone: str = ""
    email: str = ""
    website: str = ""
    address: str = ""
    hours: str = ""
    municipalities: tuple[str, ...] = ()
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """What came of an asking week so far: people who were asked for something, and people who said yes."""

    asked: int
    yes: int
