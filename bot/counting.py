"""What is counted by the clock: tallies are folded, the people of a closed week counted once and for all."""

import asyncio
import logging
from dataclasses import replace
from datetime import datetime

from bot.kept import Kept
from campaign import crossing, groups
from campaign.asking import plain
from campaign.groups import Person
from campaign.spans import span_after, span_of
from storage.countings import Counting
from storage.gazetteer import Gazetteer
from storage.people import Doing

log = logging.getLogger("bot.counting")
SLICE = 250
"""Citizens whose doings are read at a time: some milliseconds, for which a tap waits at most."""
SAVED = 80
"""Slices after which the sums are kept, so that a restart goes on from there."""
AT_A_TIME = 20.0
"""Seconds after which the rest waits for the next round, so that other rounds have their turn."""


async def fold_tallies(app: Kept, _now: datetime) -> None:
    """Take what came to count into the tallies, some at a time, so that nobody waits for all of it."""
    async with app.store.look() as memory:
        if not await memory.tallies.any_new():
            return
    folded = True
    while folded:
        async with app.store.begin() as memory:
            folded = bool(await memory.tallies.fold())


async def close_weeks(app: Kept, now: datetime) -> None:
    """Count the people of each week that is closed, and keep what may be told of them."""
    loop = asyncio.get_running_loop()
    until = loop.time() + AT_A_TIME
    while loop.time() < until and (counting := await _next(app, now)) is not None:
        counted = await _count(app, counting, until)
        if counted is None:
            return
        where = app.gazetteer.where()
        cells = list(groups.cells(counted.sums, where))
        cells += crossing.cells(counted.sums, cells, where)
        async with app.store.begin() as memory:
            await memory.countings.freeze(counted.span, counted.cursor, cells, now=now)
        log.info("a week was counted", extra={"week": counted.span.first.isoformat()})


async def _next(app: Kept, now: datetime) -> Counting | None:
    """The next week to count, or to go on with; None where all that are closed are counted."""
    zone, weeks = app.campaign.zone, app.campaign.weeks
    async with app.store.look() as memory:
        latest = await memory.countings.latest()
        if latest is not None and latest.frozen is None:
            return latest
        first = None if latest is not None else await memory.tallies.first()
    if latest is not None:
        span = span_after(latest.span.last, weeks)
    elif first is not None:
        span = span_of(first.astimezone(zone).date(), weeks)
    else:
        return None
    if span.closes(zone) > now:
        return None
    async with app.store.begin() as memory:
        await memory.countings.begin(span)
        return await memory.countings.latest()


async def _count(app: Kept, counting: Counting, until: float) -> Counting | None:
    """Count on to the last citizen; None where there is no more time, or another process counts too."""
    since, ends = counting.span.begins(app.campaign.zone), counting.span.ends(app.campaign.zone)
    async with app.store.look() as memory:
        if not any((await memory.tallies.sums(since=since, until=ends)).values()):
            return counting
    loop = asyncio.get_running_loop()
    while True:
        cursor = counting.cursor
        for _ in range(SAVED):
            async with app.store.look() as memory:
                upto = await memory.people.upto(cursor, SLICE)
                if upto is None:
                    break
                some = await memory.people.did(cursor, upto, since=since, until=ends)
            for one in some:
                groups.add(counting.sums, _person(one, app.gazetteer))
            cursor = upto
            await asyncio.sleep(0)
        async with app.store.begin() as memory:
            if not await memory.countings.slide(counting.span, counting.cursor, cursor, counting.sums):
                return None
        counting = replace(counting, cursor=cursor)
        if upto is None or loop.time() >= until:
            return counting if upto is None else None


def _person(doing: Doing, gazetteer: Gazetteer) -> Person:
    place = gazetteer.municipality_of(doing.postcode) if doing.postcode else None
    return Person(
        language=plain(doing.language) if doing.language else groups.UNKNOWN,
        door=doing.door or groups.UNKNOWN,
        origin=groups.origin_of(doing.origins),
        place=place or groups.UNKNOWN,
        reached=doing.reached,
        matched=doing.matched,
        province=gazetteer.where().get(place or "", groups.UNKNOWN),
    )
