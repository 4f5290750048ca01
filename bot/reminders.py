"""Reminders of what citizens said yes to, and the question what came of it: rounds by the clock."""

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from campaign.reminding import windows

if TYPE_CHECKING:
    from bot.kept import Kept

ASKED_AFTER = timedelta(days=14)
"""How long after its date, or after the introduction, both sides are asked whether it became a match."""
ASKED_UNTIL = timedelta(days=28)
"""How long after that it is too late to ask; an introduction says who it is for 30 days."""
log = logging.getLogger("bot.reminders")


async def remind_of_plans(app: "Kept", now: datetime) -> None:
    """Remind citizens some days before of what they said yes to; each reminder once."""
    budget, count = app.campaign.budget, 0
    for window in windows(now, budget):
        while True:
            async with app.store.look() as memory:
                found = await memory.reminding.due(window, now=now)
            if not found:
                break
            async with app.store.begin() as memory:
                for one in found:
                    if await memory.reminding.note(one, now=now):
                        minute = int(one.on_date.timestamp()) // 60
                        address = f"remind/{one.opportunity_id}/{window.days}/{minute}"
                        due = budget.next_sending(now)
                        count += await memory.notices.add([one.chat_id], address, due=due)
    if count:
        log.info("citizens are reminded", extra={"count": count})


async def ask_what_came(app: "Kept", now: datetime) -> None:
    """Two weeks after the date ask both sides once whether it became a match."""
    after, before = now - ASKED_UNTIL, now - ASKED_AFTER
    async with app.store.look() as memory:
        citizens = await memory.matches.citizens_to_ask(after, before, now=now)
        organisations = await memory.matches.organisations_to_ask(after, before)
    if not citizens and not organisations:
        return
    due, count = app.campaign.budget.next_sending(now), 0
    async with app.store.begin() as memory:
        for one in citizens:
            count += await memory.notices.add(one.chats, f"did/{one.introduction_id}", due=due)
        for one in organisations:
            count += await memory.notices.add(one.chats, f"intro/{one.introduction_id}/match", due=due)
    if count:
        log.info("was it a match, they are asked", extra={"count": count})
