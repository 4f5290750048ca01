"""Experiments: intervals that hold the truth as often as they say, and nothing that is told too early."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from math import comb
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.experiments import (
    CLOSE,
    Arm,
    Finding,
    Interval,
    Outcome,
    difference,
    points,
    share,
    told_from,
    window,
)
from campaign.lots import Way
from campaign.weeks import Kind

COUNTS = st.integers(0, 400).flatmap(lambda people: st.tuples(st.integers(0, people), st.just(people)))
DAY = timedelta(days=1)
BEGIN = datetime(2027, 1, 18, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "people", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_a_share_has_the_interval_that_newcombe_prints(
    number: int, people: int, low: float, high: float
) -> None:
    """Statistics in Medicine 17, 1998, 857-872, method 3."""
    found = share(number, people)
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("counts", "low", "high"),
    [
        ((48, 80, 56, 70), 0.0524, 0.3339),
        ((3, 10, 9, 10), 0.1705, 0.8090),
        ((2, 7, 6, 7), 0.0582, 0.8062),
        ((0, 29, 5, 56), -0.0381, 0.1926),
        ((0, 20, 0, 10), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((0, 20, 10, 10), 0.6791, 1.0),
        ((0, 10, 10, 10), 0.6075, 1.0),
    ],
)
def test_a_difference_has_the_interval_that_newcombe_prints(
    counts: tuple[int, int, int, int], low: float, high: float
) -> None:
    """Statistics in Medicine 17, 1998, 873-890, method 10."""
    found = difference(*counts)
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(COUNTS, COUNTS)
def test_an_interval_holds_its_value_and_turns_round_with_the_ways(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    there, back = difference(*first, *second), difference(*second, *first)
    if there is None or back is None:
        assert 0 in (first[1], second[1])
        return
    assert -1 <= there.low <= there.value <= there.high <= 1
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))
    for number, people in (first, second):
        one = share(number, people)
        assert one is not None
        assert 0 <= one.low <= one.value <= one.high <= 1
        assert one.low < one.high


def test_more_than_all_is_no_share_and_nobody_has_none() -> None:
    for number, people in ((3, 2), (-1, 2)):
        with pytest.raises(ValueError, match="of 2"):
            share(number, people)
    assert share(0, 0) is None


@cache
def chances(people: int, truth: float) -> list[float]:
    """How likely each number of these people is, where each is with this chance."""
    return [comb(people, k) * truth**k * (1 - truth) ** (people - k) for k in range(people + 1)]


def holds(found: Interval | None, truth: float) -> bool:
    """Whether a true value is within an interval, but for what a computer rounds."""
    assert found is not None
    return found.low - 1e-12 <= truth <= found.high + 1e-12


@pytest.mark.parametrize("people", [10, 30, 100, 300])
def test_a_share_is_held_95_times_of_100_on_average(people: int) -> None:
    """Exactly, over true shares from 1 to 99 %; never far less but where so few are a handful."""
    truths = [number / 100 for number in range(1, 100)]
    held = [
        sum(chance for k, chance in enumerate(chances(people, truth)) if holds(share(k, people), truth))
        for truth in truths
    ]
    assert 0.944 <= sum(held) / len(held) <= 0.97
    assert min(held) > 0.83


@pytest.mark.parametrize(("first", "second"), [(20, 20), (30, 60), (80, 80)])
def test_a_difference_is_held_95_times_of_100_on_average(first: int, second: int) -> None:
    """Exactly, over pairs of true shares such as asks have, and over all."""
    truths = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9)
    intervals = [
        [difference(one, first, two, second) for two in range(second + 1)] for one in range(first + 1)
    ]
    held = [
        sum(
            chance * other
            for row, chance in zip(intervals, chances(first, one), strict=True)
            for found, other in zip(row, chances(second, two), strict=True)
            if holds(found, two - one)
        )
        for one in truths
        for two in truths
    ]
    assert 0.945 <= sum(held) / len(held) <= 0.98
    assert min(held) > 0.91


@pytest.mark.parametrize("truths", [(0.04, 0.04), (0.04, 0.06), (0.10, 0.13), (0.3, 0.2)])
def test_of_simulated_trials_95_of_100_hold_the_true_difference(truths: tuple[float, float]) -> None:
    chance = Random(20270118)
    trials = 1_500
    held = 0
    for _ in range(trials):
        first, second = (sum(chance.random() < truth for _ in range(400)) for truth in truths)
        held += holds(difference(first, 400, second, 400), truths[1] - truths[0])
    assert held / trials >= 0.95 - 3 * (0.05 * 0.95 / trials) ** 0.5


def growing(chance: Random, truth: float) -> Iterator[Outcome]:
    """A trial of two ways that do not differ, as it stands at the end of each of ten days."""
    counts = [0, 0]
    for day in range(1, 11):
        counts = [count + sum(chance.random() < truth for _ in range(80)) for count in counts]
        first, second = (Arm(80 * day, count, count) for count in counts)
        yield Outcome(first, second)


def test_looking_every_day_finds_no_difference_oftener_where_there_is_none() -> None:
    """It does where one may see what came of the ways meanwhile: that is the trap."""
    chance, trials = Random(7), 1_000
    over = BEGIN + 6 * DAY
    peeked = told = 0
    for _ in range(trials):
        days = [(BEGIN + day * DAY, stands) for day, stands in enumerate(growing(chance, 0.2), start=1)]
        peeked += any(stands.better for _, stands in days)
        seen = next(stands for now, stands in days if now >= told_from(over))
        assert seen is days[-1][1], "at the end that was fixed, whatever came before"
        told += seen.better is not None
    assert told / trials <= 0.05 + 3 * (0.05 * 0.95 / trials) ** 0.5
    assert peeked / trials > 0.12


def test_an_ask_that_ends_when_it_is_full_favours_neither_way() -> None:
    """It stops by the yeses to both together: of ways that do not differ, one seems better 5 times of 100."""
    chance, trials, better = Random(11), 1_500, 0
    for _ in range(trials):
        yes, people = [0, 0], [0, 0]
        while sum(yes) < 20:
            way = chance.randrange(2)
            people[way] += 1
            yes[way] += chance.random() < 0.1
        first, second = (Arm(people[way], yes[way], yes[way]) for way in (0, 1))
        better += Outcome(first, second).better is not None
    assert better / trials <= 0.05 + 3 * (0.05 * 0.95 / trials) ** 0.5


@pytest.mark.parametrize(
    ("first", "second", "finding", "better"),
    [
        (Arm(400, 90, 20), Arm(400, 90, 60), Finding.SECOND, Way.SECOND),
        (Arm(400, 90, 60), Arm(400, 90, 20), Finding.FIRST, Way.FIRST),
        (Arm(400, 20, 20), Arm(400, 20, 20), Finding.UNSURE, None),
        (Arm(4_000, 400, 200), Arm(4_000, 900, 210), Finding.CLOSE, None),
        (Arm(40, 20, 3), Arm(0, 0, 0), Finding.UNSURE, None),
        (Arm(), Arm(), Finding.UNSURE, None),
    ],
)
def test_what_is_said_of_the_share_of_yes(
    first: Arm, second: Arm, finding: Finding, better: Way | None
) -> None:
    outcome = Outcome(first, second)
    assert (outcome.finding, outcome.better) == (finding, better)


def test_a_difference_is_told_in_points_never_smaller_than_it_is() -> None:
    assert [points(one) for one in (0.0, 0.0003, 0.0021, 0.009, 0.01, 0.0101, CLOSE)] == [
        *(0.0, 0.1, 0.3, 0.9, 1.0, 2.0, 3.0)
    ]


def test_what_the_follow_up_brings_is_not_put_down_to_the_ask() -> None:
    assert window(Kind.ASK) == window(Kind.FOLLOW_UP) == 3 * DAY
    assert window(Kind.HEADS_UP) == 6 * DAY, "three days before the ask, and three after it"
    assert told_from(BEGIN) > BEGIN + window(Kind.ASK)
