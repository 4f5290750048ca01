"""`make fuzz`: 100,000 random and mutated updates through a real webhook, half of them on each database."""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import SystemRandom
from time import monotonic

from tests.databases import PostgreSQL, quick_folder
from tests.fuzz.bodies import body
from tests.fuzz.fuzzing import AT_ONCE, Wrong, fuzzing

COUNT = 100_000
DATABASES = "sqlite", "postgresql"
MOST = 10
"""Things that are wrong, after which it ends."""
EVERY = 5_000
"""Updates after which it says how far it is."""


def main() -> int:
    """Throw them; 1 where something was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT, help=f"how many updates (unless told: {COUNT})")
    parser.add_argument("--seed", type=int, help="the same number, the same updates")
    parser.add_argument("--database", choices=DATABASES, help="unless told: half of them on each")
    parser.add_argument("--keep", type=Path, default=Path(".fuzz"), help="a folder for updates that fail")
    parser.add_argument("--again", type=Path, nargs="+", metavar="FILE", help="throw these alone")
    given = parser.parse_args()
    if given.count < 1:
        parser.error("--count has to be 1 or more.")
    if missing := [str(path) for path in given.again or () if not path.is_file()]:
        parser.error(f"there is no file {', '.join(missing)}.")
    databases = (given.database,) if given.database else DATABASES
    seed = SystemRandom().randrange(10**6) if given.seed is None else given.seed
    wrong: list[Wrong] = []
    if not given.again:
        print(f"seed {seed}", flush=True)
    for turn, database in enumerate(databases):
        if given.again:
            bodies: Iterable[bytes] = [path.read_bytes() for path in given.again]
        else:
            share = -(-given.count // len(databases))
            bodies = (body(seed, n) for n in range(turn * share, min(given.count, (turn + 1) * share)))
        found = _on(database, bodies)
        for number, one in enumerate(found):
            print(f"WRONG: {one.what}")
            if not given.again:
                kept = _keep(one, given.keep, f"{database}-{seed}-{number}")
                print(f"  look again: --database {database} --again {kept}")
        wrong += found
    return int(bool(wrong))


def _on(database: str, bodies: Iterable[bytes]) -> list[Wrong]:
    """Throw these at a bot on such a database, and tell how it went; what was wrong."""
    with tempfile.TemporaryDirectory(prefix="fuzz-", dir=quick_folder()) as folder:
        if database == "sqlite":
            return asyncio.run(_throw(f"sqlite:///{folder}/bot.sqlite", bodies, Path(folder)))
        server = PostgreSQL(hasty=True)
        try:
            return asyncio.run(_throw(server.fresh(), bodies, Path(folder)))
        finally:
            server.stop()


async def _throw(url: str, bodies: Iterable[bytes], folder: Path) -> list[Wrong]:
    async with fuzzing(url, folder) as under_fire:
        begun, thrown = monotonic(), 0
        for batch in _batches(bodies):
            await under_fire.throw(batch)
            if thrown // EVERY != (thrown + len(batch)) // EVERY:
                print(
                    f"{thrown + len(batch)} thrown in {monotonic() - begun:.0f} s",
                    file=sys.stderr,
                    flush=True,
                )
            thrown += len(batch)
            if len(under_fire.wrong) >= MOST:
                break
        answers = ", ".join(
            f"{count} times {status}" for status, count in sorted(under_fire.statuses.items())
        )
        print(
            f"{url.partition(':')[0]}: {thrown} updates in {monotonic() - begun:.0f} s;"
            f" answered with {answers}; {under_fire.taps} taps; {len(under_fire.wrong)} things wrong",
            flush=True,
        )
        return under_fire.wrong


def _batches(bodies: Iterable[bytes]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    for one in bodies:
        batch.append(one)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _keep(wrong: Wrong, folder: Path, name: str) -> str:
    """Write the bodies down; the files, as words of a command."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for turn, one in enumerate(wrong.bodies):
        paths.append(folder / f"{name}-{turn}.json")
        paths[-1].write_bytes(one)
    return " ".join(map(str, paths))


if __name__ == "__main__":
    sys.exit(main())
