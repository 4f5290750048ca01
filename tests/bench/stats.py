"""Figures over 1,000,000 deliveries: how long a page and counting a week take; what taps and sending feel."""

import asyncio
import gc
import importlib
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import func as sql
from sqlalchemy import insert, select, update

from bot.app import build
from bot.clock import CampaignClock
from bot.clockwork import Clockwork
from bot.counting import close_weeks, fold_tallies
from bot.receive import receive
from campaign.budget import Budget
from campaign.values import DeliveryState
from campaign.waves import GAP
from campaign.weeks import STANDARD
from dialogs.screen import Incoming
from storage import schema
from storage.settling import Settled, Settling
from storage.store import Store
from tests.bench import planning
from tests.bench.figures import Figure, percentile, report
from tests.bench.planning import BATCH, CITIZENS, Taps, as_stored
from tests.databases import PostgreSQL
from tests.talk import LANGUAGES
from tests.weeks import campaign

MONDAY = datetime(2027, 1, 18, 9, 0, tzinfo=UTC)
"""The first morning of the asking week, when sending begins."""
CLOSED = datetime(2027, 1, 26, 6, 0, tzinfo=UTC)
ASKS = 500
DELIVERIES, REPLIES, INTRODUCTIONS = 1_000_000, 250_000, 60_000
TEAM = 99_999_999
PAGES = (
    "team/stats",
    "team/stats/20270118",
    "team/stats/20270118/language",
    "team/stats/20270118/province",
    "team/stats/hours",
    "team/stats/asks/0",
    "team/stats/ask/7",
)
QUIET = 8
"""Seconds of taps while nothing else goes on."""
SENT, AT_ONCE, ROUNDS = 600, 50, 8
"""Messages sent in each round with counting and without, so many in a transaction."""


def when(number: int) -> datetime:
    """The moment at which a message went: four days, from ten in the morning until eight at night."""
    day, rest = divmod(number % 4_000, 1_000)
    return MONDAY + timedelta(days=day, hours=10 * rest / 1_000)


def deliveries() -> Iterator[tuple[Any, ...]]:
    """One message to every citizen: most of asks, some of a moment; most went, some were held back."""
    for number in range(1, DELIVERIES + 1):
        of_moment = number % 3 == 0
        state, reason = ("skipped", "paused") if number % 20 == 0 else ("sent", None)
        at = when(number)
        ask = None if of_moment else number % ASKS + 1
        step = "ask" if of_moment else None
        yield number, ask, 1 if of_moment else None, number, step, state, reason, 1, 100, at, at, False


def replies() -> Iterator[tuple[Any, ...]]:
    """Every fourth citizen answers, some hours later."""
    for number in range(1, REPLIES + 1):
        citizen = 4 * number
        ask = citizen % ASKS + 1 if citizen % 3 else None
        answer = ("yes", "maybe", "no")[number % 3]
        origin = "organisation" if ask else "campaign"
        yield number, citizen, 1, origin, answer, "nl", when(citizen) + timedelta(hours=number % 9), ask


def introductions() -> Iterator[tuple[Any, ...]]:
    """Most who say yes are introduced."""
    yes = (row for row in replies() if row[4] == "yes")
    for number, row in enumerate(islice(yes, INTRODUCTIONS), 1):
        yield number, row[0], row[1], "Ana", "", row[6] + timedelta(minutes=3)


Rows = Callable[[], Iterator[tuple[Any, ...]]]
TABLES: tuple[tuple[str, tuple[str, ...], Rows], ...] = (
    ("chats", planning.CHAT, lambda: planning.chats(CITIZENS)),
    ("citizens", planning.CITIZEN, lambda: planning.citizens(CITIZENS)),
    (
        "deliveries",
        (
            *("id", "ask_id", "moment_id", "citizen_id", "step", "state", "reason", "wave", "fit"),
            *("due", "settled", "redraw"),
        ),
        deliveries,
    ),
    (
        "replies",
        ("id", "citizen_id", "opportunity_id", "origin", "answer", "language", "at", "ask_id"),
        replies,
    ),
    ("introductions", ("id", "reply_id", "citizen_id", "name", "reach", "at"), introductions),
)


async def settle(url: str) -> None:
    """The asks, the moment, and who is of the team."""
    await planning.make(url)
    store = Store(url)
    core = {"organisation_id": 1, "state": "sending", "words": "", "radius": 25, "gap": GAP}
    async with store.begin() as memory:
        rows = [
            {"id": number, "opportunity_id": number % 3 + 1, "made": MONDAY, "sent": MONDAY, **core}
            for number in range(4, ASKS + 1)
        ]
        await memory.connection.execute(update(schema.asks).values(sent=MONDAY))
        await memory.connection.execute(insert(schema.asks), rows)
        await memory.moments.standing(now=MONDAY)
    await store.close()


def fill_sqlite(path: Path) -> None:
    """Write all rows."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=OFF")
    for table, names, made in TABLES:
        marks = ", ".join("?" * len(names))
        into = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"
        connection.executemany(into, map(as_stored, made()))
        connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


async def fill_postgres(url: str) -> None:
    """Write all rows, and let the database take stock."""
    connection = await asyncpg.connect(url)
    for table, names, made in TABLES:
        rows = made()
        while batch := list(islice(rows, BATCH)):
            await connection.copy_records_to_table(table, records=batch, columns=names)
    await connection.execute("VACUUM ANALYZE")
    await connection.close()


async def count_rows(store: Store) -> float:
    """Seconds until the tallies tell what was there before them; and everybody agreed last week."""
    migration = importlib.import_module("storage.migrations.versions.0008_counting")
    begun = time.perf_counter()
    async with store.begin() as memory:
        await memory.connection.run_sync(migration.count)
    taken = time.perf_counter() - begun
    agreed = {"agreed": MONDAY - timedelta(days=2), "asked": MONDAY + timedelta(days=1)}
    async with store.begin() as memory:
        await memory.connection.execute(update(schema.citizens).values(agreed))
    return taken


async def page(url: str) -> float:
    """Seconds of the slowest page of the figures, the first time it is looked at."""
    app = build(url, CampaignClock(CLOSED), languages=LANGUAGES, team_ids=[TEAM], campaign=campaign())
    slowest = 0.0
    async with app.running():
        for number, address in enumerate(PAGES):
            incoming = Incoming(1, number, TEAM, "Tessa", None, "en", address=address)
            begun = time.perf_counter()
            said = await receive(app, incoming)
            slowest = max(slowest, time.perf_counter() - begun)
            shown = f"{said.screen.text.plain}{said.screen.rows}"
            assert any(letter.isdigit() for letter in shown), address
    return slowest


async def freezing(store: Store) -> tuple[float, list[float], list[float]]:
    """Seconds until a week is counted, as the rounds do it; taps before it and meanwhile, in milliseconds."""
    kept = Clockwork(store, CampaignClock(CLOSED), campaign(), frozenset())
    kept.gazetteer.prepare()
    taps, loop = Taps(store), asyncio.get_running_loop()
    tapping = loop.create_task(taps.run())
    await asyncio.sleep(QUIET)
    before = len(taps.times)
    begun = time.perf_counter()
    frozen = False
    while not frozen:
        await close_weeks(kept, CLOSED)
        async with store.look() as memory:
            frozen = bool(await memory.countings.frozen())
    taken = time.perf_counter() - begun
    taps.stop()
    await tapping
    return taken, taps.times[:before], taps.times[before:]


async def sending(store: Store) -> float:
    """How much more a message costs in the database because it is counted, in percent."""
    uncounted: Any = _nothing
    counted, budget = Settling._count, Budget(per_week=9)
    taken = {True: [], False: []}  # type: dict[bool, list[float]]
    for round_ in range(2 * ROUNDS):
        now = CLOSED + timedelta(days=round_, hours=4)
        which = select(schema.deliveries.c.id).where(schema.deliveries.c.moment_id.is_(None))
        some = which.order_by(schema.deliveries.c.id).offset(round_ * SENT).limit(SENT)
        planned = {"state": "planned", "due": now, "settled": None, "reason": None, "fit": 900}
        async with store.begin() as memory:
            chosen = list((await memory.connection.execute(some)).scalars())
            them = schema.deliveries.c.id.in_(chosen)
            await memory.connection.execute(update(schema.deliveries).where(them).values(planned))
        Settling._count = uncounted if round_ % 2 else counted  # type: ignore[method-assign]
        begun = time.perf_counter()
        while True:
            async with store.begin() as memory:
                claimed = await memory.deliveries.claim(AT_ONCE, now=now, budget=budget)
            if not claimed:
                break
            async with store.begin() as memory:
                ends = [Settled(one, DeliveryState.SENT, 7) for one in claimed]
                await memory.deliveries.settle(ends, now=now)
        taken[not round_ % 2].append(time.perf_counter() - begun)
    Settling._count = counted  # type: ignore[method-assign]
    with_it, without = (percentile(taken[how], 0.5) for how in (True, False))
    return 100 * (with_it - without) / without


async def _nothing(*_: object) -> None:
    """Count nothing."""


async def folding(store: Store) -> float:
    """Seconds in which the deltas of a broadcast are folded."""
    kept = Clockwork(store, CampaignClock(CLOSED), STANDARD, frozenset())
    row = {"hour": CLOSED.replace(minute=0), "ask_id": 1, "moment_id": 0, "measure": "sent", "number": 1}
    async with store.begin() as memory:
        rows = [row | {"ask_id": number % ASKS} for number in range(50_000)]
        await memory.connection.execute(insert(schema.deltas), rows)
    begun = time.perf_counter()
    await fold_tallies(kept, CLOSED)
    taken = time.perf_counter() - begun
    async with store.look() as memory:
        left = select(sql.count()).select_from(schema.deltas)
        assert (await memory.connection.execute(left)).scalar_one() == 0
    return taken


async def figures(url: str) -> list[Figure]:
    """All figures on one filled database."""
    store = Store(url)
    name = "sqlite" if store.embedded else "postgres"
    counted = await count_rows(store)
    gc.collect()
    gc.freeze()
    frozen, quiet, busy = await freezing(store)
    slowest = await page(url)
    folded = await folding(store)
    more = await sending(store)
    await store.close()
    p99 = percentile(busy, 0.99)
    return [
        Figure(f"stats_page_s_{name}", slowest, "s", 2),
        Figure(f"count_a_week_s_{name}", frozen, "s", 180),
        Figure(f"count_a_week_taps_p99_ms_{name}", p99, "ms", 60),
        Figure(f"count_a_week_taps_ratio_{name}", p99 / percentile(quiet, 0.99), "x", 4),
        Figure(f"count_before_s_{name}", counted, "s", 60),
        Figure(f"fold_50000_s_{name}", folded, "s", 10),
        Figure(f"counting_costs_sending_{name}", more, "%", 25),
    ]


async def measure() -> list[Figure]:
    """The figures on SQLite and on PostgreSQL."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stats.sqlite"
        url = f"sqlite:///{path}"
        await settle(url)
        await asyncio.to_thread(fill_sqlite, path)
        measured = await figures(url)
    server = await asyncio.to_thread(PostgreSQL)
    try:
        url = await asyncio.to_thread(server.fresh)
        await settle(url)
        await fill_postgres(url)
        measured += await figures(url)
    finally:
        await asyncio.to_thread(server.stop)
    return measured


if __name__ == "__main__":
    raise SystemExit(report(asyncio.run(measure())))
