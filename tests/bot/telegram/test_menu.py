"""The bot's card at Telegram: set in every language, only where it differs, and never a reason to stop."""

from dataclasses import replace
from typing import Any

import pytest
from aiogram.exceptions import TelegramBadRequest

from bot.telegram.menu import set_menu, set_own_menu
from dialogs.languages import Languages
from dialogs.menus import everybody, own
from dialogs.text import Say
from dialogs.visit import House
from sandbox.refusal import Refusal
from tests.easy import MARK, marked
from tests.talk import LANGUAGES, Talk

EVERYBODYS = {name for name, _ in everybody(Say(LANGUAGES.get("en"), Talk.zone()))}


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
        assert {command.command for command in commands} == EVERYBODYS
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
    """Registers, and codes of three letters: the sandbox refuses them as Telegram does."""
    dutch = LANGUAGES.get("nl")
    others = [replace(dutch, code=code) for code in ("nl@simple", "pap")]
    chat.app.house = House(Languages([*LANGUAGES, *others]), chat.app.house.gazetteer)
    calls = calls_of(chat, "setMyCommands")
    await set_menu(chat.bot, chat.app)
    assert len(calls) == 3
    assert chat.telegram.faults == []
    for code in ("pap", "nl@simple"):
        with pytest.raises(TelegramBadRequest, match="invalid language code"):
            await chat.bot.set_my_commands([], language_code=code)


async def test_a_language_that_is_taken_away_takes_its_card_along(chat: Talk) -> None:
    """Whoever has their Telegram in it then sees what everybody else does."""
    turkish = marked("en", "tr", "Türkçe")
    every = Languages([*LANGUAGES, turkish])
    chat.app.house = House(every, chat.app.house.gazetteer)
    await set_menu(chat.bot, chat.app)

    def shown() -> str:
        return str(chat.telegram.profile.commands_for(1, "tr")[0]["description"])

    assert shown().startswith(MARK)
    chat.app.house = House(every.switched({"tr": False}), chat.app.house.gazetteer)
    await set_menu(chat.bot, chat.app)
    assert shown() == Say(LANGUAGES.get("nl"), chat.app.zone)("Begin").plain
    assert not (await chat.bot.get_my_description(language_code="tr")).description.startswith(MARK)
    calls = calls_of(chat, "")
    await set_menu(chat.bot, chat.app)
    assert not [call for call in calls if not call.startswith("getMy")]


async def test_whoever_speaks_another_language_than_their_phone_has_a_menu_in_it(chat: Talk) -> None:
    """As long as they do; somebody who comes back to the language of the phone has everybody's menu."""
    await set_menu(chat.bot, chat.app)
    ana = chat.telegram.add_person("Ana", "en")

    def first() -> str:
        return str(chat.telegram.profile.commands_for(ana.id, "en")[0]["description"])

    for what, code in (("/start", "en"), ("[🌐 Nederlands]", "nl"), ("[🌐 English]", "en")):
        await chat.does(ana, what)
        assert first() == Say(LANGUAGES.get(code), chat.app.zone)("Begin").plain
    await chat.does(ana, "[🌐 Nederlands]")
    await chat.does(ana, "/forget")
    await chat.does(ana, "[🗑 Ja, wis alles]")
    assert first() == Say(LANGUAGES.get("en"), chat.app.zone)("Begin").plain
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


async def test_a_chat_has_the_menu_of_its_roles_and_language(chat: Talk) -> None:
    """The commands of a role come on top of everybody's, and go with the role."""
    ana, bram = (chat.telegram.add_person(name, "en") for name in ("Ana", "Bram"))
    await set_menu(chat.bot, chat.app)

    def commands_of(user_id: int) -> dict[str, str]:
        found = chat.telegram.profile.commands_for(user_id, "en")
        return {str(one["command"]): str(one["description"]) for one in found}

    say = {code: Say(LANGUAGES.get(code), chat.app.zone) for code in ("nl", "en")}
    await set_own_menu(chat.bot, ana.id, own(say["en"], member=True, team=False))
    assert commands_of(ana.id).keys() == EVERYBODYS | {"ask", "desk", "stats"}
    await set_own_menu(chat.bot, ana.id, own(say["nl"], member=True, team=True))
    assert commands_of(ana.id).keys() == EVERYBODYS | {
        *("ask", "desk", "stats", "team", "weeks", "ready", "preview", "export"),
    }
    assert commands_of(ana.id)["stop"] == say["nl"]("No more messages").plain
    assert commands_of(bram.id).keys() == EVERYBODYS
    await set_own_menu(chat.bot, ana.id, None)
    assert "desk" in commands_of(ana.id)
    await set_own_menu(chat.bot, ana.id, own(say["en"], member=False, team=False))
    assert commands_of(ana.id) == commands_of(bram.id)
    assert chat.telegram.faults == []


async def test_a_menu_that_cannot_be_set_is_only_logged(chat: Talk, caplog: pytest.LogCaptureFixture) -> None:
    """Telegram may refuse it, or not be there at all."""

    async def refuse(method: str, _parameters: dict[str, Any]) -> None:
        raise Refusal(429, "Too Many Requests: retry after 5", 5) if method.startswith("set") else OSError()

    chat.telegram.before_call = refuse
    for member in (True, False):
        menu = own(Say(LANGUAGES.get("en"), chat.app.zone), member=member, team=False)
        await set_own_menu(chat.bot, 1, menu)
    assert caplog.messages == ["the menu of a chat could not be set"] * 2
