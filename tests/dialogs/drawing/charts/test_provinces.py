"""The map: all twelve provinces, each about where it lies, whoever reads it."""

from dataclasses import replace
from itertools import combinations
from statistics import mean

import pytest

from dialogs.drawing.charts.provinces import TILES, Provinces
from dialogs.drawing.charts.scale import band_of
from dialogs.drawing.letters import plain
from dialogs.drawing.palette import SAND, SHADES
from storage.gazetteer.gazetteer import Gazetteer
from tests.dialogs.drawing.charts.looking import said
from tests.dialogs.drawing.charts.samples import CODES, SAMPLES
from tests.dialogs.drawing.charts.test_hours import boxes


def test_tiles_lie_as_the_provinces_do() -> None:
    gazetteer = Gazetteer.load()
    assert sorted(TILES) == sorted(gazetteer.provinces())
    middles = {}
    for name in TILES:
        areas = [area for area in gazetteer.areas() if area.province == name]
        middles[name] = (mean(area.longitude for area in areas), mean(area.latitude for area in areas))
    for one, other in combinations(TILES, 2):
        (_, column, row), (_, column2, row2) = TILES[one], TILES[other]
        assert (column, row) != (column2, row2)
        if row == row2:
            assert (column < column2) == (middles[one][0] < middles[other][0]), f"{one} and {other}"
        if column == column2:
            assert (row < row2) == (middles[one][1] > middles[other][1]), f"{one} and {other}"


@pytest.mark.parametrize("code", CODES)
def test_each_tile_has_its_shade_letters_number_and_name(code: str) -> None:
    chart: Provinces = SAMPLES["provinces"][code]
    begins = tuple(band.value for band in chart.bands)
    sheet = chart.draw()
    for number, shade in enumerate(SHADES):
        wanted = [name for name, one in chart.amounts if one.number and band_of(one.number, begins) == number]
        assert len(boxes(sheet, shade)) == len(wanted) + 1, "and one in the key"
    hatched = [patch for patch in sheet.axes.patches if patch.get_hatch()]
    assert len(hatched) == sum(amount.number is None for _, amount in chart.amounts) == 2
    words = " ".join(said(chart))
    for name, amount in chart.amounts:
        assert TILES[name][0] in words
        assert all(part in words for part in (*amount.told.split(), *amount.label.replace("-", "- ").split()))


def test_a_map_is_not_mirrored() -> None:
    places = {}
    for code in ("nl", "ar"):
        sheet = SAMPLES["provinces"][code].draw()
        sheet.png()
        places[code] = {
            plain(text.get_text()): text.get_window_extent().x0
            for text in sheet.axes.texts
            if plain(text.get_text()) in ("NH", "FL", "OV", "DR")
        }
    for found in places.values():
        assert found["NH"] < found["FL"] < found["OV"] < found["DR"]
    assert all(0 <= places["ar"][name] - left < 3 * 78 for name, left in places["nl"].items())


def test_a_province_with_nobody_has_no_shade_and_one_that_is_not_named_only_its_letters() -> None:
    chart: Provinces = SAMPLES["provinces"]["nl"]
    amounts = dict(chart.amounts)
    some = replace(
        chart,
        amounts=(
            ("Utrecht", replace(amounts["Utrecht"], number=0, told="0")),
            ("Zeeland", amounts["Zeeland"]),
        ),
    )
    sheet = some.draw()
    assert len(boxes(sheet, SAND)) == 11
    assert len(boxes(sheet, SHADES[0])) == 2
    words = said(some)
    assert {"UT", "0", "DR"} <= set(words)
    assert "Drenthe" not in words
