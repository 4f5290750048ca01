"""Codes on posters, for an organisation that was approved: its own, for what it has to do itself."""

from collections.abc import Sequence

from campaign.inviting import Code, Phone
from campaign.records import Opportunity
from campaign.values import OrganisationState, Role
from dialogs.codes.room import Room
from dialogs.codes.routes import routes
from dialogs.organisation import standing
from dialogs.organisation.details import read_contact
from dialogs.screen import Link, Screen, rows
from dialogs.site import Nowhere
from dialogs.text import bold, lines, paragraphs
from dialogs.visit import Visit


async def _until_approved(visit: Visit) -> Screen | None:
    member = await visit.member()
    if member is None or member.state is OrganisationState.APPROVED:
        return None
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(say("You can make posters when the campaign team has approved you.")),
            lines(standing.state(say, member.state), standing.meaning(say, member.state)),
        ),
        rows=rows(Link(say("🏢 Desk"), "desk")),
    )


async def _own(visit: Visit) -> int:
    member = await visit.member()
    if member is None:
        raise Nowhere("codes")
    return member.organisation_id


async def _open_ones(visit: Visit, code: Code, skip: int, limit: int) -> Sequence[Opportunity]:
    """What it has open, the newest first; closed ones come last, so that nothing open lies behind them."""
    found = await visit.memory.opportunities.of_organisation(await _own(visit), skip=skip, limit=limit)
    return [one for one in found if not one.closed]


async def _open_one(visit: Visit, number: int) -> Opportunity | None:
    one = await visit.opportunity(number)
    ours = one is not None and one.organisation_id == await _own(visit)
    return one if one is not None and ours and not one.closed else None


async def _phones(visit: Visit, code: Code) -> dict[Phone, tuple[str, str]]:
    """The number by which the team reaches it, and that of what the poster asks, where they are numbers."""
    it = await visit.memory.organisations.get(await _own(visit))
    one = await _open_one(visit, code.opportunity_id) if code.opportunity_id else None
    told = {
        Phone.OURS: read_contact(it.contact) if it else None,
        Phone.ASKED: one.contact.phone if one else None,
    }
    found = {whose: number for whose, number in told.items() if number and "@" not in number}
    if found.get(Phone.OURS) == found.get(Phone.ASKED):
        found.pop(Phone.ASKED, None)
    return {whose: (number, it.name if it else "") for whose, number in found.items()}


ROOM = Room(
    prefix="",
    role=Role.MEMBER,
    desk=lambda say: Link(say("🏢 Desk"), "desk"),
    shut=_until_approved,
    whose=_own,
    things=_open_ones,
    thing=_open_one,
    phones=_phones,
)
ROUTES = routes(ROOM)
