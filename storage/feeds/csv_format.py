"""Opportunities as CSV: read with whatever separator and encoding a spreadsheet makes, written as UTF-8."""

import csv
import io
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, TextIO

from campaign.offers import Fault, Unfit
from storage.feeds.columns import COLUMNS, Row, column_of, lacking
from storage.feeds.encoding import encoding_of

LONGEST_LINE = 1_000_000
"""Characters of one line that are read; no row is near it."""

MOST_COLUMNS = 500

_SEPARATORS = ";,\t"
_ARMED = re.compile(r"'*[=+\-@\t\r]")
"""The beginning of a cell that a spreadsheet would take for a formula, behind any quotes of ours."""
_DISARMED = re.compile(r"'+[=+\-@\t\r]")


def disarmed(cell: str) -> str:
    """The cell as spreadsheets take it for text: what looks like a formula gets a quote before it."""
    return f"'{cell}" if _ARMED.match(cell) else cell


def armed(cell: str) -> str:
    """The cell as it was before `disarmed`."""
    return cell[1:] if _DISARMED.match(cell) else cell


class CsvRows:
    """The rows of a CSV file, read as they are asked for; raises Unfit where it has no usable first line.

    `notes` tell people how the file was read. `incomplete` says why rows may be missing, or is empty.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.notes: list[str] = []
        self.incomplete = ""
        self._file = file
        encoding, note = encoding_of(file)
        if note:
            self.notes.append(note)
        self._text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
        self._line = 0
        self._begun: list[tuple[int, str]] = []
        self._again: deque[tuple[int, str]] = deque()
        self._separator, self._columns = self._header()

    def __iter__(self) -> Iterator[Row | Fault]:
        """The rows; a row that cannot be told apart is a fault, and reading goes on behind it."""
        for line, cells in self._records():
            if isinstance(cells, str):
                self.incomplete = "some lines could not be told apart"
                yield Fault(line, cells)
            elif any(cells):
                yield self._row(line, cells)

    @property
    def done(self) -> int:
        """Bytes read so far, a little ahead of the rows."""
        return self._file.tell()

    def _row(self, line: int, cells: Sequence[str]) -> Row | Fault:
        if any(cell.strip() for cell in cells[len(self._columns) :]):
            own_id = cells[self._columns.index("id")].strip()
            return Fault(line, f"there are {len(cells)} cells, and {len(self._columns)} columns", own_id)
        named = zip(self._columns, cells, strict=False)
        return Row(line, {name: armed(cell.strip()) for name, cell in named if name and cell})

    def _header(self) -> tuple[str, list[str | None]]:
        for line, words in iter(self._next_line, None):
            if words.lower().startswith("sep=") or not words.strip(" ;,\t\r\n"):
                continue
            separator = max(_SEPARATORS, key=lambda one: _known(words, one))
            self._again.appendleft((line, words))
            for at, cells in self._records(separator):
                if isinstance(cells, str):
                    raise Unfit(f"the first line, with the names of the columns, cannot be read: {cells}")
                return separator, self._named(at, cells)
        raise Unfit("the file is empty")

    def _named(self, line: int, headings: Sequence[str]) -> list[str | None]:
        if len(headings) > MOST_COLUMNS:
            raise Unfit(f"line {line} has {len(headings)} columns; at most {MOST_COLUMNS} are read")
        columns: list[str | None] = []
        extra: list[str] = []
        for heading in headings:
            name = column_of(heading)
            if name is None and heading.strip():
                extra.append(heading.strip()[:40])
            elif name in columns:
                self.notes.append(
                    f"Two columns mean {name}; the first one was read, not {heading.strip()!r}."
                )
                name = None
            columns.append(name)
        wrong = lacking([name for name in columns if name])
        if wrong:
            raise Unfit(wrong)
        if extra:
            self.notes.append(f"Columns that are not used: {', '.join(extra)}.")
        return columns

    def _records(self, separator: str = "") -> Iterator[tuple[int, list[str] | str]]:
        """The line on which each record begins, with its cells or why it has none.

        Where a quotation mark stays open, only its first line is lost: the others are read again.
        """
        reader = csv.reader(self._lines(), delimiter=separator or self._separator, strict=True)
        while True:
            self._begun = []
            try:
                cells = next(reader, None)
            except csv.Error as error:
                first, *others = self._begun
                self._again.extendleft(reversed(others))
                yield first[0], _said(error)
                reader = csv.reader(self._lines(), delimiter=separator or self._separator, strict=True)
                continue
            if cells is None:
                return
            line = self._begun[0][0]
            too_long = any(len(one) > LONGEST_LINE for _, one in self._begun)
            yield line, f"the line is longer than {LONGEST_LINE} characters" if too_long else cells

    def _lines(self) -> Iterator[str]:
        for line in iter(self._next_line, None):
            self._begun.append(line)
            yield line[1] if len(line[1]) <= LONGEST_LINE else ""

    def _next_line(self) -> tuple[int, str] | None:
        if self._again:
            return self._again.popleft()
        words = self._text.readline(LONGEST_LINE + 1)
        if not words:
            return None
        self._line += 1
        if len(words) > LONGEST_LINE:
            while (more := self._text.readline(LONGEST_LINE)) and not more.endswith(("\n", "\r")):
                pass
        return self._line, words


class CsvWriter:
    """Writes rows of cells as CSV with a semicolon, which Excel in Dutch wants, and its mark of UTF-8."""

    def __init__(self, out: TextIO) -> None:
        self._writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
        out.write("\ufeff")
        self._writer.writerow(COLUMNS)

    def write(self, cells: Mapping[str, str]) -> None:
        """One row; cells that are not there stay empty."""
        self._writer.writerow([disarmed(cells.get(name, "")) for name in COLUMNS])


def _known(heading: str, separator: str) -> int:
    return sum(column_of(name.strip(' "\r\n')) is not None for name in heading.split(separator))


def _said(error: csv.Error) -> str:
    said = str(error)
    if "unexpected end" in said:
        return "a quotation mark is opened and never closed"
    if "field larger" in said:
        return "a cell is too long; perhaps a quotation mark is not closed"
    if "expected after" in said:
        return "a quotation mark stands inside a cell; write it twice"
    return f"the line cannot be read ({said})"
