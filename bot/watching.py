"""Watching a process: its log and its errors and, where METRICS_PORT is set, metrics and pulse by HTTP."""

import asyncio
import logging
import math
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from bot import logs, metrics, sentry
from bot.logs import told
from bot.settings import Settings
from campaign.budget import Budget
from storage.store import Store

if TYPE_CHECKING:
    from aiohttp import web

log = logging.getLogger("bot.watching")
FRESH = 5.0
"""Seconds for which is good what the database said of its queues."""
PATIENCE = 3.0
"""Seconds that it may take."""
KIND = "text/plain; version=0.0.4; charset=utf-8"
"""What metrics are, in the words of HTTP."""
Now = Callable[[], datetime]


def begin(settings: Settings, process: str) -> None:
    """Have this process watched from its first line of log on; `process` is its name."""
    logs.set_up(settings.log_format, settings.log_level)
    logging.getLogger().addHandler(metrics.Errors())
    metrics.born(process)
    sentry.set_up(settings, process)


class Queues:
    """What waits in the database; asked when somebody wants to know, once in `FRESH` seconds at most."""

    def __init__(self, store: Store, now: Now, budget: Budget) -> None:
        self._store = store
        self._now = now
        self._budget = budget
        self._asking = asyncio.Lock()
        self._good_until = -math.inf

    async def look(self) -> None:
        """Bring the figures up to date; where the database does not answer, they are no numbers."""
        async with self._asking:
            time = asyncio.get_running_loop().time
            if time() < self._good_until:
                return
            try:
                async with asyncio.timeout(PATIENCE):
                    await self._ask()
                metrics.DATABASE.set(1)
            except Exception as error:
                log.warning("the queues are not known", extra=told(error))
                metrics.DATABASE.set(0)
                for queue in ("deliveries", "notices"):
                    metrics.WAITING.labels(queue).set(math.nan)
                    metrics.OLDEST.labels(queue).set(math.nan)
            self._good_until = time() + FRESH

    async def _ask(self) -> None:
        now = self._now()
        async with self._store.look() as memory:
            pulled = await memory.brake.pulled() is not None
            found = {
                "deliveries": await memory.waiting.deliveries(now=now),
                "notices": await memory.waiting.notices(now=now),
            }
        metrics.BRAKE.set(pulled)
        rests = {"deliveries": pulled or not self._budget.in_hours(now), "notices": pulled}
        for name, queue in found.items():
            age = (now - queue.since).total_seconds() if queue.since and not rests[name] else 0.0
            metrics.WAITING.labels(name).set(queue.number)
            metrics.OLDEST.labels(name).set(max(0.0, age))


@asynccontextmanager
async def watched(settings: Settings, store: Store, queues: Queues | None = None) -> AsyncIterator[None]:
    """Inside, whoever watches is answered, where METRICS_PORT is set; Taken where nothing can listen there.

    At the end Sentry is told what is still to be told.
    """
    try:
        if settings.metrics_port is None:
            yield
            return
        from bot.web import serving  # a clock that nobody watches needs no server

        page = _page(store, queues)
        port = settings.metrics_port
        async with serving(page, settings.host, port, setting="METRICS_PORT") as address:
            log.info("metrics are at %s/metrics", address)
            yield
    finally:
        await asyncio.to_thread(sentry.end)


def _page(store: Store, queues: Queues | None) -> "web.Application":
    from aiohttp import web

    from bot.pulse import Pulse

    async def shown(_request: web.Request) -> web.Response:
        if queues is not None:
            await queues.look()
        return web.Response(body=await metrics.exposed(), headers={"Content-Type": KIND})

    application = web.Application(client_max_size=1024)
    application.add_routes([*Pulse(lambda: store).routes(), web.get("/metrics", shown)])
    return application
