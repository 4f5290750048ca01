"""Hours: when in the asking weeks replies came, hour by hour and day by day."""

from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.drawing.charts import bar, key
from dialogs.drawing.charts.frame import Frame
from dialogs.drawing.charts.lettering import a_name, lettered, one_line, stacked, width_of
from dialogs.drawing.charts.scale import Mark, band_of
from dialogs.drawing.charts.sheet import EDGE, INNER, Sheet
from dialogs.drawing.fitting import Set
from dialogs.drawing.palette import FAINT, INK, SAND, SHADES
from dialogs.drawing.shaping import Ruler

HOURS = 24
_WEEK = 14.0
_DAY = 13.0
_TOTAL = 13.0
_HOUR = 11.0
_HIGH = 22.0
_BETWEEN = 2.0
_APART = 7.0
_GAP = 14.0
_LIGHT = 1.0
"""Between two hours."""
_ABOVE_FOOT = 3.0


@dataclass(frozen=True, slots=True)
class Day:
    """A day and its 24 local hours; an hour too small to show is None. `told` is the day's total."""

    label: str
    hours: tuple[int | None, ...]
    told: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    """An asking week and its days."""

    label: str
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Hours:
    """Both weeks under each other.

    `marks` are the hours that are written; `bands` where each shade begins, told with its end ("50 to 99");
    `hidden` tells what a dot is ("fewer than 10"), `quiet` the hours from which until which nothing is sent,
    and `quiet_told` says so. Its caption tells the busiest day and hour, and when it is quiet.
    """

    frame: Frame
    weeks: tuple[Week, ...]
    marks: tuple[Mark, ...]
    bands: tuple[Mark, ...]
    hidden: str
    quiet: tuple[int, int]
    quiet_told: str

    def draw(self) -> Sheet:
        """A row for each day; an hour is the darker and the higher the more there were."""
        if not any(count != 0 for week in self.weeks for day in week.days for count in day.hours):
            return bar.nothing(self.frame)
        ruler = Ruler(self.frame.reading)
        columns = _Columns.of(ruler, self)
        told = key.Key.of(ruler, self._told())
        labels = [lettered(ruler, week.label, INNER, _WEEK, bold=True) for week in self.weeks]
        tops = [stacked(label) + columns.head + 2 for label in labels]
        heights = [
            top + len(week.days) * (_HIGH + _BETWEEN) + _GAP
            for top, week in zip(tops, self.weeks, strict=True)
        ]
        sheet = Sheet(self.frame, sum(heights) + told.height)
        y = sheet.top
        for week, label, top, height in zip(self.weeks, labels, tops, heights, strict=True):
            sheet.words(label, EDGE, y, INNER, INK)
            self._week(sheet, columns, week, y + top)
            y += height
        told.draw(sheet, y)
        return sheet

    def _told(self) -> list[key.Sign]:
        """What the shades, the dot and the ground mean."""
        many = len(self.bands)
        shades = [
            key.Sign(shade, band.told, (number + 1) / many)
            for number, (shade, band) in enumerate(zip(self._shades, self.bands, strict=True))
        ]
        hidden = [key.Sign("dot", self.hidden)] if self.hidden else []
        return [*shades, *hidden, key.Sign(SAND, self.quiet_told)]

    @property
    def _shades(self) -> tuple[str, ...]:
        """As many as there are bands, the darkest last."""
        return SHADES[-len(self.bands) :] if self.bands else ()

    def _week(self, sheet: Sheet, columns: "_Columns", week: Week, top: float) -> None:
        low = top + len(week.days) * (_HIGH + _BETWEEN)
        for first, last in self._quiet_hours():
            x = columns.at(first)
            sheet.box(x, top, columns.at(last) - x, low - top, SAND)
        for mark in self.marks:
            written = one_line(sheet.ruler, mark.told, _HOUR)
            at = columns.at(mark.value)
            sheet.words(written, at - INNER / 2, top - columns.head, INNER, FAINT, "middle")
            sheet.axes.plot((at, at), (top, low), color=FAINT, linewidth=0.3)
        for number, day in enumerate(week.days):
            self._day(sheet, columns, day, top + number * (_HIGH + _BETWEEN) + _BETWEEN / 2)

    def _day(self, sheet: Sheet, columns: "_Columns", day: Day, y: float) -> None:
        label = one_line(sheet.ruler, a_name(day.label), _DAY)
        total = one_line(sheet.ruler, day.told, _TOTAL, bold=True)
        sheet.words(label, EDGE, y + (_HIGH - label.height) / 2, INNER, INK)
        sheet.words(total, EDGE, y + (_HIGH - total.height) / 2, INNER, INK, "end")
        begins = tuple(band.value for band in self.bands)
        for hour, count in enumerate(day.hours):
            if count:
                band = band_of(count, begins)
                high = _HIGH * (band + 1) / len(begins)
                x = columns.at(hour) + _LIGHT / 2
                sheet.box(x, y + _HIGH - high, columns.hour - _LIGHT, high, self._shades[band])
        small = [columns.at(hour + 0.5) for hour, count in enumerate(day.hours) if count is None]
        sheet.dots(small, y + _HIGH - _ABOVE_FOOT)

    def _quiet_hours(self) -> Iterator[tuple[int, int]]:
        """From which to which hour of one day, on one or on both sides of midnight."""
        first, last = self.quiet
        if first <= last:
            yield first, last
        else:
            yield 0, last
            yield first, HOURS


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the hours stand, between the days and their totals; and the room above for their names."""

    start: float
    hour: float
    head: float

    @classmethod
    def of(cls, ruler: Ruler, chart: Hours) -> "_Columns":
        days = [day for week in chart.weeks for day in week.days]
        label = max(width_of(ruler, one_line(ruler, day.label, _DAY)) for day in days)
        total = max(width_of(ruler, one_line(ruler, day.told, _TOTAL, bold=True)) for day in days)
        room = INNER - label - _APART - (total + _APART if total else 0)
        marks: list[Set] = [one_line(ruler, mark.told, _HOUR) for mark in chart.marks]
        head = max((mark.height for mark in marks), default=0)
        return cls(EDGE + label + _APART, room / HOURS, head)

    def at(self, hour: float) -> float:
        """Where an hour begins."""
        return self.start + hour * self.hour
