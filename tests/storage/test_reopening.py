"""Asks that were full: with a place free they go on to the next in line, unless their time is over."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from campaign.values import AskState
from storage.memory import Memory
from storage.store import Store
from tests import asked
from tests.town import GARDEN, settle_town

HOUR = timedelta(hours=1)
OVER: dict[str, tuple[str, int, dict[str, Any]]] = {
    "its deadline passed": ("asks", 1, {"deadline": timedelta(hours=1)}),
    "it was stopped": ("asks", 1, {"state": "stopped"}),
    "what it asks is closed": ("opportunities", GARDEN, {"open": False}),
    "what it asks is past": ("opportunities", GARDEN, {"ends": timedelta(hours=1)}),
    "its organisation is suspended": ("organisations", 1, {"state": "suspended"}),
}


async def filled(memory: Memory, now: datetime, people: int = 0) -> int:
    """An ask for the garden that is full; so many were planned and held back for that."""
    await settle_town(memory, now)
    number = await asked.ask(memory, now)
    if people:
        await asked.plan(memory, number, await asked.citizens(memory, people, now), now)
    for key in range(1, people + 1):
        await asked.change(memory, "deliveries", key, state="skipped", reason="filled", settled=now)
    for _ in range(2):
        await memory.opportunities.claim(GARDEN)
    assert await memory.asks.fill(now) == [number]
    return number


async def test_a_full_ask_goes_on_at_once_when_a_place_comes_free(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        number = await filled(memory, now)
        assert await memory.reopening.reopen(now + HOUR) == [], "it is still full"
        await memory.opportunities.release(GARDEN)
        assert await memory.reopening.reopen(now + HOUR) == [number]
        ask = await memory.asks.get(number)
        assert ask is not None
        assert (ask.state, ask.ended, ask.next_wave) == (AskState.SENDING, None, now + HOUR)
        assert await memory.reopening.reopen(now + HOUR) == []
        assert [one.id for one in await memory.asks.due(now + HOUR)] == [number]


async def test_who_was_held_back_for_being_too_many_is_next_in_line(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        number = await filled(memory, now, people=5)
        await memory.opportunities.release(GARDEN)
        assert await memory.reopening.reopen(now + HOUR) == [number]
        progress = await memory.asks.progress(number)
        assert (progress.planned, sum(progress.skipped.values())) == (3, 2), "a wave for one place"
        ask = await memory.asks.get(number)
        assert ask is not None
        assert ask.next_wave is not None
        assert ask.next_wave > now + HOUR
        assert await memory.deliveries.any_due(now=now + HOUR)


@pytest.mark.parametrize("why", OVER)
async def test_an_ask_whose_time_is_over_stays_over(why: str, store: Store, now: datetime) -> None:
    table, key, values = OVER[why]
    moved = {name: now + value if isinstance(value, timedelta) else value for name, value in values.items()}
    async with store.begin() as memory:
        number = await filled(memory, now)
        await memory.opportunities.release(GARDEN)
        await asked.change(memory, table, number if table == "asks" else key, **moved)
        assert await memory.reopening.reopen(now + 2 * HOUR) == []


async def test_a_newer_ask_for_the_same_has_taken_its_place(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await filled(memory, now)
        newer = await asked.ask(memory, now)
        await memory.asks.fill(now)
        await memory.opportunities.release(GARDEN)
        assert await memory.reopening.reopen(now + HOUR) == [newer]
