"""The hours: every one of both weeks is where it belongs, and as dark as its number."""

from collections import Counter
from dataclasses import replace

import pytest
from matplotlib.colors import to_hex

from dialogs.drawing.charts.hours import HOURS, Day, Hours, Week
from dialogs.drawing.charts.scale import band_of
from dialogs.drawing.charts.sheet import WIDTH, Sheet
from dialogs.drawing.palette import SAND, SHADES
from tests.dialogs.drawing.charts.looking import said
from tests.dialogs.drawing.charts.samples import CODES, SAMPLES


def boxes(sheet: Sheet, colour: str) -> list[tuple[float, float, float, float]]:
    """The boxes of a colour: left, right, high, and where they stand, in points from the left and the top."""
    found = []
    for patch in sheet.axes.patches:
        if to_hex(patch.get_facecolor()) == colour:
            box = patch.get_window_extent()
            found.append((box.x0 / 3, box.x1 / 3, box.height / 3, sheet.height - box.y0 / 3))
    return found


@pytest.mark.parametrize("code", CODES)
def test_each_hour_has_the_shade_and_the_height_of_its_band_and_a_small_one_only_a_dot(code: str) -> None:
    chart: Hours = SAMPLES["hours"][code]
    begins = tuple(band.value for band in chart.bands)
    counts = [count for week in chart.weeks for day in week.days for count in day.hours]
    wanted = Counter(SHADES[band_of(count, begins)] for count in counts if count)
    sheet = chart.draw()
    for number, shade in enumerate(SHADES):
        found = boxes(sheet, shade)
        assert len(found) == wanted[shade] + 1, "and one in the key"
        assert len({round(high, 3) for _, _, high, _ in found[:-1]}) == 1
        assert found[0][2] == pytest.approx(22 * (number + 1) / 4)
    dots = [len(line.get_xdata()) for line in sheet.axes.lines if line.get_marker() == "."]
    assert sum(dots) == counts.count(None) + 1
    assert 0 < counts.count(0) == 2 * 7 * HOURS - sum(wanted.values()) - counts.count(None)


def test_time_goes_the_way_the_reader_reads_and_days_go_down() -> None:
    day = Day("ma", (*(0 for _ in range(19)), 500, 0, 0, 0, 0))
    quiet = Day("di", (0,) * HOURS)
    for code in ("nl", "ar"):
        chart: Hours = SAMPLES["hours"][code]
        single = replace(chart, bands=chart.bands[-1:])
        first = replace(single, weeks=(Week("1", (day, quiet)),)).draw()
        second = replace(single, weeks=(Week("1", (quiet, day)),)).draw()
        (left, right, _, foot), _ = boxes(first, SHADES[-1])
        (left2, _, _, foot2), _ = boxes(second, SHADES[-1])
        assert left == left2
        assert foot2 - foot == pytest.approx(24)
        grounds = boxes(first, SAND)
        evening = min(grounds[:2], key=lambda one: one[1] - one[0])
        morning = max(grounds[:2], key=lambda one: one[1] - one[0])
        if code == "nl":
            assert morning[1] < left < right < evening[0] + 1
        else:
            assert morning[0] > right > left > evening[1] - 1
            assert morning[1] > WIDTH / 2
        wide = (evening[1] - evening[0]) / 4
        assert (morning[1] - morning[0]) / wide == pytest.approx(10)
        assert right - left == pytest.approx(wide - 1)


def test_the_key_and_the_totals_are_written() -> None:
    chart: Hours = SAMPLES["hours"]["nl"]
    words = said(chart)
    for mark in (*chart.bands, *chart.marks):
        assert mark.told in words
    assert {chart.hidden, chart.quiet_told, "ma", "zo"} <= set(words)
    assert all(day.told in words for week in chart.weeks for day in week.days)
    by_day = replace(chart, quiet=(10, 12))
    assert len(boxes(by_day.draw(), SAND)) == 2 + 1, "one stretch a week, and the key"


def test_small_hours_alone_are_not_nothing_but_no_replies_are() -> None:
    chart: Hours = SAMPLES["hours"]["nl"]
    silent = Week("1", (Day("ma", (0,) * HOURS),))
    few = Week("1", (Day("ma", (0,) * (HOURS - 1) + (None,)),))
    assert chart.frame.empty in said(replace(chart, weeks=(silent,)))
    assert chart.frame.empty not in said(replace(chart, weeks=(few,)))
