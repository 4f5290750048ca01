"""How long closing a week with 100,000 replies takes: what they say is chosen, and they are written down."""

import asyncio
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import func, select

from bot.clock import CampaignClock
from bot.clockwork import Clockwork
from bot.closing import write_replies_down
from bot.counting import close_weeks
from storage import schema
from storage.store import Store
from tests.bench import planning, stats
from tests.bench.figures import Figure, report
from tests.bench.planning import BATCH, as_stored
from tests.databases import PostgreSQL
from tests.weeks import campaign

REPLIES = 100_000
CITIZENS = 4 * REPLIES


def _first(rows: Iterator[tuple[Any, ...]], number: int) -> Iterator[tuple[Any, ...]]:
    return islice(rows, number)


def tables() -> Iterator[tuple[str, tuple[str, ...], Iterator[tuple[Any, ...]]]]:
    """Rows as of `tests.bench.stats`, of so many people."""
    numbers = {"deliveries": CITIZENS, "replies": REPLIES, "introductions": REPLIES // 4}
    made = {"chats": planning.chats(CITIZENS), "citizens": planning.citizens(CITIZENS)}
    for table, names, rows in stats.TABLES:
        yield table, names, made.get(table) or _first(rows(), numbers[table])


def fill_sqlite(path: Path) -> None:
    """Write all rows."""
    connection = sqlite3.connect(path)
    for table, names, rows in tables():
        marks = ", ".join("?" * len(names))
        into = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"
        connection.executemany(into, map(as_stored, rows))
        connection.commit()
    connection.close()


async def fill_postgres(url: str) -> None:
    """Write all rows, and let the database take stock."""
    connection = await asyncpg.connect(url)
    for table, names, rows in tables():
        while batch := list(islice(rows, BATCH)):
            await connection.copy_records_to_table(table, records=batch, columns=names)
    await connection.execute("VACUUM ANALYZE")
    await connection.close()


async def figures(url: str) -> list[Figure]:
    """The week is counted; then it is closed, by the clock and in seconds of this process's CPU."""
    store = Store(url)
    name = "sqlite" if store.embedded else "postgres"
    kept = Clockwork(store, CampaignClock(stats.CLOSED), campaign(), frozenset())
    kept.gazetteer.prepare()
    await stats.count_rows(store)
    frozen = False
    while not frozen:
        await close_weeks(kept, stats.CLOSED)
        async with store.look() as memory:
            frozen = bool(await memory.countings.frozen())
    begun, worked = time.perf_counter(), time.process_time()
    await write_replies_down(kept, stats.CLOSED)
    taken, cpu = time.perf_counter() - begun, time.process_time() - worked
    async with store.look() as memory:
        rows = schema.closed_replies.c
        found = await memory.connection.execute(select(func.count(), func.count(rows.language)))
        number, told = found.one()
    await store.close()
    print(f"{name}: {number} replies, of {told} the language is told", file=sys.stderr)
    return [
        Figure(f"close_a_week_s_{name}", taken, "s", 180),
        Figure(f"close_a_week_cpu_s_{name}", cpu, "s", 90),
    ]


async def measure() -> list[Figure]:
    """The figures on SQLite and on PostgreSQL."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "closing.sqlite"
        await stats.settle(f"sqlite:///{path}")
        await asyncio.to_thread(fill_sqlite, path)
        measured = await figures(f"sqlite:///{path}")
    server = await asyncio.to_thread(PostgreSQL)
    try:
        url = await asyncio.to_thread(server.fresh)
        await stats.settle(url)
        await fill_postgres(url)
        measured += await figures(url)
    finally:
        await asyncio.to_thread(server.stop)
    return measured


if __name__ == "__main__":
    raise SystemExit(report(asyncio.run(measure())))
