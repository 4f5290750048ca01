"""What a row may say of the lots its person drew in trials, and of whether it came to a match.

A lot is told of all rows with the same label (`campaign.anonymity`) or of none of them: where of the people
who share the label at least `FEW` have each value, those without any among them. Of several trials this holds
for all values together: held out of follow-ups or not first, then the opening, then the wording.

What came of a trial is told too, so that rows can be taken away from it: of each value, the people whose rows
do not tell it, and those of them who said yes, are none, or at least `FEW`. So it is with matches: of the
figure of all, and of each group, those are left whose rows do not tell of a match. Where they would be fewer,
the rows of one more label do not tell; of the label by which least is lost.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from campaign.anonymity import FEW, Group, Label
from campaign.groups import ALL, OTHERS, Cell, Dimension, Stage
from campaign.remainders import PLACES

Lots = tuple[int | None, int | None, bool | None]
"""Wording of an ask, opening of a moment's message, whether follow-ups were held back; None where none."""
FIRST_OF_ALL = (2, 1, 0)
"""In which order lots are kept."""


Drawn = Mapping[tuple[Group, Lots], tuple[int, int]]
"""Of each group and what it drew, how many people answered, and how many of them said yes."""


def told_lots(
    drawn: Drawn, said: Mapping[Group, Label], *, few: int = FEW
) -> dict[Label, tuple[bool, bool, bool]]:
    """Which of the lots the rows of each label tell."""
    alike: dict[Label, dict[Lots, tuple[int, int]]] = {}
    for (group, lots), (people, yes) in drawn.items():
        here = alike.setdefault(said[group], {})
        before = here.get(lots, (0, 0))
        here[lots] = before[0] + people, before[1] + yes
    kept = {
        label: _kept({lots: people for lots, (people, _) in here.items()}, few)
        for label, here in alike.items()
    }
    for lot in FIRST_OF_ALL:
        values = {label: _by_value(here, lot) for label, here in alike.items() if kept[label][lot]}
        beside = _sum(_by_value(here, lot) for label, here in alike.items() if not kept[label][lot])
        for label in _given_up(values, beside, few):
            wording, opening, held = (one and place != lot for place, one in enumerate(kept[label]))
            kept[label] = wording, opening, held
    return kept


Values = Mapping[int | bool | None, tuple[int, int]]
"""How many people have each value of a lot, and how many of them said yes."""


def _by_value(here: Mapping[Lots, tuple[int, int]], lot: int) -> Values:
    return _sum({lots[lot]: numbers} for lots, numbers in here.items())


def _sum(some: Iterable[Values]) -> dict[int | bool | None, tuple[int, int]]:
    found: dict[int | bool | None, tuple[int, int]] = {}
    for values in some:
        for value, (people, yes) in values.items():
            before = found.get(value, (0, 0))
            found[value] = before[0] + people, before[1] + yes
    return found


def _given_up(telling: Mapping[Label, Values], beside: Values, few: int) -> set[Label]:
    """The labels that may not tell a lot after all, so that of those `beside` there are none or enough."""
    left, silent = dict(telling), [beside]
    while left and any(0 < number < few for pair in _sum(silent).values() for number in pair):
        label = min(left, key=lambda one: (sum(people for people, _ in left[one].values()), str(one)))
        silent.append(left.pop(label))
    return {*telling} - {*left}


def _kept(counts: Mapping[Lots, int], few: int) -> tuple[bool, bool, bool]:
    kept: list[int] = []
    for one in FIRST_OF_ALL:
        classes = Counter[tuple[int | bool | None, ...]]()
        for lots, number in counts.items():
            classes[tuple(lots[each] for each in (*kept, one))] += number
        if min(classes.values()) >= few:
            kept.append(one)
    return 0 in kept, 1 in kept, 2 in kept


def told_matches(
    matched: Mapping[Group, int], said: Mapping[Group, Label], cells: Iterable[Cell], *, few: int = FEW
) -> set[Label]:
    """The labels whose rows tell whether it came to a match; `matched` people there are in each group."""
    alike = Counter[Label]()
    for group, label in said.items():
        alike[label] += matched.get(group, 0)
    told, figures = set(alike), list(_figures(cells))
    changed = True
    while changed:
        changed = False
        for place, values, inside, number in figures:
            showing = {one for one in told if place is None or _shows(one[place], values, inside)}
            shown = sum(alike[one] for one in showing)
            some = [one for one in showing if alike[one]]
            if some and 0 < abs(number - shown) < few:
                told.discard(min(some, key=lambda one: (alike[one], str(one))))
                changed = True
    return told


def _shows(value: str | None, values: Collection[str], inside: bool) -> bool:
    return value is not None and (value in values) is inside


def _figures(cells: Iterable[Cell]) -> Iterable[tuple[int | None, set[str], bool, int]]:
    """Each figure of matches: by what, of which values (or of all but these), and how many; first of all."""
    tables: dict[str, dict[str, int]] = {}
    for cell in cells:
        if cell.stage is Stage.MATCHED and cell.dimension in (ALL, *PLACES):
            tables.setdefault(cell.dimension, {})[cell.group] = cell.people
    for number in tables.pop(ALL, {}).values():
        yield None, set(), False, number
    for place, table in tables.items():
        names = {name for name in table if name != OTHERS}
        for name, number in table.items():
            where = PLACES.index(Dimension(place))
            yield (where, names, False, number) if name == OTHERS else (where, {name}, True, number)
