"""`make soak`: an hour of talk in which processes are killed and PostgreSQL restarts; memory stays flat."""

import argparse
import asyncio
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from random import Random
from shutil import rmtree
from statistics import median
from time import monotonic

import psutil
from sqlalchemy import text

from tests.databases import PostgreSQL
from tests.load.scene import Scene, Size, eventually

MINUTES, PEOPLE = 60.0, 4_000
SPARED = "web-1", "worker-1", "clock-1"
"""Whose memory is watched from the beginning to the end; all others are killed or stopped at some time."""
LOOK = 2.0
"""Seconds between two looks at the memory."""
PAUSES = 8.0, 25.0
"""Seconds between two troubles, at least and at most."""
RESTARTS = 0.15
"""The share of troubles in which it is the database that restarts; it is the first of them anyway."""
WARM_UP, GROWTH = 600, 1.1
"""Seconds after which memory is compared, and how much more the last third of the time may hold."""
MEGABYTE = 1024 * 1024


class Soak:
    """One run."""

    def __init__(self, server: PostgreSQL, scene: Scene, seconds: float, seed: int) -> None:
        self.killed = self.stopped = self.restarted = self.fell = 0
        self.memory: defaultdict[str, list[float]] = defaultdict(list)
        self._server = server
        self._scene = scene
        self._seconds = seconds
        self._chance = Random(seed)

    async def run(self) -> None:
        """Talk, trouble and watching side by side; then everybody is up, and it becomes quiet."""
        async with asyncio.TaskGroup() as tasks:
            watching = tasks.create_task(self._watch())
            trouble = tasks.create_task(self._trouble())
            await self._scene.crowd.talk(sys.maxsize, self._seconds)
            self._seconds = 0.0
            await trouble
            await self._lift()
            await self._scene.over()
            watching.cancel()

    async def locks(self) -> int:
        """Locks that are still held when there is nothing left to do."""
        left = -1

        async def none() -> bool:
            nonlocal left
            async with self._scene.store.look() as memory:
                left = await memory.connection.scalar(_LOCKS) or 0
            return left == 0

        await eventually(none, 30)
        return left

    def flat(self) -> list[str]:
        """The memory of those that were spared, in a line each; a line with GREW is one too many."""
        lines = []
        for name, seen in self.memory.items():
            third = max(1, len(seen) // 3)
            before, after = median(seen[third : 2 * third] or seen), median(seen[-third:])
            grew = len(seen) * LOOK > WARM_UP and after > GROWTH * before
            lines.append(f"{name}: {before:.0f} MB, later {after:.0f} MB{' GREW' if grew else ''}")
        return lines

    async def _trouble(self) -> None:
        end = monotonic() + self._seconds
        country = self._scene.country
        while True:
            await asyncio.sleep(self._chance.uniform(*PAUSES))
            await self._lift()
            if monotonic() > end - PAUSES[1] / 2 or not self._seconds:
                return
            if not self.restarted or self._chance.random() < RESTARTS:
                await asyncio.to_thread(self._server.restart)
                self.restarted += 1
                continue
            name = self._chance.choice([one for one in country.processes() if one not in SPARED])
            if self._chance.random() < 0.6:
                await country.kill(name)
                self.killed += 1
            else:
                await country.stop(name)
                self.stopped += 1
            await self._scene.start(name)

    async def _lift(self) -> None:
        """Start who ended by themselves, as a service manager does: while starting they found no database."""
        for name in self._scene.country.fallen():
            self.fell += 1
            await self._scene.start(name)

    async def _watch(self) -> None:
        while True:
            for name, number in self._scene.country.processes().items():
                if name in SPARED and psutil.pid_exists(number):
                    self.memory[name].append(psutil.Process(number).memory_info().rss / MEGABYTE)
            await asyncio.sleep(LOOK)


_LOCKS = text(
    "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)"
    " WHERE pid <> pg_backend_pid() AND pg_stat_activity.datname = current_database()"
)


async def soak(server: PostgreSQL, database: str, folder: Path, size: Size, seconds: float) -> int:
    """One run, told; the exit code."""
    async with Scene(database, folder, size).up() as scene:
        run = Soak(server, scene, seconds, size.seed)
        async with scene.telling(60):
            await run.run()
        told, locks = await scene.told(), await run.locks()
    print(
        f"{scene.crowd.done} updates in {seconds / 60:.1f} minutes; processes killed {run.killed}, stopped "
        f"{run.stopped}, started again {run.fell}, the database restarted {run.restarted} times; "
        f"locks left {locks}"
    )
    print(told.line())
    print("\n".join(run.flat()))
    crashed = [name for name in size.names() if "Traceback" in scene.country.log(name).read_text()]
    print("".join(f"a traceback in the log of {name}\n" for name in crashed), end="")
    wrong = not told.kept or scene.crowd.late or locks or crashed or "GREW" in " ".join(run.flat())
    return int(bool(wrong))


def main(words: Sequence[str] | None = None) -> int:
    """Soak; 1 where something was lost, doubled, grew or stayed locked."""
    parser = argparse.ArgumentParser(prog="python -m tests.load.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=MINUTES, help=f"how long ({MINUTES:.0f})")
    parser.add_argument("--people", type=int, default=PEOPLE, help=f"how many people ({PEOPLE})")
    parser.add_argument("--seed", type=int, default=2027, help="of what people do and what is killed when")
    given = parser.parse_args(words)
    if given.minutes < 0.5 or given.people < 20:
        parser.error("it takes half a minute and 20 people at least.")
    pace = max(1, min(30, round(given.people / (given.minutes * 30))))  # an ask goes out half of the time
    size = Size(people=given.people, at_once=24, pace=pace, seed=given.seed)
    server = PostgreSQL()
    folder = Path(tempfile.mkdtemp(prefix="soak-"))
    try:
        code = asyncio.run(soak(server, server.fresh(), folder, size, given.minutes * 60))
    finally:
        server.stop()
    if code:
        print(f"The logs of the processes are kept in {folder}.")
    else:
        rmtree(folder)
    return code


if __name__ == "__main__":
    sys.exit(main())
