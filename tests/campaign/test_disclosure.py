"""Small groups: whoever adds, subtracts or tries out everything that is told finds none of fewer than ten."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.disclosure import FEW, Counts, Level, tell
from tests.campaign.attacker import Parts, Sums, possible

GROUPS = ("nl", "en", "ar", "tr", "pl", "uk", "so", "")
FUNNEL = 5


def funnels(groups: Sequence[str], depth: int, most: int) -> st.SearchStrategy[list[dict[str, int]]]:
    """Tables: how many of each group got to each level; many groups are small, many steps are."""
    sizes = st.one_of(st.integers(0, 2), st.integers(0, most // 3), st.integers(0, most))
    falls = st.lists(sizes, min_size=depth, max_size=depth).map(
        lambda steps: [sum(steps[number:]) for number in range(depth)]
    )
    return st.lists(falls, min_size=len(groups), max_size=len(groups)).map(
        lambda rows: [{group: row[level] for group, row in zip(groups, rows)} for level in range(depth)]  # noqa: B905
    )


def parts(level: Level) -> Parts:
    """What is told of a level: each group by itself, and the others."""
    found = {frozenset((group,)): number for group, number in level.told.items()}
    return found | ({level.others: level.rest} if level.others else {})


def cells(groups: frozenset[str], first: int, last: int) -> list[tuple[str, int]]:
    """Who of these groups got to the first of these levels, and not to the last."""
    return [(group, level) for group in groups for level in range(first, last)]


def told(levels: Sequence[Level]) -> Iterator[list[tuple[str, int]]]:
    """Everything that is told, as cells: people of a group who got to a level and no further."""
    for number, level in enumerate(levels):
        for part in (*parts(level), frozenset(GROUPS)):
            yield cells(part, number, FUNNEL)


@settings(max_examples=120)
@given(funnels(GROUPS, FUNNEL, 60))
def test_adding_and_subtracting_finds_no_few(table: list[Counts]) -> None:
    """For every set of groups, and every stretch of the funnel, unless it is of all people together."""
    sums = Sums(told(tell(table, GROUPS)))
    everybody = frozenset(GROUPS)
    some = [frozenset(few) for size in (1, 2, 3, 7) for few in combinations(GROUPS, size)]
    for first in range(FUNNEL):
        for last in range(first + 1, FUNNEL + 1):
            for groups in some:
                below = sum(table[last].get(one, 0) for one in groups) if last < FUNNEL else 0
                count = sum(table[first].get(one, 0) for one in groups) - below
                assert count >= FEW or not sums.find(cells(groups, first, last)), (groups, first, last)
            assert sums.find(cells(everybody, first, last))


THREE = ("nl", "en", "tr")
SOME = [few for size in range(4) for few in combinations(range(3), size)]


def stretches() -> Iterator[tuple[int, int, Sequence[int], Sequence[int]]]:
    """Sets of people: who of some groups got to a level, less those of them of others who got to another."""
    for first in range(3):
        for last in range(first + 1, 4):
            for groups in SOME[1:]:
                for fewer in SOME if last < 3 else [()]:
                    if set(fewer) <= set(groups):
                        yield first, last, groups, fewer


def count(
    table: Sequence[Sequence[int]], first: int, last: int, some: Sequence[int], less: Sequence[int]
) -> int:
    """How many people are in such a set."""
    return sum(table[first][one] for one in some) - sum(table[last][one] for one in less)


@settings(max_examples=60)
@given(funnels(THREE, 3, 5))
def test_trying_out_all_that_may_have_been_leaves_every_few_open(table: list[Counts]) -> None:
    """With three for ten: what is hidden is never one number alone, unless the totals leave no other."""
    levels = tell(table, THREE, few=3)
    may_be = list(possible([parts(level) for level in levels], THREE))
    by_totals = list(possible([{frozenset(THREE): sum(level.values())} for level in table], THREE))
    really = tuple(tuple(level[group] for group in THREE) for level in table)
    assert really in may_be
    for stretch in stretches():
        if count(really, *stretch) < 3 and len({count(one, *stretch) for one in may_be}) == 1:
            assert len({count(one, *stretch) for one in by_totals}) == 1, stretch


@settings(max_examples=80)
@given(funnels(GROUPS, 1, 40))
def test_what_is_not_told_is_open_to_whoever_knows_that_it_is_small(table: list[Counts]) -> None:
    """Where all the others are small, each of them may still be any of four numbers."""
    (level,) = tell(table, GROUPS)
    if level.told and level.others and all(table[0][group] < FEW for group in level.others):
        most = FEW - 1
        least = max(0, level.rest - (len(level.others) - 1) * most)
        assert min(most, level.rest) - least >= 3


@settings(max_examples=80)
@given(funnels(GROUPS, FUNNEL, 60), st.sampled_from(GROUPS))
def test_the_rest_holds_where_one_group_is_known_from_elsewhere(table: list[Counts], known: str) -> None:
    levels = tell(table, GROUPS, known=[known])
    more = [cells(frozenset((known,)), number, FUNNEL) for number in range(FUNNEL)]
    sums = Sums([*told(levels), *more])
    others = frozenset(GROUPS) - {known}
    for first in range(FUNNEL):
        for last in range(first + 1, FUNNEL + 1):
            for size in (1, 2, 3):
                for few in combinations(sorted(others), size):
                    below = sum(table[last].get(one, 0) for one in few) if last < FUNNEL else 0
                    count = sum(table[first].get(one, 0) for one in few) - below
                    assert count >= FEW or not sums.find(cells(frozenset(few), first, last)), few


def test_what_is_large_is_told_and_the_small_are_together() -> None:
    (level,) = tell([{"nl": 500, "en": 41, "ar": 7, "tr": 6}], GROUPS)
    assert level == Level({"en": 41, "nl": 500}, 13, frozenset(GROUPS) - {"nl", "en"})


def test_one_small_group_is_hidden_behind_the_smallest_large_one() -> None:
    (level,) = tell([{"nl": 500, "en": 41, "ar": 30, "tr": 6}], GROUPS)
    assert (level.told, level.rest) == ({"en": 41, "nl": 500}, 36)


def test_that_nobody_else_was_there_is_not_told() -> None:
    """Where there could be others it would tell of each of them; where there cannot, all is told."""
    counts = {"nl": 500, "en": 41}
    (level,) = tell([counts], GROUPS)
    assert (level.told, level.rest) == ({"nl": 500}, 41)
    (level,) = tell([counts], ["nl", "en"])
    assert (level.told, level.rest, level.others) == ({"en": 41, "nl": 500}, 0, frozenset())


def test_a_level_near_another_is_told_of_nobody_whom_it_would_single_out() -> None:
    """Of those asked three got no message: neither is told apart where the other is, but in the total."""
    delivered = {"nl": 500, "en": 100, "tr": 60}
    asked = {"nl": 501, "en": 102, "tr": 90}
    first, second = tell([delivered, asked], ["nl", "en", "tr"])
    assert first.told == delivered
    assert (second.told, second.rest) == ({}, 693)


def test_of_too_few_people_only_the_total_is_told() -> None:
    assert [(one.told, one.rest) for one in tell([{"nl": 9, "en": 8}, {}], GROUPS)] == [({}, 17), ({}, 0)]


def test_counts_of_groups_that_there_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="xx"):
        tell([{"xx": 12}], GROUPS)
