"""The steps of a transcript, and how they are read from its lines.

A line is one step; lines that begin with white space go on with it, `#` begins a remark.

    --- Ana uses Telegram in Turkish (tr)   her language, en unless it is said; (-): none is told
    Ana: words                              typed; words that look like something else begin with a backslash
    Ana: [Label]    Ana: [Label] (older)    taps the newest button with this label, or an older one
    Ana: 📍 52.37, 4.89                     shares a place
    Ana: (photo)                            or sticker, contact
    Ana: (voice 4 s)                        a voice message of four seconds; (voice): of one
    Ana: (forbids voice messages)           or (allows voice messages)
    Ana: (opens PAYLOAD)                    follows a link to the bot; (opens Ben's link): Ben's newest
    Ana: (forwards to Ben)                  the bot's newest message
    Ana: (blocks the bot)                   or (unblocks the bot)
    --- three days pass                     also: 2 hours and 10 minutes pass
    --- it is 2027-01-18 10:00              local time
    --- the bot restarts
    bot: words …                            sent or edited; `…` stands for any text
         [A] [B]                            all its buttons; `[…]` for any more of them
    bot (venue): Name, address              or location, document, photo, voice
    bot (toast): words                      or alert; (edits): an edit, not a new message
    bot (keyboard): [📍 …]                  or no keyboard, buttons, deletes: need not be listed
    bot (to Ben): words                     to somebody other than who acted last
    bot: …                                  last: and whatever else it says
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox.keyboards import label_of, visible

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Said:
    person: str
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Tapped:
    """`older` counts the newer messages that have a button with this label too."""

    person: str
    label: str
    older: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True)
class Shared:
    person: str
    latitude: float
    longitude: float
    line: int = 0


@dataclass(frozen=True, slots=True)
class Sent:
    """`kind` is photo, sticker or contact."""

    person: str
    kind: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Spoken:
    """A voice message of so many seconds."""

    person: str
    seconds: int
    line: int = 0


@dataclass(frozen=True, slots=True)
class Forbade:
    """Takes voice messages from nobody, or does again."""

    person: str
    forbids: bool
    line: int = 0


@dataclass(frozen=True, slots=True)
class Blocked:
    person: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Unblocked:
    person: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Opened:
    """Followed a link to the bot: with a payload, or the newest one on the phone of `whose`."""

    person: str
    payload: str = ""
    whose: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Forwarded:
    """Passed the newest message of the bot on to another person's phone."""

    person: str
    to: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Uses:
    """Says which language a person's Telegram is in (None: it does not tell)."""

    person: str
    language_code: str | None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Passed:
    time: timedelta
    line: int = 0


@dataclass(frozen=True, slots=True)
class Moved:
    """The clock is put to a moment, in local time when it has no time zone."""

    moment: datetime
    line: int = 0


@dataclass(frozen=True, slots=True)
class Restarted:
    line: int = 0


@dataclass(frozen=True, slots=True)
class Expected:
    """What the bot is to say or do; `…` in text and labels stands for anything, `to` "" for who acted last.

    `mark` is "" or one of `MARKS`. `rows` is None when no buttons are listed: then there must be none.
    """

    to: str
    mark: str
    text: str
    rows: Rows | None = None
    line: int = 0

    @property
    def anything(self) -> bool:
        return self.text == "…" and not self.mark and self.rows is None


Act = Said | Tapped | Shared | Sent | Spoken | Forbade | Blocked | Unblocked | Opened | Forwarded
Step = Act | Uses | Passed | Moved | Restarted | Expected

KINDS = ("venue", "location", "document", "photo", "voice")
MARKS = (*KINDS, "edits", "toast", "alert", "keyboard", "no keyboard", "buttons", "deletes")

_LINE = re.compile(
    r"(?P<who>[^:()\[\]]+?) *(?:\((?P<marks>[^()]*)\))?(?::(?: (?P<what>.*))?|(?<=\))(?P<bare>))"
)
_ROW = re.compile(r"\[[^\[\]]*\](?: *\[[^\[\]]*\])*")
_TAP = re.compile(r"\[(?P<label>[^\[\]]*)\](?P<again> \(older(?: (?P<older>\d+))?\))?")
_PLACE = re.compile(r"📍 ?(-?\d+(?:\.\d+)?), ?(-?\d+(?:\.\d+)?)")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SPAN = re.compile(r"(\w+) (minute|hour|day|week)s?")


def read(text: str) -> tuple[Step, ...]:
    """The steps of a transcript. Raises `ValueError` that names the line."""
    paragraphs: list[tuple[int, list[str]]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        if line[0].isspace():
            if not paragraphs:
                raise ValueError(f"line {number}: nothing to continue")
            paragraphs[-1][1].append(line.strip())
        else:
            paragraphs.append((number, [visible(line).rstrip()]))
    return tuple(_step(number, lines) for number, lines in paragraphs)


def _step(number: int, lines: list[str]) -> Step:
    if lines[0].startswith("---"):
        return _happening(number, " ".join(lines).strip("- "))
    match = _LINE.fullmatch(lines[0])
    if match is None:
        raise ValueError(f"line {number}: who does this? {lines[0]}")
    lines = [match["what"] or "", *lines[1:]]
    if match["who"] == "bot":
        return _expected(number, match["marks"] or "", lines)
    if match["marks"]:
        raise ValueError(f"line {number}: ({match['marks']}) goes after the colon")
    return _act(number, match["who"], "\n".join(lines))


def _happening(number: int, words: str) -> Step:
    if words == "the bot restarts":
        return Restarted(number)
    if uses := re.fullmatch(r"(.+) uses Telegram in (?:.+ )?\((.+)\)", words):
        return Uses(uses[1], None if uses[2] == "-" else uses[2], number)
    if moved := re.fullmatch(r"it is (\d{4}-.+)", words):
        return Moved(datetime.fromisoformat(moved[1]), number)
    spans = _SPAN.findall(words)
    if not spans or not words.endswith(("pass", "passes")):
        raise ValueError(f"line {number}: what happens? {words}")
    total = timedelta()
    for amount, unit in spans:
        total += _count(number, amount.lower()) * timedelta(**{f"{unit}s": 1})
    return Passed(total, number)


def _count(number: int, word: str) -> int:
    if word in ("a", "an"):
        return 1
    if word in _NUMBERS:
        return _NUMBERS.index(word)
    if word.isdecimal():
        return int(word)
    raise ValueError(f"line {number}: how many? {word}")


def _expected(number: int, marks: str, lines: list[str]) -> Expected:
    to = mark = ""
    for word in filter(None, (part.strip() for part in marks.split(","))):
        if word.startswith("to "):
            to = word.removeprefix("to ").strip()
        elif word in MARKS and not mark:
            mark = word
        else:
            raise ValueError(f"line {number}: the bot cannot do this: {word}")
    rows: list[tuple[str, ...]] = []
    while lines and _ROW.fullmatch(lines[-1]):
        rows.insert(0, tuple(label_of(label) for label in re.findall(r"\[([^\[\]]*)\]", lines.pop())))
    return Expected(to, mark, "\n".join(lines), tuple(rows) or None, number)


def _act(number: int, person: str, what: str) -> Act:
    if tap := _TAP.fullmatch(what):
        older = int(tap["older"] or 1) if tap["again"] else 0
        return Tapped(person, label_of(tap["label"]), older, number)
    if place := _PLACE.fullmatch(what):
        return Shared(person, float(place[1]), float(place[2]), number)
    if not (what.startswith("(") and what.endswith(")")):
        return Said(person, what.removeprefix("\\"), number)
    words = what[1:-1]
    if words in ("photo", "sticker", "contact"):
        return Sent(person, words, number)
    if voice := re.fullmatch(r"voice(?: (\d+) s)?", words):
        return Spoken(person, int(voice[1] or 1), number)
    if words in ("forbids voice messages", "allows voice messages"):
        return Forbade(person, words.startswith("forbids"), number)
    if words == "blocks the bot":
        return Blocked(person, number)
    if words == "unblocks the bot":
        return Unblocked(person, number)
    if link := re.fullmatch(r"opens (.+)['’]s? link", words):
        return Opened(person, whose=link[1], line=number)
    if opened := re.fullmatch(r"opens (\S+)", words):
        return Opened(person, opened[1], line=number)
    if forwarded := re.fullmatch(r"forwards to (.+)", words):
        return Forwarded(person, forwarded[1], number)
    raise ValueError(f"line {number}: {person} cannot do this: {what}")
