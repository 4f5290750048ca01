"""The places of the Netherlands: from a postcode, a point or typed words to a postcode area, and back."""

import csv
from bisect import bisect_left
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from sys import intern

from campaign.matching import KM_PER_DEGREE
from campaign.records import Point
from storage.gazetteer import postcode as postcodes
from storage.gazetteer.geography import Grid, distance_km
from storage.gazetteer.names import Names
from storage.gazetteer.records import Area, Found
from storage.gazetteer.search import Search

DATA = Path(__file__).parent / "data"


class Gazetteer:
    """All of it in memory, read once and never changed; what is needed only for typed names waits until then.

    `Gazetteer.load()` gives the shared one.
    """

    def __init__(self, data: Path = DATA) -> None:
        self._data = data
        self._provinces = dict(_rows(data / "municipalities.csv"))
        self._areas: dict[str, Area] = {}
        for postcode, place, municipality, latitude, longitude in _rows(data / "areas.csv"):
            province = self._provinces[municipality]
            point = float(latitude), float(longitude)
            self._areas[postcode] = Area(postcode, intern(place), intern(municipality), province, *point)
        self._postcodes = sorted(self._areas)

    @classmethod
    @cache
    def load(cls) -> "Gazetteer":
        """The gazetteer, read at the first call."""
        return cls()

    def prepare(self) -> None:
        """Do now what the first `search` and the first `nearest` would otherwise do."""
        self._grid.nearest(52.0, 5.0)
        self._search.prepare()

    def area(self, postcode: str) -> Area | None:
        """The area with exactly these four digits."""
        return self._areas.get(postcode)

    def by_postcode(self, text: str) -> Area | None:
        """The area of a typed postcode, four digits with or without letters, spaces and quotes.

        A code that is not listed (P.O. boxes have such) goes to the nearest listed one with the same first
        three digits; measured, that is right for 616 of 618. The P.O. boxes of a city, 1000 to 1009, go to
        its first area, 1011. None for anything else.
        """
        code = postcodes.read(text)
        return self.near_code(code) if code else None

    def near_code(self, code: str) -> Area | None:
        """The area with these four digits, or the one that stands for an unlisted code."""
        at = bisect_left(self._postcodes, code)
        before, after = self._postcodes[max(0, at - 1) : at], self._postcodes[at : at + 1]
        near = [other for other in before + after if other[:3] == code[:3]]
        if not near and code[2] == "0":
            near = [other for other in after if other[:3] == f"{code[:2]}1"]
        return self._areas[min(near, key=lambda other: abs(int(other) - int(code)))] if near else None

    def search(self, text: str, limit: int = 6) -> Found:
        """What somebody means who types this text, whatever it is: a place, a postcode, a sentence with one.

        At most `limit` options. Only an exact name that one place bears is taken as `exact`.
        """
        return self._search.find(text, limit)

    def nearest(self, latitude: float, longitude: float) -> Area | None:
        """The area whose point is nearest to a point in degrees; None at sea and abroad, 15 km from any."""
        return self._grid.nearest(latitude, longitude)

    def within(self, point: Point, km: float) -> dict[str, float]:
        """The kilometres from a point to each postcode area that lies no farther away than so many."""
        here = point.latitude, point.longitude
        strip = 1.01 * km / KM_PER_DEGREE  # degrees of latitude, a little wide: most lie outside it
        found = {
            area.postcode: distance_km(*here, area.latitude, area.longitude)
            for area in self._areas.values()
            if abs(area.latitude - point.latitude) <= strip
        }
        return {postcode: far for postcode, far in found.items() if far <= km}

    def municipality_of(self, postcode: str) -> str | None:
        """The official name of the municipality of exactly these four digits."""
        area = self._areas.get(postcode)
        return area.municipality if area else None

    def areas(self) -> tuple[Area, ...]:
        """All 4,077 areas by postcode."""
        return tuple(self._areas.values())

    def municipalities(self, province: str | None = None) -> tuple[str, ...]:
        """The official names of the 342 municipalities, or those of one province, by letter."""
        return tuple(name for name, of in self._provinces.items() if province in (None, of))

    def where(self) -> Mapping[str, str]:
        """The province of every municipality."""
        return self._provinces

    def provinces(self) -> tuple[str, ...]:
        """The names of the twelve provinces in alphabetical order."""
        return tuple(sorted(set(self._provinces.values())))

    @cached_property
    def _grid(self) -> Grid:
        return Grid(self._areas.values())

    @cached_property
    def _search(self) -> Search:
        return Search(Names(self._data / "names.csv", self._provinces), self._areas, self.near_code)


def _rows(table: Path) -> list[list[str]]:
    with table.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return list(rows)
