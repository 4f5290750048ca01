"""Two invented languages, made of the English: to see what is not translated, and whether all still fits."""

import re

from dialogs import catalogues
from dialogs.checking import FIELD, TAG, Entry
from dialogs.text import Catalogue, Language

PSEUDO, MIRRORED = "en@pseudo", "en@mirrored"
"""From left to right, and from right to left."""
BEGIN, END = "⟦", "⟧"
"""Around every text, so that one sees where a text is glued to another."""

_LETTERS = {
    PSEUDO: str.maketrans(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "åƀçďéƒĝĥîĵķļḿñöþɋŕšţûṽŵẋýžÅƁÇĎÉƑĜĤÎĴĶĻḾÑÖÞɊŔŠŢÛṼŴẊÝŽ",
    ),
    MIRRORED: str.maketrans(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "ابصدعفغهيجكلمنوپقرسطثڤضخشزابصدعفغهيجكلمنوپقرسطثڤضخشز",
    ),
}
_FILLER = {PSEUDO: " ļöřéḿ", MIRRORED: " كلام"}
_SIGN = re.compile(r"(?s)(.*?)([.?!:…]?)")
_KEPT = re.compile(f"({FIELD.pattern}|{TAG.pattern})")


def pseudo(code: str = PSEUDO) -> Language:
    """One of the two: every text as long as a translation may be, in letters that English has not."""
    messages = {}
    for message in catalogues.texts(catalogues.template()):
        entry = catalogues.entry_of(message)
        context, english = catalogues.key_of(message)
        forms = (entry.english,) if entry.plural is None else (entry.english, entry.plural)
        key = (context, english) if context else english
        messages[key] = tuple(_disguised(form, entry, code) for form in forms)
    mirrored = code == MIRRORED
    return Language(
        code=code,
        name="Mirrored English" if mirrored else "Pseudo-English",
        babel="ar" if mirrored else "en_GB",
        right_to_left=mirrored,
        catalogue=Catalogue(messages, lambda n: 0 if n == 1 else 1),
        reviewed=False,
    )


def _disguised(form: str, entry: Entry, code: str) -> str:
    """The text between its marks, in other letters, and filled up to what a translation may take."""
    words, sign = _SIGN.fullmatch(form).groups()  # type: ignore[union-attr]  # it matches whatever there is
    parts = [part if _KEPT.fullmatch(part) else part.translate(_LETTERS[code]) for part in _KEPT.split(words)]
    length = sum(6 if FIELD.fullmatch(part) else len(part) for part in parts if not TAG.fullmatch(part))
    own = sum(len(part) for part in parts if not _KEPT.fullmatch(part))
    room = 0 if own < 4 else entry.longest - length - len(BEGIN + END + sign)
    filler = (_FILLER[code] * (room // len(_FILLER[code]) + 1))[: max(0, room)].rstrip()
    return f"{BEGIN}{''.join(parts)}{filler}{sign}{END}"
