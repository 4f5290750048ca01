"""The command line, as people use it: each command in a process of its own."""

import asyncio
import csv
import json
import re
import signal
import socket
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

import aiohttp

from bot.clock import Clock
from sandbox.http import serve
from sandbox.telegram import Telegram
from tests.bot.demos import demo
from tests.bot.processes import PATIENCE, bot, environment, running
from tests.bot.until import until

FEED = """id,title,organisation,task,postcode,places
1,Soep koken,Huis van de Wijk,cooking,3331 AB,3
2,Tuin opruimen,Buurttuin,gardening,0000,2
3,Voorlezen,Bibliotheek,reading,1012,
"""


def test_help_names_every_command_and_run_without_a_token_names_the_demo(tmp_path: Path) -> None:
    helped = bot("--help", cwd=tmp_path)
    assert helped.returncode == 0
    for command in (
        "run",
        "demo",
        "web",
        "worker",
        "clock",
        "doctor",
        "migrate",
        "backup",
        "import",
        "export",
        "preview",
        "texts",
    ):
        assert command in helped.stdout
    refused = bot("run", cwd=tmp_path)
    assert refused.returncode == 2
    assert "demo" in refused.stderr
    assert bot("dance", cwd=tmp_path).returncode == 2


def test_a_backup_goes_to_a_file_or_to_a_folder_that_keeps_none_for_long(tmp_path: Path) -> None:
    assert bot("migrate", cwd=tmp_path).returncode == 0
    made = bot("backup", "copy.sqlite", cwd=tmp_path)
    assert (made.returncode, "whole and readable" in made.stdout) == (0, True), made.stderr
    again = bot("backup", "copy.sqlite", cwd=tmp_path)
    assert (again.returncode, "--force" in again.stderr) == (1, True)
    assert bot("backup", "copy.sqlite", "--force", cwd=tmp_path).returncode == 0
    first = bot("backup", "kept/backups/", cwd=tmp_path)
    assert first.returncode == 0, first.stderr
    folder = tmp_path / "kept" / "backups"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (whole,) = folder.iterdir()
    assert bot("doctor", cwd=tmp_path, DATABASE_URL=f"sqlite:///{whole}").returncode == 0
    (folder / "vraagbot-20200101T030000Z.sqlite").touch()
    (folder / "vraagbot-20200101T030000Z.sqlite.part").touch()
    kept = bot("backup", "kept/backups", cwd=tmp_path)
    assert "30 days old or were never finished: 2" in kept.stdout, kept.stderr
    assert {path.suffix for path in folder.iterdir()} == {".sqlite"}
    misled = bot("backup", "copy.sqlite/", cwd=tmp_path)
    assert (misled.returncode, misled.stderr) == (1, "copy.sqlite: File exists.\n")


def test_backups_expire_also_where_no_new_one_can_be_made(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "vraagbot-20200101T030000Z.sqlite").touch()
    failed = bot("backup", "backups/", cwd=tmp_path)  # there is no database
    assert (failed.returncode, "There is no database" in failed.stderr) == (1, True)
    assert "30 days old" in failed.stdout
    assert [*folder.iterdir()] == []


def test_every_fault_in_the_settings_is_told_at_once_without_a_secret(tmp_path: Path) -> None:
    told = bot(
        "run",
        cwd=tmp_path,
        BOT_TOKEN="geheim",
        DATABASE_URL="mysql://me:geheim@x/y",
        TEAM_IDS="a",
        PORT="many",
    )
    assert told.returncode == 2
    for name in ("BOT_TOKEN", "DATABASE_URL", "TEAM_IDS", "PORT"):
        assert name in told.stderr
    assert "geheim" not in told.stderr + told.stdout
    assert "Traceback" not in told.stderr


def test_a_database_that_is_behind_or_away_is_told_in_words(tmp_path: Path) -> None:
    feed = tmp_path / "feed.csv"
    feed.write_text(FEED, encoding="utf-8")
    behind = bot("import", str(feed), "--source", "test", cwd=tmp_path)
    assert behind.returncode == 1
    assert "migrate" in behind.stderr
    away = bot("migrate", cwd=tmp_path, DATABASE_URL="postgresql://me:geheim@127.0.0.1:9/x")
    assert away.returncode == 1
    assert "cannot be reached" in away.stderr
    assert "geheim" not in away.stderr


def test_opportunities_come_in_and_go_out_again(tmp_path: Path) -> None:
    feed = tmp_path / "feed.csv"
    feed.write_text(FEED, encoding="utf-8")
    assert bot("migrate", cwd=tmp_path).returncode == 0
    trial = bot("import", str(feed), "--source", "test", "--dry-run", cwd=tmp_path)
    assert "2 added" in trial.stdout
    done = bot("import", str(feed), "--source", "test", cwd=tmp_path)
    assert done.returncode == 0
    assert "2 added" in done.stdout
    assert "Line 3" in done.stderr
    again = bot("import", str(feed), "--source", "test", cwd=tmp_path)
    assert "0 added, 0 changed, 2 unchanged" in again.stdout
    shown = bot("export", "opportunities", cwd=tmp_path).stdout.splitlines()
    rows = list(csv.DictReader(shown, delimiter=";"))
    assert {row["title"] for row in rows} == {"Soep koken", "Voorlezen"}
    postings = tmp_path / "out.jsonl"
    wrote = bot("export", "opportunities", "--format", "jobposting", "--output", str(postings), cwd=tmp_path)
    assert wrote.returncode == 0
    posting = json.loads(postings.read_text(encoding="utf-8").splitlines()[0])
    assert posting["employmentType"] == "VOLUNTEER"
    missing = bot("import", "no-such-file.csv", "--source", "test", cwd=tmp_path)
    assert missing.returncode == 1
    assert "Traceback" not in missing.stderr


async def test_run_talks_over_http_and_stops_when_told(tmp_path: Path) -> None:
    telegram = Telegram(now=Clock().now)
    server, base = await serve(telegram)
    ana = telegram.add_person("Ana", "en")
    ana.say("/start")
    settings = {"BOT_TOKEN": telegram.token, "BOT_API_URL": base}
    async with running("run", cwd=tmp_path, **settings) as process:
        async with asyncio.timeout(PATIENCE):
            while len(ana.messages) < 2:
                await telegram.changed(telegram.version, 1)
        ana.tap("16 or older")
        async with asyncio.timeout(PATIENCE):
            while len(ana.messages) < 3 or telegram.unanswered():
                await telegram.changed(telegram.version, 1)
        started = perf_counter()
        process.send_signal(signal.SIGTERM)
        _, logs = await process.communicate()
        assert process.returncode == 0
        assert perf_counter() - started < 10
        assert telegram.token.encode() not in logs
        assert b"Ana" not in logs
    assert not telegram.faults
    await server.cleanup()


async def test_run_with_a_token_that_telegram_does_not_know_says_so(tmp_path: Path) -> None:
    server, base = await serve(Telegram(now=Clock().now))
    settings = {"BOT_TOKEN": "999999:nobody-knows-me", "BOT_API_URL": base}
    async with running("run", cwd=tmp_path, **settings) as process, asyncio.timeout(PATIENCE):
        _, told = await process.communicate()
        assert process.returncode == 2
        assert b"BotFather" in told
        assert b"nobody-knows-me" not in told
    await server.cleanup()


async def test_demo_prints_its_address_and_greets_whoever_says_hello(tmp_path: Path) -> None:
    async with (
        asyncio.timeout(PATIENCE),
        demo(cwd=tmp_path) as address,
        aiohttp.ClientSession(headers={"Origin": address}) as browser,
    ):
        state = await (await browser.get(f"{address}/api/state?since=-1")).json()
        sanne = state["people"][0]["id"]
        said = await browser.post(f"{address}/api/people/{sanne}/say", json={"text": "/start"})
        assert said.status == 200
        while True:
            state = await (await browser.get(f"{address}/api/state?since=-1")).json()
            phone = next(one for one in state["phones"] if one["id"] == sanne)
            if len(phone["messages"]) > 1:
                break
        assert "Sanne" in phone["messages"][1]["text"]
        assert (await browser.post(f"{address}/api/restart", json={})).status == 200


async def test_clock_refuses_a_database_that_is_behind_and_ticks_on_one_that_is_not(tmp_path: Path) -> None:
    refused = bot("clock", cwd=tmp_path)
    assert refused.returncode == 1
    assert "migrate" in refused.stderr
    bot("migrate", cwd=tmp_path)
    async with running("clock", cwd=tmp_path) as process, asyncio.timeout(PATIENCE):
        assert process.stderr is not None
        assert b"no campaign.toml" in await process.stderr.readline()
        assert b"ticking" in await process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0


def test_centres_are_imported_and_a_dry_run_saves_nothing(tmp_path: Path) -> None:
    listed = tmp_path / "centres.csv"
    listed.write_text(
        "name,phone,municipalities\nPunt,085-5550101,Utrecht\nFout,,Utrecht\n", encoding="utf-8"
    )
    assert bot("migrate", cwd=tmp_path).returncode == 0
    tried = bot("import", str(listed), "--centres", "--dry-run", cwd=tmp_path)
    assert "Nothing was saved" in tried.stdout
    for told in ("1 centres added", "0 centres added, 0 changed, 1 unchanged"):
        done = bot("import", str(listed), "--centres", cwd=tmp_path)
        assert done.returncode == 0
        assert told in done.stdout
        assert "Line 3 (Fout)" in done.stderr
    assert bot("import", str(listed), cwd=tmp_path).returncode == 2


def test_preview_says_what_it_assumes_and_what_it_cannot_look_at(tmp_path: Path) -> None:
    behind = bot("preview", cwd=tmp_path)
    assert behind.returncode == 1
    assert "migrate" in behind.stderr
    assert bot("migrate", cwd=tmp_path).returncode == 0
    past = bot("preview", "--from", "2020-01-01", cwd=tmp_path)
    assert past.returncode == 2
    assert "only looks ahead" in past.stderr
    assert bot("preview", "--to", "soon", cwd=tmp_path).returncode == 2
    ahead = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    told = bot("preview", "--to", ahead, "--csv", "all.csv", cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    assert "This assumes that nobody answers" in told.stdout.splitlines()[0]
    assert "Nothing goes out." in told.stdout
    assert (tmp_path / "all.csv").read_text(encoding="utf-8-sig").startswith("at,citizen,language,message")


async def test_web_shows_the_door_without_loading_what_talks_to_telegram_and_stops_when_told(
    tmp_path: Path,
) -> None:
    refused = bot("web", cwd=tmp_path)
    assert refused.returncode == 1
    assert "python -m bot migrate" in refused.stderr
    assert bot("migrate", cwd=tmp_path).returncode == 0
    telegram = Telegram(now=Clock().now)
    server, base = await serve(telegram)
    settings = {"BOT_TOKEN": telegram.token, "BOT_API_URL": base, "PORT": "0"}
    async with running("web", cwd=tmp_path, **settings) as process, asyncio.timeout(PATIENCE):
        address, told = await door_of(process)
        assert "PUBLIC_URL is not set" in told
        async with aiohttp.ClientSession() as browser:
            async with browser.get(f"{address}/healthz") as well:
                assert well.status == 200
            async with browser.get(f"{address}/i/secret-code?lang=en") as answered:
                assert answered.status == 404
                assert f"https://t.me/{telegram.username}" in await answered.text()
            port = address.rpartition(":")[2]
            taken = await asyncio.to_thread(lambda: bot("web", cwd=tmp_path, PORT=port))
            assert taken.returncode == 1
            assert "Look at HOST and PORT." in taken.stderr
            assert "Traceback" not in taken.stderr
            started = perf_counter()
            process.send_signal(signal.SIGTERM)
            _, logs = await process.communicate()
        assert process.returncode == 0
        assert perf_counter() - started < 5, "a browser that keeps its connection open is not waited for"
        assert b"secret-code" not in logs
        assert telegram.token.encode() not in logs
    await server.cleanup()


def test_the_door_alone_loads_nothing_of_what_talks_to_telegram() -> None:
    """Importing aiogram costs seconds, and more memory than all the rest."""
    told = "import sys, bot.serving; print(sorted({'aiogram', 'alembic', 'apscheduler'} & {*sys.modules}))"
    words = [sys.executable, "-c", told]
    found = subprocess.run(words, capture_output=True, text=True, check=True, env=environment())
    assert found.stdout.strip() == "[]"


async def test_from_run_to_web_and_back_no_update_is_lost(tmp_path: Path) -> None:
    """Starting the other one is all there is to do; what waits meanwhile is taken by it."""
    telegram = Telegram(now=Clock().now)
    server, base = await serve(telegram)
    ana = telegram.add_person("Ana", "en")
    port = str(free_port())
    settings = {"BOT_TOKEN": telegram.token, "BOT_API_URL": base, "PORT": port, "WEBHOOK_SECRET": "s3cret"}
    hook = {**settings, "WEBHOOK_URL": f"http://127.0.0.1:{port}/geheim"}
    assert bot("migrate", cwd=tmp_path).returncode == 0
    for round, (command, given) in enumerate((("run", settings), ("web", hook), ("run", settings)), start=1):
        ana.say("/help")
        async with running(command, cwd=tmp_path, **given) as process, asyncio.timeout(PATIENCE):
            while len([message for message in ana.messages if message.from_bot]) < round:
                await telegram.changed(telegram.version, 1)
            await until(lambda: telegram.pending() == 0)
            assert (telegram.updates.webhook is not None) is (command == "web")
            process.send_signal(signal.SIGTERM)
            _, logs = await process.communicate()
            assert process.returncode == 0, logs.decode()
            for secret in (b"geheim", b"s3cret", telegram.token.encode(), b"Ana"):
                assert secret not in logs
    assert not telegram.faults
    await server.cleanup()


async def test_web_with_a_token_that_telegram_does_not_know_says_so(tmp_path: Path) -> None:
    server, base = await serve(Telegram(now=Clock().now))
    assert bot("migrate", cwd=tmp_path).returncode == 0
    hook = {"WEBHOOK_URL": "http://127.0.0.1:1/x", "PORT": "0"}
    without = bot("web", cwd=tmp_path, **hook)
    assert (without.returncode, "BOT_TOKEN" in without.stderr) == (2, True)
    settings = {"BOT_TOKEN": "999999:nobody-knows-me", "BOT_API_URL": base, **hook}
    async with running("web", cwd=tmp_path, **settings) as process, asyncio.timeout(PATIENCE):
        _, told = await process.communicate()
        assert process.returncode == 2
        assert b"BotFather" in told
        assert b"nobody-knows-me" not in told
    await server.cleanup()


def free_port() -> int:
    """A port at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


async def test_run_shows_the_door_too_where_it_has_an_address(tmp_path: Path) -> None:
    telegram = Telegram(now=Clock().now)
    server, base = await serve(telegram)
    settings = {"BOT_TOKEN": telegram.token, "BOT_API_URL": base, "PORT": "0"}
    url = {"PUBLIC_URL": "https://vraagbot.example"}
    async with running("run", cwd=tmp_path, **settings, **url) as process, asyncio.timeout(PATIENCE):
        address, _ = await door_of(process)
        async with aiohttp.ClientSession() as browser, browser.get(address) as answered:
            assert answered.status == 200
            assert f"https://t.me/{telegram.username}" in await answered.text()
        port = address.rpartition(":")[2]
        again = {**settings, **url, "PORT": port}
        taken = await asyncio.to_thread(lambda: bot("run", cwd=tmp_path, **again))
        assert taken.returncode == 1
        assert "Look at HOST and PORT." in taken.stderr
        process.send_signal(signal.SIGTERM)
        await process.communicate()
        assert process.returncode == 0
    await server.cleanup()


async def door_of(process: asyncio.subprocess.Process) -> tuple[str, str]:
    """Where a process serves the door, and what it said before."""
    assert process.stderr is not None
    told = ""
    while not (found := re.search(r"the door is open at (http://\S+)", told)):
        line = (await process.stderr.readline()).decode()
        assert line, "it stopped by itself"
        told += line
    return found[1], told
