"""How an organisation stands with the team: in words, and what it means when it is suspended."""

from campaign.records import Member
from campaign.values import OrganisationState, Role
from dialogs.text import Say, Text
from dialogs.visit import Visit
from storage import erasing


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


async def suspend(visit: Visit, organisation_id: int, *, what: str, role: Role) -> None:
    """Stop all that an organisation does here, at once, by the visitor's hand."""
    who = visit.chat.id
    await erasing.suspend(visit.memory, organisation_id, what=what, role=role, who=who, now=visit.now)


async def leave(visit: Visit) -> None:
    """Have the visitor no longer act for their organisation; where they were the last, it is suspended."""
    member = await visit.member()
    if member is not None:
        await _end(visit, member, what="member_left", role=Role.MEMBER)
        visit.look_again()


async def remove(visit: Visit, member: Member) -> None:
    """The team has a member no longer act for their organisation; they hear it."""
    await _end(visit, member, what="member_removed", role=Role.TEAM)
    address = f"removed/{int(visit.now.timestamp())}"
    await visit.memory.notices.add([member.chat_id], address, due=visit.now)


async def _end(visit: Visit, member: Member, *, what: str, role: Role) -> None:
    team_ids, who = visit.house.team_ids, visit.chat.id
    await erasing.end_membership(
        visit.memory,
        member,
        what=what,
        role=role,
        who=who,
        now=visit.now,
        due=visit.by_day,
        team_ids=team_ids,
    )


async def tell_team(visit: Visit, organisation_id: int) -> None:
    """Have the team hear that something changed with an organisation."""
    team_ids, me = visit.house.team_ids, visit.chat.id
    await erasing.tell_team(
        visit.memory, organisation_id, but=me, now=visit.now, due=visit.by_day, team_ids=team_ids
    )


async def tell_members(visit: Visit, organisation_id: int) -> None:
    """Have the members hear how their organisation stands now."""
    chats = await visit.memory.members.chats_of(organisation_id)
    await erasing.tell(visit.memory, chats, f"desk/news/{int(visit.now.timestamp())}", due=visit.by_day)
