"""A Screen in Telegram's words: HTML and keyboards, held against Telegram's limits."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from unicodedata import category, combining, east_asian_width

from aiogram.types import InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from dialogs.screen import LONGEST, Button, Copy, InChat, Link, Row, Screen
from dialogs.text import Text

TEXT_LIMIT = 4096
"""UTF-16 units of a message, after its tags are taken out."""
BUTTONS_LIMIT = 100
COPY_LIMIT = 256
TOAST_LIMIT = 200
WIDTHS = {2: 19, 3: 12}
"""How wide a label may be, in letters, where so many stand in a row on a phone of 360 points."""


class TooMuch(ValueError):
    """A screen that Telegram would refuse."""


def text(screen: Screen) -> str:
    """The message's HTML; TooMuch beyond Telegram's limit."""
    html = screen.text.html
    if len(html) > TEXT_LIMIT // 2 and units(screen.text.plain) > TEXT_LIMIT:
        raise TooMuch("a message of more than 4,096 characters")
    return html


def keyboard(screen: Screen) -> InlineKeyboardMarkup | None:
    """The inline keyboard; TooMuch where an address or the number of buttons is beyond the limit."""
    markup = plain_keyboard(screen)
    return None if markup is None else InlineKeyboardMarkup.model_validate(markup)


def plain_keyboard(screen: Screen) -> dict[str, list[list[dict[str, Any]]]] | None:
    """The same as it stands in JSON, at a tenth of the cost: a broadcast makes thousands."""
    if not screen.rows:
        return None
    if sum(map(len, screen.rows)) > BUTTONS_LIMIT:
        raise TooMuch("more than 100 buttons")
    return {"inline_keyboard": [[_button(button) for button in row] for row in _fitting(screen.rows)]}


def _fitting(rows: tuple[Row, ...]) -> Iterator[Row]:
    """The rows, those parted in which a label would be cut: in some languages they are twice as long."""
    for row in rows:
        if _fits(row):
            yield row
            continue
        beside: Row = ()
        for button in row:
            if beside and not _fits((*beside, button)):
                yield beside
                beside = ()
            beside = (*beside, button)
        yield beside


def _fits(row: Row) -> bool:
    most = WIDTHS.get(len(row))
    return most is None or all(width(button.label.plain) <= most for button in row)


@lru_cache(maxsize=4096)
def width(label: str) -> float:
    """How wide a label is, in Latin letters."""
    return sum(map(_width, label))


def _width(letter: str) -> float:
    """A pictogram is two, a syllable of Ethiopic a letter and a half, what changes another sign nothing."""
    if combining(letter) or category(letter) in ("Mn", "Me", "Cf"):
        return 0
    if "\u1200" <= letter <= "\u137f":
        return 1.5
    return 2 if category(letter) == "So" or east_asian_width(letter) in "WF" else 1


def location_keyboard(label: Text, hint: Text) -> ReplyKeyboardMarkup:
    """The one button that shares a location."""
    button = KeyboardButton(text=label.plain, request_location=True)
    return ReplyKeyboardMarkup(
        keyboard=[[button]],
        resize_keyboard=True,
        one_time_keyboard=True,
        input_field_placeholder=hint.plain[:64],
    )


def toast(told: Text | None) -> str | None:
    """A short answer to a tap, cut at Telegram's 200 characters."""
    return told.plain[:TOAST_LIMIT] if told else None


def units(words: str) -> int:
    """The length as Telegram counts it, in UTF-16 units."""
    return len(words.encode("utf-16-le")) // 2


def _button(button: Button) -> dict[str, Any]:
    label = button.label.plain
    if isinstance(button, Link):
        if len(button.to.encode()) > LONGEST:
            raise TooMuch(f"an address of more than {LONGEST} bytes: {button.to.partition('?')[0]}")
        return {"text": label, "callback_data": button.to}
    if isinstance(button, Copy):
        if len(button.words) > COPY_LIMIT:
            raise TooMuch(f"more than {COPY_LIMIT} characters to copy")
        return {"text": label, "copy_text": {"text": button.words}}
    if isinstance(button, InChat):
        return {"text": label, "switch_inline_query": button.query}
    return {"text": label, "url": button.url}
