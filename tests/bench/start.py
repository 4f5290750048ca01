"""How soon `run` answers and how much memory it holds, over a bare aiogram bot; how light the rest starts."""

import asyncio
import os
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import psutil

from bot.clock import Clock
from sandbox.http import serve
from sandbox.telegram import Telegram
from tests.bench.figures import Figure, report

ROUNDS = 5
PATIENCE = 60
MEGABYTE = 1024 * 1024
LIGHT = (
    ("--help",),
    ("migrate",),
    ("import", "{feed}", "--source", "bench", "--dry-run"),
    ("export", "opportunities"),
)
FEED = "id,title,organisation,task,postcode\n1,Soup,House,cooking,3331\n"


async def measure() -> list[Figure]:
    """Ratios of medians of runs taken in turn, and the worst of the light commands."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/bot.sqlite"}
        bare = [sys.executable, "-m", "tests.bench.bare_bot"]
        ours = [sys.executable, "-m", "bot", "run"]
        times: tuple[list[float], list[float]] = ([], [])
        sizes: tuple[list[float], list[float]] = ([], [])
        for turn in range(ROUNDS + 1):
            for number, command in enumerate((bare, ours)):
                seconds, size = await _first_answer(command, environment, with_words=number == 0)
                if turn:
                    times[number].append(seconds)
                    sizes[number].append(size)
        light = await _light(Path(folder), environment)
    medians = [statistics.median(some) for some in (*times, *sizes)]
    print(
        f"to the first answer: bare {medians[0]:.2f} s, ours {medians[1]:.2f} s; "
        f"idle: bare {medians[2]:.0f} MB, ours {medians[3]:.0f} MB",
        file=sys.stderr,
    )
    return [
        Figure("start_ratio", medians[1] / medians[0], "x", 1.4),
        Figure("idle_ratio", medians[3] / medians[2], "x", 1.4),
        Figure("cli_start_s", max(seconds for seconds, _ in light), "s", 1.0),
        Figure("cli_mb", max(size for _, size in light), "MB", 80),
    ]


async def _first_answer(
    command: Sequence[str], environment: dict[str, str], *, with_words: bool
) -> tuple[float, float]:
    """Seconds from the start of a process to its first answer, and its resident memory then, in MB."""
    telegram = Telegram(now=Clock().now)
    runner, base = await serve(telegram)
    person = telegram.add_person("Ana", "nl")
    person.say("/start")
    words = [telegram.token, base] if with_words else []
    settings = {**environment, "BOT_TOKEN": telegram.token, "BOT_API_URL": base}
    started = perf_counter()
    process = await asyncio.create_subprocess_exec(
        *command, *words, env=settings, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        async with asyncio.timeout(PATIENCE):
            while len(person.messages) < 2:
                await telegram.changed(telegram.version, 1.0)
        seconds = perf_counter() - started
        await asyncio.sleep(2)
        return seconds, psutil.Process(process.pid).memory_info().rss / MEGABYTE
    finally:
        process.terminate()
        await process.wait()
        await runner.cleanup()


async def _light(folder: Path, environment: dict[str, str]) -> list[tuple[float, float]]:
    """Median seconds and the most memory in MB of each command that does not talk to Telegram."""
    feed = folder / "feed.csv"
    feed.write_text(FEED, encoding="utf-8")
    found = []
    for words in LIGHT:
        command = [sys.executable, "-m", "bot", *(word.format(feed=feed) for word in words)]
        runs = [await _to_the_end(command, environment) for _ in range(ROUNDS)]
        found.append((statistics.median(seconds for seconds, _ in runs), max(size for _, size in runs)))
        print(f"{' '.join(words[:1])}: {found[-1][0]:.2f} s, {found[-1][1]:.0f} MB", file=sys.stderr)
    ticking = [await _to_the_tick(environment) for _ in range(ROUNDS)]
    found.append((statistics.median(seconds for seconds, _ in ticking), max(size for _, size in ticking)))
    print(f"clock: {found[-1][0]:.2f} s, {found[-1][1]:.0f} MB", file=sys.stderr)
    return found


async def _to_the_end(command: Sequence[str], environment: dict[str, str]) -> tuple[float, float]:
    started = perf_counter()
    process = await asyncio.create_subprocess_exec(
        *command, env=environment, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
    most = 0.0
    watched = psutil.Process(process.pid)
    while process.returncode is None:
        try:
            most = max(most, watched.memory_info().rss / MEGABYTE)
        except psutil.Error:
            break
        await asyncio.sleep(0.01)
    if await process.wait() != 0:
        raise RuntimeError(f"{' '.join(command)} failed")
    return perf_counter() - started, most


async def _to_the_tick(environment: dict[str, str]) -> tuple[float, float]:
    started = perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "clock", env=environment, stderr=asyncio.subprocess.PIPE
    )
    try:
        async with asyncio.timeout(PATIENCE):
            while process.stderr is not None and b"ticking" not in (line := await process.stderr.readline()):
                if not line:
                    raise RuntimeError("the clock stopped by itself")
        seconds = perf_counter() - started
        await asyncio.sleep(1)
        return seconds, psutil.Process(process.pid).memory_info().rss / MEGABYTE
    finally:
        process.terminate()
        await process.wait()


if __name__ == "__main__":
    sys.exit(report(asyncio.run(measure())))
