"""The gap by language, door and province at once: held against shares that were given, or told as numbers."""

from collections.abc import Mapping

import pytest

from campaign.gap import Verdict
from campaign.gap_crossed import Crossed, compare
from campaign.groups import ALL, CROSSED, OTHERS, UNKNOWN, Cell, Stage
from campaign.population import Population, Shares, faults

SHARES = Shares("CBS", {"nl/now/Utrecht": 30, "nl/never/Utrecht": 40, "tr/never/Utrecht": 10})


def cells(
    told: Mapping[str, int], *, silent_doors: int = 0, everybody: int = 1_000, languages: bool = True
) -> list[Cell]:
    """What was told of a week in which so many people did not tell their door."""
    tables = {
        ALL: {OTHERS: everybody},
        "language": {"nl": everybody} if languages else {},
        "door": {"now": everybody - silent_doors, UNKNOWN: silent_doors},
        "province": {"Utrecht": everybody},
        CROSSED: {**told, OTHERS: everybody - sum(told.values())},
    }
    return [
        Cell(dimension, "", group, Stage.DELIVERED, people)
        for dimension, table in tables.items()
        for group, people in table.items()
    ]


def compared(told: Mapping[str, int], **more: int) -> Crossed:
    found = compare(cells(told, **more), SHARES)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_the_widest_gap_comes_first_and_what_is_told_only_together_is_compared_too() -> None:
    found = compared({"nl/now/Utrecht": 600, "nl/never/Utrecht": 200, "en/now/Utrecht": 150})
    assert [(line.marks[0], line.marks[1], line.verdict, line.due) for line in found.lines] == [
        ("nl", "never", Verdict.LESS, 200),
        ("nl", "now", Verdict.MORE, -300),
        ("en", "now", Verdict.OPEN, 0),
    ]
    assert (found.rest, found.hidden, found.short) == (50, 1, 50)
    assert found.marks(0) == ["en", "nl"]
    assert [line.people for line in found.of(1, "now")] == [600, 150]
    assert found.source == "CBS"


def test_who_did_not_tell_all_three_makes_no_gap_and_hides_none_that_is_sure() -> None:
    told = {"nl/now/Utrecht": 150, "nl/never/Utrecht": 140}
    verdicts = [
        {line.marks[1]: line.verdict for line in compared(told, silent_doors=n).lines} for n in (0, 500)
    ]
    assert verdicts[0] == {"never": Verdict.LESS, "now": Verdict.LESS}
    assert verdicts[1] == {"never": Verdict.LESS, "now": Verdict.EVEN}, "of 500 people 150 are 30 %"
    (line,) = (line for line in compared(told, silent_doors=500).lines if line.marks[1] == "now")
    assert (line.low, line.high) == (30, 30)
    (unsure,) = (
        line
        for line in compared(told, silent_doors=500, languages=False).lines  # type: ignore[arg-type]
        if line.marks[1] == "now"
    )
    assert (unsure.low, round(unsure.high)) == (30, 52), "of which language people are was not told"


def test_without_shares_there_are_numbers_the_largest_first_and_without_combinations_nothing() -> None:
    found = compare(cells({"nl/now/Utrecht": 60, "tr/now/Utrecht": 90}), Shares())
    assert found is not None
    assert [(line.people, line.share, line.verdict) for line in found.lines] == [
        (90, None, Verdict.OPEN),
        (60, None, Verdict.OPEN),
    ]
    assert (found.hidden, found.short, found.source) == (0, 0, "")
    assert compare([cell for cell in cells({}) if cell.dimension != CROSSED], SHARES) is None


@pytest.mark.parametrize(
    "wrong", ["Dutch/never/Utrecht", "nl/ever/Utrecht", "nl/never/Utrecht/x", "nl", "nl/now/Gouda"]
)
def test_a_combination_that_is_none_is_told_in_words(wrong: str) -> None:
    (told,) = faults(Population(combinations=Shares("x", {wrong: 5})))
    assert f'population.combinations.shares: "{wrong}" is none' in told
    (told,) = faults(Population(combinations=Shares("x", {"nl/now/Utrecht": 60, "nl/never/Utrecht": 50})))
    assert "together they are 110 %" in told
