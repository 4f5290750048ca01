"""The sample people in one language: they come to a screen step by step, and it is as if nothing had been."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from itertools import count

from bot import samples
from bot.app import App, build
from bot.campaign_file import load_campaign
from bot.clock import CampaignClock
from bot.texts.scene import FRIEND, TEAM, Scene, settle
from bot.texts.walking import Step, visit
from campaign.nudges import Step as Nudge
from campaign.records import Opportunity, Together
from dialogs import nudges
from dialogs.citizen import asked
from dialogs.languages import Languages
from dialogs.reading import Scripts
from dialogs.screen import Screen
from dialogs.text import Say
from dialogs.visit import House
from storage.copying import make_tables
from storage.memory import Memory
from storage.store import Store

CAMPAIGN = samples.OPPORTUNITIES.with_name("campaign.toml")
AHEAD = timedelta(days=3)
"""How long before the first asking week one looks."""
NOWHERE = "4491"
"""A postcode around which the samples have nothing."""
SECOND = "week-asks"
"""The second opening of one."""
LETTERS = {
    "week-comes": Nudge.HEADS_UP,
    SECOND: Nudge.HEADS_UP,
    "doubt": Nudge.HELP,
    "look-forward": Nudge.PLAN,
    "said-yes": Nudge.THANKED,
    "week-thanks": Nudge.THANKS,
}
"""Messages that come by themselves, each with the step that it belongs to."""
_MOST = 2_000
"""Sample opportunities, at most."""


@asynccontextmanager
async def stage(database: str, languages: Languages, language: str) -> AsyncIterator["Stage"]:
    """The sample people, on an empty database that is thrown away."""
    campaign = load_campaign(CAMPAIGN)
    first = min(week.first for week in campaign.weeks)
    start = datetime.combine(first - AHEAD, time(14), campaign.zone).astimezone(UTC)
    app = build(database, CampaignClock(start), languages=languages, team_ids=[TEAM], campaign=campaign)
    await app.store.close()
    app.store = Store(database, durable=False, in_place=True)
    async with app.running():
        await make_tables(app.store)
        scene = await settle(app, language)
        async with app.store.begin() as memory:
            for chat_id in (TEAM, FRIEND):
                await memory.chats.open(
                    chat_id, bot_id=1, update_id=0, language=language, now=app.clock.now()
                )
        async with app.store.look() as memory:
            ones = await memory.opportunities.get_some(range(1, _MOST))
            yield Stage(app, language, scene, ones, await _things(app, memory, language, scene, ones))


@dataclass(slots=True)
class Stage:
    """Where they stand. `now` is the time of a way, which what happens on it can put forward.

    `things` are what a way can name in braces; `links`, made on the way, behind `@` or within `<>`.
    """

    app: App
    language: str
    scene: Scene
    ones: Mapping[int, Opportunity]
    things: dict[str, str]
    links: dict[str, str] = field(init=False)
    now: datetime = field(init=False)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    _house: House = field(init=False)

    def __post_init__(self) -> None:
        self._house = self.app.house
        self.reset()

    @property
    def one(self) -> Opportunity:
        """What most ways are about."""
        return self.ones[self.scene.one]

    def furnish(self, scripts: Scripts) -> None:
        """Have this be what there is to read aloud, on every way."""
        self._house = replace(self._house, scripts=scripts)

    def reset(self) -> None:
        """Before a way: nothing happened yet."""
        self.app.house = self._house
        self.app.house.recorded.doubt()
        friend, poster = self.scene.links
        self.links = {"friend": friend, "poster": poster}
        self.now = self.app.clock.now()

    async def take(self, memory: Memory, who: int, step: Step, say: Say) -> tuple[Screen, str]:
        """One step of somebody's."""
        number = next(self._numbers)
        return await visit(self.app, memory, who, self.language, step, number, say=say, now=self.now)

    def letter(self, name: str, say: Say) -> Screen | None:
        """A message that comes by itself; None where there is none of this name."""
        if name == "asked":
            return asked.prepare(say, self.one).to(1, None)
        if name not in LETTERS:
            return None
        return self.nudge(LETTERS[name], say, second=name == SECOND)

    def nudge(self, step: Nudge, say: Say, *, second: bool = False) -> Screen:
        """What the campaign says at a step of an asking week."""
        week, together = self.app.campaign.weeks[0], Together(1_200, 340)
        made = nudges.prepare(say, step, week=week, one=self.one, together=together, second=second)
        return made.to(1, None)


async def _things(
    app: App, memory: Memory, language: str, scene: Scene, ones: Mapping[int, Opportunity]
) -> dict[str, str]:
    """What ways are about, with the things to do that some screens need."""
    now = app.clock.now()
    offline = [one for one in ones.values() if not one.online]
    single = next(one for one in offline if one.places == 1)
    unplanned = max((one for one in offline if one.starts is None), key=lambda one: one.times.bit_count())
    week = app.campaign.weeks[0]
    things = {
        "language": language,
        "one": str(scene.one),
        "place": scene.place,
        "organisation": str(scene.organisation),
        "nowhere": NOWHERE,
        "minute": str(int((ones[scene.one].starts or now).timestamp()) // 60),
        "week": week.name,
        "first": f"{week.first:%Y%m%d}",
        "last": f"{week.last:%Y%m%d}",
        "new": str(max(ones) + 1),
        "single": str(single.id),
        "unplanned": str(unplanned.id),
    }
    for one in offline:
        dates = await memory.opportunities.dates(one.id, now=now)
        if len(dates) > 1:
            things |= {"repeating": str(one.id), "date": str(int(dates[1].starts.timestamp()) // 60)}
            break
    return things
