"""Figures between bounds: each stands on its scale where it belongs, in either direction."""

from dataclasses import replace

import pytest
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon

from dialogs.drawing.charts.estimates import Estimates
from dialogs.drawing.charts.experiment import Experiment
from dialogs.drawing.charts.intervals import Estimate, Intervals
from dialogs.drawing.charts.scale import Mark
from dialogs.drawing.charts.sheet import WIDTH, Sheet
from dialogs.drawing.palette import ORANGE, TEAL
from tests.dialogs.drawing.charts.looking import assert_tidy, said
from tests.dialogs.drawing.charts.samples import CODES, SAMPLES, frame


def lines(sheet: Sheet, colour: str) -> list[Line2D]:
    """The lines of a colour."""
    return [line for line in sheet.axes.lines if to_hex(line.get_color()) == colour]


def at(sheet: Sheet, x: float) -> float:
    """Points from the left of the sheet."""
    return float(sheet.axes.transData.transform((x, 0))[0]) / 3


def bounds(sheet: Sheet) -> list[tuple[float, float, float]]:
    """Low, value and high of each estimate that is drawn, in points from the left."""
    spans = [line for line in lines(sheet, TEAL) if line.get_linewidth() == 3]
    dots = [line for line in lines(sheet, TEAL) if line.get_marker() == "o"]
    return [
        (at(sheet, span.get_xdata()[0]), at(sheet, dot.get_xdata()[0]), at(sheet, span.get_xdata()[1]))
        for span, dot in zip(spans, dots, strict=True)
    ]


@pytest.mark.parametrize("code", CODES)
def test_points_and_bounds_stand_where_their_figures_are(code: str) -> None:
    chart: Estimates = SAMPLES["generations"][code]
    sheet = chart.draw()
    known = [one for one in chart.found.estimates if one.value is not None]
    found = bounds(sheet)
    ones = lines(sheet, ORANGE)
    assert (len(found), len(ones)) == (3, 4), "who is not known has the line at 1 only"
    one = at(sheet, ones[0].get_xdata()[0])
    assert [at(sheet, line.get_xdata()[0]) for line in ones] == [one] * 4
    unit = (found[0][1] - one) / (known[0].value - 1)
    assert (unit > 0) == (code != "ar"), "in Arabic more is further to the left"
    for estimate, (low, value, high) in zip(known, found, strict=True):
        assert value == pytest.approx(one + unit * (estimate.value - 1))
        assert low == pytest.approx(one + unit * (estimate.low - 1))
        assert high == pytest.approx(one + unit * (min(estimate.high, 2) - 1)), "or at the end of the scale"
        assert 0 < min(low, high) < max(low, high) < WIDTH


def test_bounds_beyond_the_scale_end_in_an_arrow_and_rough_ones_are_broken() -> None:
    marks = (Mark(0, "0"), Mark(1, "1"))
    exact = Estimate("A", 0.5, 0.2, 0.8, "0,5", "")
    for estimate, arrows, bars, broken in (
        (exact, 0, 2, False),
        (replace(exact, high=3), 1, 1, False),
        (replace(exact, low=-2, high=3, rough=True), 2, 0, True),
        (replace(exact, value=2.5, high=3), 1, 1, False),
    ):
        sheet = Estimates(frame("nl", "Titel"), Intervals((estimate,), marks)).draw()
        tips = [patch for patch in sheet.axes.patches if isinstance(patch, Polygon)]
        assert len(tips) == arrows + 1, "and the tail of the campaign's bubble"
        assert len([line for line in lines(sheet, TEAL) if line.get_linewidth() == 2]) == bars
        (span,) = [line for line in lines(sheet, TEAL) if line.get_linewidth() == 3]
        assert (span.get_linestyle() != "-") == broken
        assert len([line for line in lines(sheet, TEAL) if line.get_marker() == "o"]) == (estimate.value <= 1)


@pytest.mark.parametrize("code", CODES)
def test_an_experiment_tells_both_shares_the_difference_and_what_may_be_concluded(code: str) -> None:
    chart: Experiment = SAMPLES["experiment"][code]
    sheet = chart.draw()
    first, second, difference = bounds(sheet)
    more = 1 if code != "ar" else -1
    assert more * first[1] < more * second[1]
    (zero,) = [at(sheet, line.get_xdata()[0]) for line in lines(sheet, ORANGE)]
    assert more * difference[0] < more * zero < more * difference[1]
    words = " ".join(said(chart))
    for estimate in (*chart.wordings.estimates, *chart.difference.estimates):
        assert estimate.told in words
        assert estimate.between in words
    assert chart.verdict in words
    assert chart.difference.line is not None
    assert chart.difference.line.told in words


def test_without_any_share_there_is_nothing_and_long_words_keep_their_place() -> None:
    chart: Experiment = SAMPLES["experiment"]["nl"]
    unknown = Estimate("A", None, 0, 0, "te weinig", "")
    nothing = replace(chart, wordings=replace(chart.wordings, estimates=(unknown, unknown)))
    assert chart.frame.empty in said(nothing)
    half = replace(chart, wordings=replace(chart.wordings, estimates=(chart.wordings.estimates[0], unknown)))
    assert "te weinig" in said(half)
    long = replace(chart.wordings.estimates[0], label="Kom je zaterdag mee? " * 9, between="tussen " * 40)
    assert_tidy(
        replace(chart, wordings=replace(chart.wordings, estimates=(long, long)), verdict="Ja. " * 90).draw()
    )
