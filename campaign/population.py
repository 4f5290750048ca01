"""The population: of every 100 people, how many are of each language, door and province, and who says so."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from campaign.groups import Dimension
from campaign.values import Door

PROVINCES = (
    "Drenthe",
    "Flevoland",
    "Friesland",
    "Gelderland",
    "Groningen",
    "Limburg",
    "Noord-Brabant",
    "Noord-Holland",
    "Overijssel",
    "Utrecht",
    "Zeeland",
    "Zuid-Holland",
)
_CODE = re.compile(r"[a-z]{2,3}")
"""A language by its code (ISO 639); the bot need not speak it."""
WHOLE = 100.0
ROUNDING = 1.0
"""Percent by which shares that were rounded may miss the whole."""


@dataclass(frozen=True, slots=True)
class Shares:
    """The percentage of each group, 0 to 100, and where it stands."""

    source: str = ""
    percent: Mapping[str, float] = field(default_factory=dict)


NOT_TOLD = Shares()


@dataclass(frozen=True, slots=True)
class Population:
    """The shares by language, by door and by province, and by these three at once; each may be left out."""

    languages: Shares = NOT_TOLD
    doors: Shares = NOT_TOLD
    provinces: Shares = NOT_TOLD
    combinations: Shares = NOT_TOLD

    def of(self, dimension: Dimension) -> Shares:
        """The shares by which people are told apart so."""
        told = {
            Dimension.LANGUAGE: self.languages,
            Dimension.DOOR: self.doors,
            Dimension.PROVINCE: self.provinces,
        }
        return told.get(dimension, NOT_TOLD)


COMPARED = (Dimension.LANGUAGE, Dimension.DOOR, Dimension.PROVINCE)
"""By what those who are asked are held against the population, one at a time."""
NOBODY_TOLD = Population()


def faults(population: Population) -> Iterator[str]:
    """What cannot be right, in sentences, each with its place."""
    for code in population.languages.percent:
        if not _CODE.fullmatch(code):
            yield f'population.languages.shares: "{code}" is no code of a language; write one such as "tr"'
    yield from _total("languages", population.languages)
    yield from _whole("doors", population.doors, [door.value for door in Door])
    yield from _whole("provinces", population.provinces, PROVINCES)
    for written in population.combinations.percent:
        if not _is_combination(written):
            yield (
                f'population.combinations.shares: "{written}" is none; write a language, a door and a '
                'province such as "tr/never/Utrecht"'
            )
    yield from _total("combinations", population.combinations)


def _is_combination(written: str) -> bool:
    language, _, rest = written.partition("/")
    door, _, province = rest.partition("/")
    return bool(_CODE.fullmatch(language)) and door in [*Door] and province in PROVINCES


def _whole(name: str, shares: Shares, groups: Sequence[str]) -> Iterator[str]:
    """Of what is told of everybody there can be: each group once, and 100 % together."""
    place, percent = f"population.{name}.shares", shares.percent
    if not percent:
        return
    strange = [group for group in percent if group not in groups]
    missing = [group for group in groups if group not in percent]
    for group in strange:
        yield f'{place}: "{group}" is not known; known are {", ".join(groups)}'
    if missing:
        yield f"{place}: {', '.join(missing)}: missing; write 0 for a group that is nobody's"
    if strange or missing:
        return
    if sum(percent.values()) < WHOLE - ROUNDING:
        yield f"{place}: together they are {sum(percent.values()):g} %, and have to be 100 %"
    yield from _total(name, shares)


def _total(name: str, shares: Shares) -> Iterator[str]:
    total = sum(shares.percent.values())
    if total > WHOLE + ROUNDING:
        yield f"population.{name}.shares: together they are {total:g} %, more than everybody"
