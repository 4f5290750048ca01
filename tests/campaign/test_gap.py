"""The gap: who is asked less than their share, as far as the frozen cells of a week tell."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign import groups
from campaign.gap import STAGE, Compared, Verdict, compare
from campaign.groups import OTHERS, UNKNOWN, Cell, Dimension, Person, Stage, Sums
from campaign.population import PROVINCES, Population, Shares, faults
from campaign.values import Door
from storage.gazetteer import Gazetteer

DOORS = Shares("CBS", {"never": 33, "usedto": 18, "now": 49})
LANGUAGES = Shares("CBS", {"nl": 80, "tr": 8, "ar": 6, "so": 2, "ti": 1})


def cells(dimension: Dimension, told: Mapping[str, int], stage: Stage = STAGE) -> list[Cell]:
    """What was told of a week."""
    return [Cell(dimension.value, "", group, stage, people) for group, people in told.items()]


def compared(dimension: Dimension, told: Mapping[str, int], shares: Shares) -> Compared:
    found = compare(dimension, cells(dimension, told), shares)
    assert found is not None
    return found


def verdicts(found: Compared) -> dict[str, Verdict]:
    return {line.group: line.verdict for line in found.lines}


def test_a_group_far_below_its_share_is_asked_too_little_and_who_told_nothing_is_left_out() -> None:
    found = compared(Dimension.DOOR, {"never": 40, "usedto": 80, "now": 80, UNKNOWN: 500}, DOORS)
    assert found.total == 200
    never, *others = found.lines
    assert (never.group, never.people, never.asked, never.share) == ("never", 40, 20.0, 33)
    assert (never.verdict, never.due) == (Verdict.LESS, 26)
    assert {line.group: line.verdict for line in others} == {"usedto": Verdict.MORE, "now": Verdict.EVEN}
    assert found.short == (never,)
    assert found.source == "CBS"


def test_a_gap_of_fewer_than_ten_people_is_none() -> None:
    told = {"never": 10, "usedto": 12, "now": 28}
    assert verdicts(compared(Dimension.DOOR, told, DOORS))["never"] is Verdict.EVEN
    tenfold = {group: 10 * people for group, people in told.items()}
    assert verdicts(compared(Dimension.DOOR, tenfold, DOORS))["never"] is Verdict.LESS


def test_small_groups_are_held_against_what_their_shares_come_to_together() -> None:
    found = compared(Dimension.LANGUAGE, {"nl": 900, "tr": 80, OTHERS: 20}, LANGUAGES)
    last = found.lines[-1]
    assert (last.group, last.share, last.verdict, last.due) == (OTHERS, 9, Verdict.LESS, 70)
    assert found.together == ("ar", "so", "ti")
    found = compared(Dimension.LANGUAGE, {"nl": 700, "tr": 80, OTHERS: 220}, LANGUAGES)
    assert found.lines[-1].verdict is Verdict.OPEN, "who is of none of these may be among them"


def test_a_language_is_one_whatever_its_register_and_one_without_a_share_is_a_number() -> None:
    told = {"nl": 500, "nl@simple": 300, "fr": 40, OTHERS: 160}
    found = compared(Dimension.LANGUAGE, told, LANGUAGES)
    assert {line.group: line.people for line in found.lines} == {"nl": 800, "fr": 40, OTHERS: 160}
    assert verdicts(found)["fr"] is Verdict.OPEN
    without = compared(Dimension.LANGUAGE, told, Shares())
    assert {line.verdict for line in without.lines} == {Verdict.OPEN}
    assert {line.share for line in without.lines} == {None}
    assert without.together == ()


def test_nothing_is_compared_where_no_group_was_told() -> None:
    assert compare(Dimension.DOOR, [], DOORS) is None
    assert compare(Dimension.DOOR, cells(Dimension.DOOR, {OTHERS: 40}), DOORS) is None
    assert compare(Dimension.DOOR, cells(Dimension.DOOR, {"now": 40}, Stage.YES), DOORS) is None
    assert compare(Dimension.DOOR, cells(Dimension.DOOR, {UNKNOWN: 40}), DOORS) is None


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["nl", "tr", "ar", "so"]),
            st.sampled_from([*Door, UNKNOWN]),
            st.sampled_from(["Utrecht", "Assen", "Zwolle", UNKNOWN]),
        ),
        max_size=120,
    )
)
def test_no_line_is_of_fewer_than_ten_people(people: list[tuple[str, str, str]]) -> None:
    """Whatever a week was, what it is compared by comes from what may be told of it."""
    sums: Sums = {}
    for language, door, place in people:
        groups.add(sums, Person(language, door, "campaign", place, Stage.DELIVERED))
    told = list(groups.cells(sums, Gazetteer.load().where()))
    population = Population(LANGUAGES, DOORS, Shares("CBS", dict.fromkeys(PROVINCES, 8.3)))
    for dimension in (Dimension.LANGUAGE, Dimension.DOOR, Dimension.PROVINCE):
        found = compare(dimension, told, population.of(dimension))
        if found is not None:
            assert all(line.people >= 10 for line in found.lines)
            assert abs(sum(line.asked for line in found.lines) - 100) < 1e-6
            assert all(line.due >= 10 for line in found.short)


def test_the_provinces_are_those_of_the_gazetteer(gazetteer: Gazetteer) -> None:
    assert gazetteer.provinces() == PROVINCES


@pytest.mark.parametrize(
    ("population", "words"),
    [
        (Population(languages=Shares("x", {"Dutch": 50})), '"Dutch" is no code of a language'),
        (Population(languages=Shares("x", {"nl": 90, "tr": 20})), "together they are 110 %, more than"),
        (Population(doors=Shares("x", {"never": 50, "now": 50})), "usedto: missing; write 0"),
        (Population(doors=Shares("x", {"never": 9, "usedto": 9, "now": 9})), "are 27 %, and have to be 100"),
        (Population(doors=Shares("x", {**DOORS.percent, "ever": 1})), '"ever" is not known; known are never'),
        (Population(provinces=Shares("x", dict.fromkeys(PROVINCES, 9.0))), "together they are 108 %"),
    ],
)
def test_what_cannot_be_right_is_told_in_words(population: Population, words: str) -> None:
    (told,) = faults(population)
    assert words in told


def test_shares_that_were_rounded_are_right() -> None:
    assert list(faults(Population(LANGUAGES, DOORS, Shares("x", dict.fromkeys(PROVINCES, 8.3))))) == []
