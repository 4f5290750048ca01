"""Which of some words can be drawn: what the fonts have no letter for is written otherwise or left out."""

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import uharfbuzz as hb

FONTS = Path(__file__).parent / "fonts"
JOINERS = "\u200c\u200d"
"""They part and join letters of Persian, and are not seen."""
LEFT_TO_RIGHT = "\u2066"
RIGHT_TO_LEFT = "\u2067"
AS_IT_BEGINS = "\u2068"
ISOLATES = f"{LEFT_TO_RIGHT}{RIGHT_TO_LEFT}{AS_IT_BEGINS}"
END_OF_ISOLATE = "\u2069"
_NOT_SEEN = dict.fromkeys(map(ord, ISOLATES + END_OF_ISOLATE))
HARD_SPACE = "\u00a0"
LONGEST = 4096
"""Letters drawn of one text at most: what Telegram lets anybody type."""


@lru_cache
def face(*, bold: bool) -> "hb.Face":
    """A font's letters, read once."""
    import uharfbuzz as hb

    return hb.Face(hb.Blob.from_file_path(FONTS / ("bold.ttf" if bold else "regular.ttf")))


@lru_cache
def _known() -> frozenset[int]:
    return frozenset(face(bold=False).unicodes) & frozenset(face(bold=True).unicodes)


def drawable(words: str) -> str:
    """The words as they are drawn: one space between two, lines kept, nothing that the fonts lack."""
    text = "".join(_written(letter) for letter in unicodedata.normalize("NFC", words[:LONGEST]))
    lines = (" ".join(part for part in line.split(" ") if part.strip(JOINERS)) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def plain(words: str) -> str:
    """Words without the marks of their direction."""
    return words.translate(_NOT_SEEN)


def left_out(words: str) -> str:
    """The letters and digits of some words that would not be drawn, such as those of another script."""
    missed = (letter for letter in unicodedata.normalize("NFC", words) if letter.isalnum())
    return "".join(dict.fromkeys(letter for letter in missed if not _written(letter)))


def _written(letter: str) -> str:
    if letter == "\n" or letter in JOINERS or letter in ISOLATES or letter == END_OF_ISOLATE:
        return letter
    if letter in "\u00a0\u202f":
        return HARD_SPACE
    if letter.isspace():
        return "\n" if letter in "\r\v\f\x85\u2028\u2029" else " "
    if unicodedata.category(letter) in ("Cc", "Cf"):
        return ""
    if ord(letter) in _known():
        return letter
    other = unicodedata.normalize("NFKC", letter)
    return other if all(ord(part) in _known() for part in other) else ""
