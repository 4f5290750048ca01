"""CSV is read as spreadsheets make it, and each bad row is told by its line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.offers import Fault, Offer
from storage.feeds.csv_format import armed, disarmed
from storage.feeds.reading import FeedError
from storage.gazetteer import Gazetteer
from tests.storage.feeds.reading import feed_of, told

HEAD = "id;titel;organisatie;postcode"


def summary(all_told: list[Offer | Fault]) -> list[tuple[int, str]]:
    return [(one.line, one.title if isinstance(one, Offer) else f"! {one.reason}") for one in all_told]


@pytest.mark.parametrize(
    "raw",
    [
        "id,title,organisation,postcode\n1,Café,Ons huis,3331\n".encode(),
        "id;Titel;Organisatie;Postcode\r\n1;Café;Ons huis;3331 AB\r\n".encode(),
        "\ufeffid\ttitle\torganisation\tpostcode\r1\tCafé\tOns huis\t3331\r".encode(),
        "sep=;\r\nid;titel;organisatie;postcode\r\n1;Café;Ons huis;3331".encode("cp1252"),
        "id\ttitel\torganisatie\tpostcode\r\n1\tCafé\tOns huis\t3331\r\n".encode("utf-16"),
    ],
)
def test_one_row_is_read_from_whatever_a_spreadsheet_makes(
    tmp_path: Path, gazetteer: Gazetteer, raw: bytes
) -> None:
    (offer,) = told(tmp_path / "feed.csv", gazetteer, raw)
    assert isinstance(offer, Offer)
    assert (offer.id, offer.title, offer.place) == ("1", "Café", "Zwijndrecht")


def test_windows_1252_and_unused_columns_are_noted_once(tmp_path: Path, gazetteer: Gazetteer) -> None:
    raw = f"{HEAD};kleur;vorm\n" + "1;Café;Ons huis;3331;rood;rond\n" * 2
    with feed_of(tmp_path / "feed.csv", gazetteer, raw.encode("cp1252")) as feed:
        assert len(list(feed)) == 2
        assert len(feed.notes) == 2
        assert "Windows-1252" in feed.notes[0]
        assert "kleur, vorm" in feed.notes[1]


def test_one_broken_character_does_not_spoil_the_others(tmp_path: Path, gazetteer: Gazetteer) -> None:
    raw = f"{HEAD}\n1;Één café;Ons huis;3331\n2;Caf".encode() + b"\xe9;Ons huis;3331\n"
    with feed_of(tmp_path / "feed.csv", gazetteer, raw) as feed:
        assert summary(list(feed)) == [(2, "Één café"), (3, "Caf\ufffd")]
        assert feed.warnings["title: some characters could not be read"] == 1


def test_each_bad_row_is_told_by_its_line_and_the_good_ones_come_in(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    rows = f"""{HEAD}
1;"Soep
koken";Ons huis;3331

2;;Ons huis;0000
3;Zonder plek;Ons huis;
4;Te veel;Ons huis;3331;;5
1;Nog eens;Ons huis;3331
5;Goed;Ons huis;3331
"""
    assert summary(told(tmp_path / "feed.csv", gazetteer, rows)) == [
        (2, "Soep koken"),
        (5, "! there is no title; postcode '0000' is not a Dutch postcode that is in use"),
        (6, "! it tells no place: give a postcode, a place, a point, or online = yes"),
        (7, "! there are 6 cells, and 4 columns"),
        (8, "! the id '1' stands on line 2 already"),
        (9, "Goed"),
    ]


def test_a_quotation_mark_left_open_costs_one_line_and_closes_nothing(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    raw = (
        f'{HEAD}\n1;"Soep;Ons huis;3331\n2;"Tuin";Ons huis;3331\n3;Bos;Ons huis;3331\n4;"Zee;Ons huis;3331\n'
    )
    with feed_of(tmp_path / "feed.csv", gazetteer, raw) as feed:
        assert summary(list(feed)) == [
            (2, "! a quotation mark stands inside a cell; write it twice"),
            (3, "Tuin"),
            (4, "Bos"),
            (5, "! a quotation mark is opened and never closed"),
        ]
        assert feed.incomplete


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"title;organisation\nx;y\n", "no column id"),
        (b"id;title;organisation\n1;x;y\n", "where it is"),
        (b"PK\x03\x04rest", "Excel"),
        (b"<html>", "web page"),
        (b"id;" + b"x;" * 1000, "columns"),
    ],
)
def test_a_file_that_is_no_feed_is_refused_in_a_sentence(
    tmp_path: Path, gazetteer: Gazetteer, raw: bytes, sentence: str
) -> None:
    with pytest.raises(FeedError, match=sentence):
        feed_of(tmp_path / "feed.csv", gazetteer, raw)


def test_a_huge_cell_or_line_is_a_fault_and_the_next_row_comes_in(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    for size, sentence in ((200_000, "too long"), (2_000_000, "longer than 1000000 characters")):
        raw = f"{HEAD}\n1;{'x' * size};Ons huis;3331\n2;Goed;Ons huis;3331\n"
        fault, offer = told(tmp_path / "feed.csv", gazetteer, raw)
        assert isinstance(fault, Fault)
        assert sentence in fault.reason
        assert (offer.line, offer.id) == (3, "2")


@given(st.text())
def test_a_cell_is_harmless_to_a_spreadsheet_and_comes_back(cell: str) -> None:
    assert not disarmed(cell).startswith(("=", "+", "-", "@"))
    assert armed(disarmed(cell)) == cell
