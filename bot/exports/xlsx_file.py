"""Sheets as XLSX: typed columns, the first line in sight, a filter, and a sheet that explains the columns.

A million rows of 14 columns cost openpyxl 150 seconds of a core, and XlsxWriter (constant_memory) 105. So
openpyxl makes the workbook, and the rows are written into its sheets as they come, in 15. It is asked twice:
for what stands before the rows when a sheet begins, and at the end, when their number is known, for all else.
"""

import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from bot.exports.writing import Row, day
from campaign.exporting import Column, Kind, Sheet

MOST = 1_048_576
"""Lines of a sheet, the first one among them; what is more goes on in another."""
LONGEST = 32_767
"""Characters of a cell."""
KEPT = 5_000
"""Different values of a column that are put into XML once only."""
WIDTHS = {
    Kind.TEXT: 40,
    Kind.CODE: 16,
    Kind.DAY: 12,
    Kind.NUMBER: 10,
    Kind.DECIMAL: 10,
    Kind.YES: 12,
}
EXPLAINED = (16, 18, 12, 100)
"""Widths of the columns of the sheet that explains."""
_ZERO = date(1899, 12, 30).toordinal()
"""The day that Excel counts days from."""
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DATA = re.compile(rb"<sheetData\s*/>|<sheetData>.*</sheetData>", re.DOTALL)
_DIMENSION = re.compile(rb"<dimension [^>]*/>")


@dataclass(slots=True)
class _Part:
    """A sheet of the workbook: one that is given out, or what goes on of it; `lines` are those written."""

    sheet: Sheet
    title: str
    lines: int = 0


@dataclass(frozen=True, slots=True)
class _Styles:
    """The numbers that the workbook gives to its styles: of the first line, and of a day."""

    first: int
    day: int


class XlsxFile:
    """A workbook, and a sheet that explains it: a first line, one with a day in its second cell, and more."""

    def __init__(
        self, file: IO[bytes], explained: Sequence[Sequence[str | date]], *, title: str, most: int = MOST
    ) -> None:
        """`title` is what the sheet that explains is called; `most` how many lines the others have."""
        self._zip = ZipFile(file, "w", ZIP_DEFLATED)
        self._explained = explained
        self._title = title
        self._most = most
        self._parts: list[_Part] = []
        self._sheet: IO[bytes] | None = None
        self._starts: list[str] = []
        self._put: list[Callable[[Any], str]] = []

    def begin(self, sheet: Sheet) -> None:
        """A new sheet."""
        self._end()
        letters = [_letter(n) for n in range(len(sheet.columns))]
        self._starts = [f'<c r="{letter}' for letter in letters]
        _, styles = self._workbook()
        self._put = [_cells(column, styles) for column in sheet.columns]
        self._begin(_Part(sheet, sheet.what.value))

    def write(self, rows: Iterable[Row]) -> None:
        """Rows of it; where it is full they go on in another."""
        waiting = list(rows)
        while waiting:
            part = self._parts[-1]
            room = self._most - part.lines
            if not room:
                self._go_on()
                continue
            self._lines(part, waiting[:room])
            waiting = waiting[room:]

    def _end(self) -> None:
        if self._sheet is not None:
            _, tail = self._around(len(self._parts) - 1)
            self._sheet.write(tail)
            self._sheet.close()
            self._sheet = None

    def close(self) -> None:
        """All that is not rows, and the workbook is whole."""
        self._end()
        written = {_place(number) for number in range(len(self._parts))}
        book, _ = self._workbook()
        with ZipFile(book) as rest:
            for name in rest.namelist():
                if name not in written:
                    self._zip.writestr(name, rest.read(name))
        self._zip.close()

    def _begin(self, part: _Part) -> None:
        self._parts.append(part)
        number = len(self._parts) - 1
        head, _ = self._around(number)
        _, styles = self._workbook()
        self._sheet = self._zip.open(_place(number), "w", force_zip64=True)
        self._sheet.write(head)
        part.lines = 1
        cells = (
            f'<c r="{_letter(n)}1" s="{styles.first}"{_text(name)}' for n, name in enumerate(part.sheet.names)
        )
        self._sheet.write(f'<row r="1">{"".join(cells)}</row>'.encode())

    def _go_on(self) -> None:
        sheet = self._parts[-1].sheet
        self._end()
        number = sum(part.sheet is sheet for part in self._parts) + 1
        self._begin(_Part(sheet, f"{sheet.what.value} ({number})"))

    def _lines(self, part: _Part, rows: Sequence[Row]) -> None:
        starts, put = self._starts, self._put
        lines = []
        for number, row in enumerate(rows, part.lines + 1):
            at = str(number)
            cells = [
                f"{start}{at}{cell(value)}"
                for start, cell, value in zip(starts, put, row, strict=True)
                if value is not None and value != ""
            ]
            lines.append(f'<row r="{at}">{"".join(cells)}</row>')
        part.lines += len(rows)
        if self._sheet is not None:
            self._sheet.write("".join(lines).encode())

    def _around(self, number: int) -> tuple[bytes, bytes]:
        """What stands before the rows of a part, and behind them."""
        book, _ = self._workbook()
        with ZipFile(book) as made:
            sheet = _DIMENSION.sub(b"", made.read(_place(number)))
        found = _DATA.search(sheet)
        if found is None:
            raise ValueError("a sheet without a place for rows")
        return sheet[: found.start()] + b"<sheetData>", b"</sheetData>" + sheet[found.end() :]

    def _workbook(self) -> tuple[IO[bytes], _Styles]:
        """The workbook as it is so far, without a row."""
        from openpyxl import Workbook

        book = Workbook()
        page = book.active
        page.title = self._title
        styles = self._explain(page)
        for part in self._parts:
            page = book.create_sheet(part.title)
            page.freeze_panes = "A2"
            page.auto_filter.ref = f"A1:{_letter(len(part.sheet.columns) - 1)}{max(part.lines, 1)}"
            for n, column in enumerate(part.sheet.columns):
                width = max(WIDTHS[column.kind], len(column.name) + 4)
                page.column_dimensions[_letter(n)].width = width
        book.move_sheet(self._title, len(self._parts))
        out = io.BytesIO()
        book.save(out)
        return out, styles

    def _explain(self, page: Any) -> _Styles:
        """Fill the sheet that explains; its styles are the first of the workbook, and so always the same."""
        from openpyxl.styles import Alignment, Font

        page.freeze_panes = "A2"
        for n, width in enumerate(EXPLAINED):
            page.column_dimensions[_letter(n)].width = width
        for line in self._explained:
            page.append([_NO_XML.sub("", cell) or None if isinstance(cell, str) else cell for cell in line])
        for cell in page[1]:
            cell.font = Font(name="Calibri", size=11, bold=True)
        a_day = page["B2"]
        for cell in (cell for cells in page.iter_rows() for cell in cells):
            cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
            if isinstance(cell.value, str):
                cell.data_type = "s"
        a_day.number_format = "yyyy-mm-dd"
        return _Styles(first=page["A1"].style_id, day=a_day.style_id)


def _cells(column: Column, styles: _Styles) -> Callable[[Any], str]:
    """What makes a value of a column the rest of its cell, behind where it stands."""
    begins = f'" s="{styles.day}"' if column.kind is Kind.DAY else '"'
    made: dict[Any, str] = {}

    def put(value: Any) -> str:
        cell = made.get(value)
        if cell is None:
            cell = f"{begins}{_PUT[column.kind](value)}"
            if len(made) < KEPT:
                made[value] = cell
        return cell

    return put


def _text(value: object) -> str:
    words = escape(_NO_XML.sub("", str(value))[:LONGEST], quote=False)
    keep = ' xml:space="preserve"' if words != words.strip() or "\n" in words else ""
    return f' t="inlineStr"><is><t{keep}>{words}</t></is></c>'


def _number(value: object) -> str:
    return f"><v>{value}</v></c>"


_PUT: dict[Kind, Callable[[Any], str]] = {
    Kind.TEXT: _text,
    Kind.CODE: _text,
    Kind.DAY: lambda value: _number(day(value).toordinal() - _ZERO),
    Kind.NUMBER: _number,
    Kind.DECIMAL: _number,
    Kind.YES: lambda value: f' t="b"><v>{int(value)}</v></c>',
}


def _letter(number: int) -> str:
    """The letters of a column, counted from 0."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _place(number: int) -> str:
    return f"xl/worksheets/sheet{number + 1}.xml"
