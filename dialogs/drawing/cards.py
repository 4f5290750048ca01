"""What is drawn, as plain words in the reader's language: an ask, a poster, a slogan."""

import re
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from dialogs.drawing.letters import drawable

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Letters that nobody types, around what was filled in."""
_FILLED = re.compile(rf"(\S*{_OPEN}[^{_CLOSE}]*{_CLOSE}\S*)")


@dataclass(frozen=True, slots=True)
class AskCard:
    """A personal ask on paper. What is empty is left out, and leaves no gap.

    `words` are the asker's own; `what` is the translated core, `title` the organisation's. The code leads to
    `link`; `link_text` is what can be typed instead. `phone_whose` tells whose number `phone` is.
    """

    heading: str
    words: str
    asker: str
    what: str
    title: str
    when: str
    where: str
    link: str
    link_text: str
    phone: str
    phone_whose: str
    footer: str
    language: str
    right_to_left: bool


@dataclass(frozen=True, slots=True)
class Poster:
    """A poster for a desk, a school, a company. What is empty is left out."""

    heading: str
    words: str
    place_name: str
    link: str
    link_text: str
    phone: str
    phone_whose: str
    footer: str
    language: str
    right_to_left: bool


@dataclass(frozen=True, slots=True)
class SloganCard:
    """The toolkit's picture: a sentence in big lines. What is within `filled` stands out."""

    lines: tuple[str, ...]
    campaign_line: str
    language: str
    right_to_left: bool


Card = TypeVar("Card", AskCard, Poster)


def printable(card: Card) -> Card:
    """The card with the letters that can be drawn."""
    names = [field.name for field in fields(card) if field.name not in ("link", "language", "right_to_left")]
    words: dict[str, Any] = {name: drawable(getattr(card, name)) for name in names}
    return replace(card, **words)


def filled(words: str) -> str:
    """Words that somebody filled in, marked for the slogan: `say("… {place} …", place=filled(name))`."""
    return f"{_OPEN}{words}{_CLOSE}"


def parts(line: str) -> list[tuple[str, bool]]:
    """A slogan's line in parts, each with whether it was filled in; what touches it stays with it."""
    return [(part.strip(), _OPEN in part) for part in _FILLED.split(line) if part.strip()]
