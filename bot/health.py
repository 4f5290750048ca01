"""What happens by the clock to asking that people run from: it rests, and the team hears of it."""

import logging
from datetime import datetime

from bot.kept import Kept
from campaign.health import Health
from campaign.values import Role
from storage.memory import Memory
from storage.rests import Subject

log = logging.getLogger("bot.health")


async def rest_asking(app: Kept, now: datetime) -> None:
    """Have asks and moments rest that are above the limit; the team and the organisation hear of it, once."""
    async with app.store.look() as memory:
        found = await memory.rests.in_need(app.campaign.opt_outs, now=now)
    for subject, health in found:
        async with app.store.begin() as memory:
            if await _rest(app, memory, subject, health, now):
                log.warning("asking rests", extra={"count": health.lost})


async def _rest(app: Kept, memory: Memory, subject: Subject, health: Health, now: datetime) -> bool:
    number = await memory.rests.begin(subject, health, per_thousand=app.campaign.opt_outs, now=now)
    if number is None:
        return False
    team = await memory.members.team_chats(app.team_ids)
    await memory.notices.add(team, f"team/rest/{number}", due=now)
    ask = await memory.asks.get(subject.ask_id) if subject.ask_id is not None else None
    if ask is not None:
        due = app.campaign.budget.next_sending(now)
        chats = await memory.members.chats_of(ask.organisation_id)
        await memory.notices.add(chats, f"theask/{ask.id}/rest/{number}", due=due)
        await memory.notices.redraw(f"theask/{ask.id}")
    await memory.audit.note(
        "ask_rests" if ask is not None else "moment_rests",
        role=Role.SYSTEM,
        organisation_id=ask.organisation_id if ask is not None else None,
        opportunity_id=ask.opportunity_id if ask is not None else None,
        ask_id=subject.ask_id,
        now=now,
    )
    return True
