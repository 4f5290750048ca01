"""The bot's card at Telegram: set in every language, only where it differs, and never a reason to stop."""

from dataclasses import replace
from typing import Any

import pytest

from bot.telegram.menu import set_menu
from dialogs.languages import Languages
from dialogs.pages import COMMANDS
from dialogs.visit import House
from sandbox.refusal import Refusal
from tests.talk import Talk


def calls_of(talk: Talk, kind: str = "") -> list[str]:
    """The methods called from here on, of those that begin like this."""
    calls: list[str] = []

    async def note(method: str, _parameters: dict[str, Any]) -> None:
        if method.startswith(kind):
            calls.append(method)

    talk.telegram.before_call = note
    return calls


async def test_the_card_is_set_once_in_every_language(chat: Talk) -> None:
    calls = calls_of(chat, "set")
    await set_menu(chat.bot, chat.app)
    for code in ("nl", "en", ""):
        commands = await chat.bot.get_my_commands(language_code=code)
        assert {command.command for command in commands} == set(COMMANDS)
    dutch = await chat.bot.get_my_description(language_code="nl")
    english = await chat.bot.get_my_description(language_code="en")
    assert dutch.description != english.description
    assert (await chat.bot.get_my_description()).description == dutch.description
    shorts = [
        (await chat.bot.get_my_short_description(language_code=code)).short_description
        for code in ("nl", "en")
    ]
    assert all(shorts)
    assert shorts[0] != shorts[1]
    assert len(calls) == 9
    calls.clear()
    await set_menu(chat.bot, chat.app)
    assert calls == []
    await chat.bot.set_my_description("something else", language_code="en")
    calls.clear()
    await set_menu(chat.bot, chat.app)
    assert calls == ["setMyDescription"]
    assert chat.telegram.faults == []


async def test_languages_that_telegram_has_no_code_for_are_left_out(chat: Talk) -> None:
    languages = [*chat.app.house.languages]
    dutch = next(one for one in languages if one.code == "nl")
    simple = replace(dutch, code="nl@simple")
    chat.app.house = House(Languages([*languages, simple]), chat.app.house.gazetteer)
    calls = calls_of(chat, "setMyCommands")
    await set_menu(chat.bot, chat.app)
    assert len(calls) == 3
    assert chat.telegram.faults == []


async def test_a_refusal_in_one_language_does_not_stop_the_others(
    chat: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    async def refuse(method: str, parameters: dict[str, Any]) -> None:
        code = parameters.get("language_code", "")
        if code == "nl":
            raise OSError("the connection was reset")
        if code == "" and method == "setMyDescription":
            raise Refusal(429, "Too Many Requests: retry after 5", 5)

    chat.telegram.before_call = refuse
    await set_menu(chat.bot, chat.app)
    chat.telegram.before_call = None
    assert caplog.messages == ["the menu could not be set"] * 2
    english = await chat.bot.get_my_description(language_code="en")
    assert english.description
    assert (await chat.bot.get_my_description(language_code="nl")).description == ""
    assert await chat.bot.get_my_commands()
