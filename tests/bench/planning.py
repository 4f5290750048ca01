"""How long planning a wave and counting an audience take among 1,000,000 citizens; what taps feel of it."""

import asyncio
import gc
import random
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import delete, insert, update

from bot.clock import Clock
from bot.clockwork import Clockwork
from bot.rounds import plan_waves
from campaign import waves
from campaign.records import Audience
from campaign.values import (
    ALL_TIMES,
    EVENINGS,
    RADII,
    WEEKDAYS_BY_DAY,
    WEEKEND,
    AskState,
    Door,
    Like,
    Often,
    WhyNot,
    mask_of_likes,
)
from campaign.waves import GAP
from campaign.weeks import STANDARD
from storage import schema
from storage.gazetteer import Gazetteer
from storage.store import Store
from tests.bench import near
from tests.bench.figures import Figure, percentile, report
from tests.databases import PostgreSQL, make_tables

NOW = datetime(2027, 1, 13, 14, 0, tzinfo=UTC)
CITIZENS = 1_000_000
PLACES = 20
RUNS = 4
PAUSE = 0.005
"""Seconds between two taps."""
BATCH = 50_000
LANGUAGES = (("nl", 60), ("nl@simple", 15), ("en", 10), ("ar", 5), ("tr", 4), ("pl", 3), ("uk", 3))
NEARBY, ONLINE, OTHER = 1, 2, 3
"""The opportunities: one in Utrecht, one from home, and the one of another ask."""
OTHERS = 3
"""The ask of others that has messages still to go."""


def homes(seed: int = 3) -> tuple[list[str], list[float]]:
    """Postcodes with how many live there, as people live in towns and villages."""
    chance, gazetteer = random.Random(seed), Gazetteer.load()
    counts: dict[str, int] = {}
    for _ in range(20_000):
        point = near.somewhere(chance)
        area = gazetteer.nearest(point.latitude, point.longitude)
        if area is not None:
            counts[area.postcode] = counts.get(area.postcode, 0) + 1
    return list(counts), list(accumulate(map(float, counts.values())))


def citizens(count: int, seed: int = 4) -> Iterator[tuple[Any, ...]]:
    """Rows of citizens, each with the columns of `CITIZEN`; every one has a chat of the same number."""
    chance = random.Random(seed)
    postcodes, weights = homes()
    times = (0, 0, WEEKDAYS_BY_DAY, EVENINGS, WEEKEND, ALL_TIMES)
    oftens = (None, *(often.value for often in Often))
    doors = (None, *(door.value for door in Door))
    for first in range(1, count + 1, BATCH):
        for number, postcode in enumerate(chance.choices(postcodes, cum_weights=weights, k=BATCH), first):
            draw = chance.random()
            yield (
                number,
                number,
                postcode,
                chance.getrandbits(8) & chance.getrandbits(8),
                times[int(draw * 6)],
                oftens[number % 4],
                doors[number % 7 % 4],
                None,
                RADII[number % 11 % 4],
                number % 2 == 0,
                None if number % 10 == 0 else True,
                NOW + timedelta(days=3) if number % 50 == 1 else None,
                number % 100 == 10,
                NOW,
                NOW,
            )


CITIZEN = (
    "id", "chat_id", "postcode", "likes", "times", "often", "door", "fit", "radius", "online", "may_ask",
    "paused_until", "stopped", "joined", "touched",
)  # fmt: skip


def chats(count: int, seed: int = 5) -> Iterator[tuple[Any, ...]]:
    """Rows of chats: some are blocked, some have a typed answer awaited."""
    chance = random.Random(seed)
    codes, weights = zip(*LANGUAGES, strict=True)
    shares = list(accumulate(weights))
    for first in range(1, count + 1, BATCH):
        for number, code in enumerate(chance.choices(codes, cum_weights=shares, k=BATCH), first):
            blocked = NOW if number % 33 == 0 else None
            yield number, code, None, 1, False, NOW - timedelta(minutes=number % 90), blocked


CHAT = ("id", "language", "waiting", "turn", "keyboard", "seen", "blocked")


def consents(count: int) -> Iterator[tuple[Any, ...]]:
    """Rows of consents: everybody's to keep, and most people's to be asked again."""
    for number in range(1, count + 1):
        yield number, "keep", "1", "nl", NOW, None
        if number % 10:
            yield number, "askagain", "1", "nl", NOW, None


CONSENT = ("citizen_id", "kind", "version", "language", "given", "withdrawn")


def spent(count: int) -> Iterator[tuple[Any, ...]]:
    """Rows of days on which people were asked: this week, today, and two weeks back."""
    today = NOW.date()
    monday = today - timedelta(days=today.weekday())
    for number in range(1, count + 1):
        if number % 8 == 1:
            yield number, today
        if number % 5 == 1:
            yield number, monday
            yield number, monday + timedelta(days=1)
        if number % 2 == 1:
            yield number, monday - timedelta(days=7)
            yield number, monday - timedelta(days=12)


SPENT = ("citizen_id", "day")


def deliveries(count: int) -> Iterator[tuple[Any, ...]]:
    """Rows of messages of another ask: most went, some are still to go today."""
    for number in range(1, count + 1):
        if number % 5 == 1:
            yield OTHERS, number, "sent", 1, 200, NOW - timedelta(days=2), False
        elif number % 25 == 2:
            yield OTHERS, number, "planned", 2, 200, NOW, False


DELIVERY = ("ask_id", "citizen_id", "state", "wave", "fit", "due", "redraw")


def replies(count: int) -> Iterator[tuple[Any, ...]]:
    """Rows of answers to the opportunities that are asked for."""
    for number in range(1, count + 1, 997):
        for opportunity in (NEARBY, ONLINE):
            yield number, opportunity, "campaign", "no", "nl", NOW


REPLY = ("citizen_id", "opportunity_id", "origin", "answer", "language", "at")

TABLES = (
    ("chats", CHAT, chats),
    ("citizens", CITIZEN, citizens),
    ("consents", CONSENT, consents),
    ("spent", SPENT, spent),
    ("deliveries", DELIVERY, deliveries),
    ("replies", REPLY, replies),
)


async def settle(store: Store) -> None:
    """Write an organisation, its opportunities and an ask for each; the ids are the same."""
    core = {
        "organisation_id": 1,
        "source": "bench",
        "task": "gardening",
        "often": "sometimes",
        "places": PLACES,
        "dutch": "little",
        "beginners": True,
        "language": "nl",
        "title": "Samen de buurttuin opruimen",
        "updated": NOW,
    }
    place = {"latitude": near.CENTRE.latitude, "longitude": near.CENTRE.longitude, "postcode": "3511"}
    garden = {"likes": Like.NATURE.bit, "times": WEEKEND, "online": False, **place}
    anything = {"likes": mask_of_likes(Like), "times": 0, "online": True}
    async with store.begin() as memory:
        await memory.connection.execute(
            insert(schema.organisations).values(id=1, source="bench", source_id="1", name="De Kers")
        )
        for number, more in ((NEARBY, garden), (ONLINE, anything), (OTHER, garden)):
            values = {**core, **more, "id": number, "source_id": str(number)}
            await memory.connection.execute(insert(schema.opportunities).values(values))
            await memory.asks.add(
                1,
                number,
                state=AskState.SENDING,
                words="",
                audience=Audience(),
                starts=None,
                deadline=None,
                gap=GAP,
                now=NOW,
            )


def fill_sqlite(path: Path, count: int = CITIZENS) -> None:
    """Write all rows of so many citizens, as they would have come in over months."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=OFF")
    for table, names, made in TABLES:
        marks = ", ".join("?" * len(names))
        into = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"
        connection.executemany(into, map(as_stored, made(count)))
        connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def as_stored(row: Iterable[Any]) -> list[Any]:
    """The row as SQLite keeps it."""
    return [
        each.strftime("%Y-%m-%d %H:%M:%S.%f")
        if isinstance(each, datetime)
        else each.isoformat()
        if isinstance(each, date)
        else each
        for each in row
    ]


async def fill_postgres(url: str, count: int = CITIZENS) -> None:
    """The same; and let the database take stock as its autovacuum does within a minute."""
    connection = await asyncpg.connect(url)
    for table, names, made in TABLES:
        rows = made(count)
        while batch := list(islice(rows, BATCH)):
            await connection.copy_records_to_table(table, records=batch, columns=names)
    await connection.execute("VACUUM ANALYZE")
    await connection.close()


_UPDATES = iter(range(1, 10**9))
"""Their numbers: no two are equal."""


class Taps:
    """People who tap meanwhile: how long each tap's transaction takes, and the most memory seen."""

    def __init__(self, store: Store) -> None:
        self.times: list[float] = []
        self.most = 0.0
        self._store = store
        self._over = False

    async def run(self, seed: int = 6) -> None:
        """Tap until stopped, one person after the other."""
        chance = random.Random(seed)
        while not self._over:
            chat, update_id = chance.randrange(1, CITIZENS), next(_UPDATES)
            begun = time.perf_counter()
            async with self._store.begin() as memory:
                opened = await memory.chats.open(chat, bot_id=1, update_id=update_id, language="nl", now=NOW)
                await memory.chats.save(opened.chat, now=NOW)
                await memory.chats.receive(bot_id=1, update_id=update_id, waited=None, now=NOW)
            self.times.append((time.perf_counter() - begun) * 1000)
            self.most = max(self.most, memory_mb())
            await asyncio.sleep(PAUSE)

    def stop(self) -> None:
        """Stop after the tap in hand."""
        self._over = True

    def go_on(self) -> None:
        """Let people tap again."""
        self._over = False


def memory_mb() -> float:
    """The memory of this process that is its own: pages of the database's file are not."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("RssAnon:")[1].split()[0]) / 1024


async def wave(kept: Clockwork, number: int) -> float:
    """Seconds until the first wave of an ask is planned, by the round itself."""
    async with kept.store.begin() as memory:
        await memory.connection.execute(delete(schema.deliveries).where(schema.deliveries.c.ask_id == number))
        await memory.connection.execute(update(schema.asks).values(next_wave=None))
        await memory.asks.change(number, wave=0, next_wave=NOW)
    begun = time.perf_counter()
    await plan_waves(kept, NOW)
    taken = time.perf_counter() - begun
    async with kept.store.look() as memory:
        assert (await memory.asks.progress(number)).planned == waves.size(PLACES)
    return taken


async def preview(kept: Clockwork, number: int) -> float:
    """Seconds until an organisation knows how many it reaches, and who not and why."""
    begun = time.perf_counter()
    async with kept.store.look() as memory:
        one = await memory.opportunities.get(number)
        assert one is not None
        close = {} if one.point is None else kept.gazetteer.within(one.point, Audience().radius)
        languages = {code: "nl" for code, _ in LANGUAGES}
        found = await memory.asks.preview(one, Audience(), now=NOW, near=close, languages=languages)
    taken = time.perf_counter() - begun
    assert found.count > 1_000
    assert {WhyNot.WEEK, WhyNot.DAY, WhyNot.BLOCKED} <= found.left_out.keys()
    return taken


async def figures(url: str) -> list[Figure]:
    """All figures on one filled database: the slowest run counts.

    The memory is what the ask to the whole country takes more than the one to a town and around it: on SQLite
    the pages read and the sorting may fill their caches of 16 MB each, whatever the number of citizens.
    """
    store = Store(url)
    kept = Clockwork(store, Clock(), STANDARD, frozenset())
    name = "sqlite" if store.embedded else "postgres"
    kept.gazetteer.prepare()
    gc.collect()
    gc.freeze()
    taps = Taps(store)
    tapping = asyncio.get_running_loop().create_task(taps.run())
    planned, counted, memory = 0.0, 0.0, []
    for number in (NEARBY, ONLINE):
        taps.most = 0.0
        for _ in range(RUNS):
            planned = max(planned, await wave(kept, number))
            counted = max(counted, await preview(kept, number))
        memory.append(taps.most)
    taps.stop()
    await tapping
    await store.close()
    return [
        Figure(f"plan_wave_s_{name}", planned, "s", 2),
        Figure(f"preview_s_{name}", counted, "s", 5),
        Figure(f"plan_taps_p99_ms_{name}", percentile(taps.times, 0.99), "ms", 60),
        Figure(f"plan_memory_mb_{name}", memory[1] - memory[0], "MB", 48),
    ]


async def measure() -> list[Figure]:
    """The figures on SQLite and on PostgreSQL."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "planning.sqlite"
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


async def make(url: str) -> None:
    """A database with the asks in it, and nobody yet."""
    await make_tables(url)
    store = Store(url)
    await settle(store)
    await store.close()


if __name__ == "__main__":
    raise SystemExit(report(asyncio.run(measure())))
