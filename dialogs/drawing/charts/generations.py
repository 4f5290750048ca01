"""Asking-R: how many new asks each person asked made, generation by generation."""

from dataclasses import dataclass

from dialogs.drawing.charts import bar
from dialogs.drawing.charts.frame import Frame
from dialogs.drawing.charts.intervals import Intervals, Lanes
from dialogs.drawing.charts.sheet import Sheet
from dialogs.drawing.shaping import Ruler


@dataclass(frozen=True, slots=True)
class Generations:
    """An estimate for each generation; its line is at 1, from where asking goes on by itself.

    Its caption tells the figure and the bounds of each generation, that they hold 95 times of 100, and
    whether asking goes on by itself, dies out, or cannot be told.
    """

    frame: Frame
    found: Intervals

    def draw(self) -> Sheet:
        """A lane for each generation, the first on top."""
        if not self.found.estimates:
            return bar.nothing(self.frame)
        lanes = Lanes.of(Ruler(self.frame.reading), self.found)
        sheet = Sheet(self.frame, lanes.height)
        lanes.draw(sheet, sheet.top)
        return sheet
