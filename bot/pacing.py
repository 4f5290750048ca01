"""When this process may send: slots of the one pace of all, and never more at once than Telegram counts."""

import asyncio
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import takewhile

from storage.store import Store

SPARE = 0.03
"""So much more than the pace may fall into one second where slots come late: Telegram's limit is above it."""

HALF_A_SLOT = 0.5
"""Slots of different batches are evenly spaced by the database's clock, and nearly so by ours."""

LATE = 0.02
"""Seconds after its slot that a message may still go: two thirds of what lies between 29 and 30 a second."""
SOON = 1.0
"""Seconds that a message waits for its slot at most, once it is claimed."""


class Pacing:
    """The pace of all processes, taken a batch of slots at a time.

    Slots are evenly spaced over all processes. A message that would go late would go too close to the next:
    it gives its slot up. And since answers may be late too, no message goes before a second has passed since
    the answers to those of this process whose slots lie more than a second before its own.
    """

    def __init__(self, store: Store, rate: int) -> None:
        self.rate = rate
        self._store = store
        self._span = 1 + (max(1, math.floor(rate * SPARE)) - HALF_A_SLOT) / rate
        self._open: dict[int, tuple[float, asyncio.Future[None]]] = {}
        self._count = 0
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
    async def slot(self, at: float) -> AsyncIterator[bool]:
        """Wait for a slot; inside, the message is sent. False where that is too late for this slot."""
        loop = asyncio.get_running_loop()
        self._count = mine = self._count + 1
        self._open[mine] = at, loop.create_future()
        in_time = False
        try:
            if (wait := at - loop.time()) > 0:
                await asyncio.sleep(wait)
            earlier = takewhile(lambda one: one[0] <= at - self._span, self._open.values())
            if unanswered := [done for _, done in earlier]:
                await asyncio.wait(unanswered)
            in_time = loop.time() <= at + LATE
            yield in_time
        finally:
            loop.call_later(1.0 if in_time else 0.0, self._close, mine)

    def _close(self, number: int) -> None:
        self._open.pop(number)[1].set_result(None)
