"""The doctor: each thing that is not well has its mark, what was found, and what to do."""

import asyncio
import shutil
import sqlite3
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web
from sqlalchemy import insert

from bot.app import build
from bot.clock import Clock
from bot.doctor import (
    Finding,
    Mark,
    look_at_database,
    look_at_door,
    look_at_file,
    look_at_modes,
    look_at_processes,
    look_at_settings,
    look_at_token,
    look_at_updates,
)
from bot.settings import Settings
from bot.web import door, serving
from campaign.weeks import STANDARD, Campaign
from sandbox.http import serve
from sandbox.telegram import Telegram
from storage.migrations import newest
from storage.schema import moments
from storage.store import Store
from tests.bot.processes import bot
from tests.bot.until import until
from tests.calendar import SAMPLE, sample_campaign
from tests.databases import name_of
from tests.versions import versioned

NOW = datetime(2027, 1, 13, 14, tzinfo=UTC)
NOBODY = "http://127.0.0.1:9"
"""Where nothing listens."""


def fresh(tmp_path: Path) -> str:
    """An up-to-date SQLite database, made by the program itself."""
    assert bot("migrate", cwd=tmp_path).returncode == 0
    return f"sqlite:///{tmp_path / 'vraagbot.sqlite'}"


async def nobody() -> str:
    """The name of a bot that is not known."""
    return ""


def marks(findings: list[Finding]) -> list[Mark]:
    return [finding.mark for finding in findings]


@pytest.fixture
async def telegram() -> AsyncIterator[tuple[Telegram, str]]:
    """A sandbox over HTTP, and where it is."""
    sandbox = Telegram(now=Clock().now, inline_mode=True)
    server, base = await serve(sandbox)
    yield sandbox, base
    await server.cleanup()


def test_sentry_without_its_library_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(sentry_dsn="https://key@sentry.example/1", team_ids=(1,), _env_file=None)
    assert [one.mark for one in look_at_settings(settings)] == [Mark.OK]
    monkeypatch.setitem(sys.modules, "sentry_sdk", None)  # as if it were not installed
    _, missing = look_at_settings(settings)
    assert missing.mark is Mark.WRONG
    assert "SENTRY_DSN is set, and the package sentry-sdk is missing" in missing.found
    assert "requirements-sentry.lock" in missing.todo
    assert "key" not in str(missing)


def test_files_with_secrets_that_everybody_can_read_are_looked_at(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings(database_url="sqlite:///people.sqlite", _env_file=None)
    assert look_at_modes(settings) == []
    for name in (".env", "people.sqlite"):
        (tmp_path / name).touch()
        (tmp_path / name).chmod(0o644)
    assert [one.todo for one in look_at_modes(settings)] == [
        "Run: chmod 600 .env",
        "Run: chmod 600 people.sqlite",
    ]
    for name in (".env", "people.sqlite"):
        (tmp_path / name).chmod(0o600)
    assert look_at_modes(settings) == []
    elsewhere = Settings(database_url="postgresql://me@host/people", _env_file=None)
    assert look_at_modes(elsewhere) == []


async def test_a_bot_in_earnest_that_is_well_ends_with_0(
    tmp_path: Path, telegram: tuple[Telegram, str]
) -> None:
    sandbox, base = telegram
    fresh(tmp_path)
    text = SAMPLE.read_text(encoding="utf-8")
    (tmp_path / "campaign.toml").write_text(text.replace("2027-", "2095-"), encoding="utf-8")
    settings = {"BOT_TOKEN": sandbox.token, "BOT_API_URL": base, "TEAM_IDS": "1"}
    app = build(f"sqlite:///{tmp_path / 'vraagbot.sqlite'}", Clock())
    async with app.running(), serving(door(app, nobody), "127.0.0.1", 0) as address:
        settings["PUBLIC_URL"] = address
        done = await asyncio.to_thread(lambda: bot("doctor", cwd=tmp_path, **settings))
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"@{sandbox.username}" in done.stdout
    assert f"version {newest()}" in done.stdout
    assert 'The next week is "winter-2027", from 2095-01-18' in done.stdout
    assert f"{address} answers, but only on this machine." in done.stdout
    assert "province are those of the sample." in done.stdout
    assert "the controller is that of the sample." in done.stdout
    assert "0 wrong, 3 to look at" in done.stdout
    assert sandbox.token not in done.stdout + done.stderr


def test_in_an_empty_folder_there_is_much_to_look_at_and_nothing_is_made(tmp_path: Path) -> None:
    done = bot("doctor", cwd=tmp_path)
    assert done.returncode == 0
    for words in (
        *("BOT_TOKEN is not set", "TEAM_IDS is empty", "no campaign.toml", "no database yet"),
        "PUBLIC_URL is not set",
    ):
        assert words in done.stdout
    assert "0 wrong, 5 to look at" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_what_is_wrong_ends_with_1_and_what_cannot_be_used_with_2(tmp_path: Path) -> None:
    away = bot(
        "doctor",
        cwd=tmp_path,
        BOT_TOKEN="123456:very-geheim",
        BOT_API_URL=NOBODY,
        DATABASE_URL="postgresql://me:geheim@127.0.0.1:9/x",
        PACE="31",
    )
    assert away.returncode == 1
    assert "PACE is 31" in away.stdout
    assert "The database cannot be reached" in away.stdout
    assert f"{NOBODY} cannot be reached" in away.stdout
    assert "geheim" not in away.stdout + away.stderr
    (tmp_path / "campaign.toml").write_text("nmae = 1\n[budget]\nper_week = 9", encoding="utf-8")
    faulty = bot("doctor", cwd=tmp_path)
    assert faulty.returncode == 2
    assert "wrong campaign.toml: nmae: is not known here" in faulty.stdout
    assert "wrong campaign.toml: budget.per_week: write 7 or less" in faulty.stdout
    assert "BOT_TOKEN is not set" in faulty.stdout, "the rest is looked at as well"
    assert bot("doctor", cwd=tmp_path, PORT="many").returncode == 2


def test_settings_that_are_well_have_nothing_to_look_at() -> None:
    well = Settings.model_validate({"team_ids": (1,), "pace": 30, "bot_token": "123456:ABC-DEF"})
    assert marks(look_at_settings(well)) == [Mark.OK]
    assert marks(look_at_settings(well.model_copy(update={"pace": 31, "team_ids": ()}))) == [
        *(Mark.OK, Mark.LOOK, Mark.LOOK)
    ]


def test_weeks_that_are_past_or_the_samples_are_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    settings = Settings(campaign_file=path)
    text = SAMPLE.read_text(encoding="utf-8")
    for written, now, words, mark in (
        (text, NOW, "those of the sample", Mark.LOOK),
        (text.replace("last = 2027-01-24", "last = 2027-01-25"), NOW, "The next week", Mark.OK),
        (text, NOW.replace(year=2028), "No asking week is to come", Mark.LOOK),
        ("", NOW, "0 asking weeks", Mark.LOOK),
    ):
        path.write_text(written, encoding="utf-8")
        campaign, (finding, *_) = look_at_file(settings, now)
        assert campaign is not None
        assert words in finding.found
        assert finding.mark is mark, finding


def test_who_answers_for_peoples_data_is_looked_for(tmp_path: Path) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    path = tmp_path / "campaign.toml"
    for written, words, mark in (
        (text.replace("Stichting Voorbeeld", "Stichting Echt"), "Stichting Echt answers", Mark.OK),
        (text, "the controller is that of the sample", Mark.LOOK),
        ("", "does not say who answers for people's data", Mark.LOOK),
    ):
        path.write_text(written, encoding="utf-8")
        _, findings = look_at_file(Settings(campaign_file=path), NOW)
        assert [one.mark for one in findings if words in one.found] == [mark]


def test_shares_of_the_population_that_miss_or_are_the_samples_are_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    settings = Settings(campaign_file=path)
    text = SAMPLE.read_text(encoding="utf-8")
    doors = text.replace("usedto = 18, now = 49", "usedto = 17, now = 50")
    own = doors.replace("nl = 88", "nl = 87").replace("Utrecht = 7.8", "Utrecht = 7.7")
    for written, words, mark in (
        (text, "by language, door, province are those of the sample", Mark.LOOK),
        (doors, "by language, province are those of the sample", Mark.LOOK),
        (own, "has the population's shares, with their sources", Mark.OK),
        (text[: text.index("[population.provinces]")], "no shares of the population by province", Mark.LOOK),
        ("", "no shares of the population by language, door, province: there are numbers", Mark.LOOK),
    ):
        path.write_text(written, encoding="utf-8")
        _, (_, finding, *_) = look_at_file(settings, NOW)
        assert words in finding.found
        assert finding.mark is mark, finding
    assert marks(look_at_file(Settings(campaign_file=SAMPLE), NOW)[1])[1] is Mark.OK


async def test_a_token_is_known_unknown_or_nobody_answers(telegram: tuple[Telegram, str]) -> None:
    sandbox, base = telegram
    assert marks(await look_at_token("", base)) == [Mark.LOOK]
    known, inline = await look_at_token(sandbox.token, base)
    assert (known.mark, sandbox.username in known.found) == (Mark.OK, True)
    assert (inline.mark, "Inline mode is on" in inline.found) == (Mark.OK, True)
    sandbox.inline = False
    _, inline = await look_at_token(sandbox.token, base)
    assert (inline.mark, "/setinline" in inline.todo) == (Mark.LOOK, True)
    (unknown,) = await look_at_token("999999:nobody-knows-me", base)
    assert (unknown.mark, "does not know" in unknown.found) == (Mark.WRONG, True)
    (away,) = await look_at_token(sandbox.token, NOBODY)
    assert (away.mark, "cannot be reached" in away.found) == (Mark.WRONG, True)
    assert sandbox.token not in str(away) + str(unknown) + str(known)


@pytest.mark.parametrize("body", ["<html>a proxy</html>", "[]", "3", '{"ok": true}', '{"ok": false}'])
async def test_what_answers_otherwise_than_telegram_is_told(body: str) -> None:
    async def answer(_request: web.Request) -> web.Response:
        return web.Response(text=body, status=503)

    application = web.Application()
    application.router.add_get("/{any:.*}", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    (finding,) = await look_at_token("123456:ABC-DEF", base)
    await runner.cleanup()
    assert finding == Finding(
        Mark.WRONG, f"{base} does not answer as Telegram does.", "Look at BOT_API_URL, or try again later."
    )


async def test_a_database_is_told_with_its_product_and_version(database_url: str) -> None:
    (empty,) = await look_at_database(database_url, STANDARD)
    assert (empty.mark, "empty" in empty.found) == (Mark.LOOK, True)
    await versioned(database_url, newest())
    well, same = await look_at_database(database_url, STANDARD)
    assert (well.mark, same.mark) == (Mark.OK, Mark.OK)
    assert ("SQLite" if database_url.startswith("sqlite") else "PostgreSQL") in well.found
    assert "can be written" in well.found


@pytest.mark.parametrize(("version", "todo"), [("0001", "migrate"), ("9999", "newer program")])
async def test_a_schema_that_is_behind_or_ahead_is_wrong(sqlite_url: str, version: str, todo: str) -> None:
    await versioned(sqlite_url, version)
    (finding,) = await look_at_database(sqlite_url, STANDARD)
    assert finding.mark is Mark.WRONG
    assert todo in finding.todo


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_postgresql_that_takes_no_writing_is_wrong(database_url: str) -> None:
    await versioned(database_url, newest())
    name = database_url.split("?")[0].rsplit("/", 1)[1]
    store = Store(database_url)
    async with store.begin() as memory:
        await memory.connection.exec_driver_sql(
            f"ALTER DATABASE {name} SET default_transaction_read_only = on"
        )
    await store.close()
    (finding,) = await look_at_database(database_url, STANDARD)
    assert finding.mark is Mark.WRONG
    assert "read-only" in finding.found


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_connections_for_all_processes_are_counted(database_url: str) -> None:
    store, name = Store(database_url), name_of(database_url)

    async def found(*, pool: int, webhook: str = "", role: int = -1, database: int = -1) -> Finding:
        async with store.begin() as memory:
            for statement in (
                f"ALTER ROLE counted CONNECTION LIMIT {role}",
                f"ALTER DATABASE {name} CONNECTION LIMIT {database}",
            ):
                await memory.connection.exec_driver_sql(statement)
        url = database_url.replace("//postgres:@", "//counted@")
        settings = Settings.model_validate(
            {"database_url": url, "database_pool": pool, "webhook_url": webhook}
        )
        (finding, *_) = await look_at_processes(settings, None, NOW)
        return finding

    async with store.begin() as memory:
        await memory.connection.exec_driver_sql("CREATE ROLE counted LOGIN")
        await memory.connection.exec_driver_sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO counted")
        most = int((await memory.connection.exec_driver_sql("SHOW max_connections")).scalar_one())
        reserved = (
            await memory.connection.exec_driver_sql("SHOW superuser_reserved_connections")
        ).scalar_one()
    web, room = "https://bot.example/hook", most - int(reserved)
    try:
        well = await found(pool=10, webhook=web)
        assert well.mark is Mark.OK
        assert f"{room} connections (the server's max_connections)" in well.found
        assert f"enough for {room // 10} processes" in well.found
        few = await found(pool=10, webhook=web, role=25)
        assert few.mark is Mark.LOOK
        assert "25 connections (the role's CONNECTION LIMIT)" in few.found
        assert "set DATABASE_POOL to 8 for 3, or raise the role's CONNECTION LIMIT." in few.todo
        assert (await found(pool=10, role=25)).mark is Mark.OK, "run is one process"
        short = await found(pool=10, role=25, database=9)
        assert short.mark is Mark.WRONG
        assert "9 connections (the database's CONNECTION LIMIT), and a process takes up to 10" in short.found
    finally:
        async with store.begin() as memory:
            await memory.connection.exec_driver_sql("DROP OWNED BY counted")
            await memory.connection.exec_driver_sql("DROP ROLE counted")
        await store.close()


async def test_a_clock_that_does_not_run_is_missed_where_something_is_to_come(database_url: str) -> None:
    settings = Settings.model_validate(
        {"database_url": database_url, "webhook_url": "https://bot.example/hook"}
    )
    embedded, campaign = database_url.startswith("sqlite"), sample_campaign()

    async def missed(campaign: Campaign | None) -> bool:
        findings = await look_at_processes(settings, campaign, NOW)
        return any("No clock is running" in one.found for one in findings)

    assert await missed(campaign) is not embedded, "on SQLite there is one process for all"
    assert not await missed(STANDARD), "nothing is to come"
    store = Store(database_url)
    async with store.begin() as memory:
        await memory.chats.open(1, bot_id=1, update_id=1, language="nl", now=NOW)
        await memory.notices.add([1], "help", due=NOW)
    assert await missed(STANDARD) is not embedded
    async with store.begin() as memory:
        await memory.leases.take("clock", "somebody", 60)
    assert not await missed(campaign)
    async with store.begin() as memory:
        await memory.leases.take("clock", "somebody", -1)
    assert await missed(campaign) is not embedded
    await store.close()
    polling = settings.model_copy(update={"webhook_url": ""})
    assert not any("clock" in one.found for one in await look_at_processes(polling, campaign, NOW))


async def test_where_the_team_changed_a_moment_file_and_database_differ(database_url: str) -> None:
    await versioned(database_url, newest())
    campaign = sample_campaign()
    heads_up, ask, *_ = campaign.weeks[0].moments
    store = Store(database_url)
    async with store.begin() as memory:
        for number in (1, 2):
            await memory.chats.open(number, bot_id=1, update_id=number, language="nl", now=NOW)
        await memory.members.add_to_team(1, "Tessa", now=NOW)
        changes = (
            {"week": "", "name": "first-ask", "begun": NOW},
            {"week": ask.week, "name": ask.name, "at": ask.at + timedelta(days=1), "changed_by": 1},
            {"week": heads_up.week, "name": heads_up.name, "cancelled": NOW, "changed_by": 2},
            {"week": "gone", "name": "ask"},
        )
        for change in changes:
            await memory.connection.execute(
                insert(moments).values(cursor=0, missed=False, **{"changed": NOW, **change})
            )
    await store.close()
    well, *different = await look_at_database(database_url, campaign)
    assert well.mark is Mark.OK
    assert marks(different) == [Mark.LOOK] * 3
    moved, cancelled, gone = (finding.found for finding in different)
    assert "from 2027-01-19 11:00" in moved
    assert "by Tessa on 2027-01-13 15:00" in moved
    assert "called off by Telegram id 2 on 2027-01-13 15:00" in cancelled
    assert 'week "gone", moment "ask"' in gone
    assert await look_at_database(database_url, None) == [well], "a faulty file is not compared"


async def test_a_file_that_is_no_database_is_wrong_and_no_folder_is_made(tmp_path: Path) -> None:
    (tmp_path / "text.sqlite").write_text("this is no database, but a text of some length" * 9)
    for url in (f"sqlite:///{tmp_path}/text.sqlite", f"sqlite:///{tmp_path}/no/folder.sqlite"):
        (finding,) = await look_at_database(url, STANDARD)
        assert (finding.mark, "cannot be reached" in finding.found) == (Mark.WRONG, True)
    assert not (tmp_path / "no").exists()


async def test_the_database_stays_as_it_is(sqlite_url: str, tmp_path: Path) -> None:
    await versioned(sqlite_url, newest())
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    before = tmp_path / "before.sqlite"
    shutil.copy(path, before)
    await look_at_database(sqlite_url, STANDARD)
    with sqlite3.connect(path) as after, sqlite3.connect(before) as was:
        assert list(after.iterdump()) == list(was.iterdump())


def test_a_finding_is_a_line_with_what_to_do_below_it() -> None:
    assert str(Finding(Mark.OK, "All is well.")) == "ok    All is well."
    assert str(Finding(Mark.WRONG, "It is off.", "Turn it on.")) == "wrong It is off.\n      → Turn it on."


@pytest.mark.parametrize(
    ("status", "words", "mark", "told"),
    [
        (200, "Vraagbot is ready.\n", Mark.LOOK, "only on this machine"),
        (200, "Welcome to nginx", Mark.WRONG, "not this bot (HTTP 200)"),
        (404, "Vraagbot is ready.\n", Mark.WRONG, "not this bot (HTTP 404)"),
        (302, "", Mark.WRONG, "not this bot (HTTP 302)"),
        (502, "", Mark.LOOK, "nobody is behind it"),
        (503, "The database does not answer.\n", Mark.LOOK, "look at the database"),
    ],
)
async def test_the_door_is_looked_at_from_outside(status: int, words: str, mark: Mark, told: str) -> None:
    async def answer(request: web.Request) -> web.Response:
        assert request.path == "/readyz"
        return web.Response(status=status, text=words, headers={"Location": "/"})

    app = web.Application()
    app.router.add_get("/{rest:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    finding = await look_at_door(f"http://127.0.0.1:{runner.addresses[0][1]}")
    await runner.cleanup()
    assert finding.mark is mark
    assert told in str(finding)


async def test_a_door_that_is_not_there_is_told_by_what_is_in_its_way() -> None:
    assert (await look_at_door("")).mark is Mark.LOOK
    away = await look_at_door(NOBODY)
    assert (away.mark, "python -m bot web" in away.todo) == (Mark.LOOK, True)
    nowhere = await look_at_door("https://no-such-host.invalid")
    assert (nowhere.mark, "DNS" in nowhere.todo) == (Mark.WRONG, True)


async def test_it_is_told_how_updates_come(telegram: tuple[Telegram, str]) -> None:
    sandbox, base = telegram
    known = {"bot_token": sandbox.token, "bot_api_url": base}
    asked = Settings.model_validate(known)
    sent = Settings.model_validate({**known, "webhook_url": "https://127.0.0.1:9/geheim"})
    other = Settings.model_validate({**known, "webhook_url": "https://other.example/geheim"})
    for settings, mark, words in (
        (asked, Mark.OK, "asked for, by run. None wait."),
        (sent, Mark.LOOK, "sends nothing there. None wait."),
    ):
        (finding,) = await look_at_updates(settings)
        assert (finding.mark, words in finding.found) == (mark, True), finding
    await sandbox.call("setWebhook", {"url": sent.webhook_url})
    (finding,) = await look_at_updates(sent)
    assert (finding.mark, "sends updates to WEBHOOK_URL. None wait." in finding.found) == (Mark.OK, True)
    await sandbox.call("setWebhook", {"url": sent.webhook_url, "allowed_updates": '["message"]'})
    (finding,) = await look_at_updates(sent)
    assert (finding.mark, "needs: callback_query, my_chat_member, inline_query." in finding.found) == (
        *(Mark.LOOK, True),
    )
    await sandbox.call("setWebhook", {"url": sent.webhook_url, "allowed_updates": "[]"})
    sandbox.add_person("Ana", "en").say("/start")
    await until(lambda: bool(sandbox.updates.webhook and sandbox.updates.webhook.last_error_message))
    for settings, mark, words in (
        (asked, Mark.LOOK, "to 127.0.0.1, not to WEBHOOK_URL. 1 wait."),
        (other, Mark.LOOK, "to 127.0.0.1, not to WEBHOOK_URL. 1 wait."),
        (sent, Mark.LOOK, "1 wait. The last trouble: Connection failed"),
    ):
        (finding,) = await look_at_updates(settings)
        assert (finding.mark, words in finding.found) == (mark, True), finding
        assert "geheim" not in str(finding)
    for nobody in (Settings(), Settings.model_validate({**known, "bot_api_url": NOBODY})):
        assert await look_at_updates(nobody) == []


def test_where_telegram_sends_nothing_and_what_is_guessed_is_told() -> None:
    settings = Settings.model_validate(
        {"team_ids": (1,), "webhook_url": "https://bot.example:8080", "webhook_secret": "short"}
    )
    well, port, secret = look_at_settings(settings)
    assert marks([well, port, secret]) == [Mark.OK, Mark.WRONG, Mark.LOOK]
    assert "8443" in port.todo
    assert "short" not in str(secret).replace("so short that", "")
