"""What happens by the clock: rounds that may run twice or late without harm, and what starts them."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock
from bot.logs import told
from storage.store import Store

log = logging.getLogger("bot.rounds")
VISITORS_KEPT = timedelta(hours=24)
"""How long the chat of somebody who gave no consent is held (product.md, Consent)."""
RECEIVED_KEPT = timedelta(hours=48)
"""How long an update may be sent again by Telegram (it keeps them for 24 hours)."""
TICK = 60
"""Seconds between two looks at what is due."""


class Kept(Protocol):
    """What rounds work with: less than a whole app, so that a process that only keeps time stays small."""

    @property
    def store(self) -> Store: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def zone(self) -> ZoneInfo: ...


async def forget_visitors(app: Kept, now: datetime) -> None:
    """Erase the chats of those who gave no consent and have been away for 24 hours."""
    async with app.store.begin() as memory:
        gone = await memory.chats.forget_visitors(now - VISITORS_KEPT)
    if gone:
        log.info("visitors were forgotten", extra={"count": gone})


async def forget_received(app: Kept, now: datetime) -> None:
    """Drop the memory of updates that cannot come again."""
    async with app.store.begin() as memory:
        await memory.chats.forget_received(now - RECEIVED_KEPT)


async def turn_dates(app: Kept, now: datetime) -> None:
    """Move opportunities on to their next date, and close those that have none left."""
    async with app.store.begin() as memory:
        closed = await memory.dates.turn(now)
    if closed:
        log.info("opportunities are over", extra={"count": closed})


ROUNDS: tuple[Callable[[Kept, datetime], Awaitable[None]], ...] = (
    forget_visitors,
    forget_received,
    turn_dates,
)


async def run_rounds(app: Kept) -> None:
    """Run every round once; one that fails does not keep the others from running."""
    for work in ROUNDS:
        try:
            await work(app, app.clock.now())
        except Exception as error:
            log.error(f"the round {work.__name__} failed", extra=told(error))


class Rounds:
    """The clock's hand: APScheduler ticks, and the rounds run in the app's task group."""

    def __init__(self, app: Kept) -> None:
        self._app = app
        self._due = asyncio.Event()
        self._stopped = False
        self._scheduler = AsyncIOScheduler(timezone=app.zone)

    def tick(self) -> None:
        """Have the rounds run now; a tick during a run starts one more after it."""
        self._due.set()

    async def _ticked(self) -> None:
        """As a coroutine it runs in our loop; APScheduler calls plain functions in a thread."""
        self.tick()

    def stop(self) -> None:
        """Stop after the run in hand."""
        self._stopped = True
        self._due.set()

    async def run(self) -> None:
        """Run the rounds at every tick until stopped, the first time at once."""
        self._scheduler.add_job(self._ticked, "interval", seconds=TICK, max_instances=1, coalesce=True)
        self._scheduler.start()
        self._due.set()
        with contextlib.ExitStack() as after:
            after.callback(self._scheduler.shutdown, wait=False)
            while not self._stopped:
                await self._due.wait()
                self._due.clear()
                if not self._stopped:
                    await run_rounds(self._app)
