"""How long planning a moment takes among 1,000,000 citizens; what taps feel of it, and what idling costs."""

import asyncio
import gc
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from itertools import islice
from pathlib import Path

import asyncpg
from sqlalchemy import Date, case, func, insert, literal, null, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.choosing import choose_asks
from bot.clock import CampaignClock
from bot.clockwork import Clockwork
from bot.forgetting import forget_visitors
from bot.moments import plan_first_asks, plan_moments
from bot.rounds import run_rounds
from bot.settings import PACE
from campaign.budget import Budget
from campaign.weeks import Campaign, Kind, Moment, Week
from storage import schema
from storage.claims import UNCHOSEN
from storage.store import Store
from tests.bench import near, planning
from tests.bench.figures import Figure, percentile, report
from tests.bench.planning import CITIZENS, NOW, ONLINE, Taps, memory_mb
from tests.databases import PostgreSQL, make_tables

IDLE_RUNS = 50
DUE, THINGS = 10_000, 20_000
"""Messages to choose for, among so many opportunities."""
COMFORT = 4
"""So many times the pace of sending is chosen at least."""
DAY = timedelta(days=1)
_C, _D = schema.citizens.c, schema.deliveries.c


def campaign() -> Campaign:
    """An asking week from tomorrow on, with an ask on its first day and a follow-up on the next."""
    first = NOW.date() + DAY
    moments = tuple(
        Moment("bench", kind.value, kind, NOW + day * DAY, NOW + day * DAY + timedelta(hours=4))
        for day, kind in enumerate((Kind.ASK, Kind.FOLLOW_UP), start=1)
    )
    last = first + 6 * DAY
    week = Week("bench", first, last, {"nl": "Week van het Vragen"}, moments)
    return Campaign(weeks=(week,), budget=Budget(weeks=((first, last),)), holdout=0.1)


async def agree(store: Store) -> None:
    """Those who may be asked agreed: most last week, and were asked; every fifth yesterday, and was not.

    Most have not tapped since.
    """
    new = _C.id % 5 == 0
    agreed = case((new, literal(NOW - DAY, schema.Utc)), else_=literal(NOW - 9 * DAY, schema.Utc))
    asked = case((new, null()), else_=literal(NOW - 8 * DAY, schema.Utc))
    async with store.begin() as memory:
        await memory.connection.execute(
            update(schema.citizens).where(_C.may_ask).values(agreed=agreed, asked=asked)
        )
        long_ago = update(schema.chats).where(schema.chats.c.id % 10 != 0).values(seen=NOW - 9 * DAY)
        await memory.connection.execute(long_ago)


async def sent(store: Store) -> None:
    """Half of what the ask planned went, and was spent; some had their second of the week."""
    half = _D.step == "ask", _D.citizen_id % 2 == 0
    make = sqlite.insert if store.embedded else postgresql.insert
    async with store.begin() as memory:
        for day, which in ((1, half), (2, (_D.citizen_id % 20 == 2,))):
            spent = select(_D.citizen_id, literal((NOW + day * DAY).date(), Date)).where(*which).distinct()
            into = make(schema.spent).from_select(["citizen_id", "day"], spent)
            await memory.connection.execute(into.on_conflict_do_nothing())
        values = {"state": "sent", "opportunity_id": ONLINE, "settled": NOW + DAY}
        await memory.connection.execute(update(schema.deliveries).where(*half).values(values))
        values = {"state": "skipped", "reason": "nothing", "settled": NOW + DAY}
        await memory.connection.execute(
            update(schema.deliveries).where(_D.step == "ask", _D.state == "planned").values(values)
        )


async def seconds(work: Callable[[], Awaitable[None]]) -> float:
    """How long something takes."""
    begun = time.perf_counter()
    await work()
    return time.perf_counter() - begun


async def idle(kept: Clockwork) -> tuple[float, float]:
    """Milliseconds of the slowest of the campaign's rounds, and of all rounds: the middle of many runs."""

    async def middle(work: Callable[[], Awaitable[None]]) -> float:
        return percentile([await seconds(work) for _ in range(IDLE_RUNS)], 0.5) * 1000

    rounds = [partial(each, kept, NOW) for each in (plan_moments, plan_first_asks, choose_asks)]
    return max([await middle(each) for each in rounds]), await middle(partial(run_rounds, kept))


async def figures(url: str) -> list[Figure]:
    """All figures on one filled database."""
    store, clock = Store(url), CampaignClock(NOW)
    kept = Clockwork(store, clock, campaign(), frozenset())
    name = "sqlite" if store.embedded else "postgres"
    kept.gazetteer.prepare()
    gc.collect()
    gc.freeze()
    visitors = await seconds(partial(forget_visitors, kept, NOW))
    await run_rounds(kept)
    one, all_rounds = await idle(kept)
    taps = Taps(store)
    tapping = asyncio.get_running_loop().create_task(taps.run())
    await asyncio.sleep(1)
    planned, grown = [], 0.0
    for day in (1, 2):
        before = taps.most = memory_mb()
        planned.append(await seconds(partial(plan_moments, kept, NOW + day * DAY)))
        grown = max(grown, taps.most - before)
        if day == 1:
            taps.stop()
            await tapping
            await sent(store)
            taps.go_on()
            tapping = asyncio.get_running_loop().create_task(taps.run())
    taps.stop()
    await tapping
    await _check(store)
    await store.close()
    return [
        Figure(f"plan_ask_s_{name}", planned[0], "s", 60),
        Figure(f"plan_follow_up_s_{name}", planned[1], "s", 60),
        Figure(f"plan_moment_taps_p99_ms_{name}", percentile(taps.times, 0.99), "ms", 60),
        Figure(f"plan_moment_memory_mb_{name}", grown, "MB", 48),
        Figure(f"idle_round_ms_{name}", one, "ms", 5),
        Figure(f"idle_rounds_ms_{name}", all_rounds, "ms", 80),
        Figure(f"hourly_visitors_s_{name}", visitors, "s", 10),
    ]


async def _check(store: Store) -> None:
    """Everybody who agreed was looked at; all that the rules can say was said."""
    async with store.look() as memory:
        rows = await memory.connection.execute(
            select(_D.step, _D.reason, func.count())
            .where(_D.moment_id.is_not(None))
            .group_by(_D.step, _D.reason)
        )
        found = {row[0] or row[1]: row[2] for row in rows}
    assert {"ask", "again", "someone", "paused", "blocked", "week", "heldout"} <= found.keys(), found
    assert sum(found.values()) > CITIZENS * 0.9, found


async def due(store: Store) -> None:
    """A town full of things to do, and people who are to be asked for one of them each."""
    await near.settle(store)
    await near.fill(store, near.opportunities(THINGS))
    people = [
        dict(zip(planning.CITIZEN, row, strict=True)) for row in islice(planning.citizens(DUE), 1, DUE + 1)
    ]
    for one in people:
        one |= {"may_ask": True, "stopped": False, "agreed": NOW - DAY}
    chats = [dict(zip(planning.CHAT, row, strict=True)) for row in islice(planning.chats(DUE), 1, DUE + 1)]
    async with store.begin() as memory:
        await memory.connection.execute(insert(schema.chats), chats)
        await memory.connection.execute(insert(schema.citizens), people)
        number = await memory.moments.standing(now=NOW)
        asks = [
            {
                "moment_id": number,
                "citizen_id": one["id"],
                "step": "ask",
                "state": "planned",
                "wave": 0,
                "fit": UNCHOSEN,
            }
            | {"due": NOW, "redraw": False}
            for one in people
        ]
        await memory.connection.execute(insert(schema.deliveries), asks)


async def choosing(url: str) -> list[Figure]:
    """How many messages a second are looked at and given what they ask."""
    await make_tables(url)
    store = Store(url)
    await due(store)
    kept = Clockwork(store, CampaignClock(NOW), Campaign(), frozenset())
    kept.gazetteer.prepare()
    taken = await seconds(partial(choose_asks, kept, NOW))
    async with store.look() as memory:
        is_seen = or_(_D.opportunity_id.is_not(None), _D.due > NOW)
        seen = (await memory.connection.execute(select(func.count()).where(is_seen))).scalar_one()
        chosen = select(func.count()).where(_D.opportunity_id.is_not(None))
        assert (await memory.connection.execute(chosen)).scalar_one() > seen * 0.8
    name = "sqlite" if store.embedded else "postgres"
    await store.close()
    return [Figure(f"chosen_per_s_{name}", seen / taken, "asks/s", COMFORT * PACE, more=True)]


async def measure() -> list[Figure]:
    """The figures on SQLite and on PostgreSQL."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "moments.sqlite"
        url = f"sqlite:///{path}"
        await planning.make(url)
        await asyncio.to_thread(planning.fill_sqlite, path)
        await _agreed(url)
        measured = await figures(url)
        measured += await choosing(f"sqlite:///{folder}/choosing.sqlite")
    server = await asyncio.to_thread(PostgreSQL)
    try:
        url = await asyncio.to_thread(server.fresh)
        await planning.make(url)
        await planning.fill_postgres(url)
        await _agreed(url)
        measured += await figures(url)
        measured += await choosing(await asyncio.to_thread(server.fresh))
    finally:
        await asyncio.to_thread(server.stop)
    return measured


async def _agreed(url: str) -> None:
    """Everybody agreed at their time, and the databases took stock, as they do by themselves."""
    store = Store(url)
    await agree(store)
    await store.close()
    if url.startswith("postgres"):
        connection = await asyncpg.connect(url)
        await connection.execute("VACUUM ANALYZE")
        await connection.close()


if __name__ == "__main__":
    raise SystemExit(report(asyncio.run(measure())))
