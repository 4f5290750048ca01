"""How a line reads: the runs it is drawn in, from left to right, and how wide they are."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from dialogs.drawing.letters import END_OF_ISOLATE, ISOLATES, LEFT_TO_RIGHT, face

if TYPE_CHECKING:
    import uharfbuzz as hb

_RIGHT_TO_LEFT = frozenset(("R", "AL", "AN"))
_UNSEEN = frozenset(ISOLATES + END_OF_ISOLATE)
_SCRIPTS = (
    ("Grek", 0x370, 0x3FF),
    ("Cyrl", 0x400, 0x52F),
    ("Arab", 0x600, 0x77F),
    ("Ethi", 0x1200, 0x139F),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """Whose eyes it is for: the language, and where a line begins."""

    language: str
    right_to_left: bool

    @property
    def tag(self) -> str:
        """The language as files and fonts name it."""
        return self.language.partition("@")[0].replace("_", "-")


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one script that are read in one direction; `width` in ems."""

    words: str
    right_to_left: bool
    width: float


class Ruler:
    """Measures words for one drawing; it remembers them no longer than that."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._widths: dict[tuple[str, bool], float] = {}

    def width(self, words: str, *, bold: bool) -> float:
        """How wide words are on one line, in ems."""
        key = (words, bold)
        if key not in self._widths:
            self._widths[key] = sum(run.width for run in self.runs(words, bold=bold))
        return self._widths[key]

    def runs(self, line: str, *, bold: bool) -> list[Run]:
        """A line's runs from left to right."""
        return [
            Run(words, turned, _advance(words, turned, bold, self._reading.tag))
            for words, turned in _ordered(line, self._reading.right_to_left)
        ]


def left_to_right(words: str) -> str:
    """Digits and Latin letters whose groups must stay in order, whatever stands around them."""
    return f"{LEFT_TO_RIGHT}{words}{END_OF_ISOLATE}" if words else ""


def address(words: str) -> str:
    """A lone address reads from left to right, whoever reads it; one in a sentence is the sentence's."""
    return words if " " in words else left_to_right(words)


def _ordered(line: str, right_to_left: bool) -> list[tuple[str, bool]]:
    """The line in pieces of one direction and one script, as they stand from left to right."""
    if not right_to_left and not any(bidirectional(letter) in _RIGHT_TO_LEFT for letter in line):
        return [(words, False) for words in _by_script([letter for letter in line if letter not in _UNSEEN])]
    pieces: list[tuple[str, int]] = []
    for letters, level in _levels(line, right_to_left):
        found = [(words, level) for words in _by_script(letters)]
        pieces += found
    for depth in range(max((level for _, level in pieces), default=0), 0, -1):
        pieces = _turned(pieces, depth)
    return [(words, bool(level % 2)) for words, level in pieces]


def _levels(line: str, right_to_left: bool) -> list[tuple[list[str], int]]:
    """Letters beside each other of one level of the Unicode Bidirectional Algorithm, in reading order."""
    from fpdf.bidi import BidiParagraph
    from fpdf.enums import TextDirection

    direction = TextDirection.RTL if right_to_left else TextDirection.LTR
    groups: list[tuple[list[str], int]] = []
    for one in BidiParagraph(text=line, base_direction=direction, preserve_bn_chars=True).characters:
        if one.character in _UNSEEN:
            continue
        if groups and groups[-1][1] == one.embedding_level:
            groups[-1][0].append(one.character)
        else:
            groups.append(([one.character], one.embedding_level))
    return groups


def _turned(pieces: list[tuple[str, int]], depth: int) -> list[tuple[str, int]]:
    """Turn around what stands together at this depth or deeper."""
    done: list[tuple[str, int]] = []
    held: list[tuple[str, int]] = []
    for piece in pieces:
        if piece[1] >= depth:
            held.append(piece)
        else:
            done += [*reversed(held), piece]
            held = []
    return [*done, *reversed(held)]


def _by_script(letters: list[str]) -> list[str]:
    """Letters in pieces of one script each; what all scripts share goes with what is before it."""
    pieces: list[str] = []
    current: str | None = None
    for letter in letters:
        script = _script(letter)
        if pieces and (script is None or current in (None, script)):
            pieces[-1] += letter
        else:
            pieces.append(letter)
        current = script or current
    return pieces


def _script(letter: str) -> str | None:
    for name, first, last in _SCRIPTS:
        if first <= ord(letter) <= last:
            return name if letter.isalpha() else None
    return "Latn" if letter.isalpha() else None


@lru_cache
def _font(*, bold: bool) -> "hb.Font":
    import uharfbuzz as hb

    return hb.Font(face(bold=bold))


def _advance(words: str, right_to_left: bool, bold: bool, tag: str) -> float:
    """How far the pen goes, exactly as it will when this is drawn."""
    import uharfbuzz as hb

    buffer = hb.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if right_to_left else "ltr"
    buffer.language = tag
    hb.shape(_font(bold=bold), buffer, {})
    return float(sum(position.x_advance for position in buffer.glyph_positions) / face(bold=bold).upem)
