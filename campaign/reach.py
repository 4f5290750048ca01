"""Whether anything to do lies within the distance that people go, for a whole country at once."""

import math
from collections import defaultdict
from collections.abc import Iterable

from campaign.matching import KM_PER_DEGREE, distance_km
from campaign.records import Point

CELL = 0.05
"""Degrees of a cell: some kilometres."""


class Reach:
    """Points by the cell of a grid in which they lie, so that few of them are looked at."""

    __slots__ = ("_cells",)

    def __init__(self, points: Iterable[Point]) -> None:
        cells: dict[tuple[int, int], list[Point]] = defaultdict(list)
        for point in points:
            cells[_cell(point.latitude), _cell(point.longitude)].append(point)
        self._cells = dict(cells)

    def any_within(self, here: Point, km: float) -> bool:
        """Whether any of the points is so near."""
        up = km / KM_PER_DEGREE
        aside = up / math.cos(math.radians(here.latitude))
        rows = range(_cell(here.latitude - up), _cell(here.latitude + up) + 1)
        columns = range(_cell(here.longitude - aside), _cell(here.longitude + aside) + 1)
        return any(
            distance_km(here, there) <= km
            for row in rows
            for column in columns
            for there in self._cells.get((row, column), ())
        )


def _cell(degrees: float) -> int:
    return math.floor(degrees / CELL)
