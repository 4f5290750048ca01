"""Carrying: what became of a message, told exactly, for only what surely was not sent may be sent again."""

import socket
from typing import Any

import pytest

from bot.fates import Fate
from bot.telegram import carrier
from bot.telegram.carrier import Carrier
from bot.telegram.client import client
from bot.telegram.guard import Guard
from dialogs.screen import Link, Screen, rows
from dialogs.text import Text, bold, own
from sandbox.faults import Faults, Trouble
from sandbox.http import serve
from sandbox.keyboards import rows_of
from sandbox.person import Person
from sandbox.telegram import Telegram
from tests.talk import Talk

SCREEN = Screen(bold(own("Would <you> do this?")), rows(Link(own("Yes & now"), "asked/1/yes")))
FATES = {
    Trouble.TOO_MANY: Fate.HELD,
    Trouble.ERROR: Fate.UNKNOWN,
    Trouble.ERROR_AFTER: Fate.UNKNOWN,
    Trouble.GATEWAY: Fate.UNKNOWN,
    Trouble.GATEWAY_AFTER: Fate.UNKNOWN,
    Trouble.DROPPED: Fate.UNKNOWN,
    Trouble.RESET: Fate.UNKNOWN,
    Trouble.SILENCE: Fate.UNKNOWN,
    Trouble.BLOCKED: Fate.REFUSED,
    Trouble.DEACTIVATED: Fate.REFUSED,
    Trouble.NOT_FOUND: Fate.REFUSED,
}


def ana(telegram: Telegram) -> Person:
    """Somebody who spoke to the bot."""
    person = telegram.add_person("Ana", "en")
    person.say("hello")
    return person


@pytest.mark.parametrize("trouble", Trouble)
async def test_every_trouble_has_its_fate(trouble: Trouble, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over HTTP: what may have arrived is in doubt, what was refused is told so, what is to wait waits."""
    monkeypatch.setattr(carrier, "PATIENCE", 0.5 if trouble is Trouble.SILENCE else 5)
    async with Talk.sandbox() as telegram:
        person = ana(telegram)
        Faults(telegram, {trouble: 1.0}, seed=1, retry_after=3, silence=1)
        runner, address = await serve(telegram)
        async with client(telegram.token, address) as bot:
            outcome = await Carrier(bot, Guard()).send(person.id, SCREEN)
        await runner.cleanup()
    assert outcome.fate is FATES[trouble]
    assert outcome.wait == (3 if outcome.fate is Fate.HELD else 0)


async def test_where_nobody_answers_nothing_was_sent() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        async with client("1:none", f"http://127.0.0.1:{taken.getsockname()[1]}") as bot:
            assert (await Carrier(bot, Guard()).send(1, SCREEN)).fate is Fate.AWAY


async def test_a_bot_that_telegram_does_not_know_has_sent_nothing() -> None:
    async with Talk.sandbox() as telegram:
        runner, address = await serve(telegram)
        async with client("1:unknown", address) as bot:
            assert (await Carrier(bot, Guard()).send(1, SCREEN)).fate is Fate.AWAY
        await runner.cleanup()


async def test_what_arrives_reads_as_written_and_can_be_drawn_anew() -> None:
    async with Talk.sandbox() as telegram:
        person = ana(telegram)
        runner, address = await serve(telegram)
        async with client(telegram.token, address) as bot:
            mine = Carrier(bot, Guard(), paid=True)
            sent = await mine.send(person.id, SCREEN)
            message = person.messages[-1]
            assert (sent.fate, sent.message_id) == (Fate.SENT, message.id)
            assert message.text == "Would <you> do this?"
            assert rows_of(message.inline) == [[{"text": "Yes & now", "callback_data": "asked/1/yes"}]]
            assert not telegram.faults

            async def other() -> Screen | None:
                return Screen(own("It is full."))

            async def nothing() -> Screen | None:
                return None

            for _ in range(2):
                drawn = await mine.redraw(person.id, message.id, other)
                assert drawn.fate is Fate.SENT
            assert person.messages[-1].text == "It is full."
            assert (await mine.redraw(person.id, 999_999, other)).fate is Fate.SENT
            assert (await mine.redraw(person.id, message.id, nothing)).fate is Fate.NOTHING
            assert (await mine.send(person.id, Screen(Text("x" * 5000)))).fate is Fate.FAILED
        await runner.cleanup()


def test_every_trouble_is_thought_of() -> None:
    known: set[Any] = set(FATES)
    assert known == set(Trouble)
