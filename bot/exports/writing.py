"""What all formats have in common: sheets one after the other, each begun, filled and ended."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Protocol

from campaign.exporting import Sheet

Row = Sequence[Any]
"""A value for each column; None where nothing is known. Yes is 1, no 0; a day may stand as in ISO 8601."""


class Writer(Protocol):
    """Writes sheets to a file; it holds no more than a part of one in memory."""

    def begin(self, sheet: Sheet) -> None:
        """A new sheet; no more rows of the one before."""
        ...

    def write(self, rows: Iterable[Row]) -> None:
        """Rows of it."""
        ...

    def close(self) -> None:
        """No more sheets: the file is whole."""
        ...


def day(value: date | str) -> date:
    """A day, whichever way a database hands it over."""
    return date.fromisoformat(value) if isinstance(value, str) else value
