"""The edge: an update from Telegram becomes something that came in, and what is said to it."""

import logging
import re

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramAPIError
from aiogram.types import CallbackQuery, ChatMemberUpdated, InlineQuery, Message, Update, User

from bot.app import App
from bot.inline import offer
from bot.logs import told
from bot.receive import Said, receive
from bot.telegram import inline
from bot.telegram.guard import Guard
from bot.telegram.voice import Outcome, Tap, Voice
from campaign.records import Point
from dialogs.pages import in_a_group, one_moment
from dialogs.screen import Incoming, VoiceMessage
from dialogs.text import Say

log = logging.getLogger("bot.edge")
ALLOWED = ["message", "callback_query", "my_chat_member", "inline_query"]
"""The kinds of update the bot asks for."""
_COMMAND = re.compile(r"/([a-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL | re.IGNORECASE)
_SOON = 5
"""Seconds that Telegram has to tell what the bot is called."""
_HERE = ("member", "administrator", "restricted")


def chat_of(update: Update) -> int | None:
    """The chat whose updates this one must not overtake; a tap belongs to the private chat of who tapped."""
    by = update.callback_query or update.inline_query
    if by is not None:
        return by.from_user.id
    where = update.message or update.my_chat_member
    return where.chat.id if where is not None else None


def _voice_of(message: Message) -> VoiceMessage | None:
    voice = message.voice
    return VoiceMessage(voice.file_id, voice.duration, voice.file_size or 0) if voice is not None else None


class Edge:
    """Takes updates one by one; when `handle` returns, what it changed is saved."""

    def __init__(self, bot: Bot, app: App, voice: Voice) -> None:
        self._bot = bot
        self._app = app
        self._voice = voice
        self._guard = Guard()
        self._name = ""
        self._inline = False

    async def handle(self, update: Update) -> None:
        """Save what this update leads to, and have it spoken; raises only where it could not be saved."""
        await self._learn_name()
        if update.callback_query is not None:
            await self._tapped(update.update_id, update.callback_query)
        elif update.message is not None:
            await self._written(update.update_id, update.message)
        elif update.my_chat_member is not None:
            await self._membership(update.my_chat_member)
        elif update.inline_query is not None:
            self._app.spawn(self._offer(update.update_id, update.inline_query))

    async def pass_over(self, update_id: int) -> None:
        """Save that this update was received, and nothing more; raises where nothing can be saved."""
        async with self._app.store.begin() as memory:
            await memory.chats.pass_over(bot_id=self._bot.id, update_id=update_id, now=self._app.clock.now())

    async def _learn_name(self) -> None:
        """Ask Telegram once what the bot is called in links; until it tells, pages do without."""
        if self._name:
            return
        try:
            me = await self._bot.get_me(request_timeout=_SOON)
            self._name, self._inline = me.username or "", bool(me.supports_inline_queries)
        except Exception as error:
            log.info("the bot does not know its name yet", extra=told(error))

    async def _tapped(self, update_id: int, query: CallbackQuery) -> None:
        under = query.message
        private = under is None or under.chat.type == "private"
        editable = under.message_id if isinstance(under, Message) and under.text is not None else None
        tap = Tap(query.id, editable)
        if not private:
            await self._voice.answer(tap, None)
            return
        who = query.from_user
        incoming = self._incoming(update_id, who.id, who, address=query.data or "", message_id=editable)
        try:
            await self._receive(incoming, tap)
        except Exception:
            await self._voice.answer(tap, one_moment(self._say(incoming.language)).plain)
            raise

    async def _written(self, update_id: int, message: Message) -> None:
        if message.chat.type != "private" or message.from_user is None:
            if message.chat.type in ("group", "supergroup") and message.migrate_to_chat_id is None:
                await self._leave(message.chat.id)
            return
        sender, chat_id = message.from_user, message.chat.id
        if message.location is not None:
            point = Point(message.location.latitude, message.location.longitude)
            incoming = self._incoming(update_id, chat_id, sender, point=point)
        elif message.text is not None:
            command = _COMMAND.fullmatch(message.text)
            if command:
                name, payload = command[1].lower(), (command[2] or "").strip()
                incoming = self._incoming(update_id, chat_id, sender, command=name, payload=payload[:64])
            else:
                incoming = self._incoming(update_id, chat_id, sender, text=message.text)
        else:
            other, voice = str(message.content_type), _voice_of(message)
            incoming = self._incoming(update_id, chat_id, sender, other=other, voice=voice)
        await self._receive(incoming, None)

    async def _receive(self, incoming: Incoming, tap: Tap | None) -> None:
        async with self._guard(incoming.chat_id):
            said = await receive(self._app, incoming)
        self._app.spawn(self._speak(said, tap))

    async def _offer(self, update_id: int, query: InlineQuery) -> None:
        """Answer a query put to the bot in some chat; there is nothing to save."""
        who = query.from_user
        try:
            found = await offer(self._app, self._incoming(update_id, who.id, who), query.query)
            await inline.answer(self._bot, query.id, found)
        except Exception as error:
            known = isinstance(error, (AiogramError, TimeoutError, OSError))
            level = logging.WARNING if known else logging.ERROR
            log.log(level, "a query in another chat could not be answered", extra=told(error))

    async def _speak(self, said: Said, tap: Tap | None) -> None:
        if await self._voice.speak(said, tap) is not Outcome.BLOCKED:
            return
        try:
            await self._blocked(said.chat_id, blocked=True)
        except Exception as error:
            log.error("a block could not be noted", extra=told(error))

    async def _membership(self, change: ChatMemberUpdated) -> None:
        if change.chat.type == "private":
            async with self._guard(change.chat.id):
                await self._blocked(change.chat.id, blocked=change.new_chat_member.status == "kicked")
            return
        if change.new_chat_member.status not in _HERE:
            return
        if change.chat.type in ("group", "supergroup"):
            say = self._say(change.from_user.language_code)
            try:
                link = f"https://t.me/{(await self._bot.me()).username}"
                await self._bot.send_message(change.chat.id, in_a_group(say, link).html)
            except TelegramAPIError as error:
                log.info("a group was left without a word", extra=told(error))
        await self._leave(change.chat.id)

    def _say(self, language_code: str | None) -> Say:
        languages = self._app.house.languages
        return Say(languages.get(languages.choose(language_code)), self._app.zone)

    async def _leave(self, chat_id: int) -> None:
        try:
            await self._bot.leave_chat(chat_id)
        except TelegramAPIError as error:
            log.info("a group could not be left", extra=told(error))

    async def _blocked(self, chat_id: int, *, blocked: bool) -> None:
        now = self._app.clock.now()
        async with self._app.store.begin() as memory:
            await memory.chats.block(chat_id, now if blocked else None)
            if blocked:
                await memory.losses.blocked(chat_id, now=now)

    def _incoming(
        self,
        update_id: int,
        chat_id: int,
        sender: User,
        *,
        address: str | None = None,
        command: str | None = None,
        payload: str = "",
        text: str | None = None,
        point: Point | None = None,
        other: str | None = None,
        message_id: int | None = None,
        voice: VoiceMessage | None = None,
    ) -> Incoming:
        return Incoming(
            bot_id=self._bot.id,
            update_id=update_id,
            chat_id=chat_id,
            name=sender.first_name,
            handle=sender.username,
            language=sender.language_code,
            address=address,
            command=command,
            payload=payload,
            text=text,
            point=point,
            other=other,
            voice=voice,
            message_id=message_id,
            bot_name=self._name,
            inline=self._inline,
        )
