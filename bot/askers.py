"""What happens by the clock to invitations: their askers are reminded once, and what they wrote is erased."""

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from campaign.inviting import GOOD_FOR, NUDGED_AFTER

if TYPE_CHECKING:
    from bot.kept import Kept

STILL_MEANT = timedelta(days=7)
"""How long after it was made an invitation is worth a reminder, should the bot have been away."""
log = logging.getLogger("bot.askers")


async def remind_askers(app: "Kept", now: datetime) -> None:
    """Remind askers three days after, once of all they made by then; what their friends did plays no part."""
    after, before, count = now - STILL_MEANT, now - NUDGED_AFTER, 0
    due = app.campaign.budget.next_sending(now)
    while True:
        async with app.store.look() as memory:
            found = await memory.invitations.to_nudge(before=before, after=after, now=now)
        if not found:
            break
        async with app.store.begin() as memory:
            for invitation_id, chat_id in found:
                if await memory.invitations.nudge(invitation_id, now=now):
                    count += await memory.notices.add([chat_id], f"mention/{invitation_id}", due=due)
    if count:
        log.info("askers are reminded", extra={"count": count})


async def forget_what_askers_wrote(app: "Kept", now: datetime) -> None:
    """Erase names and words of invitations whose links no longer lead to what was asked."""
    before = now - GOOD_FOR
    async with app.store.look() as memory:
        if not await memory.invitations.any_words(before):
            return
    async with app.store.begin() as memory:
        if await memory.invitations.forget_words(before):
            memory.erased = True
