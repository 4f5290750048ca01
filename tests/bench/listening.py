"""What *Listen* costs a screen: a look into memory for its foot, and now and then into the database."""

import asyncio
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from dialogs.foot import foot
from dialogs.listening import FRESH, SCREENS, Recorded
from dialogs.text import Say
from storage.memory import Memory
from storage.store import Store
from tests.bench.figures import Figure, percentile, report
from tests.databases import make_tables
from tests.talk import Talk

LANGUAGES = 15
FEET, READS = 20_000, 200
NOW = datetime(2027, 1, 13, 14, 0, tzinfo=UTC)


async def measure() -> list[Figure]:
    """With every screen recorded in every language, on SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'listening.sqlite'}"
        await make_tables(url)
        async with Talk(url) as talk:
            async with talk.app.store.begin() as memory:
                await _record(memory)
            house, recorded = talk.app.house, talk.app.house.recorded
            say = Say(house.languages.get("nl"), talk.app.zone)
            without = _spent(lambda: foot(house, say, "ask/3", "ask"))
            async with talk.app.store.look() as memory:
                await recorded.renew(memory, NOW)
            if not recorded.has("ask", "nl"):
                raise RuntimeError("what was recorded is not known")
            with_it = _spent(lambda: foot(house, say, "ask/3", "ask"))
            reads = await _reads(talk.app.store, Recorded())
    print(f"a foot takes {without * 1e6:.1f} µs, {with_it * 1e6:.1f} with Listen", file=sys.stderr)
    return [
        Figure("listen_foot_us", with_it * 1e6, "us", 100),
        Figure("listen_renew_p95_ms", percentile(reads, 0.95) * 1000, "ms", 10),
    ]


async def _record(memory: Memory) -> None:
    for name in SCREENS:
        for code in ("nl", *(f"l{number}" for number in range(1, LANGUAGES))):
            number = await memory.recordings.add(
                name,
                code,
                seconds=20,
                size=4_000,
                fingerprint="",
                chat_id=None,
                bot_id=1,
                file_id="id",
                now=NOW,
            )
            await memory.recordings.fetched(number, bytes(4_000))


def _spent(work: object) -> float:
    if not callable(work):
        raise TypeError("nothing to do")
    started = perf_counter()
    for _ in range(FEET):
        work()
    return (perf_counter() - started) / FEET


async def _reads(store: Store, recorded: Recorded) -> list[float]:
    """Seconds that each reading anew takes: one in so many minutes, whatever the number of taps."""
    found, now = [], NOW
    for _ in range(READS):
        now += FRESH
        async with store.look() as memory:
            started = perf_counter()
            await recorded.renew(memory, now)
            found.append(perf_counter() - started)
    return found


if __name__ == "__main__":
    sys.exit(report(asyncio.run(measure())))
