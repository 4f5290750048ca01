"""Erasing a person: who they are goes at once, whoever was told reads that they withdrew, counts stay."""

from collections.abc import Iterable
from datetime import datetime

from campaign.records import Member
from campaign.values import OrganisationState, Role
from storage.memory import Memory


async def erase(
    memory: Memory, chat_id: int, *, now: datetime, due: datetime | None = None, team_ids: Iterable[int] = ()
) -> None:
    """Erase everything that identifies the person in this chat, and free the places they had.

    Asks, replies and introductions stay as anonymous rows, coarse to the day. Messages in which an
    organisation or an asker reads of the person are drawn anew without them. Where they were the last to act
    for an organisation, it is suspended and the team hears of it: those admitted, and those of `team_ids`.
    What others hear of it goes when it is `due`, by itself at once.
    """
    due = due or now
    found = await memory.chats.glance(chat_id)
    if found is None:
        return
    citizen = found[1]
    if citizen is not None:
        await _end_introductions(memory, citizen.id, now=now, due=due)
        for opening in await memory.hearing.of_friend(chat_id):
            await memory.notices.redraw(f"heard/{opening}")
        await memory.came.keep(chat_id)
        for number in await memory.replies.unname(citizen.id, now=now):
            await memory.opportunities.release(number)
        await memory.deliveries.unname(citizen.id)
        await memory.invitations.unname(citizen.id)
        await memory.unclear.unname(citizen.id)
        await memory.calls.drop(citizen.id)
        await memory.citizens.withdraw_all(citizen.id, now=now)
    await memory.holds.release_all(chat_id)
    member = await memory.members.of_chat(chat_id)
    if member is not None:
        await end_membership(
            memory,
            member,
            what="member_left",
            role=Role.MEMBER,
            who=None,
            now=now,
            due=due,
            team_ids=team_ids,
        )
    await memory.chats.forget(chat_id)
    memory.erased = True


async def end_membership(
    memory: Memory,
    member: Member,
    *,
    what: str,
    role: Role,
    who: int | None,
    now: datetime,
    due: datetime,
    team_ids: Iterable[int] = (),
) -> None:
    """Have a member no longer act for their organisation; where they were the last, it is suspended.

    `what`, `role` and `who` (a chat) are what the audit says of it. The team hears of an organisation without
    anybody, but for the member who leaves.
    """
    organisation_id = member.organisation_id
    await memory.members.leave(member.chat_id)
    await memory.notices.redraw_in([member.chat_id], "intro")
    await memory.audit.note(what, role=role, chat_id=who, organisation_id=organisation_id, now=now)
    if await memory.members.chats_of(organisation_id):
        return
    await suspend(memory, organisation_id, what="nobody_left", role=Role.SYSTEM, who=None, now=now)
    await tell_team(memory, organisation_id, but=who or member.chat_id, now=now, due=due, team_ids=team_ids)


async def suspend(
    memory: Memory, organisation_id: int, *, what: str, role: Role, who: int | None, now: datetime
) -> None:
    """Stop all that an organisation does here, at once; `who` is the chat that the audit names."""
    await memory.organisations.change(organisation_id, state=OrganisationState.SUSPENDED)
    for ask_id in await memory.asks.suspend_all(organisation_id, now=now):
        await memory.deliveries.redraw_untouched(ask_id)
        await memory.notices.redraw(f"theask/{ask_id}")
    await memory.organisations.close_opportunities(organisation_id)
    await memory.notices.redraw_in(await memory.members.chats_of(organisation_id), "intro")
    await memory.audit.note(what, role=role, chat_id=who, organisation_id=organisation_id, now=now)


async def tell_team(
    memory: Memory,
    organisation_id: int,
    *,
    but: int,
    now: datetime,
    due: datetime,
    team_ids: Iterable[int] = (),
) -> None:
    """Have the team hear that something changed with an organisation, but for the chat that changed it."""
    others = [chat for chat in await memory.members.team_chats(team_ids) if chat != but]
    await tell(memory, others, f"team/org/{organisation_id}/changed/{int(now.timestamp())}", due=due)


async def tell(memory: Memory, chats: list[int], address: str, *, due: datetime) -> None:
    """Show a page that tells how things stand; what was told in this very second is drawn anew."""
    if await memory.notices.add(chats, address, due=due) < len(chats):
        await memory.notices.redraw(address)


async def _end_introductions(memory: Memory, citizen_id: int, *, now: datetime, due: datetime) -> None:
    """Take a citizen out of all introductions: whoever was told reads that somebody withdrew, not who."""
    for it in await memory.introductions.forget(citizen_id, now=now):
        ahead = it.on_date is None or it.on_date > now
        chats = await memory.members.chats_of(it.organisation_id) if ahead and not it.ending else []
        await memory.notices.add(chats, f"intro/{it.id}/over", due=due)
        await memory.notices.redraw_under(f"intro/{it.id}")
