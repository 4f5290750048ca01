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
    """All words are inside the sheet, and no two lie over each other."""
    sheet.png()
    found = [text.get_window_extent() for text in sheet.axes.texts if text.get_text()]
    width, height = 1080, sheet.height * 3
    for box in found:
        assert EDGE <= box.x0 <= box.x1 <= width - EDGE
        assert 0 <= box.y0 <= box.y1 <= height
    for one, other in combinations(found, 2):
        across = min(one.x1, other.x1) - max(one.x0, other.x0)
        up = min(one.y1, other.y1) - max(one.y0, other.y0)
        assert across < 3 or up < 0.25 * min(one.height, other.height), "words over each other"
