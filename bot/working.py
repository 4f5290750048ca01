"""`worker` on the command line: a process that delivers what is planned or asked for, any number of them."""

import gc
import logging
import sys

from bot import watching
from bot.app import app_of
from bot.campaign_file import campaign_of
from bot.deliver import Deliverer
from bot.ending import on_signal
from bot.exports.exporter import Exporter
from bot.named import Away, Strange, UnknownToken, ask_me
from bot.settings import FREE, TELEGRAM, Settings
from bot.sounds import Fetcher
from bot.starting import Taken, is_behind
from bot.telegram.carrier import Carrier
from bot.telegram.client import client
from bot.telegram.guard import Guard
from bot.telegram.sound import Bringer

log = logging.getLogger("bot")
REST = 1.0
"""Seconds at the end for a recording that is being fetched: it is fetched again by the next one."""


async def work(settings: Settings) -> int:
    """Deliver until SIGINT or SIGTERM; the exit code."""
    watching.begin(settings, "worker")
    campaign = campaign_of(settings)
    if await is_behind(settings):
        return 1
    try:
        await ask_me(settings.token, settings.bot_api_url)
    except UnknownToken:
        print("Telegram does not know this BOT_TOKEN. Check it with @BotFather.", file=sys.stderr)
        return 2
    except (Away, Strange):
        log.warning("Telegram does not answer yet")
    app = app_of(settings, campaign)
    base = None if settings.bot_api_url == TELEGRAM else settings.bot_api_url
    async with app.running(), client(settings.token, base) as bot:
        carrier = Carrier(bot, Guard(), paid=settings.pace > FREE)
        deliverer = Deliverer(app, carrier, settings.pace)
        fetcher, exporter = Fetcher(app, Bringer(bot)), Exporter(app, carrier)

        def stop() -> None:
            deliverer.stop()
            fetcher.stop()
            exporter.stop()

        on_signal(stop)
        app.spawn(fetcher.run())
        app.spawn(exporter.run())
        gc.collect()
        gc.freeze()
        log.info("the worker is at work")
        try:
            async with watching.watched(settings, app.store):
                await deliverer.run()
        except Taken as taken:
            print(taken, file=sys.stderr)
            stop()
            return 1
        await app.finish(REST)
    log.info("the worker has stopped")
    return 0
