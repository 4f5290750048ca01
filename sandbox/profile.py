"""The methods that tell people what the bot is: its commands, name, descriptions and menu button."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from telegram.constants import BotCommandLimit, BotDescriptionLimit, BotNameLimit

from sandbox.refusal import bad_request

if TYPE_CHECKING:
    from sandbox.telegram import Call

Command = dict[str, str]

_LONGEST = {
    "name": int(BotNameLimit.MAX_NAME_LENGTH),
    "description": int(BotDescriptionLimit.MAX_DESCRIPTION_LENGTH),
    "short_description": int(BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH),
}


class Profile:
    """Commands by scope and language, words by language (two letters, or "" for everyone else)."""

    def __init__(self, name: str) -> None:
        self._own_name = name
        self.commands: dict[tuple[str, str], list[Command]] = {}
        self.words: dict[str, dict[str, str]] = {"name": {}, "description": {}, "short_description": {}}
        self.menu_buttons: dict[int | None, dict[str, Any]] = {}

    def commands_for(self, chat_id: int, language_code: str | None) -> list[Command]:
        """What a person sees in their chat: the narrowest scope first, in it their own language first."""
        language = (language_code or "").partition("-")[0].lower()
        scopes = ({"type": "chat", "chat_id": chat_id}, {"type": "all_private_chats"}, {"type": "default"})
        for scope in scopes:
            for tongue in (language, ""):
                if found := self.commands.get((_key(scope), tongue)):
                    return found
        return []

    def said(self, what: str, language_code: str | None) -> str:
        """The name, description or short description in a language, else the one for everyone."""
        language = (language_code or "").partition("-")[0].lower()
        known = self.words[what]
        fallback = self._own_name if what == "name" else ""
        return known.get(language) or known.get("") or fallback


def _key(scope: dict[str, Any] | None) -> str:
    return json.dumps(scope or {"type": "default"}, sort_keys=True)


def _language(call: Call) -> str:
    language: str = call.given.get("language_code", "")
    if language and not re.fullmatch("[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return language


def set_my_commands(call: Call) -> bool:
    commands: list[Command] = call.given["commands"]
    if len(commands) > BotCommandLimit.MAX_COMMAND_NUMBER:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"].removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= BotCommandLimit.MAX_DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    kept = [command | {"command": command["command"].removeprefix("/")} for command in commands]
    call.telegram.profile.commands[_key(call.given.get("scope")), _language(call)] = kept
    call.telegram.touch()
    return True


def get_my_commands(call: Call) -> list[Command]:
    return call.telegram.profile.commands.get((_key(call.given.get("scope")), _language(call)), [])


def delete_my_commands(call: Call) -> bool:
    call.telegram.profile.commands.pop((_key(call.given.get("scope")), _language(call)), None)
    call.telegram.touch()
    return True


def setter(what: str) -> Callable[[Call], bool]:
    """The method that sets the name, description or short description."""

    def set_words(call: Call) -> bool:
        words: str = call.given.get(what, "")
        if len(words) > _LONGEST[what]:
            raise bad_request(f"{what.replace('_', ' ')} is too long")
        call.telegram.profile.words[what][_language(call)] = words
        call.telegram.touch()
        return True

    return set_words


def getter(what: str) -> Callable[[Call], dict[str, str]]:
    """The method that gets the name, description or short description."""
    return lambda call: {what: call.telegram.profile.said(what, _language(call))}


def set_chat_menu_button(call: Call) -> bool:
    call.telegram.profile.menu_buttons[call.given.get("chat_id")] = call.given.get(
        "menu_button", {"type": "default"}
    )
    return True
