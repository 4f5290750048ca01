"""A place kept for somebody whom a friend asked, before age and consent; and given back."""

from campaign.inviting import HELD, MEANT
from campaign.records import Opportunity
from dialogs.visit import Visit


async def invited_by(visit: Visit, number: int) -> int | None:
    """The invitation by which the visitor was asked for this; None where by none."""
    mine = await visit.memory.holds.of(number, visit.chat.id)
    if mine is not None and mine.invitation_id is not None and not await _made(visit, mine.invitation_id):
        return mine.invitation_id
    opening = await visit.memory.openings.latest(visit.chat.id, number, since=visit.now - MEANT)
    return None if opening is None else opening.invitation_id


async def keep(visit: Visit, one: Opportunity, invitation: int | None) -> bool:
    """Keep a place for whom a friend asked; whether there is room for them. Others have none kept."""
    holds, chat = visit.memory.holds, visit.chat.id
    if await holds.of(one.id, chat) is not None:
        return True
    if invitation is None:
        return one.free > 0
    if await holds.take_over(invitation, chat):
        return True
    return await holds.hold(one.id, chat, until=visit.now + HELD, invitation_id=invitation)


async def room(visit: Visit, one: Opportunity) -> bool:
    """Whether there is a place for the visitor: a free one, or one that is kept for them."""
    if one.free > 0 or await visit.memory.holds.of(one.id, visit.chat.id) is not None:
        return True
    invitation = await invited_by(visit, one.id)
    if invitation is None:
        return False
    return any(hold.chat_id is None for hold in await visit.memory.holds.of_invitation(invitation))


async def give_back(visit: Visit, number: int) -> None:
    """The place that is kept for the visitor comes free, if there is one."""
    await visit.memory.holds.release(number, visit.chat.id)


async def _made(visit: Visit, invitation: int) -> bool:
    """Whether the visitor made this invitation."""
    if visit.citizen is None:
        return False
    return await visit.memory.invitations.access(visit.citizen.id, invitation) is not None
