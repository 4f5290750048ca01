"""The funnel: how many were left after each step, from asked to matched."""

from dataclasses import dataclass

from dialogs.drawing.charts import bar
from dialogs.drawing.charts.amounts import Amount, most, nothing_in
from dialogs.drawing.charts.frame import Frame
from dialogs.drawing.charts.lettering import foot_of, lettered, one_line, stacked, width_of
from dialogs.drawing.charts.sheet import EDGE, INNER, Sheet
from dialogs.drawing.fitting import Set
from dialogs.drawing.palette import FAINT, INK
from dialogs.drawing.shaping import Ruler

_LABEL = 14.0
_NUMBER = 17.0
_BESIDE = 12.0
_HIGH = 16.0
_GAP = 15.0
_APART = 10.0
_UNDER = 6.0


@dataclass(frozen=True, slots=True)
class Funnel:
    """Steps from first to last; `beside` tells the share of the step before ("62 % of those asked").

    Its caption tells each step's number, the share of the step before, and where most were lost.
    """

    frame: Frame
    steps: tuple[Amount, ...]

    def draw(self) -> Sheet:
        """Bars under each other, each as long as its part of the longest."""
        if nothing_in(self.steps):
            return bar.nothing(self.frame)
        ruler = Ruler(self.frame.reading)
        rows = [_Row.of(ruler, step) for step in self.steps]
        sheet = Sheet(self.frame, sum(row.height for row in rows) + _GAP * (len(rows) - 1))
        y = sheet.top
        for row in rows:
            row.draw(sheet, y, most(self.steps))
            y += row.height + _GAP
        return sheet


@dataclass(frozen=True, slots=True)
class _Row:
    """A step, set."""

    step: Amount
    number: Set
    label: Set
    beside: Set

    @classmethod
    def of(cls, ruler: Ruler, step: Amount) -> "_Row":
        hidden = step.number is None
        number = one_line(ruler, step.told, _BESIDE if hidden else _NUMBER, bold=not hidden)
        room = INNER - width_of(ruler, number) - _APART
        return cls(
            step,
            number,
            lettered(ruler, step.label, room, _LABEL, bold=True),
            lettered(ruler, step.beside, INNER, _BESIDE, gap=3),
        )

    @property
    def height(self) -> float:
        return self._words + _HIGH + stacked(self.beside)

    @property
    def _words(self) -> float:
        """The room of the label and of the number, whose last lines stand on the same foot."""
        return max(self.number.depth, foot_of(self.label)) + _UNDER

    def draw(self, sheet: Sheet, y: float, longest: float) -> None:
        colour = FAINT if self.step.number is None else INK
        sheet.words(self.label, EDGE, y + self._words - _UNDER - foot_of(self.label), INNER, colour)
        sheet.words(self.number, EDGE, y + self._words - _UNDER - self.number.depth, INNER, colour, "end")
        y += self._words
        bar.draw(sheet, EDGE, y, INNER, _HIGH, self.step.number, longest)
        sheet.words(self.beside, EDGE, y + _HIGH + self.beside.gap, INNER, FAINT)
