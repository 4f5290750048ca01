"""What people send each other: it stands on a phone, and the bot hears nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.entities import formatted
from sandbox.keyboards import Markup, buttons
from sandbox.messages import Message

if TYPE_CHECKING:
    from sandbox.person import Person


def send(words: str, by: Person, to: Person, through: str) -> None:
    """Words of one's own, through Telegram or another app."""
    by.telegram.put(to.letterbox, "text", formatted(words, None, None), by=by, through=through)


def choose(card: dict[str, Any], by: Person, to: Person) -> None:
    """A card that the bot offered in a chat with somebody, chosen from its list."""
    words, sandbox = (card["text"], card["entities"]), by.telegram
    more = {"inline": card["reply_markup"], "through": "Telegram", "via": sandbox.username}
    sandbox.put(to.letterbox, "text", words, by=by, **more)


def forward(message: Message, by: Person, to: Person) -> None:
    """A copy of a message. Raises `ValueError` when it is protected."""
    if message.content.get("has_protected_content"):
        raise ValueError("this message cannot be forwarded")
    first = by.telegram.profile.said("name", to.language_code) if message.from_bot else _writer(message)
    by.telegram.put(
        to.letterbox,
        message.kind,
        (message.text, message.entities),
        message.content,
        by=by,
        inline=_links(message.inline),
        through="Telegram",
        forwarded_from=message.forwarded_from or first,
    )


def _writer(message: Message) -> str | None:
    return None if message.sender is None else str(message.sender["first_name"])


def _links(markup: Markup | None) -> Markup | None:
    """The buttons that go along: all of them when each is a link, otherwise none, as Telegram has it."""
    return markup if all("url" in button for *_, button in buttons(markup)) else None
