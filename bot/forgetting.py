"""What is forgotten by the clock: visitors, updates, links to join, and who said yes."""

import logging
from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

from bot.kept import Kept
from storage.store import Store

log = logging.getLogger("bot.forgetting")
LINKS_KEPT = timedelta(days=30)
"""How long a link to join is held after it expired."""
RECEIVED_KEPT = timedelta(hours=48)
"""How long an update may be sent again by Telegram (it keeps them for 24 hours)."""
INTRODUCTIONS_KEPT = timedelta(days=30)
"""How long after its date an introduction says who it is (product.md, Organisations)."""
ALL_CHATS, LATE_CHATS = timedelta(hours=1), timedelta(minutes=20)
"""How often all chats are read to find visitors; in between those alone that are late by no more."""

_read: WeakKeyDictionary[Store, datetime] = WeakKeyDictionary()
"""When all chats were read last."""


async def forget_visitors(app: Kept, now: datetime) -> None:
    """Erase the chats of those who gave no consent and have been away for 24 hours, or less.

    With a million citizens reading all chats takes seconds: it is done every hour, and at the start.
    """
    away = now - app.campaign.retention.visitors
    last = _read.get(app.store)
    since = away - LATE_CHATS if last is not None and last <= now < last + ALL_CHATS else None
    count = 0
    while True:
        async with app.store.look() as memory:
            some = await memory.chats.visitors(away, since=since, keep=app.team_ids)
        if not some:
            break
        async with app.store.begin() as memory:
            count += await memory.chats.forget_visitors(some, away, keep=app.team_ids)
    if since is None:
        _read[app.store] = now
    if count:
        log.info("visitors were forgotten", extra={"count": count})


async def forget_links(app: Kept, now: datetime) -> None:
    """Drop the links to join that expired a month ago, used or not."""
    async with app.store.begin() as memory:
        await memory.members.forget_admissions(now - LINKS_KEPT)


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
