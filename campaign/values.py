"""The chosen values of the campaign: kinds of task, likes, times, doors and answers.

Values that are combined (likes, times) are bit masks, so that the database can compare them.
Each enum's member value is what stands in the database, in addresses and in exchange files: never rename one.
"""

from collections.abc import Iterable
from enum import Enum, StrEnum


class Like(StrEnum):
    """What a citizen likes to do; at most eight, so that they fit one screen."""

    CARE = "care"
    CHILDREN = "children"
    SPORT = "sport"
    NATURE = "nature"
    FOOD = "food"
    ODD_JOBS = "oddjobs"
    LANGUAGE = "language"
    CULTURE = "culture"

    @property
    def bit(self) -> int:
        """This like as a mask of one bit."""
        return 1 << _LIKES.index(self)


_LIKES = tuple(Like)


def likes_of(mask: int) -> tuple[Like, ...]:
    """The likes in a mask, in screen order."""
    return tuple(like for like in _LIKES if mask & like.bit)


def mask_of_likes(likes: Iterable[Like]) -> int:
    """The mask of some likes."""
    mask = 0
    for like in likes:
        mask |= like.bit
    return mask


class Sector(StrEnum):
    """The 13 kinds of organisation by which CBS (Statistics Netherlands) reports volunteering."""

    YOUTH = "youth"
    SCHOOL = "school"
    CARE = "care"
    SPORT = "sport"
    CULTURE = "culture"
    HOBBY = "hobby"
    RELIGION = "religion"
    POLITICS = "politics"
    SOCIAL = "social"
    NEIGHBOURHOOD = "neighbourhood"
    NATURE = "nature"
    REFUGEES = "refugees"
    OTHER = "other"


class Task(Enum):
    """The kind of a task: (value, the like it answers to, the sector it is reported under)."""

    VISITING = ("visiting", Like.CARE, Sector.CARE)
    COMPANY = ("company", Like.CARE, Sector.SOCIAL)
    WALKING = ("walking", Like.CARE, Sector.CARE)
    PLAYING = ("playing", Like.CHILDREN, Sector.YOUTH)
    READING_ALOUD = ("reading", Like.CHILDREN, Sector.SCHOOL)
    SCHOOL_HELP = ("schoolhelp", Like.CHILDREN, Sector.SCHOOL)
    COACHING = ("coaching", Like.SPORT, Sector.SPORT)
    SPORTS_DAY = ("sportsday", Like.SPORT, Sector.SPORT)
    CANTEEN = ("canteen", Like.SPORT, Sector.SPORT)
    GARDENING = ("gardening", Like.NATURE, Sector.NEIGHBOURHOOD)
    TIDYING_NATURE = ("tidying", Like.NATURE, Sector.NATURE)
    ANIMALS = ("animals", Like.NATURE, Sector.NATURE)
    COOKING = ("cooking", Like.FOOD, Sector.NEIGHBOURHOOD)
    FOOD_BANK = ("foodbank", Like.FOOD, Sector.SOCIAL)
    NEIGHBOURS = ("neighbours", Like.FOOD, Sector.NEIGHBOURHOOD)
    REPAIRING = ("repairing", Like.ODD_JOBS, Sector.NEIGHBOURHOOD)
    DRIVING = ("driving", Like.ODD_JOBS, Sector.CARE)
    ODD_JOBS = ("oddjobs", Like.ODD_JOBS, Sector.SOCIAL)
    TALKING_DUTCH = ("talking", Like.LANGUAGE, Sector.REFUGEES)
    FORMS = ("forms", Like.LANGUAGE, Sector.SOCIAL)
    BUDDY = ("buddy", Like.LANGUAGE, Sector.REFUGEES)
    LIBRARY = ("library", Like.CULTURE, Sector.CULTURE)
    MUSIC = ("music", Like.CULTURE, Sector.CULTURE)
    EVENTS = ("events", Like.CULTURE, Sector.CULTURE)
    COMPUTERS = ("computers", Like.ODD_JOBS, Sector.SOCIAL)
    OTHER = ("other", Like.FOOD, Sector.OTHER)

    def __init__(self, code: str, like: Like, sector: Sector) -> None:
        self.code = code
        self.like = like
        self.sector = sector

    @classmethod
    def of(cls, code: str) -> "Task":
        """The task with this code; ValueError where there is none."""
        try:
            return _TASKS[code]
        except KeyError:
            raise ValueError(f"no such kind of task: {code!r}") from None


_TASKS = {task.code: task for task in Task}


class Day(Enum):
    """A day of the week; its value is `datetime.weekday()`."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


class Part(Enum):
    """A part of the day: morning 6–12, afternoon 12–18, evening 18–24 hours (Volunteering Data)."""

    MORNING = 0
    AFTERNOON = 1
    EVENING = 2

    @property
    def hours(self) -> tuple[int, int]:
        """The local hours [from, until) of this part."""
        return 6 + 6 * self.value, 12 + 6 * self.value


def slot(day: Day, part: Part) -> int:
    """The mask of one cell of the week's grid: 7 days × 3 parts, Monday morning lowest, 21 bits in all."""
    return 1 << (day.value * 3 + part.value)


def slots_of(mask: int) -> tuple[tuple[Day, Part], ...]:
    """The cells in a mask of times, Monday morning first."""
    return tuple((day, part) for day in Day for part in Part if mask & slot(day, part))


def day_mask(day: Day) -> int:
    """All three parts of one day."""
    return 0b111 << (day.value * 3)


def part_mask(part: Part) -> int:
    """One part of all seven days."""
    return sum(slot(day, part) for day in Day)


WEEKEND = day_mask(Day.SATURDAY) | day_mask(Day.SUNDAY)
ALL_TIMES = (1 << 21) - 1
WEEKDAYS_BY_DAY = (ALL_TIMES & ~WEEKEND) & ~part_mask(Part.EVENING)
EVENINGS = part_mask(Part.EVENING)


class Often(StrEnum):
    """How often: of an opportunity, and the most that a citizen wants."""

    ONCE = "once"
    SOMETIMES = "sometimes"
    WEEKLY = "weekly"


class Door(StrEnum):
    """Through which door a citizen comes: the campaign counts new faces."""

    NEVER = "never"
    USED_TO = "usedto"
    NOW = "now"


class Fit(StrEnum):
    """What would make it fit now, asked of those who used to volunteer."""

    LESS_TIME = "lesstime"
    OTHER_TIMES = "othertimes"
    NEARBY = "nearby"
    OTHER_TASK = "othertask"
    TOGETHER = "together"
    ANYTHING = "anything"


class Dutch(StrEnum):
    """How much Dutch a task asks for."""

    NONE = "none"
    LITTLE = "little"
    GOOD = "good"


class Answer(StrEnum):
    """The answer to an ask."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


class Origin(StrEnum):
    """Where an answer comes from: what the campaign showed, an ask that was delivered, a friend's link."""

    CAMPAIGN = "campaign"
    ORGANISATION = "organisation"
    FRIEND = "friend"


class Reason(StrEnum):
    """Why maybe or no. A fixed list; none is about health or benefits."""

    TIME = "time"
    FAR = "far"
    TASK = "task"
    LANGUAGE = "language"
    ALONE = "alone"
    LATER = "later"
    OTHER = "other"


class Travel(StrEnum):
    """How somebody gets to what they said yes to."""

    WALKING = "walking"
    BIKE = "bike"
    TRANSIT = "transit"
    CAR = "car"


class Company(StrEnum):
    """With whom somebody goes to what they said yes to."""

    ALONE = "alone"
    KNOWN = "known"
    WANTED = "wanted"


class Role(StrEnum):
    """On whose behalf somebody acts."""

    TEAM = "team"
    MEMBER = "member"
    CITIZEN = "citizen"
    SYSTEM = "system"


class OrganisationState(StrEnum):
    """How far the team's screening of an organisation is."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    SUSPENDED = "suspended"


class AskState(StrEnum):
    """How an ask stands. DRAFT is still being made; WAITING is for the team; ENDED is past its deadline."""

    DRAFT = "draft"
    WAITING = "waiting"
    SENDING = "sending"
    PAUSED = "paused"
    FILLED = "filled"
    ENDED = "ended"
    STOPPED = "stopped"
    REFUSED = "refused"


class DeliveryState(StrEnum):
    """How one message to one citizen stands.

    REFUSED: Telegram says it cannot arrive. SKIPPED: it was looked at again and held back. MISSED: its
    deadline passed. UNKNOWN: it may have arrived; it is reported and never sent again.
    """

    PLANNED = "planned"
    CLAIMED = "claimed"
    SENT = "sent"
    REFUSED = "refused"
    SKIPPED = "skipped"
    MISSED = "missed"
    FAILED = "failed"
    UNKNOWN = "unknown"


class WhyNot(StrEnum):
    """Why a citizen in an ask's audience is not asked now, in the order in which they are looked at."""

    STOPPED = "stopped"
    PAUSED = "paused"
    BLOCKED = "blocked"
    MUTED = "muted"
    ANSWERED = "answered"
    ASKED = "asked"
    LANGUAGE = "language"
    WEEK = "week"
    DAY = "day"
    HELD_OUT = "heldout"
    BUSY = "busy"
    NOTHING = "nothing"
    FULL = "full"
    FILLED = "filled"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"


RADII = (2, 5, 10, 25)
"""The distances in kilometres that a citizen can choose from."""

DEFAULT_RADIUS = 10
"""Kilometres searched where nobody chose."""
