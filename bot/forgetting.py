"""What is forgotten by the clock: visitors, updates, links to join, who said yes; in the end everybody."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.hourly import Hourly
from bot.kept import Kept
from storage.citizens import Consent
from storage.erasing import erase
from storage.memory import Memory

log = logging.getLogger("bot.forgetting")
LINKS_KEPT = timedelta(days=30)
"""How long a link to join is held after it expired."""
RECEIVED_KEPT = timedelta(hours=48)
"""How long an update may be sent again by Telegram (it keeps them for 24 hours)."""
INTRODUCTIONS_KEPT = timedelta(days=30)
"""How long after its date an introduction says who it is."""
CALLS_KEPT, UNFINISHED_CALLS_KEPT = timedelta(days=30), timedelta(hours=24)
"""How long a name and a number wait for a call, and how long what was not agreed to is held."""
EXPORTS_KEPT = timedelta(days=1)
"""How long it is known that a file was made."""
BATCH, BATCHES = 50, 40
"""So many people are erased in one transaction, and so many transactions make a round."""

_chats = Hourly()


async def forget_visitors(app: Kept, now: datetime) -> None:
    """Erase the chats of those who gave no consent and have been away for 24 hours, or less.

    With a million citizens reading all chats takes seconds: it is done every hour, and at the start.
    """
    away = now - app.campaign.retention.visitors
    since = _chats.after(app.store, now, away)
    count = 0
    while True:
        async with app.store.look() as memory:
            some = await memory.chats.visitors(away, since=since, keep=app.team_ids)
        if not some:
            break
        async with app.store.begin() as memory:
            count += await memory.chats.forget_visitors(some, away, keep=app.team_ids)
    if since is None:
        _chats.read(app.store, now)
    if count:
        log.info("visitors were forgotten", extra={"count": count})


async def forget_links(app: Kept, now: datetime) -> None:
    """Drop the links to join that expired a month ago, used or not."""
    async with app.store.begin() as memory:
        await memory.members.forget_admissions(now - LINKS_KEPT)


async def forget_exports(app: Kept, now: datetime) -> None:
    """Drop what is known of files that were made, or not, a day ago."""
    before = now - EXPORTS_KEPT
    async with app.store.look() as memory:
        if not await memory.exports.any_old(before):
            return
    async with app.store.begin() as memory:
        await memory.exports.forget(before)


async def forget_received(app: Kept, now: datetime) -> None:
    """Drop the memory of updates that cannot come again."""
    async with app.store.begin() as memory:
        await memory.chats.forget_received(now - RECEIVED_KEPT)


async def forget_introductions(app: Kept, now: datetime) -> None:
    """Erase who said yes, 30 days after the date, from the store and from what the organisation sees."""
    async with app.store.look() as memory:
        if not await memory.introductions.expired(now - INTRODUCTIONS_KEPT):
            return
    async with app.store.begin() as memory:
        memory.erased = True
        for introduction_id in await memory.introductions.expire(now - INTRODUCTIONS_KEPT):
            await memory.notices.redraw_under(f"intro/{introduction_id}")


async def forget_calls(app: Kept, now: datetime) -> None:
    """Erase who asked for a call 30 days ago, and who began to a day ago and did not agree."""
    late = {"agreed": now - CALLS_KEPT, "begun": now - UNFINISHED_CALLS_KEPT}
    async with app.store.look() as memory:
        if not await memory.calls.old(**late):
            return
    async with app.store.begin() as memory:
        memory.erased = True
        for citizen_id in await memory.calls.old(**late):
            await memory.calls.drop(citizen_id)
            await memory.citizens.withdraw(citizen_id, Consent.CALL, now=now)


async def forget_blocked(app: Kept, now: datetime) -> None:
    """Erase those who blocked the bot 30 days ago, or less."""
    before = now - app.campaign.retention.blocked

    async def some(memory: Memory, take: bool) -> list[int]:
        return await memory.chats.blocked(before, limit=BATCH, take=take)

    await _erase(app, now, some, "people who blocked the bot were erased")


async def forget_untouched(app: Kept, now: datetime) -> None:
    """Erase the citizens who did not use the bot for half a year, or less."""
    before = now - app.campaign.retention.untouched

    async def some(memory: Memory, take: bool) -> list[int]:
        return await memory.chats.untouched(before, limit=BATCH, keep=app.team_ids, take=take)

    await _erase(app, now, some, "citizens who did not come back were erased")


async def forget_all(app: Kept, now: datetime) -> None:
    """Erase everything that is personal, 90 days after the campaign, or less.

    Who still comes after that is erased as visitors are, once they have been away for 24 hours. What there
    is to do is closed, since it names whom to call.
    """
    over, retention = app.campaign.over, app.campaign.retention
    if over is None or now < over + retention.after_campaign:
        return
    before = now - retention.visitors

    async def some(memory: Memory, take: bool) -> list[int]:
        return await memory.chats.away(before, limit=BATCH, take=take)

    await _erase(app, now, some, "the campaign is over, people were erased")
    async with app.store.look() as memory:
        if not await memory.contacts.are_there():
            return
    async with app.store.begin() as memory:
        memory.erased = True
        await memory.contacts.forget(now=now)


async def _erase(
    app: Kept, now: datetime, some: Callable[[Memory, bool], Awaitable[list[int]]], told: str
) -> None:
    """Erase those found, a batch in a transaction; who is left after a round's batches waits for the next."""
    count = 0
    for _ in range(BATCHES):
        async with app.store.look() as memory:
            if not await some(memory, False):
                break
        async with app.store.begin() as memory:
            chats = await some(memory, True)
            for chat_id in chats:
                due = app.campaign.budget.by_day(now)
                await erase(memory, chat_id, now=now, due=due, team_ids=app.team_ids)
        count += len(chats)
        if not chats:
            break
    if count:
        log.info(told, extra={"count": count})
