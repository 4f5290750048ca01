"""What a claimed message says: an ask in its reader's language, a page as its addressee sees it."""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.app import App
from bot.compose import compose
from bot.logs import told
from campaign.records import Opportunity, Point
from dialogs.citizen import asked
from dialogs.screen import Screen
from dialogs.text import Say, Text
from storage.deliveries import Claimed, Stale
from storage.notices import Notice

log = logging.getLogger("bot.letters")
FRESH, GONE = 2.0, 60.0
"""Seconds for which an ask that was put into words is taken to be the same, and for which it is kept at all:
what was claimed before is still to be sent when the ask is read again."""


@dataclass(slots=True)
class _Letter:
    """An ask in one language, with the reasons already put into words, by postcode and likes."""

    say: Say
    one: Opportunity
    prepared: asked.Prepared
    until: float
    reasons: dict[tuple[str | None, int], Text | None] = field(default_factory=dict)


class Letters:
    """Puts what was claimed into words."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._kept: dict[tuple[int, str], _Letter] = {}

    async def prepare(self, claimed: Iterable[Claimed]) -> None:
        """Read the asks of these deliveries, so that each message costs next to nothing."""
        time = asyncio.get_running_loop().time()
        wanted = {
            (one.ask_id, self._app.house.languages.get(one.language).code): one.opportunity_id
            for one in claimed
        }
        fresh = {key for key, letter in self._kept.items() if letter.until > time}
        missing = {key: number for key, number in wanted.items() if key not in fresh}
        if not missing:
            return
        async with self._app.store.look() as memory:
            found = await memory.opportunities.get_some(sorted(set(missing.values())))
            words = {ask_id: await memory.deliveries.words(ask_id) for ask_id, _ in missing}
        self._kept = {key: letter for key, letter in self._kept.items() if letter.until > time - GONE}
        for (ask_id, code), number in missing.items():
            if number not in found:
                continue
            say = Say(self._app.house.languages.get(code), self._app.zone)
            try:
                prepared = asked.prepare(say, found[number], words[ask_id])
            except Exception as error:
                log.error("an ask cannot be put into words", extra=told(error))
                continue
            self._kept[ask_id, code] = _Letter(say, found[number], prepared, time + FRESH)

    def delivery(self, one: Claimed) -> Screen | None:
        """The message of one delivery that was prepared; None where its ask cannot be put into words."""
        letter = self._kept.get((one.ask_id, self._app.house.languages.get(one.language).code))
        if letter is None:
            return None
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
