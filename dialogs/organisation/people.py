"""The people who act for an organisation: who they are, a link for a colleague, and leaving."""

from campaign.records import Member
from campaign.values import Answer, Role
from dialogs import menus
from dialogs.admitting import new_link, until
from dialogs.organisation import standing
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import bold, lines, own, paragraphs
from dialogs.visit import Visit


async def people(visit: Visit) -> Screen:
    """The members by their first names, and the links that are still open."""
    me = await _me(visit)
    members = await visit.memory.members.of_organisation(me.organisation_id)
    links = await visit.memory.members.admissions(now=visit.now, organisation_id=me.organisation_id)
    say = visit.say
    names = [
        say("• {name} (you)", name=own(one.name)) if one.id == me.id else say("• {name}", name=own(one.name))
        for one in members
    ]
    return Screen(
        text=paragraphs(
            bold(say("Who acts for {organisation}?", organisation=own(me.organisation))),
            lines(*names),
            say("Everybody here can ask people and sees who said yes."),
            say.plural("{n} link for a colleague is open.", "{n} links for colleagues are open.", len(links))
            if links
            else None,
        ),
        rows=rows(
            Link(say("➕ Invite a colleague"), "people/invite"),
            *(
                Link(say("🗑 Take back the link {until}", until=until(visit, one)), f"people/revoke/{one.id}")
                for one in links[:5]
            ),
            Link(say("🚪 I leave"), "people/leave"),
            Link(say("🏢 Desk"), "desk"),
        ),
    )


async def invite(visit: Visit) -> Screen:
    """Make a link by which one colleague can join."""
    me = await _me(visit)
    return await new_link(visit, Role.MEMBER, (me.organisation_id, me.organisation), back="people")


async def revoke(visit: Visit, number: int) -> Address:
    """Take a link of this organisation back."""
    me = await _me(visit)
    links = await visit.memory.members.admissions(now=visit.now, organisation_id=me.organisation_id)
    if any(one.id == number for one in links):
        await visit.memory.members.revoke(number)
        await visit.note("link_revoked", Role.MEMBER, organisation_id=me.organisation_id)
    return Address("people")


async def leave(visit: Visit) -> Screen:
    """Ask once before leaving."""
    me = await _me(visit)
    last = len(await visit.memory.members.chats_of(me.organisation_id)) == 1
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(say("Do you want to stop acting for {organisation}?", organisation=own(me.organisation))),
            say("You are the last one. Your asks stop, and people no longer see what you have to do.")
            if last
            else None,
            say("You can come back: a colleague or the campaign team can invite you again."),
        ),
        rows=rows(
            Link(say("🚪 Yes, I leave"), f"left/{me.organisation_id}", word=Answer.YES),
            Link(say("No, I stay"), "people", word=Answer.NO),
        ),
    )


async def left(visit: Visit, organisation: int) -> Screen:
    """No longer act for this organisation; said the same however often it is tapped."""
    member = await visit.member()
    if member is not None and member.organisation_id == organisation:
        await standing.leave(visit)
        await menus.renew(visit)
    say = visit.say
    return Screen(
        text=bold(say("You do not act for that organisation any more. Thank you for what you did.")),
        rows=rows(Link(say("🔎 What is nearby?"), "near"), Link(say("🏠 Home"), "home")),
    )


async def removed(visit: Visit, at: int) -> Screen:
    """Told to somebody whom the team had leave."""
    if await visit.member() is not None:
        raise Nowhere("removed")
    await menus.renew(visit)
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(say("You no longer act for an organisation here.")),
            say("The campaign team decided this. You can talk with them about it."),
        ),
        rows=rows(Link(say("🔎 What is nearby?"), "near"), Link(say("🏠 Home"), "home")),
    )


async def _me(visit: Visit) -> Member:
    member = await visit.member()
    if member is None:
        raise Nowhere("people")
    return member


ROUTES = (
    Route("people", people, Role.MEMBER),
    Route("people/invite", invite, Role.MEMBER),
    Route("people/revoke/{number:int}", revoke, Role.MEMBER),
    Route("people/leave", leave, Role.MEMBER),
    Route("left/{organisation:int}", left),
    Route("removed/{at:int}", removed),
)
