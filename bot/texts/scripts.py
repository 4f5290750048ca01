"""What there is to read aloud: every citizen's screen in one language, among the sample people."""

import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bot.app import App, build
from bot.campaign_file import load_campaign
from bot.clock import CampaignClock
from bot.logs import told
from bot.texts.preview import AHEAD, CAMPAIGN
from bot.texts.scene import CITIZEN, TEAM, Scene, settle
from bot.texts.walking import NAME, Step, take
from bot.texts.ways import ASKED, WAYS, steps
from campaign.nudges import Step as Nudge
from campaign.records import Audience, Opportunity, Together
from campaign.values import AskState
from campaign.weeks import STANDARD
from dialogs import foot, nudges
from dialogs.citizen import asked
from dialogs.languages import Languages
from dialogs.listening import SCREENS
from dialogs.reading import Reading, Script, script
from dialogs.screen import Screen
from storage.copying import make_tables
from storage.memory import Memory
from storage.store import Store

log = logging.getLogger("bot.scripts")
NOWHERE = "4491"
"""A postcode around which the samples have nothing."""
_MOST = 2_000
"""Sample opportunities, at most."""
_SHORTEST = 3
"""Letters of what people wrote that is known again in a screen."""
SECOND = "week-asks"
"""The second opening of one."""
_LETTERS = {
    "week-comes": Nudge.HEADS_UP,
    SECOND: Nudge.HEADS_UP,
    "doubt": Nudge.HELP,
    "look-forward": Nudge.PLAN,
    "said-yes": Nudge.THANKED,
    "week-thanks": Nudge.THANKS,
}
"""Messages that come by themselves, each with the step that it belongs to."""


class _Undone(Exception):
    """Ends a transaction of which nothing may stay."""


async def scripts(database: str, languages: Languages, language: str) -> dict[str, Script]:
    """The scripts of all screens in one language, on an empty database that is thrown away.

    A screen that is not come to is left out: one can be there in some languages alone.
    """
    campaign = load_campaign(CAMPAIGN)
    first = min(week.first for week in campaign.weeks)
    start = datetime.combine(first - AHEAD, time(14), campaign.zone).astimezone(UTC)
    app = build(database, CampaignClock(start), languages=languages, team_ids=[TEAM], campaign=campaign)
    await app.store.close()
    app.store = Store(database, durable=False, in_place=True)
    async with app.running():
        await make_tables(app.store)
        stage = await _Stage.build(app, language)
        made = [(name, await stage.script(name)) for name in SCREENS]
    return {name: one for name, one in made if one is not None}


class _Stage:
    """The sample people in one language, each way to a screen taken by itself and undone."""

    def __init__(self, app: App, language: str, scene: Scene, ones: Mapping[int, Opportunity]) -> None:
        self._app = app
        self._language = language
        self._say = Reading(app.house.languages.get(language), app.zone)
        self._ones = ones
        self._one = ones[scene.one]
        friend, poster = scene.links
        self._links = {"friend": friend, "poster": poster}
        self._data = _pattern(ones.values(), app)
        date = self._one.starts or app.clock.now()
        self._date = date
        self._things = {
            "one": str(scene.one),
            "place": scene.place,
            "organisation": str(scene.organisation),
            "nowhere": NOWHERE,
            "minute": str(int(date.timestamp()) // 60),
            "week": app.campaign.weeks[0].name,
        }

    @classmethod
    async def build(cls, app: App, language: str) -> "_Stage":
        """Settle everybody, and find the things to do that some screens need."""
        scene = await settle(app, language)
        async with app.store.look() as memory:
            ones = await memory.opportunities.get_some(range(1, _MOST))
            stage = cls(app, language, scene, ones)
            await stage._choose(memory)
        return stage

    async def _choose(self, memory: Memory) -> None:
        now = self._app.clock.now()
        offline = [one for one in self._ones.values() if not one.online]
        single = next(one for one in offline if one.places == 1)
        unplanned = max((one for one in offline if one.starts is None), key=lambda one: one.times.bit_count())
        for one in offline:
            if len(await memory.opportunities.dates(one.id, now=now)) > 1:
                self._things["repeating"] = str(one.id)
                break
        self._things |= {"single": str(single.id), "unplanned": str(unplanned.id)}

    async def script(self, name: str) -> Script | None:
        """What is read aloud of one screen; None where the way to it leads elsewhere."""
        try:
            screen = self._letter(name) or await self._screen(name)
        except Exception as error:
            log.error("a screen cannot be read aloud", extra={"page": name, **told(error)})
            return None
        if screen.name != name:
            log.info("a screen is not come to", extra={"page": name})
            return None
        return script(screen, self._data, without=[f"{way}/" for way in foot.NAMES])

    def _letter(self, name: str) -> Screen | None:
        if name == "asked":
            return asked.prepare(self._say, self._one).to(1, None)
        if name not in _LETTERS:
            return None
        week, together = self._app.campaign.weeks[0], Together(1_200, 340)
        step, second = _LETTERS[name], name == SECOND
        prepared = nudges.prepare(self._say, step, week=week, one=self._one, together=together, second=second)
        return prepared.to(1, None)

    async def _screen(self, name: str) -> Screen:
        screen: Screen | None = None
        house = self._app.house
        try:
            if name == "calendar-empty":
                self._app.house = replace(house, campaign=STANDARD)
            async with self._app.store.begin() as memory:
                screen = await self._go(memory, name)
                raise _Undone
        except _Undone:
            pass
        finally:
            self._app.house = house
        if screen is None:
            raise LookupError(f"there is no way to {name}")
        return screen

    async def _go(self, memory: Memory, name: str) -> Screen:
        app, language, now = self._app, self._language, self._app.clock.now()
        way = WAYS[name]
        if name == "reminder":
            now = self._date - timedelta(days=1)
        screen: Screen | None = None
        for number, (who, step) in enumerate(steps(way, self._things, self._links), start=1):
            if step.address == ASKED:
                await self._ask(memory, now)
                continue
            if step.payload == "@along":
                step = Step(step.address, payload=await self._newest(memory, now))
            screen = await take(app, memory, who, language, step, number, say=self._say, now=now)
        if screen is None:
            raise LookupError(f"the way to {name} has no step")
        return screen

    async def _ask(self, memory: Memory, now: datetime) -> None:
        """The organisation asks whoever may be asked."""
        one, place = self._one, self._one.postcode
        number = await memory.asks.add(
            one.organisation_id,
            one.id,
            state=AskState.SENDING,
            words="",
            audience=Audience(),
            starts=None,
            deadline=None,
            gap=60,
            now=now,
        )
        ask = await memory.asks.get(number)
        if ask is not None:
            chosen = await memory.asks.choose(ask, now=now, near={place: 0.0})
            await memory.asks.plan(ask, chosen, now=now)

    async def _newest(self, memory: Memory, now: datetime) -> str:
        """The link that the citizen made last."""
        found = await memory.chats.glance(CITIZEN)
        if found is None or found[1] is None:
            raise LookupError("no citizen made a link")
        (made,) = await memory.invitations.latest(found[1].id, now=now, limit=1)
        return f"i_{made.code}"


def _pattern(ones: Iterable[Opportunity], app: App) -> re.Pattern[str]:
    """Matches what organisations and the campaign wrote, and the names of languages."""
    written = {
        part
        for one in ones
        for text in (one.title, one.description, one.organisation, one.place, one.address, one.bring)
        for part in text.split("\n")
    }
    written |= {one.name for one in app.house.languages}
    written |= {text for week in app.campaign.weeks for text in week.titles.values()}
    written |= {text for event in app.campaign.events for text in event.titles.values()}
    longest = sorted((part for part in written if len(part) > _SHORTEST), key=len, reverse=True)
    return re.compile("|".join([r"https://\S+", rf"\b{NAME}\b", *map(re.escape, longest)]))
