"""Chats and the messages in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sandbox.html import Entity, to_html
from sandbox.keyboards import Markup, rows_of, shown

if TYPE_CHECKING:
    from sandbox.person import Person


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat (then `person` is who has it), a group or a channel; `wire` is its JSON in a message."""

    id: int
    wire: dict[str, Any]
    instance: str
    person: Person | None = None
    bot_is_in: bool = True
    messages: dict[int, Message] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        kind: str = self.wire["type"]
        return kind


@dataclass(slots=True, eq=False)
class Message:
    """One message as it is now.

    `text` is the text or the caption; `content` what the kind adds to the JSON; `inline` the buttons
    under it. `date` and `edited` are Unix seconds. What an edit replaces is replaced whole, never changed
    in place, so that an update that was queued before keeps what it had. `through` is the app by which one
    person sent it to another, `forwarded_from` whose message it was before, `via` the bot that made it.
    """

    id: int
    chat: Chat
    sender: dict[str, Any] | None
    date: int
    kind: str
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    content: dict[str, Any] = field(default_factory=dict)
    inline: Markup | None = None
    preview: dict[str, Any] | None = None
    from_bot: bool = False
    had_reply_markup: bool = False
    edited: int | None = None
    reply_to: Message | None = None
    forwarded_from: str | None = None
    through: str = ""
    via: str = ""
    deleted: bool = False

    def wire(self, *, nested: bool = False) -> dict[str, Any]:
        """The JSON of the message as the bot gets it."""
        wire: dict[str, Any] = {"message_id": self.id, "date": self.date, "chat": self.chat.wire}
        if self.sender is not None:
            wire["from"] = self.sender
        else:
            wire["sender_chat"] = self.chat.wire
        if self.edited is not None:
            wire["edit_date"] = self.edited
        if self.text:
            wire["text" if self.kind == "text" else "caption"] = self.text
            if self.entities:
                wire["entities" if self.kind == "text" else "caption_entities"] = self.entities
        wire.update(self.content)
        if self.preview is not None:
            wire["link_preview_options"] = self.preview
        if self.inline is not None:
            wire["reply_markup"] = self.inline
        if self.reply_to is not None and not nested:
            wire["reply_to_message"] = self.reply_to.wire(nested=True)
        return wire

    @property
    def detail(self) -> str:
        """What the message holds besides its text, in words, such as the name of a document."""
        if venue := self.content.get("venue"):
            return f"{venue['title']}, {venue['address']}"
        if document := self.content.get("document"):
            return str(document["file_name"])
        if place := self.content.get("location"):
            return f"{place['latitude']}, {place['longitude']}"
        if voice := self.content.get("voice"):
            return f"{voice['duration']} s"
        return ""

    def view(self) -> dict[str, Any]:
        """The message as the page of a phone shows it."""
        view: dict[str, Any] = {
            "id": self.id,
            "from": "bot" if self.from_bot else "person",
            "date": datetime.fromtimestamp(self.date, UTC).isoformat(),
            "edited": self.edited is not None,
            "kind": self.kind,
            "html": to_html(self.text, self.entities),
            "text": self.text,
            "rows": [[shown(button) for button in row] for row in rows_of(self.inline)],
        }
        if venue := self.content.get("venue"):
            view["venue"] = {"title": venue["title"], "address": venue["address"], **venue["location"]}
        elif place := self.content.get("location"):
            view["location"] = {"latitude": place["latitude"], "longitude": place["longitude"]}
        if document := self.content.get("document"):
            view["document"] = {
                "name": document["file_name"],
                "size": document["file_size"],
                "mime": document["mime_type"],
                "file_id": document["file_id"],
            }
        if photo := self.content.get("photo"):
            view["photo"] = {"file_id": photo[-1]["file_id"]}
        if voice := self.content.get("voice"):
            view["voice"] = {"file_id": voice["file_id"], "seconds": voice["duration"]}
        if self.reply_to is not None:
            view["reply_to"] = self.reply_to.id
        if self.through and self.sender is not None:
            view |= {"through": self.through, "sender": self.sender["first_name"]}
        if self.via:
            view["via"] = self.via
        if self.forwarded_from is not None:
            view["forwarded_from"] = self.forwarded_from
        return view
