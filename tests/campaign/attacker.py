"""An attacker: somebody who knows all that was told, and works out what follows from it.

What is told are counts of people with certain marks. Whoever adds and subtracts them finds the counts of all
sets of people whose marks are a sum of those told; whoever tries out finds all that may have been.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Generic, TypeVar

PRIME = 2**61 - 1
Cell = TypeVar("Cell", bound=Hashable)


class Sums(Generic[Cell]):
    """All that follows by adding and subtracting, from counts of sets of cells."""

    def __init__(self, told: Iterable[Iterable[Cell]]) -> None:
        self._rows: list[tuple[Cell, dict[Cell, int]]] = []
        for cells in told:
            row = self._reduced(dict.fromkeys(cells, 1))
            if row:
                pivot, value = next(iter(row.items()))
                inverse = pow(value, -1, PRIME)
                self._rows.append((pivot, {key: each * inverse % PRIME for key, each in row.items()}))

    def find(self, cells: Iterable[Cell]) -> bool:
        """Whether the count of these cells follows from what was told."""
        return not self._reduced(dict.fromkeys(cells, 1))

    def _reduced(self, row: dict[Cell, int]) -> dict[Cell, int]:
        for pivot, known in self._rows:
            if times := row.get(pivot):
                for key, value in known.items():
                    left = (row.get(key, 0) - times * value) % PRIME
                    if left:
                        row[key] = left
                    else:
                        row.pop(key, None)
        return row


Parts = Mapping[frozenset[str], int]
"""What is told of a level: how many people each part of the groups has."""


def possible(levels: Sequence[Parts], groups: Sequence[str]) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Every table that fits what is told of levels, each nested in the one before: level by level."""

    def rest(above: tuple[int, ...] | None, number: int) -> Iterator[tuple[tuple[int, ...], ...]]:
        if number == len(levels):
            yield ()
            return
        for row in _rows(levels[number], groups, above):
            for below in rest(row, number + 1):
                yield (row, *below)

    return rest(None, 0)


def _rows(told: Parts, groups: Sequence[str], above: tuple[int, ...] | None) -> Iterator[tuple[int, ...]]:
    most = dict(zip(groups, above, strict=True)) if above else {}
    ways = [_ways(sorted(part), number, most) for part, number in told.items()]
    for chosen in product(*ways):
        row = {group: number for way in chosen for group, number in way.items()}
        yield tuple(row[group] for group in groups)


def _ways(part: Sequence[str], number: int, most: Mapping[str, int]) -> list[dict[str, int]]:
    first, *others = part
    top = min(number, most.get(first, number))
    if not others:
        return [{first: number}] if number <= top else []
    return [{first: one, **way} for one in range(top + 1) for way in _ways(others, number - one, most)]
