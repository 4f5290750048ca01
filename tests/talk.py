"""A bot and a sandbox in one process, for tests: people act, the talk settles, one looks at what was said."""

from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

from aiogram import Bot

from bot.ahead import look_ahead
from bot.app import App, build
from bot.clock import CampaignClock
from bot.deliver import Deliverer
from bot.rounds import run_rounds
from bot.scripts import SampleScripts
from bot.settings import FASTEST
from bot.sounds import Fetcher, Sounds
from bot.telegram.carrier import Carrier
from bot.telegram.client import client
from bot.telegram.edge import Edge
from bot.telegram.guard import Guard
from bot.telegram.sound import Bringer, Player
from bot.telegram.voice import Voice
from bot.throttle import Throttle
from bot.webhook import ALLOWED
from campaign.budget import AMSTERDAM
from campaign.weeks import STANDARD, Campaign
from dialogs.languages import Languages
from sandbox.person import Person
from sandbox.session import SandboxSession
from sandbox.telegram import Telegram

START = datetime.fromisoformat("2027-01-13T14:00:00+00:00")
"""A Wednesday in winter, three in the afternoon in Amsterdam."""


LANGUAGES = Languages.load().only(("nl", "en"))
"""What the tests hear is said in these, so that one more translation changes no talk."""
SCRIPTS = SampleScripts(Languages(LANGUAGES))
"""What there is to read aloud in these, made once for all tests."""


UNHURRIED = Throttle(0)
"""Tests act faster than people, and are never told to slow down."""


class Talk:
    """The bot on a database, in the sandbox, on a clock that the test puts forward."""

    app: App
    bot: Bot
    edge: Edge
    guard: Guard

    def __init__(
        self,
        database_url: str,
        *,
        languages: Languages | None = None,
        seed: int = 1,
        team_ids: Iterable[int] = (),
        campaign: Campaign = STANDARD,
        start: datetime = START,
    ) -> None:
        """A talk on this database; `team_ids` are people of the campaign team."""
        self._campaign = campaign
        self._team_ids = tuple(team_ids)
        self._url = database_url
        self._languages = languages or LANGUAGES
        self.clock = CampaignClock(start)
        self.telegram = Telegram(now=self.clock.now, seed=seed)
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        await self._build()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    @staticmethod
    @asynccontextmanager
    async def sandbox() -> AsyncIterator[Telegram]:
        """A sandbox without our bot in it."""
        yield Telegram(now=CampaignClock(START).now, seed=1)

    @staticmethod
    @asynccontextmanager
    async def beside(other: "Talk") -> AsyncIterator["Talk"]:
        """A second process at the same database, Telegram and clock."""
        talk = Talk(
            other._url, languages=other._languages, team_ids=other._team_ids, campaign=other._campaign
        )
        talk.clock, talk.telegram = other.clock, other.telegram
        async with talk:
            yield talk

    @staticmethod
    def zone() -> ZoneInfo:
        """The campaign's time zone."""
        return AMSTERDAM

    async def does(self, person: Person, what: str) -> None:
        """Somebody types words, or taps a `[label]`, and the bot has its say."""
        if what.startswith("[") and what.endswith("]"):
            person.tap(what[1:-1])
        else:
            person.say(what)
        await self.settle()

    async def settle(self) -> None:
        """Let the bot handle everything that came in, and say everything it has to say."""
        offset: int | None = None
        while updates := await self.bot.get_updates(offset=offset, timeout=0, allowed_updates=ALLOWED):
            for update in updates:
                await self.edge.handle(update)
                offset = update.update_id + 1
            await self.app.idle()
        await Fetcher(self.app, Bringer(self.bot)).fetch()
        await self.deliver()

    async def deliver(self) -> None:
        """Send all that is due and may go, as the deliverer does beside the poller."""
        await Deliverer(self.app, Carrier(self.bot, self.guard), FASTEST).drain()

    async def restart(self) -> None:
        """Build the bot anew, from the database alone."""
        await self._stack.aclose()
        await self._build()

    async def pass_time(self, time: timedelta) -> None:
        """Put the clock forward and let the rounds run."""
        self.clock.move(self.clock.now() + time)
        await run_rounds(self.app)
        await self.settle()

    async def _build(self) -> None:
        self.app = build(
            self._url,
            self.clock,
            languages=self._languages,
            team_ids=self._team_ids,
            campaign=self._campaign,
            scripts=(lambda _: SCRIPTS) if self._languages is LANGUAGES else SampleScripts,
        )
        look_ahead(self.app)
        self._stack = AsyncExitStack()
        await self._stack.enter_async_context(self.app.running())
        self.bot = client(self.telegram.token, session=SandboxSession(self.telegram))
        self.guard = Guard()
        player = Player(self.bot, Sounds(self.app.store))
        self.edge = Edge(self.bot, self.app, Voice(self.bot, self.guard, player), UNHURRIED)
