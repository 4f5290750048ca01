"""Crossing: how many people of a language, a door and a province at once got an ask in a week.

Nobody is told of who did not tell one of the three. A combination is told where ten people or more share it
of whom nothing was heard: who got the ask and did not answer. Beside the tables of one thing each it is safe
where there are as many of these left, in no combination that is told, of each group that those tables tell,
and of their others together.

Whoever adds and subtracts can take combinations away from such a group, and find what is left of it, and
nothing else: what tables tell is a sum of a number for the language, one for the door, one for the place
and one for who asked. On people who did not tell their door, or their place, or who read a language that
nobody reads, no combination is told; a set of them is such a sum only where it is of groups of one kind,
and so it is everywhere outside the combinations. There is then no number for a combination of two
things, or for one that is not told. Every set that can be found by means of a combination holds all of
it, or all that is left of a group, of those who did not answer: ten or more, whatever else is told of
answers, as rows do (`campaign.anonymity`).

Where too few are left of a group, its smallest combination is not told, until there are enough.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from campaign.disclosure import FEW
from campaign.groups import ALL, CROSSED, OTHERS, UNKNOWN, Cell, Dimension, Stage, Sums

MARKS = (Dimension.LANGUAGE, Dimension.DOOR, Dimension.PROVINCE)
"""What stands in which place of a combination."""
STAGE = Stage.DELIVERED
"""Of who got an ask: combinations are told of this stage alone."""
_GOT, _ANSWERED = (tuple(Stage).index(stage) for stage in (STAGE, Stage.ANSWERED))
Combination = tuple[str, str, str]
"""Language, door and province."""


def combination(group: str) -> Combination:
    """What a cell's group says, such as "nl/never/Utrecht"; ValueError for another."""
    language, door, province = group.split("/")
    return language, door, province


def cells(sums: Sums, told: Iterable[Cell], provinces: Mapping[str, str]) -> Iterator[Cell]:
    """The combinations that may be told beside what is `told` of the same week, and all others together.

    `provinces` tells of every municipality where it lies.
    """
    tables = {cell.dimension: dict[str, int]() for cell in told}
    for cell in told:
        if cell.stage is STAGE:
            tables[cell.dimension][cell.group] = cell.people
    rows = sums.get(CROSSED, {})
    chosen = choose(
        {combination(group): _silent(row) for group, row in rows.items()},
        [
            _Table(place, _silent_by(sums, mark, provinces), tables.get(mark.value, {}))
            for place, mark in enumerate(MARKS)
        ],
    )
    people = {marks: rows["/".join(marks)][_GOT] for marks in sorted(chosen)}
    for marks, number in people.items():
        yield Cell(CROSSED, "", "/".join(marks), STAGE, number)
    if people:
        yield Cell(CROSSED, "", OTHERS, STAGE, tables[ALL][OTHERS] - sum(people.values()))


def choose(silent: Mapping[Combination, int], tables: Sequence["_Table"]) -> set[Combination]:
    """As many combinations as can be told beside these tables; `silent` of each did not answer."""
    chosen = {marks for marks, people in silent.items() if people >= FEW}
    while chosen:
        failing = next((some for table in tables if (some := table.failing(chosen, silent))), None)
        if failing is None:
            break
        chosen.remove(min(failing, key=lambda marks: (silent[marks], marks)))
    return chosen


class _Table:
    """What is told of people by one mark; where that is nothing, they are one group."""

    def __init__(self, place: int, silent: Mapping[str, int], told: Collection[str]) -> None:
        self._place, self._told = place, told
        self._silent: dict[str, int] = {}
        for mark, people in silent.items():
            self._silent[self._group(mark)] = self._silent.get(self._group(mark), 0) + people

    def _group(self, mark: str) -> str:
        return mark if mark in self._told else OTHERS

    def failing(self, chosen: set[Combination], silent: Mapping[Combination, int]) -> set[Combination]:
        """The combinations in a group of which too few people are left; none where there is no such group."""
        inside: dict[str, set[Combination]] = {}
        for marks in chosen:
            inside.setdefault(self._group(marks[self._place]), set()).add(marks)
        for group, some in inside.items():
            if self._silent.get(group, 0) - sum(silent[marks] for marks in some) < FEW:
                return some
        return set()


def _silent_by(sums: Sums, mark: Dimension, provinces: Mapping[str, str]) -> dict[str, int]:
    """By one mark, how many people got an ask and did not answer."""
    if mark is not Dimension.PROVINCE:
        return {group: _silent(row) for group, row in sums.get(mark.value, {}).items()}
    found: dict[str, int] = {}
    for place, row in sums.get(Dimension.MUNICIPALITY.value, {}).items():
        where = provinces.get(place, UNKNOWN)
        found[where] = found.get(where, 0) + _silent(row)
    return found


def _silent(row: Sequence[int]) -> int:
    return row[_GOT] - row[_ANSWERED]
