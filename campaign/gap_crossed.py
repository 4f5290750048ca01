"""The gap by language, door and province at once: which combinations of people are asked too little.

It is held against shares of combinations, where `campaign.toml` gives them. They are never worked out from
shares of one thing each: that would take it that language, door and province have nothing to do with each
other. Of who told all three one cannot tell exactly how many there are, as some of those who are told only as
others did not tell one of them. So a share of those asked lies between two numbers, and there is a gap where
it is one for both of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from campaign.crossing import MARKS, STAGE, Combination, combination
from campaign.disclosure import FEW
from campaign.gap import FAR_OFF, Verdict
from campaign.groups import ALL, CROSSED, OTHERS, UNKNOWN, Cell
from campaign.population import Shares


@dataclass(frozen=True, slots=True)
class Line:
    """A combination of which `people` got an ask: `low` to `high` percent of those who told all three.

    It is `share` percent of the population, None where that is not told; `due` is how many more would have
    been asked by its share at least, or fewer where it is below 0; 0 where neither is sure.
    """

    marks: Combination
    people: int
    low: float
    high: float
    share: float | None
    due: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Crossed:
    """All combinations that are told, the widest gap first, without shares the largest.

    `rest` people are of others or did not tell all three. The combinations with a share that are told only
    among them are `hidden`; `short` is how many more of those would have been asked by their shares together
    at least, 0 where that is not sure.
    """

    lines: tuple[Line, ...]
    rest: int
    hidden: int
    short: int
    source: str

    def of(self, place: int, mark: str) -> tuple[Line, ...]:
        """Those with a language, a door or a province: the mark in this place of a combination."""
        return tuple(line for line in self.lines if line.marks[place] == mark)

    def marks(self, place: int) -> list[str]:
        """The languages, doors or provinces of which combinations are told."""
        return sorted({line.marks[place] for line in self.lines})


def compare(cells: Iterable[Cell], shares: Shares) -> Crossed | None:
    """Hold the combinations that were told of a week against the population; None where none was."""
    got = [cell for cell in cells if cell.stage is STAGE]
    told = {cell.group: cell.people for cell in got if cell.dimension == CROSSED}
    rest = told.pop(OTHERS, 0)
    if not told:
        return None
    between = _told_all(got, sum(told.values()))
    lines = [_line(group, people, between, shares.percent) for group, people in told.items()]
    hidden = {group: share for group, share in shares.percent.items() if group not in told}
    short = _due(rest, sum(hidden.values()), between[0]) if hidden else 0
    return Crossed(tuple(sorted(lines, key=_order)), rest, len(hidden), short, shares.source)


def _told_all(cells: Iterable[Cell], at_least: int) -> tuple[int, int]:
    """Between which numbers lies how many people told their language, door and province."""
    tables: dict[str, dict[str, int]] = {}
    for cell in cells:
        tables.setdefault(cell.dimension, {})[cell.group] = cell.people
    everybody = sum(tables.get(ALL, {}).values())
    fewest, most = [], []
    for mark in MARKS:
        table = tables.get(mark.value, {OTHERS: everybody})
        fewest.append(table.get(UNKNOWN, 0))
        most.append(table.get(UNKNOWN, table.get(OTHERS, 0)))
    return max(at_least, everybody - sum(most)), max(at_least, everybody - max(fewest))


def _line(group: str, people: int, between: tuple[int, int], percent: Mapping[str, float]) -> Line:
    fewest, most = between
    low, high, share = 100 * people / most, 100 * people / fewest, percent.get(group)
    marks = combination(group)
    if share is None:
        return Line(marks, people, low, high, None, 0, Verdict.OPEN)
    if due := _due(people, share, fewest):
        return Line(marks, people, low, high, share, due, Verdict.LESS)
    over = round(people - most * share / 100)
    if FAR_OFF * low > share and over >= FEW:
        return Line(marks, people, low, high, share, -over, Verdict.MORE)
    return Line(marks, people, low, high, share, 0, Verdict.EVEN)


def _due(people: int, share: float, everybody: int) -> int:
    """How many more would have been asked by a share of so many people; 0 where that is no gap."""
    due = round(everybody * share / 100 - people)
    return due if 100 * people / everybody < FAR_OFF * share and due >= FEW else 0


def _order(line: Line) -> tuple[int, int, Combination]:
    return -line.due if line.verdict is Verdict.LESS else 0, -line.people, line.marks
