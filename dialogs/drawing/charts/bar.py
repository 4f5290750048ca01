"""A bar: as long as its number, or a hatched stub that tells nothing but that there is something."""

from dialogs.drawing.charts.frame import Frame
from dialogs.drawing.charts.lettering import lettered
from dialogs.drawing.charts.sheet import EDGE, INNER, Sheet
from dialogs.drawing.palette import FAINT, INK, ORANGE, PAPER, SAND, TEAL
from dialogs.drawing.shaping import Ruler

STUB = 26.0
"""The length of a hidden bar, whatever stands behind it."""
_EMPTY = 120.0
_PAD = 20.0
_MARK = 3.0
_OVER = 2.0
_LEAST = 1.5
"""Of a bar in points, so that a number above 0 is seen."""


def draw(
    sheet: Sheet, x: float, y: float, width: float, height: float, number: float | None, longest: float
) -> None:
    """A bar in its room, where `longest` would fill it."""
    sheet.box(x, y, width, height, SAND)
    if number is None:
        stub(sheet, x, y, STUB, height)
    elif number > 0:
        sheet.box(x, y, max(_LEAST, width * number / longest), height, TEAL)


def stub(sheet: Sheet, x: float, y: float, width: float, height: float) -> None:
    """What stands for a hidden group: hatched, and as large as every other."""
    sheet.box(x, y, width, height, PAPER, hatched=FAINT)


def mark(sheet: Sheet, x: float, y: float, height: float) -> None:
    """A line across a bar, at what its number is held against; its paper edge parts it from the bar."""
    for width, colour in ((2 * _MARK, PAPER), (_MARK, ORANGE)):
        sheet.box(x - width / 2, y - _OVER, width, height + 2 * _OVER, colour)


def nothing(frame: Frame) -> Sheet:
    """A sheet that says there is nothing to draw."""
    words = lettered(Ruler(frame.reading), frame.empty, INNER - 2 * _PAD, 15)
    height = max(_EMPTY, words.height + 2 * _PAD)
    sheet = Sheet(frame, height)
    sheet.box(EDGE, sheet.top, INNER, height, SAND)
    sheet.words(words, EDGE + _PAD, sheet.top + (height - words.height) / 2, INNER - 2 * _PAD, INK, "middle")
    return sheet
