"""`make faults`: 50 kills in a broadcast to 2,000 on both databases; then processes of all kinds end."""

import asyncio
import sys
import tempfile
from pathlib import Path

from bot.settings import PACE
from tests.databases import PostgreSQL, make_tables
from tests.faults.broadcast import Count, in_flight, killed
from tests.faults.ending import end_them

CITIZENS, KILLS = 2000, 50


def tell(words: str) -> None:
    """How far it is."""
    print(words, file=sys.stderr, flush=True)


def main() -> int:
    """Both databases, one after the other; 1 where the promise was broken."""
    with tempfile.TemporaryDirectory() as folder:
        counts = [_count(f"sqlite:///{Path(folder)}/bot.sqlite")]
    server = PostgreSQL(hasty=True)
    try:
        counts.append(_count(server.fresh()))
        tell("three web, two worker and two clock processes are killed and stopped")
        with tempfile.TemporaryDirectory() as folder:
            line = asyncio.run(_end(server.fresh(), Path(folder)))
    finally:
        server.stop()
    for count in counts:
        print(count.line())
    print(line)
    return int(any(count.doubled or count.lost or count.most > in_flight(PACE) for count in counts))


async def _end(url: str, folder: Path) -> str:
    await make_tables(url)
    return await end_them(url, folder, citizens=12, taps=8, again=True)


def _count(url: str) -> Count:
    asyncio.run(make_tables(url))
    return asyncio.run(killed(url, CITIZENS, KILLS, PACE, seed=2027, tell=tell))


if __name__ == "__main__":
    sys.exit(main())
