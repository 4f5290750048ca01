"""The demo in a process of its own, ready to be talked to."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.bot.processes import running


@asynccontextmanager
async def demo(*, cwd: Path) -> AsyncIterator[str]:
    """The address of a demo's page, on a port that is free."""
    async with running("demo", cwd=cwd, PORT="0") as process:
        assert process.stdout is not None
        while True:
            line = (await process.stdout.readline()).decode()
            assert line, "the demo stopped by itself"
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                yield found[0]
                return
