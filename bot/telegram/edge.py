"""The edge: an update from Telegram becomes something that came in, and what is said to it."""

import asyncio
import logging

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramAPIError
from aiogram.types import CallbackQuery, ChatMemberUpdated, InlineQuery, Message, Update, User

from bot import metrics, request
from bot.app import App
from bot.inline import offer
from bot.logs import told
from bot.receive import Said, receive
from bot.telegram import inline
from bot.telegram.flood import Flood
from bot.telegram.guard import Guard
from bot.telegram.reading import Raw, command_of, kind_of, query_id, read
from bot.telegram.voice import Answered, Tap, Voice
from bot.throttle import Throttle
from campaign.records import Point
from dialogs.pages import in_a_group, one_moment
from dialogs.screen import Incoming, VoiceMessage
from dialogs.text import Say

log = logging.getLogger("bot.edge")
_SOON, _LATER = 5, 10
"""Seconds that Telegram has to tell what the bot is called, and after which it is asked again."""
Speaking = asyncio.Task[None]
"""What was saved is being said; it never raises."""
_HERE = ("member", "administrator", "restricted")


def _voice_of(message: Message) -> VoiceMessage | None:
    voice = message.voice
    return VoiceMessage(voice.file_id, voice.duration, voice.file_size or 0) if voice is not None else None


class Edge:
    """Takes updates one by one; when `handle` returns, what it changed is saved."""

    def __init__(self, bot: Bot, app: App, voice: Voice, throttle: Throttle | None = None) -> None:
        self._throttle = throttle or Throttle()
        self._flood = Flood(bot, app, voice, self._throttle)
        self._bot = bot
        self._app = app
        self._voice = voice
        self._guard = Guard()
        self._name = ""
        self._inline = False
        self._asking = asyncio.Lock()
        self._ask_again = 0.0

    def read(self, raw: Raw) -> Update | None:
        """The update; None where it cannot be read: then a tap is answered all the same."""
        with request.of_update(raw["update_id"]):
            update = read(raw, self._bot)
            if update is None:
                metrics.UPDATES.labels("unreadable", "passed over").inc()
                if (query := query_id(raw)) is not None:
                    self._app.spawn(self._answer_unread(Tap(query, None)))
        return update

    async def handle(self, update: Update) -> Speaking | None:
        """Save what this update leads to, and have it spoken: who speaks. Raises where it was not saved.

        What comes at more than a human pace is dropped: it counts as received, and nothing is saved.
        """
        result = "failed"
        with request.of_update(update.update_id):
            try:
                if not self._flood.takes(update):
                    result = "dropped"
                    return self._app.spawn(self._flood.answer(update))
                speaking = await self._handle(update)
                result = "saved"
            finally:
                if result == "failed":
                    self._flood.give_back(update)
                metrics.UPDATES.labels(kind_of(update), result).inc()
        return speaking

    async def _handle(self, update: Update) -> Speaking | None:
        if not self._name:
            await self._learn_name()
        if update.callback_query is not None:
            return await self._tapped(update.update_id, update.callback_query)
        if update.message is not None:
            return await self._written(update.update_id, update.message)
        if update.my_chat_member is not None:
            await self._membership(update.my_chat_member)
        elif update.inline_query is not None:
            return self._app.spawn(self._offer(update.update_id, update.inline_query))
        return None

    async def pass_over(self, update_id: int) -> None:
        """Save that this update was received, and nothing more; raises where nothing can be saved."""
        async with self._app.store.begin() as memory:
            await memory.chats.pass_over(bot_id=self._bot.id, update_id=update_id, now=self._app.clock.now())

    async def saves(self) -> bool:
        """Whether the store saves anything just now, so that it is this update which it does not save."""
        try:
            async with asyncio.timeout(_LATER):
                await self._app.store.prove()
        except Exception:
            return False
        return True

    async def _learn_name(self) -> None:
        """Ask Telegram once what the bot is called in links; until it tells, pages do without."""
        time = asyncio.get_running_loop().time
        async with self._asking:
            if self._name or time() < self._ask_again:
                return
            try:
                me = await self._bot.get_me(request_timeout=_SOON)
                self._name, self._inline = me.username or "", bool(me.supports_inline_queries)
            except Exception as error:
                log.info("the bot does not know its name yet", extra=told(error))
                self._ask_again = time() + _LATER

    async def _answer_unread(self, tap: Tap) -> None:
        try:
            await self._voice.answer(tap, None)
        except Exception as error:
            log.info("a tap that cannot be read is not answered", extra=told(error))

    async def _tapped(self, update_id: int, query: CallbackQuery) -> Speaking | None:
        under = query.message
        private = under is None or under.chat.type == "private"
        editable = under.message_id if isinstance(under, Message) and under.text is not None else None
        tap = Tap(query.id, editable)
        if not private:
            await self._voice.answer(tap, None)
            return None
        who = query.from_user
        incoming = self._incoming(update_id, who.id, who, address=query.data or "", message_id=editable)
        try:
            return await self._receive(incoming, tap)
        except Exception:
            await self._voice.answer(tap, one_moment(self._say(incoming.language)).plain)
            raise

    async def _written(self, update_id: int, message: Message) -> Speaking | None:
        if message.chat.type != "private" or message.from_user is None:
            if message.chat.type in ("group", "supergroup") and message.migrate_to_chat_id is None:
                await self._leave(message.chat.id)
            return None
        sender, chat_id = message.from_user, message.chat.id
        if message.location is not None:
            point = Point(message.location.latitude, message.location.longitude)
            incoming = self._incoming(update_id, chat_id, sender, point=point)
        elif message.text is not None:
            command = command_of(message.text)
            if command is not None:
                name, payload = command
                incoming = self._incoming(update_id, chat_id, sender, command=name, payload=payload[:64])
            else:
                incoming = self._incoming(update_id, chat_id, sender, text=message.text)
        else:
            other, voice = str(message.content_type), _voice_of(message)
            incoming = self._incoming(update_id, chat_id, sender, other=other, voice=voice)
        return await self._receive(incoming, None)

    async def _receive(self, incoming: Incoming, tap: Tap | None) -> Speaking:
        watch = metrics.stopwatch()
        async with self._guard(incoming.chat_id):
            said = await receive(self._app, incoming)
        self._throttle.heard(said.chat_id, said.language)
        metrics.PAGES.labels(said.page or metrics.NOWHERE).observe(watch())
        return self._app.spawn(self._speak(said, tap))

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
        watch = metrics.stopwatch()
        outcome = await self._voice.speak(said, tap)
        metrics.ANSWERS.labels(outcome.value).observe(watch())
        if outcome is not Answered.BLOCKED:
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
