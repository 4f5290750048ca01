"""Speaking: a saved answer shown in a chat, by changing the message that was tapped or by a new one."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import ParamSpec, TypeVar

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramRetryAfter,
)
from aiogram.types import BufferedInputFile, ReplyKeyboardRemove

from bot.logs import told
from bot.receive import Said
from bot.telegram import render
from bot.telegram.guard import Guard
from bot.telegram.menu import set_own_menu
from bot.telegram.sound import Played, Player
from dialogs.screen import File
from dialogs.text import Text, paragraphs

log = logging.getLogger("bot.voice")
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
PATIENCE = 3
"""How often a message that Telegram asks us to hold back is tried."""
LONGEST_WAIT = 60
"""Seconds waited at most before each of these tries."""
MAKERS = 1
"""Files that are made at the same time: with more threads at work, every other chat would wait for them."""
REMEMBERED = 10_000
"""Chats whose last drawn turn is kept in mind."""


class Answered(Enum):
    """What became of an answer."""

    SHOWN = "shown"
    UNCHANGED = "unchanged"
    OUTDATED = "outdated"
    BLOCKED = "blocked"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Tap:
    """The tap that is answered: its query, and the message it was under (None where it cannot be changed)."""

    query_id: str
    message_id: int | None


class Voice:
    """Speaks in chats, in order, and never draws an older turn over a newer one."""

    def __init__(self, bot: Bot, guard: Guard | None = None, player: Player | None = None) -> None:
        """Without a `player` no recordings are heard, and the words stand for them."""
        self._bot = bot
        self._player = player
        self._guard = guard or Guard()
        self._drawn: dict[int, int] = {}
        self._making = asyncio.Semaphore(MAKERS)

    async def speak(self, said: Said, tap: Tap | None) -> Answered:
        """Answer the tap if there was one, then show the screen; errors are logged, not raised."""
        async with self._guard(said.chat_id):
            try:
                if tap is not None:
                    await self._answer_at_last(tap, None if said.outdated else said.screen.toast)
                if said.outdated or said.turn < self._drawn.get(said.chat_id, 0):
                    return Answered.OUTDATED
                outcome = await self._show(said, tap)
                self._remember(said)
                await set_own_menu(self._bot, said.chat_id, said.screen.menu)
            except TelegramForbiddenError:
                return Answered.BLOCKED
            except Exception as error:
                log.error("an answer could not be shown", extra=told(error))
                return Answered.FAILED
            return outcome

    async def answer(self, tap: Tap, toast: str | None) -> None:
        """Take the waiting sign off a tapped button; a tap too old to answer counts as answered."""
        try:
            await self._bot.answer_callback_query(tap.query_id, text=toast)
        except TelegramBadRequest as error:
            if "query is too old" not in error.message:
                raise

    async def _answer_at_last(self, tap: Tap, toast: Text | None) -> None:
        """Answer a tap on the way to showing a screen, which is shown even where this fails."""
        try:
            await self.answer(tap, render.toast(toast))
        except (AiogramError, TimeoutError) as error:
            log.warning("a tap could not be answered", extra=told(error))

    async def _show(self, said: Said, tap: Tap | None) -> Answered:
        said, heard = await self._hear(said)
        screen = said.screen
        editable = said.aside is None and screen.alone and not heard
        if tap is not None and tap.message_id is not None and editable:
            outcome = await self._edit(said, tap.message_id)
            if outcome is not None:
                return outcome
        await self._before(said)
        await self._try(
            self._bot.send_message, said.chat_id, render.text(screen), reply_markup=render.keyboard(screen)
        )
        if tap is not None and tap.message_id is not None:
            await self._bare(said.chat_id, tap.message_id)
        return Answered.SHOWN

    async def _hear(self, said: Said) -> tuple[Said, bool]:
        """Play the recording of a screen, if it has one; what is left to show, and whether it was heard."""
        sound, screen = said.screen.voice, replace(said.screen, voice=None)
        if sound is None:
            return said, False
        played = Played.LOST
        if self._player is not None:
            played = await self._try(self._player.play, said.chat_id, sound)
        if played is Played.HEARD:
            return replace(said, screen=screen), True
        told = sound.forbidden if played is Played.FORBIDDEN else sound.lost
        return replace(said, screen=replace(screen, text=paragraphs(told, screen.text))), False

    async def _edit(self, said: Said, message_id: int) -> Answered | None:
        screen = said.screen
        try:
            await self._try(
                self._bot.edit_message_text,
                render.text(screen),
                chat_id=said.chat_id,
                message_id=message_id,
                reply_markup=render.keyboard(screen),
            )
        except TelegramBadRequest as error:
            return Answered.UNCHANGED if "is not modified" in error.message else None
        return Answered.SHOWN

    async def _before(self, said: Said) -> None:
        chat_id, screen, bot = said.chat_id, said.screen, self._bot
        if said.aside is not None:
            await self._try(
                bot.send_message,
                chat_id,
                said.aside.html,
                reply_markup=ReplyKeyboardRemove(remove_keyboard=True),
            )
        if screen.venue is not None:
            venue = screen.venue
            await self._try(
                bot.send_venue,
                chat_id,
                venue.point.latitude,
                venue.point.longitude,
                venue.title.plain,
                venue.address.plain,
            )
        if screen.picture is not None:
            picture = await self._made(screen.picture)
            await self._try(bot.send_photo, chat_id, picture, caption=screen.picture.caption.html)
        if screen.document is not None:
            document = await self._made(screen.document)
            await self._try(bot.send_document, chat_id, document, caption=screen.document.caption.html)
        if screen.locate is not None and screen.locate_words is not None:
            markup = render.location_keyboard(screen.locate, screen.locate_words)
            await self._try(bot.send_message, chat_id, screen.locate_words.html, reply_markup=markup)

    async def _made(self, file: File) -> BufferedInputFile:
        """The file as it goes out; what is made only now is made beside the loop."""
        if not callable(file.content):
            return BufferedInputFile(file.content, file.name)
        async with self._making:
            return BufferedInputFile(await asyncio.to_thread(file.made), file.name)

    async def _bare(self, chat_id: int, message_id: int) -> None:
        try:
            await self._bot.edit_message_reply_markup(chat_id=chat_id, message_id=message_id)
        except TelegramAPIError as error:
            log.info("an old keyboard stays", extra=told(error))

    async def _try(
        self,
        call: Callable[Arguments, Awaitable[Result]],
        /,
        *arguments: Arguments.args,
        **named: Arguments.kwargs,
    ) -> Result:
        for _ in range(PATIENCE - 1):
            try:
                return await call(*arguments, **named)
            except TelegramRetryAfter as error:
                await asyncio.sleep(min(error.retry_after, LONGEST_WAIT))
        return await call(*arguments, **named)

    def _remember(self, said: Said) -> None:
        self._drawn.pop(said.chat_id, None)
        self._drawn[said.chat_id] = said.turn
        if len(self._drawn) > REMEMBERED:
            del self._drawn[next(iter(self._drawn))]
