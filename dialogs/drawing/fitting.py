"""Fitting: words broken into lines, and all the texts of a drawing made as large as their room allows."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, pairwise, takewhile

from dialogs.drawing.letters import END_OF_ISOLATE, ISOLATES
from dialogs.drawing.shaping import Ruler

STEPS = 16
"""Sizes tried between the largest and the least."""
SHRINK = 0.95
"""Below the least each is so much smaller than the last."""
HAIR = 0.999
"""What is made just as wide as its room stays a hair within it."""
_LATIN = (1.22, 0.93)
_TALLER = (("\u1200", "\u139f", (1.28, 0.97)), ("\u0600", "\u077f", (1.44, 0.96)))
"""The room of a line and how deep in it the letters stand, in ems; scripts with taller letters than Latin."""
_BREAK_AFTER = "-/–—&=?_.@"
LONGEST_PIECE = 120
"""Letters that are kept together at most: nobody reads a longer word in one go."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text that wants room: as large as `most` points, `least` unless there really is no room.

    `even` makes its lines equally long; `whole` keeps it in one line, down to `least`.
    """

    words: str
    width: float
    least: float
    most: float
    bold: bool = False
    even: bool = False
    whole: bool = False
    gap: float = 0
    """Room above it."""


@dataclass(frozen=True, slots=True)
class Set:
    """A text in its lines: its size, the room of a line, and how deep in it the letters stand, in points."""

    lines: tuple[str, ...]
    size: float
    leading: float
    depth: float
    bold: bool
    gap: float

    @property
    def height(self) -> float:
        """The room of its lines."""
        return self.leading * len(self.lines)


def fit(ruler: Ruler, texts: Mapping[str, Words], height: float, *, hero: str = "") -> dict[str, Set]:
    """Texts under each other within a height; what is empty is left out.

    They grow and shrink together; after that the hero takes what room is left.
    """
    wanted = {name: text for name, text in texts.items() if text.words}
    for scale in _scales():
        found = {name: _set(ruler, text, scale) for name, text in wanted.items()}
        if height_of(found) <= height:
            break
    if hero in wanted and scale >= 1:
        room = height - height_of(found) + found[hero].height
        for larger in takewhile(lambda tried: tried > scale, _scales()):
            grown = _set(ruler, wanted[hero], larger)
            if grown.height <= room:
                return {**found, hero: grown}
    return found


def height_of(found: Mapping[str, Set]) -> float:
    """The room that texts take under each other."""
    return sum(one.height + one.gap for one in found.values())


def _scales() -> Iterator[float]:
    """From 2 (the most) over 1 (the least) on towards nothing."""
    yield from (1 + step / STEPS for step in range(STEPS, -1, -1))
    yield from (SHRINK**step for step in count(1))


def _size(ruler: Ruler, text: Words, scale: float) -> float:
    """The size at this scale; a text with a long word is made smaller by itself, down to its least."""
    if scale <= 1:
        return text.least * scale
    lines = text.words.split("\n")
    kept = lines if text.whole else [word for line in lines for word, _ in _pieces(line)]
    longest = max(ruler.width(words, bold=text.bold) for words in kept)
    room = HAIR * text.width / longest if longest else text.most
    return min(text.least + (text.most - text.least) * (scale - 1), max(text.least, room))


def _set(ruler: Ruler, text: Words, scale: float) -> Set:
    size = _size(ruler, text, scale)
    room = text.width / size
    lines = _lines(ruler, text, room)
    if text.even and len(lines) > 1:
        lines = _evened(ruler, text, room, lines)
    leading, depth = _room(text.words)
    return Set(_closed(lines), size, leading * size, depth * size, text.bold, text.gap * min(scale, 1))


def _room(words: str) -> tuple[float, float]:
    """What the tallest script in some words needs."""
    needed = [_LATIN]
    needed += (room for first, last, room in _TALLER if any(first <= letter <= last for letter in words))
    return max(needed)


def _evened(ruler: Ruler, text: Words, room: float, lines: list[str]) -> list[str]:
    """The same number of lines, in the narrowest room that holds them and breaks no word."""
    words = (word for line in lines for word, _ in _pieces(line))
    narrow, wide = max(room / 2, *(ruler.width(word, bold=text.bold) for word in words)), room
    for _ in range(8):
        middle = (narrow + wide) / 2
        tried = _lines(ruler, text, middle)
        if len(tried) > len(lines):
            narrow = middle
        else:
            wide, lines = middle, tried
    return lines


def _lines(ruler: Ruler, text: Words, room: float) -> list[str]:
    """The words in lines no wider than the room, in ems; a word that is wider by itself is broken."""
    lines: list[str] = []
    for paragraph in text.words.split("\n"):
        line = ""
        for word, spaced in _pieces(paragraph):
            longer = f"{line} {word}" if line and spaced else line + word
            if ruler.width(longer, bold=text.bold) <= room:
                line = longer
                continue
            if line:
                lines.append(line)
            *full, line = _broken(ruler, word, text.bold, room)
            lines += full
        lines.append(line)
    return lines


def _pieces(words: str) -> Iterator[tuple[str, bool]]:
    """What is not broken if it can be helped, each with whether a space stands before it."""
    for word in words.split(" "):
        start, spaced = 0, True
        for index, letter in enumerate(word):
            if index - start >= LONGEST_PIECE and not _is_mark(letter):
                yield word[start:index], spaced
                start, spaced = index, False
        yield word[start:], spaced


def _broken(ruler: Ruler, word: str, bold: bool, room: float) -> list[str]:
    """A word in pieces that fit: parted after a hyphen or a slash, else after any letter; one always fits."""
    if ruler.width(word, bold=bold) <= room:
        return [word]
    pieces = [""]
    for part in _parts(word):
        if ruler.width(pieces[-1] + part, bold=bold) <= room:
            pieces[-1] += part
            continue
        pieces.append("")
        for letter in _letters(part):
            if pieces[-1] and ruler.width(pieces[-1] + letter, bold=bold) > room:
                pieces.append(letter)
            else:
                pieces[-1] += letter
    return [piece for piece in pieces if piece]


def _parts(word: str) -> Iterator[str]:
    """A long word where it may be parted without a thought: `Zwijndrecht-`, `Noord`."""
    start = 0
    for index in range(1, len(word)):
        if word[index - 1] in _BREAK_AFTER and word[index].isalnum():
            yield word[start:index]
            start = index
    yield word[start:]


def _letters(word: str) -> Iterator[str]:
    """Letters with the marks that belong to them."""
    marks = [index for index, letter in enumerate(word) if index and not _is_mark(letter)]
    for start, end in pairwise((0, *marks, len(word))):
        yield word[start:end]


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter) in ("Mn", "Mc", "Me", "Cf")


def _closed(lines: Sequence[str]) -> tuple[str, ...]:
    """Lines that each begin and end the isolates they stand in, since each is drawn by itself."""
    done: list[str] = []
    opened = ""
    for line in lines:
        before = opened
        for letter in line:
            if letter in ISOLATES:
                opened += letter
            elif letter == END_OF_ISOLATE:
                opened = opened[:-1]
        done.append(before + line + END_OF_ISOLATE * len(opened))
    return tuple(done)
