"""The gap: who is asked less than their share of the population, as far as it may be told.

It is of people who got an ask in a closed week, as its frozen cells tell them: no group of fewer than ten,
and the small ones only together (`campaign.disclosure`). Who did not tell of which group they are is left
out, of whom one cannot say more. Small groups together are held against what their shares come to; who told
nothing, or is of a group without a share, may be among them, so that they were asked that much at most. A
group is asked too little where it has less than four fifths of its share, and ten people more would be due to
it: less may be chance. No interval is told, since these are all who were asked, and not a sample of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from campaign.asking import plain
from campaign.disclosure import FEW
from campaign.groups import OTHERS, UNKNOWN, Cell, Dimension, Stage
from campaign.population import Shares

FAR_OFF = 0.8
"""Of a share; the inverse of it is as far off on the other side."""
STAGE = Stage.DELIVERED
"""Who got an ask; of the nested stages it is the last of which groups are hidden for the sake of others."""


class Verdict(StrEnum):
    """How the share of a group among those asked stands to its share of the population.

    OPEN: there is no share to hold it against, or small groups are told only together.
    """

    LESS = "less"
    EVEN = "even"
    MORE = "more"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Line:
    """A group, or `OTHERS` for the small ones together.

    `people` of it were asked, which is `asked` percent; it is `share` percent of the population, None where
    that is not told. `due` is how many more would have been asked by its share, below 0 where fewer.
    """

    group: str
    people: int
    asked: float
    share: float | None
    due: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Compared:
    """All groups of one dimension, the widest gap first; `total` of those asked told of which they are.

    `together` are the groups of the population that are told only as `OTHERS`.
    """

    dimension: Dimension
    total: int
    lines: tuple[Line, ...]
    together: tuple[str, ...]
    source: str

    @property
    def short(self) -> tuple[Line, ...]:
        """Those who are asked too little."""
        return tuple(line for line in self.lines if line.verdict is Verdict.LESS)


def compare(dimension: Dimension, cells: Iterable[Cell], shares: Shares) -> Compared | None:
    """Hold what was told of a week against the population; None where no group was told."""
    told: dict[str, int] = {}
    for cell in cells:
        if cell.dimension == dimension and cell.stage is STAGE:
            group = plain(cell.group) if dimension is Dimension.LANGUAGE else cell.group
            told[group] = told.get(group, 0) + cell.people
    told.pop(UNKNOWN, None)
    total = sum(told.values())
    if not total or set(told) <= {OTHERS}:
        return None
    hidden = tuple(group for group in shares.percent if group not in told)
    rest = sum(shares.percent[group] for group in hidden)
    lines = [
        _line(group, people, total, _share(group, shares.percent, rest)) for group, people in told.items()
    ]
    return Compared(
        dimension, total, tuple(sorted(lines, key=_order)), hidden if OTHERS in told else (), shares.source
    )


def _share(group: str, percent: Mapping[str, float], rest: float) -> float | None:
    if group == OTHERS:
        return rest or None
    return percent.get(group)


def _line(group: str, people: int, total: int, share: float | None) -> Line:
    asked = 100 * people / total
    due = round(total * share / 100 - people) if share is not None else 0
    return Line(group, people, asked, share, due, _verdict(group, asked, share, due))


def _verdict(group: str, asked: float, share: float | None, due: int) -> Verdict:
    if share is None:
        return Verdict.OPEN
    if asked < FAR_OFF * share and due >= FEW:
        return Verdict.LESS
    if group == OTHERS:
        return Verdict.OPEN
    return Verdict.MORE if FAR_OFF * asked > share and -due >= FEW else Verdict.EVEN


def _order(line: Line) -> tuple[bool, int, int, str]:
    """The widest gap first, then the largest; the small ones together last."""
    return line.group == OTHERS, -line.due if line.verdict is Verdict.LESS else 0, -line.people, line.group
