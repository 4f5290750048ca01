"""Polling over HTTP: nothing is confirmed before it is saved, stopping is prompt, and trouble passes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise
from time import monotonic
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramNotFound, TelegramUnauthorizedError
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram import poll
from bot.telegram.client import client
from bot.telegram.edge import Edge
from bot.telegram.poll import Poller
from bot.telegram.voice import Voice
from bot.throttle import Throttle
from campaign.values import Like
from sandbox.http import serve
from sandbox.person import Person
from sandbox.refusal import Refusal
from tests.bot.faults import everything, refusing
from tests.bot.until import until
from tests.talk import Talk

ANA, BO = 1001, 1002


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests have less patience than Telegram deserves."""
    monkeypatch.setattr(poll, "SHORTEST_PAUSE", 0.02)
    monkeypatch.setattr(poll, "LONGEST_PAUSE", 0.1)


@asynccontextmanager
async def http(talk: Talk, token: str | None = None) -> AsyncIterator[Bot]:
    """A bot that speaks to the sandbox over HTTP."""
    runner, address = await serve(talk.telegram)
    try:
        async with client(token or talk.telegram.token, address) as bot:
            yield bot
    finally:
        await runner.cleanup()


@asynccontextmanager
async def polling(talk: Talk, throttle: Throttle | None = None) -> AsyncIterator[Poller]:
    """A bot that polls; at the end it is stopped, and has stopped within a second."""
    async with http(talk) as bot, asyncio.TaskGroup() as group:
        poller = Poller(bot, Edge(bot, talk.app, Voice(bot), throttle))
        running = group.create_task(poller.run())
        yield poller
        stopped = monotonic()
        poller.stop()
        poller.stop()
        await running
        assert monotonic() - stopped < 1
        poller.stop()
        await talk.app.idle()


def said_to(person: Person) -> int:
    """How many messages of the bot stand on the phone."""
    return sum(message.from_bot for message in person.messages)


async def people(talk: Talk) -> tuple[Person, Person]:
    """Ana and Bo, who said hello."""
    ana, bo = talk.telegram.add_person("Ana", "en"), talk.telegram.add_person("Bo", "en")
    assert (ana.id, bo.id) == (ANA, BO)
    for person in (ana, bo):
        await talk.does(person, "/start")
    return ana, bo


async def test_nothing_is_confirmed_before_all_of_it_is_saved(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poll, "TRIES", 1_000)
    ana, bo = await people(talk)
    async with refusing(talk.app.store, "chats", when=f"NEW.id = {ANA}"):
        ana.say("/help")
        bo.say("/help")
        async with polling(talk):
            await until(lambda: said_to(bo) == 2)
            await asyncio.sleep(0.2)
            assert talk.telegram.pending() == 2, "both will come again"
            assert said_to(bo) == 2, "what was saved is not said again"
        assert said_to(ana) == 1
    async with polling(talk):
        await until(lambda: said_to(ana) == 2)
        await until(lambda: talk.telegram.pending() == 0)


async def test_what_can_never_be_saved_is_given_up_and_the_rest_goes_on(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    ana, bo = await people(talk)
    async with refusing(talk.app.store, "chats", when=f"NEW.id = {ANA}"):
        ana.say("the words of Ana")
        bo.say("/help")
        async with polling(talk):
            await until(lambda: talk.telegram.pending() == 0)
            bo.say("/help")
            await until(lambda: said_to(bo) == 3)
    given_up = [record for record in caplog.records if record.message == "an update is given up"]
    assert [(record.levelname, type(record.__dict__["update"])) for record in given_up] == [("ERROR", int)]
    assert caplog.messages.count("updates wait") == poll.TRIES - 1
    assert "the words of Ana" not in caplog.text
    assert said_to(ana) == 1


async def test_nothing_is_given_up_as_long_as_the_store_saves_nothing(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    ana, bo = await people(talk)
    async with refusing(talk.app.store, "chats", "received"):
        ana.say("/help")
        bo.say("/help")
        async with polling(talk):
            await until(lambda: caplog.messages.count("updates wait") > 2 * poll.TRIES)
            assert talk.telegram.pending() == 2
    async with polling(talk):
        await until(lambda: (said_to(ana), said_to(bo)) == (2, 2))
        await until(lambda: talk.telegram.pending() == 0)
    assert "an update is given up" not in caplog.messages


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_what_follows_in_a_chat_waits_for_what_could_not_be_saved(talk: Talk) -> None:
    ana, _bo = await people(talk)
    switches = ("keep/on?a1p3331", "likes/sport/on", "likes/sport/off", "likes/food/on")
    buttons = [[InlineKeyboardButton(text=switch, callback_data=switch)] for switch in switches]
    markup = InlineKeyboardMarkup(inline_keyboard=buttons)
    for numbers in ((0,), (1, 2, 3)):
        shown = await talk.bot.send_message(ana.id, "old buttons", reply_markup=markup)
        for number in numbers:
            ana.press(shown.message_id, number, 0)
        if numbers == (0,):
            await talk.settle()
    async with talk.app.store.begin() as memory:
        await memory.connection.exec_driver_sql("CREATE SEQUENCE tries")
    twice = refusing(talk.app.store, "chats", when="nextval('tries') <= 2")  # so often one tap is tried
    async with twice, polling(talk):
        await until(lambda: talk.telegram.pending() == 0)
    (row,) = (await everything(talk.app.store))["citizens"]
    assert row[3] == Like.FOOD.bit


async def test_a_batch_is_confirmed_only_when_it_is_saved_however_long_that_takes(chat: Talk) -> None:
    ana, _bo = await people(chat)
    asked: list[int] = []

    async def note(method: str, parameters: dict[str, Any]) -> None:
        if method == "getUpdates":
            asked.append(int(parameters.get("offset", 0)))

    ana.say("/help")
    chat.telegram.before_call = note
    async with polling(chat):
        async with chat.app.store.begin():
            await until(lambda: bool(asked))
            await asyncio.sleep(0.1)
            assert asked == [0]
            assert chat.telegram.pending() == 1
        await until(lambda: len(asked) == 2)
        assert chat.telegram.pending() == 0


async def test_stopping_confirms_what_was_saved(chat: Talk) -> None:
    ana, _bo = await people(chat)
    async with polling(chat) as poller:
        async with chat.app.store.begin():
            ana.say("/help")
            await asyncio.sleep(0.1)
            poller.stop()
        await until(lambda: said_to(ana) == 2)
    assert chat.telegram.pending() == 0


async def test_stopping_is_prompt_even_where_telegram_does_not_answer(
    chat: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poll, "LAST_WORD", 0.1)
    ana, _bo = await people(chat)

    async def hang(method: str, parameters: dict[str, Any]) -> None:
        if method == "getUpdates" and parameters.get("offset"):
            await asyncio.Event().wait()

    chat.telegram.before_call = hang
    async with polling(chat):
        ana.say("/help")
        await until(lambda: said_to(ana) == 2)
    chat.telegram.before_call = None
    async with polling(chat):
        await until(lambda: chat.telegram.pending() == 0)
        await asyncio.sleep(0.05)
    assert said_to(ana) == 3, "not confirmed, it came again, and was said again"


async def test_another_process_that_polls_is_waited_out(chat: Talk, caplog: pytest.LogCaptureFixture) -> None:
    ana, _bo = await people(chat)
    async with polling(chat):
        await asyncio.sleep(0.1)
        assert await chat.bot.get_updates(timeout=0) == []
        await until(lambda: "another process takes this bot's updates" in caplog.messages)
        ana.say("/help")
        await until(lambda: said_to(ana) == 2)


async def test_a_lost_connection_is_tried_again(chat: Talk, caplog: pytest.LogCaptureFixture) -> None:
    ana, _bo = await people(chat)
    failures = iter(range(3))

    async def lose(method: str, _parameters: dict[str, Any]) -> None:
        if method == "getUpdates" and next(failures, None) is not None:
            raise ConnectionResetError

    chat.telegram.before_call = lose
    async with polling(chat):
        ana.say("/help")
        await until(lambda: said_to(ana) == 2)
    assert caplog.messages.count("updates wait") == 3


async def test_pauses_grow_and_a_stop_ends_them(chat: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(poll, "LONGEST_PAUSE", 30.0)
    tried: list[float] = []

    async def lose(method: str, _parameters: dict[str, Any]) -> None:
        if method == "getUpdates":
            tried.append(monotonic())
            raise ConnectionResetError

    chat.telegram.before_call = lose
    async with polling(chat):
        await until(lambda: len(tried) == 6)
    pauses = [after - before for before, after in pairwise(tried)]
    assert pauses[-1] >= 0.9 * poll.SHORTEST_PAUSE * 2**4


async def test_a_token_that_telegram_does_not_know_is_raised(chat: Talk) -> None:
    async with http(chat, "123456:WRONG") as bot:
        with pytest.raises(TelegramUnauthorizedError):
            await Poller(bot, Edge(bot, chat.app, Voice(bot))).run()


async def test_a_token_without_the_form_of_one_is_raised_but_a_404_later_is_not(chat: Talk) -> None:
    ana, _bo = await people(chat)
    missing = True

    async def lose(method: str, _parameters: dict[str, Any]) -> None:
        if method == "getUpdates" and missing:
            raise Refusal(404, "Not Found")

    chat.telegram.before_call = lose
    async with http(chat) as bot:
        with pytest.raises(TelegramNotFound):
            await Poller(bot, Edge(bot, chat.app, Voice(bot))).run()
    missing = False
    async with polling(chat):
        ana.say("/help")
        await until(lambda: said_to(ana) == 2)
        missing = True
        ana.say("/help")
        await asyncio.sleep(0.1)
        missing = False
        await until(lambda: said_to(ana) == 3)


async def test_an_update_that_cannot_be_read_does_not_hold_up_the_others(
    chat: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    ana, _bo = await people(chat)
    chat.telegram.updates.add("message", {"text": "a message from nowhere"})
    ana.say("/help")
    async with polling(chat):
        await until(lambda: said_to(ana) == 2)
        await until(lambda: chat.telegram.pending() == 0)
    assert caplog.messages == ["an update cannot be read"]
    assert "nowhere" not in caplog.text


async def test_a_webhook_is_removed_and_what_waits_for_it_is_not_lost(
    chat: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    ana, _bo = await people(chat)
    await chat.telegram.call("setWebhook", {"url": "https://127.0.0.1:9/hook"})
    ana.say("/help")
    async with polling(chat):
        await until(lambda: said_to(ana) == 2)
    assert chat.telegram.updates.webhook is None
    assert "updates went to a webhook" in caplog.text


async def test_who_sets_a_webhook_later_has_the_last_word(
    chat: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    ana, _bo = await people(chat)
    async with polling(chat):
        ana.say("/help")
        await until(lambda: (said_to(ana), chat.telegram.pending()) == (2, 0))
        await chat.telegram.call("setWebhook", {"url": "https://127.0.0.1:9/hook"})
        ana.say("/help")
        await until(lambda: "another process takes this bot's updates" in caplog.messages)
    assert chat.telegram.updates.webhook is not None
    assert said_to(ana) == 2
    assert chat.telegram.pending() == 1, "what was said is confirmed; what came after waits for the webhook"
