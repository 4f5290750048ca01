"""Dutch postcodes in typed text, told apart from postcodes of other countries."""

import re
import unicodedata

from storage.gazetteer.words import LONGEST

_NOISE = re.compile(r"[\s'\"`´‘’‚“”„«».,;:()\[\]_/\\-]+")
_DUTCH = re.compile(r"(?:NL)?([1-9]\d{3})(?:[A-Z]{1,2})?")
_INSIDE = re.compile(r"(?<![\w-])([1-9]\d{3})(?:\s{0,2}([A-Z]{2}))?(?![\w-])")
_FOREIGN = re.compile(
    r"\d{5,6}"  # Germany, France, Turkey, Ukraine, and with a hyphen or a space Poland, Sweden, Greece
    r"|(?!NL)[A-Z]{1,3}\d{4,6}"  # B-2000, D-10115, LT-01100
    r"|[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}"  # United Kingdom
    r"|[A-Z]\d[A-Z]\d[A-Z]\d"  # Canada
    r"|[A-Z]\d[\dW][A-Z\d]{4}"  # Ireland
)
_PORTUGUESE = re.compile(r"\s*\d{4}-\d{3}\s*")


def read(text: str) -> str | None:
    """The four digits when the whole text is a Dutch postcode, its letters, spaces and quotes left aside."""
    found = _DUTCH.fullmatch(_plain(text))
    return found[1] if found else None


def inside(text: str) -> tuple[str, bool] | None:
    """The four digits and whether letters followed, of the one Dutch postcode among other words.

    Of several numbers the one with letters counts; several alike count as none.
    """
    found = _INSIDE.findall(_upright(text))
    with_letters = [code for code, letters in found if letters]
    if len(with_letters) == 1:
        return with_letters[0], True
    return (found[0][0], False) if len(found) == 1 else None


def is_foreign(text: str) -> bool:
    """Whether the whole text has the form of another country's postcode."""
    return bool(_PORTUGUESE.fullmatch(_upright(text)) or _FOREIGN.fullmatch(_plain(text)))


def is_begun(text: str) -> bool:
    """Whether the text is one to three digits, the beginning of a postcode at most."""
    return bool(re.fullmatch(r"\d{1,3}", _plain(text)))


def _plain(text: str) -> str:
    return _NOISE.sub("", _upright(text))


def _upright(text: str) -> str:
    """The first characters in capitals, with the digits of every script as 0 to 9 and nothing invisible."""
    text = text[:LONGEST]
    if not text.isascii():
        text = "".join(
            str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
            for letter in unicodedata.normalize("NFKC", text)
            if unicodedata.category(letter) not in ("Cf", "Mn")
        )
    return text.upper()
