"""How long a chart takes to draw, how large it is, and what its library costs a process that draws."""

import asyncio
import statistics
import subprocess
import sys
from time import perf_counter

import psutil

from dialogs.drawing.charts.drawn import png
from tests.bench.figures import Figure, report
from tests.dialogs.drawing.charts.samples import SAMPLES

ROUNDS = 5
MEGABYTE = 1024 * 1024
FIRST = "--first"


async def measure() -> list[Figure]:
    """The slowest and the largest picture, and the first one of a new process over a second one."""
    return await asyncio.to_thread(_measure)


def _measure() -> list[Figure]:
    png(SAMPLES["funnel"]["nl"])
    slowest, largest = 0.0, 0
    for name, by_code in SAMPLES.items():
        for code, chart in by_code.items():
            times = []
            for _ in range(ROUNDS):
                started = perf_counter()
                content = png(chart)
                times.append(perf_counter() - started)
            seconds = statistics.median(times)
            print(f"{name} in {code}: {seconds:.2f} s, {len(content) / 1000:.0f} kB", file=sys.stderr)
            slowest, largest = max(slowest, seconds), max(largest, len(content))
    firsts = [_first() for _ in range(ROUNDS)]
    first = statistics.median(seconds for seconds, _ in firsts)
    size = statistics.median(size for _, size in firsts)
    print(f"the first one of a process: {first:.2f} s, and {size:.0f} MB that stay", file=sys.stderr)
    return [
        Figure("chart_s", slowest, "s", 1.0),
        Figure("chart_kb", largest / 1000, "kB", 150),
        Figure("chart_first_s", first, "s", 2.0),
        Figure("chart_mb", size, "MB", 110),
    ]


def _first() -> tuple[float, float]:
    command = [sys.executable, "-m", "tests.bench.charts", FIRST]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(told[0]), float(told[1])


def _tell_first() -> None:
    """In a process that drew nothing yet: seconds to the first picture, and the memory it leaves taken."""
    process = psutil.Process()
    before, started = process.memory_info().rss, perf_counter()
    png(SAMPLES["funnel"]["nl"])
    print(perf_counter() - started, (process.memory_info().rss - before) / MEGABYTE)


if __name__ == "__main__":
    if FIRST in sys.argv:
        _tell_first()
    else:
        sys.exit(report(asyncio.run(measure())))
