"""When asking has to rest: above the limit, not by chance, however often one looks."""

import random

import pytest

from campaign.health import BY_MISTAKE, LIMIT, Health, fewest, has_to_rest

ASKS = 2_000
"""Simulated asks of each kind."""


def rests(messages: int, lost: int, limit: float = LIMIT) -> bool:
    assert has_to_rest(Health(messages, lost, 0), limit) is has_to_rest(Health(messages, 0, lost), limit)
    return has_to_rest(Health(messages, lost, 0), limit)


@pytest.mark.parametrize(("lost", "most"), [(3, 32), (5, 252), (10, 801)])
def test_the_more_messages_the_more_opt_outs_it_takes(lost: int, most: int) -> None:
    assert rests(most, lost)
    assert not rests(most + 1, lost)
    assert not rests(most, lost - 1)


def test_never_for_less_than_three_and_of_many_the_limit_alone_decides() -> None:
    assert fewest() == fewest(1) == fewest(100) == 3
    assert not rests(0, 0)
    assert not rests(2, 2)
    for messages in (3_000, 3_099, 10_000, 1_000_000):
        exactly = messages // 100
        assert not rests(100 * exactly, exactly), "ten per 1,000 is not above ten"
        assert rests(messages, exactly + 1)


def test_another_limit_moves_all_of_it() -> None:
    assert rests(500, 9, 10)
    assert not rests(500, 9, 20)
    assert rests(500, 18, 20)


def first_rest(chance: random.Random, rate: float, messages: int) -> int | None:
    """After which message an ask of this rate comes to rest, looked at after every one; None if never."""
    lost = 0
    for number in range(1, messages + 1):
        if chance.random() < rate / 1000:
            lost += 1
            if rests(number, lost):
                return number
    return None


def share(rate: float, messages: int = 2_000) -> tuple[float, list[int]]:
    """How many of simulated asks come to rest, and after how many messages each."""
    chance = random.Random(7)
    found = [first_rest(chance, rate, messages) for _ in range(ASKS)]
    rested = sorted(one for one in found if one is not None)
    return len(rested) / ASKS, rested


def test_sound_asks_hardly_ever_rest_though_every_message_is_looked_at() -> None:
    """2 and 5 per 1,000, over 2,000 messages: the promise is 5 of 100, here and three standard errors."""
    assert share(2)[0] < 0.01
    assert share(5)[0] < BY_MISTAKE + 0.015


def test_bad_asks_rest_soon() -> None:
    """30 per 1,000: nearly all within 1,000 messages, half of them within 150. 100: within 60."""
    part, after = share(30, 1_000)
    assert part > 0.98
    assert after[len(after) // 2] < 150
    part, after = share(100, 200)
    assert part > 0.99
    assert after[len(after) // 2] < 60
