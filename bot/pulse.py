"""Whether a process lives, and whether it can work: told over HTTP to whoever watches, at any time."""

import asyncio
import logging
from collections.abc import Callable

from aiohttp import web

from bot.logs import told
from storage.migrations import newest
from storage.store import Store

log = logging.getLogger("bot.pulse")
PATIENCE = 8
"""Seconds that the database may take."""
FRESH = 1.0
"""Seconds for which the database's word is good."""
WELL, READY = "Vraagbot is well.\n", "Vraagbot is ready.\n"
ILL, BEHIND = "The database does not answer.\n", "The database is not up to date.\n"


class Pulse:
    """`/healthz`: the process lives. `/readyz`: and its database answers, and has the newest schema."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store
        self._newest = newest()
        self._asking = asyncio.Lock()
        self._trouble = ILL
        self._good_until = 0.0

    def routes(self) -> list[web.RouteDef]:
        """Where one asks."""
        return [web.get("/healthz", self.health), web.get("/readyz", self.ready)]

    async def health(self, _request: web.Request) -> web.Response:
        """Whoever can say this lives; a database that is away for a while is no reason to start anew."""
        return web.Response(text=WELL)

    async def ready(self, _request: web.Request) -> web.Response:
        """The database is asked once a second at most, whoever wants to know."""
        async with self._asking:
            time = asyncio.get_running_loop().time
            if time() > self._good_until:
                self._trouble = await self._look()
                self._good_until = time() + FRESH
        return web.Response(status=503 if self._trouble else 200, text=self._trouble or READY)

    async def _look(self) -> str:
        """What is in the way of work, in a sentence."""
        try:
            async with asyncio.timeout(PATIENCE):
                version = await self._store().version()
        except Exception as error:
            log.error("the store cannot be reached", extra=told(error))
            return ILL
        return "" if version == self._newest else BEHIND
