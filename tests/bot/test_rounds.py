"""Rounds: they forget in time, turn the dates, may run twice, and one that fails does not stop the others."""

import asyncio
import threading
from datetime import timedelta
from typing import Any

import pytest

from bot import rounds
from bot.receive import receive
from bot.rounds import Rounds, run_rounds
from dialogs.screen import Incoming
from tests.bot.faults import everything
from tests.bot.until import until
from tests.talk import Talk
from tests.town import GARDEN, SOUP

VISITOR, CITIZEN = 1001, 1002
HOUR = timedelta(hours=1)


async def come(talk: Talk, chat_id: int, update: int, address: str) -> None:
    """Somebody taps."""
    await receive(
        talk.app,
        Incoming(
            bot_id=1,
            update_id=update,
            chat_id=chat_id,
            name="Ana",
            handle=None,
            language="en",
            address=address,
        ),
    )


def wind(talk: Talk, time: timedelta) -> None:
    """Put the clock forward."""
    talk.clock.move(talk.clock.now() + time)


async def state(talk: Talk, number: int) -> tuple[bool, Any]:
    """Whether an opportunity is open, and when it starts."""
    async with talk.app.store.look() as memory:
        one = await memory.opportunities.get(number)
    assert one is not None
    return not one.closed, one.starts


async def ids(talk: Talk, table: str) -> list[Any]:
    """The first column of a table."""
    return [row[0] for row in (await everything(talk.app.store))[table]]


async def test_visitors_are_forgotten_after_a_day_and_citizens_are_not(talk: Talk) -> None:
    await come(talk, VISITOR, 1, "start")
    await come(talk, CITIZEN, 2, "keep/on?a1p3331")
    wind(talk, 23 * HOUR)
    await run_rounds(talk.app)
    assert await ids(talk, "chats") == [VISITOR, CITIZEN]
    await come(talk, VISITOR, 3, "help")
    wind(talk, 2 * HOUR)
    await run_rounds(talk.app)
    assert await ids(talk, "chats") == [VISITOR, CITIZEN], "who came back counts from there"
    wind(talk, 23 * HOUR)
    for _ in range(2):
        await run_rounds(talk.app)
        assert await ids(talk, "chats") == [CITIZEN]
        assert len(await ids(talk, "citizens")) == 1


async def test_updates_are_remembered_for_two_days(chat: Talk) -> None:
    await come(chat, CITIZEN, 1, "keep/on?a1p3331")
    wind(chat, 47 * HOUR)
    await come(chat, CITIZEN, 2, "home")
    await run_rounds(chat.app)
    assert len(await ids(chat, "received")) == 2
    wind(chat, 2 * HOUR)
    for _ in range(2):
        await run_rounds(chat.app)
        assert [row[1] for row in (await everything(chat.app.store))["received"]] == [2]


async def test_opportunities_turn_to_their_next_date_or_close(chat: Talk) -> None:
    _, saturday = await state(chat, GARDEN)
    _, sunday = await state(chat, SOUP)
    await run_rounds(chat.app)
    assert await state(chat, GARDEN) == (True, saturday)
    chat.clock.move(saturday + 3 * HOUR)
    for _ in range(2):
        await run_rounds(chat.app)
        assert await state(chat, GARDEN) == (False, saturday)
        assert await state(chat, SOUP) == (True, sunday)
    chat.clock.move(sunday + 3 * HOUR)
    for _ in range(2):
        await run_rounds(chat.app)
        assert await state(chat, SOUP) == (True, sunday + timedelta(weeks=1))


async def test_running_twice_changes_nothing_more(talk: Talk) -> None:
    await come(talk, VISITOR, 1, "start")
    await come(talk, CITIZEN, 2, "keep/on?a1p3331")
    wind(talk, timedelta(days=10))
    before = await everything(talk.app.store)
    await run_rounds(talk.app)
    after = await everything(talk.app.store)
    assert before != after
    await asyncio.gather(run_rounds(talk.app), run_rounds(talk.app))
    assert await everything(talk.app.store) == after


async def test_a_round_that_fails_does_not_keep_the_others_from_running(
    chat: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    await come(chat, VISITOR, 1, "start")
    wind(chat, 49 * HOUR)
    async with chat.app.store.begin() as memory:
        await memory.connection.exec_driver_sql("DROP TABLE received")
    await run_rounds(chat.app)
    async with chat.app.store.look() as memory:
        left = await memory.connection.exec_driver_sql("SELECT count(*) FROM chats")
        assert left.scalar_one() == 0
    assert await state(chat, GARDEN) == (True, (await state(chat, GARDEN))[1])
    wind(chat, timedelta(days=5))
    await run_rounds(chat.app)
    assert not (await state(chat, GARDEN))[0]
    assert caplog.messages.count("the round forget_received failed") == 2


async def test_rounds_run_at_once_at_every_tick_and_stop_promptly(
    chat: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "TICK", 0.05)
    threads = []

    async def nobody() -> bool:
        return await ids(chat, "chats") == []

    class Ticking(Rounds):
        def tick(self) -> None:
            threads.append(threading.current_thread())
            super().tick()

    hand = Ticking(chat.app)
    await come(chat, VISITOR, 1, "start")
    wind(chat, 25 * HOUR)
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        group.create_task(hand.run())
        await until(nobody)
        await come(chat, VISITOR, 2, "start")
        wind(chat, 25 * HOUR)
        await until(nobody)
        stopped = asyncio.get_running_loop().time()
        hand.stop()
        hand.stop()
    assert asyncio.get_running_loop().time() - stopped < 1
    assert set(threads) == {threading.main_thread()}, "the hand is moved in the loop, not beside it"


async def test_a_tick_during_a_run_starts_one_more_after_it(chat: Talk) -> None:
    await come(chat, VISITOR, 1, "start")
    hand = Rounds(chat.app)

    async def nobody() -> bool:
        return await ids(chat, "chats") == []

    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        async with chat.app.store.begin():  # the first run, which is too early, waits for the writer
            group.create_task(hand.run())
            await asyncio.sleep(0.05)
            wind(chat, 25 * HOUR)
            hand.tick()
        await until(nobody)
        hand.stop()
