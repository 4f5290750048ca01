"""The wiring, on one page: what the bot is made of, and the one task group its work runs in."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.exports.small import SmallFiles
from bot.settings import PACE, POOL, Settings
from campaign.weeks import STANDARD, Campaign
from dialogs.languages import Languages
from dialogs.pages import site
from dialogs.reading import Scripts
from dialogs.site import Site
from dialogs.visit import House
from storage.gazetteer import Gazetteer
from storage.memory import Memory
from storage.store import Store

log = logging.getLogger("bot")


@dataclass(slots=True)
class App:
    """The parts that everything above works with; it knows no Telegram."""

    store: Store
    clock: Clock
    house: House
    site: Site
    languages_changed: Callable[[], None] = lambda: None
    """Called when other languages are offered than before."""
    _switched: datetime | None = None
    _tasks: asyncio.TaskGroup | None = field(default=None, repr=False)
    _working: set[asyncio.Task[None]] = field(default_factory=set, repr=False)

    @property
    def team_ids(self) -> frozenset[int]:
        """Who is of the campaign team by the settings."""
        return self.house.team_ids

    @property
    def campaign(self) -> Campaign:
        """The weeks, hours and budgets of this campaign."""
        return self.house.campaign

    @property
    def zone(self) -> ZoneInfo:
        """The clock on the campaign's wall."""
        return self.campaign.zone

    @property
    def gazetteer(self) -> Gazetteer:
        """The places of the Netherlands."""
        return self.house.gazetteer

    async def keep_up(self, memory: Memory) -> None:
        """Offer the languages that the team offers now."""
        await self.offer(memory, await memory.offering.changed())

    async def offer(self, memory: Memory, changed: datetime | None) -> None:
        """The same, where it is known when any language was last switched: nothing is read in vain."""
        if changed == self._switched:
            return
        found = await memory.offering.read()
        languages = self.house.languages.switched({code: one.offered for code, one in found.items()})
        self.house, self._switched = replace(self.house, languages=languages), changed
        self.languages_changed()

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run something beside everything else; it is waited for when the app closes, or may be cancelled."""
        if self._tasks is None:
            work.close()
            raise RuntimeError("the app is not running")
        task = self._tasks.create_task(work)
        self._working.add(task)
        task.add_done_callback(self._working.discard)
        return task

    async def idle(self) -> None:
        """Wait until nothing that was spawned is still at work."""
        while self._working:
            await asyncio.wait(set(self._working))

    async def finish(self, seconds: float) -> None:
        """Wait so long at most; what is still at work is then cut off."""
        try:
            async with asyncio.timeout(seconds):
                await self.idle()
        except TimeoutError:
            log.warning("what is not done by now is cut off", extra={"count": len(self._working)})
            for task in self._working:
                task.cancel()

    @asynccontextmanager
    async def running(self) -> AsyncIterator["App"]:
        """Inside, work can be spawned; at the end it is finished, then the store is closed."""
        try:
            async with asyncio.TaskGroup() as tasks:
                self._tasks = tasks
                yield self
        finally:
            self._tasks = None
            await self.store.close()


def build(
    database: str,
    clock: Clock,
    *,
    languages: Languages | None = None,
    team_ids: Iterable[int] = (),
    campaign: Campaign = STANDARD,
    pace: int = PACE,
    door: str = "",
    pool: int = POOL,
    scripts: Callable[[Languages], Scripts] | None = None,
) -> App:
    """An app on this database, told the time by this clock; `team_ids` are the team by its settings.

    `languages` are those that are live, unless others are given. `door` is where its pages for whoever has no
    Telegram are, `pool` the connections to PostgreSQL at most. `scripts` makes what there is to read aloud,
    where people talk with the bot.
    """
    spoken = (languages or Languages.load().live(campaign.languages)).only(campaign.languages)
    return App(
        store=Store(database, pool_size=pool),
        clock=clock,
        house=House(
            spoken,
            Gazetteer.load(),
            frozenset(team_ids),
            campaign,
            files=SmallFiles(campaign),
            pace=pace,
            door=door,
            scripts=scripts(spoken) if scripts else None,
        ),
        site=site(),
    )


def app_of(
    settings: Settings, campaign: Campaign, *, scripts: Callable[[Languages], Scripts] | None = None
) -> App:
    """The app of a process that is set so, on the clock on the wall; `scripts` as `build` takes them."""
    return build(
        settings.database,
        Clock(),
        team_ids=settings.team_ids,
        campaign=campaign,
        pace=settings.pace,
        door=settings.door,
        pool=settings.database_pool,
        scripts=scripts,
    )
