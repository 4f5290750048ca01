"""When this process may send: slots of the one pace of all, and never more at once than Telegram counts."""

import asyncio
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from storage.store import Store

SPARE = 0.03
"""So much more than the pace may fall into one second where slots come late: Telegram's limit is above it."""

SOON = 1.0
"""Seconds that a message waits for its slot at most, once it is claimed."""


class Pacing:
    """The pace of all processes, taken a batch of slots at a time.

    Slots are evenly spaced over all processes. A slot that is used late moves two messages closer together,
    so a place among those of one second comes back only a second after Telegram's answer.
    """

    def __init__(self, store: Store, rate: int) -> None:
        self.rate = rate
        self._store = store
        self._places = asyncio.Semaphore(rate + max(1, math.floor(rate * SPARE)))
        self._until = 0.0

    async def reserve(self, n: int) -> list[float] | None:
        """When, on the clock of the loop, the next n messages may go; None where that is not soon."""
        async with self._store.begin() as memory:
            wait = await memory.pace.reserve(n, self.rate, most=max(SOON, 2 / self.rate))
        if wait is None:
            return None
        first = asyncio.get_running_loop().time() + wait
        return [first + number / self.rate for number in range(n)]

    async def hold(self, seconds: float) -> None:
        """Telegram asked to wait: all processes do."""
        self._until = max(self._until, asyncio.get_running_loop().time() + seconds)
        async with self._store.begin() as memory:
            await memory.pace.hold(seconds)

    @property
    def held(self) -> float:
        """Seconds for which this process knows that all wait."""
        return max(0.0, self._until - asyncio.get_running_loop().time())

    def heard(self, seconds: float) -> None:
        """Another process was asked to wait."""
        self._until = max(self._until, asyncio.get_running_loop().time() + seconds)

    @asynccontextmanager
    async def slot(self, at: float) -> AsyncIterator[None]:
        """Wait for a slot; inside, the message is sent."""
        loop = asyncio.get_running_loop()
        if (wait := at - loop.time()) > 0:
            await asyncio.sleep(wait)
        await self._places.acquire()
        try:
            yield
        finally:
            loop.call_later(1.0, self._places.release)
