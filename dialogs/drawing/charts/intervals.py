"""Figures with the bounds they lie between, on lanes under each other."""

from dataclasses import dataclass
from typing import Self

from dialogs.drawing.charts.lettering import foot_of, lettered, one_line, stacked, width_of
from dialogs.drawing.charts.scale import Mark
from dialogs.drawing.charts.sheet import EDGE, INNER, Sheet
from dialogs.drawing.fitting import Set
from dialogs.drawing.palette import FAINT, INK, ORANGE, PAPER, SAND, TEAL
from dialogs.drawing.shaping import Ruler

_LABEL = 14.0
_NUMBER = 16.0
_SMALL = 12.0
_MARK = 11.0
_LANE = 22.0
_UNDER = 5.0
_GAP = 12.0
_APART = 10.0
_SIDE = 10.0
"""Room beside a lane's ends, so that a dot on its end stays on it."""
_TIP = 5.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure that is known between bounds. Without a value there were too few, and `told` says so.

    `told` is the value and `between` its bounds in words; `rough` draws them as a broken line, and then
    `between` says that they are.
    """

    label: str
    value: float | None
    low: float
    high: float
    told: str
    between: str
    rough: bool = False


@dataclass(frozen=True, slots=True)
class Intervals:
    """Estimates, the marks of their scale from end to end, and the mark they are held against, if any."""

    estimates: tuple[Estimate, ...]
    marks: tuple[Mark, ...]
    line: Mark | None = None


@dataclass(frozen=True, slots=True)
class Lanes:
    """Intervals, set."""

    line: Mark | None
    marks: tuple[Mark, ...]
    line_told: Set
    marks_told: tuple[Set, ...]
    rows: tuple["_Row", ...]

    @classmethod
    def of(cls, ruler: Ruler, chart: Intervals) -> Self:
        """In the whole width."""
        line = lettered(ruler, chart.line.told if chart.line else "", INNER, _SMALL, bold=True, gap=4)
        marks = tuple(one_line(ruler, mark.told, _MARK) for mark in chart.marks)
        return cls(
            chart.line, chart.marks, line, marks, tuple(_Row.of(ruler, one) for one in chart.estimates)
        )

    @property
    def height(self) -> float:
        """The room of all of it."""
        rows = sum(row.height + _GAP for row in self.rows)
        return stacked(self.line_told) + rows + max((mark.height for mark in self.marks_told), default=0)

    def draw(self, sheet: Sheet, top: float) -> None:
        """What they are held against, a lane for each, and the scale under the last."""
        if self.line:
            self._over(sheet, self.line_told, self.line.value, top, ORANGE)
        y = top + stacked(self.line_told)
        for row in self.rows:
            row.words(sheet, y)
            self._lane(sheet, row.estimate, y + row.above)
            y += row.height + _GAP
        for mark, told in zip(self.marks, self.marks_told, strict=True):
            self._over(sheet, told, mark.value, y - _GAP / 2, FAINT)

    def _over(self, sheet: Sheet, told: Set, value: float, y: float, colour: str) -> None:
        """Words in the middle of where a value stands, as far as the edges let them."""
        wide = width_of(sheet.ruler, told)
        x = min(max(self._at(value) - wide / 2, EDGE), EDGE + INNER - wide)
        sheet.words(told, x, y, wide, colour, "middle")

    def _at(self, value: float) -> float:
        low, high = self.marks[0].value, self.marks[-1].value
        return EDGE + _SIDE + (INNER - 2 * _SIDE) * (value - low) / (high - low)

    def _lane(self, sheet: Sheet, estimate: Estimate, y: float) -> None:
        middle, foot = y + _LANE / 2, y + _LANE
        sheet.box(EDGE, y, INNER, _LANE, SAND)
        for mark in self.marks:
            x = self._at(mark.value)
            sheet.axes.plot((x, x), (y, foot), color=PAPER, linewidth=1.2)
        if self.line:
            x = self._at(self.line.value)
            sheet.axes.plot((x, x), (y - 2, foot + 2), color=ORANGE, linewidth=1.8)
        if estimate.value is not None:
            self._bounds(sheet, estimate, middle)
            if self._shown(estimate.value) == estimate.value:
                sheet.axes.plot(self._at(estimate.value), middle, "o", color=TEAL, markersize=10)

    def _bounds(self, sheet: Sheet, estimate: Estimate, middle: float) -> None:
        bounds = estimate.low, estimate.high
        ends = [self._at(self._shown(bound)) for bound in bounds]
        style = (0, (1.5, 1)) if estimate.rough else "-"
        sheet.axes.plot(ends, (middle, middle), color=TEAL, linewidth=3, linestyle=style)
        for bound, x, way in zip(bounds, ends, (-1, 1), strict=True):
            self._end(sheet, x, middle, way if self._shown(bound) != bound else 0)

    def _shown(self, value: float) -> float:
        """The value, or the end of the scale beyond which it lies."""
        return min(max(value, self.marks[0].value), self.marks[-1].value)

    def _end(self, sheet: Sheet, x: float, middle: float, way: int) -> None:
        """The end of a line of bounds: a bar, or an arrow where they go on beyond the scale."""
        if way:
            points = (x, x + way * 2 * _TIP, x), (middle - _TIP, middle, middle + _TIP)
            sheet.axes.fill(*points, color=TEAL, linewidth=0)
        else:
            sheet.axes.plot((x, x), (middle - _TIP, middle + _TIP), color=TEAL, linewidth=2)


@dataclass(frozen=True, slots=True)
class _Row:
    """An estimate's words, set."""

    estimate: Estimate
    label: Set
    told: Set
    between: Set

    @classmethod
    def of(cls, ruler: Ruler, estimate: Estimate) -> Self:
        known = estimate.value is not None
        told = one_line(ruler, estimate.told, _NUMBER if known else _SMALL, bold=known)
        room = INNER - width_of(ruler, told) - _APART
        label = lettered(ruler, estimate.label, room, _LABEL, bold=True)
        return cls(estimate, label, told, lettered(ruler, estimate.between, INNER, _SMALL, gap=2))

    @property
    def above(self) -> float:
        """The room of the words above the lane."""
        return max(foot_of(self.label), self.told.depth) + _UNDER + 1

    @property
    def height(self) -> float:
        return self.above + _LANE + stacked(self.between)

    def words(self, sheet: Sheet, y: float) -> None:
        colour = INK if self.estimate.value is not None else FAINT
        foot = y + self.above - _UNDER - 1
        sheet.words(self.label, EDGE, foot - foot_of(self.label), INNER, colour)
        sheet.words(self.told, EDGE, foot - self.told.depth, INNER, colour, "end")
        below = y + self.above + _LANE + self.between.gap
        sheet.words(self.between, EDGE, below, INNER, FAINT)
