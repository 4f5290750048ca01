"""How long a look ahead takes: two weeks with an asking week in them, for a town of 10,000 citizens."""

import asyncio
import tempfile
import time
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from bot.app import build
from bot.clock import CampaignClock
from bot.foresight import foresee
from bot.settings import PACE
from campaign.budget import Budget
from campaign.weeks import Campaign, Kind, Moment, Week
from storage import schema
from storage.store import Store
from tests.bench import near, planning
from tests.bench.figures import Figure, report
from tests.bench.planning import NOW
from tests.databases import make_tables

CITIZENS, THINGS = 10_000, 20_000
DAY, WEEKS = timedelta(days=1), timedelta(weeks=2)


def campaign() -> Campaign:
    """An asking week that begins in four days, with all its moments."""
    first = NOW.date() + 4 * DAY
    begins = datetime(first.year, first.month, first.day, 10, tzinfo=UTC)
    moments = tuple(
        Moment("bench", kind.value, kind, begins + day * DAY, begins + day * DAY + timedelta(hours=9))
        for day, kind in ((-3, Kind.HEADS_UP), (0, Kind.ASK), (3, Kind.FOLLOW_UP), (6, Kind.THANKS))
    )
    last = first + 6 * DAY
    week = Week("bench", first, last, {"nl": "Week van het Vragen"}, moments)
    return Campaign(weeks=(week,), budget=Budget(weeks=((first, last),)), holdout=0.1)


def person(row: tuple[Any, ...], number: int) -> dict[str, Any]:
    """Somebody who agreed in these days; every third was asked before."""
    asked = NOW - 8 * DAY if number % 3 == 0 else None
    agreed = {"may_ask": True, "stopped": False, "paused_until": None, "agreed": NOW - (1 + number % 9) * DAY}
    return dict(zip(planning.CITIZEN, row, strict=True)) | agreed | {"asked": asked}


async def settle(store: Store) -> None:
    """The town: what there is to do, and people who told what they like."""
    await near.settle(store)
    await near.fill(store, near.opportunities(THINGS))
    rows = islice(planning.citizens(CITIZENS), near.CITIZEN, CITIZENS + near.CITIZEN)
    people = [person(row, number) for number, row in enumerate(rows)]
    seen = NOW - DAY / 2
    chats = [
        dict(zip(planning.CHAT, row, strict=True)) | {"blocked": None, "seen": seen}
        for row in islice(planning.chats(CITIZENS), near.CITIZEN, CITIZENS + near.CITIZEN)
    ]
    async with store.begin() as memory:
        await memory.connection.execute(insert(schema.chats), chats)
        await memory.connection.execute(insert(schema.citizens), people)


async def measure() -> list[Figure]:
    """The figure: the look is taken on SQLite whatever the database is."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'ahead.sqlite'}"
        await make_tables(url)
        store = Store(url)
        await settle(store)
        await store.close()
        app = build(url, CampaignClock(NOW), campaign=campaign())
        async with app.running():
            now, begun = app.clock.now(), time.perf_counter()
            found = await foresee(app, now, now + WEEKS, pace=PACE, alone=True)
            taken = time.perf_counter() - begun
    assert len(found.went) > 2 * CITIZENS, found.reasons()
    return [Figure("ahead_s", taken, "s", 60)]


if __name__ == "__main__":
    raise SystemExit(report(asyncio.run(measure())))
