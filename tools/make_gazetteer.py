"""Make the gazetteer's shipped tables from a folder of GeoNames tables: `make_gazetteer.py FOLDER`.

FOLDER holds `places_nl.csv` (postcode areas), `names_nl.csv` (names of places) and `aliases_nl.csv` (other
spellings). `mends.csv` among the shipped tables is kept by hand in its columns postcode, place,
municipality, point and why; this tool works out its other columns. The same input gives the same bytes.
"""

import csv
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

Row = dict[str, str]
Point = tuple[float, float]
Home = tuple[str, str]
"""A place by its name and its municipality."""

SHIPPED = Path(__file__).resolve().parent.parent / "storage" / "gazetteer" / "data"
MEND_COLUMNS = (
    *("postcode", "place", "municipality", "point", "old_place", "old_municipality"),
    *("old_latitude", "old_longitude", "latitude", "longitude", "why"),
)
PER_AREA = 1000
"""Inhabitants assumed for each postcode area of a place whose inhabitants are not known."""

RENAMED = {"Spaarndam gem. Haarlem": "Spaarndam"}
"""Places whose name in the source carries their municipality."""

OTHER_NAMES = {
    "Aldeboarn": "Oldeboorn",
    "Aldtsjerk": "Oudkerk",
    "Brielle": "Den Briel",
    "Broeksterwâld": "Broeksterwoude",
    "Burdaard": "Birdaard",
    "Damwâld": "Damwoude",
    "De Westereen": "Zwaagwesteinde",
    "Earnewâld": "Eernewoude",
    "Eastermar": "Oostermeer",
    "Garyp": "Garijp",
    "Gorinchem": "Gorkum|Gorcum",
    "Jistrum": "Eestrum",
    "Kûbaard": "Kubaard",
    "Mûnein": "Molenend",
    "Nijmegen": "Nimwegen|Nimma",
    "Oentsjerk": "Oenkerk",
    "Readtsjerk": "Roodkerk",
    "Reduzum": "Roordahuizum",
    "Rinsumageast": "Rinsumageest",
    "Ryptsjerk": "Rijperkerk",
    "Suwâld": "Suawoude",
    "Tytsjerk": "Tietjerk",
    "Wâlterswâld": "Wouterswoude",
    "Wyns": "Wijns",
}
"""Names that people use and the source lacks: the Dutch names of Frisian villages, and some by-names."""


@dataclass(slots=True)
class Area:
    """A postcode area as it will be shipped."""

    postcode: str
    home: Home
    point: Point


def read(path: Path) -> list[Row]:
    """The rows of a table with a heading line."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table with a heading line and plain line ends."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(rows)


def point_of(row: Row) -> Point:
    """Latitude and longitude in degrees."""
    return float(row["lat"]), float(row["lon"])


def km(one: Point, other: Point) -> float:
    """Distance in kilometres, flat at the latitude of the Netherlands: good to 1 % within the country."""
    north = (one[0] - other[0]) * 111.2
    east = (one[1] - other[1]) * 111.2 * math.cos(math.radians(52.2))
    return math.hypot(north, east)


def middle(points: Sequence[Point]) -> Point:
    """The mean of some points, to the four decimals of the source."""
    return (
        round(sum(one[0] for one in points) / len(points), 4),
        round(sum(one[1] for one in points) / len(points), 4),
    )


def mended_point(mend: Row, areas: dict[str, Area], own: dict[Home, Point], names: list[Row]) -> Point:
    """Where a mended area stands, from the source's own points alone.

    The column `point` says from which: `kept` (the area's point stays), `place` (the place's point in the
    names), `codes 1234 5678` (the mean of these areas), `names A; B` (the mean of the nearest places of
    these names).
    """
    how, _, which = mend["point"].partition(" ")
    old = areas[mend["postcode"]].point
    if how == "kept":
        return old
    if how == "place":
        return own[mend["place"], mend["municipality"]]
    if how == "codes":
        return middle([areas[code].point for code in which.split()])
    if how == "names":
        found = [
            min((point_of(row) for row in names if row["name"] == name), key=lambda one: km(one, old))
            for name in which.split("; ")
        ]
        return middle(found)
    raise ValueError(f"{mend['postcode']}: no such way to find a point: {mend['point']!r}")


def mend_areas(areas: dict[str, Area], mends: list[Row], names: list[Row]) -> list[list[str]]:
    """Apply the mends to the areas and give the full rows of `mends.csv`."""
    own = {(row["name"], row["municipality"]): point_of(row) for row in names if row["kind"] == "place"}
    points = {mend["postcode"]: mended_point(mend, areas, own, names) for mend in mends}
    told: list[list[str]] = []
    for mend in sorted(mends, key=lambda one: one["postcode"]):
        area = areas[mend["postcode"]]
        new = points[area.postcode]
        place, municipality = mend["place"], mend["municipality"]
        told.append([area.postcode, place, municipality, mend["point"], *area.home])
        told[-1] += [*degrees(area.point), *degrees(new), mend["why"]]
        area.home, area.point = (place, municipality), new
    return told


def shown(name: str, kind: str) -> str:
    """A name as people know it, without what it carries to tell it from namesakes."""
    return name.partition(" (")[0] if kind == "municipality" else RENAMED.get(name, name)


def degrees(point: Point) -> tuple[str, str]:
    """A point as written in the tables: four decimals, some ten metres."""
    return f"{point[0]:.4f}", f"{point[1]:.4f}"


def name_rows(names: list[Row], aliases: list[Row], areas: dict[str, Area]) -> list[list[object]]:
    """The rows of `names.csv`: every name with the area that stands for it, best known first.

    A municipality is left out where a place of the same name in it stands for it.
    """
    by_home: dict[Home, list[Area]] = defaultdict(list)
    by_municipality: dict[str, list[Area]] = defaultdict(list)
    for area in areas.values():
        by_home[area.home].append(area)
        by_municipality[area.home[1]].append(area)
    spellings: dict[str, list[str]] = defaultdict(list)
    for alias in aliases:
        spellings[alias["id"]].append(alias["alias"])
    places = {(row["name"], row["municipality"]) for row in names if row["kind"] == "place"}
    rows: list[list[object]] = []
    for row in names:
        kind, home = row["kind"], (row["name"], row["municipality"])
        if kind == "municipality" and home in places:
            continue  # the place is meant
        near = (by_home.get(home) if kind == "place" else None) or by_municipality[home[1]]
        others = spellings[row["id"]]
        if kind == "place" and row["name"] in OTHER_NAMES:
            others = [*others, OTHER_NAMES[row["name"]]]
        postcode = ""
        if kind != "province":
            postcode = min(near, key=lambda area: (km(area.point, point_of(row)), area.postcode)).postcode
        codes = len(by_home[home]) if kind == "place" else int(row["n_pc4"])
        size = max(int(row["inhabitants"] or 0), PER_AREA * codes)
        rows.append([row["name"], kind, row["municipality"], postcode, size, "|".join(dict.fromkeys(others))])
    for home in sorted(by_home.keys() - places):
        first = min(area.postcode for area in by_home[home])
        rows.append([home[0], "place", home[1], first, PER_AREA * len(by_home[home]), ""])
    return sorted(rows, key=lambda row: (-int(str(row[4])), str(row[0]), str(row[1]), str(row[2])))


def make(folder: Path, shipped: Path) -> None:
    """Write `areas.csv`, `municipalities.csv`, `names.csv` and the worked-out columns of `mends.csv`."""
    names = read(folder / "names_nl.csv")
    for row in names:
        row["name"] = shown(row["name"], row["kind"])
    provinces: dict[str, str] = {}
    areas: dict[str, Area] = {}
    for row in read(folder / "places_nl.csv"):
        provinces[row["municipality"]] = row["province"]
        home = (shown(row["place"], "place"), row["municipality"])
        areas[row["postcode4"]] = Area(row["postcode4"], home, point_of(row))
    mends = mend_areas(areas, read(shipped / "mends.csv"), names)
    write(shipped / "mends.csv", MEND_COLUMNS, mends)
    write(shipped / "municipalities.csv", ("municipality", "province"), sorted(provinces.items()))
    write(
        shipped / "areas.csv",
        ("postcode", "place", "municipality", "latitude", "longitude"),
        [[area.postcode, *area.home, *degrees(area.point)] for _, area in sorted(areas.items())],
    )
    write(
        shipped / "names.csv",
        ("name", "kind", "municipality", "postcode", "size", "aliases"),
        name_rows(names, read(folder / "aliases_nl.csv"), areas),
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    make(Path(sys.argv[1]), SHIPPED)
