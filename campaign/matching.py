"""What fits somebody: opportunities ranked by what they told us, each with its reasons, purely by rule."""

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import islice
from typing import Generic, NamedTuple, Protocol, TypeVar

from campaign.reasons import (
    Because,
    Beginners,
    FewPlaces,
    MinimumAge,
    Near,
    OnDate,
    Online,
    SharedLikes,
    SharedTimes,
    TimesToAgree,
)
from campaign.records import Point
from campaign.values import DEFAULT_RADIUS, RADII, Often

KM_PER_DEGREE = 111.195
"""Kilometres in one degree of latitude: the earth's mean radius of 6,371.0 km × π / 180."""

# What each thing is worth, in points. Everything below FIT together stays below FIT, so that what meets
# more of what was told always comes first; within that, being near decides most.
FIT = 120  # for a shared like, and again for a shared time
DISTANCE = 30  # on the spot, down to 0 at the radius
ONLINE_AS_FAR = 0.5  # online work counts as if it lay half the radius away
SOON, SOON_DAYS = 10, 30  # a date today, down to 0 a month ahead: a concrete day is easier to say yes to
NO_DATE = 4  # may start any day: worth more than a far date, less than a near one
FRESH, FRESH_DAYS = 5, 90  # told today, down to 0 after three months: what is old is more often gone
PLACES, MANY_PLACES = 5, 4  # in full from four free places on: there the yes of several people is wanted
MORE_LIKES, MOST_MORE_LIKES = 5, 2  # for each shared like beyond the first
TOO_OFTEN = -15  # asks more often than wanted: still something to agree on, so it is not left out
REPEATED, MOST_REPEATED = -12, 3  # for each of the same organisation above it; three outweigh DISTANCE

FEW_PLACES = 2
"""So few free places are worth a word."""

COMMON_AGE = 16
"""Whoever is asked to do something has said to be this old or older; nothing more is known of their age."""

_OFTEN = {often: index for index, often in enumerate(Often)}


class Rankable(Protocol):
    """What ranking needs to know of an opportunity: a `Candidate`, or a whole `Opportunity`."""

    @property
    def id(self) -> int: ...
    @property
    def organisation_id(self) -> int: ...
    @property
    def likes(self) -> int: ...
    @property
    def times(self) -> int: ...
    @property
    def often(self) -> Often: ...
    @property
    def free(self) -> int: ...
    @property
    def online(self) -> bool: ...
    @property
    def point(self) -> Point | None: ...
    @property
    def starts(self) -> datetime | None: ...
    @property
    def ends(self) -> datetime | None: ...
    @property
    def min_age(self) -> int: ...
    @property
    def beginners(self) -> bool: ...
    @property
    def closed(self) -> bool: ...
    @property
    def updated(self) -> datetime: ...


class Candidate(NamedTuple):
    """An opportunity cut down to what ranking needs; its fields mean what they mean in `Opportunity`.

    A tuple because a hundred are made for one page, and a frozen dataclass takes five times as long.
    """

    id: int
    organisation_id: int
    likes: int
    times: int
    often: Often
    free: int
    online: bool
    point: Point | None
    starts: datetime | None
    ends: datetime | None
    min_age: int
    beginners: bool
    updated: datetime
    closed: bool = False


AnOffer = TypeVar("AnOffer", bound=Rankable)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looks for.

    `point` None looks for online work alone. `radius` is in kilometres. `likes` and `times` are masks, 0
    where not told. `often` is the most they want. `online` lets online work in beside what is near.
    """

    point: Point | None
    radius: float = DEFAULT_RADIUS
    likes: int = 0
    times: int = 0
    often: Often | None = None
    online: bool = False


@dataclass(frozen=True, slots=True)
class Match(Generic[AnOffer]):
    """An opportunity as it is shown: where it is, why, and whether it fits a wish at a moment.

    `score` is in points before the spread over organisations; `distance_km` is None for online work.
    """

    opportunity: AnOffer
    score: float
    distance_km: float | None
    wish: Wish
    now: datetime

    @property
    def reasons(self) -> tuple[Because, ...]:
        """Why it is shown, in the order in which one would say it."""
        return _reasons(self.wish, self.opportunity, self.distance_km, self.now)

    @property
    def fits(self) -> bool:
        """Whether it meets the likes and the times that were told, and so may be asked outright."""
        return _meets_likes(self.wish, self.opportunity) and _meets_times(self.wish, self.opportunity)


class Loosen(StrEnum):
    """A way to find more."""

    WIDER = "wider"
    ANY_TIME = "anytime"
    ANY_LIKE = "anylike"
    ONLINE = "online"


@dataclass(frozen=True, slots=True)
class Looser:
    """A way to find more: the wish it makes, and how many would then fit."""

    way: Loosen
    wish: Wish
    count: int


_Entry = tuple[float, float, int, AnOffer]
"""Points turned negative, kilometres, id, offer: sorts best first; ids differ, so no offers are compared."""


def distance_km(here: Point, there: Point) -> float:
    """Kilometres on a plane laid at `here`: within 0.5 % of the great circle up to 25 km in the Netherlands.

    The database computes the same, so both draw the same circle.
    """
    north = there.latitude - here.latitude
    east = (there.longitude - here.longitude) * math.cos(math.radians(here.latitude))
    return KM_PER_DEGREE * math.hypot(north, east)


def rank(
    wish: Wish, offers: Iterable[AnOffer], now: datetime, *, limit: int = 5, skip: int = 0
) -> tuple[Match[AnOffer], ...]:
    """The best `limit` matches after the first `skip`, best first; the order of `offers` does not matter.

    Left out without a word: closed, full, over, farther than the radius, online where the wish has no place
    for it. Likes and times that do not meet put an opportunity below all that do, and leave nothing out.
    Equal ones stand by distance, then by id.
    """
    by_organisation: defaultdict[int, list[_Entry[AnOffer]]] = defaultdict(list)
    for offer in offers:
        if (far := _reach(wish, offer, now)) is not None:
            by_organisation[offer.organisation_id].append(
                (-_score(wish, offer, far, now), far, offer.id, offer)
            )
    return tuple(
        Match(offer, -worth, None if offer.online else far, wish, now)
        for worth, far, _, offer in islice(_spread(by_organisation.values()), skip, skip + limit)
    )


def ways(wish: Wish) -> dict[Loosen, Wish]:
    """The wishes that ask for less than this one, each in one way; empty where nothing is left to loosen."""
    looser = {
        Loosen.WIDER: replace(wish, radius=max(wish.radius, *RADII)),
        Loosen.ANY_TIME: replace(wish, times=0),
        Loosen.ANY_LIKE: replace(wish, likes=0),
        Loosen.ONLINE: replace(wish, online=True),
    }
    if wish.point is None:
        del looser[Loosen.WIDER], looser[Loosen.ONLINE]
    return {way: other for way, other in looser.items() if other != wish}


def loosen(wish: Wish, counts: Mapping[Loosen, int], *, found: int = 0) -> tuple[Looser, ...]:
    """The ways that lead to more than the `found` ones, most first, given how many each way finds."""
    possible = [Looser(way, other, counts.get(way, 0)) for way, other in ways(wish).items()]
    return tuple(sorted((way for way in possible if way.count > found), key=lambda way: -way.count))


def _reach(wish: Wish, offer: Rankable, now: datetime) -> float | None:
    """How far away it counts as, in kilometres; None where the rules leave it out."""
    over = offer.ends or offer.starts
    if offer.closed or offer.free <= 0 or (over is not None and over < now):
        return None
    if offer.online:
        return wish.radius * ONLINE_AS_FAR if wish.online or wish.point is None else None
    if wish.point is None or offer.point is None:
        return None
    far = distance_km(wish.point, offer.point)
    return far if far <= wish.radius else None


def _score(wish: Wish, offer: Rankable, far: float, now: datetime) -> float:
    score = FIT * (_meets_likes(wish, offer) + _meets_times(wish, offer)) + DISTANCE * (1 - far / wish.radius)
    more_likes = (wish.likes & offer.likes).bit_count() - 1
    if more_likes > 0:
        score += MORE_LIKES * min(more_likes, MOST_MORE_LIKES)
    if offer.starts is None or offer.starts < now:  # what runs already is open to join on any day
        score += NO_DATE
    elif (ahead := (offer.starts - now).days) < SOON_DAYS:
        score += SOON * (1 - ahead / SOON_DAYS)
    if (age := (now - offer.updated).days) < FRESH_DAYS:
        score += FRESH * (1 - max(age, 0) / FRESH_DAYS)
    score += PLACES * min(offer.free, MANY_PLACES) / MANY_PLACES
    return score + TOO_OFTEN if _too_often(wish, offer) else score


def _meets_likes(wish: Wish, offer: Rankable) -> bool:
    return not wish.likes or bool(wish.likes & offer.likes)


def _meets_times(wish: Wish, offer: Rankable) -> bool:
    return not wish.times or not offer.times or bool(wish.times & offer.times)


def _too_often(wish: Wish, offer: Rankable) -> bool:
    return wish.often is not None and _OFTEN[offer.often] > _OFTEN[wish.often]


def _spread(groups: Iterable[list[_Entry[AnOffer]]]) -> Iterator[_Entry[AnOffer]]:
    """Best first, where each one taken makes the next of its organisation worth less.

    Within an organisation the order stays, and taking is greedy: an offer that gets better never comes later.
    """
    queues = [sorted(group, reverse=True) for group in groups]
    heads = [(*queue[-1][:3], number, 0) for number, queue in enumerate(queues)]
    heapq.heapify(heads)
    while heads:
        _, _, _, number, taken = heads[0]
        queue = queues[number]
        yield queue.pop()
        if queue:
            worth, far, key, _ = queue[-1]
            penalty = REPEATED * min(taken + 1, MOST_REPEATED)
            heapq.heapreplace(heads, (worth - penalty, far, key, number, taken + 1))
        else:
            heapq.heappop(heads)


def _reasons(wish: Wish, offer: Rankable, far: float | None, now: datetime) -> tuple[Because, ...]:
    reasons: list[Because] = [Online() if far is None else Near(far)]
    if offer.starts is not None and offer.starts >= now:
        reasons.append(OnDate(offer.starts))
    if wish.times & offer.times:
        reasons.append(SharedTimes(wish.times & offer.times))
    elif not offer.times and offer.starts is None:
        reasons.append(TimesToAgree())
    if wish.likes & offer.likes:
        reasons.append(SharedLikes(wish.likes & offer.likes))
    if offer.beginners:
        reasons.append(Beginners())
    if offer.free <= FEW_PLACES:
        reasons.append(FewPlaces(offer.free))
    if offer.min_age > COMMON_AGE:
        reasons.append(MinimumAge(offer.min_age))
    return tuple(reasons)
