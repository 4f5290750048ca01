"""Files of each format, read back by who did not write them."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import IO, Any

import openpyxl

from bot.exports.csv_file import CsvFile, CsvFiles
from bot.exports.json_file import JsonFile
from bot.exports.writing import Writer
from bot.exports.xlsx_file import XlsxFile
from campaign.exporting import Column, Kind, Sheet, What
from storage.feeds.csv_format import armed

SHEET = Sheet(
    What.ASKS,
    (
        Column("title", Kind.TEXT),
        Column("task", Kind.CODE),
        Column("day", Kind.DAY),
        Column("number", Kind.NUMBER),
        Column("ratio", Kind.DECIMAL),
        Column("online", Kind.YES),
    ),
)
OTHER = Sheet(What.LEDGER, (Column("week", Kind.DAY), Column("asks", Kind.NUMBER)))
ROWS = [
    ("Soep koken; met brood", "cooking", date(2027, 1, 18), 12, 1.25, 1),
    ('Een "goede" buur', "visiting", "2027-01-19", -3, -0.5, 1),
    ("Twee\nregels & <b>meer</b> 😀", None, None, None, None, 0),
    ("", "", date(2027, 1, 20), 0, 0.0, 0),
]
ARMED = ("=1+1", "+31 6 12345678", "-2+3", "@sum", "\t=1", "\r=1", "'=quoted", '=HYPERLINK("http://x","y")')
EXPLAINED = [
    ("blad", "kolom", "soort", "betekenis"),
    ("gemaakt op", date(2027, 1, 25), "", ""),
    ("asks", "title", "tekst", "=1+1"),
]


def written(make: Callable[[IO[bytes]], Writer], sheets: Iterable[tuple[Sheet, list[Any]]]) -> bytes:
    """A file with these sheets, each written in two goes."""
    file = io.BytesIO()
    writer = make(file)
    for sheet, rows in sheets:
        writer.begin(sheet)
        writer.write(rows[:1])
        writer.write(rows[1:])
    writer.close()
    return file.getvalue()


def as_excel_in_dutch(content: bytes) -> list[list[str]]:
    """Cells as Excel reads a CSV file where the list separator is a semicolon, by the mark of UTF-8."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_csv_opens_right_in_dutch_and_in_r() -> None:
    head, *lines = as_excel_in_dutch(written(CsvFile, [(SHEET, ROWS)]))
    assert head == list(SHEET.names)
    assert lines == [
        ["Soep koken; met brood", "cooking", "2027-01-18", "12", "1,25", "1"],
        ['Een "goede" buur', "visiting", "2027-01-19", "-3", "-0,5", "1"],
        ["Twee\nregels & <b>meer</b> 😀", "", "", "", "", "0"],
        ["", "", "2027-01-20", "0", "0,0", "0"],
    ], "a semicolon between cells, a comma in decimals, and numbers below zero as they are"


def test_text_that_a_spreadsheet_takes_for_a_formula_is_made_harmless_and_numbers_are_not() -> None:
    rows = [(words, "x", None, -5, -1.5, 1) for words in ARMED]
    _, *lines = as_excel_in_dutch(written(CsvFile, [(SHEET, rows)]))
    assert [line[0] for line in lines] == [f"'{words}" for words in ARMED]
    assert [armed(line[0]) for line in lines] == list(ARMED), "nothing of the words is lost"
    assert {tuple(line[3:5]) for line in lines} == {("-5", "-1,5")}


def test_several_sheets_of_csv_are_a_zip_that_explains_itself() -> None:
    content = written(
        lambda file: CsvFiles(file, EXPLAINED), [(SHEET, ROWS), (OTHER, [(date(2027, 1, 18), 7)])]
    )
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        assert files.testzip() is None
        assert files.namelist() == ["asks.csv", "ledger.csv", "columns.csv"]
        assert len(as_excel_in_dutch(files.read("asks.csv"))) == 1 + len(ROWS)
        assert as_excel_in_dutch(files.read("ledger.csv")) == [["week", "asks"], ["2027-01-18", "7"]]
        explained = as_excel_in_dutch(files.read("columns.csv"))
    assert explained[2] == ["asks", "title", "tekst", "'=1+1"]


def test_xlsx_has_typed_cells_a_first_line_in_sight_and_a_sheet_that_explains() -> None:
    content = written(
        lambda file: XlsxFile(file, EXPLAINED, title="Uitleg"),
        [(SHEET, ROWS), (OTHER, [(date(2027, 1, 18), 7)])],
    )
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["asks", "ledger", "Uitleg"]
    page = book["asks"]
    assert [cell.value for cell in page[1]] == list(SHEET.names)
    assert page["A1"].font.bold
    assert not page["A2"].font.bold
    assert (page.freeze_panes, page.auto_filter.ref) == ("A2", "A1:F5")
    found = [[cell.value for cell in line] for line in page.iter_rows(min_row=2)]
    assert found == [
        ["Soep koken; met brood", "cooking", datetime(2027, 1, 18), 12, 1.25, True],
        ['Een "goede" buur', "visiting", datetime(2027, 1, 19), -3, -0.5, True],
        ["Twee\nregels & <b>meer</b> 😀", None, None, None, None, False],
        [None, None, datetime(2027, 1, 20), 0, 0, False],
    ]
    assert page["C2"].is_date
    assert page.column_dimensions["A"].width > page.column_dimensions["D"].width
    assert book["ledger"]["A2"].value == datetime(2027, 1, 18)
    words = book["Uitleg"]
    assert (words["D3"].value, words["D3"].data_type) == ("=1+1", "s")
    assert (words["B2"].value, words["B2"].is_date, words["A1"].font.bold) == (
        datetime(2027, 1, 25),
        True,
        True,
    )


def test_text_in_xlsx_is_text_whatever_it_looks_like() -> None:
    odd = ("\x00\x0bbell\x07", "x" * 40_000, " around ", "_x000D_")
    rows = [(words, None, None, -5, None, None) for words in (*ARMED, *odd)]
    content = written(lambda file: XlsxFile(file, EXPLAINED, title="Uitleg"), [(SHEET, rows)])
    page = openpyxl.load_workbook(io.BytesIO(content))["asks"]
    cells = [page.cell(line, 1) for line in range(2, 2 + len(rows))]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert [
        cell.value.replace("\n", "\r") if "\n" in cell.value else cell.value for cell in cells[:8]
    ] == list(ARMED)
    assert [cell.value for cell in cells[8:10]] == ["bell", "x" * 32_767]
    assert cells[10].value == " around "


def test_what_does_not_fit_a_sheet_goes_on_in_another() -> None:
    rows = [(f"row {number}", "x", None, number, None, None) for number in range(9)]
    content = written(
        lambda file: XlsxFile(file, EXPLAINED, title="Uitleg", most=4), [(SHEET, rows), (OTHER, [(None, 7)])]
    )
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["asks", "asks (2)", "asks (3)", "ledger", "Uitleg"]
    parts = [[cell.value for cell in book[name]["D"]] for name in book.sheetnames[:3]]
    assert parts == [["number", 0, 1, 2], ["number", 3, 4, 5], ["number", 6, 7, 8]]
    assert book["asks (3)"].auto_filter.ref == "A1:F4"
    assert book["ledger"]["B2"].value == 7


def test_json_is_one_object_of_what_it_is_and_its_rows() -> None:
    content = written(lambda file: JsonFile(file, {"what": "asks"}, alone=True), [(SHEET, ROWS)])
    found = json.loads(content)
    assert found["meta"] == {"what": "asks"}
    assert found["rows"][1] == {
        "title": 'Een "goede" buur',
        "task": "visiting",
        "day": "2027-01-19",
        "number": -3,
        "ratio": -0.5,
        "online": True,
    }
    assert [row["day"] for row in found["rows"]] == ["2027-01-18", "2027-01-19", None, "2027-01-20"]
    both = json.loads(written(lambda file: JsonFile(file, {}, alone=False), [(SHEET, ROWS), (OTHER, [])]))
    assert (len(both["asks"]), both["ledger"]) == (4, [])
