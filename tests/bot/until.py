"""Waiting for something to come true."""

import asyncio
from collections.abc import Awaitable, Callable
from inspect import isawaitable

PATIENCE = 30
"""Seconds after which something that should have happened will not."""


async def until(condition: Callable[[], bool | Awaitable[bool]]) -> None:
    """Look again and again until it is true; TimeoutError where it never is."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = condition()
            if await found if isawaitable(found) else found:
                return
            await asyncio.sleep(0.01)
