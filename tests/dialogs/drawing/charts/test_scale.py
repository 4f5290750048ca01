"""The scale: round figures that part a range, and bands that hold every value."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.drawing.charts.scale import band_of, bands, round_figures


@pytest.mark.parametrize(
    ("low", "high", "parts", "figures"),
    [
        (0, 3.1, 4, (0, 1, 2, 3, 4)),
        (0, 0.43, 5, (0, 0.1, 0.2, 0.3, 0.4, 0.5)),
        (-0.04, 0.07, 4, (-0.05, 0, 0.05, 0.1)),
        (0, 1, 4, (0, 0.25, 0.5, 0.75, 1)),
        (0, 12480, 4, (0, 5000, 10000, 15000)),
        (5, 5, 4, (5,)),
    ],
)
def test_figures_are_round(low: float, high: float, parts: int, figures: tuple[float, ...]) -> None:
    assert round_figures(low, high, parts) == pytest.approx(figures)


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e6), st.integers(2, 9))
def test_figures_reach_from_end_to_end_and_are_equally_far_apart(low: float, more: float, parts: int) -> None:
    high = low + more
    figures = round_figures(low, high, parts)
    hair = 1e-8 * max(abs(low), abs(high), 1)
    if len(figures) > 1:
        assert figures[0] <= low + hair
        assert high - hair <= figures[-1]
        assert len(figures) <= parts + 1
        steps = [after - before for before, after in pairwise(figures)]
        assert steps == pytest.approx([steps[0]] * len(steps), rel=1e-3, abs=hair)


def test_bands_begin_at_the_least_and_hold_every_value() -> None:
    assert bands(10, 900, 4) == (10, 20, 100, 200)
    assert bands(10, 12480, 4) == (10, 50, 500, 2000)
    assert bands(10, 9, 4) == bands(10, 10, 4) == (10,)
    assert [band_of(value, (10, 50, 500)) for value in (3, 10, 49, 50, 499, 500, 9000)] == [
        0,
        0,
        0,
        1,
        1,
        2,
        2,
    ]


@given(st.integers(11, 10**7), st.integers(1, 4))
def test_bands_are_no_more_than_asked_and_the_last_holds_the_most(most: int, parts: int) -> None:
    begins = bands(10, most, parts)
    assert 1 <= len(begins) <= parts
    assert begins[0] == 10
    assert list(begins) == sorted(set(begins))
    assert all(begin == int(begin) for begin in begins), "people are counted whole"
    assert band_of(most, begins) == len(begins) - 1
