"""A broadcast with everything going wrong on the way to Telegram, or to the database: the same promise."""

import asyncio

from sandbox.faults import Trouble
from tests.databases import PostgreSQL, make_tables
from tests.faults.broadcast import Broadcast

TROUBLES = {
    Trouble.TOO_MANY: 0.02,
    Trouble.ERROR: 0.04,
    Trouble.ERROR_AFTER: 0.04,
    Trouble.GATEWAY: 0.04,
    Trouble.GATEWAY_AFTER: 0.04,
    Trouble.DROPPED: 0.04,
    Trouble.RESET: 0.04,
    Trouble.SILENCE: 0.01,
    Trouble.BLOCKED: 0.04,
    Trouble.DEACTIVATED: 0.03,
    Trouble.NOT_FOUND: 0.03,
}
CITIZENS, PACE = 200, 50


async def test_trouble_on_the_way_doubles_nothing_and_loses_nobody(database_url: str) -> None:
    """What was surely not sent is tried again, what may have arrived is not; both are told apart."""
    async with Broadcast(database_url, CITIZENS, PACE, seed=3).prepared(TROUBLES) as broadcast:
        await broadcast.finish()
        count = await broadcast.count(0)
        assert broadcast.faults is not None
        met = broadcast.faults.met
    doubted = (
        Trouble.ERROR,
        Trouble.ERROR_AFTER,
        Trouble.GATEWAY,
        Trouble.GATEWAY_AFTER,
        Trouble.DROPPED,
        Trouble.RESET,
        Trouble.SILENCE,
    )
    gone = (Trouble.BLOCKED, Trouble.DEACTIVATED, Trouble.NOT_FOUND)
    assert met[Trouble.TOO_MANY] > 0
    assert (count.doubled, count.lost) == (0, 0), count.line()
    assert count.unknown == sum(met[trouble] for trouble in doubted), count.line()
    assert count.refused == sum(met[trouble] for trouble in gone), count.line()
    assert count.sent == CITIZENS - count.unknown - count.refused


async def test_while_telegram_is_away_nothing_is_given_up(sqlite_url: str) -> None:
    """Connections that are refused are tried again, since nothing went through them."""
    async with Broadcast(sqlite_url, 60, PACE, seed=3).prepared() as broadcast:
        async with broadcast.worker():
            await broadcast.begun()
            await broadcast.hang_up(2)
            await broadcast.over()
        count = await broadcast.count(0)
    assert (count.doubled, count.lost, count.sent + count.unknown) == (0, 0, 60), count.line()
    assert count.sent > 20, count.line()


async def test_a_database_that_restarts_in_the_middle_doubles_nothing() -> None:
    """Outcomes wait until they can be written; what was claimed and never heard of is unknown."""
    server = PostgreSQL(hasty=True)
    try:
        url = server.fresh()
        await make_tables(url)
        async with Broadcast(url, CITIZENS, PACE, seed=5).prepared() as broadcast:
            async with broadcast.worker():
                await broadcast.begun()
                await asyncio.to_thread(server.restart)
                await broadcast.all_claimed()
            await broadcast.finish()
            count = await broadcast.count(0)
    finally:
        server.stop()
    assert (count.doubled, count.lost) == (0, 0), count.line()
    assert count.sent + count.unknown == CITIZENS, count.line()
