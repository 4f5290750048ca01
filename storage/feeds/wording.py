"""How words are compared: without capitals, accents and strokes, in tables of many words to one value."""

import re
import unicodedata
from collections.abc import Mapping
from typing import TypeVar

Value = TypeVar("Value")

_OTHER = re.compile(r"[^a-z0-9]+")


def bare(words: str) -> str:
    """The words in small letters without accents."""
    if words.isascii():
        return words.lower()
    letters = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def plain(words: str) -> str:
    """The words as they are compared: small letters and digits, parted by low strokes."""
    return _OTHER.sub("_", bare(words)).strip("_")


def by_word(table: Mapping[Value, str]) -> dict[str, Value]:
    """The table turned round: each of the words beside a value, parted by spaces, gives that value."""
    return {word: value for value, words in table.items() for word in words.split()}
