"""Charts: looked at as a reader does, and the same each time they are drawn."""

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from hashlib import sha256
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image

from dialogs.drawing.charts.drawn import embedded, png, svg
from dialogs.drawing.charts.intervals import Intervals
from tests.dialogs.drawing.charts.looking import EDGE, assert_tidy
from tests.dialogs.drawing.charts.samples import SAMPLES

CHARTS = [(name, code) for name, by_code in SAMPLES.items() for code in by_code]
SMALLEST = 11
PAPER = (255, 248, 236)


@pytest.mark.parametrize(("name", "code"), CHARTS)
def test_a_chart_is_as_wide_as_a_picture_and_small_and_its_words_are_tidy(name: str, code: str) -> None:
    chart = SAMPLES[name][code]
    content = png(chart)
    assert len(content) < 150_000
    with Image.open(BytesIO(content)) as image:
        assert (image.format, image.width) == ("PNG", 1080)
        assert image.height < 20 * image.width, "or Telegram does not take it"
        for left in (0, 1080 - EDGE):
            strip = image.convert("RGB").crop((left, 0, left + EDGE, image.height))
            assert strip.getcolors() == [(EDGE * image.height, PAPER)]
    sheet = chart.draw()
    assert_tidy(sheet)
    sizes = [text.get_fontsize() for text in sheet.axes.texts]
    assert min(sizes) >= SMALLEST, "on a phone 360 pixels wide a point is a pixel"


@pytest.mark.parametrize("name", SAMPLES)
def test_where_there_is_nothing_a_sentence_says_so(name: str) -> None:
    for code in ("nl", "ar"):
        chart = empty(SAMPLES[name][code])
        said = " ".join(text.get_text() for text in chart.draw().axes.texts)
        assert chart.frame.empty in said
        assert len(png(chart)) < len(png(SAMPLES[name][code]))


def empty(chart: Any) -> Any:
    """The same chart of nothing."""
    emptied: dict[str, Any] = {}
    for field in fields(chart):
        value = getattr(chart, field.name)
        if isinstance(value, Intervals):
            emptied[field.name] = Intervals((), value.marks, value.line)
        elif isinstance(value, tuple):
            emptied[field.name] = ()
    return replace(chart, **emptied)


def test_a_drawing_needs_nothing_else() -> None:
    for by_code in SAMPLES.values():
        content = svg(by_code["ar"])
        tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(content).iter()}
        assert not tags & {"text", "script", "image", "foreignObject", "date"}, "letters are drawn"
        assert b'href="http' not in content
        assert len(content) < 300_000
    assert embedded(SAMPLES["funnel"]["nl"]).startswith("data:image/svg+xml;base64,PD94bWw")


def test_equal_numbers_give_equal_files_in_every_thread_and_process() -> None:
    drawn = [sha256(draw(chart)).hexdigest() for draw, chart in _jobs()]
    with ThreadPoolExecutor(4) as pool:
        again = list(pool.map(lambda job: sha256(job[0](job[1])).hexdigest(), _jobs()))
    assert again == drawn
    script = "from tests.dialogs.drawing.charts import test_drawn; test_drawn.tell()"
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True
    )
    assert told.stdout.split() == drawn
    assert len(set(drawn)) == len(drawn)


def _jobs() -> list[tuple[Callable[[Any], bytes], Any]]:
    return [job for by_code in SAMPLES.values() for job in ((png, by_code["ar"]), (svg, by_code["nl"]))]


def tell() -> None:
    """Draws it all in another process."""
    for draw, chart in _jobs():
        print(sha256(draw(chart)).hexdigest())


def test_who_draws_nothing_waits_for_no_library_and_nobody_keeps_a_window() -> None:
    """It takes half a second and some 60 MB, which a process that only talks never needs."""
    script = """
import sys
from dialogs.drawing.charts import drawn
from tests.dialogs.drawing.charts.samples import SAMPLES
print(*{"matplotlib", "numpy", "PIL", "uharfbuzz"} & set(sys.modules))
drawn.png(SAMPLES["funnel"]["nl"])
print("matplotlib" in sys.modules, "matplotlib.pyplot" in sys.modules)
"""
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines() == ["", "True False"]
    assert told.stderr == "", "no letter is missing, nothing is complained of"
