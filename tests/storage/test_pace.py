"""The one pace of all processes."""

import asyncio
from itertools import pairwise

import pytest

from storage.store import Store


async def reserve(store: Store, n: int, rate: float, most: float = 100_000) -> float:
    """Reserve in a transaction of its own; -1 where it is not soon enough."""
    async with store.begin() as memory:
        wait = await memory.pace.reserve(n, rate, most=most)
    return -1 if wait is None else wait


async def test_two_processes_keep_one_pace(database_url: str) -> None:
    """Each slot is given to one; together they are spaced as one process would space them."""
    stores = Store(database_url), Store(database_url)
    assert await reserve(stores[0], 1, 0.001) == pytest.approx(0, abs=0.1)
    waits = await asyncio.gather(*(reserve(store, 2, 0.001) for store in stores * 3))
    spaced = sorted(waits)
    gaps = [round((second - first) / 1000) for first, second in pairwise(spaced)]
    assert gaps == [2] * 5
    assert round(spaced[0] / 1000) == 1
    for store in stores:
        await store.close()


async def test_all_hear_that_telegram_asked_to_wait(database_url: str) -> None:
    stores = Store(database_url), Store(database_url)
    async with stores[1].look() as memory:
        assert await memory.pace.held() == 0
    async with stores[0].begin() as memory:
        await memory.pace.hold(500)
        await memory.pace.hold(20)
    async with stores[1].look() as memory:
        assert 490 < await memory.pace.held() <= 500
    assert await reserve(stores[1], 1, 25, most=400) == -1
    assert 490 < await reserve(stores[1], 1, 25) <= 500
    for store in stores:
        await store.close()
