"""A screen as somebody reads it aloud: its words, with what is another for everybody set apart."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as LocalDate
from datetime import datetime
from hashlib import sha256
from html import escape
from itertools import groupby
from typing import Literal, Protocol

from dialogs.screen import Screen
from dialogs.text import FIRST_STRONG_ISOLATE, POP_ISOLATE, Say, Text

BEGIN, END = "\ue000", "\ue001"
"""Stand around what is filled in; they are in nobody's words."""
GAP = "…"
"""Stands for what is filled in where a line is told in short."""
_OF_SAMPLES = re.compile(r"^(<i>)?🧪.*\n*", re.MULTILINE)
"""What is said of sample data alone."""
_TAG = re.compile(r"<[^>]*>")
_ISOLATES = dict.fromkeys(map(ord, FIRST_STRONG_ISOLATE + POP_ISOLATE))


class Reading(Say):
    """A translator that sets apart what it fills in."""

    __slots__ = ()

    def _word(self, value: object) -> str:
        return f"{BEGIN}{super()._word(value)}{END}"

    def language_name(self, code: str) -> Text:
        """What another language is called."""
        return _apart(super().language_name(code))

    def number(self, value: int) -> Text:
        """A whole number."""
        return _apart(super().number(value))

    def decimal(self, value: float, digits: int) -> Text:
        """A number with digits behind the point."""
        return _apart(super().decimal(value, digits))

    def distance(self, km: float) -> Text:
        """A distance."""
        return _apart(super().distance(km))

    def short_date(self, moment: datetime) -> Text:
        """A day in few letters."""
        return _apart(super().short_date(moment))

    def day(self, day: LocalDate) -> Text:
        """A day."""
        return _apart(super().day(day))

    def day_and_month(self, moment: datetime) -> Text:
        """A day as one would type it."""
        return _apart(super().day_and_month(moment))

    def clock(self, moment: datetime) -> Text:
        """A time of day."""
        return _apart(super().clock(moment))

    def moment(self, starts: datetime, ends: datetime | None) -> Text:
        """A day with its hours."""
        return _apart(super().moment(starts, ends))

    def list(self, items: Sequence[Text], style: Literal["standard", "or"] = "standard") -> Text:
        """Items as a list."""
        return _apart(super().list(items, style))


@dataclass(frozen=True, slots=True)
class Script:
    """What is read aloud of a screen: its words, then its buttons; `title` tells in short which it is.

    What is another for everybody is underlined. `fingerprint` stays the same as long as the rest does.
    """

    title: Text
    words: Text
    buttons: tuple[Text, ...]
    fingerprint: str


class Scripts(Protocol):
    """The scripts of all screens, made once for each language."""

    def known(self, language: str) -> Mapping[str, Script] | None:
        """Those of a language, by the name of the screen; None where they are not made yet."""
        ...

    async def make(self, language: str) -> Mapping[str, Script]:
        """Make them, beside everything else; it takes seconds."""
        ...


def script(screen: Screen, data: re.Pattern[str], *, without: Sequence[str] = ()) -> Script:
    """The script of a screen that a `Reading` said.

    `data` matches what people and organisations wrote. Buttons to addresses that begin with one of `without`
    are left out, and those that have no words of the bot's own.
    """
    above = [screen.locate_words] if screen.locate_words else []
    html = "\n\n".join(text.html for text in (*above, screen.text))
    words = list(_runs(_OF_SAMPLES.sub("", html), data))
    labels = [
        list(_runs(button.label.html, data))
        for row in screen.rows
        for button in row
        if not getattr(button, "to", "").startswith(tuple(without))
    ]
    buttons = dict.fromkeys(_shown(runs) for runs in labels if _has_words(_said(runs)))
    said = "\n".join(map(_said, (words, *labels)))
    return Script(
        title=Text(escape(_title(_said(words)), quote=False)),
        words=_shown(words),
        buttons=tuple(buttons),
        fingerprint=sha256(said.encode()).hexdigest()[:16],
    )


def _apart(text: Text) -> Text:
    return Text(f"{BEGIN}{text.html}{END}")


def _runs(html: str, data: re.Pattern[str]) -> Iterator[tuple[str, bool]]:
    """The plain words in pieces, each with whether it is filled in."""
    marked = Text(_TAG.sub("", html)).plain.translate(_ISOLATES)
    letters: list[tuple[str, bool]] = []
    depth = 0
    for letter in marked:
        if letter in (BEGIN, END):
            depth += 1 if letter == BEGIN else -1
        else:
            letters.append((letter, depth > 0))
    plain = "".join(letter for letter, _ in letters)
    for found in data.finditer(plain):
        letters[found.start() : found.end()] = [(letter, True) for letter in found[0]]
    for filled, run in groupby(letters, key=lambda one: one[1]):
        yield "".join(letter for letter, _ in run), filled


def _said(runs: Sequence[tuple[str, bool]]) -> str:
    return "".join(GAP if filled else part for part, filled in runs)


def _has_words(said: str) -> bool:
    return any(letter.isalpha() for letter in said)


def _title(said: str) -> str:
    """The first line with words of the bot's own."""
    return next(filter(_has_words, said.split("\n")), GAP)


def _shown(runs: Sequence[tuple[str, bool]]) -> Text:
    return Text(
        "".join(
            f"<u>{escape(part, quote=False)}</u>" if filled and part.strip() else escape(part, quote=False)
            for part, filled in runs
        )
    )
