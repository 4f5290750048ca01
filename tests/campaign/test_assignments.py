"""Lots and matches in rows: told where no few people can be worked out from them."""

import pytest

from campaign.anonymity import Label
from campaign.assignments import Lots, told_lots, told_matches
from campaign.groups import OTHERS, Cell, Dimension, Stage

NL, AR = ("nl", "Utrecht", "never"), ("ar", "Utrecht", "never")
ONE: Label = ("nl", None, None)
OTHER: Label = ("ar", None, None)
SAID = {NL: ONE, AR: OTHER}


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
    assert told_lots({(NL, lots): number for lots, number in people.items()}, SAID)[ONE] == told


def test_matches_are_told_unless_a_figure_would_leave_a_few() -> None:
    def cell(group: str, number: int) -> Cell:
        return Cell(Dimension.LANGUAGE, "", group, Stage.MATCHED, number)

    assert told_matches({NL: 12, AR: 3}, SAID, []) == {ONE, OTHER}
    assert told_matches({NL: 12, AR: 3}, SAID, [cell("nl", 12), cell(OTHERS, 30)]) == {ONE, OTHER}
    assert told_matches({NL: 12, AR: 3}, SAID, [cell("nl", 15), cell(OTHERS, 30)]) == {OTHER}
    assert told_matches({NL: 12, AR: 23}, SAID, [cell("nl", 12), cell(OTHERS, 30)]) == {ONE}
    assert told_matches({NL: 0, AR: 23}, SAID, [cell("nl", 5)]) == {ONE, OTHER}, "no match is shown"
