"""What a row may say of the lots its person drew in trials, and of whether it came to a match.

A lot is told of all rows with the same label (`campaign.anonymity`) or of none of them: where of the people
who share the label at least `FEW` have each value, those without any among them. Of several trials this holds
for all values together: held out of follow-ups or not first, then the opening, then the wording.

Whether an answer became a match is told unless a figure of matches would then leave fewer than `FEW` people
whose rows do not show it, as of the other stages.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from campaign.anonymity import FEW, PLACES, Group, Label
from campaign.groups import OTHERS, Cell, Stage

Lots = tuple[int | None, int | None, bool | None]
"""Wording of an ask, opening of a moment's message, whether follow-ups were held back; None where none."""
FIRST_OF_ALL = (2, 1, 0)
"""In which order lots are kept."""


def told_lots(
    people: Mapping[tuple[Group, Lots], int], said: Mapping[Group, Label], *, few: int = FEW
) -> dict[Label, tuple[bool, bool, bool]]:
    """Which of the lots the rows of each label tell; `people` have these lots, in each group."""
    alike: dict[Label, Counter[Lots]] = {}
    for (group, lots), number in people.items():
        alike.setdefault(said[group], Counter())[lots] += number
    return {label: _kept(counts, few) for label, counts in alike.items()}


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
            showing = {one for one in told if one[place] is not None and (one[place] in values) is inside}
            shown = sum(alike[one] for one in showing)
            if shown and 0 < abs(number - shown) < few:
                told -= {one for one in showing if alike[one]}
                changed = True
    return told


def _figures(cells: Iterable[Cell]) -> Iterable[tuple[int, set[str], bool, int]]:
    """Each figure of matches: by what, of which values (or of all but these), and how many."""
    tables: dict[int, dict[str, int]] = {}
    for cell in cells:
        if cell.stage is Stage.MATCHED and cell.dimension in PLACES:
            tables.setdefault([str(one) for one in PLACES].index(cell.dimension), {})[cell.group] = (
                cell.people
            )
    for place, table in tables.items():
        names = {name for name in table if name != OTHERS}
        for name, number in table.items():
            yield (place, names, False, number) if name == OTHERS else (place, {name}, True, number)
