"""Bars under each other: how many of each language, door, origin or municipality."""

from dataclasses import dataclass
from typing import Self

from dialogs.drawing.charts import bar, key
from dialogs.drawing.charts.amounts import Amount, most, nothing_in
from dialogs.drawing.charts.frame import Frame
from dialogs.drawing.charts.lettering import a_name, lettered, one_line, width_of
from dialogs.drawing.charts.sheet import EDGE, INNER, Sheet
from dialogs.drawing.fitting import Set
from dialogs.drawing.palette import FAINT, INK, TEAL
from dialogs.drawing.shaping import Ruler

MOST = 18
"""Rows in one picture for the chat: Telegram makes a longer one smaller, until it cannot be read."""
_LABEL = 13.0
_NUMBER = 14.0
_BESIDE = 12.0
_LABELS = 0.44
"""The share of the width that labels take at most; longer ones have several lines."""
_HIGH = 18.0
_GAP = 7.0
_APART = 8.0
_HAIR = 0.5


@dataclass(frozen=True, slots=True)
class Bars:
    """Amounts in the order they are drawn, the largest first; a rest ("elsewhere") last; all that are given.

    Its caption tells the largest and the smallest that are shown, the total, and how many groups are hidden
    and why. Where they have marks, `told` says what bars are, and what marks are.
    """

    frame: Frame
    amounts: tuple[Amount, ...]
    told: tuple[str, str] = ("", "")

    def draw(self) -> Sheet:
        """A row for each, with its name before the bar and its number after it."""
        if nothing_in(self.amounts):
            return bar.nothing(self.frame)
        columns = _Columns.of(Ruler(self.frame.reading), self.amounts)
        rows = [_Row.of(columns, one) for one in self.amounts]
        signs = [key.Sign(sign, told) for sign, told in zip((TEAL, "mark"), self.told, strict=True)]
        means = key.Key.of(columns.ruler, signs)
        above = means.height + 2 * _GAP if means.placed else 0
        sheet = Sheet(self.frame, above + sum(row.height for row in rows) + _GAP * (len(rows) - 1))
        means.draw(sheet, sheet.top)
        y = sheet.top + above
        for row in rows:
            row.draw(sheet, y, columns, most(self.amounts))
            y += row.height + _GAP
        return sheet


@dataclass(frozen=True, slots=True)
class _Columns:
    """How wide each column is: names, bars, numbers, what stands beside these."""

    ruler: Ruler
    label: float
    number: float
    beside: float

    @classmethod
    def of(cls, ruler: Ruler, amounts: tuple[Amount, ...]) -> Self:
        shown = [one for one in amounts if one.number is not None]
        labels = [lettered(ruler, a_name(one.label), _LABELS * INNER, _LABEL) for one in amounts]
        number = _widest(ruler, [one.told for one in shown], _NUMBER, bold=True)
        beside = _widest(ruler, [one.beside for one in shown], _BESIDE)
        label = max(width_of(ruler, one) for one in labels) + _HAIR
        return cls(ruler, label, number, beside + _APART if beside else 0)

    @property
    def start(self) -> float:
        """Where bars begin."""
        return EDGE + self.label + _APART

    @property
    def bar(self) -> float:
        """The width of the longest bar."""
        return INNER - self.label - _APART - self.number - self.beside - (_APART if self.number else 0)


def _widest(ruler: Ruler, words: list[str], size: float, *, bold: bool = False) -> float:
    return max((width_of(ruler, one_line(ruler, one, size, bold=bold)) for one in words), default=0)


@dataclass(frozen=True, slots=True)
class _Row:
    """An amount, set in its columns; of a hidden one the words take the room of bar and number."""

    amount: Amount
    label: Set
    number: Set
    beside: Set

    @classmethod
    def of(cls, columns: _Columns, amount: Amount) -> Self:
        ruler = columns.ruler
        label = lettered(ruler, a_name(amount.label), columns.label, _LABEL)
        if amount.number is None:
            room = EDGE + INNER - columns.start - bar.STUB - _APART
            return cls(amount, label, lettered(ruler, amount.told, room, _BESIDE), lettered(ruler, "", 1, 1))
        number = one_line(ruler, amount.told, _NUMBER, bold=True)
        return cls(amount, label, number, one_line(ruler, amount.beside, _BESIDE))

    @property
    def height(self) -> float:
        return max(self.label.height, self.number.height, _HIGH)

    def draw(self, sheet: Sheet, y: float, columns: _Columns, longest: float) -> None:
        middle = y + self.height / 2
        top = middle - _HIGH / 2
        hidden = self.amount.number is None
        sheet.words(self.label, EDGE, middle - self.label.height / 2, columns.label, FAINT if hidden else INK)
        if hidden:
            bar.draw(sheet, columns.start, top, bar.STUB, _HIGH, None, longest)
            x = columns.start + bar.STUB + _APART
            sheet.words(self.number, x, middle - self.number.height / 2, INNER, FAINT)
            return
        bar.draw(sheet, columns.start, top, columns.bar, _HIGH, self.amount.number, longest)
        if self.amount.mark is not None:
            bar.mark(sheet, columns.start + columns.bar * self.amount.mark / longest, top, _HIGH)
        foot = middle - self.number.height / 2 + self.number.depth
        room = INNER - columns.beside
        sheet.words(self.number, EDGE, foot - self.number.depth, room, INK, "end")
        sheet.words(self.beside, EDGE, foot - self.beside.depth, INNER, FAINT, "end")
