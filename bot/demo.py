"""The demo: bot and sandbox in one process, with sample data and people to talk as; no token, no network."""

import asyncio
import signal
from datetime import datetime
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

from bot import logs
from bot.app import build
from bot.clock import CampaignClock
from bot.running import Running
from bot.settings import ZONE, Settings
from bot.telegram.client import client
from sandbox.page.server import Hands, page, serve
from sandbox.session import SandboxSession
from sandbox.telegram import Telegram
from storage.feeds.importing import bring_in
from storage.feeds.reading import Feed
from storage.gazetteer import Gazetteer
from storage.migrations import migrate
from storage.store import Store

SAMPLES = Path(__file__).parent.parent / "samples" / "opportunities.csv"
DEMO = "demo.sqlite"
"""The demo's own database, made anew at each start."""
PEOPLE = (("Sanne", "nl"), ("Amir", "en"), ("فاطمة", "ar"))
"""The sample people and the language of their Telegram."""
PLACES = ("Zwijndrecht", "Amsterdam", "Utrecht", "Groningen", "Maastricht", "Middelburg")
"""Where the small place picker of the page can be."""


class Demo:
    """A bot that is built from its database alone, as often as asked."""

    def __init__(self, database: str) -> None:
        self.clock = CampaignClock()
        self.telegram = Telegram(now=self.clock.now)
        self._database = database
        self._up = asyncio.Event()
        self._over = False
        self._running: Running | None = None

    async def run(self) -> None:
        """Run, and build anew after every restart, until stopped."""
        while not self._over:
            app = build(self._database, self.clock)
            async with (
                app.running(),
                client(self.telegram.token, session=SandboxSession(self.telegram)) as bot,
            ):
                self._running = Running(app, bot)
                self._up.set()
                await self._running.run()

    async def restart(self) -> None:
        """Stop the bot, forget all that was not saved, and build it anew."""
        self._up.clear()
        if self._running is not None:
            self._running.stop()
        await self._up.wait()

    async def move_clock(self, to: datetime) -> None:
        """Put the campaign's clock forward; what is due happens."""
        self.clock.move(to)
        if self._running is not None:
            self._running.rounds.tick()

    def stop(self) -> None:
        """Stop for good."""
        self._over = True
        if self._running is not None:
            self._running.stop()


async def demo(settings: Settings, *, database: str | None) -> int:
    """Prepare the sample data, serve the page, and run until SIGINT or SIGTERM; the exit code."""
    logs.set_up(settings.log_format)
    started = perf_counter()
    if database is None:
        for path in (Path(DEMO), Path(f"{DEMO}-wal"), Path(f"{DEMO}-shm")):
            path.unlink(missing_ok=True)
        database = f"sqlite:///{DEMO}"
    print("Preparing the database and the sample opportunities …", flush=True)
    await asyncio.to_thread(migrate, database)
    gazetteer = Gazetteer.load()
    show = Demo(database)
    await _samples(database, gazetteer, show.clock.now())
    for name, language in PEOPLE:
        show.telegram.add_person(name, language)
    hands = Hands(now=show.clock.now, move_clock=show.move_clock, restart=show.restart, time_zone=ZONE)
    runner, address = await serve(
        page(show.telegram, hands, _places(gazetteer)), settings.host, settings.port
    )
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, show.stop)
    print(f"\n    Open {address} in a browser to talk to the bot.\n", flush=True)
    print(f"Ready in {perf_counter() - started:.1f} seconds. Press Ctrl+C to stop.", flush=True)
    try:
        await show.run()
    finally:
        await runner.cleanup()
    return 0


async def _samples(database: str, gazetteer: Gazetteer, now: datetime) -> None:
    store = Store(database)
    with Feed(SAMPLES, gazetteer, zone=ZoneInfo(ZONE), now=now) as feed:
        report = await bring_in(store, feed, source="samples", now=now)
    await store.close()
    print(f"{report.good} sample opportunities, all invented.", flush=True)


def _places(gazetteer: Gazetteer) -> list[tuple[str, float, float]]:
    areas = [found.area for name in PLACES if (found := gazetteer.search(name).exact)]
    return [(area.place, area.latitude, area.longitude) for area in areas]
