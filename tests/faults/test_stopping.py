"""Processes that are told to stop while Telegram or the database hangs, or while others take their place."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.clock import Clock
from sandbox.http import serve
from sandbox.person import Person
from sandbox.telegram import Telegram
from storage.migrations import newest
from storage.store import Store
from tests import asked
from tests.bot.processes import bot, running
from tests.bot.test_cli import free_port
from tests.dump import rows_of
from tests.faults.country import Country
from tests.faults.ending import eventually
from tests.town import REPAIR, settle_town
from tests.versions import versioned

PROMISED = 10
"""Seconds within which a process is gone after it was told to stop."""
CITIZENS = 60
pytestmark = pytest.mark.slow


async def prepared(database: str, folder: Path, *, pace: int = 30) -> tuple[Store, Country]:
    """A town, and the processes that may serve it."""
    store = Store(database)
    await versioned(database, newest())
    async with store.begin() as memory:
        await settle_town(memory, Clock().now())
    return store, Country(database, folder, pace=pace)


def answers(person: Person) -> int:
    """How many messages of the bot a person got."""
    return sum(message.from_bot for message in person.messages)


async def test_a_worker_that_telegram_hangs_under_settles_all_that_it_claimed(
    database_url: str, tmp_path: Path
) -> None:
    """What never went goes back and costs nobody their day, what hung is in doubt; nothing stays claimed."""
    store, country = await prepared(database_url, tmp_path, pace=20)
    now = Clock().now()
    async with store.begin() as memory:
        people = await asked.citizens(memory, CITIZENS, now)
        await asked.change(memory, "opportunities", REPAIR, places=CITIZENS + 1)
        await asked.plan(memory, await asked.ask(memory, now, opportunity=REPAIR), people, now)
    asked.phones(country.telegram, CITIZENS)
    reached: dict[int, float] = {}
    time = asyncio.get_running_loop().time

    async def hang(method: str, parameters: dict[str, Any]) -> None:
        if method == "sendMessage":
            reached[int(parameters["chat_id"])] = time()
            await asyncio.sleep(60)

    async def stuck() -> bool:
        taken = sum(state != "planned" for state, _ in await asked.states(store))
        return taken > len(reached) > 0 and time() > max(reached.values()) + 1

    country.telegram.before_call = hang
    async with country.up():
        await country.start("worker-1")
        await eventually(stuck)
        async with asyncio.timeout(PROMISED):
            assert await country.stop("worker-1") == 0, country.log("worker-1").read_text()
    chats = {row["id"]: row["chat_id"] for row in await rows_of(store, "citizens")}
    states = {chats[row["citizen_id"]]: row["state"] for row in await rows_of(store, "deliveries")}
    assert states == {chat: "unknown" if chat in reached else "planned" for chat in chats.values()}
    assert 0 < len(reached) < CITIZENS
    assert {chats[row["citizen_id"]] for row in await rows_of(store, "spent")} == set(reached)
    await store.close()


@asynccontextmanager
async def locked(store: Store) -> AsyncIterator[None]:
    """Inside, whoever wants to write waits."""
    if store.embedded:
        with closing(sqlite3.connect(str(store.url.database), isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            yield
        return
    async with store._writer.connect() as one:
        await one.execute(text("LOCK TABLE leases, moments, asks, chats IN ACCESS EXCLUSIVE MODE"))
        yield
        await one.rollback()


async def test_processes_that_the_database_hangs_under_are_gone_in_time(
    database_url: str, tmp_path: Path
) -> None:
    """What they were at is undone, or comes again: a tap is answered by the next one."""
    store, country = await prepared(database_url, tmp_path)
    ana = country.telegram.add_person("Ana", "en")
    port = free_port()
    async with country.up():
        await country.start("clock-1")
        await country.start("web-1", port=port)
        await eventually(lambda: country.telegram.updates.webhook is not None)
        await eventually(lambda: "this process leads" in country.log("clock-1").read_text())
        async with locked(store):
            ana.say("/help")
            await asyncio.sleep(6)  # the lease is renewed each five seconds
            async with asyncio.timeout(PROMISED):
                await asyncio.gather(country.stop("clock-1"), country.stop("web-1"))
        assert answers(ana) == 0
        await country.start("web-1", port=port)
        await eventually(lambda: answers(ana) == 1)
    await store.close()


async def test_what_web_did_not_say_when_it_stopped_is_said_at_last(sqlite_url: str, tmp_path: Path) -> None:
    """Of Ana Telegram already knows that it was received, so it is said now; of Bo not, so it comes again."""
    store, country = await prepared(sqlite_url, tmp_path)
    ana, bo = (country.telegram.add_person(name, "en") for name in ("Ana", "Bo"))
    for person in (ana, bo):
        person.started = True
    waits, entered = {ana.id: 4.0, bo.id: 60.0}, set[int]()

    async def slow(method: str, parameters: dict[str, Any]) -> None:
        if method == "sendMessage":
            chat = int(parameters["chat_id"])
            entered.add(chat)
            await asyncio.sleep(waits[chat])

    country.telegram.before_call = slow
    port = free_port()
    async with country.up():
        await country.start("web-1", port=port)
        await eventually(lambda: country.telegram.updates.webhook is not None)
        ana.say("/help")
        await eventually(lambda: ana.id in entered and country.telegram.pending() == 0)
        bo.say("/help")
        await eventually(lambda: bo.id in entered)
        async with asyncio.timeout(PROMISED):
            assert await country.stop("web-1") == 0, country.log("web-1").read_text()
        assert (answers(ana), answers(bo), country.telegram.pending()) == (1, 0, 1)
        country.telegram.before_call = None
        await country.start("web-1", port=port)
        await eventually(lambda: answers(bo) == 1 and country.telegram.pending() == 0)
    assert answers(ana) == 1
    await store.close()


async def test_between_run_and_web_no_update_is_lost_in_the_middle_of_a_talk(tmp_path: Path) -> None:
    """Each is started while the other is still at work, and people talk on all the while."""
    telegram = Telegram(now=Clock().now, seed=3)
    server, base = await serve(telegram)
    port, database = str(free_port()), f"sqlite:///{tmp_path}/bot.sqlite"
    settings = {"BOT_TOKEN": telegram.token, "BOT_API_URL": base, "DATABASE_URL": database, "BURST": "0"}
    hook = {"WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram", "PORT": port}
    assert bot("migrate", cwd=tmp_path, DATABASE_URL=database).returncode == 0
    people = [telegram.add_person(f"Person {number}", "en") for number in range(5)]
    sent = 0

    async def talk(until: asyncio.Event | None = None) -> None:
        """Everybody says something, again and again."""
        nonlocal sent
        for turn in range(10_000):
            for person in people:
                person.say("/about" if turn % 2 else "/help")
                sent += 1
            await asyncio.sleep(0.3)
            if until is None or until.is_set():
                return

    async def over(process: asyncio.subprocess.Process) -> None:
        """Tell it to stop, and see that it does."""
        process.terminate()
        async with asyncio.timeout(PROMISED):
            await process.communicate()
        assert process.returncode == 0

    switched = asyncio.Event()
    async with AsyncExitStack() as stack:
        group = await stack.enter_async_context(asyncio.TaskGroup())
        first = await stack.enter_async_context(running("run", cwd=tmp_path, **settings))
        await talk()
        await eventually(lambda: telegram.pending() == 0)
        talking = group.create_task(talk(switched))
        second = await stack.enter_async_context(running("web", cwd=tmp_path, **settings, **hook))
        await eventually(lambda: telegram.updates.webhook is not None)
        await asyncio.sleep(1)
        await over(first)
        third = await stack.enter_async_context(running("run", cwd=tmp_path, **settings))
        await eventually(lambda: telegram.updates.webhook is None)
        await asyncio.sleep(1)
        await over(second)
        switched.set()
        await talking
        await eventually(lambda: telegram.pending() == 0)
        await over(third)
    store = Store(database)
    received = await rows_of(store, "received")
    await store.close()
    assert len(received) == sent
    assert telegram.faults == []
    assert telegram.unanswered() == []
    await server.cleanup()
