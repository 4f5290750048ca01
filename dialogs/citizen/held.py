"""A place kept for somebody whom a friend asked, before age and consent; and given back."""

from datetime import timedelta

from campaign.inviting import HELD, MEANT
from campaign.records import Opportunity
from dialogs.visit import Visit

MOMENT = timedelta(seconds=1)
"""So much less than a promised place is one kept that is not."""


async def invited_by(visit: Visit, number: int) -> int | None:
    """The invitation by which the visitor was asked for this; None where by none."""
    mine = await visit.memory.holds.of(number, visit.chat.id)
    if mine is not None and mine.invitation_id is not None and not await _made(visit, mine.invitation_id):
        return mine.invitation_id
    opening = await visit.memory.openings.latest(visit.chat.id, number, since=visit.now - MEANT)
    return None if opening is None else opening.invitation_id


async def keep(visit: Visit, one: Opportunity, invitation: int | None) -> bool:
    """Keep a place for whom a friend asked; whether there is room for them. Others have none kept.

    The place of one who comes only if the asker comes is kept for longer once their yes is complete.
    """
    holds, chat, until = visit.memory.holds, visit.chat.id, visit.now + HELD
    mine = await holds.of(one.id, chat)
    if mine is not None and (mine.together or invitation in (None, mine.invitation_id)):
        return True
    if invitation is None:
        return one.free > 0
    two = await visit.memory.pairs.of(invitation)
    if two is not None and two.stands(visit.now):
        unsure = min(until, two.it.held_until - MOMENT)
        if await holds.take_over(invitation, chat, until=unsure):
            return True
    return await holds.hold(one.id, chat, until=until, invitation_id=invitation)


async def room(visit: Visit, one: Opportunity) -> bool:
    """Whether there is a place for the visitor: a free one, or one that is kept for them."""
    if one.free > 0 or await visit.memory.holds.of(one.id, visit.chat.id) is not None:
        return True
    invitation = await invited_by(visit, one.id)
    if invitation is None:
        return False
    return any(hold.chat_id is None for hold in await visit.memory.holds.of_invitation(invitation))


async def give_back(visit: Visit, number: int) -> None:
    """The place that is kept for the visitor comes free, if there is one.

    Where two would have come together, the friend's waits for another friend while nothing was promised; what
    nobody took goes with the asker.
    """
    holds, gone = visit.memory.holds, []
    if visit.citizen is not None:
        gone = await holds.open_of(visit.citizen.id, number)
    mine = await holds.of(number, visit.chat.id)
    two = await visit.memory.pairs.of(mine.invitation_id) if mine is not None and mine.together else None
    if mine is not None and two is not None and not two.is_promised(mine) and two.stands(visit.now):
        await holds.reopen(mine.id, until=two.it.held_until)
    elif mine is not None:
        gone.append(mine.id)
    await holds.let_go(gone)


async def _made(visit: Visit, invitation: int) -> bool:
    """Whether the visitor made this invitation."""
    if visit.citizen is None:
        return False
    return await visit.memory.invitations.access(visit.citizen.id, invitation) is not None
