"""Distances on the globe, with the postcode area nearest to a point."""

from collections import defaultdict
from collections.abc import Iterable
from math import asin, cos, floor, radians, sin, sqrt

from storage.gazetteer.records import Area

EARTH_KM = 6371.0088
"""Mean radius of the earth (IUGG)."""
FARTHEST_KM = 15.0
"""A point farther than this from every area is at sea or abroad."""
CELL = 0.25
"""Degrees of a cell of the grid; one cell and its neighbours hold everything within `FARTHEST_KM`:
at 53.6° north a quarter of a degree of longitude is 16.5 km."""


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Kilometres along the globe between two points in degrees, by the haversine formula."""
    south, north = radians(lat1), radians(lat2)
    half = sin((north - south) / 2) ** 2
    half += cos(south) * cos(north) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


class Grid:
    """Areas by the cell of a grid in which their point lies."""

    __slots__ = ("_cells",)

    def __init__(self, areas: Iterable[Area]) -> None:
        cells: dict[tuple[int, int], list[Area]] = defaultdict(list)
        for area in areas:
            cells[floor(area.latitude / CELL), floor(area.longitude / CELL)].append(area)
        self._cells = dict(cells)

    def nearest(self, latitude: float, longitude: float) -> Area | None:
        """The area whose point is nearest, or None when none is within `FARTHEST_KM`."""
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):  # true of nothing that is no number
            return None
        row, column = floor(latitude / CELL), floor(longitude / CELL)
        best, least = None, FARTHEST_KM
        for cell in ((row + up, column + right) for up in (-1, 0, 1) for right in (-1, 0, 1)):
            for area in self._cells.get(cell, ()):
                away = distance_km(latitude, longitude, area.latitude, area.longitude)
                if away <= least:
                    best, least = area, away
        return best
