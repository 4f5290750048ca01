"""The ratio's interval holds the truth 95 times of 100, also where a few links open whole circles."""

from random import Random

import pytest

from campaign.ledger import Generation
from campaign.ratio import FEW, MANY, Ratio, poisson_bounds, ratio

ON = 2
"""On average so many asks are made by one who asks on."""


def one_ask(chance: Random, *, opens: float, on: float, circle: float) -> tuple[int, int]:
    """How many open an ask, and how many asks these make: none, one, or many."""
    opened = grown = 0
    while chance.random() < (circle if opened else opens):
        opened += 1
        share = on
        while chance.random() < share:
            grown, share = grown + 1, 1 - 1 / ON
    return opened, grown


def generation(asks: list[tuple[int, int]]) -> Generation:
    """What the database would sum up."""
    return Generation(
        1,
        asks=len(asks),
        reached=sum(opened > 0 for opened, _ in asks),
        opened=sum(opened for opened, _ in asks),
        grown=sum(grown for _, grown in asks),
        opened_squared=sum(opened**2 for opened, _ in asks),
        grown_squared=sum(grown**2 for _, grown in asks),
        opened_times_grown=sum(opened * grown for opened, grown in asks),
    )


@pytest.mark.parametrize("asks", [150, 600])
@pytest.mark.parametrize(
    "kind",
    [
        {"opens": 0.6, "on": 0.15, "circle": 0.0},
        {"opens": 0.6, "on": 0.15, "circle": 0.3},
        {"opens": 0.7, "on": 0.4, "circle": 0.1},
        {"opens": 0.9, "on": 0.08, "circle": 0.2},
    ],
    ids=["each opened by one", "some by a circle", "many ask on", "few ask on"],
)
def test_the_interval_holds_the_truth_95_times_of_100(asks: int, kind: dict[str, float]) -> None:
    """Taken for independent of each other, the same asks would seem far more certain than they are."""
    chance, runs = Random(1), 500
    per_opened = kind["on"] * ON
    per_made = per_opened * kind["opens"] / (1 - kind["circle"])
    made = opened = naive = 0
    for _ in range(runs):
        one = generation([one_ask(chance, **kind) for _ in range(asks)])
        made += _holds(one.on_made, per_made)
        opened += _holds(one.on_opened, per_opened)
        low, high = poisson_bounds(one.grown)
        naive += low <= per_made * asks <= high
    assert 0.93 <= made / runs <= 0.98
    assert 0.93 <= opened / runs <= 0.98
    assert naive / runs < 0.9


def _holds(found: Ratio | None, truth: float) -> bool:
    assert found is not None
    return found.low <= truth <= found.high


def test_the_bounds_of_a_count_are_those_of_the_tables() -> None:
    """As printed by Garwood; the formula takes over without a step."""
    table = {0: (0, 3.689), 1: (0.0253, 5.572), 10: (4.795, 18.390), 50: (37.11, 65.92), 100: (81.36, 121.63)}
    for events, bounds in table.items():
        assert poisson_bounds(events) == pytest.approx(bounds, rel=1e-3, abs=1e-9)
    before, exact, formula = (poisson_bounds(MANY + step) for step in (-0.001, 0, 0.001))
    for end in (0, 1):
        assert formula[end] - exact[end] == pytest.approx(exact[end] - before[end], abs=2e-3 * exact[end])


def test_of_few_or_none_the_exact_bounds_are_given_and_called_rough() -> None:
    assert ratio(0, 0, 0, 0, 0, 0) is None
    nothing = ratio(50, 50, 0, 50, 0, 0)
    assert nothing == Ratio(0.0, 0.0, pytest.approx(3.689 / 50, rel=1e-3), 0, 50, True)
    clusters = FEW - 1
    few = ratio(clusters, clusters, 10, clusters, 10, 100)
    assert few is not None
    assert few.rough
    assert (few.low * clusters, few.high * clusters) == pytest.approx((4.795, 18.390), rel=1e-3)


def test_what_grew_from_one_link_says_less_than_what_grew_from_many() -> None:
    """Never is an interval narrower than a count's own; one that stands on a single link is called rough."""
    spread, clumped = ratio(100, 100, 20, 100, 20, 20), ratio(100, 100, 20, 100, 20, 400)
    assert spread is not None
    assert clumped is not None
    assert spread.value == clumped.value == 0.2
    low, high = poisson_bounds(20)
    assert (spread.low, spread.high) == (pytest.approx(low / 100), pytest.approx(high / 100))
    assert 0 < clumped.low < spread.low / 10
    assert clumped.high > 2 * spread.high
    assert (spread.rough, clumped.rough) == (False, True)
