"""Trouble that passes: what was broken off is done again, and lost connections are replaced unseen."""

import asyncio
from datetime import datetime

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoneFree

from storage import pool, schema
from storage.store import Store
from storage.trouble import passes
from tests.databases import PostgreSQL

CHATS = schema.chats
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
    assert not passes(ConnectionRefusedError())


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
