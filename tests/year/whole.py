"""A whole year on one database, from one number; how far it is, is told month by month."""

import asyncio
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from tests.databases import PostgreSQL, make_tables, quick_folder
from tests.year.calendar import FIRST, LAST, campaign_of
from tests.year.living import HOUR, year
from tests.year.rules import Judged, judge

CITIZENS = 40


def on_sqlite(seed: int) -> Judged:
    """The year on SQLite."""
    with tempfile.TemporaryDirectory(dir=quick_folder()) as folder:
        return asyncio.run(_live("SQLite", f"sqlite:///{Path(folder)}/bot.sqlite", seed))


def on_postgresql(seed: int) -> Judged:
    """The year on PostgreSQL."""
    server = PostgreSQL(hasty=True)
    try:
        return asyncio.run(_live("PostgreSQL", server.fresh(), seed))
    finally:
        server.stop()


async def _live(name: str, url: str, seed: int) -> Judged:
    await make_tables(url)
    first, last = FIRST.astimezone(UTC), LAST.astimezone(UTC)
    async with year(url, seed, campaign_of(Random(seed)), CITIZENS, first, last) as lived:
        for month in range(1, 13):
            until = first + (last - first) / 12 * month
            await lived.live(until, _hourly)
            told = f"{name}, {lived.now:%d %B}: {len(lived.arrivals)} messages"
            print(told, file=sys.stderr, flush=True)
        return await judge(lived, (last - first).days)


def _hourly(now: datetime) -> timedelta:
    return HOUR
