"""Bars: as long as their numbers, whatever they are called; hidden ones are alike."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from dialogs.drawing.charts.amounts import Amount
from dialogs.drawing.charts.bars import MOST, Bars
from dialogs.drawing.charts.drawn import png
from tests.dialogs.drawing.charts.looking import assert_tidy, bars, said
from tests.dialogs.drawing.charts.samples import CODES, SAMPLES, frame
from tests.dialogs.drawing.test_fitting import typed

TELEGRAM_SHOWS = 1280
"""Pixels of the longest side of a picture; what is longer is made smaller."""


@pytest.mark.parametrize("name", ["languages", "municipalities"])
def test_bars_are_as_long_as_their_numbers_and_begin_where_the_reader_does(name: str) -> None:
    dutch, arabic = SAMPLES[name]["nl"], SAMPLES[name]["ar"]
    numbers = [amount.number for amount in dutch.amounts if amount.number is not None]
    found = bars(dutch)
    assert len(found) == len(numbers)
    longest = found[0][1] + 1 - found[0][0]
    for (first, last), number in zip(found, numbers, strict=True):
        assert abs((last + 1 - first) - max(longest * number / numbers[0], 4)) <= 2.5
        assert abs(first - found[0][0]) <= 1
    mirrored = bars(arabic)
    assert all(abs(last - mirrored[0][1]) <= 1 for _, last in mirrored)
    assert mirrored[0][0] < mirrored[1][0], "the shorter ends further from the left edge"


@pytest.mark.parametrize("code", CODES)
def test_every_name_and_number_is_written_and_hidden_ones_say_only_that(code: str) -> None:
    chart = SAMPLES["languages"][code]
    words = " ".join(said(chart))
    for amount in chart.amounts:
        assert all(part in words for part in amount.label.split())
        assert amount.told in words
    hidden = [amount for amount in chart.amounts if amount.number is None]
    assert words.count(hidden[0].told) == len(hidden) == 2


def test_nothing_but_hidden_groups_is_not_nothing() -> None:
    hidden = Bars(frame("nl", "Te klein"), (Amount("Ede", None, "minder dan 10"),))
    assert {"Ede", "minder dan 10"} <= set(said(hidden))
    zero = replace(hidden, amounts=(Amount("Ede", 0, "0"), Amount("Epe", 0, "0")))
    assert "Er is nog niets te zien." in said(zero)
    some = replace(hidden, amounts=(Amount("Ede", 0, "0"), Amount("Epe", 1, "1")))
    assert len(bars(some)) == 1


def test_as_many_bars_as_a_phone_shows_sharply_are_one_picture_and_more_are_drawn_too() -> None:
    places = tuple(Amount(f"Sint-Michielsgestel {n}", 5000 - n, f"{5000 - n}") for n in range(62))
    most = png(Bars(frame("nl", "De grootste gemeenten"), places[:MOST]))
    with Image.open(BytesIO(most)) as image:
        assert image.height / 3 * 2 <= TELEGRAM_SHOWS, "two pixels for each point are left"
    assert len(most) < 150_000
    assert len(bars(Bars(frame("nl", "Alle gemeenten"), places))) == len(places)


SHORT = typed(60)


@settings(max_examples=25)
@given(
    st.lists(st.tuples(SHORT, st.none() | st.integers(0, 10**9), SHORT), min_size=1, max_size=6),
    typed(200),
    st.sampled_from(["nl", "ar"]),
)
def test_whatever_is_written_stays_within_its_place(
    found: list[tuple[str, int | None, str]], title: str, code: str
) -> None:
    amounts = tuple(
        Amount(label, number, told if number is None else f"{number:,}") for label, number, told in found
    )
    assert_tidy(Bars(frame(code, title), amounts).draw())
