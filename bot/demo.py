"""The demo: bot and sandbox in one process, with sample data and people to talk as; no token, no network."""

import asyncio
import signal
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from time import perf_counter

from bot import logs, samples
from bot.ahead import look_ahead
from bot.app import App, build
from bot.campaign_file import campaign_of
from bot.chain import chain_of
from bot.clock import CampaignClock
from bot.crowd import SIZES, bring, choose
from bot.doorway import Doorway
from bot.play import Play
from bot.running import Running
from bot.scripts import SampleScripts
from bot.settings import FASTEST, PACE, Settings
from bot.strip import moments_of, strip_of
from bot.telegram.client import client
from bot.web import door
from campaign.weeks import Campaign, Week
from dialogs.languages import Languages
from sandbox.crowd import Crowd
from sandbox.page.hands import ChainLink, Hands, Strip
from sandbox.page.server import page, serve
from sandbox.session import SandboxSession
from sandbox.telegram import Telegram
from storage.gazetteer import Gazetteer
from storage.migrations import migrate
from storage.store import Store

CAMPAIGN = samples.OPPORTUNITIES.with_name("campaign.toml")
AHEAD, MORNING = timedelta(days=4), time(9)
"""How long before the first asking week the demo's clock starts, and at what hour."""
ANSWERED, LOOKS = 10.0, 500
"""Seconds in which the bot answers the crowd at a step of a play, and how often one looks meanwhile."""
DEMO = "demo.sqlite"
"""The demo's own database, made anew at each start."""
PEOPLE = (("Sanne", "nl"), ("Amir", "en"), ("فاطمة", "ar"))
"""The sample people and the language of their Telegram."""
COORDINATOR, TEAM_MEMBER = ("Carla", "nl"), ("Teun", "nl")
"""Who acts for the sample organisation, and who is of the campaign team."""
PLACES = ("Zwijndrecht", "Amsterdam", "Utrecht", "Groningen", "Maastricht", "Middelburg")
"""Where the small place picker of the page can be."""


class Demo:
    """A bot that is built from its database alone, as often as asked."""

    def __init__(self, database: str, campaign: Campaign) -> None:
        self.campaign = campaign
        first = min(campaign.weeks, key=lambda week: week.first, default=None)
        self.clock = CampaignClock(_start(first, campaign) if first else None)
        self.telegram = Telegram(now=self.clock.now, inline_mode=True)
        for name, language in PEOPLE:
            self.telegram.add_person(name, language)
        self.coordinator = self.telegram.add_person(*COORDINATOR)
        self.team_member = self.telegram.add_person(*TEAM_MEMBER)
        self.crowd = Crowd(self.telegram, choose)
        self._database = database
        self._up = asyncio.Event()
        self._over = False
        self._app: App | None = None
        self._running: Running | None = None
        self._play: Play | None = None
        self._prepared = {first.name} if first else set()
        self.door_address = ""
        self.door = door(Doorway(lambda: self._app), self._name)

    async def run(self) -> None:
        """Run, and build anew after every restart, until stopped."""
        while not self._over:
            app = build(
                self._database,
                self.clock,
                team_ids=[self.team_member.id],
                languages=Languages.load(),
                campaign=self.campaign,
                door=self.door_address,
                scripts=SampleScripts,
            )
            look_ahead(app)
            async with (
                app.running(),
                client(self.telegram.token, session=SandboxSession(self.telegram)) as bot,
            ):
                self._app = app
                self._running = Running(app, bot)
                self._up.set()
                await self._running.run()

    async def restart(self) -> None:
        """Stop the bot, forget all that was not saved, and build it anew."""
        self._up.clear()
        if self._running is not None:
            self._running.stop()
        await self._up.wait()

    async def let_come(self, number: int) -> None:
        """Have so many invented citizens come."""
        if self._app is not None:
            await bring(self._app, self.crowd, number)

    async def move_clock(self, to: datetime) -> None:
        """Put the campaign's clock forward; what is due happens."""
        self.clock.move(to)
        await self._prepare()
        if self._running is not None:
            self._running.rounds.tick()

    @property
    def until(self) -> datetime | None:
        """Up to when time is played on at present."""
        return self._play.until if self._play else None

    async def play(self, what: str) -> None:
        """Play up to the next moment, the next day or the week's end; messages go as fast as they can."""
        if self._app is None or self._running is None:
            return
        app, deliverer = self._app, self._running.deliverer
        self._play = play = Play(app, self.clock, deliverer, lambda: moments_of(app), self._meanwhile)
        self.crowd.unhurried = True
        deliverer.pace(FASTEST)
        try:
            await {"moment": play.to_moment, "day": play.to_day, "week": play.to_week}[what]()
        finally:
            deliverer.pace(PACE)
            self.crowd.unhurried = False
            self._play = None

    async def _prepare(self) -> None:
        """Shortly before a further week, bring the samples in anew, so that their dates lie around it."""
        now = self.clock.now()
        week = self.campaign.week_at(now)
        if (
            self._app is None
            or week is None
            or week.name in self._prepared
            or now < _start(week, self.campaign)
        ):
            return
        self._prepared.add(week.name)
        await samples.bring(self._app.store, self._app.gazetteer, self.campaign, now)

    def stop_playing(self) -> None:
        """Play no further than the step in hand."""
        if self._play is not None:
            self._play.stop()

    async def _meanwhile(self) -> None:
        """Have the crowd tap what it taps by now, and wait until the bot has answered."""
        await self._prepare()
        self.crowd.turn(self.clock.now().timestamp())
        for _ in range(LOOKS):
            if not (self.telegram.pending() or self.telegram.unanswered()):
                break
            await asyncio.sleep(ANSWERED / LOOKS)
        self.telegram.touch()

    async def strip(self) -> Strip | None:
        """The days around the asking week that is going on or comes next."""
        return await strip_of(self._app, self.clock.now()) if self._app is not None else None

    async def _name(self) -> str:
        """What the bot is called in links."""
        return self.telegram.username

    async def chain(self) -> Sequence[ChainLink]:
        """The asks that people made each other."""
        return await chain_of(self._app) if self._app is not None else ()

    def stop(self) -> None:
        """Stop for good."""
        self._over = True
        self.stop_playing()
        if self._running is not None:
            self._running.stop()


async def demo(settings: Settings, *, database: str | None) -> int:
    """Prepare the sample data, serve the page, and run until SIGINT or SIGTERM; the exit code."""
    logs.set_up(settings.log_format)
    started = perf_counter()
    campaign = campaign_of(settings, otherwise=CAMPAIGN)
    if database is None:
        for path in (Path(DEMO), Path(f"{DEMO}-wal"), Path(f"{DEMO}-shm")):
            path.unlink(missing_ok=True)
        database = f"sqlite:///{DEMO}"
    print("Preparing the database and the sample opportunities …", flush=True)
    await asyncio.to_thread(migrate, database)
    gazetteer = Gazetteer.load()
    show = Demo(database, campaign)
    await _samples(database, gazetteer, show)
    hands = Hands(
        now=show.clock.now,
        move_clock=show.move_clock,
        restart=show.restart,
        time_zone=campaign.zone.key,
        crowd=lambda: show.crowd.counts,
        let_come=show.let_come,
        crowds=SIZES,
        strip=show.strip,
        player=show,
        chain=show.chain,
    )
    runner, address = await serve(
        page(show.telegram, hands, _places(gazetteer), show.door), settings.host, settings.port
    )
    show.door_address = f"{address}door"
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, show.stop)
    print(f"\n    Open {address} in a browser to talk to the bot.\n", flush=True)
    print(f"Ready in {perf_counter() - started:.1f} seconds. Press Ctrl+C to stop.", flush=True)
    try:
        async with asyncio.TaskGroup() as tasks:
            playing = tasks.create_task(show.crowd.play())
            try:
                await show.run()
            finally:
                playing.cancel()
    finally:
        await runner.cleanup()
    return 0


async def _samples(database: str, gazetteer: Gazetteer, show: Demo) -> None:
    store, now, coordinator = Store(database), show.clock.now(), show.coordinator
    good = await samples.bring(store, gazetteer, show.campaign, now)
    async with store.begin() as memory:
        await samples.settle_desk(memory, coordinator.id, coordinator.name, COORDINATOR[1], now)
        await samples.settle_centres(memory, gazetteer)
    await store.close()
    print(f"{good} sample opportunities, all invented.", flush=True)


def _start(week: Week, campaign: Campaign) -> datetime:
    """The morning four days before an asking week."""
    return datetime.combine(week.first - AHEAD, MORNING, campaign.zone).astimezone(UTC)


def _places(gazetteer: Gazetteer) -> list[tuple[str, float, float]]:
    areas = [found.area for name in PLACES if (found := gazetteer.search(name).exact)]
    return [(area.place, area.latitude, area.longitude) for area in areas]
