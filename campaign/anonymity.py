"""How much a row may say of its person: as much as at least ten people of that week share.

People are counted by group: language, province and door. A row carries its group, or less of it: not the
province, the language alone, nothing. What it carries is its label, and at least `FEW` people share it.

That is not enough where figures are told beside the rows: whoever takes the rows that say *Arabic* from the
number of Arabic speakers who answered learns how many of them are among the rows that do not say what they
speak. So of every figure that is told, and of every difference between two stages of it, the people whose
rows do not show that they belong to it are none, or at least `FEW`; where they would be fewer, more rows say
less. Figures are told by one thing at a time, each stage in parts that all together are everybody; so of any
sum of parts as many are left as of these parts, which are again none, or at least `FEW`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from campaign.groups import OTHERS, Cell, Dimension, Stage

FEW = 10
"""Fewer people than this are told apart by nothing."""

Group = tuple[str, str, str]
"""Language, province and door of people."""
Label = tuple[str | None, str | None, str | None]
"""What a row says of them; None where it does not."""
Counts = Mapping[Group, int]
"""How many people each group has."""
STAGES = (Stage.ANSWERED, Stage.YES, Stage.INTRODUCED)
"""What rows tell of: how far people got, each stage a part of the one before."""
PLACES = (Dimension.LANGUAGE, Dimension.PROVINCE, Dimension.DOOR)
"""What stands in which place of a group."""

LEVELS = ((True, True, True), (True, False, True), (True, False, False), (False, False, False))
"""What a label carries of language, province and door, from all to nothing."""
HIDES = (3, 1, 2)
"""From which level on a label does not carry the language, the province, the door."""
NOTHING = len(LEVELS) - 1
NEW = 3
"""So many times `FEW` people are lost where rows say what none said yet: others have to join them."""


@dataclass(frozen=True, slots=True)
class Known:
    """A number that is told: of people who have one of these values in a place of their group.

    It is of those who got to a stage, the first being 0, and `without` those who got to another.
    """

    place: int
    values: frozenset[str]
    stage: int
    without: int | None
    number: int


def labels(stages: Sequence[Counts], known: Iterable[Known], *, few: int = FEW) -> dict[Group, Label]:
    """What the rows of each group say.

    `stages` count each person who got so far once, in their group; the first are all of whom there are rows.
    """
    people = stages[0]
    choice = _Choice(people, few)
    guards = [(one, _counts(one, stages), _belonging(one, people)) for one in known if one.number >= few]
    changed = True
    while changed:
        while choice.share():
            pass
        changed = False
        for one, counts, belong in guards:
            changed |= choice.guard(one, belong, counts)
    return {group: choice.label(group) for group in people}


def known(cells: Iterable[Cell], people: Collection[Group]) -> Iterator[Known]:
    """What is known where these figures of a week are told; `people` are the groups that rows are of."""
    told: dict[tuple[int, int], dict[str, int]] = {}
    for cell in cells:
        if cell.dimension in PLACES and cell.stage in STAGES:
            key = PLACES.index(Dimension(cell.dimension)), STAGES.index(cell.stage)
            told.setdefault(key, {})[cell.group] = cell.people
    for place in range(len(PLACES)):
        values = {group[place] for group in people}
        tables = {
            stage: _parts(told[place, stage], values)
            for stage in range(len(STAGES))
            if (place, stage) in told
        }
        for stage, parts in tables.items():
            yield from (Known(place, part, stage, None, number) for part, number in parts.items())
        for (stage, wider), (without, narrower) in combinations(sorted(tables.items()), 2):
            for part in _common(wider, narrower):
                rest = _number(wider, part) - _number(narrower, part)
                yield Known(place, part, stage, without, rest)


Parts = Mapping[frozenset[str], int]
"""How many people each part of a table has; the parts have no value in common, and together all."""


def _parts(told: Mapping[str, int], values: Collection[str]) -> Parts:
    parts = {frozenset((group,)): number for group, number in told.items() if group != OTHERS}
    others = frozenset(values).difference(told)
    return parts | ({others: told.get(OTHERS, 0)} if others else {})


def _common(one: Parts, two: Parts) -> Iterator[frozenset[str]]:
    """The parts of the finest division that is coarser than both."""
    waiting = [*one, *two]
    while waiting:
        part = waiting.pop()
        touching = [other for other in waiting if other & part]
        if not touching:
            yield part
            continue
        waiting = [other for other in waiting if not other & part]
        waiting.append(part.union(*touching))


def _number(parts: Parts, values: frozenset[str]) -> int:
    return sum(number for part, number in parts.items() if part <= values)


def _counts(one: Known, stages: Sequence[Counts]) -> Counts:
    counts = stages[one.stage]
    if one.without is None:
        return counts
    return {group: number - stages[one.without].get(group, 0) for group, number in counts.items()}


def _belonging(one: Known, people: Collection[Group]) -> list[Group]:
    return [group for group in people if group[one.place] in one.values]


class _Choice:
    """What is chosen so far: the level of each group, which goes one way only, towards nothing."""

    def __init__(self, people: Counts, few: int) -> None:
        self._people = people
        self._few = few
        self._levels = dict.fromkeys(people, 0)
        self._alike: dict[Label, set[Group]] = {_label(group, 0): {group} for group in people}

    def label(self, group: Group) -> Label:
        """What its rows say."""
        return _label(group, self._levels[group])

    def share(self) -> bool:
        """Have people say less who share their label with too few; whether there were any.

        They say as little as others do already, or else others say as little as they do.
        """
        some = next((alike for alike in self._alike.values() if self._are_few(alike)), None)
        if some is None:
            return False
        some, one = set(some), min(some)
        level = self._levels[one]
        deeper = [
            each for each in range(level + 1, NOTHING) if not self._are_few(some | self._say(one, each))
        ]
        others = [(each, above) for each in range(level + 1, NOTHING) if (above := self._above(one, each))]
        if deeper:
            self._lower(some, deeper[0])
        elif others:
            self._lower(some, others[0][0])
            self._lower(self._cheapest(others[0][1], others[0][0]), others[0][0])
        elif level < NOTHING:
            self._lower(some, NOTHING)
        else:
            return self._lower(self._cheapest(self._people.keys() - some, NOTHING), NOTHING)
        return True

    def guard(self, one: Known, belong: Sequence[Group], counts: Counts) -> bool:
        """Have none or enough of those who are known not show that they belong there; whether it was neither.

        `belong` are their groups, `counts` how many of those who are counted have rows in each.
        """
        level = HIDES[one.place]
        left = one.number - _count(counts, (group for group in belong if self._levels[group] < level))
        if not 0 < abs(left) < self._few:
            return False
        showing = (group for group in belong if self._levels[group] < level and counts.get(group))
        return self._lower(self._cheapest(showing, level, counts, self._few - left), level)

    def _are_few(self, groups: Collection[Group]) -> bool:
        return 0 < _count(self._people, groups) < self._few

    def _say(self, group: Group, level: int) -> set[Group]:
        """The groups whose rows say what those of this one would at a level."""
        return self._alike.get(_label(group, level), set())

    def _above(self, one: Group, level: int) -> list[Group]:
        """The groups that say more, and would say the same as this one if they said as little as that."""
        same, mine = _label(one, level), self._levels[one]
        return [
            group
            for group, now in self._levels.items()
            if now < level and _label(group, level) == same and _label(group, mine) != _label(one, mine)
        ]

    def _cheapest(
        self,
        groups: Iterable[Group],
        level: int,
        counts: Counts | None = None,
        wanted: int = FEW,
    ) -> list[Group]:
        """The group by which most is won for what is lost where it says as little as that; none of none."""

        def loss(group: Group) -> tuple[float, Group]:
            new = self._few * NEW if self._is_new(group, level) else 0
            won = min((counts or self._people).get(group, 0), wanted)
            return (self._people[group] + new) / won, group

        return sorted(groups, key=loss)[:1]

    def _is_new(self, group: Group, level: int) -> bool:
        """Whether nobody says that yet; of who says nothing, whether none speaks the language."""
        said = self._say(group, level)
        return not said if level < NOTHING else all(other[0] != group[0] for other in said)

    def _lower(self, groups: Collection[Group], level: int) -> bool:
        """Have groups say as little as that; False where there are none."""
        for group in list(groups):
            self._alike[self.label(group)].discard(group)
            self._levels[group] = level
            self._alike.setdefault(self.label(group), set()).add(group)
        return bool(groups)


def _label(group: Group, level: int) -> Label:
    language, province, door = LEVELS[level]
    return group[0] if language else None, group[1] if province else None, group[2] if door else None


def _count(counts: Counts, groups: Iterable[Group]) -> int:
    return sum(counts.get(group, 0) for group in groups)
