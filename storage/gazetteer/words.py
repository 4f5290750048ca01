"""Typed text taken to plain words, so that capitals, accents, quotes and hyphens make no difference."""

import re
import unicodedata
from collections.abc import Sequence

LONGEST = 200
"""Characters of typed text that are looked at."""

_ASCII = re.compile(r"[a-z0-9]+")
_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ے": "ي",
        "ک": "ك",
        "ہ": "ه",
        "ھ": "ه",
        "ە": "ه",
        "ة": "ه",
        "ٱ": "ا",
        "ـ": None,
    }
)
_SAME = {"st": "sint", "1e": "eerste", "2e": "tweede"}
_ON_THE_RIVER = frozenset(
    {("aan", "den"), ("aan", "de"), ("aan", "d"), ("a", "d"), ("a", "den"), ("a", "de")}
)


def words(text: str) -> list[str]:
    """The words of the first `LONGEST` characters: letters without accents, digits of any script as 0 to 9.

    Different ways to write the same part of a Dutch name come out the same: "St." and "Sint", "a/d" and
    "aan den".
    """
    text = text[:LONGEST]
    return _alike(_ASCII.findall(text.lower()) if text.isascii() else _letters(text).split())


def key(parts: Sequence[str]) -> str:
    """The words run together: what two spellings of one name have in common."""
    return "".join(parts)


def _letters(text: str) -> str:
    out: list[str] = []
    for letter in unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS):
        if letter.isalpha():
            out.append(letter)
        elif letter.isdecimal():
            out.append(str(unicodedata.decimal(letter)))
        elif unicodedata.category(letter) not in ("Mn", "Cf"):
            out.append(" ")
    return "".join(out)


def _alike(found: list[str]) -> list[str]:
    out: list[str] = []
    skip = False
    for place, word in enumerate(found):
        if skip:
            skip = False
        elif tuple(found[place : place + 2]) in _ON_THE_RIVER and len(found) > place + 2:
            out.append("ad")
            skip = True
        else:
            out.append(_SAME.get(word, word) if len(found) > 1 else word)
    return out
