"""All figures: one line each, and an exit code that is not 0 when one is short."""

import asyncio
import sys

from tests.bench import (
    ahead,
    charts,
    closing,
    exporting,
    ledger,
    listening,
    many,
    moments,
    near,
    pace,
    planning,
    start,
    stats,
    tap,
    texts,
    watched,
    webhook,
)
from tests.bench.figures import Figure, report


async def main() -> list[Figure]:
    """Measure one thing after another."""
    figures: list[Figure] = []
    for measured in (
        *(tap, texts, listening, near, planning, moments),
        *(ahead, ledger, stats, closing, exporting, pace, charts, watched, start, many, webhook),
    ):
        print(f"measuring: {measured.__doc__}", file=sys.stderr)
        figures += await measured.measure()
    return figures


sys.exit(report(asyncio.run(main())))
