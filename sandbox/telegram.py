"""A stand-in for Telegram: people and their phones on one side, the Bot API on the other."""

from __future__ import annotations

import random
import re
import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import telegram as ptb

from sandbox import editing, inline, profile, receiving, sending
from sandbox.files import Files
from sandbox.html import Formatted
from sandbox.keyboards import Markup, rows_of
from sandbox.limits import Limiter, Limits
from sandbox.links import PAYLOAD, start_payload
from sandbox.log import Entry, Happened, Spoke
from sandbox.messages import Chat, Message
from sandbox.person import Person, Tap
from sandbox.refusal import Fault, Refusal, bad_request, forbidden
from sandbox.schema import parameters, plain
from sandbox.updates import Bell, Updates

__all__ = ["Call", "Limits", "Refusal", "Telegram"]

Hook = Callable[[str, dict[str, Any]], Awaitable[None]]

LOG_LENGTH = 20_000
"""Entries; older ones are forgotten."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a method, its parameters checked."""

    telegram: Telegram
    given: dict[str, Any]
    files: Mapping[str, ptb.InputFile]


class Telegram:
    """Everything the sandbox knows.

    `now` is the campaign's clock (aware). `faults` lists what no bot should ever do; a test can assert that
    it is empty. With `inline_mode` the bot can be asked something in any chat. `before_call` and `after_call`
    get the name of a method and its parameters, and may raise a `Refusal` or anything else: before, so that
    the call fails; after, so that it was done and only its answer is lost.
    """

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        token: str = "123456:SANDBOX",  # noqa: S107  (no secret: nothing outside this process takes it)
        name: str = "Vraagbot",
        username: str = "vraagbot_sandbox_bot",
        seed: int | None = None,
        limit: Limits | None = None,
        inline_mode: bool = False,
    ) -> None:
        chance = random.Random(seed)  # noqa: S311  (ids, no secrets)
        self.now = now
        self.token = token
        self.username = username
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Chat] = {}
        self.taps: dict[str, Tap] = {}
        self.inline = inline_mode
        self.inline_queries: dict[str, inline.Inline] = {}
        self.faults: list[str] = []
        self.log: deque[Entry] = deque(maxlen=LOG_LENGTH)
        self.version = 0
        self.before_call: Hook | None = None
        self.after_call: Hook | None = None
        self.chance = chance
        self.files = Files(chance)
        self.profile = profile.Profile(name)
        self.updates = Updates(chance.randrange(100_000_000, 999_000_000))
        self.bot = plain(ptb.User(int(token.partition(":")[0]), name, True, username=username))
        self._limiter = Limiter(limit) if limit else None
        self._changes = Bell()
        self._last_message_id = 0

    async def call(
        self, method: str, params: dict[str, Any], files: Mapping[str, ptb.InputFile] | None = None
    ) -> Any:
        """Do what a bot asks; the result is JSON-able.

        `params` are as on the wire: nested objects as JSON strings or already parsed; `files` by the name
        after `attach://`. Raises `Refusal`.
        """
        if self.before_call is not None:
            await self.before_call(method, params)
        try:
            function = METHODS.get(method)
            given = parameters(method, params) if function else None
            if function is None or given is None:
                raise Fault(404, "Not Found")
            result = function(Call(self, given, files or {}))
            if method == "getUpdates":
                result = await result
        except Fault as fault:
            self.faults.append(f"{method}: {fault.description}")
            raise
        if self.after_call is not None:
            await self.after_call(method, params)
        return result

    # People and chats

    def add_person(
        self,
        name: str,
        language_code: str | None,
        *,
        username: str | None = None,
        user_id: int | None = None,
        automatic: bool = False,
    ) -> Person:
        """A person who has not yet written to the bot; `automatic` is one of a crowd, without a phone."""
        if user_id is None:
            user_id = max([1000, *(person.id for person in self.phones)]) + 1
        person = Person(self, user_id, name, language_code, username)
        person.automatic = automatic
        self.people[user_id] = person
        if not automatic:
            self.touch()
        return person

    @property
    def phones(self) -> list[Person]:
        """The people with a phone: all but the crowd."""
        return [person for person in self.people.values() if not person.automatic]

    def add_group(self, title: str, by: Person) -> Chat:
        """A new group to which `by` adds the bot."""
        chat = self.new_chat(-(len(self.groups) + 4_000_001), {"type": "group", "title": title})
        return receiving.bot_added(self, chat, by, ptb.ChatMemberMember(self.bot_user))

    def add_channel(self, title: str, by: Person) -> Chat:
        """A new channel of which `by` makes the bot an administrator."""
        chat = self.new_chat(-(len(self.groups) + 1_000_000_000_001), {"type": "channel", "title": title})
        return receiving.bot_added(self, chat, by, receiving.administrator(self.bot_user))

    def new_chat(self, chat_id: int, about: dict[str, Any], person: Person | None = None) -> Chat:
        chat = Chat(chat_id, {"id": chat_id, **about}, str(self.chance.getrandbits(62)), person)
        if person is None:
            self.groups[chat_id] = chat
        return chat

    @property
    def bot_user(self) -> ptb.User:
        return ptb.User.de_json(self.bot)

    def user_of(self, user_id: int) -> dict[str, Any] | None:
        person = self.people.get(user_id)
        return person.user if person else None

    def chat(self, chat_id: int | str) -> Chat:
        """Raises `Refusal` when there is none."""
        number = int(chat_id) if re.fullmatch(r"-?\d+", str(chat_id)) else 0
        person = self.people.get(number)
        found = person.chat if person else self.groups.get(number)
        if found is None:
            raise bad_request("chat not found")
        return found

    def chat_to_write(self, chat_id: int | str) -> Chat:
        """The chat, when the bot may write there. Raises `Refusal`."""
        chat = self.chat(chat_id)
        person = chat.person
        if person is None:
            if not chat.bot_is_in:
                raise forbidden(f"bot is not a member of the {chat.kind} chat")
        elif person.deactivated:
            raise forbidden("user is deactivated")
        elif person.blocked:
            raise forbidden("bot was blocked by the user")
        elif not person.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    # What changes

    def put(
        self,
        chat: Chat,
        kind: str,
        words: Formatted = ("", []),
        content: dict[str, Any] | None = None,
        *,
        by: Person | None = None,
        **more: Any,
    ) -> Message:
        """A new message in a chat, of `by` or else of the bot."""
        self._last_message_id += 1
        message = Message(
            id=self._last_message_id,
            chat=chat,
            sender=None if chat.kind == "channel" else by.user if by else self.bot,
            date=int(self.now().timestamp()),
            kind=kind,
            text=words[0],
            entities=words[1],
            content=content or {},
            from_bot=by is None,
            **more,
        )
        chat.messages[message.id] = message
        if chat.person is None or not chat.person.automatic:
            self.touch()
        return message

    def set_keyboard(self, chat: Chat, message_id: int, keyboard: Markup | None) -> None:
        """Show a reply keyboard that came with a message, or take it away."""
        if chat.person is not None:
            chat.person.keyboard = (message_id, keyboard) if keyboard else None
            mark = "keyboard" if keyboard else "no keyboard"
            self.write_down(chat.person, Spoke(self.now(), chat.person.name, mark, markup=keyboard))

    def bot_spoke(self, chat: Chat, mark: str, message: Message) -> None:
        """Note what the bot sent, edited or deleted."""
        if (person := chat.person) is not None:
            person.typing = False
            said = (message.kind, message.text, message.detail, message.inline)
            self.write_down(person, Spoke(self.now(), person.name, mark, *said))
        for row in rows_of(message.inline):
            for button in row:
                payload = start_payload(button["url"], self.username) if "url" in button else None
                if payload and not PAYLOAD.fullmatch(payload):
                    self.faults.append(f"Telegram drops the payload of a button to this bot: {payload!r}")
        if person is None:
            self.touch()

    def write_down(self, person: Person, entry: Entry) -> None:
        """Note what was said or done on a phone; what a crowd does is nowhere noted."""
        if not person.automatic:
            self.log.append(entry)
            self.touch()

    def note(self, words: str) -> None:
        """Write something that happened outside the talk into the log, such as `the bot restarts`."""
        self.log.append(Happened(self.now(), words))

    def admit(self, chat: Chat, *, paid: bool = False) -> None:
        """Count a message against the limits. Raises `Refusal` 429."""
        if self._limiter is not None:
            self._limiter.admit(chat.id, paid=paid)

    def touch(self) -> None:
        """Something visible changed."""
        self.version += 1
        self._changes.ring()

    async def changed(self, since: int, timeout: float) -> int:
        """Wait until `version` is above `since`, at most `timeout` seconds of real time; the version then."""
        deadline = time.monotonic() + timeout
        while self.version <= since and (left := deadline - time.monotonic()) > 0:
            await self._changes.wait(left)
        return self.version

    # What a test or a page asks

    def pending(self) -> int:
        """Updates that the bot has not yet confirmed."""
        return len(self.updates)

    def unanswered(self) -> list[Tap]:
        """Taps on inline buttons that the bot never answered, so that the button still spins."""
        return list(self.taps.values())

    def file(self, file_id: str) -> tuple[str, str, bytes]:
        """Name, MIME type and content. Raises `Refusal`."""
        stored = self.files.get(file_id)
        return stored.name, stored.mime, stored.data

    def bot_view(self, language_code: str | None = None) -> dict[str, str]:
        """What the page shows of the bot itself."""
        said = {what: self.profile.said(what, language_code) for what in self.profile.words}
        return {"username": self.username, **said}


METHODS: dict[str, Callable[[Call], Any]] = {
    "getMe": receiving.get_me,
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    "getChat": receiving.get_chat,
    "leaveChat": receiving.leave_chat,
    "getFile": receiving.get_file,
    "sendMessage": sending.send_message,
    "sendVenue": sending.send_venue,
    "sendLocation": sending.send_location,
    "sendDocument": sending.send_document,
    "sendPhoto": sending.send_photo,
    "sendVoice": sending.send_voice,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "answerCallbackQuery": editing.answer_callback_query,
    "answerInlineQuery": inline.answer_inline_query,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyName": profile.setter("name"),
    "getMyName": profile.getter("name"),
    "setMyDescription": profile.setter("description"),
    "getMyDescription": profile.getter("description"),
    "setMyShortDescription": profile.setter("short_description"),
    "getMyShortDescription": profile.getter("short_description"),
    "setChatMenuButton": profile.set_chat_menu_button,
}
