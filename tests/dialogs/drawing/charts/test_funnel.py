"""The funnel: bars as long as their numbers, from the side where the reader begins."""

from io import BytesIO
from itertools import pairwise

from PIL import Image

from dialogs.drawing.charts.drawn import png
from dialogs.drawing.charts.funnel import Funnel
from dialogs.drawing.charts.sheet import EDGE, INNER
from tests.dialogs.drawing.charts.samples import SAMPLES

TEAL = (14, 90, 94)


def bars(chart: Funnel) -> list[tuple[int, int]]:
    """The first and the last pixel of each bar: what stands in one colour in eight lines or more."""
    image = Image.open(BytesIO(png(chart))).convert("RGB")
    found: list[tuple[int, int]] = []
    before, high = (0, 0), 0
    for y in range(150, image.height - 120):
        box = image.crop((0, y, image.width, y + 1))
        seen = [x for x, colour in enumerate(box.get_flattened_data()) if colour == TEAL]
        now = (seen[0], seen[-1]) if seen and len(seen) == seen[-1] - seen[0] + 1 else (0, 0)
        high = high + 1 if now == before and now != (0, 0) else 0
        before = now
        if high == 8:
            found.append(now)
    return found


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
    said = "\n".join(text.get_text() for text in chart.draw().axes.texts)
    for step in chart.steps:
        assert {step.label, step.told} <= {line.strip("\u2066\u2069") for line in said.splitlines()}
    assert "26 % van de stap ervoor" in said
    assert said.count("minder dan 10") == 1
