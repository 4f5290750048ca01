"""The funnel: bars as long as their numbers, from the side where the reader begins."""

from itertools import pairwise

from dialogs.drawing.charts.sheet import EDGE, INNER
from tests.dialogs.drawing.charts.looking import bars, said
from tests.dialogs.drawing.charts.samples import SAMPLES


def test_bars_are_as_long_as_their_numbers_and_a_hidden_one_has_none() -> None:
    dutch, arabic = SAMPLES["funnel"]["nl"], SAMPLES["funnel"]["ar"]
    numbers = [step.number for step in dutch.steps if step.number is not None]
    found = bars(dutch)
    assert len(found) == len(numbers) == len(dutch.steps) - 1
    for (first, last), number in zip(found, numbers, strict=True):
        assert abs(first - 3 * EDGE) <= 1
        assert abs((last + 1 - first) - 3 * INNER * number / numbers[0]) <= 2
    for (first, last), (left, right) in zip(found, bars(arabic), strict=True):
        assert abs((1079 - last) - left) <= 1
        assert abs((1079 - first) - right) <= 1
    assert all(one[1] >= other[1] for one, other in pairwise(found))


def test_words_and_numbers_of_every_step_are_written_and_a_hidden_number_is_not_to_be_seen() -> None:
    chart = SAMPLES["funnel"]["nl"]
    words = said(chart)
    for step in chart.steps:
        assert {step.label, step.told} <= set(words)
    assert "26 % van de stap ervoor" in words
    assert words.count("minder dan 10") == 1
