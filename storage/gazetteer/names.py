"""The names of places, with their other spellings, found by what is typed letter for letter."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log10
from pathlib import Path

from storage.gazetteer.words import key, words

_KINDS = ("place", "locality", "neighbourhood", "municipality", "province")
"""Of one name within one municipality an earlier kind is meant rather than a later one."""
_ARTICLES = frozenset({"s", "t", "het", "de", "den", "der"})
_GOES_ON = frozenset({"ad", "aan", "op", "van", "bij", "in", "en"})
"""Words by which a short name goes on to a longer one: Bergen, Bergen op Zoom."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name that can be typed, and the postcode area that stands for it.

    `municipality` is the official name, empty for a province, which has no `postcode` either. `size` orders
    namesakes: inhabitants, or a thousand for each postcode area where these are not known.
    """

    name: str
    kind: str
    municipality: str
    province: str
    postcode: str
    size: int

    @property
    def shown_municipality(self) -> str:
        """The municipality as people say it, without the bracket of "Bergen (NH)"."""
        return self.municipality.partition(" (")[0]

    @property
    def is_province(self) -> bool:
        """Whether this is one of the twelve provinces."""
        return self.kind == "province"


class Names:
    """All names and spellings, by what is left of them without capitals, accents and hyphens.

    `table` has the columns name, kind, municipality, postcode, size and aliases (separated by bars);
    `provinces` gives the province of each municipality.
    """

    __slots__ = ("_bare", "_begun", "_called", "all")

    def __init__(self, table: Path, provinces: Mapping[str, str]) -> None:
        self.all: list[Name] = []
        self._called: dict[str, list[int]] = {}
        self._begun: dict[str, list[tuple[int, bool]]] = {}
        self._bare: dict[str, list[int]] = {}
        with table.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            next(rows)
            for name, kind, municipality, postcode, size, aliases in rows:
                province = provinces.get(municipality, name)
                self._add(Name(name, kind, municipality, province, postcode, int(size)), aliases)

    def called(self, parts: Sequence[str]) -> list[Name]:
        """What bears exactly this name, best known first.

        A place is meant rather than its own municipality or province, a province rather than nothing.
        """
        return _meant([self.all[number] for number in self._called.get(key(parts), ())])

    def beginning(self, parts: Sequence[str]) -> list[Name]:
        """Longer names that begin with these words, best known first."""
        longer = (self.all[number] for number, _ in self._begun.get(" ".join(parts), ()))
        return sorted((name for name in longer if name.postcode), key=_best_known_first)

    def outgrown(self, parts: Sequence[str], places: Sequence[Name]) -> list[Name]:
        """Longer names of larger places elsewhere: "Nieuwerkerk" is a village, and short for a town."""
        at_home = {place.municipality for place in places}
        largest = max(place.size for place in places)
        longer = (self.all[number] for number, goes_on in self._begun.get(" ".join(parts), ()) if goes_on)
        return sorted(
            (name for name in longer if name.size > largest and name.municipality not in at_home),
            key=_best_known_first,
        )

    def without_article(self, parts: Sequence[str]) -> list[Name]:
        """Names that lack only an article at the front: "Haag" for Den Haag, "Hertogenbosch"."""
        return sorted((self.all[number] for number in self._bare.get(key(parts), ())), key=_best_known_first)

    def spellings(self) -> Iterable[tuple[str, Name]]:
        """Every spelling's key with the name it stands for."""
        return ((spelling, self.all[number]) for spelling, found in self._called.items() for number in found)

    def _add(self, name: Name, aliases: str) -> None:
        number = len(self.all)
        self.all.append(name)
        own = words(name.name)
        for at in range(1, len(own)):
            self._begun.setdefault(" ".join(own[:at]), []).append((number, own[at] in _GOES_ON))
        if own[0] in _ARTICLES and len(own) > 1:
            self._bare.setdefault(key(own[1:]), []).append(number)
        others = (key(words(alias)) for alias in aliases.split("|") if alias)
        for spelling in dict.fromkeys((key(own), *others)):
            self._called.setdefault(spelling, []).append(number)


def renown(name: Name) -> float:
    """What a name's size adds to its score when options are put in order: 0.07 for the largest city."""
    return 0.012 * log10(name.size + 1)


def _meant(namesakes: Sequence[Name]) -> list[Name]:
    if len(namesakes) < 2:
        return list(namesakes)
    chosen: dict[str, Name] = {}
    for name in sorted(namesakes, key=lambda one: (_KINDS.index(one.kind), -one.size)):
        if not name.is_province or all(other.province != name.name for other in chosen.values()):
            chosen.setdefault(name.municipality, name)
    return sorted(chosen.values(), key=_best_known_first)


def _best_known_first(name: Name) -> tuple[bool, int]:
    return name.is_province, -name.size
