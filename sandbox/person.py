"""One human with a phone: what they can do, and what they see."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import telegram as ptb
from telegram.constants import MessageLimit

from sandbox import inline, letters, receiving, sending, sound
from sandbox.entities import formatted
from sandbox.keyboards import Button, Markup, buttons, label_of, rows_of, shown
from sandbox.links import PAYLOAD, start_payload
from sandbox.log import Did, Spoke, typed
from sandbox.messages import Chat, Message
from sandbox.schema import plain

if TYPE_CHECKING:
    from sandbox.telegram import Telegram

_PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@dataclass(frozen=True, slots=True)
class Tap:
    """A tap on an inline button that the bot has not yet answered."""

    id: str
    person: Person
    label: str
    moment: datetime


class Person:
    """A person in a private chat with the bot. What they do queues an update; nothing is awaited.

    `automatic`: is one of a crowd, without a phone on the page and without a word in the transcript.
    `started`: has written to the bot, which may write back from then on. `keyboard`: the message that the
    reply keyboard on the phone came with, and the keyboard. `forbids_voice`: takes no voice messages.
    """

    def __init__(
        self, sandbox: Telegram, user_id: int, name: str, language_code: str | None, username: str | None
    ) -> None:
        self.telegram = sandbox
        self.id = user_id
        self.automatic = False
        self.name = name
        self.language_code = language_code
        self.username = username
        self.blocked = False
        self.deactivated = False
        self.forbids_voice = False
        self.started = False
        self.typing = False
        self.toast: dict[str, Any] | None = None
        self.keyboard: tuple[int, Markup] | None = None
        user = ptb.User(user_id, name, False, username=username, language_code=language_code)
        self.user = plain(user)
        about = {"type": "private", "first_name": name} | ({"username": username} if username else {})
        self.chat: Chat = sandbox.new_chat(user_id, about, self)
        self.letterbox: Chat = sandbox.new_chat(user_id, about, self)

    @property
    def messages(self) -> list[Message]:
        """What stands on the phone now, oldest first."""
        return [message for message in self.chat.messages.values() if not message.deleted]

    @property
    def letters(self) -> list[Message]:
        """What other people sent here, of which the bot knows nothing, oldest first."""
        return list(self.letterbox.messages.values())

    # What they do

    def say(self, text: str, *, reply_to: int | None = None, chat: Chat | None = None) -> None:
        """Write a text, here or in a group or channel; a very long one goes as several, as phones do."""
        text = text.strip()
        if not text:
            raise ValueError("nothing to say")
        for start in range(0, len(text), MessageLimit.MAX_TEXT_LENGTH):
            piece = text[start : start + MessageLimit.MAX_TEXT_LENGTH]
            self._write("text", {}, piece, reply_to=reply_to, chat=chat)
        if chat is None:
            self._did(typed(text))

    def share_location(self, latitude: float, longitude: float) -> None:
        self._write("location", {"location": {"latitude": latitude, "longitude": longitude}})
        if self.keyboard is not None:
            self._used(*(button for *_, button in buttons(self.keyboard[1]) if "request_location" in button))
        self._did(f"📍 {latitude}, {longitude}")

    def send_photo(self) -> None:
        file = self.telegram.files.add("photo", "photo.png", "image/png", _PICTURE)
        self._write("photo", sending.photo(file))
        self._did("(photo)")

    def send_sticker(self) -> None:
        file = self.telegram.files.add("sticker", "sticker.webp", "image/webp", _PICTURE)
        sticker = ptb.Sticker(file.file_id, file.unique_id, 512, 512, False, False, "regular")
        self._write("sticker", {"sticker": plain(sticker)})
        self._did("(sticker)")

    def send_voice(self, seconds: int = 1) -> None:
        file = self.telegram.files.add("voice", "voice.ogg", "audio/ogg", sound.voice(seconds))
        self._write("voice", sending.voice(file, seconds))
        self._did(f"(voice {seconds} s)")

    def send_contact(self) -> None:
        contact = ptb.Contact(f"+316{self.id:08d}", self.name, user_id=self.id)
        self._write("contact", {"contact": plain(contact)})
        self._did("(contact)")

    def tap(self, label: str, *, message_id: int | None = None, nth: int = 0) -> None:
        """Press the newest button with that label, inline or of the reply keyboard; `nth` 1 is an older one.

        Labels are compared without isolates and marks of direction. Raises `KeyError` that lists what is
        there.
        """
        wanted, owners, there = label_of(label), set[int](), []
        for owner, is_reply, row, column, button in self._places(message_id):
            there.append(label_of(button["text"]))
            if there[-1] != wanted or owner in owners:
                continue
            if len(owners) == nth:
                return self._use_keyboard(button) if is_reply else self.press(owner, row, column)
            owners.add(owner)
        listed = ", ".join(f"[{text}]" for text in there) or "no buttons"
        raise KeyError(f"{self.name} sees no button [{wanted}] but {listed}")

    def _places(self, message_id: int | None) -> Iterator[tuple[int, bool, int, int, Button]]:
        """Every button, newest message first: message, whether of the reply keyboard, row and column."""
        for message in (*reversed(self.chat.messages.values()), *reversed(self.letters)):
            if message_id is not None and message.id != message_id:
                continue
            if self.keyboard is not None and self.keyboard[0] == message.id:
                for place in buttons(self.keyboard[1]):
                    yield message.id, True, *place
            if not message.deleted:
                for place in buttons(message.inline):
                    yield message.id, False, *place

    def press(self, message_id: int, row: int, column: int) -> None:
        """Press an inline button by its place; it may be of a message that was deleted meanwhile."""
        message = self._message(message_id)
        button = rows_of(message.inline)[row][column]
        self._may_act()
        self._did(f"[{label_of(button['text'])}]{self._which(message, button)}")
        if "callback_data" in button:
            self._query(message, button)
        elif start_payload(button.get("url", ""), self.telegram.username) is not None:
            self._start(button["url"])
        elif "switch_inline_query" in button:
            inline.ask(self, button["switch_inline_query"])
        elif "url" not in button and "copy_text" not in button:
            raise ValueError(f"the sandbox cannot press {sorted(button)}")

    def _which(self, message: Message, button: Button) -> str:
        """How a transcript says which of several buttons with one label it was."""
        label, newer = label_of(button["text"]), 0
        for other in reversed(message.chat.messages.values()):
            if other is message:
                break
            labels = {label_of(one["text"]) for *_, one in buttons(other.inline)}
            newer += label in labels and not other.deleted
        return "" if not newer else " (older)" if newer == 1 else f" (older {newer})"

    def _query(self, message: Message, button: Button) -> None:
        sandbox = self.telegram
        tap = Tap(str(sandbox.chance.getrandbits(62)), self, label_of(button["text"]), sandbox.now())
        sandbox.taps[tap.id] = tap
        gone = {"chat": message.chat.wire, "message_id": message.id, "date": 0}
        query = {
            "id": tap.id,
            "from": self.user,
            "message": gone if message.deleted else message.wire(),
            "chat_instance": message.chat.instance,
            "data": button["callback_data"],
        }
        sandbox.updates.add("callback_query", query)
        if not self.automatic:
            sandbox.touch()

    def ask_inline(self, query: str) -> inline.Inline:
        """Type the bot's name and a query in some chat. Raises `ValueError` where inline mode is off."""
        return inline.ask(self, query)

    def open_link(self, url: str) -> None:
        """Follow a link that starts this bot. Raises `ValueError` for any other."""
        payload = start_payload(url, self.telegram.username)
        if payload is None:
            raise ValueError(f"not a link to this bot: {url}")
        self._start(url)
        self._did(f"(opens {payload})" if payload else "/start")

    def _start(self, url: str) -> None:
        payload = start_payload(url, self.telegram.username)
        if payload and not PAYLOAD.fullmatch(payload):
            raise ValueError(f"not a payload that Telegram passes on: {payload!r}")
        if self.blocked:
            self.unblock()
        self._write("text", {}, f"/start {payload}".strip())

    def forward(self, message_id: int, to: Person) -> None:
        """Put a copy on another phone."""
        letters.forward(self._message(message_id), self, to)
        self._did(f"(forwards to {to.name})")

    def send(self, words: str, to: Person, through: str = "Telegram") -> None:
        """Send words of one's own to another phone; the bot hears nothing of it."""
        letters.send(words, self, to, through)

    def block(self) -> None:
        if not self.blocked:
            self.blocked = True
            receiving.bot_blocked(self, blocked=True)
            self._did("(blocks the bot)")

    def unblock(self) -> None:
        if self.blocked:
            self.blocked = False
            receiving.bot_blocked(self, blocked=False)
            self._did("(unblocks the bot)")

    def forbid_voice(self, *, forbids: bool) -> None:
        """Take voice messages from nobody, or from everybody; the bot is not told."""
        if self.forbids_voice is not forbids:
            self.forbids_voice = forbids
            self._did(f"({'forbids' if forbids else 'allows'} voice messages)")

    # What they see

    def show_toast(self, text: str, *, alert: bool) -> None:
        self.toast = {"n": self.toast["n"] + 1 if self.toast else 1, "text": text, "alert": alert}
        mark = "alert" if alert else "toast"
        self.telegram.write_down(self, Spoke(self.telegram.now(), self.name, mark, text=text))

    def view(self) -> dict[str, Any]:
        """The phone as the page draws it (JSON)."""
        keyboard = None
        if self.keyboard is not None:
            markup = self.keyboard[1]
            keyboard = {
                "rows": [[shown(button) for button in row] for row in markup["keyboard"]],
                "placeholder": markup.get("input_field_placeholder", ""),
            }
        return {
            "id": self.id,
            "name": self.name,
            "language": self.language_code,
            "username": self.username,
            "blocked": self.blocked,
            "forbids_voice": self.forbids_voice,
            "commands": self.telegram.profile.commands_for(self.id, self.language_code),
            "toast": self.toast,
            "typing": self.typing,
            "keyboard": keyboard,
            "messages": [message.view() for message in self.messages],
            "letters": [letter.view() for letter in self.letters],
        }

    # How it is done

    def _did(self, words: str) -> None:
        self.telegram.write_down(self, Did(self.telegram.now(), self.name, words))

    def _may_act(self) -> None:
        if self.blocked or self.deactivated:
            state = "has blocked the bot" if self.blocked else "has left Telegram"
            raise ValueError(f"{self.name} {state}")

    def _message(self, message_id: int) -> Message:
        for chat in (self.chat, self.letterbox, *self.telegram.groups.values()):
            if found := chat.messages.get(message_id):
                return found
        raise KeyError(f"{self.name} has no message {message_id}")

    def _use_keyboard(self, button: Button) -> None:
        if button.get("request_location"):
            raise ValueError("this button asks where the phone is: share_location(latitude, longitude)")
        if button.get("request_contact"):
            self.send_contact()
        else:
            self._write("text", {}, button["text"])
            self._did(f"[{label_of(button['text'])}]")
        self._used(button)

    def _used(self, *pressed: Button) -> None:
        """A reply keyboard for one time goes once a button of it is used."""
        if pressed and self.keyboard is not None and self.keyboard[1].get("one_time_keyboard"):
            self.keyboard = None
            self.telegram.touch()

    def _write(
        self,
        kind: str,
        content: dict[str, Any],
        text: str = "",
        *,
        reply_to: int | None = None,
        chat: Chat | None = None,
    ) -> None:
        self._may_act()
        chat = chat or self.chat
        if chat is self.chat:
            self.started = True
        answered = chat.messages.get(reply_to) if reply_to is not None else None
        message = self.telegram.put(
            chat, kind, formatted(text, None, None), content, by=self, reply_to=answered
        )
        if chat.kind == "channel":
            self.telegram.updates.add("channel_post", message.wire())
        elif chat is self.chat or self._meant_for_the_bot(message):
            self.telegram.updates.add("message", message.wire())

    def _meant_for_the_bot(self, message: Message) -> bool:
        """Whether a bot that does not read whole groups gets this message of one."""
        mentions = f"@{self.telegram.username}".lower() in message.text.lower()
        answers = message.reply_to is not None and message.reply_to.from_bot
        return message.chat.bot_is_in and (message.text.startswith("/") or mentions or answers)
