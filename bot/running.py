"""Running on Telegram, all in one process: polling, speaking, and what happens by the clock."""

import asyncio
import logging
import sys
from contextlib import nullcontext

from aiogram import Bot
from aiogram.exceptions import TelegramNotFound, TelegramUnauthorizedError

from bot import watching
from bot.ahead import look_ahead
from bot.app import App, app_of
from bot.campaign_file import campaign_of
from bot.deliver import Deliverer
from bot.ending import Ending, on_signal
from bot.exports.exporter import Exporter
from bot.rounds import Rounds
from bot.scripts import SampleScripts
from bot.serving import open_door
from bot.settings import BURST, FREE, PACE, TELEGRAM, Settings
from bot.sounds import Fetcher, Sounds
from bot.starting import Taken
from bot.telegram.carrier import Carrier
from bot.telegram.client import client
from bot.telegram.edge import Edge
from bot.telegram.guard import Guard
from bot.telegram.menu import Menu
from bot.telegram.poll import Poller
from bot.telegram.sound import Bringer, Player
from bot.telegram.voice import Voice
from bot.throttle import Throttle
from storage.migrations import migrate

log = logging.getLogger("bot")


class Running:
    """A bot at work: it polls, speaks and keeps its rounds until it is stopped."""

    def __init__(
        self, app: App, bot: Bot, *, pace: int = PACE, burst: int = BURST, carrying: Bot | None = None
    ) -> None:
        """`carrying` is a client of its own for what goes on schedule, so that replies never queue in it."""
        self._app = app
        self._bot = bot
        guard = Guard()
        voice = Voice(bot, guard, Player(bot, Sounds(app.store)))
        self._poller = Poller(bot, Edge(bot, app, voice, Throttle(burst)))
        self._fetcher = Fetcher(app, Bringer(carrying or bot))
        carrier = Carrier(carrying or bot, guard, paid=pace > FREE)
        self.deliverer = Deliverer(app, carrier, pace)
        self._exporter = Exporter(app, carrier)
        self.rounds = Rounds(app)
        self._menu = Menu(bot, app)
        self._ending = Ending()

    async def run(self) -> None:
        """Work until stopped, then finish what is in hand; raises where the token is not known."""
        self._app.spawn(self.rounds.run())
        self._app.spawn(self.deliverer.run())
        self._app.spawn(self._fetcher.run())
        self._app.spawn(self._exporter.run())
        self._menu.set()
        try:
            await self._poller.run()
        finally:
            self.stop()
            await self._app.finish(self._ending.rest)

    def stop(self) -> None:
        """Stop after what is in hand; the menu waits for the next start."""
        self._ending.call()
        self._menu.stop()
        self._poller.stop()
        self.rounds.stop()
        self.deliverer.stop()
        self._fetcher.stop()
        self._exporter.stop()


async def run(settings: Settings) -> int:
    """Run until SIGINT or SIGTERM; the exit code."""
    watching.begin(settings, "run")
    campaign = campaign_of(settings)
    await asyncio.to_thread(migrate, settings.database)
    app = app_of(settings, campaign, scripts=SampleScripts)
    look_ahead(app, settings.pace)
    token = settings.token
    base = None if settings.bot_api_url == TELEGRAM else settings.bot_api_url
    async with app.running(), client(token, base) as bot, client(token, base) as carrying:
        running = Running(app, bot, pace=settings.pace, burst=settings.burst, carrying=carrying)
        on_signal(running.stop)
        log.info("the bot is listening")
        try:
            queues = watching.Queues(app.store, app.clock.now, campaign.budget)
            door = open_door(app, settings) if settings.public_url else nullcontext()
            async with watching.watched(settings, app.store, queues), door:
                await running.run()
        except Taken as taken:
            print(taken, file=sys.stderr)
            return 1
        except (TelegramUnauthorizedError, TelegramNotFound):
            print("Telegram does not know this BOT_TOKEN. Check it with @BotFather.", file=sys.stderr)
            return 2
    log.info("the bot has stopped")
    return 0
