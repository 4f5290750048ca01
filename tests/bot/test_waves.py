"""Waves: three for each free place, more after a while, none at night, none when full, over or stopped."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from bot.rounds import plan_waves
from campaign.records import Ask, Audience
from campaign.values import AskState, DeliveryState
from storage import schema
from tests.asked import change, citizens
from tests.talk import START, Talk
from tests.town import GARDEN

PLACES = 2
"""The free places of the garden."""
WAVE = 3 * PLACES
GAP = timedelta(hours=2)


async def begin(talk: Talk, people: int, now: datetime = START, **more: Any) -> int:
    """So many citizens nearby, and an ask for the garden that goes out; its id."""
    async with talk.app.store.begin() as memory:
        if people:
            await citizens(memory, people, now)
        return await memory.asks.add(
            1,
            GARDEN,
            state=AskState.SENDING,
            words="",
            audience=Audience(),
            starts=None,
            deadline=more.get("deadline", now + timedelta(days=2)),
            gap=120,
            now=now,
        )


async def tick(talk: Talk, now: datetime = START) -> None:
    """Let the round run; a second run changes nothing."""
    await plan_waves(talk.app, now)
    before = await waves(talk)
    await plan_waves(talk.app, now)
    assert await waves(talk) == before


async def waves(talk: Talk) -> list[int]:
    """How many messages each wave has."""
    columns = schema.deliveries.c
    counted = select(columns.wave, func.count()).group_by(columns.wave).order_by(columns.wave)
    async with talk.app.store.look() as memory:
        return [row[1] for row in await memory.connection.execute(counted)]


async def due(talk: Talk) -> set[datetime]:
    """When the messages are due."""
    async with talk.app.store.look() as memory:
        return set(await memory.connection.scalars(select(schema.deliveries.c.due)))


async def send(talk: Talk) -> None:
    """Have all that is planned sent."""
    sent = update(schema.deliveries).values(state=DeliveryState.SENT.value, message_id=schema.deliveries.c.id)
    async with talk.app.store.begin() as memory:
        await memory.connection.execute(sent.where(schema.deliveries.c.state == "planned"))


async def ask(talk: Talk, number: int) -> Ask:
    """How the ask stands."""
    async with talk.app.store.look() as memory:
        found = await memory.asks.get(number)
    assert found is not None
    return found


async def test_an_ask_goes_out_in_waves_of_three_for_each_free_place(talk: Talk) -> None:
    number = await begin(talk, 2 * WAVE + 1)
    await tick(talk)
    assert await waves(talk) == [WAVE]
    assert await due(talk) == {START}
    await send(talk)
    await tick(talk, START + GAP - timedelta(seconds=1))
    assert await waves(talk) == [WAVE], "people have time to answer"
    async with talk.app.store.begin() as memory:
        assert await memory.opportunities.claim(GARDEN)
    await tick(talk, START + GAP)
    assert await waves(talk) == [WAVE, WAVE // 2], "one place is left"
    assert (await ask(talk, number)).wave == 2


async def test_the_next_wave_waits_for_one_that_did_not_go_yet(talk: Talk) -> None:
    await begin(talk, 2 * WAVE)
    await tick(talk)
    await tick(talk, START + 2 * GAP)
    assert await waves(talk) == [WAVE]
    await send(talk)
    await tick(talk, START + 2 * GAP)
    assert await waves(talk) == [WAVE, WAVE]


async def test_a_wave_of_the_evening_goes_in_the_morning_and_no_other_piles_up_on_it(talk: Talk) -> None:
    evening = START.replace(hour=19, minute=30)  # half past eight in Amsterdam
    morning = (START + timedelta(days=1)).replace(hour=9)
    await begin(talk, 4 * WAVE, evening)
    await tick(talk, evening)
    assert await due(talk) == {morning}
    for hours in range(1, 14):
        await tick(talk, evening + timedelta(hours=hours))
    assert await waves(talk) == [WAVE]
    await send(talk)
    await tick(talk, morning + GAP - timedelta(seconds=1))
    assert await waves(talk) == [WAVE]
    await tick(talk, morning + GAP)
    assert await waves(talk) == [WAVE, WAVE]


async def test_a_full_ask_ends_and_what_nobody_answered_says_so(talk: Talk) -> None:
    number = await begin(talk, WAVE)
    await tick(talk)
    await send(talk)
    async with talk.app.store.begin() as memory:
        for _ in range(PLACES):
            assert await memory.opportunities.claim(GARDEN)
        answered = await memory.connection.scalar(select(func.min(schema.deliveries.c.id)))
        assert answered is not None
        await memory.deliveries.touch(answered, START)
    await tick(talk, START + GAP)
    assert (await ask(talk, number)).state is AskState.FILLED
    assert await waves(talk) == [WAVE]
    async with talk.app.store.look() as memory:
        redrawn = await memory.connection.scalars(
            select(schema.deliveries.c.id).where(schema.deliveries.c.redraw)
        )
        assert len(set(redrawn) - {answered}) == WAVE - 1


@pytest.mark.parametrize("over", ["deadline", "date", "closed"])
async def test_an_ask_ends_with_its_deadline_and_with_what_it_asks_for(talk: Talk, over: str) -> None:
    now = START
    number = await begin(talk, WAVE, deadline=now if over == "deadline" else None)
    async with talk.app.store.begin() as memory:
        if over == "date":
            await change(memory, "opportunities", GARDEN, ends=now - timedelta(seconds=1))
        if over == "closed":
            await change(memory, "opportunities", GARDEN, open=False)
    await tick(talk)
    ended = await ask(talk, number)
    assert (ended.state, ended.ended, ended.next_wave) == (AskState.ENDED, now, None)
    assert await waves(talk) == []


async def test_nothing_is_planned_while_all_sending_is_stopped_or_the_ask_is_paused(talk: Talk) -> None:
    number = await begin(talk, WAVE)
    async with talk.app.store.begin() as memory:
        await memory.brake.pull(START)
    await tick(talk)
    async with talk.app.store.begin() as memory:
        await memory.brake.release()
        await memory.asks.set_state(number, AskState.PAUSED, now=START)
    await tick(talk)
    assert await waves(talk) == []
    async with talk.app.store.begin() as memory:
        await memory.asks.set_state(number, AskState.SENDING, now=START)
    await tick(talk)
    assert await waves(talk) == [WAVE]


async def test_two_processes_plan_a_wave_once(talk: Talk) -> None:
    await begin(talk, 3 * WAVE)
    async with Talk.beside(talk) as other:
        await asyncio.gather(*(plan_waves(one.app, START) for one in (talk, other, talk, other)))
    assert await waves(talk) == [WAVE]


async def test_where_nobody_fits_the_ask_looks_again_later(talk: Talk) -> None:
    number = await begin(talk, 0)
    await tick(talk)
    waiting = await ask(talk, number)
    assert (waiting.state, waiting.wave) == (AskState.SENDING, 0)
    assert waiting.next_wave == START + GAP
    async with talk.app.store.begin() as memory:
        await citizens(memory, 1, START)
    await tick(talk, START + GAP)
    assert await waves(talk) == [1]
