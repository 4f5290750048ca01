"""The bot's own card: description and command menu in each language, and the menus of single chats."""

import asyncio
import logging

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import BotCommand, BotCommandScopeChat

from bot.app import App
from bot.logs import told
from dialogs.menus import Menu as Commands
from dialogs.pages import Card, card
from dialogs.text import Say

log = logging.getLogger("bot.menu")
KNOWN = 2
"""Letters of a language that Telegram takes: it has no registers, nor languages of three letters."""


class Menu:
    """Keeps the bot's words at Telegram as they are here, whatever languages are offered."""

    def __init__(self, bot: Bot, app: App) -> None:
        self._bot = bot
        self._app = app
        self._setting: asyncio.Task[None] | None = None
        app.languages_changed = self.set

    def set(self) -> None:
        """Tell Telegram; what was being told before is given up."""
        self.stop()
        self._setting = self._app.spawn(set_menu(self._bot, self._app))

    def stop(self) -> None:
        """Tell no more; the rest waits for the next start."""
        if self._setting is not None:
            self._setting.cancel()


async def set_menu(bot: Bot, app: App) -> None:
    """Tell Telegram the bot's words in every language it takes, and what is spoken with all others.

    Only what differs is set. Where a language is not offered, people get what is for all others.
    """
    offered = app.house.languages
    for code, language in offered.every.items():
        words = card(Say(language, app.zone)) if code in offered else None
        for known_as in (
            *([code] if len(code) == KNOWN else []),
            *([""] if code == offered.otherwise else []),
        ):
            try:
                await (_set(bot, words, known_as) if words else _take_away(bot, known_as))
            except AiogramError as error:
                log.warning("the menu could not be set", extra=told(error))


async def set_own_menu(bot: Bot, chat_id: int, menu: Commands | None) -> None:
    """Set the commands of one chat, or take them away where the menu is empty; trouble is only logged."""
    if menu is None:
        return
    scope = BotCommandScopeChat(chat_id=chat_id)
    commands = [BotCommand(command=name, description=text.plain) for name, text in menu]
    try:
        if commands:
            await bot.set_my_commands(commands, scope=scope)
        else:
            await bot.delete_my_commands(scope=scope)
    except Exception as error:
        log.warning("the menu of a chat could not be set", extra=told(error))


async def _set(bot: Bot, words: Card, code: str) -> None:
    commands = [BotCommand(command=name, description=text.plain) for name, text in words.commands]
    known = await bot.get_my_commands(language_code=code)
    if [_words(one) for one in known] != [_words(one) for one in commands]:
        await bot.set_my_commands(commands, language_code=code)
    if (await bot.get_my_description(language_code=code)).description != words.description.plain:
        await bot.set_my_description(words.description.plain, language_code=code)
    short = words.short_description.plain
    if (await bot.get_my_short_description(language_code=code)).short_description != short:
        await bot.set_my_short_description(short, language_code=code)


async def _take_away(bot: Bot, code: str) -> None:
    """Have whoever speaks this language get what is for all others, where it had words of its own."""
    if await bot.get_my_commands(language_code=code):
        await bot.set_my_description("", language_code=code)
        await bot.set_my_short_description("", language_code=code)
        await bot.delete_my_commands(language_code=code)


def _words(command: BotCommand) -> tuple[str, str]:
    """A command to compare: one that came from Telegram never equals one of ours, for it knows its bot."""
    return command.command, command.description
