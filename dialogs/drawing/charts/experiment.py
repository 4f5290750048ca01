"""An experiment: two wordings beside each other, and what lies between them."""

from dataclasses import dataclass

from dialogs.drawing.charts import bar
from dialogs.drawing.charts.frame import Frame
from dialogs.drawing.charts.intervals import Intervals, Lanes
from dialogs.drawing.charts.lettering import lettered
from dialogs.drawing.charts.sheet import EDGE, INNER, Sheet
from dialogs.drawing.palette import INK, SAND
from dialogs.drawing.shaping import Ruler

_VERDICT = 15.0
_PAD = 12.0
_GAP = 16.0


@dataclass(frozen=True, slots=True)
class Experiment:
    """The share of each wording, and the difference of the two held against a line at 0.

    `verdict` says in a sentence what may be concluded ("We cannot tell yet"). Its caption tells both shares,
    the difference with its bounds, that they hold 95 times of 100, by which rule it was looked at, and the
    verdict.
    """

    frame: Frame
    wordings: Intervals
    difference: Intervals
    verdict: str

    def draw(self) -> Sheet:
        """The wordings, the difference, the verdict."""
        if not any(one.value is not None for one in self.wordings.estimates):
            return bar.nothing(self.frame)
        ruler = Ruler(self.frame.reading)
        panels = [Lanes.of(ruler, found) for found in (self.wordings, self.difference)]
        verdict = lettered(ruler, self.verdict, INNER - 2 * _PAD, _VERDICT, bold=True, even=True)
        box = verdict.height + 2 * _PAD if verdict.lines else 0
        sheet = Sheet(self.frame, sum(panel.height + _GAP for panel in panels) + box)
        y = sheet.top
        for panel in panels:
            panel.draw(sheet, y)
            y += panel.height + _GAP
        if verdict.lines:
            sheet.box(EDGE, y, INNER, box, SAND)
            sheet.words(verdict, EDGE + _PAD, y + _PAD, INNER - 2 * _PAD, INK)
        return sheet
