"""`make year`: a whole year with a restart every hour, on both databases, and a line of counts for each."""

import asyncio
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from tests.databases import PostgreSQL, make_tables
from tests.year.calendar import FIRST, LAST, campaign_of
from tests.year.living import HOUR, year
from tests.year.rules import Judged, judge

CITIZENS = 40


def main() -> int:
    """Both databases, one after the other; 1 where a rule was broken."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 2027
    with tempfile.TemporaryDirectory() as folder:
        judged = [asyncio.run(_live(f"sqlite:///{Path(folder)}/bot.sqlite", seed))]
    server = PostgreSQL(hasty=True)
    try:
        judged.append(asyncio.run(_live(server.fresh(), seed)))
    finally:
        server.stop()
    for one in judged:
        print(*one.broken, one.line, sep="\n")
    return int(any(one.broken for one in judged))


async def _live(url: str, seed: int) -> Judged:
    await make_tables(url)
    first, last = FIRST.astimezone(UTC), LAST.astimezone(UTC)
    async with year(url, seed, campaign_of(Random(seed)), CITIZENS, first, last) as lived:
        for month in range(1, 13):
            until = first + (last - first) / 12 * month
            await lived.live(until, _hourly)
            print(f"{lived.now:%d %B}: {len(lived.arrivals)} messages", file=sys.stderr, flush=True)
        return await judge(lived, (last - first).days)


def _hourly(now: datetime) -> timedelta:
    return HOUR


if __name__ == "__main__":
    sys.exit(main())
