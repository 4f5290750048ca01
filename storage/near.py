"""The statements that find what is near, written so that only what lies around somebody is read."""

import math
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, literal, or_, select

from campaign.matching import KM_PER_DEGREE, Candidate
from campaign.records import Point
from campaign.values import Answer, Often
from storage import schema

FIRST_CIRCLES = (2.0, 3.0, 4.0)
"""Kilometres of the first circle tried, by how many of likes and times were told: the more, the rarer is what
meets them. In a large town it holds enough, and a thousand rows or two to read."""

CANDIDATES = 50
"""The most that one circle hands over to be ranked: ten pages. With so many that meet all that was told, a
circle is wide enough. Reading and ranking a hundred more would make a page a quarter slower."""

SPREAD = 5
"""Where fewer organisations than a page has lines hold all of that, others are asked for by themselves."""

ONLINE = 50
"""The most that are done from home; they have no distance that would thin them out."""

_OFTEN = {often.value: often for often in Often}
_C = schema.opportunities.c
_REPLIED = select(schema.replies.c.opportunity_id).where(
    schema.replies.c.citizen_id == bindparam("citizen"), schema.replies.c.answer != Answer.MAYBE.value
)
_OFFERED = and_(
    _C.taken < _C.places,
    or_(_C.ends.is_(None), _C.ends >= bindparam("now")),
    _C.id.not_in(_REPLIED),
)
_NORTH = _C.latitude - bindparam("latitude")
_EAST = (_C.longitude - bindparam("longitude")) * bindparam("narrow")
_FAR = _NORTH * _NORTH + _EAST * _EAST
"""The distance squared, in degrees of latitude squared: the plane of `campaign.matching.distance_km`."""
_BOX = and_(
    _C.open,
    ~_C.online,
    _C.strip.in_(bindparam("strips", expanding=True)),
    _C.longitude.between(bindparam("west"), bindparam("east")),
)
_CIRCLE = and_(_C.latitude.between(bindparam("south"), bindparam("north")), bindparam("reach") >= _FAR)
_ANYWHERE = and_(_C.open, _C.online)
_RANKED_BY = (
    _C.id,
    _C.organisation_id,
    _C.likes,
    _C.times,
    _C.often,
    (_C.places - _C.taken).label("free"),
    _C.online,
    _C.latitude,
    _C.longitude,
    _C.starts,
    _C.ends,
    _C.min_age,
    _C.beginners,
    _C.updated,
)


@cache
def nearest(likes: bool, times: bool) -> Select[Any]:
    """The best in a circle by how much they meet of what was told, then by distance; rows of `candidate`."""
    fit = _fit(likes, times)
    best = select(_C.id, fit, _FAR.label("far")).where(_BOX, _OFFERED, _CIRCLE)
    return _ranked_by(best.order_by(fit.desc(), "far"))


@cache
def fitting(likes: bool, times: bool, others: bool = False) -> Select[Any]:
    """The nearest in a circle that meet all that was told; much cheaper where a circle holds thousands.

    With `others`, of other organisations than those named alone.
    """
    best = select(_C.id, literal(likes + times).label("fit"), _FAR.label("far"))
    best = best.where(_BOX, *_meets(likes, times), _OFFERED, _CIRCLE)
    if others:
        best = best.where(_C.organisation_id.not_in(bindparam("organisations", expanding=True)))
    return _ranked_by(best.order_by("far"))


@cache
def online(likes: bool, times: bool) -> Select[Any]:
    """The best that are done from home, the latest first; rows of `candidate`."""
    fit = _fit(likes, times)
    return _ranked_by(select(_C.id, fit).where(_ANYWHERE, _OFFERED).order_by(fit.desc(), _C.id.desc()))


@cache
def count_nearest(likes: bool, times: bool) -> Select[Any]:
    """How many in a circle meet all that was told, at most `limit`."""
    return _count(select(_C.id).where(_BOX, *_meets(likes, times), _OFFERED, _CIRCLE))


@cache
def count_online(likes: bool, times: bool) -> Select[Any]:
    """How many of those done from home meet all that was told, at most `limit`."""
    return _count(select(_C.id).where(_ANYWHERE, _OFFERED, *_meets(likes, times)))


def circle(point: Point, radius: float) -> dict[str, Any]:
    """What stands in a statement for a circle of so many kilometres around a point."""
    narrow = math.cos(math.radians(point.latitude))
    degrees = radius / KM_PER_DEGREE
    south, north = point.latitude - degrees, point.latitude + degrees
    first, last = round(south * schema.STRIPS_PER_DEGREE), round(north * schema.STRIPS_PER_DEGREE)
    return {
        "latitude": point.latitude,
        "longitude": point.longitude,
        "narrow": narrow,
        "west": point.longitude - degrees / narrow,
        "east": point.longitude + degrees / narrow,
        "south": south,
        "north": north,
        "strips": range(first, last + 1),
        "reach": degrees * degrees,
    }


def wider(radius: float, fitting: int, most: float) -> float:
    """The radius in kilometres to try after one whose circle held too few that fit, up to `most`.

    Wide enough for twice what is asked if as much lies further out. Small steps do not pay: a statement costs
    as much as reading 3,000 rows.
    """
    wide = radius * min(4.0, max(2.0, math.sqrt(2 * CANDIDATES / max(fitting, 1))))
    return wide if wide < most / 1.5 else most


def candidate(row: Sequence[Any]) -> Candidate:
    """The candidate in a row; taken apart by place, since names take most of the time of a page."""
    (
        key, organisation, likes, times, often, free, at_home, latitude, longitude,
        starts, ends, min_age, beginners, updated, _fit,
    ) = row  # fmt: skip
    return Candidate(
        key, organisation, likes, times, _OFTEN[often], free, at_home,
        None if latitude is None else Point(latitude, longitude),
        starts, ends, min_age, beginners, updated,
    )  # fmt: skip


def _meets(likes: bool, times: bool) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if likes:
        conditions.append(_C.likes.bitwise_and(bindparam("likes")) != 0)
    if times:
        conditions.append(or_(_C.times == 0, _C.times.bitwise_and(bindparam("times")) != 0))
    return conditions


def _fit(likes: bool, times: bool) -> ColumnElement[int]:
    fit: ColumnElement[int] = literal(0)
    for condition in _meets(likes, times):
        fit = fit + case((condition, 1), else_=0)
    return fit.label("fit")


def _ranked_by(best: Select[Any]) -> Select[Any]:
    """What ranking needs, read from the table for the best alone: the index has told which they are."""
    chosen = best.limit(bindparam("limit")).subquery("best")
    return select(*_RANKED_BY, chosen.c.fit).join_from(chosen, schema.opportunities, _C.id == chosen.c.id)


def _count(some: Select[Any]) -> Select[Any]:
    return select(func.count()).select_from(some.limit(bindparam("limit")).subquery())
