"""Looking up what a link leads to; everything is only read, and never more than a few things."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from campaign.inviting import Code, Invitation
from campaign.matching import Wish, distance_km, rank
from campaign.records import Centre, Opportunity, Point
from campaign.values import DEFAULT_RADIUS, RADII
from dialogs.door.knock import Knock
from dialogs.text import Say
from storage.gazetteer import Area, Gazetteer
from storage.memory import Memory

FEW = 3
"""So many things are shown where the one that was asked cannot be done."""


@dataclass(frozen=True, slots=True)
class Led:
    """What a link leads to: `asked`, where that can be done; else a few things nearby, and what it was.

    `nearby` is None where nobody said near what. `centres` are there for whoever lives around it.
    """

    asked: Opportunity | None
    was: Opportunity | None
    nearby: Sequence[Opportunity] | None
    centres: Sequence[Centre]


async def by_invitation(memory: Memory, knock: Knock, say: Say, one: Invitation) -> Led:
    """What a friend asks; a place that is kept for whoever comes with them counts as free.

    Where the asker lives plays no part: whoever has the link would see what is near them.
    """
    place = knock.house.gazetteer.area(one.postcode) if one.postcode else None
    kept = one.together and any(hold.chat_id is None for hold in await memory.holds.of_invitation(one.id))
    past = one.is_past(knock.now)
    return await _lead(memory, knock, say, one.opportunity_id, place, kept=kept, past=past)


async def by_code(memory: Memory, knock: Knock, say: Say, one: Code) -> Led:
    """What a poster asks; one that was taken down asks nothing in particular."""
    place = _middle(knock.house.gazetteer, one.municipality)
    return await _lead(memory, knock, say, None if one.closed else one.opportunity_id, place)


async def _lead(
    memory: Memory,
    knock: Knock,
    say: Say,
    number: int | None,
    place: Area | None,
    *,
    kept: bool = False,
    past: bool = False,
) -> Led:
    one = (await _things(memory, say, [number])).get(number) if number is not None else None
    municipality = (one.municipality if one else "") or (place.municipality if place else "")
    centres = await memory.centres.of_municipality(municipality) if municipality else []
    if one and not past and not _is_over(one, knock.now) and (one.free or kept):
        return Led(one, None, None, centres)
    point = one.point if one and one.point else _point(place)
    nearby = await _near(memory, knock, say, point, number) if point else None
    return Led(None, None if past else one, nearby, centres)


async def _near(
    memory: Memory, knock: Knock, say: Say, point: Point, without: int | None
) -> list[Opportunity]:
    """The best around a point, but for one; first close by, then as far as people go."""
    for radius in (DEFAULT_RADIUS, max(RADII)):
        wish = Wish(point, radius)
        found = await memory.opportunities.near(wish, now=knock.now)
        others = [one for one in found if one.id != without]
        best = [match.opportunity.id for match in rank(wish, others, knock.now, limit=FEW)]
        if best:
            things = await _things(memory, say, best)
            return [things[number] for number in best if number in things]
    return []


async def _things(memory: Memory, say: Say, numbers: Sequence[int]) -> dict[int, Opportunity]:
    """Things to do, in the reader's language where the organisation wrote them in that too."""
    found = await memory.opportunities.get_some(numbers)
    return await memory.wordings.read(found, say.language.plain)


def _is_over(one: Opportunity, now: datetime) -> bool:
    end = one.ends or one.starts
    return one.closed or (end is not None and end < now)


def _middle(gazetteer: Gazetteer, municipality: str) -> Area | None:
    """The area that lies most in the middle of a municipality."""
    areas = [area for area in gazetteer.areas() if area.municipality == municipality]
    if not areas:
        return None
    north = sum(area.latitude for area in areas) / len(areas)
    east = sum(area.longitude for area in areas) / len(areas)
    return min(areas, key=lambda area: distance_km(Point(north, east), Point(area.latitude, area.longitude)))


def _point(area: Area | None) -> Point | None:
    return Point(area.latitude, area.longitude) if area else None
