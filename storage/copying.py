"""A copy of the rows that planning and sending need, in an SQLite file that is thrown away."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

from sqlalchemy import Table, func, insert, select

from storage import schema
from storage.store import Store

LEFT_OUT = (
    "calls",
    *("received", "audit", "admissions", "drafts", "leases", "pace", "reports", "unclear"),
    *("recordings", "recording_files", "exports"),
    *("countings", "cells", "closings", "closed_replies"),
)
"""Tables that nothing which goes by the clock asks about."""
BATCH = 1_000


async def copy(
    source: Store, path: Path, *, progress: Callable[[int, int], None], in_place: bool = False
) -> Store:
    """The copy, opened; `progress` is told rows and all rows. Both databases can be the source.

    With `in_place` it is used without threads: `storage.store.Store` tells when that is right.
    """
    target = Store(f"sqlite:///{path}", durable=False, in_place=in_place)
    tables = [table for table in schema.metadata.sorted_tables if table.name not in LEFT_OUT]
    await make_tables(target)
    async with source.look() as memory:
        counts = [select(func.count()).select_from(table) for table in tables]
        total = sum([(await memory.connection.execute(count)).scalar_one() for count in counts])
    done = 0
    for table in tables:
        async for number in _rows(source, target, table):
            done += number
            progress(done, total)
    return target


async def make_tables(store: Store) -> None:
    """Make all tables in a database that is thrown away; any other is migrated."""
    async with store.begin() as memory:
        await memory.connection.run_sync(schema.metadata.create_all)


async def _rows(source: Store, target: Store, table: Table) -> AsyncIterator[int]:
    """Copy a table a batch at a time, in the order of its keys; how many each time."""
    names = [column.name for column in table.columns if column.computed is None]
    columns = [table.c[name] for name in names]
    async with source.look() as memory:
        found = await memory.connection.stream(select(*columns).order_by(*table.primary_key.columns))
        async for rows in found.partitions(BATCH):
            async with target.begin() as into:
                values = [dict(zip(names, row, strict=True)) for row in rows]
                await into.connection.execute(insert(table), values)
            yield len(rows)
