"""`web` on the command line: a process that serves the door and takes webhooks, any number of them.

Where it takes none, it loads no aiogram.
"""

import gc
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from bot import watching
from bot.app import App, app_of
from bot.campaign_file import campaign_of
from bot.ending import Ending, on_signal
from bot.named import Name, UnknownToken
from bot.scripts import SampleScripts
from bot.settings import Settings
from bot.starting import Taken, is_behind
from bot.web import Beside, door, serving
from bot.webhook import keep_setting

log = logging.getLogger("bot")


async def web(settings: Settings) -> int:
    """Serve until SIGINT or SIGTERM; the exit code."""
    watching.begin(settings, "web")
    campaign = campaign_of(settings)
    if await is_behind(settings):
        return 1
    if settings.webhook_url and not settings.token:
        print("WEBHOOK_URL is set and BOT_TOKEN is not. Get a token from @BotFather.", file=sys.stderr)
        return 2
    if not settings.door:
        log.warning("PUBLIC_URL is not set: nobody is given a link to these pages")
    ending = Ending()
    on_signal(ending.call)
    app = app_of(settings, campaign, scripts=SampleScripts)
    async with app.running():
        try:
            async with watching.watched(settings, app.store), _opened(app, settings, ending):
                gc.collect()
                gc.freeze()
                await ending.wait()
        except Taken as taken:
            print(taken, file=sys.stderr)
            return 1
    log.info("the door is closed")
    return ending.code


@asynccontextmanager
async def _opened(app: App, settings: Settings, ending: Ending) -> AsyncIterator[None]:
    """The door, and where Telegram shall send updates the hook beside it."""
    if not settings.webhook_url:
        log.info("WEBHOOK_URL is not set: updates are taken by run alone")
        async with open_door(app, settings) as name:
            await name()
            yield
        return
    from bot.ahead import look_ahead  # only who talks to Telegram pays for what that needs
    from bot.telegram.hook import LARGEST
    from bot.telegram.taking import taking

    look_ahead(app, settings.pace)
    async with taking(app, settings, ending) as hook:
        beside = Beside(urlsplit(settings.webhook_url).path or "/", hook.take, LARGEST)
        async with open_door(app, settings, beside) as name:
            await name()
            pointing = app.spawn(_point(settings, ending))
            try:
                yield
            finally:
                pointing.cancel()
                hook.stop()


async def _point(settings: Settings, ending: Ending) -> None:
    """Have Telegram send its updates here."""
    try:
        await keep_setting(settings)
    except UnknownToken:
        print("Telegram does not know this BOT_TOKEN. Check it with @BotFather.", file=sys.stderr)
        ending.call(2)


@asynccontextmanager
async def open_door(app: App, settings: Settings, beside: Beside | None = None) -> AsyncIterator[Name]:
    """Serve the door beside whatever else is done, gives the bot's name; Taken where nothing can listen."""
    name = Name(settings.token, settings.bot_api_url)
    async with serving(door(app, name, beside), settings.host, settings.port) as address:
        log.info("the door is open at %s", address)
        yield name
