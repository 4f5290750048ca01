"""The bot as a process of its own, as its users start it."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

PATIENCE = 180
"""Seconds after which something that should have happened will not."""
ROOT = Path(__file__).parent.parent.parent
_SETTINGS = (
    "BOT_",
    "DATABASE_",
    "TEAM_",
    "LOG_",
    "HOST",
    "PORT",
    "WEBHOOK_",
    "PUBLIC_",
    "PACE",
    "BURST",
    "CAMPAIGN_",
    "METRICS_",
    "SENTRY_",
)


def environment(**settings: str) -> dict[str, str]:
    """This environment with these settings of the bot and no others."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(_SETTINGS)}
    return {**inherited, "PYTHONPATH": str(ROOT), **settings}


def bot(*words: str, cwd: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=cwd,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@asynccontextmanager
async def running(*words: str, cwd: Path, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A command that goes on; it is stopped at the end as a service manager would."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *words,
        cwd=cwd, env=environment(**settings),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE):
            await process.communicate()
