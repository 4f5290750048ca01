"""Closing weeks: what was answered in a week is written down as it is given out, for good."""

import asyncio
import logging
import secrets
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import date, datetime, timedelta
from hashlib import blake2b
from random import SystemRandom

from bot.kept import Kept
from campaign.anonymity import Group, Label, labels
from campaign.asking import plain
from campaign.assignments import Lots, told_lots, told_matches
from campaign.groups import UNKNOWN, Cell
from campaign.remainders import tables
from campaign.spans import Span
from storage.closing import Closed, Counted, Drew, Given
from storage.memory import Memory

log = logging.getLogger("bot.closing")
LEFT_BEHIND = timedelta(minutes=5)
"""A week that nobody wrote on for so long was left behind by a process that is no more."""
SLICE = 500
"""Replies written at a time: whoever taps meanwhile waits for no more."""
_SILENT: Label = (None, None, None)
_NO_LOTS = (False, False, False)


async def write_replies_down(app: Kept, _now: datetime) -> None:
    """Write down the replies of every week whose people are counted; what another process does is left to it.

    It comes after the counting, since what the rows may say depends on the figures that are told.
    """
    async with app.store.look() as memory:
        due = await memory.closing.due()
    for week in due:
        count = await _close(app, week)
        if count is not None:
            log.info("the replies of a week are given out", extra={"count": count})


async def _close(app: Kept, week: Span) -> int | None:
    """Write a week down, from one state of the database; how many replies, None where another does it."""
    token, now = secrets.randbits(62), app.clock.now()
    async with app.store.begin() as memory:
        if not await memory.closing.claim(week.first, token, now=now, left_before=now - LEFT_BEHIND):
            return None
    await _clear(app, week.first)
    count = 0
    async with app.store.look() as memory:
        async for rows in _slices(memory, app, week):
            async with app.store.begin() as writing:
                if not await writing.closing.write(week.first, token, rows, now=app.clock.now()):
                    return None
            count += len(rows)
            await asyncio.sleep(0)
    async with app.store.begin() as memory:
        finished = await memory.closing.finish(week.first, token, count, now=app.clock.now())
    return count if finished else None


async def _clear(app: Kept, first: date) -> None:
    cleared = True
    while cleared:
        async with app.store.begin() as memory:
            cleared = bool(await memory.closing.clear(first))


async def _slices(memory: Memory, app: Kept, week: Span) -> AsyncIterator[Sequence[Closed]]:
    """The replies as they are given out, hour by hour; within an hour in no order."""
    since, until = week.begins(app.campaign.zone), week.ends(app.campaign.zone)
    figures = await memory.countings.cells(week.first)
    counted = await memory.closing.counted(since, until)
    drew = await memory.closing.drew(since, until)
    close = await asyncio.to_thread(_closer, app, counted, figures, drew)
    shuffle, hour, waiting = SystemRandom().shuffle, None, list[Closed]()
    async for some in memory.closing.given(since, until):
        for given in some:
            if (at := given.at.replace(minute=0, second=0, microsecond=0)) != hour:
                shuffle(waiting)
                for slice_ in _cut(waiting):
                    yield slice_
                hour, waiting = at, []
            waiting.append(close(given))
    shuffle(waiting)
    for slice_ in _cut(waiting):
        yield slice_


def _cut(rows: Sequence[Closed]) -> list[Sequence[Closed]]:
    return [rows[first : first + SLICE] for first in range(0, len(rows), SLICE)]


def _closer(
    app: Kept, counted: Sequence[Counted], figures: Sequence[Cell], drew: Sequence[Drew]
) -> Callable[[Given], Closed]:
    """What makes a reply what is given out of it; who gave it cannot be found once this is forgotten."""
    said, key = _said(app, counted, figures), secrets.token_bytes(32)
    zone = app.campaign.zone
    lots = told_lots(_drawn(app, drew), said)
    matches = told_matches(_matched(app, counted), said, figures)

    def close(given: Given) -> Closed:
        local, person = given.at.astimezone(zone), given.citizen_id
        label = _SILENT if person is None else said[_group(app, given)]
        wording, opening, held = _NO_LOTS if person is None else lots.get(label, _NO_LOTS)
        language, province, door = label
        return Closed(
            person=_number(key, person) if person is not None else secrets.randbits(62),
            day=local.date(),
            hour=local.hour if person is not None else None,
            origin=given.origin,
            answer=given.answer,
            reason=given.reason,
            task=given.task,
            often=given.often,
            introduced=given.introduced,
            matched=given.matched if person is not None and label in matches else None,
            wording=given.wording if wording else None,
            opening=given.opening if opening else None,
            held=given.held if held else None,
            language=language,
            province=province,
            door=door,
        )

    return close


def _said(app: Kept, counted: Sequence[Counted], figures: Sequence[Cell]) -> dict[Group, Label]:
    """What the rows of each group say."""
    answered, yes, introduced = (Counter[Group]() for _ in range(3))
    for one in counted:
        group = _group(app, one)
        answered[group] += one.people
        yes[group] += one.yes
        introduced[group] += one.introduced
    return labels((answered, yes, introduced), tables(figures, answered))


def _drawn(app: Kept, drew: Sequence[Drew]) -> dict[tuple[Group, Lots], tuple[int, int]]:
    """How many people of each group drew which lots, and how many of them said yes."""
    found: dict[tuple[Group, Lots], tuple[int, int]] = {}
    for one in drew:
        key = _group(app, one), (one.wording, one.opening, one.held)
        people, yes = found.get(key, (0, 0))
        found[key] = people + one.people, yes + one.yes
    return found


def _matched(app: Kept, counted: Sequence[Counted]) -> Counter[Group]:
    """How many people of each group came."""
    found = Counter[Group]()
    for one in counted:
        found[_group(app, one)] += one.matched
    return found


def _group(app: Kept, who: Given | Counted | Drew) -> Group:
    """The group of people as figures count them: without the register, and by where their municipality is."""
    place = app.gazetteer.municipality_of(who.postcode) if who.postcode else None
    return plain(who.language), app.gazetteer.where().get(place or "", UNKNOWN), who.door


def _number(key: bytes, person: int) -> int:
    """A number for a person by which nobody finds them who does not have the key."""
    return int.from_bytes(blake2b(person.to_bytes(8), key=key, digest_size=8).digest()) >> 2
