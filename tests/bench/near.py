"""How long the first page of what is near takes, among 100,000 opportunities clustered as Dutch towns are."""

import asyncio
import gc
import math
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import create_async_engine

from campaign.matching import Wish, distance_km, rank
from campaign.records import Point, Profile
from campaign.values import EVENINGS, RADII, WEEKDAYS_BY_DAY, WEEKEND, Answer, Often, Task
from storage import schema
from storage.store import Store
from tests.bench.figures import Figure, percentile, report
from tests.databases import PostgreSQL, make_tables

NOW = datetime(2027, 1, 13, 14, 0, tzinfo=UTC)
OPPORTUNITIES = 100_000
AT_FIRST = 10_000
ORGANISATIONS = 5_000
PEOPLE = 300
CITIZEN = 1
ROUNDS = 5
CENTRE = Point(52.09, 5.10)
"""Utrecht: the opportunities nearest to it are in the database first, then the whole country comes."""

TOWNS = (
    (52.366, 4.893, 880), (51.920, 4.482, 650), (52.069, 4.301, 560), (52.094, 5.104, 360),
    (51.447, 5.471, 240), (53.224, 6.567, 235), (51.568, 5.063, 225), (52.351, 5.265, 220),
    (51.587, 4.765, 185), (51.831, 5.841, 180), (52.210, 5.973, 165), (51.975, 5.903, 165),
    (52.383, 4.642, 165), (52.218, 6.894, 160), (52.170, 5.393, 160), (52.446, 4.827, 157),
    (51.707, 5.302, 157), (52.517, 6.104, 130), (52.060, 4.500, 127), (52.158, 4.488, 126),
    (53.201, 5.806, 125), (50.850, 5.693, 121), (51.795, 4.683, 119), (52.039, 5.652, 120),
    (52.131, 4.663, 113), (52.638, 4.752, 110), (51.999, 4.358, 105), (51.371, 6.153, 102),
    (52.255, 6.193, 101), (52.227, 5.172, 92), (50.882, 5.971, 87), (52.288, 4.853, 92),
    (52.267, 6.798, 81), (52.506, 4.966, 92), (52.510, 5.480, 83), (51.765, 5.519, 93),
    (51.476, 5.664, 94), (51.534, 4.465, 77), (53.001, 6.554, 69), (52.773, 6.909, 57),
    (51.691, 4.000, 40), (51.500, 3.614, 49), (52.942, 4.760, 56), (53.033, 5.658, 34),
)  # fmt: skip
"""Latitude, longitude and inhabitants in thousands of large Dutch towns (GeoNames, CBS; rounded)."""

VILLAGES = 0.3
"""The share of everything that lies scattered around the towns, in villages."""

TIMES = (0, WEEKDAYS_BY_DAY, EVENINGS, WEEKEND)


def somewhere(chance: random.Random) -> Point:
    """A place as people live: mostly in large towns, dense in their middle."""
    latitude, longitude, thousands = chance.choices(TOWNS, [town[2] ** 1.1 for town in TOWNS])[0]
    wide = 15.0 if chance.random() < VILLAGES else 0.15 * math.sqrt(thousands)
    return Point(latitude + chance.gauss(0, wide) / 111.2, longitude + chance.gauss(0, wide) / 68.3)


def opportunities(count: int, seed: int = 1) -> list[dict[str, Any]]:
    """Rows for the table, from the middle of the country outwards."""
    chance = random.Random(seed)
    rows = [_opportunity(number, chance) for number in range(1, count + 1)]
    return sorted(rows, key=lambda row: distance_km(CENTRE, Point(row["latitude"], row["longitude"])))


def _opportunity(number: int, chance: random.Random) -> dict[str, Any]:
    point = somewhere(chance)
    task = chance.choice(list(Task))
    more = chance.choice(list(Task)).like.bit if chance.random() < 0.15 else 0
    starts = NOW + timedelta(hours=chance.randrange(24 * 60)) if chance.random() < 0.4 else None
    places = chance.choice((1, 1, 2, 4, 10))
    return {
        "organisation_id": min(1 + int(chance.expovariate(1 / 600)), ORGANISATIONS),
        "source": "bench",
        "source_id": str(number),
        "task": task.code,
        "likes": task.like.bit | more,
        "times": sum({1 << chance.randrange(21) for _ in range(chance.choice((0, 1, 1, 2, 3)))}),
        "often": chance.choice(list(Often)).value,
        "places": places,
        "taken": chance.randrange(places + 1) if chance.random() < 0.3 else 0,
        "dutch": "little",
        "beginners": chance.random() < 0.5,
        "online": False,
        "latitude": point.latitude,
        "longitude": point.longitude,
        "language": "nl",
        "title": "Twee uur helpen in de buurttuin",
        "description": "Samen aan de slag in de tuin, met koffie na afloop. " * chance.randrange(4, 25),
        "starts": starts,
        "ends": starts + timedelta(hours=2) if starts else None,
        "open": chance.random() < 0.95,
        "updated": NOW - timedelta(hours=chance.randrange(24 * 120)),
    }


def wishes(count: int, seed: int = 2, around: Point | None = None) -> Iterator[Wish]:
    """What so many people look for, living as people do, or all within some 2 km of one point."""
    chance = random.Random(seed)
    for _ in range(count):
        point = somewhere(chance)
        if around is not None:
            point = Point(around.latitude + chance.gauss(0, 0.01), around.longitude + chance.gauss(0, 0.015))
        yield Wish(
            point=point,
            radius=chance.choice(RADII),
            likes=sum({1 << chance.randrange(8) for _ in range(chance.choice((0, 1, 2, 3)))}),
            times=chance.choice((*TIMES, 1 << chance.randrange(21))),
            often=chance.choice((None, *Often)),
        )


async def settle(store: Store) -> None:
    """Write the organisations, and the citizen who looks."""
    named = [
        {"id": key, "source": "bench", "source_id": str(key), "name": f"Organisatie {key}"}
        for key in range(1, ORGANISATIONS + 1)
    ]
    async with store.begin() as memory:
        await memory.connection.execute(insert(schema.organisations), named)
        await memory.chats.open(1, bot_id=1, update_id=1, language="nl", now=NOW)
        citizen = await memory.citizens.add(1, Profile(adult=True), now=NOW)
    assert citizen.id == CITIZEN


async def answer(store: Store) -> None:
    """Let the citizen say no to some of what lies in the middle of the country."""
    async with store.begin() as memory:
        for number in range(1, 21):
            await memory.replies.put(
                CITIZEN, number, Answer.NO, origin="campaign", language="nl", now=NOW, reason=None
            )


async def fill(store: Store, rows: Sequence[dict[str, Any]]) -> None:
    """Write the rows, and let PostgreSQL take stock as its autovacuum does within a minute of an import."""
    async with store.begin() as memory:
        for first in range(0, len(rows), 5_000):
            await memory.connection.execute(insert(schema.opportunities), rows[first : first + 5_000])
    if store.embedded:
        return
    engine = create_async_engine(store.url, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text("VACUUM ANALYZE opportunities"))
    await engine.dispose()


async def page(store: Store, wish: Wish) -> float:
    """Milliseconds until somebody has the first page: search, ranking, reasons and whole records."""
    begun = time.perf_counter()
    async with store.look() as memory:
        found = await memory.opportunities.near(wish, now=NOW, citizen_id=CITIZEN)
        matches = rank(wish, found, NOW, limit=5)
        await memory.opportunities.get_some([match.opportunity.id for match in matches])
    return (time.perf_counter() - begun) * 1000


async def pages(store: Store, people: Sequence[Wish]) -> list[float]:
    """Milliseconds of every page, each person's asked for in some rounds; nothing is left out."""
    gc.collect()
    gc.freeze()  # as a serving process does after it has started
    return [await page(store, wish) for _ in range(ROUNDS) for wish in people]


async def inside(store: Store, people: Sequence[Wish]) -> int:
    """How many opportunities lie inside the circles of all of them together."""
    count = 0
    async with store.look() as memory:
        for wish in people:
            anything = replace(wish, likes=0, times=0)
            count += await memory.opportunities.count_near(anything, now=NOW, most=OPPORTUNITIES)
    return count


async def figures(url: str) -> list[Figure]:
    """All figures on one fresh database with tables."""
    store = Store(url)
    name = "sqlite" if store.embedded else "postgres"
    rows = opportunities(OPPORTUNITIES)
    await settle(store)
    await fill(store, rows[:AT_FIRST])
    await answer(store)
    neighbours = [replace(wish, radius=5) for wish in wishes(100, around=CENTRE)]
    alone = sum(await pages(store, neighbours))
    await fill(store, rows[AT_FIRST:])
    among = sum(await pages(store, neighbours))
    people = list(wishes(PEOPLE))
    p99 = percentile(await pages(store, people), 0.99)
    small, large = ([replace(wish, radius=radius) for wish in people[:150]] for radius in (5, 25))
    slower = sum(await pages(store, large)) / sum(await pages(store, small))
    more = await inside(store, large) / await inside(store, small)
    await store.close()
    return [
        Figure(f"near_p99_ms_{name}", p99, "ms", 8),
        Figure(f"near_growth_{name}", slower / more, "ratio", 1),
        Figure(f"near_nationwide_{name}", among / alone, "ratio", 1.5),
    ]


async def measure() -> list[Figure]:
    """The figures on SQLite and on PostgreSQL."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'near.sqlite'}"
        await make_tables(url)
        measured = await figures(url)
    server = await asyncio.to_thread(PostgreSQL)
    try:
        url = await asyncio.to_thread(server.fresh)
        await make_tables(url)
        measured += await figures(url)
    finally:
        await asyncio.to_thread(server.stop)
    return measured


if __name__ == "__main__":
    raise SystemExit(report(asyncio.run(measure())))
