"""Voice messages: played in a chat by their name at Telegram or their bytes, and brought from there."""

import io
import logging
from enum import Enum

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramRetryAfter,
)
from aiogram.types import BufferedInputFile, InputFile, Message

from bot.logs import told
from bot.sounds import Sounds, Unfetchable
from dialogs.screen import Sound

log = logging.getLogger("bot.sound")
PATIENCE = 20
"""Seconds in which Telegram takes or gives a recording."""
_FORBIDDEN = ("VOICE_MESSAGES_FORBIDDEN", "restricted receiving of voice")
"""What Telegram says of somebody who takes no voice messages: its core, and its server before it asks."""
_TOO_LARGE = "file is too big"


class Played(Enum):
    """What became of a recording."""

    HEARD = "heard"
    FORBIDDEN = "forbidden"
    LOST = "lost"


class Player:
    """Sends recordings into chats."""

    def __init__(self, bot: Bot, sounds: Sounds) -> None:
        self._bot = bot
        self._sounds = sounds

    async def play(self, chat_id: int, sound: Sound) -> Played:
        """Send a recording; raises where the bot is blocked, or Telegram asks to wait.

        A name at Telegram may stop working at any time: then the bytes are sent, and the new name is kept.
        """
        played = None
        if sound.file_id is not None:
            played = await self._send(chat_id, sound, sound.file_id)
        if played is None and (content := await self._sounds.content(sound.number)) is not None:
            played = await self._send(chat_id, sound, BufferedInputFile(content, "voice.ogg"))
        return played or Played.LOST

    async def _send(self, chat_id: int, sound: Sound, voice: str | InputFile) -> Played | None:
        """What became of it; None where Telegram does not know it by this name, and sent nothing."""
        try:
            sent = await self._bot.send_voice(
                chat_id, voice, duration=sound.seconds, request_timeout=PATIENCE
            )
        except (TelegramForbiddenError, TelegramRetryAfter):
            raise
        except TelegramBadRequest as error:
            if any(words in error.message for words in _FORBIDDEN):
                return Played.FORBIDDEN
            log.info("a recording is not taken", extra=told(error))
            return None
        except (AiogramError, TimeoutError) as error:
            log.warning("a recording could not be played", extra=told(error))
            return Played.LOST
        await self._keep(sound, sent)
        return Played.HEARD

    async def _keep(self, sound: Sound, sent: Message) -> None:
        if sent.voice is not None and sent.voice.file_id != sound.file_id:
            await self._sounds.keep(sound.number, self._bot.id, sent.voice.file_id)


class Bringer:
    """Brings files from Telegram."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    @property
    def bot_id(self) -> int:
        """The bot by whose names files are known."""
        return self._bot.id

    async def bring(self, file_id: str, most: int) -> bytes:
        """The file; Unfetchable where it is larger than `most` bytes."""
        try:
            found = await self._bot.get_file(file_id, request_timeout=PATIENCE)
        except TelegramBadRequest as error:
            if _TOO_LARGE in error.message:
                raise Unfetchable("larger than Telegram gives") from error
            raise
        if found.file_path is None:
            raise FileNotFoundError("Telegram does not tell where the file is")
        if found.file_size is not None and found.file_size > most:
            raise Unfetchable(f"{found.file_size} bytes")
        content = await self._bot.download_file(found.file_path, _Bounded(most), timeout=PATIENCE)
        return content.getvalue() if isinstance(content, io.BytesIO) else b""


class _Bounded(io.BytesIO):
    """Takes so many bytes and no more."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, content: bytes, /) -> int:  # type: ignore[override]
        """Unfetchable where it becomes too much."""
        if self.tell() + len(content) > self._most:
            raise Unfetchable(f"more than {self._most} bytes")
        return super().write(content)
