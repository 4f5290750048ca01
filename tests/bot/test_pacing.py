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
    pacing = Pacing(store, 30)
    now = asyncio.get_running_loop().time()

    async def slow() -> None:
        async with pacing.slot(now):
            await asyncio.sleep(0.5)

    async def next_second() -> bool:
        await asyncio.sleep(0.1)
        async with pacing.slot(now + 1.04) as in_time:
            return in_time

    _, kept = await asyncio.gather(slow(), next_second())
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
