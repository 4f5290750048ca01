"""`make load`: mixed talk by 10,000 people with three web processes, an ask going out, and trouble."""

import argparse
import asyncio
import sys
import tempfile
from dataclasses import fields
from pathlib import Path
from statistics import median
from time import monotonic

from tests.bench.figures import percentile
from tests.databases import PostgreSQL
from tests.load.scene import Scene, Size

UPDATES, MINUTES = 50_000, 30


def main() -> int:
    """Drive it, and tell; 1 where something was lost, doubled or answered with an error."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--updates", type=int, default=UPDATES, help=f"how many at most ({UPDATES})")
    parser.add_argument("--minutes", type=float, default=MINUTES, help=f"how long at most ({MINUTES})")
    parser.add_argument("--calm", action="store_true", help="with a Telegram that does everything right")
    for one in fields(Size):
        if one.type in (int, "int"):
            name = f"--{one.name.replace('_', '-')}"
            parser.add_argument(name, type=int, default=one.default, help=f"({one.default})")
    given = parser.parse_args()
    sizes = {one.name: getattr(given, one.name) for one in fields(Size) if one.name != "trouble"}
    if min(given.updates, given.minutes, *(sizes[name] for name in sizes if name != "seed")) <= 0:
        parser.error("every number has to be above 0.")
    size = Size(**sizes, trouble=not given.calm)
    server = PostgreSQL()
    try:
        with tempfile.TemporaryDirectory() as folder:
            return asyncio.run(drive(server.fresh(), Path(folder), size, given.updates, given.minutes * 60))
    finally:
        server.stop()


async def drive(database: str, folder: Path, size: Size, updates: int, seconds: float) -> int:
    """One run, told on the way and at the end; the exit code."""
    async with Scene(database, folder, size).up() as scene:
        print(f"{size.people} people, {', '.join(size.names())}; up to {updates} updates", flush=True)
        begun = monotonic()
        async with scene.telling(10):
            await scene.crowd.talk(updates, seconds)
            took = monotonic() - begun
            await scene.over()
        told = await scene.told()
    statuses = scene.country.proxy.statuses
    print(f"{scene.crowd.done} updates in {took:.0f} s: {scene.crowd.done / took:.0f} a second")
    for kind, waits in sorted(scene.telegram.timed.took.items()):
        shown = (median(waits), percentile(waits, 0.95), percentile(waits, 0.99))
        print(
            f"{kind}: {len(waits)} times; p50, p95, p99 "
            + ", ".join(f"{s * 1000:.0f}" for s in shown)
            + " ms"
        )
    print("webhooks answered with " + ", ".join(f"{n} times {s}" for s, n in sorted(statuses.items())))
    if scene.faults is not None:
        met = ", ".join(f"{trouble.value} {n}" for trouble, n in sorted(scene.faults.met.items()))
        print(f"trouble at Telegram: {met}")
    print(told.line())
    return int(not told.kept or scene.crowd.late > 0 or any(status >= 400 for status in statuses))


if __name__ == "__main__":
    sys.exit(main())
