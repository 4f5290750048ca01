"""A stop or a block is put down to the message that it followed, once, and taken back with the stop."""

from datetime import datetime, timedelta

from campaign.statistics import Measure
from campaign.values import DeliveryState
from storage.memory import Memory
from storage.settling import Settled
from storage.store import Store
from tests import asked
from tests.storage.test_deliveries import claim, prepare

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


async def lost(memory: Memory) -> dict[int, tuple[int, int]]:
    """Stops and blocks by ask."""
    found = await memory.tallies.by_ask()
    counts = {ask: (sums[Measure.STOPPED], sums[Measure.BLOCKED]) for ask, sums in found.items()}
    return {ask: both for ask, both in counts.items() if any(both)}


async def two_messages(store: Store, now: datetime) -> int:
    """Somebody got the message of one ask yesterday, and of another today."""
    (citizen,) = await prepare(store, now, asks=2)
    for moment in (now, now + DAY):
        (one,) = await claim(store, moment, limit=1)
        async with store.begin() as memory:
            await memory.deliveries.settle([Settled(one, DeliveryState.SENT, 7)], now=moment)
            if moment == now:
                await asked.change(memory, "deliveries", 3 - one.id, state="planned", due=now + DAY)
    return citizen


async def test_it_is_put_down_to_the_message_before_it(store: Store, now: datetime) -> None:
    citizen = await two_messages(store, now)
    later = now + DAY + HOUR
    async with store.begin() as memory:
        await memory.losses.stopped(citizen, now=later)
        await memory.losses.stopped(citizen, now=later)
        assert await lost(memory) == {2: (1, 0)}
        await memory.losses.blocked(asked.FIRST_CHAT, now=later)
        assert await lost(memory) == {2: (1, 0)}, "one message loses one citizen"
        await memory.losses.taken_back(citizen)
        await memory.losses.taken_back(citizen)
        assert await lost(memory) == {}
        await memory.losses.blocked(asked.FIRST_CHAT, now=later)
        assert await lost(memory) == {2: (0, 1)}


async def test_it_is_put_down_to_the_message_it_was_said_under(store: Store, now: datetime) -> None:
    citizen = await two_messages(store, now)
    async with store.begin() as memory:
        await memory.losses.stopped(citizen + 1, under=1, now=now + DAY)
        assert await lost(memory) == {}, "it is another's"
        await memory.losses.stopped(citizen, under=1, now=now + 9 * DAY)
        assert await lost(memory) == {1: (1, 0)}


async def test_long_after_a_message_it_is_put_down_to_none(store: Store, now: datetime) -> None:
    citizen = await two_messages(store, now)
    async with store.begin() as memory:
        await memory.losses.stopped(citizen, now=now + 2 * DAY + HOUR)
        await memory.losses.blocked(asked.FIRST_CHAT, now=now + 2 * DAY + HOUR)
        assert await lost(memory) == {}
