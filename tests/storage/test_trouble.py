"""Trouble that passes: what was broken off is done again, and lost connections are replaced unseen."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing, nullcontext
from datetime import datetime

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoneFree

from storage import pool, schema
from storage import store as stores
from storage.store import Store
from storage.trouble import is_short, passes, was_away
from tests.bot.faults import everything
from tests.databases import PostgreSQL

CHATS = schema.chats
SORT = "SELECT DISTINCT n || 'x' FROM generate_series(1, 100000) AS n ORDER BY 1 DESC"
only_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


async def settle(store: Store, now: datetime, *chats: int) -> None:
    async with store.begin() as memory:
        for chat in chats:
            values = {"id": chat, "turn": 0, "keyboard": False, "seen": now}
            await memory.connection.execute(insert(CHATS).values(values))


async def test_what_is_wrong_stays_wrong(store: Store, now: datetime) -> None:
    await settle(store, now, 1)
    with pytest.raises(IntegrityError) as twice:
        await settle(store, now, 1)
    assert not passes(twice.value)
    assert not was_away(twice.value)
    assert not passes(ConnectionRefusedError())
    assert was_away(ConnectionRefusedError())


@only_postgresql
async def test_a_deadlock_passes(store: Store, now: datetime) -> None:
    await settle(store, now, 1, 2)
    both = asyncio.Barrier(2)

    async def take(first: int, second: int) -> None:
        async with store.begin() as memory:
            for chat in (first, second):
                await memory.connection.execute(update(CHATS).where(CHATS.c.id == chat).values(turn=1))
                if chat == first:
                    await both.wait()

    results = await asyncio.gather(take(1, 2), take(2, 1), return_exceptions=True)
    (error,) = [one for one in results if one is not None]
    assert isinstance(error, DBAPIError)
    assert passes(error)


@only_postgresql
async def test_a_connection_that_is_cut_in_the_middle_passes(store: Store, now: datetime) -> None:
    await settle(store, now, 1)
    with pytest.raises(DBAPIError) as cut:
        async with store.begin() as memory:
            await memory.connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    assert passes(cut.value)
    await store.ready()


async def test_after_a_restart_of_the_server_nobody_meets_a_lost_connection(now: datetime) -> None:
    server = PostgreSQL(hasty=True)
    try:
        store = Store(server.fresh())
        await asyncio.gather(*(store.ready() for _ in range(5)))
        await asyncio.to_thread(server.restart)
        await asyncio.gather(*(store.ready() for _ in range(5)))
        await store.close()
    finally:
        server.stop()


async def test_who_opens_a_connection_while_the_server_restarts_finds_it_away() -> None:
    """Whatever the driver calls it: as new connections are made all the time, some are cut in the middle."""
    server = PostgreSQL(hasty=True)
    store, over, met = Store(server.fresh()), False, []
    await store.ready()

    async def look() -> None:
        while not over:
            try:
                await store.ready()
            except Exception as error:
                met.append(error)
                await asyncio.sleep(0.01)

    async def let_go() -> None:
        while not over:
            await store.close()
            await asyncio.sleep(0.02)

    try:
        async with asyncio.TaskGroup() as tasks:
            for work in (let_go, *[look] * 24):
                tasks.create_task(work())
            for _ in range(8):
                await asyncio.sleep(0.2)
                await asyncio.to_thread(server.restart)
            over = True
        await store.close()
    finally:
        server.stop()
    assert met
    assert not {repr(error) for error in met if not passes(error) and not was_away(error)}


@only_postgresql
async def test_who_waits_too_long_for_a_connection_is_told(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pool is bounded: whoever finds it used up waits, and not for ever."""
    monkeypatch.setattr(pool, "WAIT", 0.2)
    store = Store(database_url, pool_size=1)
    async with store.begin() as memory:
        await memory.connection.execute(select(1))
        with pytest.raises(NoneFree):
            await store.ready()
    await store.ready()
    await store.close()


@only_postgresql
async def test_a_connection_that_was_not_used_for_long_is_asked_first(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "UNUSED", -1.0)
    for _ in range(3):
        await store.ready()
    async with store.look() as memory:
        held = (await memory.connection.execute(text("SHOW idle_in_transaction_session_timeout"))).scalar()
    assert held == "3min"


@only_postgresql
@pytest.mark.parametrize(
    ("statements", "at_once"),
    [
        (("SET TRANSACTION READ ONLY", "UPDATE chats SET turn = 1"), False),
        (("SET LOCAL statement_timeout = 20", "SELECT pg_sleep(9)"), False),
        (("SET LOCAL temp_file_limit = 64", "SET LOCAL work_mem = '64kB'", SORT), False),
        (("SET LOCAL lock_timeout = 20", "UPDATE chats SET turn = 2 WHERE id = 1"), True),
    ],
)
async def test_a_server_that_is_short_of_something_is_away(
    store: Store, now: datetime, statements: tuple[str, ...], at_once: bool
) -> None:
    async def do() -> None:
        async with store.begin() as memory:
            for statement in statements:
                await memory.connection.exec_driver_sql(statement)

    await settle(store, now, 1)
    async with store.begin() as holding:
        await holding.connection.execute(update(CHATS).values(turn=1))
        with pytest.raises(DBAPIError) as short:
            await do()
    assert was_away(short.value)
    assert passes(short.value) is at_once
    assert not is_short(short.value), "what is asked for may be too much every time"


async def held(_store: Store, other: sqlite3.Connection) -> None:
    """Another process writes."""
    other.execute("BEGIN IMMEDIATE")


async def full(store: Store, _other: sqlite3.Connection) -> None:
    """There is no room for one page more."""
    async with store.begin() as memory:
        await memory.connection.exec_driver_sql("PRAGMA max_page_count = 1")


async def read_only(store: Store, _other: sqlite3.Connection) -> None:
    """As on a disk that was taken for damaged."""
    async with store.begin() as memory:
        await memory.connection.exec_driver_sql("PRAGMA query_only = ON")


@pytest.mark.parametrize(("trouble", "short"), [(held, True), (full, True), (read_only, False)])
async def test_a_file_that_takes_no_writing_is_away(
    sqlite_url: str,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
    trouble: Callable[[Store, sqlite3.Connection], Awaitable[None]],
    short: bool,
) -> None:
    monkeypatch.setattr(stores, "WRITER_PRAGMAS", (*stores.WRITER_PRAGMAS, "busy_timeout=20"))
    store = Store(sqlite_url)
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        await trouble(store, other)
        with pytest.raises(DBAPIError) as away:
            await settle(store, now, *range(1, 1000))
        with pytest.raises(DBAPIError) if trouble is not full else nullcontext():
            await store.prove()
    assert (was_away(away.value), passes(away.value), is_short(away.value)) == (True, False, short)
    await store.close()


async def test_what_proves_that_the_store_saves_leaves_nothing(store: Store) -> None:
    before = await everything(store)
    await asyncio.gather(*(store.prove() for _ in range(3)))
    assert await everything(store) == before


@only_postgresql
async def test_a_server_with_no_connection_left_is_short(
    store: Store, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "LEFT", 0.2)
    async with store.begin() as memory:
        await memory.connection.exec_driver_sql("DROP ROLE IF EXISTS nobody")
        await memory.connection.exec_driver_sql("CREATE ROLE nobody LOGIN CONNECTION LIMIT 0")
    refused = Store(database_url.replace("//postgres:@", "//nobody@"))
    found = await asyncio.gather(*(refused.ready() for _ in range(3)), return_exceptions=True)
    await refused.close()
    for error in found:
        assert isinstance(error, (DBAPIError, NoneFree))
        assert (was_away(error), is_short(error)) == (True, True)
    async with store.begin() as memory:
        await memory.connection.exec_driver_sql("DROP ROLE nobody")


@pytest.mark.parametrize("where", ["host=/nowhere/at/all", "host=no-such-host.invalid"])
async def test_a_server_that_nobody_knows_of_is_away(where: str) -> None:
    """While it restarts its socket is not there; and a name may not be known for a while."""
    store = Store(f"postgresql://postgres:@/test?{where}")
    for begin in (store.begin, store.look):
        with pytest.raises(ConnectionError) as away:
            async with begin():
                pass
        assert was_away(away.value)
    await store.close()
