"""What being watched costs in CPU: all that is counted at one tap, and writing all series out."""

import asyncio
import statistics
import sys
from collections.abc import Callable
from time import process_time

from bot import metrics, request
from dialogs.pages import site
from tests.bench.figures import Figure, report

TAPS, ROUNDS, READS = 20_000, 7, 20
PER_TAP_US, EXPOSED_MS = 60, 100


async def measure() -> list[Figure]:
    """A tap is an update, a page, an answer, two requests to Telegram, a webhook, and a request's id."""
    patterns = [route.pattern for route in site().routes]
    per_tap = min(_spent(patterns) for _ in range(ROUNDS))
    bare = min(_spent(patterns, _nothing) for _ in range(ROUNDS))
    for pattern in patterns:
        metrics.PAGES.labels(pattern).observe(0.01)
    reads = []
    for _ in range(READS):
        started = process_time()
        text = await metrics.exposed()
        reads.append((process_time() - started) * 1000)
    lines = sum(not line.startswith(b"#") for line in text.splitlines())
    print(f"{lines} series in {len(text) / 1024:.0f} kB", file=sys.stderr)
    return [
        Figure("watched_tap_us", (per_tap - bare) * 1e6, "us", PER_TAP_US),
        Figure("metrics_page_cpu_ms", statistics.median(reads), "ms", EXPOSED_MS),
    ]


def _count(number: int, pattern: str) -> None:
    with request.of_update(number):
        watch = metrics.stopwatch()
        metrics.UPDATES.labels("tap", "saved").inc()
        metrics.PAGES.labels(pattern).observe(watch())
        watch = metrics.stopwatch()
        for method in ("editMessageText", "answerCallbackQuery"):
            metrics.answered("ok", method)
        metrics.ANSWERS.labels("shown").observe(watch())
    metrics.WEBHOOKS.labels("200").inc()


def _nothing(_number: int, _pattern: str) -> None:
    """What the loop itself costs."""


def _spent(patterns: list[str], count: Callable[[int, str], None] = _count) -> float:
    """CPU seconds of one tap."""
    started = process_time()
    for number in range(TAPS):
        count(number, patterns[number % len(patterns)])
    return (process_time() - started) / TAPS


if __name__ == "__main__":
    sys.exit(report(asyncio.run(measure())))
