"""Joining by a one-time link: what one is invited to, one tap to accept."""

from campaign.records import Admission
from campaign.values import Answer, Role
from dialogs import menus
from dialogs.citizen.home import desks
from dialogs.citizen.welcome import greet
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import Text, bold, own, paragraphs
from dialogs.visit import Visit

LONGEST_FIRST_NAME = 40


async def join(visit: Visit, token: str) -> Screen | Address:
    """What the link invites to, what is kept, and one tap to accept."""
    found = await _usable(visit, token)
    if not isinstance(found, Admission):
        return found
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(await _invited_to(visit, found)),
            say("I keep the number of your Telegram account, your first name, and what you do here."),
            say("You can leave whenever you want. {command} erases it.", command=own("/forget")),
            say("You must be 16 or older."),
        ),
        rows=rows(
            Link(say("✅ Yes, I join"), f"join/{token}/yes", word=Answer.YES),
            Link(say("No, thank you"), "home", word=Answer.NO),
        ),
    )


async def accept(visit: Visit, token: str) -> Screen | Address:
    """Join; of a new organisation the name is asked next."""
    found = await _usable(visit, token)
    if not isinstance(found, Admission):
        return found
    if not await visit.memory.members.use(found.id, now=visit.now):
        return await _over(visit)
    if found.role is Role.TEAM:
        await visit.memory.members.add_to_team(visit.chat.id, _first_name(visit), now=visit.now)
        await visit.note("team_joined", Role.TEAM)
        await menus.renew(visit)
        return Address("team")
    if found.organisation_id is not None:
        return await _become(visit, found.organisation_id, "member_joined", to="desk")
    made = await visit.memory.organisations.add(visit.say("New organisation").plain, now=visit.now)
    return await _become(visit, made, "organisation_made", to="details/name")


async def _usable(visit: Visit, token: str) -> Admission | Screen | Address:
    """What the link admits to, or what the visitor is told who cannot use it."""
    found = await visit.memory.members.admission(token, now=visit.now)
    if found is None:
        return await _over(visit)
    if visit.young:
        return await _too_young(visit)
    return await _already(visit, found) or found


async def _become(visit: Visit, organisation_id: int, what: str, *, to: str) -> Address:
    await visit.memory.members.add(visit.chat.id, organisation_id, name=_first_name(visit), now=visit.now)
    visit.look_again()
    await visit.note(what, Role.MEMBER, organisation_id=organisation_id)
    await menus.renew(visit)
    return Address(to)


async def _invited_to(visit: Visit, found: Admission) -> Text:
    say = visit.say
    if found.role is Role.TEAM:
        return say("You are invited to join the campaign team.")
    organisation = None
    if found.organisation_id is not None:
        organisation = await visit.memory.organisations.get(found.organisation_id)
    if organisation is None:
        return say("You are invited to start an organisation here. Then you can ask people to help.")
    return say("You are invited to act for {organisation}.", organisation=own(organisation.name))


async def _already(visit: Visit, found: Admission) -> Screen | None:
    """Told where the link brings nothing new; it stays unused."""
    say = visit.say
    if found.role is Role.TEAM:
        if not await visit.on_team():
            return None
        return Screen(text=bold(say("You are of the campaign team already.")), rows=rows(*await desks(visit)))
    member = await visit.member()
    if member is None:
        return None
    if member.organisation_id == found.organisation_id:
        words = say("You act for {organisation} already.", organisation=own(member.organisation))
        return Screen(text=bold(words), rows=rows(*await desks(visit)))
    return Screen(
        text=paragraphs(
            bold(say("You act for {organisation} already.", organisation=own(member.organisation))),
            say("One person acts for one organisation. Leave that one first, then open the link again."),
        ),
        rows=rows(*await desks(visit), Link(say("👥 People"), "people")),
    )


async def _over(visit: Visit) -> Screen | Address:
    """The link admits nobody: the desk for who joined by it already, else kind words and the normal start."""
    if visit.incoming.address is not None and await visit.member() is not None:
        return Address("desk")
    return await greet(
        visit, visit.say("This link does not work any more. It works once, for 7 days. Ask for a new one.")
    )


async def _too_young(visit: Visit) -> Screen | Address:
    return await greet(visit, visit.say("You can do this when you are 16 or older."))


def _first_name(visit: Visit) -> str:
    name = " ".join(visit.incoming.name.split())[:LONGEST_FIRST_NAME]
    return name or visit.say("somebody").plain


ROUTES = (
    Route("join/{token:word}", join),
    Route("join/{token:word}/yes", accept),
)
