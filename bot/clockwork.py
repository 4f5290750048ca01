"""Only what happens by the clock, in a process of its own that knows no Telegram."""

import asyncio
import logging
import signal
import sys

from bot import logs
from bot.app import build
from bot.clock import Clock
from bot.rounds import Rounds
from bot.settings import Settings
from storage.migrations import is_current

log = logging.getLogger("bot")


async def clockwork(settings: Settings) -> int:
    """Run the rounds until SIGINT or SIGTERM; the exit code."""
    logs.set_up(settings.log_format)
    if not await asyncio.to_thread(is_current, settings.database):
        print("The database is not up to date. Run: python -m bot migrate", file=sys.stderr)
        return 1
    app = build(settings.database, Clock())
    async with app.running():
        rounds = Rounds(app)
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, rounds.stop)
        log.info("the clock is ticking")
        await rounds.run()
    return 0
