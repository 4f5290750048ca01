"""What nobody may read of a person: long talks and every kind of trouble, and all lines of the log searched.

And what goes to Sentry, as a server of our own receives it.
"""

import asyncio
import gc
import json
import logging
import re
import shutil
import sys
import threading
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from multidict import CIMultiDict, CIMultiDictProxy
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from yarl import URL

from bot import sentry
from bot.cli import UNFORESEEN
from bot.logs import told
from bot.request import current, of_update
from bot.settings import Settings
from bot.watching import begin
from dialogs.citizen.help import missing
from dialogs.pages import site
from dialogs.screen import Screen
from dialogs.site import Site
from dialogs.visit import Visit
from sandbox.refusal import Garbled, bad_request
from storage.migrations import newest
from storage.store import Store
from tests import checks
from tests.bot.faults import refusing
from tests.bot.processes import bot
from tests.bot.telegram.hooks import Hooked, hooked
from tests.bot.test_logs import loggers
from tests.journeying import play_journey
from tests.storage.test_migrations import empty_url
from tests.talk import Talk
from tests.versions import versioned

__all__ = ["checks", "empty_url", "loggers"]
NAME, HANDLE, PHONE, CHAT = "Zoltana", "zoltana_q", "0687654321", 4503599627370496
WORDS, POSTCODE = "mijn geheime woorden", "3331 AB"
SECRETS = (NAME, HANDLE, PHONE, str(CHAT), WORDS, "geheime", POSTCODE, "SANDBOX")
TYPED = ("Ana", "Mia", "Fatima", "Bram", "Zwijndrecht", "3331", "ana_zwijndrecht", "612345678", "0612345678")
"""What is typed, shared and named in the talks."""
UNSAID = re.compile("|".join((*map(re.escape, SECRETS), *(rf"\b{word}\b" for word in TYPED))), re.IGNORECASE)
SAID = (
    "a page went wrong",
    "an answer could not be shown",
    "an update waits",
    "a call went wrong",
    "an update cannot be read",
    "the process ends",
    "an error was not caught",
    "asyncio says something",
    "something that is no update",
    "py.warnings says something",
    "urllib3.connectionpool says something",
)
"""What the log does say of all that."""
FEED = f"id,title,organisation,task,postcode,places\n1,{WORDS},{NAME},cooking,3331 AB,3\n"
TALKS = (
    *("asked_by_an_organisation", "ask_in_ones_own_words", "introduction_confirmed", "forget_everything"),
    *("invited_by_a_friend", "place_with_a_typing_error", "yes_with_a_phone_number", "something_is_wrong"),
)
"""Journeys in which people tell most."""


async def boom(visit: Visit, **_arguments: object) -> Screen:
    """A page that raises with all it knows, because of a query that knows as much."""
    incoming = visit.incoming
    known = f"{incoming.name} {incoming.handle} {incoming.chat_id} {incoming.text} {PHONE}"
    try:
        await visit.memory.connection.execute(text("SELECT :a FROM nowhere_at_all"), {"a": known})
    except SQLAlchemyError as broken:
        raise ValueError(known) from broken
    raise AssertionError("there is such a table")


def of_aiohttp(token: str) -> aiohttp.ClientResponseError:
    """What aiohttp raises: its words hold the address, and the address the token."""
    url = URL(f"https://api.telegram.org/bot{token}/getMe?text={WORDS}")
    asked = aiohttp.RequestInfo(url, "GET", CIMultiDictProxy(CIMultiDict[str]()), url)
    return aiohttp.ClientResponseError(asked, (), status=500, message=f"{WORDS} of {NAME}")


class Falls:
    """Something that raises where nobody can catch it."""

    def __del__(self) -> None:
        raise ValueError(f"{NAME} {PHONE}")


@asynccontextmanager
async def receiving() -> AsyncIterator[tuple[str, list[str]]]:
    """A server that takes what goes to Sentry: the DSN, and what came."""
    came: list[str] = []

    async def take(request: web.Request) -> web.Response:
        came.append((await request.read()).decode())
        return web.json_response({})

    application = web.Application()
    application.router.add_post("/api/42/envelope/", take)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://key@127.0.0.1:{runner.addresses[0][1]}/42", came
    finally:
        await runner.cleanup()


async def pass_on(talk: Talk, here: Hooked) -> None:
    """Send all that waits to the webhook, and let the bot have its say over HTTP."""
    for update in list(talk.telegram.updates.waiting()):
        await here.send(update)
        talk.telegram.updates.confirm(update["update_id"])
    await talk.app.idle()


async def go_wrong(talk: Talk) -> None:
    """All the trouble there is, from the webhook to Telegram and back."""
    person = talk.telegram.add_person(NAME, "en", username=HANDLE, user_id=CHAT)
    async with hooked(talk) as here:
        person.say("/start")
        await pass_on(talk, here)
        whole, talk.app.site = (
            talk.app.site,
            Site([replace(one, page=boom) for one in site().routes], missing),
        )
        for words in (WORDS, POSTCODE, f"/start {WORDS}"):
            person.say(words)
            await pass_on(talk, here)
        talk.app.site = whole
        async with refusing(talk.app.store, "chats"):
            person.say(PHONE)
            await pass_on(talk, here)
        for trouble in (
            bad_request(f"can't parse entities in {PHONE} of {NAME}"),
            Garbled(502, f"<html>{NAME} {WORDS} {talk.telegram.token}</html>"),
            ConnectionError(NAME),
        ):

            async def refuse(method: str, _given: dict[str, Any], trouble: Exception = trouble) -> None:
                if method in ("sendMessage", "getMe"):
                    raise trouble

            talk.telegram.before_call = refuse
            person.say(f"{WORDS} {POSTCODE}")
            await pass_on(talk, here)
        talk.telegram.before_call = None
        await here.send(f"{{not json {WORDS}".encode())
        await here.send({"update_id": 77, "message": {"text": WORDS, "from": {"first_name": NAME}}})
    await go_wrong_unseen(talk.telegram.token)


async def go_wrong_unseen(token: str) -> None:
    """What nobody catches: in a task, a thread, at the end of an object, in a library, in the log itself."""
    error = of_aiohttp(token)

    async def fall() -> None:
        raise error from ValueError(WORDS)

    task = asyncio.get_running_loop().create_task(fall())
    await asyncio.wait([task])
    del task
    gc.collect()
    thread = threading.Thread(target=lambda: [][len(WORDS)], name=NAME)
    thread.start()
    thread.join()
    Falls()
    warnings.warn(f"{NAME} said {WORDS}", UserWarning, stacklevel=1)
    logging.getLogger("urllib3.connectionpool").error("GET %s of %s", error.request_info.real_url, NAME)
    logging.getLogger("aiogram.event").critical("%s", WORDS, exc_info=error)
    logging.getLogger("bot.test").info("%d", WORDS)
    logging.getLogger("bot.test").error("a call went wrong", extra=told(error))
    group = ExceptionGroup(WORDS, [ValueError(NAME), error])
    await asyncio.to_thread(sys.excepthook, ExceptionGroup, group, None)


@pytest.mark.parametrize("style", ["text", "json"])
async def test_nothing_of_a_person_and_no_token_is_in_any_line_nor_goes_to_sentry(
    style: str, sqlite_template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fresh(name: str) -> str:
        return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / name)}"

    async with receiving() as (dsn, came):
        begin(Settings(log_format=style, log_level="debug", sentry_dsn=dsn, _env_file=None), "run")
        for name in ("", "aiogram", "aiohttp", "aiosqlite", "sqlalchemy.engine", "apscheduler", "asyncio"):
            logging.getLogger(name).setLevel(logging.DEBUG)
        for name in TALKS[:: 1 if style == "json" else 3]:
            await play_journey(name, fresh(name), restart_between=False)
        async with Talk(fresh("wrong")) as talk:
            await go_wrong(talk)
        await asyncio.to_thread(sentry.end)
    for name in ("aiosqlite", "sqlalchemy.engine", "asyncio"):
        logging.getLogger(name).setLevel(logging.NOTSET)
    lines = capsys.readouterr().err.splitlines()
    for line in lines:
        assert not UNSAID.search(line), line
    logged = "\n".join(lines)
    for said in SAID:
        assert said in logged, said
    if style == "json":
        told_lines = [json.loads(line) for line in lines]
        went_wrong = [one for one in told_lines if one["message"] == "a page went wrong"]
        assert {one["request"] for one in went_wrong} == {f"u{one['update']}" for one in went_wrong}
        assert went_wrong[0]["cause"].startswith("OperationalError")
    look_at_envelopes(came)


def look_at_envelopes(came: list[str]) -> None:
    """Search what Sentry got, and look whether it is of use."""
    assert not UNSAID.search("\n".join(came))
    events = [json.loads(line) for body in came for line in body.splitlines() if '"logentry"' in line]
    assert {"error", "fatal"} == {one["level"] for one in events}
    for event in events:
        assert event.keys() <= set(sentry._KEPT)
        for error in event.get("exception", {}).get("values", ()):
            for frame in error["stacktrace"]["frames"]:
                assert frame.keys() == {"filename", "lineno", "function", "in_app"}
    (first, *_) = [one for one in events if one["logentry"]["message"] == "a page went wrong"]
    (error,) = first["exception"]["values"]
    assert error["type"] == "ValueError"
    assert error["stacktrace"]["frames"][-1]["function"] == "boom"
    assert first["tags"]["process"] == "run"
    assert first["tags"]["request"].startswith("u")


async def abort(url: str, table: str) -> None:
    """Have the database refuse each new row of a table, in words that nobody may read."""
    store = Store(url)
    async with store.begin() as memory:
        run = memory.connection.exec_driver_sql
        if store.embedded:
            body = f"BEGIN SELECT RAISE(ABORT, 'boom of {NAME} {PHONE}'); END"
        else:
            await run(
                "CREATE FUNCTION boom() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"RAISE unique_violation USING MESSAGE = 'boom of {NAME} {PHONE}'; END $$"
            )
            body = "EXECUTE FUNCTION boom()"
        await run(f"CREATE TRIGGER boom BEFORE INSERT ON {table} FOR EACH ROW {body}")
    await store.close()


async def test_an_import_that_falls_says_where_and_nothing_of_what_the_database_said(
    database_url: str, tmp_path: Path
) -> None:
    feed = tmp_path / "feed.csv"
    feed.write_text(FEED, encoding="utf-8")
    await versioned(database_url, newest())
    await abort(database_url, "opportunities")
    words = ("import", str(feed), "--source", "test")
    line = await fall(*words, cwd=tmp_path, DATABASE_URL=database_url)
    assert "error=IntegrityError" in line
    assert "storage/feeds/saving.py" in line


async def test_so_does_a_migration(empty_url: str, tmp_path: Path) -> None:
    store = Store(empty_url)
    async with store.begin() as memory:
        await memory.connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32))")
    await store.close()
    await abort(empty_url, "alembic_version")
    line = json.loads(await fall("migrate", cwd=tmp_path, DATABASE_URL=empty_url, LOG_FORMAT="json"))
    assert (line["level"], line["error"]) == ("critical", "IntegrityError")
    assert "storage/migrations/__init__.py" in line["where"]


async def fall(*words: str, cwd: Path, **settings: str) -> str:
    """Run a command that falls; its line, which is all it says beside a sentence."""
    fell = await asyncio.to_thread(bot, *words, cwd=cwd, **settings)
    assert fell.returncode == 1
    said = fell.stdout + fell.stderr
    assert not UNSAID.search(said), said
    for word in ("Traceback", "boom of", "INSERT", "parameters"):
        assert word not in said
    line, sentence = fell.stderr.split("\n", 1)
    assert sentence == f"{UNFORESEEN}\n"
    return line


def test_without_the_setting_sentry_is_not_even_loaded_and_what_is_missing_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "sentry_sdk", None)  # as if it were not installed
    without = Settings(_env_file=None)
    assert not sentry.missing(without)
    begin(without, "web")
    assert capsys.readouterr().err == ""
    with_it = Settings(sentry_dsn="https://key@sentry.example/1", _env_file=None)
    assert sentry.missing(with_it)
    begin(with_it, "web")
    told_of = capsys.readouterr().err
    assert sentry.MISSING in told_of
    assert "key" not in told_of.replace("sentry-sdk", "")
    assert not [one for one in logging.getLogger().handlers if isinstance(one, sentry.Telling)]


async def test_a_request_is_that_of_its_own_task_and_of_what_it_starts() -> None:
    seen: dict[int, list[str]] = {}

    async def beside(number: int) -> None:
        await asyncio.sleep(0)
        seen[number].append(current())

    async def work(number: int) -> None:
        with of_update(number):
            seen[number] = [current()]
            await asyncio.sleep(0.001 * (number % 3))
            seen[number].append(current())
            async with asyncio.TaskGroup() as group:
                group.create_task(beside(number))
            await asyncio.to_thread(lambda: seen[number].append(current()))
        assert current() == ""

    await asyncio.gather(*(work(number) for number in range(50)))
    assert seen == {number: [f"u{number}"] * 4 for number in range(50)}
    assert current() == ""
