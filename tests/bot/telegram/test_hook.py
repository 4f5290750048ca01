"""Webhooks: who is let in, what is answered to what, and that nothing is answered for before it is saved."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram import hook
from bot.telegram.poll import TRIES
from sandbox.person import Person
from storage import schema
from tests.bot.faults import everything, refusing
from tests.bot.telegram.hooks import SECRET, Hooked, hooked, point
from tests.bot.telegram.test_poll import people, said_to
from tests.bot.until import until
from tests.talk import Talk


@pytest.fixture
async def there(talk: Talk) -> AsyncIterator[Hooked]:
    """A bot that takes webhooks, on both databases."""
    async with hooked(talk) as there:
        yield there


@pytest.fixture
async def here(chat: Talk) -> AsyncIterator[Hooked]:
    """The same on SQLite, for what has nothing to do with the database."""
    async with hooked(chat) as here:
        yield here


def waiting(talk: Talk) -> dict[str, Any]:
    """The one update that waits."""
    (update,) = talk.telegram.updates.waiting()
    talk.telegram.updates.confirm(update["update_id"])
    return update


async def received(talk: Talk) -> list[int]:
    """The ids of all updates that were saved."""
    rows = (await everything(talk.app.store))["received"]
    at = [column.name for column in schema.received.columns].index("update_id")
    return [row[at] for row in rows]


async def test_an_update_is_answered_for_when_it_is_saved_and_said(talk: Talk, there: Hooked) -> None:
    ana = talk.telegram.add_person("Ana", "en")
    ana.say("/start")
    update = waiting(talk)
    answer = await there.send(update)
    assert (answer.status, answer.body) == (200, b"")
    assert update["update_id"] in await received(talk)
    assert said_to(ana) == 1


async def test_telegram_pushes_a_whole_talk(talk: Talk, there: Hooked) -> None:
    await point(talk, there)
    ana = talk.telegram.add_person("Ana", "en")
    for word, told in (
        ("/start", "How old are you?"),
        ("[16 or older]", "Type your postcode"),
        ("3331", "Would you do this?"),
    ):
        if word.startswith("["):
            ana.tap(word[1:-1])
        else:
            ana.say(word)
        await until(lambda told=told: ana.messages[-1].from_bot and told in ana.messages[-1].text)
    await until(lambda: talk.telegram.pending() == 0)
    assert talk.telegram.unanswered() == []
    assert talk.telegram.faults == []


@pytest.mark.parametrize(
    "secret", [None, "", "wrong", SECRET[:-1], f"{SECRET}x", "é", "\udcff", SECRET.upper()]
)
async def test_without_the_secret_nobody_is_let_in(chat: Talk, here: Hooked, secret: str | None) -> None:
    ana = chat.telegram.add_person("Ana", "en")
    ana.say("/start")
    answer = await here.send(waiting(chat), secret=secret)
    assert answer.status == 401
    assert answer.body == b""
    assert said_to(ana) == 0
    assert await received(chat) == []


async def test_who_guesses_is_slowed_down_and_telegram_behind_the_same_proxy_is_not(
    chat: Talk, here: Hooked
) -> None:
    statuses = [(await here.send({}, secret="guess")).status for _ in range(hook.STRANGERS + 3)]
    assert statuses[: hook.STRANGERS] == [401] * hook.STRANGERS
    assert set(statuses[hook.STRANGERS :]) == {429}
    ana = chat.telegram.add_person("Ana", "en")
    ana.say("/start")
    assert (await here.send(waiting(chat))).status == 200
    assert said_to(ana) == 1


async def test_more_at_a_time_than_telegram_ever_sends_are_asked_to_come_again(
    chat: Talk, here: Hooked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hook, "INSIDE", 3)
    ana = chat.telegram.add_person("Ana", "en")
    ana.say("/start")
    update = waiting(chat)
    async with asyncio.TaskGroup() as group, chat.app.store.begin():  # nothing else is saved meanwhile
        inside = [group.create_task(here.send(update)) for _ in range(3)]
        await asyncio.sleep(0.2)
        late = await here.send(update)
        assert (late.status, late.headers["Retry-After"]) == (429, "1")
        assert not any(one.done() for one in inside)
    assert [one.result().status for one in inside] == [200] * 3
    assert (await here.send(update)).status == 200


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"{", b"null", b"[]", b"3", b'"x"', b"\xff\xfe", b"\x00", b"{}", b'{"update_id": null}'),
        *(b'{"update_id": "7"}', b'{"update_id": true}', b'{"update_id": -1}', b'{"update_id": 1.5}'),
        *(b'{"update_id": 1e400}', b'{"update_id": NaN}', b'{"update_id": 9223372036854775808}'),
        *(b'{"update_id": ' + b"9" * 5000 + b"}", b"[" * 200_000, b'{"a":' * 100_000),
    ],
)
async def test_what_is_no_update_is_refused_and_changes_nothing(
    chat: Talk, here: Hooked, body: bytes
) -> None:
    assert (await here.send(body)).status == 400
    assert await received(chat) == []


async def test_what_is_too_long_or_does_not_arrive_is_refused(
    chat: Talk, here: Hooked, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await here.send(b" " * (hook.LARGEST + 1))).status == 413
    bomb = {"Content-Encoding": "gzip"}
    assert (await here.send(b"no gzip at all", headers=bomb)).status == 400
    monkeypatch.setattr(hook, "ARRIVED", 0.1)

    async def slowly() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(5)
        yield b"}"

    async with here.sender.post(here.url, headers={hook.HEADER: SECRET}, data=slowly()) as answer:
        assert answer.status == 400
    async with here.sender.get(here.url, headers={hook.HEADER: SECRET}) as answer:
        assert answer.status == 405
    assert await received(chat) == []


async def test_an_update_that_cannot_be_read_is_answered_for_and_so_is_its_tap(
    chat: Talk, here: Hooked, caplog: pytest.LogCaptureFixture
) -> None:
    """It never becomes better by coming again, and all that follows in its chat would wait for it."""
    ana = await somebody(chat)
    ana.press(ana.messages[-1].id, 0, 0)
    tap = waiting(chat)
    tap["callback_query"]["message"] = {"text": "the words of Ana"}
    assert (await here.send(tap)).status == 200
    await chat.app.idle()
    assert chat.telegram.unanswered() == []
    assert caplog.messages == ["an update cannot be read"]
    assert "the words of Ana" not in caplog.text


@pytest.mark.parametrize("words", ["whole", "\\ud800"])
async def test_a_tap_that_goes_deeper_than_anybody_reads_is_answered(
    chat: Talk, here: Hooked, words: str
) -> None:
    ana = await somebody(chat)
    ana.press(ana.messages[-1].id, 0, 0)
    deep = f'"deep": {"[" * 600}"{words}"{"]" * 600}, "id"'
    text = json.dumps(waiting(chat)).replace('"id"', deep, 1)
    assert (await here.send(text.encode())).status == 200
    await chat.app.idle()
    assert chat.telegram.unanswered() == []


async def test_a_failure_of_our_own_is_told_in_the_log(
    chat: Talk, here: Hooked, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hook, "parse", None)
    assert (await here.send({"update_id": 7})).status == 500
    assert caplog.messages == ["what came beside the pages went wrong"]


@pytest.mark.parametrize("kind", ["edited_message", "channel_post", "poll", "something_new"])
async def test_other_kinds_than_those_asked_for_are_answered_for(chat: Talk, here: Hooked, kind: str) -> None:
    assert (await here.send({"update_id": 7, kind: {"id": "1"}})).status == 200
    assert await received(chat) == []


async def test_what_no_database_keeps_is_kept_out_of_it(talk: Talk, there: Hooked) -> None:
    """Halves of characters, NUL and numbers too large: the person is answered all the same."""
    ana = talk.telegram.add_person("Ana", "en")
    ana.say("/start")
    update = waiting(talk)
    update["message"]["from"]["first_name"] = "A\0n\ud83da\U0001f600"
    update["message"]["text"] = "\udc00 /start \0"
    assert (await there.send(json.dumps(update).encode())).status == 200
    assert said_to(ana) == 1
    update["update_id"] += 1
    update["message"]["message_id"] = 2**80
    assert (await there.send(json.dumps(update).encode())).status == 200, "unreadable"
    assert len(await received(talk)) == 1


async def test_what_comes_again_is_said_again_and_changes_nothing(talk: Talk, there: Hooked) -> None:
    ana = talk.telegram.add_person("Ana", "en")
    ana.say("/start")
    update = waiting(talk)
    await there.send(update)
    before = await everything(talk.app.store)
    async with asyncio.TaskGroup() as group:
        again = [group.create_task(there.send(update)) for _ in range(5)]
    assert {one.result().status for one in again} == {200}
    assert await everything(talk.app.store) == before
    assert said_to(ana) == 6


async def test_what_is_not_saved_is_not_answered_for_and_comes_again(
    talk: Talk, there: Hooked, caplog: pytest.LogCaptureFixture
) -> None:
    ana, _bo = await people(talk)
    ana.say("the words of Ana")
    update = waiting(talk)
    before = await everything(talk.app.store)
    async with refusing(talk.app.store, "chats"):
        for _ in range(TRIES - 1):
            answer = await there.send(update)
            assert (answer.status, answer.headers["Retry-After"]) == (503, "1")
    assert await everything(talk.app.store) == before
    assert (await there.send(update)).status == 200
    assert said_to(ana) == 2
    assert "the words of Ana" not in caplog.text


async def test_what_can_never_be_saved_is_given_up_so_that_its_chat_goes_on(
    talk: Talk, there: Hooked, caplog: pytest.LogCaptureFixture
) -> None:
    ana, _bo = await people(talk)
    ana.say("/help")
    update = waiting(talk)
    async with refusing(talk.app.store, "chats"):
        statuses = [(await there.send(update)).status for _ in range(TRIES)]
    assert statuses == [503] * (TRIES - 1) + [200]
    assert update["update_id"] in await received(talk)
    assert caplog.messages[-1] == "an update is given up"
    assert said_to(ana) == 1


async def test_nothing_is_given_up_while_the_store_saves_nothing(talk: Talk, there: Hooked) -> None:
    ana, _bo = await people(talk)
    ana.say("/help")
    update = waiting(talk)
    async with refusing(talk.app.store, "chats", "received"):
        statuses = {(await there.send(update)).status for _ in range(2 * TRIES)}
    assert statuses == {503}
    assert (await there.send(update)).status == 200
    assert said_to(ana) == 2


async def test_a_talk_that_telegram_is_slow_to_take_is_answered_for_meanwhile(
    chat: Talk, here: Hooked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hook, "SPOKEN", 0.1)
    ana, _bo = await people(chat)
    may_speak = asyncio.Event()

    async def wait(method: str, _parameters: dict[str, Any]) -> None:
        if method == "sendMessage":
            await may_speak.wait()

    chat.telegram.before_call = wait
    ana.say("/help")
    assert (await here.send(waiting(chat))).status == 200
    assert said_to(ana) == 1
    may_speak.set()
    await until(lambda: said_to(ana) == 2)


async def test_the_next_of_a_chat_is_sent_when_the_one_before_is_said(chat: Talk, here: Hooked) -> None:
    """So no two processes speak in a chat at a time: what the second one says never comes first."""
    ana = await somebody(chat)
    shown = ana.messages[-1].id
    spoken: list[str] = []
    arrived = asyncio.Event()

    async def slow(method: str, _parameters: dict[str, Any]) -> None:
        spoken.append(method)
        if method == "editMessageText":
            arrived.set()
            await asyncio.sleep(0.2)

    chat.telegram.before_call = slow
    await point(chat, here)
    ana.press(shown, 0, 0)
    ana.press(shown, 0, 0)
    await arrived.wait()
    await asyncio.sleep(0.1)
    assert spoken.count("answerCallbackQuery") == 1
    await until(lambda: chat.telegram.pending() == 0)
    assert spoken.count("answerCallbackQuery") == 2


async def somebody(talk: Talk) -> Person:
    """Ana, with an old message that has a button."""
    ana, _bo = await people(talk)
    button = InlineKeyboardButton(text="Help", callback_data="help")
    await talk.bot.send_message(
        ana.id, "old buttons", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]])
    )
    return ana
