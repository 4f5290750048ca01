"""Postcodes, places, points and addresses are found in the gazetteer, or refused with the reason."""

import pytest

from campaign.offers import Unfit
from storage.feeds.columns import Row
from storage.feeds.whereabouts import Spot, Whereabouts
from storage.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def whereabouts(gazetteer: Gazetteer) -> Whereabouts:
    return Whereabouts(gazetteer)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"postcode": "3331"}, ("3331", "Zwijndrecht", "Zuid-Holland", "")),
        ({"postcode": "3331 ab", "place": "ZWIJNDRECHT"}, ("3331", "Zwijndrecht", "Zuid-Holland", "")),
        ({"place": "den haag"}, ("2526", "Den Haag", "Zuid-Holland", "")),
        ({"place": "Bergen", "municipality": "Bergen (NH)"}, ("1862", "Bergen", "Noord-Holland", "")),
        ({"municipality": "Gouda"}, ("2801", "Gouda", "Zuid-Holland", "")),
        ({"latitude": "52,3735", "longitude": "4.8951"}, ("1012", "Amsterdam", "Noord-Holland", "")),
        ({"address": "Markt 1, 2801 AB Gouda"}, ("2801", "Gouda", "Zuid-Holland", "Markt 1")),
        ({"address": "Markt 1, Gouda"}, ("2801", "Gouda", "Zuid-Holland", "Markt 1")),
        (
            {"address": "Markt 1, 2801AB Gouda", "place": "Gouda"},
            ("2801", "Gouda", "Zuid-Holland", "Markt 1"),
        ),
        (
            {"address": "Molenweg 12 en 14", "postcode": "8011"},
            ("8011", "Zwolle", "Overijssel", "Molenweg 12 en 14"),
        ),
    ],
)
def test_a_place_is_found_however_it_is_told(
    whereabouts: Whereabouts, cells: dict[str, str], told: tuple[str, str, str, str]
) -> None:
    spot = whereabouts.find(Row(2, cells))
    assert spot is not None
    assert (spot.postcode, spot.place, spot.province, spot.address) == told


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"postcode": "0000"}, "not a Dutch postcode"),
        ({"place": "Bergen"}, r"more than one Bergen \(Bergen \(NH\), Bergen \(L\)\)"),
        ({"place": "Zwindrecht"}, "is it Zwijndrecht"),
        ({"place": "Limburg"}, "too large"),
        ({"place": "Gouda", "municipality": "Utrecht"}, "no one Gouda in the municipality Utrecht"),
        ({"latitude": "4.9", "longitude": "52.4"}, "look exchanged"),
        ({"latitude": "52.4"}, "told together"),
        ({"latitude": "nan", "longitude": "nan"}, "must be degrees"),
        ({"latitude": "60", "longitude": "5"}, "not in the Netherlands"),
        ({"postcode": "3331", "latitude": "53.2", "longitude": "6.5"}, "more than 25 km from 3331"),
    ],
)
def test_a_place_that_is_not_sure_is_refused_with_the_reason(
    whereabouts: Whereabouts, cells: dict[str, str], sentence: str
) -> None:
    with pytest.raises(Unfit, match=sentence):
        whereabouts.find(Row(2, cells))


def test_a_point_is_kept_as_it_is_and_nothing_told_is_nothing(whereabouts: Whereabouts) -> None:
    spot = whereabouts.find(Row(2, {"postcode": "3331", "latitude": "51.82", "longitude": "4.63"}))
    assert isinstance(spot, Spot)
    assert (spot.point.latitude, spot.point.longitude) == (51.82, 4.63)
    assert whereabouts.find(Row(2, {})) is None
