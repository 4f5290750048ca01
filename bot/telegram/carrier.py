"""Carrying messages that nobody tapped for, and telling exactly what became of each."""

import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import Response, TelegramMethod
from aiogram.types import FSInputFile
from aiohttp import ClientConnectorError

from bot.fates import Fate, Outcome
from bot.logs import told
from bot.telegram import render
from bot.telegram.client import Raw
from bot.telegram.guard import Guard
from bot.telegram.menu import set_own_menu
from dialogs.screen import Screen
from dialogs.text import Text

log = logging.getLogger("bot.carrier")
PATIENCE, FILE_PATIENCE = 20, 300
"""Seconds after which a message, and a file, that Telegram did not answer for is in doubt."""
_GONE = ("chat not found", "user not found", "PEER_ID_INVALID")
_NOT_TAKEN = (TelegramBadRequest, TelegramEntityTooLarge, TelegramMigrateToChat, render.TooMuch)
_NOT_KNOWN = (TelegramUnauthorizedError, TelegramNotFound)


class SendRaw(TelegramMethod[Raw]):
    """sendMessage with its answer unread: only the message's id is wanted, a thousand times a second."""

    __returning__ = Raw
    __api_method__ = "sendMessage"

    chat_id: int
    text: str
    parse_mode: str = "HTML"
    link_preview_options: str = '{"is_disabled":true}'
    reply_markup: Raw | None = None
    allow_paid_broadcast: bool | None = None


RESPONSE = Response[Raw]
"""Held, as those in `client.py` are."""


class Carrier:
    """Sends screens to chats, and draws them anew; it raises nothing that Telegram does.

    `guard` is the voice's: a message is not drawn anew while the voice changes something in its chat. A new
    message waits for nobody but other new ones, and nobody who speaks waits for it.
    """

    def __init__(self, bot: Bot, guard: Guard, *, paid: bool = False) -> None:
        """`paid` sends messages as a broadcast that is paid for."""
        self._bot = bot
        self._paid = paid or None
        self._guard = guard
        self._order = Guard()

    async def send(self, chat_id: int, screen: Screen) -> Outcome:
        """A new message in a chat."""
        async with self._order(chat_id):
            try:
                method = SendRaw(
                    chat_id=chat_id,
                    text=render.text(screen),
                    reply_markup=render.plain_keyboard(screen),
                    allow_paid_broadcast=self._paid,
                )
                sent = await self._bot(method, request_timeout=PATIENCE)
                await set_own_menu(self._bot, chat_id, screen.menu)
                return Outcome(Fate.SENT, int(sent["message_id"]))
            except Exception as error:
                return _understand(error)

    async def send_file(self, chat_id: int, path: Path, name: str, caption: Text) -> Outcome:
        """A file from disk, read as it goes; it may take minutes."""
        async with self._order(chat_id):
            try:
                sent = await self._bot.send_document(
                    chat_id,
                    FSInputFile(path, filename=name),
                    caption=caption.html,
                    request_timeout=FILE_PATIENCE,
                )
                return Outcome(Fate.SENT, sent.message_id)
            except Exception as error:
                return _understand(error)

    async def redraw(
        self, chat_id: int, message_id: int, screen: Callable[[], Awaitable[Screen | None]]
    ) -> Outcome:
        """The same message with other words; one that is gone or says the same already counts as drawn."""
        async with self._guard(chat_id):
            shown = await screen()
            if shown is None:
                return Outcome(Fate.NOTHING)
            try:
                await self._bot.edit_message_text(
                    render.text(shown),
                    chat_id=chat_id,
                    message_id=message_id,
                    reply_markup=render.keyboard(shown),
                    request_timeout=PATIENCE,
                )
            except TelegramBadRequest as error:
                if "is not modified" not in error.message:
                    log.info("an old message stays as it was", extra=told(error))
            except Exception as error:
                return _understand(error)
            return Outcome(Fate.SENT, message_id)


def _understand(error: Exception) -> Outcome:
    """What an error means for the message: only what surely was not sent may be tried again."""
    if isinstance(error, TelegramRetryAfter):
        return Outcome(Fate.HELD, wait=float(error.retry_after))
    if isinstance(error, TelegramForbiddenError):
        return Outcome(Fate.REFUSED)
    if isinstance(error, TelegramBadRequest) and any(words in error.message for words in _GONE):
        return Outcome(Fate.REFUSED)
    if isinstance(error, _NOT_KNOWN) or _is_unopened(error):
        return Outcome(Fate.AWAY)
    if isinstance(error, _NOT_TAKEN):
        log.error("a message cannot be sent", extra=told(error))
        return Outcome(Fate.FAILED)
    known = isinstance(error, (AiogramError, ClientDecodeError, TimeoutError, OSError))
    log.log(logging.WARNING if known else logging.ERROR, "a message is in doubt", extra=told(error))
    return Outcome(Fate.UNKNOWN)


def _is_unopened(error: Exception) -> bool:
    """Whether the connection was never there, so that nothing can have gone through it."""
    cause = error.__cause__ if isinstance(error, TelegramNetworkError) else error
    return isinstance(cause, (ClientConnectorError, ConnectionRefusedError))
