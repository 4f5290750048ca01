"""Choosing what a moment asks of each citizen, shortly before it goes, a slice of them at a time."""

import asyncio
import logging
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import datetime, timedelta

from bot.kept import Kept
from campaign.choosing import Choice, Past, Terms, pick
from campaign.matching import Candidate, Match, Wish, rank
from campaign.records import Point, Profile
from campaign.values import WhyNot
from campaign.waves import GAP
from storage.choosing import Unchosen
from storage.memory import Memory

log = logging.getLogger("bot.choosing")
SLICE = 50
LATELY = timedelta(minutes=GAP * 3 / 4)
"""Who was asked so lately may still answer: a little less than the gap of a wave."""
LOOKED = 25
"""So many of what is near are looked at for each, best first."""
AT_A_TIME = 40.0
"""Seconds after which the rest waits for the next round, so that other rounds have their turn."""
NEW_THINGS = timedelta(days=1)
"""How long nothing is looked for again where nothing fits and nothing presses."""

Matches = Sequence[Match[Candidate]]


async def choose_asks(app: Kept, now: datetime) -> None:
    """Choose for all whose message is due."""
    chosen = Chooser(app, now)
    loop = asyncio.get_running_loop()
    until = loop.time() + AT_A_TIME
    while loop.time() < until:
        async with app.store.look() as memory:
            some = await memory.choosing.waiting(now=now, limit=SLICE)
            if not some:
                break
            found = await chosen.look(memory, some)
        async with app.store.begin() as memory:
            await chosen.keep(memory, some, found)
    if chosen.count:
        log.info("asks were chosen", extra={"count": chosen.count})


class Chooser:
    """One round of choosing: what is near is looked up once for all who told the same.

    What must hold for an opportunity is read once too: all of it is looked at again when the message goes.
    """

    def __init__(self, app: Kept, now: datetime) -> None:
        self.count = 0
        self._app = app
        self._now = now
        self._near: dict[Profile, Matches] = {}
        self._known: set[int] = set()
        self._terms: dict[int, Terms] = {}
        self._loads: dict[int, int] = {}

    async def look(self, memory: Memory, some: Sequence[Unchosen]) -> list[Choice | WhyNot]:
        """What each is asked, or why nothing can be.

        Where what was asked before is still to be had, nothing else is looked for.
        """
        past = await memory.choosing.past({one.citizen_id for one in some})
        await self._learn(memory, {one.first for one in some if one.first is not None})
        found = {one.id: self._pick(one, (), past) for one in some if one.first is not None}
        rest = [one for one in some if not isinstance(found.get(one.id), Choice)]
        near = [await self._matches(memory, one.profile) for one in rest]
        await self._learn(
            memory, {match.opportunity.id for matches in near for match in matches if match.fits}
        )
        found |= {one.id: self._pick(one, each, past) for one, each in zip(rest, near, strict=True)}
        return [found[one.id] for one in some]

    async def _learn(self, memory: Memory, wanted: Set[int]) -> None:
        """Read what must hold for these, where this round did not yet."""
        if unknown := wanted - self._known:
            self._known |= unknown
            self._terms |= await memory.choosing.terms(unknown, since=self._now - LATELY)

    def _pick(self, one: Unchosen, matches: Matches, past: Past) -> Choice | WhyNot:
        who, terms, loads = one.citizen_id, self._terms, self._loads
        return pick(who, one.profile, one.language, matches, terms, past, loads, first=one.first)

    async def _matches(self, memory: Memory, profile: Profile) -> Matches:
        told = replace(profile, door=None, fit=None)
        if told not in self._near:
            wish = self._wish(told)
            offers = await memory.opportunities.near(wish, now=self._now) if wish.point or wish.online else []
            self._near[told] = rank(wish, offers, self._now, limit=LOOKED)
        return self._near[told]

    def _wish(self, told: Profile) -> Wish:
        area = self._app.gazetteer.area(told.postcode) if told.postcode else None
        return Wish(
            point=Point(area.latitude, area.longitude) if area else None,
            radius=told.radius,
            likes=told.likes,
            times=told.times,
            often=told.often,
            online=told.online,
        )

    async def keep(self, memory: Memory, some: Sequence[Unchosen], found: Sequence[Choice | WhyNot]) -> None:
        """Write what was chosen; what has no room is looked for again later, while there is time."""
        budget = self._app.campaign.budget
        chosen, deferred, given_up = [], [], []
        for one, choice in zip(some, found, strict=True):
            if isinstance(choice, Choice):
                chosen.append((one.id, choice.opportunity_id, choice.ask_id))
                continue
            wait = timedelta(minutes=GAP) if choice is WhyNot.FULL else NEW_THINGS
            later = budget.next_sending(self._now + wait)
            if one.deadline is not None and later >= one.deadline:
                given_up.append((one.id, choice.value))
            else:
                deferred.append((one.id, choice.value, later))
        self.count += len(chosen)
        full = budget.next_sending(self._now + timedelta(minutes=GAP))
        await memory.choosing.choose(chosen, otherwise=full)
        await memory.choosing.defer(deferred)
        await memory.choosing.give_up(given_up, now=self._now)
