"""Lettering of a chart: words in lines, at the size they are meant to have."""

import re

from dialogs.drawing.fitting import Set, Words, fit
from dialogs.drawing.letters import AS_IT_BEGINS, END_OF_ISOLATE, drawable
from dialogs.drawing.shaping import Ruler, left_to_right

_HIGH = 10_000.0
_NARROWEST = 0.75
"""A long word may make its text so much smaller, before it is broken."""
_SIGNED = re.compile(r"(?<!\d)[+\-−]\d[\d.,٫٬]*")
_NOTHING = Set((), 0, 0, 0, False, 0)


def lettered(
    ruler: Ruler,
    words: str,
    width: float,
    size: float,
    *,
    bold: bool = False,
    even: bool = False,
    gap: float = 0,
) -> Set:
    """Words of this size in points, in as many lines as the width asks for; no lines where there are none."""
    text = Words(_signed(drawable(words)), width, size * _NARROWEST, size, bold=bold, even=even, gap=gap)
    return fit(ruler, {"": text}, _HIGH).get("", _NOTHING)


def _signed(words: str) -> str:
    """A sign stays before its number, whichever way the words around it are read."""
    return _SIGNED.sub(lambda found: left_to_right(found[0]), words)


def one_line(ruler: Ruler, words: str, size: float, *, bold: bool = False) -> Set:
    """Words of this size that stay in one line."""
    return lettered(ruler, words, _HIGH, size, bold=bold)


def a_name(words: str) -> str:
    """A name, which is read in the direction of its own first letter: an apostrophe before it stays there."""
    return f"{AS_IT_BEGINS}{words}{END_OF_ISOLATE}"


def width_of(ruler: Ruler, found: Set) -> float:
    """The width of the longest of its lines, in points."""
    return max((ruler.width(line, bold=found.bold) * found.size for line in found.lines), default=0)


def foot_of(found: Set) -> float:
    """From its top to the foot of the letters in its last line, in points."""
    return max(0, len(found.lines) - 1) * found.leading + found.depth


def stacked(*found: Set) -> float:
    """The height of texts under each other."""
    return sum(one.height + one.gap for one in found)
