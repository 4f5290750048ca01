"""All that takes webhooks, put together: a client that speaks, an edge, and the hook before it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.app import App
from bot.ending import Ending
from bot.settings import TELEGRAM, Settings
from bot.sounds import Fetcher, Sounds
from bot.telegram.client import client
from bot.telegram.edge import Edge
from bot.telegram.guard import Guard
from bot.telegram.hook import Hook
from bot.telegram.menu import Menu
from bot.telegram.sound import Bringer, Player
from bot.telegram.voice import Voice
from bot.throttle import Throttle
from bot.webhook import secret_of


@asynccontextmanager
async def taking(app: App, settings: Settings, ending: Ending) -> AsyncIterator[Hook]:
    """What takes webhooks; at the end what is being said is finished, within what is left of the rest."""
    base = None if settings.bot_api_url == TELEGRAM else settings.bot_api_url
    async with client(settings.token, base) as bot:
        voice = Voice(bot, Guard(), Player(bot, Sounds(app.store)))
        hook = Hook(Edge(bot, app, voice, Throttle(settings.burst)), secret_of(settings))
        menu = Menu(bot, app)
        menu.set()
        fetcher = Fetcher(app, Bringer(bot))
        app.spawn(fetcher.run())
        try:
            yield hook
        finally:
            menu.stop()
            fetcher.stop()
            await app.finish(ending.rest)
