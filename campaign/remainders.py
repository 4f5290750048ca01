"""What is left of a week's figures for whoever takes away the rows of who answered.

Figures are told by one mark at a time (the language, say): of each stage the people of some values by
themselves, and of all other values together. Rows show of some people which value they have. Who takes them
away from a figure is left with people whose rows do not show it, and of the stages before an answer also with
who did not answer, of whom there are no rows. What is left of one stage can be taken away from what is left
of a wider one: where of a figure every row shows its value but for those of one language, the figure tells of
that language.

A remainder is made of whole parts of one stage, less parts of narrower stages of which all that is not shown
lies within. Of narrower parts as many are taken away as can be: with fewer, the parts that are not taken away
are left besides, and these are looked at by themselves.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from campaign.groups import OTHERS, Cell, Dimension, Stage

CHAIN = (Stage.ASKED, Stage.DELIVERED, Stage.ANSWERED, Stage.YES, Stage.INTRODUCED)
"""How far people got, each stage a part of the one before; there are rows of who got to the third."""
PLACES = (Dimension.LANGUAGE, Dimension.PROVINCE, Dimension.DOOR)
"""What stands in which place of a group."""

Part = frozenset[str]
"""Values of a mark that are told as one number."""
Shown = Sequence[Mapping[str, int]]
"""By place in the chain and value, how many people have rows that show that they belong there."""


@dataclass(frozen=True, slots=True)
class Table:
    """What is told of a stage by one mark: parts that have no value in common, and together all."""

    stage: int
    parts: Mapping[Part, int]

    @property
    def others(self) -> Part | None:
        """The values that are told as one number; None where each is told by itself."""
        return next((part for part in self.parts if OTHERS in part), None)

    def left(self, part: Part, shown: Shown) -> int:
        """How many people of a part have no rows that show it."""
        return self.parts[part] - sum(shown[self.stage].get(value, 0) for value in part)


@dataclass(frozen=True, slots=True)
class Remainder:
    """How many people are left: of these values at a stage, less those who got to a further one.

    `less` tells of some values from which stage on they are taken away, `beside` which values are told as one
    number with these and all show it.
    """

    values: Part
    stage: int
    less: Mapping[str, int]
    beside: Part
    number: int


def tables(cells: Iterable[Cell], people: Collection[tuple[str, str, str]]) -> list[list[Table]]:
    """What is told by each mark, the widest stage first; `people` are the groups that rows are of."""
    told: dict[tuple[int, int], dict[str, int]] = {}
    for cell in cells:
        if cell.dimension in PLACES and cell.stage in CHAIN:
            key = PLACES.index(Dimension(cell.dimension)), CHAIN.index(cell.stage)
            told.setdefault(key, {})[cell.group] = cell.people
    found: list[list[Table]] = []
    for place in range(len(PLACES)):
        here = {stage: told[place, stage] for stage in range(len(CHAIN)) if (place, stage) in told}
        values = {OTHERS, *(group[place] for group in people)}.union(*here.values())
        found.append([Table(stage, _parts(counts, values)) for stage, counts in here.items()])
    return found


def _parts(told: Mapping[str, int], values: Collection[str]) -> dict[Part, int]:
    parts = {frozenset((value,)): number for value, number in told.items() if value != OTHERS}
    if OTHERS in told:
        parts[frozenset(values).difference(told) | {OTHERS}] = told[OTHERS]
    return parts


def remainders(told: Sequence[Table], shown: Shown, open_: Collection[str]) -> Iterator[Remainder]:
    """All that is left by one mark; of the `open_` values there are, or may be, rows that do not show it."""
    for number, wide in enumerate(told):
        narrower = told[number + 1 :]
        with_others = [table for table in narrower if table.others]
        here = _union(wide.parts).intersection(open_)
        for count in range(len(with_others) + 1):
            for some in combinations(with_others, count):
                yield from _of(wide, narrower, some, shown, here)


def _of(
    wide: Table, narrower: Sequence[Table], some: Sequence[Table], shown: Shown, open_: Part
) -> Iterator[Remainder]:
    """What is left of a stage where of `some` narrower ones the others are taken away."""
    must = open_ & _union(table.others or Part() for table in some)
    if some and not must:
        return
    unions = [[part] for part in wide.parts]
    if some:
        unions = [[part for part in wide.parts if part & must]]
    for parts in unions:
        values = _union(parts)
        taken = _taken(narrower, some, values, open_)
        if values == _union(wide.parts) and _is_all(taken, narrower, open_):
            continue
        less = {value: table.stage for table, part in taken for value in part & values}
        number = sum(wide.left(part, shown) for part in parts)
        number -= sum(table.left(part, shown) for table, part in taken)
        beside = _union(part for _, part in taken) - values
        yield Remainder(values, wide.stage, less, beside, number)


def _is_all(taken: Sequence[tuple[Table, Part]], narrower: Sequence[Table], open_: Part) -> bool:
    """Whether a whole stage is taken away: what is left follows from how many people there are in all."""
    return any(open_ <= _union(part for one, part in taken if one is table) for table in narrower)


def _union(parts: Iterable[Part]) -> Part:
    return Part().union(*parts)


def _taken(
    narrower: Sequence[Table], some: Sequence[Table], values: Part, open_: Part
) -> list[tuple[Table, Part]]:
    """The parts that are taken away from these values: first the others of `some`, then of wider stages."""
    wished = [(table, table.others) for table in some if table.others]
    wished += [(table, part) for table in narrower for part in table.parts if part != table.others]
    found: list[tuple[Table, Part]] = []
    for table, part in wished:
        inside = part & open_
        if inside and inside <= values and not any(inside & other for _, other in found):
            found.append((table, part))
    return found
