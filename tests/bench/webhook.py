"""What a webhook carries: ours over a bare aiogram echo with one SQL write an update; then two processes."""

import asyncio
import statistics
import sys
import tempfile
from pathlib import Path

from tests.bench.figures import Figure, percentile, report
from tests.bench.served import Sent, Served, bare, canned, ours
from tests.databases import PostgreSQL

UPDATES, ROUNDS, WARM_UP = 1_000, 5, 400


async def measure() -> list[Figure]:
    """Medians of runs taken in turn, on PostgreSQL; then one process at half its load, then two processes."""
    server = PostgreSQL()
    try:
        with tempfile.TemporaryDirectory() as folder:
            return await _measure(server, Path(folder))
    finally:
        await asyncio.to_thread(server.stop)


async def _measure(server: PostgreSQL, folder: Path) -> list[Figure]:
    town = server.fresh()
    async with canned() as api:
        async with bare(server.fresh(), api, folder) as peer, ours(town, api, folder) as one:
            plain, kept = await _in_turn(peer, one)
            print(
                f"updates a second: bare {plain.a_second:.0f} ({plain.a_second_of_cpu:.0f} for one of CPU), "
                f"ours {kept.a_second:.0f} ({kept.a_second_of_cpu:.0f})",
                file=sys.stderr,
            )
            pace = kept.a_second / 2
            late = [await one.at_a_pace(UPDATES, pace) for _ in range(ROUNDS)]
            echo = [await peer.at_a_pace(UPDATES, pace) for _ in range(ROUNDS)]
        async with ours(town, api, folder, 2, settled=True) as two:
            await two.at_full_tilt(WARM_UP)
            both = _median([await two.at_full_tilt(UPDATES) for _ in range(ROUNDS)])
    p99, peers = (statistics.median(percentile(run.took, 0.99) for run in runs) for runs in (late, echo))
    print(
        f"at {pace:.0f} a second p50 {statistics.median(late[0].took) * 1000:.1f} ms, "
        f"p99 {p99 * 1000:.1f} ms, of the bare one {peers * 1000:.1f} ms; "
        f"two of ours {both.a_second:.0f} a second",
        file=sys.stderr,
    )
    return [
        Figure("webhook_throughput_ratio", kept.a_second / plain.a_second, "x", 0.6, more=True),
        Figure("webhook_cpu_ratio", kept.a_second_of_cpu / plain.a_second_of_cpu, "x", 0.6, more=True),
        Figure("webhook_p99_ms", p99 * 1000, "ms", 50),
        Figure("webhook_two_processes_ratio", both.a_second / kept.a_second, "x", 1.05, more=True),
    ]


async def _in_turn(*servers: Served) -> list[Sent]:
    """The median run of each."""
    for server in servers:
        await server.at_full_tilt(WARM_UP)
    runs: list[list[Sent]] = [[] for _ in servers]
    for _ in range(ROUNDS):
        for server, found in zip(servers, runs, strict=True):
            found.append(await server.at_full_tilt(UPDATES))
    return [_median(found) for found in runs]


def _median(runs: list[Sent]) -> Sent:
    """One with the median of each: `took` of all together."""
    return Sent(
        runs[0].updates,
        statistics.median(run.wall for run in runs),
        statistics.median(run.cpu for run in runs),
        [seconds for run in runs for seconds in run.took],
    )


if __name__ == "__main__":
    sys.exit(report(asyncio.run(measure())))
