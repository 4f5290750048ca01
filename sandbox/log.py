"""What people and the bot did, in order, so that it can be written down as a transcript."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sandbox.keyboards import Markup


def typed(text: str) -> str:
    """A typed text as a transcript writes it: not to be taken for a tap, a place or a thing sent."""
    return f"\\{text}" if text.startswith(("[", "(", "📍", "\\")) else text


QUIET = frozenset({"keyboard", "no keyboard", "buttons", "deletes"})
"""Marks of what the bot does without saying anything."""


@dataclass(frozen=True, slots=True)
class Did:
    """A person did something; `words` are those of a transcript, such as `[Yes]` or `(photo)`."""

    moment: datetime
    person: str
    words: str


@dataclass(frozen=True, slots=True)
class Spoke:
    """The bot did something in the chat of `person`.

    `mark` is "" for a message sent, else edits, toast, alert, buttons, deletes, keyboard or no keyboard.
    `kind` is that of the message, `detail` what it holds besides its text, `markup` its keyboard.
    """

    moment: datetime
    person: str
    mark: str
    kind: str = "text"
    text: str = ""
    detail: str = ""
    markup: Markup | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """Something outside the talk, in the words of a transcript: `the bot restarts`."""

    moment: datetime
    words: str


Entry = Did | Spoke | Happened
