"""The campaign's slogan in each language: its pattern, words for its gaps, and how a typed one is read."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from campaign.comparing import comparative
from dialogs.decency import is_unkind
from dialogs.text import FIRST_STRONG_ISOLATE, POP_ISOLATE, RIGHT_TO_LEFT_MARK, Say, Text

LONGEST_PLACE, LONGEST_WORD = 30, 20
"""Characters that fit on the picture."""
_LOOKED_AT = 200
"""Characters of what was typed that are looked at."""
_GAP = "\u0001"
_ENDINGS = "app|be|com|de|eu|fr|info|io|link|me|net|nl|nu|online|org|pl|shop|site|tr|tv|ua|xyz"
_LINK = re.compile(rf"https?:|www\.|[@#]\w|\w\.(?:{_ENDINGS})\b", re.IGNORECASE)
_MANY_DIGITS = re.compile(r"(?:\d[\s().+-]*){6}")
"""A telephone number, or another that is the name of nothing."""
_SIGNS = " '’.,&()+-\u200c"
"""What may stand in a name beside letters and digits; the last one is inside Persian words."""
_EDGES, _QUOTES = " .,&+-\u200c", "'’"
_SHORTENED = re.compile(rf"[{_QUOTES}][a-z]{{1,2}}[ -]", re.IGNORECASE)
_MARKS = 2
"""So many signs above and below one letter are enough in every script."""
_MORE = (
    *("meer", "minder", "more", "less", "mehr", "weniger", "plus", "moins", "más", "menos", "mas", "ménos"),
    *("bardziej", "mniej", "більш", "менш", "daha", "ዝያዳ"),
)
"""Words that belong to the one behind them."""


class Word(StrEnum):
    """What people can make a place; the value stands in addresses."""

    GREENER = "green"
    KINDER = "kind"
    LIVELIER = "lively"
    SAFER = "safe"
    WARMER = "warm"
    STRONGER = "strong"
    MORE_FUN = "fun"
    CLEANER = "clean"
    HEALTHIER = "healthy"
    MORE_WELCOMING = "welcome"


class Goal(StrEnum):
    """Places that everybody has; the value stands in addresses."""

    STREET = "street"
    NEIGHBOURHOOD = "hood"
    SCHOOL = "school"
    CLUB = "club"
    COUNTRY = "country"


class Refused(StrEnum):
    """Why something does not go on the picture."""

    EMPTY = "empty"
    LINK = "link"
    NUMBER = "number"
    LONG_PLACE = "long place"
    LONG_WORD = "long word"
    UNKIND = "unkind"


@dataclass(frozen=True, slots=True)
class Slogan:
    """What stands in the two gaps; `place` is empty where a word alone was typed."""

    place: str
    word: str


_WORDS: Mapping[Word, Callable[[Say], Text]] = {
    Word.GREENER: lambda say: say.about("people make a place …", "greener"),
    Word.KINDER: lambda say: say.about("people make a place …", "kinder"),
    Word.LIVELIER: lambda say: say.about("people make a place …", "livelier"),
    Word.SAFER: lambda say: say.about("people make a place …", "safer"),
    Word.WARMER: lambda say: say.about("people make a place …", "warmer"),
    Word.STRONGER: lambda say: say.about("people make a place …", "stronger"),
    Word.MORE_FUN: lambda say: say.about("people make a place …", "more fun"),
    Word.CLEANER: lambda say: say.about("people make a place …", "cleaner"),
    Word.HEALTHIER: lambda say: say.about("people make a place …", "healthier"),
    Word.MORE_WELCOMING: lambda say: say.about("people make a place …", "more welcoming"),
}

_GOALS: Mapping[Goal, Callable[[Say], Text]] = {
    Goal.STREET: lambda say: say.about("people make … greener", "our street"),
    Goal.NEIGHBOURHOOD: lambda say: say.about("people make … greener", "our neighbourhood"),
    Goal.SCHOOL: lambda say: say.about("people make … greener", "our school"),
    Goal.CLUB: lambda say: say.about("people make … greener", "our club"),
    Goal.COUNTRY: lambda say: say.about("people make … greener", "the Netherlands"),
}


def word(say: Say, value: Word) -> Text:
    """A word to choose."""
    return _WORDS[value](say)


def goal(say: Say, value: Goal) -> Text:
    """A place to choose."""
    return _GOALS[value](say)


def whole(say: Say, place: Text, word: Text) -> Text:
    """The slogan with its gaps filled in."""
    return say("People make {place} {word}", place=place, word=word)


def read(say: Say, typed: str) -> Slogan:
    """The place and the word in what was typed: the whole slogan, or what stands in its gaps.

    A comma or a new line parts them; else the last word is the word, with "more" before it.
    """
    words, between = _within(say, _tidy_lines(typed))
    for apart in ("\n", ", ", f" {between} " if between else ", "):
        place, found, last = words.rpartition(apart)
        if found and place and last:
            return Slogan(tidy(place), tidy(last))
    pieces = words.split()
    count = 2 if len(pieces) > 1 and pieces[-2].casefold() in _MORE else 1
    return Slogan(tidy(" ".join(pieces[:-count])), tidy(" ".join(pieces[-count:])))


def read_place(say: Say, typed: str, word: str) -> Slogan:
    """The place in what was typed, the word being chosen already; the whole slogan will do too."""
    place, _ = _within(say, tidy(typed))
    return Slogan(tidy(place.removesuffix(f" {word}")), word)


def tidy(typed: str) -> str:
    """What was typed without pictures, signs and spaces that the picture does not show."""
    return " ".join(_tidy_lines(typed).split())


def refusal(typed: str, slogan: Slogan) -> Refused | None:
    """Why this does not go on the picture; None where it may. A place that is missing is no reason."""
    if _LINK.search(typed[:_LOOKED_AT]):
        return Refused.LINK
    if not slogan.word:
        return Refused.EMPTY
    both = f"{slogan.place} {slogan.word}"
    if any(is_unkind(words) for words in (both, slogan.place, slogan.word)):
        return Refused.UNKIND
    named = all(any(map(str.isalpha, part)) for part in (slogan.place, slogan.word) if part)
    if not named or _MANY_DIGITS.search(both):
        return Refused.NUMBER
    if len(slogan.place) > LONGEST_PLACE:
        return Refused.LONG_PLACE
    return Refused.LONG_WORD if len(slogan.word) > LONGEST_WORD else None


def meant(say: Say, typed: str) -> str | None:
    """The form that the slogan asks for, where another was typed; only in Dutch, where it ends in "er"."""
    return comparative(typed) if say.language.plain == "nl" else None


def _within(say: Say, words: str) -> tuple[str, str]:
    """What of these words stands in the gaps, and what the slogan has between them."""
    plain = whole(say, Text(_GAP), Text(_GAP)).plain
    for mark in (FIRST_STRONG_ISOLATE, POP_ISOLATE, RIGHT_TO_LEFT_MARK):
        plain = plain.replace(mark, "")
    beginning, between, end = (part.strip() for part in plain.split(_GAP))
    if beginning and words.casefold().startswith(f"{beginning} ".casefold()):
        words = words[len(beginning) :].strip()
        if end and words.casefold().endswith(f" {end}".casefold()):
            words = words[: -len(end)].strip()
    return words, between


def _tidy_lines(typed: str) -> str:
    text = unicodedata.normalize("NFC", typed[:_LOOKED_AT]).replace("/", "-")
    lines = ["".join(_kept(line)) for line in text.splitlines()]
    return "\n".join(line for line in (_trimmed(" ".join(line.split())) for line in lines) if line)


def _trimmed(line: str) -> str:
    """A line without signs at its edges, but with the first of "'t Harde" and the last of "Bergen (NH)"."""
    line = line.strip(_EDGES).rstrip("(" + _QUOTES).lstrip(")")
    return line if _SHORTENED.match(line) else line.lstrip(_QUOTES)


def _kept(line: str) -> list[str]:
    """The letters of a line that are drawn, each with as many marks as it may have."""
    kept: list[str] = []
    for mark, run in groupby(line, key=lambda letter: unicodedata.category(letter)[0] == "M"):
        letters = list(run)
        kept += letters[:_MARKS] if mark else [one for one in letters if _is_drawn(one)]
    return kept


def _is_drawn(letter: str) -> bool:
    return letter.isalpha() or letter.isdecimal() or letter in _SIGNS or letter == "\t"
