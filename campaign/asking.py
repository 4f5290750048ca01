"""Who may be asked, who not and why, and who comes first, purely by rule; the SQL is held equal to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from campaign.budget import PER_DAY
from campaign.records import Audience
from campaign.values import RADII, Door, Often, WhyNot

# What each thing is worth, in whole points, like `campaign.matching`: what meets more of what was told always
# comes first; within that, being near decides.
MET = 120  # a like that was told and is met, and again a time
UNTOLD = 60  # nothing told: less than what is met, so that a guess comes after what we know
DISTANCE = 30  # on the spot, down to 0 at the widest radius
ONLINE = 15  # online work counts as if it lay half that away
TOO_OFTEN = -15  # asks more often than wanted: still something to agree on

UNKNOWN_LANGUAGE = "nl"
"""What somebody reads whose language nobody knows."""

_OFTEN = {often: index for index, often in enumerate(Often)}


@dataclass(frozen=True, slots=True)
class Aim:
    """An ask as planning sees it: what is to be done, for whom.

    `likes` and `times` are the opportunity's masks; times 0 are free to agree on. `languages` are those that
    will do, without what follows an @; None where any will.
    """

    likes: int
    times: int
    often: Often
    online: bool
    languages: frozenset[str] | None
    audience: Audience


@dataclass(frozen=True, slots=True)
class Person:
    """What planning knows of a citizen beside one ask.

    `muted` tells that they want to hear no more of the organisation. `km` is how far they live from it, None
    where that is unknown or farther than the audience reaches.
    `this_week` counts the days of that week on which they were asked; `today`, what went or is planned to go
    to them on the day this would go.
    """

    may_ask: bool
    stopped: bool
    paused_until: datetime | None
    blocked: bool
    muted: bool
    answered: bool
    asked: bool
    language: str | None
    likes: int
    times: int
    often: Often | None
    door: Door | None
    radius: int
    online: bool
    km: float | None
    this_week: int
    today: int


def needed(will_do: Iterable[str], audience: Audience, written: Iterable[str]) -> frozenset[str] | None:
    """The languages of which a citizen must read one; None where any will do.

    `will_do` are those the work needs, none where it needs none; `written`, those the words stand in.
    """
    sets = [set(map(plain, some)) for some in (will_do, audience.languages) if some]
    if audience.only_own_language:
        sets.append(set(map(plain, written)))
    return frozenset(set.intersection(*sets)) if sets else None


def plain(language: str) -> str:
    """The language alone, without the register that follows an @."""
    return language.partition("@")[0]


def in_audience(person: Person, aim: Aim) -> bool:
    """Whether an ask is for this citizen at all.

    They agreed to be asked, it is within reach, and it meets what they told; what was not told leaves nothing
    out, but the door, which the organisation chose to go by.
    """
    audience = aim.audience
    if not person.may_ask or (audience.doors and person.door not in audience.doors):
        return False
    if not _meets(person.likes, aim.likes) or (audience.likes and not _meets(person.likes, audience.likes)):
        return False
    if any(times and not _meets(person.times, times) for times in (aim.times, audience.times)):
        return False
    if aim.online:
        return person.online
    return person.km is not None and person.km <= min(person.radius, audience.radius)


def why_not(person: Person, aim: Aim, now: datetime, per_week: int) -> WhyNot | None:
    """Why somebody in the audience is not asked now: the first that holds, in the order of `WhyNot`."""
    paused = person.paused_until is not None and person.paused_until > now
    language = plain(person.language or UNKNOWN_LANGUAGE)
    reasons = (
        (person.stopped, WhyNot.STOPPED),
        (paused, WhyNot.PAUSED),
        (person.blocked, WhyNot.BLOCKED),
        (person.muted, WhyNot.MUTED),
        (person.answered, WhyNot.ANSWERED),
        (person.asked, WhyNot.ASKED),
        (aim.languages is not None and language not in aim.languages, WhyNot.LANGUAGE),
        (person.this_week >= per_week, WhyNot.WEEK),
        (person.today >= PER_DAY, WhyNot.DAY),
    )
    return next((reason for holds, reason in reasons if holds), None)


def fit(person: Person, aim: Aim) -> int:
    """How well an ask fits somebody in its audience; higher is better."""
    often = person.often is not None and _OFTEN[aim.often] > _OFTEN[person.often]
    return (
        (MET if person.likes else UNTOLD)
        + (MET if person.times else UNTOLD)
        + (ONLINE if aim.online else nearness(person.km or 0))
        + (TOO_OFTEN if often else 0)
    )


def nearness(km: float) -> int:
    """What living so near is worth, in whole points."""
    return max(0, round(DISTANCE * (1 - km / max(RADII))))


def less_often(often: Often) -> tuple[Often, ...]:
    """What somebody chose for whom this is too often."""
    return tuple(other for other in Often if _OFTEN[other] < _OFTEN[often])


def turn(citizen_id: int, ask_id: int) -> int:
    """The place in the queue among those whom an ask fits alike.

    Another one for every ask, so that the same people are not always first; never another for the same.
    """
    return (citizen_id * 7_919 + ask_id * 104_729) % 65_521


def rounded(count: int) -> int | None:
    """A number of people that singles nobody out: to the nearest ten; None for fewer than ten."""
    return (count + 5) // 10 * 10 if count >= 10 else None


def _meets(told: int, wanted: int) -> bool:
    return not told or bool(told & wanted)
