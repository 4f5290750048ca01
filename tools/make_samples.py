"""Make the sample opportunities: `python -m tools.make_samples [FILE]`; the same code makes the same bytes.

All is invented but the places. Dates count from the day on which the file is brought in.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from storage.feeds.csv_format import CsvWriter
from storage.feeds.wording import plain
from storage.gazetteer import Area, Gazetteer, distance_km
from tools.samples import (
    texts_care,
    texts_children,
    texts_culture,
    texts_food,
    texts_hands,
    texts_language,
    texts_nature,
    texts_online,
    texts_sport,
    texts_tongues,
)
from tools.samples.organisations import KINDS, ORGANISATIONS, Organisation
from tools.samples.towns import AREA_CODES, CENTRAL, STREETS
from tools.samples.wording import Wording, said

SAMPLES = Path(__file__).parent.parent / "samples" / "opportunities.csv"
SEED = "week van het vragen"
NEIGHBOURS_KM = 20.0
"""Within this distance the same words are used again only where there are no others."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
DAYS: Mapping[str, tuple[str, ...]] = {
    "any": ("",),
    "weekday": WEEKDAYS,
    "weekend": ("saturday", "sunday"),
}
NAMES = (
    *("Ria", "Yusuf", "Marijke", "Fatma", "Henk", "Sanne", "Abdel", "Joke", "Priya", "Koen", "Natalia"),
    *("Wim", "Selma", "Bart", "Esther", "Farid", "Anneke", "Tesfay", "Loes", "Gerrit", "Shanice", "Piet"),
)
Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Home:
    """An organisation with what stands in each of its rows."""

    number: int
    of: Organisation
    area: Area
    cells: Mapping[str, str]

    @property
    def slug(self) -> str:
        """Its name as it stands in addresses."""
        return plain(self.of.name).replace("_", "-")


def texts() -> tuple[Wording, ...]:
    """All wordings; a key that is used twice is a mistake."""
    modules = (
        *(texts_care, texts_children, texts_sport, texts_nature, texts_food),
        *(texts_hands, texts_language, texts_culture, texts_online, texts_tongues),
    )
    found = tuple(wording for module in modules for wording in module.TEXTS)
    assert len({wording.key for wording in found}) == len(found)
    return found


def homes(gazetteer: Gazetteer) -> list[Home]:
    """The organisations, each in its own of the central postcode areas of its town."""
    met: Counter[str] = Counter()
    found = []
    for number, one in enumerate(ORGANISATIONS):
        areas = _central(gazetteer, one.town)
        found.append(Home(number, one, areas[met[one.town] % len(areas)], _cells(number, one)))
        met[one.town] += 1
    return found


@cache
def _central(gazetteer: Gazetteer, town: str) -> list[Area]:
    match = gazetteer.search(town).exact
    assert match is not None, f"{town} is not one place"
    middle = match.area
    areas = [one for one in gazetteer.areas() if (one.place, one.municipality) == _town(middle)]
    return sorted(areas, key=lambda one: (_km(one, middle), one.postcode))[:CENTRAL]


def _town(area: Area) -> tuple[str, str]:
    return area.place, area.municipality


def _km(one: Area, other: Area) -> float:
    return distance_km(one.latitude, one.longitude, other.latitude, other.longitude)


def _cells(number: int, one: Organisation) -> Cells:
    """What all rows of an organisation say: itself and how to reach it, in one of four mixes."""
    slug = plain(one.name).replace("_", "-")
    name, link = NAMES[number % len(NAMES)], f"https://{slug}.example/meedoen"
    email = f"{plain(name)}@{slug}.example"
    phone = f"06 {number + 1:08d}" if number % 3 else f"{AREA_CODES[one.town]} 0000000"
    ways: tuple[Cells, ...] = (
        {"contact_name": name, "contact_phone": phone, "contact_email": email},
        {"contact_name": name, "contact_email": email, "contact_link": link},
        {"contact_name": name, "contact_phone": phone},
        {"contact_name": name, "contact_email": email},
        {"contact_link": link},
    )
    return {
        "organisation": one.name,
        "organisation_id": slug,
        "organisation_description": KINDS[one.kind],
        "organisation_website": f"https://{slug}.example",
        **ways[number % len(ways)],
    }


class Choosing:
    """Shares the wordings out, so that neighbours ask different things in different words."""

    def __init__(self, wordings: tuple[Wording, ...], homes: list[Home]) -> None:
        self._wordings = {wording.key: wording for wording in wordings}
        self._used: dict[str, list[Area]] = defaultdict(list)
        self._tasks: Counter[tuple[str, str]] = Counter()
        for home in homes:
            for key in home.of.certainly:
                self._take(home, self._wordings[key])

    def wordings(self, home: Home) -> list[Wording]:
        """What an organisation asks: what it certainly does, then what is used least around it."""
        chosen = [self._wordings[key] for key in home.of.certainly]
        while len(chosen) < home.of.asks:
            left = [wording for wording in self._wordings.values() if self._fits(home, wording)]
            assert left, f"there are no more wordings for {home.of.name}"
            best = min(left, key=lambda wording: self._worn(home, wording))
            self._take(home, best)
            chosen.append(best)
        return chosen

    def _fits(self, home: Home, wording: Wording) -> bool:
        used = self._used[wording.key]
        there = any(_town(area) == _town(home.area) for area in used)
        return home.of.kind in wording.kinds.split() and not there and len(used) < wording.most

    def _worn(self, home: Home, wording: Wording) -> tuple[bool, int, int, float]:
        used = self._used[wording.key]
        near = any(_km(area, home.area) < NEIGHBOURS_KM for area in used)
        chance = Random(f"{SEED} {home.slug} {wording.key}").random()
        return near, self._tasks[home.of.town, wording.task.code], len(used), chance

    def _take(self, home: Home, wording: Wording) -> None:
        self._used[wording.key].append(home.area)
        self._tasks[home.of.town, wording.task.code] += 1


def row(home: Home, wording: Wording) -> Cells:
    """One opportunity as it stands in the file."""
    chance = Random(f"{SEED} {home.slug} {wording.key}")
    names = {"organisation": home.of.name, "place": home.area.place}
    cells = {
        **home.cells,
        "id": f"{home.slug}-{wording.key}",
        "title": said(wording.title, chance.choice).format(**names),
        "description": said(wording.description, chance.choice).format(**names),
        "language": wording.language,
        "task": wording.task.code,
        "likes": wording.likes,
        "places": str(chance.randint(*wording.places)),
        "dutch": wording.dutch.value,
        "beginners": "yes" if wording.beginners else "no",
        "bring": wording.bring,
        "min_age": str(wording.min_age or ""),
        "sample": "yes",
        **when(wording, chance),
    }
    if wording.online:
        return cells | {"online": "yes"}
    address = f"{STREETS[home.number % len(STREETS)]} {1 + home.number * 7 % 48}"
    return cells | {"postcode": home.area.postcode, "place": home.area.place, "address": address}


def when(wording: Wording, chance: Random) -> Cells:
    """The cells that tell when; a day of the week may lie six days beyond the day that is named with it."""
    how, _, rest = wording.when.partition(" ")
    if how == "free":
        return {"often": "sometimes", "times": rest}
    days, _, stretches = rest.partition(" ")
    day = chance.choice([one for name in days.split("/") for one in DAYS.get(name, (name,))])
    start, _, end = chance.choice(stretches.split("|")).partition("-")
    stretch = {"start": start, "end": end}
    if how == "once":
        days_ahead = chance.randint(2, wording.within - 6 if day else wording.within)
        return {"often": "once", "date": _ahead(days_ahead, day), **stretch}
    first = chance.randint(2, 9)
    if how == "dates":
        return {
            "often": "sometimes",
            "date": "; ".join(_ahead(first + later, day) for later in (0, 7, 21)),
            **stretch,
        }
    if chance.random() < 0.5:
        return {"often": "weekly", "date": _ahead(first, day), **stretch}
    return {"often": "weekly", "times": f"{day or chance.choice(WEEKDAYS)} {_part(start)}"}


def _ahead(days: int, weekday: str) -> str:
    return f"+{days} {weekday}".strip()


def _part(start: str) -> str:
    hour = int(start[:2])
    return "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"


def rows(gazetteer: Gazetteer) -> Iterator[Cells]:
    """All rows, organisation by organisation."""
    everyone = homes(gazetteer)
    choosing = Choosing(texts(), everyone)
    for home in everyone:
        for wording in choosing.wordings(home):
            yield row(home, wording)


def make(path: Path) -> None:
    """Write the file."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = CsvWriter(out)
        for cells in rows(Gazetteer.load()):
            writer.write(cells)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES)
