"""Lots: half of all for each way, the same every time, and each trial apart from every other."""

import subprocess
import sys
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.lots import Way, draw, of_ask, of_moment
from campaign.nudges import is_held_out, seed_of
from tests.bot.processes import ROOT

PEOPLE = range(1, 40_001)
TRIALS = ("ask/1", "ask/2", "ask/12", "ask/21", "moment/winter/ask", "moment/winter/again", "")
FOUR_SIGMA = 400
"""Of 40,000 a way has 20,000, and this is four standard deviations of it."""

KEYS = st.integers(1, 2**40)


@pytest.mark.parametrize("trial", TRIALS)
def test_each_way_has_half_of_all_and_of_every_stretch_of_numbers(trial: str) -> None:
    second = [draw(one, trial) is Way.SECOND for one in PEOPLE]
    assert abs(sum(second) - 20_000) <= FOUR_SIGMA
    for step in (2, 3, 7, 10, 100):
        some = second[::step]
        assert abs(sum(some) - len(some) / 2) <= 4 * (len(some) / 4) ** 0.5, step


def test_no_trial_tells_anything_of_another() -> None:
    """Of those in the second way of one, half are in the second way of any other."""
    seconds = [{one for one in PEOPLE if draw(one, trial) is Way.SECOND} for trial in TRIALS]
    for one, other in combinations(seconds, 2):
        assert abs(len(one & other) - 10_000) <= 4 * (40_000 * 3 / 16) ** 0.5


@pytest.mark.parametrize("week", ["winter", "autumn-2027"])
def test_who_is_held_out_of_follow_ups_is_in_either_way_alike(week: str) -> None:
    held = [one for one in PEOPLE if is_held_out(one, seed_of(week), 0.1)]
    for trial in (*TRIALS, f"moment/{week}/follow-up"):
        second = sum(draw(one, trial) is Way.SECOND for one in held)
        assert abs(second - len(held) / 2) <= 4 * (len(held) / 4) ** 0.5


@given(KEYS, st.integers(1, 2**40), st.text(max_size=16), st.text(max_size=16))
def test_a_lot_is_one_of_two_and_drawn_again_it_is_the_same(who: int, ask: int, week: str, name: str) -> None:
    for lot in (of_ask, of_moment):
        told = (who, ask) if lot is of_ask else (who, week, name)
        first = lot(*told)  # type: ignore[operator]
        assert first in set(Way)
        assert first is lot(*told)  # type: ignore[operator]
        assert first.other.other is first
        assert first.other is not first


def test_a_process_that_starts_anew_draws_the_same() -> None:
    """Whatever Python's own hashes are seeded with."""
    told = "[of_ask(n, 7) + 3 * of_moment(n, 'w', 'a') for n in range(99)]"
    words = f"from campaign.lots import *; print({told})"
    here = str([of_ask(one, 7) + 3 * of_moment(one, "w", "a") for one in range(99)])
    for seed in ("1", "2"):
        there = subprocess.run(
            [sys.executable, "-c", words],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        )
        assert there.stdout.strip() == here
    assert [int(of_ask(one, 7)) for one in range(1, 9)] == [1, 2, 2, 1, 2, 1, 1, 2]
