"""Who acts for an organisation, as the team sees it, and having somebody act for it no longer."""

from campaign.records import Member, Organisation
from campaign.values import Answer, Role
from dialogs.organisation import standing
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import bold, lines, own, paragraphs
from dialogs.visit import Visit

LISTED = 20


async def people(visit: Visit, number: int) -> Screen:
    """Everybody who acts for it, by the first name they had when they joined."""
    it, members = await _get(visit, number)
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(say("Who acts for {organisation}", organisation=own(it.name))),
            lines(*(say("• {name}", name=own(one.name)) for one in members))
            or say("Nobody acts for it any more."),
        ),
        rows=rows(
            *(
                Link(say("🚪 {name} has to leave", name=own(one.name[:40])), f"team/acting/{number}/{one.id}")
                for one in members[:LISTED]
            ),
            Link(say("✉️ Invite somebody for it"), f"team/org/{number}/admit"),
            (Link(say("🏢 The organisation"), f"team/org/{number}"), Link(say("🧭 Team desk"), "team")),
        ),
    )


async def remove(visit: Visit, number: int, member: int) -> Screen | Address:
    """Ask once before somebody has to leave."""
    it, who = await _who(visit, number, member)
    if who is None:
        return Address(f"team/acting/{number}")
    last = it.members == 1
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(
                say(
                    "Does {name} no longer act for {organisation}?",
                    name=own(who.name),
                    organisation=own(it.name),
                )
            ),
            say("They hear it at once, and see no names any more."),
            say("There is nobody else. The organisation is suspended then.") if last else None,
        ),
        rows=rows(
            Link(say("🚪 Yes, they have to leave"), f"team/acting/{number}/{member}/yes", word=Answer.YES),
            Link(say("No, go back"), f"team/acting/{number}", word=Answer.NO),
        ),
    )


async def removed(visit: Visit, number: int, member: int) -> Address:
    """Somebody no longer acts for it; they hear it."""
    _, who = await _who(visit, number, member)
    if who is not None:
        await standing.remove(visit, who)
    return Address(f"team/acting/{number}")


async def _who(visit: Visit, number: int, member: int) -> tuple[Organisation, Member | None]:
    it, members = await _get(visit, number)
    return it, next((one for one in members if one.id == member), None)


async def _get(visit: Visit, number: int) -> tuple[Organisation, list[Member]]:
    it = await visit.memory.organisations.get(number)
    if it is None:
        raise Nowhere(f"organisation {number}")
    return it, await visit.memory.members.of_organisation(number)


ROUTES = (
    Route("team/acting/{number:int}", people, Role.TEAM),
    Route("team/acting/{number:int}/{member:int}", remove, Role.TEAM),
    Route("team/acting/{number:int}/{member:int}/yes", removed, Role.TEAM),
)
