"""How long the ledger of asking takes among 1,000,000 asks: asking-R by generation, and by week besides."""

import asyncio
import gc
import random
import sqlite3
import tempfile
import time
from array import array
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import insert

from storage import schema
from storage.store import Store
from tests.bench.figures import Figure, report
from tests.bench.planning import BATCH, as_stored
from tests.databases import PostgreSQL, make_tables

NOW = datetime(2027, 1, 13, 14, 0, tzinfo=UTC)
ASKS, WEEKS = 1_000_000, 10
OPENED, ALSO = 0.5, 0.17
"""The share of asks that somebody opens, and of those openings after which another opens it too."""
GROWS = 0.45
"""The share of asks that are made by people whom another ask brought."""
REPLIES, INTRODUCTIONS = 300_000, 100_000
LIMITS = {"sqlite": 15, "postgres": 5}
"""Seconds."""


def asks(seed: int = 7) -> Iterator[tuple[int, int | None, int, int]]:
    """Asks as they come: id, parent, generation, and how many open it."""
    chance = random.Random(seed)
    brought, generations = array("l"), bytearray(ASKS + 1)
    for number in range(1, ASKS + 1):
        parent = chance.choice(brought) if brought and chance.random() < GROWS else None
        generations[number] = 1 if parent is None else min(generations[parent] + 1, 255)
        opened = 0
        while chance.random() < (ALSO if opened else OPENED):
            opened += 1
        if opened:
            brought.append(number)
        yield number, parent, generations[number], opened


def opened() -> Iterator[tuple[int, int, datetime]]:
    """Every opening: its number, the ask, and when."""
    count = 0
    for number, _, _, people in asks():
        for _ in range(people):
            count += 1
            yield count, number, _made(number)


def _made(number: int) -> datetime:
    return NOW - timedelta(weeks=WEEKS) * (1 - number / (ASKS + 1))


def chats() -> Iterator[tuple[Any, ...]]:
    """Rows of chats: whoever opened an ask."""
    for number, _, at in opened():
        yield number, "nl", 1, False, at


def citizens() -> Iterator[tuple[Any, ...]]:
    """Rows of citizens: every other of them."""
    for number in range(1, REPLIES + 1):
        yield number, 2 * number, 0, 0, 10, False, False, NOW, NOW


def invitations() -> Iterator[tuple[Any, ...]]:
    """Rows of invitations, in the order made; some askers are forgotten."""
    for number, parent, generation, _ in asks():
        citizen = number % REPLIES + 1 if number % 20 else None
        made = _made(number)
        yield number, f"code-{number}", citizen, parent, generation, 1, "nl", "Ana", "", "", False, made


def openings() -> Iterator[tuple[Any, ...]]:
    """Rows of openings; some of those who opened are forgotten."""
    for number, ask, at in opened():
        yield number, ask, number if number % 20 else None, number % 5 > 0, at


def replies() -> Iterator[tuple[Any, ...]]:
    """Rows of answers, of every other who opened; the first of them yes."""
    for number, ask, at in opened():
        if number % 2 == 0 and number <= 2 * REPLIES:
            answer = "yes" if number % 10 < 6 else "no"
            yield number // 2, number // 2, 1, "friend", answer, "nl", at, ask


def introductions() -> Iterator[tuple[Any, ...]]:
    """Rows of introductions, of the first to say yes."""
    yes = (row for row in replies() if row[4] == "yes")
    for number, row in enumerate(islice(yes, INTRODUCTIONS), 1):
        yield number, row[0], row[1], "Ana", "", NOW, number % 3 == 0


TABLES: tuple[tuple[str, str, Callable[[], Iterator[tuple[Any, ...]]]], ...] = (
    ("chats", "id language turn keyboard seen", chats),
    ("citizens", "id chat_id likes times radius online stopped joined touched", citizens),
    (
        "invitations",
        "id code citizen_id parent_id generation opportunity_id language name words words_language together "
        "made",
        invitations,
    ),
    ("openings", "id invitation_id chat_id first at", openings),
    ("replies", "id citizen_id opportunity_id origin answer language at invitation_id", replies),
    ("introductions", "id reply_id citizen_id name reach at matched", introductions),
)


async def make(url: str) -> None:
    """A database with the one thing that all ask for."""
    await make_tables(url)
    store = Store(url)
    thing = {"task": "gardening", "likes": 1, "times": 0, "often": "once", "places": 1, "dutch": "little"}
    async with store.begin() as memory:
        one = {"id": 1, "source": "bench", "source_id": "1"}
        await memory.connection.execute(insert(schema.organisations).values(**one, name="De Kers"))
        values = one | thing | {"organisation_id": 1, "language": "nl", "title": "Tuin", "updated": NOW}
        await memory.connection.execute(insert(schema.opportunities).values(**values, beginners=True))
    await store.close()


def fill_sqlite(path: Path) -> None:
    """Write all rows, as they would have come in over weeks."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=OFF")
    for table, names, made in TABLES:
        columns = names.split()
        marks = ", ".join("?" * len(columns))
        into = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
        connection.executemany(into, map(as_stored, made()))
        connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


async def fill_postgres(url: str) -> None:
    """Write all rows, and let the database take stock as its autovacuum does within a minute."""
    connection = await asyncpg.connect(url)
    for table, names, made in TABLES:
        rows = made()
        while batch := list(islice(rows, BATCH)):
            await connection.copy_records_to_table(table, records=batch, columns=names.split())
    await connection.execute("VACUUM ANALYZE")
    await connection.close()


async def figures(url: str) -> list[Figure]:
    """Both figures on one filled database, each the first time it is looked at."""
    store = Store(url)
    name = "sqlite" if store.embedded else "postgres"
    gc.collect()
    gc.freeze()
    begun = time.perf_counter()
    async with store.look() as memory:
        generations = await memory.ledger.generations()
        ratios = [(one.on_made, one.on_opened) for one in generations]
    by_generation = time.perf_counter() - begun
    bounds = [NOW - timedelta(weeks=number) for number in range(WEEKS, -1, -1)]
    begun = time.perf_counter()
    async with store.look() as memory:
        weeks = await memory.ledger.weeks(bounds)
        ratios += [(one.on_made, one.on_opened) for week in weeks for one in week]
    by_week = time.perf_counter() - begun
    await store.close()
    assert sum(one.asks for one in generations) == ASKS
    assert sum(one.asks for week in weeks for one in week) == ASKS
    assert sum(one.answered for one in generations) == REPLIES
    assert sum(one.introduced for one in generations) == INTRODUCTIONS
    assert sum(one.grown for one in generations) == sum(one.asks for one in generations[1:])
    assert all(ratio is not None for ratio in ratios[0])
    return [
        Figure(f"ledger_s_{name}", by_generation, "s", LIMITS[name]),
        Figure(f"ledger_weeks_s_{name}", by_week, "s", LIMITS[name]),
    ]


async def measure() -> list[Figure]:
    """The figures on SQLite and on PostgreSQL."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.sqlite"
        url = f"sqlite:///{path}"
        await make(url)
        await asyncio.to_thread(fill_sqlite, path)
        measured = await figures(url)
    server = await asyncio.to_thread(PostgreSQL)
    try:
        url = await asyncio.to_thread(server.fresh)
        await make(url)
        await fill_postgres(url)
        measured += await figures(url)
    finally:
        await asyncio.to_thread(server.stop)
    return measured


if __name__ == "__main__":
    raise SystemExit(report(asyncio.run(measure())))
