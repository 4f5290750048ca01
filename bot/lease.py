"""Leading: of any number of processes one does what one has to do, and the next takes over where it ends."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from uuid import uuid4

from bot.logs import told
from storage.store import Store

log = logging.getLogger("bot.lease")
RENEW = 5.0
"""Seconds between two tries to take or renew the lease."""
GOOD = 20.0
"""Seconds for which it is good: who ends without a word is followed within these and one more try."""


class Lease:
    """A lease that is taken when it is free, renewed while this process lives, and left at its end."""

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self._name = name
        self._holder = uuid4().hex
        self._until = 0.0
        self._leads = False
        self._ended = asyncio.Event()

    @property
    def held(self) -> bool:
        """Whether this process leads; counted from before it asked, so that no two ever think so."""
        return asyncio.get_running_loop().time() < self._until

    def end(self) -> None:
        """Try no more, and let the next one lead."""
        self._ended.set()

    async def run(self, taken: Callable[[], None]) -> None:
        """Hold the lease as long as may be, until the end is called; `taken` is told each time it begins."""
        while not self._ended.is_set():
            await self._try(taken)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(RENEW):
                    await self._ended.wait()
        await self._leave()

    async def _try(self, taken: Callable[[], None]) -> None:
        asked = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(GOOD), self._store.begin() as memory:
                got = await memory.leases.take(self._name, self._holder, GOOD)
        except Exception as error:
            log.warning("the lease cannot be renewed", extra=told(error))
            return
        self._until = asked + GOOD if got else 0.0
        if got and not self._leads:
            log.info("this process leads")
            taken()
        elif not got and self._leads:
            log.warning("another process leads now")
        self._leads = got

    async def _leave(self) -> None:
        self._until = 0.0
        if not self._leads:
            return
        try:
            async with asyncio.timeout(RENEW), self._store.begin() as memory:
                await memory.leases.leave(self._name, self._holder)
        except Exception as error:
            log.warning("the lease is left to run out", extra=told(error))
