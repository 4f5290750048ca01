"""Codes on posters, for the campaign team: all there are, whoever made them."""

from collections.abc import Sequence

from campaign.inviting import Code, Phone
from campaign.matching import Wish, rank
from campaign.records import Opportunity, Point
from campaign.values import RADII, Role
from dialogs.codes.room import Room
from dialogs.codes.routes import routes
from dialogs.screen import Link, Screen
from dialogs.visit import Visit
from storage.gazetteer import Area, Found


async def _never_shut(visit: Visit) -> Screen | None:
    return None


async def _everybodys(visit: Visit) -> int | None:
    return None


async def _around(visit: Visit, code: Code, skip: int, limit: int) -> Sequence[Opportunity]:
    """What there is to do around the municipality where it hangs, the best first."""
    area = _middle(visit, code.municipality)
    if area is None:
        return []
    wish = Wish(point=Point(area.latitude, area.longitude), radius=max(RADII))
    near = await visit.memory.opportunities.near(wish, now=visit.now)
    best = [one.opportunity.id for one in rank(wish, near, visit.now, limit=limit, skip=skip)]
    named = await visit.opportunities(best)
    return [named[number] for number in best if number in named]


def _middle(visit: Visit, municipality: str) -> Area | None:
    """The area in the middle of a municipality, told from its namesakes."""
    found = visit.house.gazetteer.search(municipality) if municipality else Found()
    matches = [found.exact, *found.options] if found.exact else found.options
    return next((one.area for one in matches if one and one.area.municipality == municipality), None)


async def _open_one(visit: Visit, number: int) -> Opportunity | None:
    one = await visit.opportunity(number)
    return one if one is not None and not one.closed else None


async def _no_more_phones(visit: Visit, code: Code) -> dict[Phone, tuple[str, str]]:
    """What an organisation told is its own to print."""
    return {}


ROOM = Room(
    prefix="team/",
    role=Role.TEAM,
    desk=lambda say: Link(say("🧭 Team desk"), "team"),
    shut=_never_shut,
    whose=_everybodys,
    things=_around,
    thing=_open_one,
    phones=_no_more_phones,
)
ROUTES = routes(ROOM)
