"""How an organisation stands with the team: in words, and what it means when it is suspended."""

from campaign.records import Member
from campaign.values import OrganisationState, Role
from dialogs.text import Say, Text
from dialogs.visit import Visit


def state(say: Say, state: OrganisationState) -> Text:
    """How an organisation stands, in a few words."""
    if state is OrganisationState.WAITING:
        return say("⏳ New: not approved yet")
    if state is OrganisationState.APPROVED:
        return say("✅ Approved")
    if state is OrganisationState.REFUSED:
        return say("🚫 Refused")
    return say("⛔ Suspended")


def meaning(say: Say, state: OrganisationState) -> Text:
    """What that means for its members."""
    if state is OrganisationState.WAITING:
        return say(
            "The campaign team looks at it first. You can write an ask now. It goes out when they say yes."
        )
    if state is OrganisationState.APPROVED:
        return say("You can ask people to help.")
    if state is OrganisationState.REFUSED:
        return say("The campaign team said no. You cannot ask people here.")
    return say(
        "Your asks have stopped, and people do not see what you have to do. Talk to the campaign team."
    )


def registration(say: Say, registration: str) -> Text:
    """The KvK number, or what stands in for it."""
    if registration == "none":
        return say("we have none")
    if registration == "centre":
        return say("a local volunteer centre vouches for us")
    return Text(registration) if registration.isdigit() else say("not told yet")


async def suspend(visit: Visit, organisation_id: int, *, what: str, role: Role, named: bool = True) -> None:
    """Stop all that an organisation does here, at once; `named` tells whether the audit says who did it."""
    memory = visit.memory
    await memory.organisations.change(organisation_id, state=OrganisationState.SUSPENDED)
    for ask_id in await memory.asks.suspend_all(organisation_id, now=visit.now):
        await memory.deliveries.redraw_untouched(ask_id)
        await memory.notices.redraw(f"theask/{ask_id}")
    await memory.organisations.close_opportunities(organisation_id)
    await memory.notices.redraw_in(await memory.members.chats_of(organisation_id), "intro")
    await memory.audit.note(
        what,
        role=role,
        chat_id=visit.chat.id if named else None,
        organisation_id=organisation_id,
        now=visit.now,
    )


async def leave(visit: Visit, *, forgotten: bool = False) -> None:
    """Have the visitor no longer act for their organisation; where they were the last, it is suspended."""
    member = await visit.member()
    if member is None:
        return
    who = None if forgotten else visit.chat.id
    await _ends(visit, member, what="member_left", role=Role.MEMBER, who=who)
    visit.look_again()


async def remove(visit: Visit, member: Member) -> None:
    """The team has a member no longer act for their organisation; they hear it."""
    await _ends(visit, member, what="member_removed", role=Role.TEAM, who=visit.chat.id)
    address = f"removed/{int(visit.now.timestamp())}"
    await visit.memory.notices.add([member.chat_id], address, due=visit.now)


async def _ends(visit: Visit, member: Member, *, what: str, role: Role, who: int | None) -> None:
    memory, organisation_id = visit.memory, member.organisation_id
    await memory.members.leave(member.chat_id)
    await memory.notices.redraw_in([member.chat_id], "intro")
    await memory.audit.note(what, role=role, chat_id=who, organisation_id=organisation_id, now=visit.now)
    if await memory.members.chats_of(organisation_id):
        return
    await suspend(visit, organisation_id, what="nobody_left", role=Role.SYSTEM, named=False)
    await tell_team(visit, organisation_id)


async def tell_team(visit: Visit, organisation_id: int) -> None:
    """Have the team hear that something changed with an organisation."""
    team = await visit.memory.members.team_chats(visit.house.team_ids)
    others = [chat for chat in team if chat != visit.chat.id]
    await _tell(visit, others, f"team/org/{organisation_id}/changed/{int(visit.now.timestamp())}")


async def tell_members(visit: Visit, organisation_id: int) -> None:
    """Have the members hear how their organisation stands now."""
    chats = await visit.memory.members.chats_of(organisation_id)
    await _tell(visit, chats, f"desk/news/{int(visit.now.timestamp())}")


async def _tell(visit: Visit, chats: list[int], address: str) -> None:
    """Show a page that tells how things stand; what was told in this very second is drawn anew."""
    if await visit.memory.notices.add(chats, address, due=visit.now) < len(chats):
        await visit.memory.notices.redraw(address)
