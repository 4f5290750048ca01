"""What a file of 1,000,000 replies costs in time and memory, and what taps feel while it is made."""

import asyncio
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

import asyncpg

from bot.exports.apart import make_apart
from bot.exports.child import written
from bot.exports.making import Wish
from campaign.exporting import Format, What, Window
from campaign.values import Task
from storage.migrations import migrate
from storage.store import Store
from tests.bench.figures import Figure, percentile, report
from tests.bench.planning import BATCH, Taps, as_stored
from tests.bot.processes import environment
from tests.databases import PostgreSQL
from tests.weeks import FIRST, LAST, campaign

REPLIES = 1_000_000
NOW = datetime(2027, 1, 26, 9, 0, tzinfo=UTC)
ROUNDS = 3
IDLE = 12.0
"""Seconds for which taps are looked at without an export beside them."""
LANGUAGES = ("nl", "nl", "nl", "nl", "en", "ar", "tr", "uk", "nl@simple")
PROVINCES = ("Zuid-Holland", "Noord-Holland", "Noord-Brabant", "Gelderland", "Utrecht", "Groningen")
TABLES = {
    "countings": ("first", "last", "name", "cursor", "frozen"),
    "closings": ("first", "done", "replies"),
}
WEEK = {"countings": (FIRST, LAST, "winter", 0, NOW), "closings": (FIRST, NOW, REPLIES)}
REPLY = (
    "id", "week", "person", "day", "hour", "origin", "answer", "reason", "task", "often", "introduced",
    "matched", "wording", "opening", "held", "language", "province", "door",
)  # fmt: skip


def replies(seed: int = 8) -> Iterator[tuple[Any, ...]]:
    """Rows of replies that are given out; of one in fifty no group is told."""
    chance = random.Random(seed)
    tasks = [task.code for task in Task]
    for number in range(1, REPLIES + 1):
        said = ("yes", None) if number % 3 == 0 else ("no", chance.choice(("time", "far", "other")))
        hour = number * 168 // (REPLIES + 1)
        silent = number % 50 == 0
        yield (
            number,
            FIRST,
            chance.getrandbits(62),
            FIRST + timedelta(days=hour // 24),
            hour % 24,
            "organisation",
            *said,
            chance.choice(tasks),
            "once",
            number % 6 == 0,
            None if silent else number % 12 == 0,
            None if silent or number % 5 == 0 else number % 2,
            None if silent or number % 4 == 0 else number % 2,
            None if silent else number % 10 == 0,
            None if silent else chance.choice(LANGUAGES),
            None if silent or number % 7 == 0 else chance.choice(PROVINCES),
            None if silent else ("never", "usedto", "now")[number % 3],
        )


def fill_sqlite(path: Path) -> None:
    """Write all rows, as they would have come in."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=OFF")
    for table, names, rows in (
        *((table, names, iter([WEEK[table]])) for table, names in TABLES.items()),
        ("closed_replies", REPLY, replies()),
    ):
        marks = ", ".join("?" * len(names))
        into = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"
        connection.executemany(into, map(as_stored, rows))
        connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


async def fill_postgres(url: str) -> None:
    """Write all rows, and let the database take stock as its autovacuum does within a minute."""
    connection = await asyncpg.connect(url)
    for table, names in TABLES.items():
        await connection.copy_records_to_table(table, records=[WEEK[table]], columns=names)
    rows = replies()
    while batch := list(islice(rows, BATCH)):
        await connection.copy_records_to_table("closed_replies", records=batch, columns=REPLY)
    await connection.execute("VACUUM ANALYZE")
    await connection.close()


SMALL = """
import json, resource, subprocess, sys, time
begun = time.perf_counter()
found = subprocess.run(sys.argv[1:], stderr=subprocess.PIPE, text=True)
taken, used = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
cpu, most = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
print(json.dumps([found.returncode, found.stderr, taken, cpu, most]))
"""
"""A small process that starts another: what one holds at most is never less than who started it held."""


def command(url: str, folder: Path, format: str) -> tuple[float, float, float]:
    """Seconds, seconds of CPU, and the most MB of the command, which writes all of it."""
    path = folder / f"replies.{format}"
    words = ["export", "replies", "--since", str(FIRST), "--until", str(LAST), "--format", format]
    process = subprocess.run(
        [sys.executable, "-c", SMALL, sys.executable, "-m", "bot", *words, "--output", str(path)],
        cwd=folder,
        env=environment(DATABASE_URL=url),
        stdout=subprocess.PIPE,
        check=True,
    )
    status, told, taken, cpu, most = json.loads(process.stdout)
    if status or "1,000,000 rows" not in told:
        raise RuntimeError(told)
    path.unlink()
    return taken, cpu, most


async def taps(url: str, folder: Path) -> float:
    """How many times its idle p99 a tap's p99 is while a file is made: the middle of some rounds."""
    store, ratios = Store(url), []
    wish = Wish(What.REPLIES, Format.XLSX, Window(FIRST, LAST), "nl")
    asked = written(url, campaign(), wish, folder, NOW, largest=10**12)
    for _ in range(ROUNDS):
        measured = []
        for beside in (asyncio.sleep(IDLE), make_apart(asked, _told)):
            people = Taps(store)
            tapping = asyncio.get_running_loop().create_task(people.run())
            await beside
            people.stop()
            await tapping
            measured.append(percentile(people.times, 0.99))
        print(f"taps p99: idle {measured[0]:.1f} ms, during {measured[1]:.1f} ms", file=sys.stderr)
        ratios.append(measured[1] / measured[0])
    await store.close()
    return median(ratios)


async def _told(_done: int, _total: int) -> None:
    """Nobody watches."""


async def figures(url: str, folder: Path) -> list[Figure]:
    """All figures on one filled database; the fastest of some runs, since others compute on this machine."""
    name = "sqlite" if url.startswith("sqlite") else "postgres"
    found = []
    for format, seconds, most in (("csv", 10, 120), ("xlsx", 90, 300), ("json", 60, 120)):
        runs = [await asyncio.to_thread(command, url, folder, format) for _ in range(ROUNDS)]
        print(
            f"{name} {format}: {json.dumps([[round(one, 1) for one in run] for run in runs])}",
            file=sys.stderr,
        )
        found.append(Figure(f"export_{format}_s_{name}", min(run[0] for run in runs), "s", seconds))
        found.append(Figure(f"export_{format}_cpu_s_{name}", min(run[1] for run in runs), "s", seconds))
        found.append(Figure(f"export_{format}_mb_{name}", max(run[2] for run in runs), "MB", most))
    found.append(Figure(f"export_taps_ratio_{name}", await taps(url, folder), "x", 2))
    return found


async def measure() -> list[Figure]:
    """The figures on SQLite and on PostgreSQL."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder}/exporting.sqlite"
        await asyncio.to_thread(migrate, url)
        await asyncio.to_thread(fill_sqlite, folder / "exporting.sqlite")
        measured = await figures(url, folder)
        server = await asyncio.to_thread(PostgreSQL)
        try:
            url = await asyncio.to_thread(server.fresh)
            await asyncio.to_thread(migrate, url)
            await fill_postgres(url)
            measured += await figures(url, folder)
        finally:
            await asyncio.to_thread(server.stop)
    return measured


if __name__ == "__main__":
    raise SystemExit(report(asyncio.run(measure())))
