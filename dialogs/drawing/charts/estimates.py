"""Estimates held against one line: how much asking grows by itself, how many people want no more messages."""

from dataclasses import dataclass

from dialogs.drawing.charts import bar
from dialogs.drawing.charts.frame import Frame
from dialogs.drawing.charts.intervals import Intervals, Lanes
from dialogs.drawing.charts.sheet import Sheet
from dialogs.drawing.shaping import Ruler


@dataclass(frozen=True, slots=True)
class Estimates:
    """An estimate for each round, week or ask, with the bounds it lies between.

    Its caption tells the figure and the bounds of each, that they hold 95 times of 100, what the line stands
    for, and what is above it: the line and words tell that, never a colour.
    """

    frame: Frame
    found: Intervals

    def draw(self) -> Sheet:
        """A lane for each, the first on top."""
        if not self.found.estimates:
            return bar.nothing(self.frame)
        lanes = Lanes.of(Ruler(self.frame.reading), self.found)
        sheet = Sheet(self.frame, lanes.height)
        lanes.draw(sheet, sheet.top)
        return sheet
