"""A list of local volunteer centres, as a spreadsheet writes it."""

from pathlib import Path

import pytest

from bot.samples import CENTRES
from storage.feeds.centres import read_centres
from storage.feeds.reading import FeedError
from storage.gazetteer import Gazetteer


def read(
    gazetteer: Gazetteer, path: Path, words: str, encoding: str = "utf-8"
) -> tuple[list[str], list[str]]:
    """The centres' names, and the faults in words."""
    path.write_text(words, encoding=encoding)
    found = read_centres(path, gazetteer)
    return [one.name for one in found.centres], [f"{one.line}: {one.reason}" for one in found.faults]


def test_dutch_headings_semicolons_and_old_characters_are_read(gazetteer: Gazetteer, tmp_path: Path) -> None:
    path = tmp_path / "centra.csv"
    words = (
        "Naam;Telefoon;Gemeenten;Openingstijden\n"
        "Vrijwilligerspunt Súd;0515-123456;Súdwest-Fryslân, utrecht, 's-Gravenhage;9–12\n"
    )
    assert read(gazetteer, path, words, "cp1252") == (["Vrijwilligerspunt Súd"], [])
    (centre,) = read_centres(path, gazetteer).centres
    assert (centre.phone, centre.hours) == ("0515-123456", "9–12")
    assert centre.municipalities == ("Den Haag", "Súdwest-Fryslân", "Utrecht")


def test_every_faulty_row_is_told_and_the_good_ones_come_in(gazetteer: Gazetteer, tmp_path: Path) -> None:
    words = """name,phone,email,website,municipalities
Goed,085-5550101,,,Utrecht
,085-5550101,,,Utrecht
Stil,,,,Utrecht
Goed,085-5550101,,,Utrecht
Bel,bel ons,,,Utrecht
Post,,geen adres,,Utrecht
Net,,,ftp://x.nl,Utrecht
Ver,085-5550101,,,
Weg,085-5550101,,,Utrech
Twee,085-5550101,,,Bergen
"""
    good, faults = read(gazetteer, tmp_path / "centres.csv", words)
    assert good == ["Goed"]
    assert faults == [
        "3: it has no name",
        "4: it tells no phone, e-mail or website",
        "5: another row has the same id, or the same name and no id",
        "6: phone is not a telephone number: bel ons",
        "7: email is not an e-mail address: geen adres",
        "8: website is not a web address that begins with http: ftp://x.nl",
        "9: it names no municipality",
        "10: there is no municipality Utrech; is it Utrecht?",
        "11: there is no municipality Bergen; is it Bergen (L) or Bergen (NH)?",
    ]


def test_a_file_that_is_no_list_of_centres_is_refused(gazetteer: Gazetteer, tmp_path: Path) -> None:
    for words in ("", "a,b\n1,2\n", "name,phone\nx,1\n"):
        with pytest.raises(FeedError, match="no column"):
            read(gazetteer, tmp_path / "x.csv", words)
    with pytest.raises(FeedError, match="cannot be read"):
        read_centres(tmp_path / "none.csv", gazetteer)


def test_the_sample_centres_are_in_order_and_invented(gazetteer: Gazetteer) -> None:
    """Each says so, and reaches nobody real."""
    found = read_centres(CENTRES, gazetteer)
    assert not found.faults
    assert len(found.centres) >= 8
    for centre in found.centres:
        assert centre.sample
        assert "(voorbeeld)" in centre.name
        assert not centre.email or centre.email.endswith("@example.org")
