"""A walk past every page: along every way, and from its end on to whatever can be tapped or typed there."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot.texts.album import BY_ITSELF, Album
from bot.texts.desk_ways import DESKS, DOORS
from bot.texts.stage import LETTERS, Stage
from bot.texts.walking import Step, Trail
from bot.texts.ways import WAYS, Came, go
from campaign.nudges import Step as Nudge
from dialogs import carried
from dialogs.citizen.asked import prepare
from dialogs.listening import SCREENS
from dialogs.noting import Noting
from dialogs.pages import COMMANDS, all_right, card, in_a_group, one_moment
from dialogs.reading import Reading, Script, script
from dialogs.screen import Link, Screen
from dialogs.site import Nowhere
from dialogs.text import Say, Text, lines, own, paragraphs
from storage.memory import Memory

EACH, TRIES = 2, 6
"""How many screens of one page are looked for from screen to screen, and how often for one person."""
TYPED = (
    *("3331 AB", "Hengelo", "?", "0612345678", "12345678", "10:00-12:00", "1 februari", "7"),
    "Wil je een keer mee?",
)
"""What is typed where a page waits for words: something good, and something that is not understood."""
_STAY = ("language/", "easier/", "usual/")
"""Pages that are not followed: the talk would go on in other words."""


@dataclass(slots=True)
class Walk:
    """Somebody who looks at everything; `progress` is told the number of ways gone, and of all."""

    stage: Stage
    album: Album
    progress: Callable[[int, int], None]
    _shown: Counter[tuple[int, str]] = field(default_factory=Counter)
    _tried: Counter[tuple[int, str]] = field(default_factory=Counter)

    async def everywhere(self) -> None:
        """Go every way; what comes by itself first."""
        self.stage.furnish(_Aloud(self._reading()))
        self._card()
        self._letters()
        ways = [*_ways()]
        for number, (way, further) in enumerate(ways, start=1):
            await self._along(way, further=further)
            self.progress(number, len(ways))

    def _letters(self) -> None:
        for name in ("asked", *LETTERS):
            noting = self._noting()
            if screen := self.stage.letter(name, noting):
                self.album.add("", f"{BY_ITSELF}/{name}", (), screen, noting.said)
        for nudge in Nudge:
            for second in (False, True):
                noting = self._noting()
                screen = self.stage.nudge(nudge, noting, second=second)
                self.album.add("", f"{BY_ITSELF}/{nudge.value}", (), screen, noting.said)

    async def _along(self, way: str, *, further: bool) -> None:
        """Go one way, and on from its end; then all is as it was."""
        stage, noting = self.stage, self._noting()
        stage.reset()
        trail: Trail = ()
        came: Came | None = None
        async with stage.app.store.begin() as memory, memory.undone():
            async for came in go(stage, memory, way, noting):
                trail = (*trail, came.step)
                self.album.add(self._route(came.step), came.at, trail, came.screen, noting.said)
                noting.said.clear()
            if further and came is not None:
                await self._further(memory, came.who, trail, came.screen, set())

    async def _further(
        self, memory: Memory, who: int, trail: Trail, screen: Screen, visited: set[str]
    ) -> None:
        """What can be reached from a screen, its neighbours before theirs."""
        fresh: list[tuple[Step, Screen]] = []
        for step in _next(screen):
            place = who, self._route(step)
            key = f"{carried.read(step.address)[0]} {step.text}"
            known = place[1] in self.album.routes
            enough = known and (self._shown[place] >= EACH or self._tried[place] >= TRIES)
            if key in visited or enough or step.address.startswith(_STAY):
                continue
            visited.add(key)
            self._tried[place] += 1
            async with memory.undone():
                noting = self._noting()
                after, at = await self.stage.take(memory, who, step, noting)
            if self.album.add(place[1], at, (*trail, step), after, noting.said)[1]:
                self._shown[place] += 1
                fresh.append((step, after))
        for step, after in fresh:
            async with memory.undone():
                await self.stage.take(memory, who, step, self._noting())
                await self._further(memory, who, (*trail, step), after, visited)

    def _card(self) -> None:
        """What Telegram shows of the bot, and what is said where there is no page."""
        noting = self._noting()
        about = card(noting)
        commands = (own(f"/{name}: {words.plain}") for name, words in about.commands)
        told = (
            paragraphs(about.description, about.short_description, lines(*commands)),
            in_a_group(noting, "https://t.me/vraagbot"),
            one_moment(noting),
            all_right(noting),
        )
        for text in told:
            self.album.add("", BY_ITSELF, (), Screen(text=text), noting.said)

    def _noting(self) -> Noting:
        app = self.stage.app
        return Noting(Say(app.house.languages.get(self.stage.language), app.zone))

    def _reading(self) -> Script:
        app, everything = self.stage.app, re.compile(".^")
        reading = Reading(app.house.languages.get(self.stage.language), app.zone)
        return script(prepare(reading, self.stage.one).to(1, None), everything)

    def _route(self, step: Step) -> str:
        try:
            return self.stage.app.site.find(carried.read(step.address)[0])[0].pattern
        except Nowhere:
            return ""


class _Aloud:
    """What is read aloud takes a walk of its own: here it is the same words for every screen."""

    def __init__(self, one: Script) -> None:
        self._all = {name: replace(one, title=Text(name)) for name in SCREENS}

    def known(self, language: str) -> Mapping[str, Script] | None:
        """All of them."""
        return self._all

    async def make(self, language: str) -> Mapping[str, Script]:
        """They are there already."""
        return self._all


def _ways() -> Iterator[tuple[str, bool]]:
    """All ways, and whether one goes on from the end of each."""
    yield from ((way, True) for way in DOORS)
    yield from ((f"visitor: {address}", True) for address in COMMANDS.values())
    yield from ((way, False) for way in WAYS.values())
    yield from ((way, True) for way in DESKS)


def _next(screen: Screen) -> Iterator[Step]:
    """What can be done on a screen."""
    buttons = (button for row in screen.rows for button in row)
    yield from (Step(button.to) for button in buttons if isinstance(button, Link))
    if screen.waits:
        yield from (Step(screen.waits, words) for words in TYPED)
