"""The spreadsheet of texts: out and in again, every fault told with its line, and nothing half taken in."""

import asyncio
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.texts import commands, rows, workbook
from bot.texts.reported import reported
from dialogs import catalogues
from dialogs.languages import FOLDER
from storage.migrations import newest
from storage.store import Store
from storage.unclear import Sentence
from tests import asked
from tools.messages import begin

_VERSION = f"INSERT INTO alembic_version VALUES ('{newest()}')"
HOME, DAYS = "🏠 Home", "{n} day"
SOME = {HOME, DAYS, "Back", "Where are you?", "Would you do this?"}
"""Texts that the tests change; so few are written and read in no time."""


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Dutch as it is, and a catalogue of Polish that nobody has begun: made once, for tests to copy."""
    path = tmp_path_factory.mktemp("locales")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tools.messages.LOCALES", path)
        patch.setattr("tools.wordbook.PAGES", path / "docs")
        shutil.copytree(FOLDER / "nl", path / "nl")
        assert begin("pl") == 0
    return path


@pytest.fixture(scope="module")
def short(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with some texts alone."""
    path = tmp_path_factory.mktemp("short")
    shutil.copytree(begun, path, dirs_exist_ok=True)
    catalog = catalogues.read(catalogues.path_of("pl", path))
    for message in list(catalogues.texts(catalog)):
        if catalogues.key_of(message)[1] not in SOME:
            catalog.delete(message.id, message.context)
    catalogues.write(catalogues.path_of("pl", path), catalog)
    return path


@pytest.fixture
def folder(short: Path, tmp_path: Path) -> Path:
    """Catalogues to work on."""
    return Path(shutil.copytree(short, tmp_path, dirs_exist_ok=True))


def edit(path: Path, change: Callable[[Worksheet, dict[str, int]], None]) -> None:
    """Change a sheet as somebody does with a spreadsheet; columns and lines are counted from 1."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    change(sheet, {name: number for number, name in enumerate(workbook.COLUMNS, start=1)})
    book.save(path)


def line_of(sheet: Worksheet, english: str) -> int:
    """The line of a text."""
    return next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 4).value == english)


def pl(folder: Path, english: str | tuple[str, str]) -> catalogues.Message:
    """A message of the Polish catalogue."""
    found = catalogues.read(catalogues.path_of("pl", folder)).get(english)
    assert found is not None
    return found


def sheet_of(folder: Path, language: str = "pl") -> Path:
    """An exported sheet."""
    path = folder / f"{language}.xlsx"
    assert commands.export_sheet(language, path, folder=folder) == 0
    return path


def test_a_sheet_holds_every_form_of_every_text_with_what_to_know(begun: Path) -> None:
    sheet = load_workbook(sheet_of(begun)).worksheets[0]
    assert sheet.title == "pl"
    cells = {name: number for number, name in enumerate(workbook.COLUMNS, start=1)}
    row = [sheet.cell(line_of(sheet, HOME), number).value for number in cells.values()]
    assert row[2:5] == ["button", HOME, "🏠 Begin"]
    assert "citizen: ask (ask)" in row[1]
    assert row[8].startswith("At most ")
    first = line_of(sheet, DAYS)
    hints = [sheet.cell(first + number, 9).value for number in range(3)]
    assert ["For 1" in hints[0], "For 2, 3, 4, 22" in hints[1], "For 0, 5, 6, 7" in hints[2]] == [True] * 3
    keys = [sheet.cell(number, 1).value for number in range(2, sheet.max_row + 1)]
    assert len(set(keys)) == len(keys) > 1_500


def test_what_is_filled_in_comes_back_with_who_read_it_and_the_note(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = sheet_of(folder)

    def fill(sheet: Worksheet, column: dict[str, int]) -> None:
        row = line_of(sheet, HOME)
        sheet.cell(row, column["translation"], "🏠 Początek")
        sheet.cell(row, column["reviewed"], "ja")
        sheet.cell(row, column["note"], "Or:\nDom?")
        for number, form in enumerate(("{n} dzień", "{n} dni", "{n} dnia")):
            sheet.cell(line_of(sheet, DAYS) + number, column["translation"], form)

    edit(path, fill)
    assert commands.import_sheet(path, skip_bad=False, folder=folder) == 0
    assert "2 texts new or changed" in capsys.readouterr().out
    home = pl(folder, HOME)
    assert (home.string, catalogues.has_been_read(home), catalogues.note_of(home)) == (
        "🏠 Początek",
        True,
        "Or: Dom?",
    )
    assert pl(folder, (DAYS, "{n} days")).string == ("{n} dzień", "{n} dni", "{n} dnia")
    again = sheet_of(folder)
    assert commands.import_sheet(again, skip_bad=False, folder=folder) == 0
    assert "0 texts new or changed" in capsys.readouterr().out
    edit(again, lambda sheet, column: sheet.cell(line_of(sheet, HOME), column["translation"], "🏠 Dom"))
    assert commands.import_sheet(again, skip_bad=False, folder=folder) == 0
    assert catalogues.has_been_read(pl(folder, HOME))  # the sheet says so, and that of these very words
    catalog = catalogues.read(catalogues.path_of("pl", folder))
    changed = catalog.get(HOME)
    assert changed is not None
    changed.string = "🏠 Inne"
    assert not catalogues.has_been_read(changed)
    assert commands.report(folder=folder) == 0
    assert "read on age, consent, privacy, stop and introduction: 0 of" in capsys.readouterr().out


def test_nothing_is_written_where_a_line_is_bad_unless_bad_lines_are_skipped(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, before = sheet_of(folder), catalogues.path_of("pl", folder).read_bytes()
    lines: dict[str, int] = {}

    def fill(sheet: Worksheet, column: dict[str, int]) -> None:
        for english, words in (
            (HOME, "🏠 Początek"),
            ("Back", "Wstecz!!"),
            ("Where are you?", "Gdzie jesteś?"),
            ("Would you do this?", "Zrobisz to?"),
            (DAYS, "{n} dzień"),
        ):
            lines[english] = line_of(sheet, english)
            sheet.cell(lines[english], column["translation"], words)
        sheet.cell(lines["Where are you?"], column["English"], "Something quite different")
        sheet.cell(lines["Would you do this?"], column["reviewed"], "perhaps")
        last = sheet.max_row + 1
        sheet.cell(last, 1, "0123456789")
        sheet.cell(last + 1, 1, sheet.cell(lines[HOME], 1).value)
        sheet.cell(last + 1, 4, HOME)
        lines["unknown"], lines["twice"] = last, last + 1

    edit(path, fill)
    assert commands.import_sheet(path, skip_bad=False, folder=folder) == 1
    told = capsys.readouterr().err
    for number, words in (
        (lines["Back"], "not a row"),
        (lines[DAYS], "Give all 3 forms"),
        (lines["Where are you?"], "sorted apart"),
        (lines["Would you do this?"], "yes or no"),
        (lines["unknown"], "not in the bot any more"),
        (lines["twice"], "stands twice"),
    ):
        assert any(line.startswith(f"Line {number}: ") and words in line for line in told.splitlines()), told
    assert "Nothing is changed" in told
    assert catalogues.path_of("pl", folder).read_bytes() == before
    assert commands.import_sheet(path, skip_bad=True, folder=folder) == 1
    assert pl(folder, HOME).string == "🏠 Początek"
    assert pl(folder, "Back").string == ""
    assert pl(folder, (DAYS, "{n} days")).string == ("", "", "")


def test_a_text_that_looks_like_a_formula_stays_a_text(folder: Path) -> None:
    catalog = catalogues.read(catalogues.path_of("pl", folder))
    message = catalog.get("Where are you?")
    assert message is not None
    message.string = '=HYPERLINK("https://example.org")'
    catalogues.write(catalogues.path_of("pl", folder), catalog)
    sheet = load_workbook(sheet_of(folder)).worksheets[0]
    cell = sheet.cell(line_of(sheet, "Where are you?"), 6)
    assert (cell.value, cell.data_type) == ('=HYPERLINK("https://example.org")', "s")


def test_what_is_no_sheet_is_told_in_a_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    no_zip, other = folder / "x.xlsx", folder / "y.xlsx"
    no_zip.write_text("key;English;translation\n")
    shutil.copy(sheet_of(folder), other)
    edit(other, lambda sheet, column: sheet.cell(1, column["translation"], "Polski"))
    renamed = folder / "z.xlsx"
    shutil.copy(sheet_of(folder), renamed)
    edit(renamed, lambda sheet, _: setattr(sheet, "title", "..%2Fnl"))
    for path, words in (
        (no_zip, "no XLSX file"),
        (folder / "none.xlsx", "There is no file"),
        (other, "no column translation"),
        (renamed, "There is no catalogue of"),
    ):
        assert commands.import_sheet(path, skip_bad=False, folder=folder) == 2
        assert words in capsys.readouterr().err
    assert commands.export_sheet("xx", None, folder=folder) == 2


def repacked(path: Path, *, name: str, content: bytes) -> Path:
    """The same file with another part in it."""
    to = path.with_name(f"repacked-{path.name}")
    with ZipFile(path) as old, ZipFile(to, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, content if part.filename == name else old.read(part))
    return to


def test_a_sheet_that_is_an_attack_is_refused_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that unpacks to much more than it is, and entities that multiply or read a file of ours."""
    good, first = sheet_of(folder), "xl/worksheets/sheet1.xml"
    monkeypatch.setattr(workbook, "UNPACKED", 2_000_000)
    assert workbook.read(good)[0] == "pl"
    bomb = repacked(good, name=first, content=b" " * (workbook.UNPACKED + 1))
    assert bomb.stat().st_size < workbook.UNPACKED / 50
    with pytest.raises(workbook.NoSheet, match="unpacks to more than"):
        workbook.read(bomb)
    secret = folder / "secret.txt"
    secret.write_text("the token", encoding="utf-8")
    for entity in (f'SYSTEM "{secret.as_uri()}"', '"ha ha"'):
        head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e {entity}>]>'
        for name in (first, "xl/workbook.xml"):
            content = ZipFile(good).read(name).decode()
            body = content.partition("?>")[2] if content.startswith("<?xml") else content
            with pytest.raises(workbook.NoSheet, match="no XLSX file"):
                workbook.read(repacked(good, name=name, content=f"{head}{body}".encode()))


def test_a_guess_is_shown_beside_and_not_taken_for_a_translation(folder: Path) -> None:
    catalog = catalogues.read(catalogues.path_of("pl", folder))
    message = catalog.get(HOME)
    assert message is not None
    message.string = "🏠 Gdzieś"
    message.flags.add("fuzzy")
    catalogues.write(catalogues.path_of("pl", folder), catalog)
    path = sheet_of(folder)
    sheet = load_workbook(path).worksheets[0]
    row = line_of(sheet, HOME)
    assert not sheet.cell(row, 6).value
    assert "Of a text like it: 🏠 Gdzieś" in sheet.cell(row, 9).value
    edit(path, lambda sheet, column: sheet.cell(row, column["translation"], "🏠 Początek"))
    assert commands.import_sheet(path, skip_bad=False, folder=folder) == 0
    assert (pl(folder, HOME).string, pl(folder, HOME).fuzzy) == ("🏠 Początek", False)


async def test_the_sheet_tells_how_many_people_pointed_a_text_out(
    store: Store, database_url: str, now: datetime
) -> None:
    """What the team settled counts no more; without a database nobody is told to have said anything."""
    mark, other = catalogues.mark(None, HOME), catalogues.mark(None, "Done")
    async with store.begin() as memory:
        ana, bram = await asked.citizens(memory, 2, now)
        for text, who in ((mark, ana), (mark, bram), (mark, None), (other, ana)):
            one = Sentence(text, None, HOME, "pl", "help")
            number = await memory.unclear.add(one, citizen_id=who, now=now)
        assert number is not None
        await memory.unclear.close(number, now=now)
    assert await asyncio.to_thread(reported, database_url, "pl") == {}, "it is not known to be up to date"
    async with store.begin() as memory:
        for statement in ("CREATE TABLE alembic_version (version_num VARCHAR(32))", _VERSION):
            await memory.connection.exec_driver_sql(statement)
    assert await asyncio.to_thread(reported, database_url, "pl") == {mark: 3}
    assert await asyncio.to_thread(reported, database_url, "nl") == {}
    assert reported("sqlite:////nowhere/at/all.sqlite", "pl") == {}


def test_people_begin_with_what_was_reported_and_the_column_comes_back_unread(folder: Path) -> None:
    path, catalog = folder / "pl.xlsx", catalogues.read(catalogues.path_of("pl", folder))
    found = rows.rows_of(catalog, catalog, "pl", {}, reported={catalogues.mark(None, HOME): 3})
    workbook.write(path, found, "pl", right_to_left=False)
    sheet = load_workbook(path).worksheets[0]
    assert sheet.cell(line_of(sheet, HOME), workbook.COLUMNS.index("reported") + 1).value == 3
    told = {row.english: row.reported for row in workbook.read(path)[1]}
    assert told.pop(HOME) == "3"
    assert set(told.values()) == {""}
    assert commands.import_sheet(path, skip_bad=False, folder=folder) == 0
