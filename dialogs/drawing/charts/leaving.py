"""Leaving: how many of every 1,000 messages had somebody want no more, week by week or ask by ask."""

from dataclasses import dataclass

from dialogs.drawing.charts import bar
from dialogs.drawing.charts.frame import Frame
from dialogs.drawing.charts.intervals import Intervals, Lanes
from dialogs.drawing.charts.sheet import Sheet
from dialogs.drawing.shaping import Ruler


@dataclass(frozen=True, slots=True)
class Leaving:
    """An estimate for each week or ask; its line is at the limit, above which asking rests.

    Its caption tells the rate of each, that the bounds hold 95 times of 100, and the limit. What is above it
    is told by the line and in words, never by a colour.
    """

    frame: Frame
    found: Intervals

    def draw(self) -> Sheet:
        """A lane for each, in the order given."""
        if not self.found.estimates:
            return bar.nothing(self.frame)
        lanes = Lanes.of(Ruler(self.frame.reading), self.found)
        sheet = Sheet(self.frame, lanes.height)
        lanes.draw(sheet, sheet.top)
        return sheet
