"""What a claimed message says, in its reader's language; what a page says as its addressee sees it."""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.app import App
from bot.compose import compose
from bot.logs import told
from campaign.lots import Way
from campaign.nudges import Step
from campaign.records import Ask, Opportunity, Point, Together
from dialogs import nudges
from dialogs.citizen import asked
from dialogs.screen import Screen
from dialogs.text import Say, Text
from storage.claims import Claimed
from storage.deliveries import Stale
from storage.memory import Memory
from storage.notices import Notice

log = logging.getLogger("bot.letters")
FRESH, GONE = 2.0, 60.0
"""Seconds for which an ask that was put into words is taken to be the same, and for which it is kept at all:
what was claimed before is still to be sent when the ask is read again."""
COUNTED = 600.0
"""Seconds for which what came of a week is taken to be the same."""


class Key(NamedTuple):
    """What messages have in common, with the ways in which the lot has them begin and ask.

    `language` is the one that was chosen.
    """

    step: Step | None
    week: str | None
    ask_id: int | None
    opportunity_id: int | None
    language: str | None
    opening: Way | None
    wording: Way | None


@dataclass(slots=True)
class _Letter:
    """A message in one language, with the reasons already put into words, by postcode and likes."""

    say: Say
    one: Opportunity | None
    prepared: asked.Prepared
    until: float
    reasons: dict[tuple[str | None, int], Text | None] = field(default_factory=dict)


class Letters:
    """Puts what was claimed into words."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._kept: dict[Key, _Letter] = {}
        self._together: dict[str, tuple[float, Together]] = {}

    async def prepare(self, claimed: Iterable[Claimed]) -> None:
        """Read what these deliveries are about, so that each message costs next to nothing."""
        time = asyncio.get_running_loop().time()
        fresh = {key for key, letter in self._kept.items() if letter.until > time}
        missing = {self._key(one) for one in claimed} - fresh
        if not missing:
            return
        async with self._app.store.look() as memory:
            await self._app.keep_up(memory)
            some = {key.opportunity_id for key in missing if key.opportunity_id}
            written = await memory.opportunities.get_some(sorted(some))
            found = {
                chosen: await memory.wordings.read(written, self._say(chosen).language.plain)
                for chosen in {key.language for key in missing}
            }
            asks = {key.ask_id: await memory.asks.get(key.ask_id) for key in missing if key.ask_id}
            await self._app.house.recorded.renew(memory, self._app.clock.now())
            for key in missing:
                if key.step is Step.THANKS and key.week is not None:
                    await self._count(memory, key.week, time)
        self._kept = {key: letter for key, letter in self._kept.items() if letter.until > time - GONE}
        for key in missing:
            try:
                one = found[key.language].get(key.opportunity_id or 0)
                self._kept[key] = self._letter(key, one, asks.get(key.ask_id or 0), time)
            except Exception as error:
                log.error("a message cannot be put into words", extra=told(error))

    async def _count(self, memory: Memory, week: str, time: float) -> None:
        """What came of a week, counted anew from time to time only: it looks at everybody."""
        until, _ = self._together.get(week, (0.0, None))
        one = self._app.campaign.week(week)
        if one is not None and until <= time:
            counted = await memory.overview.together(one.opens(self._app.zone))
            self._together[week] = time + COUNTED, counted

    def _letter(self, key: Key, one: Opportunity | None, ask: Ask | None, time: float) -> _Letter:
        say = self._say(key.language)
        week = self._app.campaign.week(key.week) if key.week else None
        words = (ask.worded(key.wording), ask.words_language) if ask else ("", "")
        if key.step is None:
            if one is None:
                raise LookupError("an ask for something that is gone")
            prepared = asked.prepare(say, one, *words)
        else:
            _, together = self._together.get(key.week or "", (0.0, None))
            prepared = nudges.prepare(
                say,
                key.step,
                week=week,
                one=one,
                their_words=words,
                together=together,
                second=key.opening is Way.SECOND,
            )
        return _Letter(say, one, prepared.footed(self._app.house, say), time + FRESH)

    def _say(self, chosen: str | None) -> Say:
        return Say(self._app.house.languages.get(chosen), self._app.zone)

    def _key(self, one: Claimed) -> Key:
        return Key(one.step, one.week, one.ask_id, one.opportunity_id, one.language, one.opening, one.wording)

    def delivery(self, one: Claimed) -> Screen | None:
        """The message of one delivery that was prepared; None where it cannot be put into words."""
        letter = self._kept.get(self._key(one))
        if letter is None:
            return None
        if letter.one is None or not one.asks:
            return letter.prepared.to(one.id, None)
        key = one.postcode, one.likes & letter.one.likes
        if key not in letter.reasons:
            area = self._app.house.gazetteer.area(one.postcode) if one.postcode else None
            here = Point(area.latitude, area.longitude) if area else None
            letter.reasons[key] = asked.because(letter.say, letter.one, here, one.likes)
        return letter.prepared.to(one.id, letter.reasons[key])

    async def notice(self, one: Notice) -> Screen | None:
        """The page of a notice; None where there is nothing for its addressee any more.

        A message that stands already says that instead of what it showed.
        """
        return await compose(self._app, one.chat_id, one.address, anyway=one.message_id is not None)

    async def stale(self, one: Stale) -> Screen | None:
        """What takes the place of an ask that is over; None where somebody answered under it meanwhile."""
        async with self._app.store.look() as memory:
            if not await memory.deliveries.is_untouched(one.id):
                return None
        return await compose(self._app, one.chat_id, f"filled/{one.opportunity_id}")
