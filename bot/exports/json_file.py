"""Sheets as JSON: one object with `meta`, and `rows`; of several sheets the rows of each by its name."""

import io
import json
from collections.abc import Callable, Iterable, Mapping
from typing import IO, Any

from bot.exports.writing import Row
from campaign.exporting import Kind, Sheet


class JsonFile:
    """An object that is written as its rows come, one to a line."""

    def __init__(self, file: IO[bytes], meta: Mapping[str, Any], *, alone: bool) -> None:
        """`alone` where there is one sheet."""
        self._file = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
        self._alone = alone
        self._between = self._end = ""
        self._starts: list[str] = []
        self._put: list[Callable[[Any], str]] = []
        self._file.write(f'{{"meta": {_json(meta)}')

    def begin(self, sheet: Sheet) -> None:
        """A new list of rows."""
        name = "rows" if self._alone else sheet.what.value
        commas = ["", *[", "] * (len(sheet.columns) - 1)]
        self._starts = [f"{comma}{_json(one)}: " for comma, one in zip(commas, sheet.names, strict=True)]
        self._put = [_values(column.kind) for column in sheet.columns]
        self._between = "\n"
        self._file.write(f"{self._end},\n{_json(name)}: [")
        self._end = "\n]"

    def write(self, rows: Iterable[Row]) -> None:
        """An object each."""
        for row in rows:
            cells = [
                f"{start}{put(value)}" for start, put, value in zip(self._starts, self._put, row, strict=True)
            ]
            self._file.write(f"{self._between}{{{''.join(cells)}}}")
            self._between = ",\n"

    def close(self) -> None:
        """The object is whole."""
        self._file.write(f"{self._end}}}\n")
        self._file.detach()


def _values(kind: Kind) -> Callable[[Any], str]:
    """What makes a value JSON; the same value is put into words once only, as long as there are few."""
    made: dict[Any, str] = {None: "null"}

    def put(value: Any) -> str:
        words = made.get(value)
        if words is None:
            words = _json(_PLAIN[kind](value))
            if len(made) < 5_000:
                made[value] = words
        return words

    return put


_PLAIN: dict[Kind, Callable[[Any], Any]] = {
    Kind.TEXT: str,
    Kind.CODE: str,
    Kind.DAY: str,
    Kind.NUMBER: int,
    Kind.DECIMAL: float,
    Kind.YES: bool,
}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
