"""Words as they are compared: whatever case, marks, width and keyboard, in every script we speak."""

import unicodedata
from itertools import groupby

_JOINER = "\u200c"
"""Between parts of a Persian word; many type a space in its place."""

_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "ي": "ی",  # Arabic yeh as on an Arabic keyboard
        "ى": "ی",
        "ك": "ک",
        "\u0640": None,  # tatweel, which only draws a word out
        "’": "'",
        "ʼ": "'",
        "-": " ",
        "\u1361": " ",  # the Ethiopic space
        _JOINER: " ",
    }
    # Letters that sound alike in Tigrinya and are typed for each other: each row of seven vowels.
    | {
        chr(first + vowel): chr(same + vowel)
        for first, same in ((0x1220, 0x1230), (0x1280, 0x1210), (0x1340, 0x1338))
        for vowel in range(7)
    }
    | {"ኣ": "አ"}
)


_HIDING = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "!": "i"}
"""Letters that people write otherwise, so that a word is not found."""


def fold(text: str) -> str:
    """The text as it is compared: small letters without marks, digits as 0 to 9, single spaces."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = (_digit(letter) for letter in letters.translate(_LETTERS) if not _is_mark(letter))
    return " ".join("".join(kept).split())


def bare(text: str) -> str:
    """The text as it is compared, without punctuation, signs and pictures at its edges."""
    folded = fold(text)
    first, last = 0, len(folded)
    while first < last and _is_edge(folded[first]):
        first += 1
    while first < last and _is_edge(folded[last - 1]):
        last -= 1
    return folded[first:last]


def undisguised(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared, with the letters that digits, signs and gaps hide.

    Letters that stand alone are one word, and last come all letters as one.
    """
    letters = "".join(_HIDING.get(letter, letter) for letter in fold(text.replace("€", "e")))
    words = "".join(letter if letter.isalpha() else " " for letter in letters).split()
    spelled: list[str] = []
    for alone, run in groupby(words, key=lambda word: len(word) == 1):
        together = list(run)
        spelled += ["".join(together)] if alone else together
    return (*spelled, "".join(words))


def _digit(letter: str) -> str:
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter) in ("Mn", "Me", "Cf")


def _is_edge(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PSZC"
