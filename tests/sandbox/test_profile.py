"""What people see of the bot before they talk: commands, names and descriptions, in their language."""

from typing import Any

import pytest

from sandbox.person import Person
from sandbox.telegram import Telegram

from .test_sending import refused


def commands(*names: str) -> list[dict[str, str]]:
    return [{"command": name, "description": f"About {name}"} for name in names]


async def test_a_person_sees_the_narrowest_commands_in_their_language(
    telegram: Telegram, ana: Person
) -> None:
    async def put(names: str, **where: Any) -> None:
        await telegram.call("setMyCommands", {"commands": commands(names), **where})

    def seen() -> list[str]:
        return [one["command"] for one in ana.view()["commands"]]

    assert seen() == []
    await put("all")
    assert seen() == ["all"]
    await put("portuguese", language_code="pt")
    assert seen() == ["portuguese"]
    await put("private", scope={"type": "all_private_chats"})
    assert seen() == ["private"]
    mine = {"type": "chat", "chat_id": ana.id}
    await put("own", scope=mine)
    assert seen() == ["own"]
    await telegram.call("deleteMyCommands", {"scope": mine})
    assert seen() == ["private"]
    got = await telegram.call("getMyCommands", {"language_code": "pt", "scope": '{"type": "default"}'})
    assert got == commands("portuguese")
    assert await telegram.call("getMyCommands", {"language_code": "tr"}) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"commands": commands("Upper")}, "BOT_COMMAND_INVALID"),
        ({"commands": commands("x" * 33)}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": commands(*map(str, range(101)))}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [], "language_code": "english"}, "invalid language code specified"),
    ],
)
async def test_commands_that_telegram_refuses(telegram: Telegram, given: dict[str, Any], said: str) -> None:
    assert await refused(telegram, "setMyCommands", **given) == f"400 Bad Request: {said}"


async def test_the_bot_is_described_in_a_language_or_for_everyone(telegram: Telegram) -> None:
    await telegram.call("setMyName", {"name": "Vraag", "language_code": "nl"})
    await telegram.call("setMyDescription", {"description": "About", "language_code": ""})
    await telegram.call("setMyShortDescription", {"short_description": "Short"})
    assert telegram.bot_view() == {
        "username": telegram.username,
        "name": "Vraagbot",
        "description": "About",
        "short_description": "Short",
    }
    assert telegram.bot_view("nl")["name"] == "Vraag"
    assert await telegram.call("getMyName", {"language_code": "nl"}) == {"name": "Vraag"}
    assert await telegram.call("getMyDescription", {"language_code": "nl"}) == {"description": "About"}
    assert await telegram.call("getMyShortDescription", {}) == {"short_description": "Short"}
    assert "too long" in await refused(telegram, "setMyShortDescription", short_description="x" * 121)
    assert (await telegram.call("getMe", {}))["username"] == telegram.username


async def test_the_menu_button_is_kept_per_chat(telegram: Telegram, ana: Person) -> None:
    await telegram.call("setChatMenuButton", {"menu_button": {"type": "commands"}})
    await telegram.call("setChatMenuButton", {"chat_id": ana.id})
    assert telegram.profile.menu_buttons == {None: {"type": "commands"}, ana.id: {"type": "default"}}
    wrong = {"type": "commands", "colour": "red"}
    assert "unknown fields ['colour'] of MenuButton" in await refused(
        telegram, "setChatMenuButton", menu_button=wrong
    )
