"""How much a row may say of its person: as much as at least ten people of that week share.

People are counted by group: language, province and door. A row carries its group, or less of it: not the
province, the language alone, nothing. What it carries is its label, and at least `FEW` people share it.

That is not enough where figures are told beside the rows: whoever takes the rows that say *Arabic* from the
number of Arabic speakers who answered learns how many of them are among the rows that do not say what they
speak; and from the number of Arabic speakers who got an ask, how many did not answer. So of every figure
that is told, and of all that is left where rows and narrower figures are taken away from it
(`campaign.remainders`), the people are none, or at least `FEW`; else more rows say less.

None is well: that all who speak Arabic answered, where rows and figures tell that, is told of ten or more of
them, and of nobody who is one of few. That is no more than ten rows of one label that give the same answer.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from campaign.remainders import CHAIN, Remainder, Table, remainders

FEW = 10
"""Fewer people than this are told apart by nothing."""

Group = tuple[str, str, str]
"""Language, province and door of people."""
Label = tuple[str | None, str | None, str | None]
"""What a row says of them; None where it does not."""
Counts = Mapping[Group, int]
"""How many people each group has."""

LEVELS = ((True, True, True), (True, False, True), (True, False, False), (False, False, False))
"""What a label carries of language, province and door, from all to nothing."""
HIDES = (3, 1, 2)
"""From which level on a label does not carry the language, the province, the door."""
NOTHING = len(LEVELS) - 1
NEW = 3
"""So many times `FEW` people are lost where rows say what none said yet: others have to join them."""


def labels(
    stages: Sequence[Counts], told: Sequence[Sequence[Table]], *, few: int = FEW
) -> dict[Group, Label]:
    """What the rows of each group say beside what is `told` by each mark (`campaign.remainders.tables`).

    `stages` count each person who got so far once, in their group; the first are all of whom there are rows.
    """
    choice = _Choice(stages, few)
    changed = True
    while changed:
        while choice.share():
            pass
        changed = False
        for place, some in enumerate(told):
            changed |= choice.guard(place, some)
    return {group: choice.label(group) for group in stages[0]}


class _Choice:
    """What is chosen so far: the level of each group, which goes one way only, towards nothing."""

    def __init__(self, stages: Sequence[Counts], few: int) -> None:
        people = stages[0]
        self._people = people
        self._stages = [*([people] * (len(CHAIN) - len(stages))), *stages]
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

    def guard(self, place: int, told: Sequence[Table]) -> bool:
        """Have none or enough people left of what is told by a mark; whether it was neither."""
        changed = False
        while some := self._failing(place, told):
            if not (lowered := next((groups for one in some if (groups := self._mend(place, one))), [])):
                break
            changed = self._lower(lowered, HIDES[place])
        return changed

    def _failing(self, place: int, told: Sequence[Table]) -> list[Remainder]:
        shown: list[dict[str, int]] = [{} for _ in CHAIN]
        seen, hiding = set[str](), set[str]()
        for group in self._people:
            seen.add(group[place])
            if not self._shows(group, place):
                hiding.add(group[place])
                continue
            for counts, of in zip(shown, self._stages, strict=True):
                counts[group[place]] = counts.get(group[place], 0) + of.get(group, 0)
        every = {value for table in told for part in table.parts for value in part}
        open_ = hiding | (every - seen) if hiding else hiding
        found = remainders(told, shown, open_)
        return [one for one in found if 0 < abs(one.number) < self._few]

    def _mend(self, place: int, one: Remainder) -> list[Group]:
        """Who is to say less: some who are left then, else some who make others hard to tell from these."""
        gains, beside = dict[Group, int](), list[Group]()
        for group in self._people:
            if self._shows(group, place):
                value, count = group[place], self._stages[one.stage].get(group, 0)
                less = one.less.get(value)
                count -= 0 if less is None else self._stages[less].get(group, 0)
                if value in one.values and count > 0:
                    gains[group] = count
                elif value in one.beside:
                    beside.append(group)
        level = HIDES[place]
        return self._cheapest(gains, level, gains, self._few - one.number) or self._cheapest(beside, level)

    def _shows(self, group: Group, place: int) -> bool:
        return self._levels[group] < HIDES[place]

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
