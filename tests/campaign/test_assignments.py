"""Lots and matches in rows: told where no few people can be worked out from them."""

import pytest

from campaign.anonymity import Label
from campaign.assignments import Lots, told_lots, told_matches
from campaign.groups import ALL, OTHERS, Cell, Dimension, Stage

NL, AR = ("nl", "Utrecht", "never"), ("ar", "Utrecht", "never")
ONE: Label = ("nl", None, None)
OTHER: Label = ("ar", None, None)
SAID = {NL: ONE, AR: OTHER}
THIRD, LAST = ("tr", "Utrecht", "never"), ("tr", None, None)


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ({(1, None, None): 10, (2, None, None): 10}, (True, True, True)),
        ({(1, None, None): 10, (2, None, None): 9}, (False, True, True)),
        ({(1, None, None): 50, (2, None, None): 50, (None, None, None): 3}, (False, True, True)),
        ({(1, None, True): 10, (2, None, False): 10}, (True, True, True)),
        ({(1, None, True): 10, (2, None, False): 10, (2, None, True): 1}, (False, True, True)),
        ({(1, 1, True): 5, (2, 1, True): 5, (1, 2, False): 5, (2, 2, False): 5}, (False, True, True)),
    ],
)
def test_a_lot_is_told_of_all_who_are_alike_or_of_none(
    people: dict[Lots, int], told: tuple[bool, bool, bool]
) -> None:
    """Every value, and none, belongs to ten of them or more; follow-ups come before wordings."""
    assert told_lots({(NL, lots): (number, 0) for lots, number in people.items()}, SAID)[ONE] == told


def test_of_a_lot_no_few_are_left_whose_rows_do_not_tell_it() -> None:
    """What came of a trial is told: whoever takes away the rows that tell it finds ten or none."""
    first, second = (1, None, None), (2, None, None)

    def wording(people: tuple[int, int], yes: tuple[int, int]) -> list[bool]:
        drawn = {
            (NL, first): (80, 30),
            (NL, second): (80, 20),
            (THIRD, first): (30, 15),
            (THIRD, second): (30, 15),
        }
        mine = zip((first, second), people, yes, strict=True)
        drawn |= {(AR, lot): (number, said_yes) for lot, number, said_yes in mine if number}
        found = told_lots(drawn, SAID | {THIRD: LAST})
        return [found[label][0] for label in (ONE, LAST, OTHER)]

    assert wording((10, 10), (0, 10)) == [True, True, True], "all rows tell"
    assert wording((20, 9), (10, 0)) == [True, False, False], (
        "nine had the second: the next smallest joins them"
    )
    assert wording((20, 0), (12, 0)) == [True, True, True]
    assert wording((5, 5), (0, 0)) == [True, False, False]
    assert wording((30, 9), (3, 0)) == [True, False, False], "three of them said yes"
    assert wording((0, 9), (0, 0)) == [True, False, False]


def test_matches_are_told_unless_a_figure_would_leave_a_few() -> None:
    def cell(group: str, number: int) -> Cell:
        return Cell(Dimension.LANGUAGE, "", group, Stage.MATCHED, number)

    assert told_matches({NL: 12, AR: 3}, SAID, []) == {ONE, OTHER}
    assert told_matches({NL: 12, AR: 3}, SAID, [cell("nl", 12), cell(OTHERS, 30)]) == {ONE, OTHER}
    assert told_matches({NL: 12, AR: 3}, SAID, [cell("nl", 15), cell(OTHERS, 30)]) == {OTHER}
    assert told_matches({NL: 12, AR: 23}, SAID, [cell("nl", 12), cell(OTHERS, 30)]) == {ONE}
    assert told_matches({NL: 0, AR: 23}, SAID, [cell("nl", 5)]) == {ONE, OTHER}, "no match is shown"
    everybody = Cell(ALL, "", OTHERS, Stage.MATCHED, 40)
    assert told_matches({NL: 12, AR: 23}, SAID, [everybody]) == {OTHER}, "else five would be left of all"
    assert told_matches({NL: 12, AR: 28}, SAID, [everybody]) == {ONE, OTHER}
