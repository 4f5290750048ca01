"""What is wrong with a translation, in sentences that say what to do."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dialogs.formats import code_of, forms_for_one, plural_forms

ROOM = {"Button": 32, "Notice": 200, "Command": 40}
"""Characters a text may take that is used as this; where the English is longer, as many as that."""
MORE, LOOSE = 1.5, 15
"""How much longer than the English other words may be, so that whole screens still fit: half, and so many."""
NAMES = ("Vraagbot", "Telegram", "WhatsApp", "Week van het Vragen", "Mensen maken Nederland", "KvK", "VOG")
"""Names that are the same in every language."""
_NAME_WORDS = frozenset(word for name in NAMES for word in name.split())
FIELD, TAG = re.compile(r"\{[^{}]*\}"), re.compile(r"<[^>]*>")

_COMMAND = re.compile(r"(?<![\w/])/[a-z]+")
_ENDS = {
    **dict.fromkeys(".!።", "."),
    **dict.fromkeys("?؟፧", "?"),
    **dict.fromkeys(":፡፦", ":"),
    "…": "…",
}
_CLOSING = "\"'”’»)“*_ \u200f\u200e"
_INVISIBLE = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u200b]")
_SCRIPTS = {"ar": "\u0600-\u06ff", "fa": "\u0600-\u06ff", "uk": "\u0400-\u04ff", "ti": "\u1200-\u137f"}
"""The letters in which a language is written, where these are not Latin."""
_DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9\u1369-\u137c]")
_OPENING = "{<\"'’‘“„«»‹(¿¡/+…–-"
_EMOJI = re.compile(rf"^[^\w{re.escape(_OPENING)}]+")
_LATIN_WORD = re.compile(r"[A-Za-z]{3,}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A text, and what a translation of it has to fit.

    `plural` is the English for many, None where there is one form alone; `used` is what the text is used as:
    "Button", "Notice", "Command"; none of these for words on a screen.
    """

    english: str
    plural: str | None = None
    used: frozenset[str] = frozenset()

    @property
    def longest(self) -> int:
        """Characters a translation may take."""
        english = max(_length(self.english), _length(self.plural or ""))
        rooms = [max(ROOM[one], english) for one in self.used]
        return min([*rooms, round(english * MORE) + LOOSE])


def faults(entry: Entry, forms: Sequence[str], language: str) -> list[str]:
    """Every fault of a translation that is there; what is not translated yet is none."""
    found = []
    if entry.plural is None:
        wanted, alone = 1, frozenset[int]()
    else:
        wanted, alone = plural_forms(language)[0], forms_for_one(language)
    if any(forms) and (len(forms) != wanted or not all(forms)):
        found.append(f"Give all {wanted} forms.")
    for number, form in enumerate(forms):
        if form:
            found += _of_form(entry, form, language, in_a_word=number in alone)
    return list(dict.fromkeys(found))


def _of_form(entry: Entry, form: str, language: str, *, in_a_word: bool) -> Iterator[str]:
    english = entry.english if entry.plural is None or in_a_word else entry.plural
    yield from _kept(english, form, in_a_word=in_a_word)
    yield from _neat(english, form)
    if not entry.used and _end(form) != _end(english):
        yield f"End it as the English does: {_end(english) or 'without a sign'}."
    yield from _own_script(english, form, language)
    length, longest = _length(form), entry.longest
    if length > longest:
        yield f"Make it shorter: it has {length} characters, and at most {longest} fit."


def _kept(english: str, form: str, *, in_a_word: bool) -> Iterator[str]:
    """What has to be in every language."""
    theirs, ours = set(FIELD.findall(form)), set(FIELD.findall(english))
    for name in sorted(ours - theirs - ({"{n}"} if in_a_word else set())):
        yield f"Put {name} into it, spelled just so."
    for name in sorted(theirs - ours):
        yield f"Take {name} out: the English has no such thing."
    if re.search(r"[{}]", FIELD.sub("", form)):
        yield "A brace is left open: { and } stand around names alone."
    if Counter(TAG.findall(form)) != Counter(TAG.findall(english)):
        yield f"Use the same tags as the English: {' '.join(TAG.findall(english)) or 'none'}."
    if "&" in form:
        yield "Write another word for &: Telegram reads it as the start of a code."
    for name in (*_COMMAND.findall(TAG.sub("", english)), *(one for one in NAMES if one in english)):
        if name not in form:
            yield f"Keep {name} as it is."


def _neat(english: str, form: str) -> Iterator[str]:
    """Spaces and signs."""
    if _edges(form) != _edges(english):
        yield "Begin and end with the same spaces and line breaks as the English: mostly none."
    if form.count("\n") != english.count("\n"):
        yield "Keep the line breaks of the English."
    if "  " in form or re.search(r" [.,](\s|$)", form):
        yield "Take out the stray space."
    if _INVISIBLE.search(form):
        yield "Take out the invisible mark: the bot itself keeps every part in its own direction."
    if re.search(r"[!?؟]{2,}|\.{3}", form):
        yield "Write one sign at the end, not a row; and … for three dots."
    if "!" in form and "!" not in english:
        yield "Say it calmly: the English has no exclamation mark."
    if _front(form) != _front(english):
        yield f"Begin it with {_front(english)}." if _front(english) else "Begin it with a word."


def _own_script(english: str, form: str, language: str) -> Iterator[str]:
    """Whether it is in the language at all."""
    words = [word for word in _LATIN_WORD.findall(_without(english)) if word not in _NAME_WORDS]
    if len(words) > 2 and form == english:
        yield "Translate it: this is still the English."
    script = _SCRIPTS.get(code_of(language))
    if script and words and not re.search(f"[{script}]", form) and any(word not in form for word in words):
        yield "Write it in the script of the language."
    if _DIGITS.search(form):
        yield "Write numbers as 1, 2, 3: dates and counts come that way too."


def _without(text: str) -> str:
    """The words alone: no tags, no names of arguments."""
    return FIELD.sub("", TAG.sub("", text))


def _length(text: str) -> int:
    return len(FIELD.sub("******", TAG.sub("", text)).replace("\ufe0f", ""))


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _end(text: str) -> str:
    """The kind of sign at the end, "" where there is none."""
    last = TAG.sub("", text).rstrip(_CLOSING)[-1:]
    return _ENDS.get(last, "")


def _front(text: str) -> str:
    """The signs and emoji before the first word."""
    found = _EMOJI.match(TAG.sub("", text))
    return found[0].strip() if found else ""
