"""How many people of each group got how far in a week, and what of it may be told."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from campaign.disclosure import Counts, Level, tell
from campaign.values import Door, Origin


class Stage(StrEnum):
    """How far a person got in a week.

    Each of the first five holds who got to the next: somebody who answered was asked, wherever that was.
    INTRODUCED is of those who said yes in the same week. MATCHED stands by itself: who told in this week, or
    of whom it was told, that a yes came true, of whatever week that yes is.
    """

    ASKED = "asked"
    DELIVERED = "delivered"
    ANSWERED = "answered"
    YES = "yes"
    INTRODUCED = "introduced"
    MATCHED = "matched"


class Dimension(StrEnum):
    """By what people are told apart, one at a time. A municipality lies within its province."""

    LANGUAGE = "language"
    DOOR = "door"
    ORIGIN = "origin"
    PROVINCE = "province"
    MUNICIPALITY = "municipality"


ALL = "all"
"""Stands for the dimension of everybody together."""
CROSSED = "crossed"
"""Stands for the dimension of language, door and province at once."""
OTHERS = ""
"""The group of all that are too small to be told."""
UNKNOWN = "unknown"
"""The group of who did not tell."""
NESTED = (Stage.DELIVERED, Stage.ANSWERED, Stage.YES, Stage.INTRODUCED, Stage.ASKED)
"""In the order of their weight: the first is the last of which groups are hidden for the sake of others."""
_CHAIN = (Stage.ASKED, Stage.DELIVERED, Stage.ANSWERED, Stage.YES, Stage.INTRODUCED)
_ORDER = (Origin.ORGANISATION, Origin.FRIEND, Origin.CAMPAIGN)


@dataclass(slots=True)
class Person:
    """What one person did in a week, and the groups they are of; `place` is their municipality.

    `province` is where that lies. `reached` is the furthest of the nested stages, None for who was only told
    of to have come.
    """

    language: str
    door: str
    origin: str
    place: str
    reached: Stage | None
    matched: bool = False
    province: str = UNKNOWN

    @property
    def combination(self) -> str | None:
        """Language, door and province with "/" between them; None of who did not tell one of them."""
        marks = self.language, self.door, self.province
        return None if UNKNOWN in marks else "/".join(marks)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """All the stages they got to."""
        nested = _CHAIN[: _CHAIN.index(self.reached) + 1] if self.reached is not None else ()
        return (*nested, Stage.MATCHED) if self.matched else nested


def origin_of(origins: Collection[str]) -> str:
    """The one origin of somebody who was asked from several sides: whoever reaches out most comes first."""
    return next((one.value for one in _ORDER if one.value in origins), Origin.CAMPAIGN.value)


Sums = dict[str, dict[str, list[int]]]
"""People by dimension, group and stage, in the order of the stages; places by municipality alone.

Of who told their language, door and province there are those three at once, too.
"""
_STAGES = tuple(Stage)


def add(sums: Sums, person: Person) -> None:
    """Count one more person."""
    places = [_STAGES.index(stage) for stage in person.stages]
    of = [
        (Dimension.LANGUAGE.value, person.language),
        (Dimension.DOOR.value, person.door),
        (Dimension.ORIGIN.value, person.origin),
        (Dimension.MUNICIPALITY.value, person.place),
    ]
    of += [(CROSSED, person.combination)] if person.combination is not None else []
    for dimension, group in of:
        row = sums.setdefault(dimension, {}).setdefault(group, [0] * len(_STAGES))
        for place in places:
            row[place] += 1


@dataclass(frozen=True, slots=True)
class Cell:
    """How many people of a group got to a stage; `within` is the province of a municipality.

    The group of all together is `OTHERS` of the dimension `ALL`.
    """

    dimension: str
    within: str
    group: str
    stage: Stage
    people: int


def cells(sums: Sums, provinces: Mapping[str, str]) -> Iterator[Cell]:
    """All that may be told of a week; `provinces` tells of every municipality where it lies."""
    for stage, number in _totals(sums).items():
        yield Cell(ALL, "", OTHERS, stage, number)
    doors, origins = [*(door.value for door in Door), UNKNOWN], [origin.value for origin in Origin]
    known = [Origin.ORGANISATION.value]
    languages = sums.get(Dimension.LANGUAGE.value, {})
    yield from _table(Dimension.LANGUAGE, languages, [*languages, OTHERS], known=[OTHERS])
    yield from _table(Dimension.DOOR, sums.get(Dimension.DOOR.value, {}), doors)
    yield from _table(Dimension.ORIGIN, sums.get(Dimension.ORIGIN.value, {}), origins, known=known)
    yield from _places(sums.get(Dimension.MUNICIPALITY.value, {}), provinces)


def _totals(sums: Sums) -> dict[Stage, int]:
    rows = sums.get(Dimension.LANGUAGE.value, {}).values()
    return {stage: sum(row[place] for row in rows) for place, stage in enumerate(_STAGES)}


def _table(
    dimension: Dimension,
    rows: Mapping[str, Sequence[int]],
    groups: Collection[str],
    *,
    stages: Sequence[Sequence[Stage]] = (NESTED, (Stage.MATCHED,)),
    within: str = "",
    known: Collection[str] = (),
) -> Iterator[Cell]:
    """One table: the nested stages together, and what stands by itself."""
    for together in stages:
        levels = tell([_counts(rows, stage) for stage in together], set(groups), known=known)
        for stage, level in zip(together, levels, strict=True):
            yield from _of_level(dimension, within, stage, level)


def _counts(rows: Mapping[str, Sequence[int]], stage: Stage) -> Counts:
    return {group: row[_STAGES.index(stage)] for group, row in rows.items()}


def _of_level(dimension: Dimension, within: str, stage: Stage, level: Level) -> Iterator[Cell]:
    """The cells of a level, where any group is told; the total by itself stands elsewhere."""
    if not level.told:
        return
    others = level.rest + level.told.get(OTHERS, 0)
    for group, people in level.told.items():
        if group != OTHERS:
            yield Cell(dimension.value, within, group, stage, people)
    if others:
        yield Cell(dimension.value, within, OTHERS, stage, others)


def _places(rows: Mapping[str, Sequence[int]], provinces: Mapping[str, str]) -> Iterator[Cell]:
    """Provinces, and municipalities within each that is told, stage by stage."""
    inside: dict[str, dict[str, Sequence[int]]] = {where: {} for where in (*provinces.values(), UNKNOWN)}
    for place, row in rows.items():
        inside[provinces.get(place, UNKNOWN)][place] = row
    whole = {
        where: [sum(column) for column in zip(*some.values(), strict=True)] for where, some in inside.items()
    }
    told = list(_table(Dimension.PROVINCE, {where: row for where, row in whole.items() if row}, inside))
    yield from told
    for province, municipalities in inside.items():
        here = {cell.stage for cell in told if cell.group == province}
        stages = [[stage for stage in together if stage in here] for together in (NESTED, (Stage.MATCHED,))]
        if province != UNKNOWN:
            groups = [name for name, where in provinces.items() if where == province]
            yield from _table(Dimension.MUNICIPALITY, municipalities, groups, stages=stages, within=province)
