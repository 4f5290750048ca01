"""The names of places among the words that somebody typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.gazetteer.names import Name, Names
from storage.gazetteer.phrases import SHORT_PROVINCES, is_around
from storage.gazetteer.words import key

LONGEST_NAME = 6
"""Words of the longest name: "Nuenen, Gerwen en Nederwetten" has four, "Stad aan 't Haringvliet" too."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Typed words taken apart.

    `spoken` holds the names as they were typed and `named` what bears each of them; `provinces` are those
    named in short ("gld"); `told` are the words that are not merely around a name, `rest` those of them that
    are neither in a name nor a province.
    """

    spoken: tuple[tuple[str, ...], ...]
    named: tuple[tuple[Name, ...], ...]
    provinces: tuple[str, ...]
    told: tuple[str, ...]
    rest: tuple[str, ...]

    @property
    def is_plain(self) -> bool:
        """Whether there is one name, with nothing that says which of its bearers is meant."""
        return len(self.named) == 1 and not self.provinces

    @property
    def share(self) -> float:
        """How much of what was told is names, 0 to 1."""
        letters = sum(len(key(parts)) for parts in self.spoken)
        return letters / max(1, letters + len(key(self.rest)))

    def places(self) -> list[Name]:
        """All that bears one of the names and lies somewhere."""
        return [name for names in self.named for name in names if not name.is_province]

    def fitting(self) -> list[Name]:
        """The places of which everything else says where they are: one Hengelo in "Hengelo, Gelderland"."""
        found: dict[Name, None] = {}
        for number, names in enumerate(self.named):
            others = self.named[:number] + self.named[number + 1 :]
            found |= dict.fromkeys(name for name in names if self._fits(name, others))
        return list(found)

    def _fits(self, name: Name, others: Sequence[Sequence[Name]]) -> bool:
        around = {name.province, name.shown_municipality, name.name}
        return (
            not name.is_province
            and all(province == name.province for province in self.provinces)
            and all(any(other.name in around for other in names) for names in others)
        )


def read(said: Sequence[str], names: Names) -> Reading:
    """Pick out the names, the longest first from the left; a sentence's small words are no names."""
    spoken: list[tuple[str, ...]] = []
    named: list[tuple[Name, ...]] = []
    rest: list[str] = []
    at = 0
    while at < len(said):
        for many in range(min(LONGEST_NAME, len(said) - at), 0, -1):
            parts = tuple(said[at : at + many])
            found = names.called(parts) if many > 1 or _may_be_name(parts[0]) else []
            if found:
                spoken.append(parts)
                named.append(tuple(found))
                at += many
                break
        else:
            rest.append(said[at])
            at += 1
    rest = [word for word in rest if not is_around(word)]
    return Reading(
        spoken=tuple(spoken),
        named=tuple(named),
        provinces=tuple(SHORT_PROVINCES[word] for word in rest if word in SHORT_PROVINCES),
        told=tuple(word for word in said if not is_around(word)),
        rest=tuple(word for word in rest if word not in SHORT_PROVINCES),
    )


def _may_be_name(word: str) -> bool:
    return len(word) > 2 and not is_around(word)
