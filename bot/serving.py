"""`web` on the command line: a process that serves the door alone, and loads no aiogram."""

import asyncio
import gc
import logging
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot import logs
from bot.app import App, build
from bot.campaign_file import campaign_of
from bot.clock import Clock
from bot.named import Name
from bot.settings import Settings
from bot.web import Taken, door, serving
from storage.migrations import is_current

log = logging.getLogger("bot")


async def web(settings: Settings) -> int:
    """Serve until SIGINT or SIGTERM; the exit code."""
    logs.set_up(settings.log_format)
    campaign = campaign_of(settings)
    if not await asyncio.to_thread(is_current, settings.database):
        print("The database is not up to date. Run: python -m bot migrate", file=sys.stderr)
        return 1
    if not settings.door:
        log.warning("PUBLIC_URL is not set: nobody is given a link to these pages")
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    app = build(settings.database, Clock(), campaign=campaign, door=settings.door)
    async with app.running():
        try:
            async with open_door(app, settings) as name:
                await name()
                gc.collect()
                gc.freeze()
                await stopped.wait()
        except Taken as taken:
            print(f"{taken} Look at HOST and PORT.", file=sys.stderr)
            return 1
    log.info("the door is closed")
    return 0


@asynccontextmanager
async def open_door(app: App, settings: Settings) -> AsyncIterator[Name]:
    """Serve the door beside whatever else is done, gives the bot's name; Taken where nothing can listen."""
    name = Name(settings.bot_token.get_secret_value() if settings.bot_token else "", settings.bot_api_url)
    async with serving(door(app, name), settings.host, settings.port) as address:
        log.info("the door is open at %s", address)
        yield name
