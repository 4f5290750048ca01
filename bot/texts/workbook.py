"""Spreadsheet files of texts, written and read: XLSX, as Excel and LibreOffice have it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote
from zipfile import BadZipFile, ZipFile
from zlib import error

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, NamedStyle
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from bot.texts.rows import Row

COLUMNS = ("key", "where", "kind", "English", "Dutch", "translation", "reviewed", "note", "hint", "reported")
WIDTHS = (14, 24, 10, 50, 50, 50, 10, 30, 40, 10)
LARGEST, UNPACKED, MOST = 20_000_000, 200_000_000, 50_000
"""Bytes of a file, bytes of it once unpacked, and lines of a sheet that are read."""
_WORDS, _MIRRORED, _LEADING = "words", "words from right to left", "words that lead to a screen"


class NoSheet(ValueError):
    """A file that is no sheet of texts; says why, in a sentence."""


def write(path: Path, rows: Iterable[Row], language: str, *, right_to_left: bool, page: str = "") -> int:
    """Write a sheet for one language; how many lines it has.

    Where each text is seen leads to its screen on the `page`, a file beside the sheet, where there is one.
    """
    book = Workbook()
    for style in (_WORDS, _MIRRORED, _LEADING):
        book.add_named_style(_style(style))
    sheet = book.active
    sheet.title = language
    sheet.append(COLUMNS)
    lines = 0
    for row in rows:
        cells = (
            *(row.key, row.where, row.kind, row.english, row.dutch),
            *(row.translation, row.reviewed, row.note, row.hint, row.reported),
        )
        lines += 1
        for column, value in enumerate(cells, start=1):
            cell = sheet.cell(lines + 1, column, value)
            cell.data_type = "s"  # a text that begins with = is a text
            if COLUMNS[column - 1] == "reported" and value:
                cell.value = int(value)  # one sorts by it
            mirrored = right_to_left and COLUMNS[column - 1] == "translation"
            cell.style = _MIRRORED if mirrored else _WORDS
        if page and row.screen:
            _lead(sheet.cell(lines + 1, COLUMNS.index("where") + 1), page, row)
    _dress(sheet, lines)
    book.save(path)
    return lines


def _style(name: str) -> NamedStyle:
    """Words that are wrapped; by name, since a style of its own for each cell takes seconds."""
    order = 2 if name == _MIRRORED else 0
    style = NamedStyle(name, alignment=Alignment(wrap_text=True, vertical="top", readingOrder=order))
    if name == _LEADING:
        style.font = Font(color="0B4F7D", underline="single")
    return style


def _lead(cell: Cell, page: str, row: Row) -> None:
    """The screen's name stands there too, to be looked for where a program opens only the file."""
    cell.value = f"{row.where}\n{row.screen}"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, target=quote(page), location=row.screen)
    cell.style = _LEADING


def read(path: Path) -> tuple[str, list[Row]]:
    """The language of a sheet and its lines; NoSheet where it is none."""
    if not path.is_file():
        raise NoSheet(f"There is no file {path}.")
    if path.stat().st_size > LARGEST:
        raise NoSheet(f"{path.name} is larger than {LARGEST:,} bytes.")
    try:
        with ZipFile(path) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > UNPACKED:
            raise NoSheet(f"{path.name} unpacks to more than {UNPACKED:,} bytes.")
        book = load_workbook(path, read_only=True)
        try:
            sheet = book.worksheets[0]
            return sheet.title, list(_rows(sheet))
        finally:
            book.close()
    except NoSheet:
        raise
    except (InvalidFileException, BadZipFile, LookupError, ValueError, SyntaxError, OSError, error) as fault:
        raise NoSheet(f"{path.name} is no XLSX file. Save it as Excel Workbook (.xlsx).") from fault


def _rows(sheet: Worksheet) -> Iterator[Row]:
    lines = sheet.iter_rows(max_row=MOST, max_col=50, values_only=True)
    head = [str(name or "").strip().lower() for name in next(lines, ())]
    missing = [name for name in ("key", "English", "translation") if name.lower() not in head]
    if missing:
        raise NoSheet(f"The first line has no column {', '.join(missing)}. Export the sheet anew.")
    names = [name.lower() for name in COLUMNS]
    for number, line in enumerate(lines, start=2):
        told = {name: _text(value) for name, value in zip(head, line, strict=False) if name in names}
        if told.get("key"):
            yield Row(**told, number=number)


def _text(value: object) -> str:
    """What stands in a cell; a whole number without the point that a spreadsheet gives it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _dress(sheet: Worksheet, lines: int) -> None:
    """The first line stays in sight, the columns have room, and yes and no are chosen."""
    sheet.freeze_panes = "F2"
    for cell, width in zip(sheet[1], WIDTHS, strict=True):
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    choice = DataValidation(type="list", formula1='"yes,no"', allow_blank=True)
    sheet.add_data_validation(choice)
    choice.add(f"G2:G{lines + 1}")
    sheet.auto_filter.ref = f"A1:I{lines + 1}"
