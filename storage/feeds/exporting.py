"""Opportunities written out of the store: as CSV, as Volunteering Data, as JobPostings."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Any, Protocol, TextIO

from campaign.offers import Fault, Offer, Unfit
from storage.feeds.cells import cells_of
from storage.feeds.csv_format import CsvWriter
from storage.feeds.dates import Calendar
from storage.feeds.jobposting import posting_of
from storage.feeds.outgoing import PARTITION, Outgoings
from storage.feeds.volunteering_roles import CONTEXT, nodes_of
from storage.store import Store


class Format(StrEnum):
    """The formats written; JobPostings come one to a line (JSON Lines)."""

    CSV = "csv"
    JSON = "json"
    JOBPOSTING = "jobposting"


@dataclass(slots=True)
class Exported:
    """How many opportunities were written, and why others could not be; `line` is then the database's id."""

    written: int = 0
    faults: list[Fault] = field(default_factory=list)


async def write_out(
    store: Store,
    out: TextIO,
    *,
    format: Format | str,
    zone: tzinfo,
    now: datetime,
    source: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> Exported:
    """Write what is open and not over, of one source or of all, oldest first, a thousand in memory at a time.

    Of one source the ids are its own; of all sources together each has its source before it, `feed/123`.
    `out` must take UTF-8 and be opened with newline="". `progress` is told how many were written and how many
    there are. ValueError for a format there is not.
    """
    writer = _WRITERS[Format(format)](out, Calendar(zone, now))
    done = Exported()
    async with store.look() as memory:
        outgoings = Outgoings(memory.connection)
        total = await outgoings.count(source, now)
        async for one in outgoings.all(source, now):
            try:
                writer.write(one.offer(alone=bool(source)), one.source)
                done.written += 1
            except Unfit as unfit:
                done.faults.append(Fault(one.row.id, str(unfit), one.row.source_id))
            if progress is not None and done.written % PARTITION == 0:
                progress(done.written, total)
    writer.finish()
    if progress is not None:
        progress(done.written, total)
    return done


class _Writer(Protocol):
    def write(self, offer: Offer, source: str) -> None: ...

    def finish(self) -> None: ...


class _Csv:
    def __init__(self, out: TextIO, calendar: Calendar) -> None:
        self._rows = CsvWriter(out)
        self._calendar = calendar

    def write(self, offer: Offer, source: str) -> None:
        self._rows.write(cells_of(offer, self._calendar))

    def finish(self) -> None:
        """Nothing stands at the end of a CSV file."""


class _Volunteering:
    """Writes one object a line inside the list of the graph, each organisation once."""

    def __init__(self, out: TextIO, calendar: Calendar) -> None:
        self._out = out
        self._calendar = calendar
        self._organisations: set[str] = set()
        self._separator = ""
        out.write(f'{{"@context": {_json(CONTEXT)},\n"@graph": [')

    def write(self, offer: Offer, source: str) -> None:
        new = offer.organisation_id not in self._organisations
        self._organisations.add(offer.organisation_id)
        for node in nodes_of(offer, self._calendar, organisation=new):
            self._out.write(f"{self._separator}\n{_json(node)}")
            self._separator = ","

    def finish(self) -> None:
        self._out.write("\n]}\n")


class _Postings:
    def __init__(self, out: TextIO, calendar: Calendar) -> None:
        self._out = out
        self._calendar = calendar

    def write(self, offer: Offer, source: str) -> None:
        self._out.write(f"{_json(posting_of(offer, self._calendar, source=source))}\n")

    def finish(self) -> None:
        """Nothing stands at the end of JSON Lines."""


_WRITERS: dict[Format, Callable[[TextIO, Calendar], _Writer]] = {
    Format.CSV: _Csv,
    Format.JSON: _Volunteering,
    Format.JOBPOSTING: _Postings,
}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
