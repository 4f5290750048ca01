"""Pacing: slots that are kept, and given up rather than passed too late."""

import asyncio
from itertools import pairwise

from bot.pacing import Pacing
from storage.store import Store


async def test_a_message_that_would_go_too_late_gives_its_slot_up(store: Store) -> None:
    pacing = Pacing(store, 25)
    now = asyncio.get_running_loop().time()
    async with pacing.slot(now + 0.05) as in_time:
        assert in_time
    async with pacing.slot(now - 1) as in_time:
        assert not in_time


async def test_an_answer_that_is_late_keeps_what_follows_a_second_later_back(store: Store) -> None:
    """Telegram counts a message when it takes it, which may be as late as its answer."""
    pacing, loop = Pacing(store, 30), asyncio.get_running_loop()

    async def slow(at: float) -> bool:
        async with pacing.slot(at) as in_time:
            await asyncio.sleep(0.5)
        return in_time

    async def next_second(at: float) -> bool:
        await asyncio.sleep(0.1)
        async with pacing.slot(at + 1.04) as in_time:
            return in_time

    gone = False
    while not gone:  # on a machine that is busy, even the first may come too late for its slot
        at = loop.time() + 0.05
        gone, kept = await asyncio.gather(slow(at), next_second(at))
    assert not kept


async def test_slots_are_evenly_spaced_and_none_is_given_while_all_wait(store: Store) -> None:
    pacing = Pacing(store, 25)
    slots = await pacing.reserve(5)
    assert slots is not None
    gaps = {round(second - first, 6) for first, second in pairwise(slots)}
    assert gaps == {0.04}
    await pacing.hold(60)
    assert 50 < pacing.held <= 60
    assert await pacing.reserve(1) is None
