"""Opportunities as the rows of a sheet: the cells of a file to bring in, with numbers as numbers."""

from collections.abc import AsyncIterator, Callable, Mapping
from datetime import datetime, tzinfo
from typing import Any

from campaign.exporting import OPPORTUNITIES, Kind
from campaign.offers import Unfit
from storage.feeds.cells import cells_of
from storage.feeds.dates import Calendar
from storage.feeds.outgoing import PARTITION, Outgoings
from storage.memory import Memory
from storage.stream import Rows

_VALUES: Mapping[Kind, Callable[[str], Any]] = {
    Kind.TEXT: str,
    Kind.CODE: str,
    Kind.DAY: lambda cell: cell[:10],
    Kind.NUMBER: int,
    Kind.DECIMAL: float,
    Kind.YES: lambda cell: int(cell == "yes"),
}
_COLUMNS = tuple((column.name, _VALUES[column.kind]) for column in OPPORTUNITIES.columns)


async def count(memory: Memory, now: datetime) -> int:
    """How many there are, those that cannot be written among them."""
    return await Outgoings(memory.connection).count("", now)


async def rows(memory: Memory, zone: tzinfo, now: datetime) -> AsyncIterator[Rows]:
    """What is open and not over, oldest first; one that could not be brought in again is left out."""
    calendar, waiting = Calendar(zone, now), Rows()
    async for one in Outgoings(memory.connection).all("", now):
        try:
            cells = cells_of(one.offer(alone=False), calendar)
        except Unfit:
            continue
        waiting.append(tuple(value(cells[name]) if cells[name] else None for name, value in _COLUMNS))
        if len(waiting) == PARTITION:
            yield waiting
            waiting = Rows()
    if waiting:
        yield waiting
