"""Places that are held by a yes which is not finished: a kind reminder, then the place comes free."""

import logging
from datetime import datetime, timedelta

from bot.hourly import Hourly
from bot.kept import Kept
from storage.unfinished import BATCH

log = logging.getLogger("bot.places")
REMINDED = timedelta(hours=2)
"""How long a yes may wait to be finished until whoever said it is reminded."""
HELD = timedelta(hours=24)
"""How long a yes holds a place while nobody is told of it."""
_yeses = Hourly()


async def remind_citizens(app: Kept, now: datetime) -> None:
    """Remind whoever said yes two hours ago, once, that nobody was told of it yet."""
    before = now - REMINDED
    async with app.store.look() as memory:
        waiting = await memory.unfinished.to_remind(before, after=now - HELD, now=now)
    if not waiting:
        return
    async with app.store.begin() as memory:
        for one in waiting:
            if await memory.unfinished.remind(one.reply_id, now=now):
                address = f"unfinished/{one.opportunity_id}/{int(one.at.timestamp())}"
                due = app.campaign.budget.next_sending(now)
                await memory.notices.add([one.chat_id], address, due=due)


async def free_places(app: Kept, now: datetime) -> None:
    """Give back the place of a yes of which nobody was told for a day, and tell whoever said it.

    Every yes there ever was is read once an hour, and at the start.
    """
    before = now - HELD
    after = _yeses.after(app.store, now, before)
    async with app.store.look() as memory:
        overdue = await memory.unfinished.overdue(before, now=now, after=after)
    count = 0
    if overdue:
        async with app.store.begin() as memory:
            for one in overdue:
                if await memory.unfinished.let_go(one.reply_id, before):
                    await memory.opportunities.release(one.opportunity_id)
                    address = f"lapsed/{one.opportunity_id}/{int(one.at.timestamp())}"
                    due = app.campaign.budget.next_sending(now)
                    await memory.notices.add([one.chat_id], address, due=due)
                    count += 1
    if after is None and len(overdue) < BATCH:
        _yeses.read(app.store, now)
    if count:
        log.info("places came free", extra={"count": count})


async def free_holds(app: Kept, now: datetime) -> None:
    """Give back the places held for people who did not finish their yes; a visitor hears nothing of it.

    Two who would have come together are both told, where they agreed to have answers kept. The place of a
    friend who did not get that far waits for another friend until then.
    """
    async with app.store.look() as memory:
        if not await memory.holds.expired(now):
            return
    count = 0
    async with app.store.begin() as memory:
        for one in await memory.holds.expired(now):
            two = await memory.pairs.of(one.invitation_id) if one.together else None
            if two is not None and not two.is_promised(one) and two.stands(now):
                await memory.holds.reopen(one.id, until=two.it.held_until)
            elif await memory.holds.let_go([one.id]):
                count += 1
                if two is not None and two.is_promised(one) and one.chat_id is not None:
                    address = f"unheld/{two.it.id}/{int(one.until.timestamp())}"
                    due = app.campaign.budget.next_sending(now)
                    await memory.notices.add([one.chat_id], address, due=due)
    if count:
        log.info("places that were held came free", extra={"count": count})
