"""A database that is short of connections, locked, full or only read: no tap is lost, no message given up."""

import sqlite3
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from sqlalchemy import text

from bot import outcomes
from bot.app import build
from bot.clock import Clock
from bot.deliver import Deliverer
from bot.rounds import run_rounds
from bot.telegram import poll
from bot.telegram.carrier import Carrier
from bot.telegram.client import client
from bot.telegram.guard import Guard
from dialogs.citizen.help import missing
from dialogs.pages import site
from dialogs.screen import Screen
from dialogs.site import Route, Site
from dialogs.text import own
from dialogs.visit import Visit
from sandbox.session import SandboxSession
from sandbox.telegram import Telegram
from storage import pool, store
from storage.migrations import newest
from storage.store import Store
from tests import asked
from tests.bot.telegram.test_poll import polling
from tests.bot.test_cli import free_port
from tests.bot.until import until
from tests.dump import rows_of
from tests.faults.country import Country
from tests.faults.ending import burst, eventually
from tests.talk import LANGUAGES, UNHURRIED, Talk
from tests.town import settle_town
from tests.versions import versioned

CROWD, TAPS, FEW = 12, 4, 3
"""People, how often each taps, and connections that a process may have which would open ten."""
BUSY = 0.1
"""Seconds that SQLite waits here for another process; in earnest ten."""
only_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests have less patience."""
    monkeypatch.setattr(store, "WRITER_PRAGMAS", (*store.WRITER_PRAGMAS, f"busy_timeout={BUSY * 1000:.0f}"))
    monkeypatch.setattr(poll, "SHORTEST_PAUSE", 0.02)
    monkeypatch.setattr(poll, "LONGEST_PAUSE", 0.1)


async def limited(url: str, connections: int) -> str:
    """The same database for somebody who may have so many connections, and do all else."""
    role = f"short_{connections}"
    opened = Store(url)
    async with opened.begin() as memory:
        for statement in (
            f"DROP ROLE IF EXISTS {role}",
            f"CREATE ROLE {role} LOGIN CONNECTION LIMIT {connections}",
            f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}",
            f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {role}",
        ):
            await memory.connection.exec_driver_sql(statement)
    await opened.close()
    return url.replace("//postgres:@", f"//{role}@")


async def unlimited(url: str, connections: int) -> None:
    """Whoever may have so many connections is no more."""
    opened, role = Store(url), f"short_{connections}"
    async with opened.begin() as memory:
        await memory.connection.exec_driver_sql(f"DROP OWNED BY {role}")
        await memory.connection.exec_driver_sql(f"DROP ROLE {role}")
    await opened.close()


@only_postgresql
async def test_a_web_process_short_of_connections_loses_no_tap(database_url: str, tmp_path: Path) -> None:
    """Each of ten connections is wanted, and the server gives three: all else has to come again."""
    await versioned(database_url, newest())
    known, now, likes = Store(database_url), Clock().now(), defaultdict[int, int](int)
    async with known.begin() as memory:
        await settle_town(memory, now)
        await asked.citizens(memory, CROWD, now)
    country = Country(await limited(database_url, FEW), tmp_path)
    people = asked.phones(country.telegram, CROWD)
    async with country.up():
        await country.start("web-1", port=free_port())
        await eventually(lambda: country.telegram.updates.webhook is not None)
        await burst(country, people, Random(1), likes, TAPS)
        await eventually(lambda: country.telegram.pending() == 0)
        assert await country.stop("web-1") == 0
        assert "no connection left" in country.log("web-1").read_text(), "it never was short"
    saved = {row["chat_id"]: row["likes"] for row in await rows_of(known, "citizens")}
    assert len(await rows_of(known, "received")) == CROWD * TAPS
    assert saved == dict(likes)
    assert not any("went wrong" in (one.text or "") for person in people for one in person.messages)
    await known.close()
    await unlimited(database_url, FEW)


@asynccontextmanager
async def locked(url: str) -> AsyncIterator[None]:
    """Inside, another holds the file."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("COMMIT")


async def settled(talk: Talk) -> None:
    """The town is there."""
    async with talk.app.store.begin() as memory:
        await settle_town(memory, talk.clock.now())


@only_sqlite
async def test_a_tap_waits_until_another_process_lets_go_of_the_file(
    database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """However long: tries after which an update is given up do not count while the file is locked."""
    async with Talk(database_url, languages=LANGUAGES) as talk:
        await settled(talk)
        ana = talk.telegram.add_person("Ana", "en")
        await talk.does(ana, "/start")
        async with polling(talk, UNHURRIED):
            async with locked(database_url):
                ana.tap("16 or older")
                await until(lambda: caplog.messages.count("updates wait") > poll.TRIES)
            await until(lambda: talk.telegram.pending() == 0)
        assert "Type your postcode" in ana.messages[-1].text
        assert not {"a page went wrong", "an update is given up"} & set(caplog.messages)
        assert talk.telegram.unanswered() == []


@only_postgresql
async def test_a_page_that_takes_too_long_every_time_is_given_up_and_the_rest_goes_on(
    database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """It may have been the server that was slow; but it saves all else."""

    async def slow(visit: Visit) -> Screen:
        await visit.memory.connection.execute(text("SET LOCAL statement_timeout = 20"))
        await visit.memory.connection.execute(text("SELECT pg_sleep(9)"))
        return Screen(own("never"))

    async with Talk(database_url, languages=LANGUAGES) as talk:
        await settled(talk)
        talk.app.site = Site([*site().routes, Route("slow", slow)], missing)
        ana, bo = talk.telegram.add_person("Ana", "en"), talk.telegram.add_person("Bo", "en")
        for person in (ana, bo):
            await talk.does(person, "/start")
        buttons = [[InlineKeyboardButton(text="slow", callback_data="slow")]]
        shown = await talk.bot.send_message(
            ana.id, "old", reply_markup=InlineKeyboardMarkup(inline_keyboard=buttons)
        )
        async with polling(talk, UNHURRIED):
            ana.press(shown.message_id, 0, 0)
            bo.tap("16 or older")
            await until(lambda: talk.telegram.pending() == 0)
        assert "Type your postcode" in bo.messages[-1].text
        assert caplog.messages.count("updates wait") == poll.TRIES - 1
        assert caplog.messages.count("an update is given up") == 1


@only_postgresql
async def test_what_cannot_be_put_into_words_for_want_of_a_connection_is_sent_later(
    database_url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(outcomes, "AWAY", 0.2)
    monkeypatch.setattr(pool, "LEFT", 0.0)
    known, clock = Store(database_url), Clock()
    telegram = Telegram(now=clock.now, seed=1)
    async with known.begin() as memory:
        await settle_town(memory, clock.now())
        await asked.citizens(memory, CROWD, clock.now())
        chats = range(asked.FIRST_CHAT, asked.FIRST_CHAT + CROWD)
        await memory.notices.add(chats, "help", due=clock.now())
    people = asked.phones(telegram, CROWD)
    app = build(await limited(database_url, FEW), clock, languages=LANGUAGES)
    async with app.running():
        deliverer = Deliverer(
            app, Carrier(client(telegram.token, session=SandboxSession(telegram)), Guard()), 400
        )
        app.spawn(deliverer.run())

        async def all_went() -> bool:
            return {row["state"] for row in await rows_of(known, "notices")} <= {"sent", "failed"}

        await eventually(all_went)
        deliverer.stop()
        await app.idle()
    assert "a message waits for the store" in caplog.messages, "it never was short"
    assert [len(person.messages) for person in people] == [1] * CROWD
    assert {row["state"] for row in await rows_of(known, "notices")} == {"sent"}
    await known.close()
    await unlimited(database_url, FEW)


@only_sqlite
async def test_rounds_catch_up_when_the_file_is_free_again(
    database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with Talk(database_url, languages=LANGUAGES) as talk:
        await settled(talk)
        now = talk.clock.now()
        async with talk.app.store.begin() as memory:
            await asked.citizens(memory, 1, now)
            await asked.ask(memory, now, deadline=now - timedelta(hours=1))
        async with locked(database_url):
            await run_rounds(talk.app)
        assert {"the round plan_waves failed", "the round turn_dates failed"} <= set(caplog.messages)
        assert [row["state"] for row in await rows_of(talk.app.store, "asks")] == ["sending"]
        caplog.clear()
        await run_rounds(talk.app)
        assert not [words for words in caplog.messages if "failed" in words]
        assert [row["state"] for row in await rows_of(talk.app.store, "asks")] == ["ended"]
