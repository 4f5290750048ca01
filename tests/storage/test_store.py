"""The store: whole transactions or none, readers that do not wait, nothing left of what is erased."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DBAPIError, StatementError

from campaign.records import Profile
from campaign.values import Answer
from storage import pool, schema
from storage.memory import Memory
from storage.store import Store
from tests.databases import PostgreSQL
from tests.town import GARDEN, settle_town

CHAT = 4001


async def put(memory: Memory, chat_id: int, now: datetime, **more: object) -> None:
    """A chat, with these columns."""
    values = {"id": chat_id, "turn": 0, "keyboard": False, "seen": now, **more}
    await memory.connection.execute(insert(schema.chats).values(values))


async def put_twice(store: Store, now: datetime, **more: object) -> None:
    """A transaction whose second statement fails."""
    async with store.begin() as memory:
        await put(memory, 1, now, **more)
        await put(memory, 1, now, **more)


async def chats_in(memory: Memory) -> list[int]:
    """The chats that this transaction sees."""
    return list(await memory.connection.scalars(select(schema.chats.c.id).order_by(schema.chats.c.id)))


async def test_a_transaction_is_kept_whole_or_not_at_all(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await put(memory, 1, now)
        await put(memory, 2, now)

    async def go_wrong() -> None:
        async with store.begin() as memory:
            await put(memory, 3, now)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await go_wrong()
    async with store.look() as memory:
        assert await chats_in(memory) == [1, 2]


async def test_a_statement_that_fails_spoils_only_its_own_transaction(store: Store, now: datetime) -> None:
    for _ in range(3):
        with pytest.raises(DBAPIError):
            await put_twice(store, now)
    async with store.begin() as memory:
        assert await chats_in(memory) == []
        await put(memory, 2, now)
    async with store.look() as memory:
        assert await chats_in(memory) == [2]


async def test_a_task_that_is_cancelled_leaves_nothing_and_blocks_nobody(store: Store, now: datetime) -> None:
    inside = asyncio.Event()

    async def work() -> None:
        async with store.begin() as memory:
            await put(memory, 1, now)
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(work())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with asyncio.timeout(5), store.begin() as memory:
        assert await chats_in(memory) == []
        await put(memory, 2, now)
    async with store.look() as memory:
        assert await chats_in(memory) == [2]


async def test_a_reader_does_not_wait_for_a_writer_and_sees_one_state(store: Store, now: datetime) -> None:
    async with asyncio.timeout(5), store.begin() as writing:
        await put(writing, 1, now)
        async with store.look() as reading:
            assert await chats_in(reading) == []
    async with store.look() as reading:
        assert await chats_in(reading) == [1]
        async with store.begin() as writing:
            await put(writing, 2, now)
        assert await chats_in(reading) == [1]
    async with store.look() as reading:
        assert await chats_in(reading) == [1, 2]


async def test_who_only_looks_cannot_write(store: Store, now: datetime) -> None:
    with pytest.raises(DBAPIError):
        async with store.look() as memory:
            await put(memory, 1, now)
    async with store.begin() as memory:
        assert await chats_in(memory) == []
        await put(memory, 1, now)


async def test_writers_of_one_chat_go_one_after_another(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await put(memory, CHAT, now)

    async def raise_the_turn(number: int) -> None:
        async with store.begin() as memory:
            opened = await memory.chats.open(CHAT, bot_id=1, update_id=number, language=None, now=now)
            await asyncio.sleep(0)
            await memory.connection.execute(
                update(schema.chats).where(schema.chats.c.id == CHAT).values(turn=opened.chat.turn + 1)
            )

    await asyncio.gather(*(raise_the_turn(number) for number in range(30)))
    async with store.look() as memory:
        assert await memory.connection.scalar(select(schema.chats.c.turn)) == 30


async def test_fifty_chats_write_side_by_side(store: Store, now: datetime) -> None:
    async def write(chat_id: int) -> None:
        async with store.begin() as memory:
            await memory.chats.open(chat_id, bot_id=1, update_id=chat_id, language="nl", now=now)
            await memory.chats.receive(bot_id=1, update_id=chat_id, waited=None, now=now)

    async with asyncio.timeout(10):
        await asyncio.gather(*(write(chat_id) for chat_id in range(50)))
    async with store.look() as memory:
        assert await chats_in(memory) == list(range(50))


async def test_writers_of_sqlite_are_served_in_the_order_they_came(sqlite_url: str) -> None:
    store = Store(sqlite_url)
    served = []

    async def write(number: int) -> None:
        async with store.begin() as memory:
            await memory.connection.execute(text("SELECT 1"))
            served.append(number)

    await asyncio.gather(*(write(number) for number in range(20)))
    await store.close()
    assert served == list(range(20))


async def test_two_processes_may_write_one_sqlite_file(sqlite_url: str, now: datetime) -> None:
    one, other = Store(sqlite_url), Store(sqlite_url)

    async def write(store: Store, chat_id: int) -> None:
        async with store.begin() as memory:
            await put(memory, chat_id, now)
            await asyncio.sleep(0.01)

    await asyncio.gather(*(write((one, other)[number % 2], number) for number in range(10)))
    async with one.look() as memory:
        assert await chats_in(memory) == list(range(10))
    await one.close()
    await other.close()


async def test_a_commit_of_sqlite_survives_a_loss_of_power(sqlite_url: str) -> None:
    store = Store(sqlite_url)
    async with store.begin() as memory:
        for pragma, value in (
            ("journal_mode", "wal"),
            ("synchronous", 2),
            ("secure_delete", 1),
            ("foreign_keys", 1),
        ):
            assert (await memory.connection.exec_driver_sql(f"PRAGMA {pragma}")).scalar_one() == value
    await store.close()


async def test_nothing_of_what_is_erased_is_left_in_the_file(
    sqlite_url: str, quick_path: Path, now: datetime
) -> None:
    def on_disk(words: str) -> bool:
        return any(words.encode() in path.read_bytes() for path in quick_path.iterdir())

    store = Store(sqlite_url)
    async with store.begin() as memory:
        await settle_town(memory, now)
        await memory.chats.open(CHAT, bot_id=1, update_id=1, language="nl", now=now)
        citizen = await memory.citizens.add(CHAT, Profile(postcode="3331"), now=now)
        await memory.replies.put(
            citizen.id, GARDEN, Answer.YES, origin="campaign", language="nl", now=now, on_date=None
        )
        reply = await memory.replies.get(citizen.id, GARDEN)
        assert reply is not None
        await memory.introductions.prepare(reply.id, citizen.id, name="Zoltana Quirinus", reach="0687654321")
    assert on_disk("Zoltana Quirinus")
    async with store.begin() as memory:
        await memory.chats.forget(CHAT)
    await store.close()
    assert not on_disk("Zoltana Quirinus")
    assert not on_disk("0687654321")


async def test_what_is_saved_is_saved_even_where_its_log_cannot_be_emptied(
    sqlite_url: str, quick_path: Path, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    def on_disk(words: str) -> bool:
        return any(words.encode() in path.read_bytes() for path in quick_path.iterdir())

    store = Store(sqlite_url)
    async with store.begin() as memory:
        await put(memory, 1, now)
        await put(memory, 2, now, waiting="the words of Ana")
    async with store.begin() as memory:
        driver = (await memory.connection.get_raw_connection()).driver_connection
        assert driver is not None
        reading = await driver.execute("SELECT id FROM chats")  # left half read, it keeps the log in use
        await memory.chats.forget(2)
        memory.erased = True
    assert [(one.levelname, one.message) for one in caplog.records] == [("WARNING", "the log is not emptied")]
    async with store.look() as memory:
        assert await chats_in(memory) == [1]
    del reading
    async with store.begin() as memory:
        await memory.chats.forget(1)
        memory.erased = True
    assert len(caplog.records) == 1
    assert not on_disk("the words of Ana")
    await store.close()


async def test_a_connection_that_is_lost_is_replaced(
    postgresql: PostgreSQL, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "UNUSED", 0.0)
    url = postgresql.fresh()
    store, other = Store(url), Store(url)
    async with store.begin() as memory:
        await memory.connection.run_sync(schema.metadata.create_all)
    async with other.begin() as memory:
        await memory.connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    async with store.begin() as memory:
        await put(memory, 1, now)
    async with other.look() as memory:
        assert await chats_in(memory) == [1]
    await store.close()
    await other.close()
    postgresql.drop(url)


async def test_a_database_that_cannot_be_reached_is_told_and_tried_again(
    sqlite_url: str, tmp_path: Path
) -> None:
    store = Store(f"sqlite:///{tmp_path}/later/bot.sqlite")
    for _ in range(2):
        with pytest.raises(DBAPIError):
            await store.ready()
        with pytest.raises(DBAPIError):
            async with store.begin():
                pass
    (tmp_path / "later").mkdir()
    await store.ready()
    await store.close()


async def test_moments_are_aware_and_in_utc(store: Store, now: datetime) -> None:
    summer = datetime.fromisoformat("2027-07-01T12:00:00+02:00")
    async with store.begin() as memory:
        await put(memory, 1, summer, blocked=now + timedelta(microseconds=1))
        row = (await memory.connection.execute(select(schema.chats))).one()
        assert row.seen == summer
        assert row.seen.utcoffset() == timedelta(0)
        assert row.blocked == now + timedelta(microseconds=1)
    with pytest.raises(StatementError, match="without a time zone"):
        async with store.begin() as memory:
            await put(memory, 2, datetime(2027, 1, 1, tzinfo=UTC).replace(tzinfo=None))


async def test_an_error_does_not_repeat_what_somebody_said(store: Store, now: datetime) -> None:
    with pytest.raises(DBAPIError) as failed:
        await put_twice(store, now, waiting="the words of Ana")
    assert "the words of Ana" not in str(failed.value)
