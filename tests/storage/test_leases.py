"""Leases: one process at a time has one, the next as soon as it runs out or is left."""

import asyncio

from storage.store import Store


async def take(store: Store, holder: str, seconds: float = 60, name: str = "clock") -> bool:
    async with store.begin() as memory:
        return await memory.leases.take(name, holder, seconds)


async def test_one_holds_a_lease_until_it_runs_out(store: Store) -> None:
    assert await take(store, "one")
    assert await take(store, "one"), "it is renewed"
    assert not await take(store, "two")
    assert await take(store, "two", name="other")
    assert await take(store, "one", seconds=0.05)
    await asyncio.sleep(0.1)
    assert await take(store, "two")
    assert not await take(store, "one")


async def test_who_leaves_lets_the_next_one_in_and_nobody_leaves_for_another(store: Store) -> None:
    assert await take(store, "one")
    async with store.begin() as memory:
        await memory.leases.leave("clock", "two")
    assert not await take(store, "two")
    async with store.begin() as memory:
        await memory.leases.leave("clock", "one")
    assert await take(store, "two")


async def test_of_many_at_once_one_gets_it(database_url: str) -> None:
    stores = [Store(database_url) for _ in range(4)]
    got = await asyncio.gather(*(take(store, f"holder {number}") for number, store in enumerate(stores)))
    assert got.count(True) == 1
    for store in stores:
        await store.close()
