"""A file of opportunities, opened: whatever its format, it gives offers and faults one by one."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from campaign.offers import Fault, Offer, Unfit
from storage.feeds.columns import Row
from storage.feeds.csv_format import CsvRows
from storage.feeds.rows import Rows
from storage.feeds.volunteering import VolunteeringRows
from storage.gazetteer import Gazetteer

LARGEST_FILE = 100_000_000
"""Bytes of a file that is read."""

_HEAD = 4096
_MARKS = {
    b"PK\x03\x04": "this is an Excel or zip file; save it as CSV (UTF-8) first",
    b"\xd0\xcf\x11\xe0": "this is an old Excel file; save it as CSV (UTF-8) first",
    b"\x1f\x8b": "this file is compressed; unpack it first",
    b"%PDF": "this is a PDF file; a CSV or JSON file is needed",
    b"<": "this is XML or a web page; a CSV or JSON file is needed",
}


class FeedError(ValueError):
    """A file that cannot be read at all; the message says why, in a sentence."""


class _Source(Protocol):
    """What the two formats have in common."""

    notes: list[str]
    incomplete: str

    @property
    def done(self) -> int: ...

    def __iter__(self) -> Iterator[Row | Fault]: ...


class Feed:
    """A file of opportunities, to be gone through once: `for one in feed` gives offers and faults.

    `total` is its size in bytes and `done` how much was read. Afterwards `notes` tell how it was read,
    `warnings` count what was understood otherwise than written, and `incomplete` says why rows may be
    missing. FeedError for a file that cannot be read. Use it in a `with`, or close it.
    """

    def __init__(self, path: Path, gazetteer: Gazetteer, *, zone: tzinfo, now: datetime) -> None:
        self._rows = Rows(gazetteer, zone=zone, now=now)
        try:
            self._file = path.open("rb")
            self.total = path.stat().st_size
            head = self._file.read(_HEAD)
            self._file.seek(0)
        except OSError as error:
            raise FeedError(f"{path.name} cannot be opened: {error.strerror or error}") from None
        try:
            self._source = self._open(head)
        except Unfit as unfit:
            self.close()
            raise FeedError(f"{path.name}: {unfit}") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __iter__(self) -> Iterator[Offer | Fault]:
        """The offers, and the faults where there is none; a file that is no feed after all is one fault."""
        try:
            for one in self._source:
                yield self._rows.read(one) if isinstance(one, Row) else one
        except Unfit as unfit:
            self._source.incomplete = str(unfit)
            yield Fault(1, str(unfit))

    @property
    def done(self) -> int:
        """Bytes read so far."""
        return self._source.done

    @property
    def notes(self) -> list[str]:
        """How the file was read, in sentences."""
        return self._source.notes

    @property
    def warnings(self) -> Counter[str]:
        """What was taken otherwise than it was written, and in how many rows."""
        return self._rows.warnings

    @property
    def incomplete(self) -> str:
        """Why rows may be missing, or nothing."""
        return self._source.incomplete

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _open(self, head: bytes) -> _Source:
        if not head.strip():
            raise Unfit("the file is empty")
        if self.total > LARGEST_FILE:
            raise Unfit(f"the file is larger than {LARGEST_FILE // 1_000_000} MB")
        begins = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        for mark, why in _MARKS.items():
            if begins.startswith(mark):
                raise Unfit(why)
        if begins[:1] in (b"{", b"["):
            return VolunteeringRows(self._file)
        return CsvRows(self._file)
