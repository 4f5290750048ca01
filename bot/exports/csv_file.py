"""Sheets as CSV that Excel opens right where people write 1,5: semicolons between, a comma in decimals.

It is UTF-8 with the mark by which Excel knows it; R reads it with read.csv2. What a spreadsheet would take
for a formula gets a quote before it. Several sheets are a ZIP of such files.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from bot.exports.writing import Row
from campaign.exporting import Kind, Sheet, What
from storage.feeds.csv_format import disarmed

MARK = "\ufeff"
DIGITS = 6
"""Behind the comma."""
_SUSPECT = "=+-@\t'\""
_STARTS = {mark: (f";{mark}", f"\n{mark}") for mark in _SUSPECT}
"""How a cell begins that may be taken for a formula, or has to be looked into."""


class CsvFile:
    """One sheet as a file."""

    def __init__(self, file: IO[bytes]) -> None:
        self._sheet = _CsvSheet(file)

    def begin(self, sheet: Sheet) -> None:
        """The first line."""
        self._sheet.begin(sheet)

    def write(self, rows: Iterable[Row]) -> None:
        """A line each."""
        self._sheet.write(rows)

    def close(self) -> None:
        """The file is whole."""


class CsvFiles:
    """Several sheets, each a file in a ZIP."""

    def __init__(self, file: IO[bytes], explained: Sequence[Sequence[str | date]]) -> None:
        """`explained` are the lines that tell what stands in the columns: a file of their own."""
        self._zip = ZipFile(file, "w", ZIP_DEFLATED)
        self._explained = explained
        self._file: IO[bytes] | None = None
        self._sheet: _CsvSheet | None = None

    def begin(self, sheet: Sheet) -> None:
        """A new file."""
        self._end()
        self._file = self._zip.open(_name(sheet.what), "w", force_zip64=True)
        self._sheet = _CsvSheet(self._file)
        self._sheet.begin(sheet)

    def write(self, rows: Iterable[Row]) -> None:
        """A line each."""
        if self._sheet is not None:
            self._sheet.write(rows)

    def close(self) -> None:
        """The explanation, and the ZIP is whole."""
        self._end()
        words = io.StringIO()
        _writer(words).writerows([_harmless(cell) for cell in line] for line in self._explained)
        self._zip.writestr("columns.csv", f"{MARK}{words.getvalue()}".encode())
        self._zip.close()

    def _end(self) -> None:
        if self._file is not None:
            self._file.close()


class _CsvSheet:
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._decimals: list[int] = []

    def begin(self, sheet: Sheet) -> None:
        self._decimals = [n for n, column in enumerate(sheet.columns) if column.kind is Kind.DECIMAL]
        words = io.StringIO()
        _writer(words).writerow(sheet.names)
        self._file.write(f"{MARK}{words.getvalue()}".encode())

    def write(self, rows: Iterable[Row]) -> None:
        rows = list(rows)
        words = _lines(map(self._with_commas, rows))
        if _may_be_armed(words, len(rows)):
            words = _lines(self._with_commas([_harmless(cell) for cell in row]) for row in rows)
        self._file.write(words.encode())

    def _with_commas(self, row: Row) -> Row:
        if not self._decimals:
            return row
        cells = list(row)
        for n in self._decimals:
            if cells[n] is not None:
                cells[n] = str(round(cells[n], DIGITS)).replace(".", ",")
        return cells


def _may_be_armed(words: str, lines: int) -> bool:
    """Whether any cell of these lines is to be looked at: of a million rows one does not look at each."""
    return (
        words.startswith(tuple(_SUSPECT))
        or words.count("\r") > lines
        or any(mark in words and any(one in words for one in starts) for mark, starts in _STARTS.items())
    )


def _harmless(cell: object) -> object:
    """The cell; a number below zero is no text, and stays one."""
    return disarmed(cell) if isinstance(cell, str) else cell


def _lines(rows: Iterable[Row]) -> str:
    words = io.StringIO()
    _writer(words).writerows(rows)
    return words.getvalue()


def _writer(words: IO[str]) -> Any:
    return csv.writer(words, delimiter=";", lineterminator="\r\n")


def _name(what: What) -> str:
    return f"{what.value}.csv"
