"""A chart looked at: the bars in it, and what it says."""

from io import BytesIO
from itertools import combinations

from PIL import Image

from dialogs.drawing.charts.drawn import Chart, png
from dialogs.drawing.charts.sheet import Sheet
from dialogs.drawing.letters import plain

TEAL = (14, 90, 94)
EDGE = 3 * 14
"""Pixels at either side in which nothing is drawn."""


def bars(chart: Chart) -> list[tuple[int, int]]:
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


def said(chart: Chart) -> list[str]:
    """Its lines of words, without the marks of their direction."""
    return [plain(text.get_text()) for text in chart.draw().axes.texts]


def assert_tidy(sheet: Sheet) -> None:
    """All words are inside the sheet, and no letters lie over each other."""
    found = []
    for text in sheet.axes.texts:
        across, (_, foot), size = text.get_window_extent(), text.get_position(), text.get_fontsize()
        top, low = foot - 0.8 * size, foot + 0.25 * size
        assert EDGE <= across.x0 <= across.x1 <= 1080 - EDGE
        assert 0 < top < low < sheet.height
        if across.width:
            found.append((across.x0, across.x1, top, low))
    for one, other in combinations(found, 2):
        across = min(one[1], other[1]) - max(one[0], other[0])
        down = min(one[3], other[3]) - max(one[2], other[2])
        assert across < 3 or down < 0.5, "words over each other"
