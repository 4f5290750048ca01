"""Backups: made while others write, whole, readable, and good enough to begin anew from."""

import asyncio
import os
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.backup import ABANDONED, JITTER, KEPT, Failed, back_up, expire, name_of
from storage.store import Store
from storage.url import understand
from tests.bot.processes import bot
from tests.databases import PostgreSQL, make_tables
from tests.databases import name_of as name_of_database
from tests.dump import dump

SCRIPT = Path(__file__).parent.parent.parent / "backup.sh"
NOW = datetime(2027, 1, 18, 3, 0, tzinfo=UTC)


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch, postgresql: PostgreSQL) -> None:
    """PostgreSQL's own programs, as new as the server under test."""
    monkeypatch.setenv("PATH", f"{postgresql.programs}{os.pathsep}{os.environ['PATH']}")


def no_progress(_done: int, _all: int) -> None:
    """Nobody watches."""


async def fill(url: str, people: int, *, first: int = 0) -> None:
    """Chats in a database."""
    store = Store(url)
    for number in range(first, first + people):
        async with store.begin() as memory:
            await memory.chats.open(1_000_000 + number, bot_id=1, update_id=number, language="nl", now=NOW)
    await store.close()


async def test_a_copy_is_made_while_others_write_and_is_of_one_moment(tmp_path: Path) -> None:
    source, target = tmp_path / "bot.sqlite", tmp_path / "copy.sqlite"
    url = f"sqlite:///{source}"
    await make_tables(url)
    await fill(url, 50)
    writing = asyncio.ensure_future(fill(url, 200, first=50))
    await asyncio.sleep(0.05)
    await asyncio.to_thread(back_up, url, target, no_progress, around=os.environ)
    await writing
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with closing(sqlite3.connect(target)) as copy:
        (there,) = copy.execute("SELECT count(*) FROM chats").fetchone()
    assert 50 <= there <= 250
    store = Store(f"sqlite:///{target}")
    async with store.look() as memory:
        assert await memory.chats.glance(1_000_000) is not None
    await store.close()
    assert not target.with_name("copy.sqlite.part").exists()


async def test_a_damaged_database_is_told_of_and_copied_all_the_same(tmp_path: Path) -> None:
    source, target = tmp_path / "bot.sqlite", tmp_path / "copy.sqlite"
    await make_tables(f"sqlite:///{source}")
    with closing(sqlite3.connect(source)) as broken:
        broken.execute("PRAGMA foreign_keys = OFF")
        broken.execute("INSERT INTO spent (citizen_id, day) VALUES (99, '2027-01-18')")
        broken.commit()
    with pytest.raises(Failed, match="a row of spent hangs on one of citizens that is not there"):
        back_up(f"sqlite:///{source}", target, no_progress, around=os.environ)
    assert target.exists()
    with pytest.raises(Failed, match="There is no database"):
        back_up(f"sqlite:///{tmp_path / 'none.sqlite'}", target, no_progress, around=os.environ)
    (tmp_path / "text.sqlite").write_text("this is no database, but it is long enough to look like one" * 20)
    with pytest.raises(Failed, match="cannot be copied: file is not a database"):
        back_up(f"sqlite:///{tmp_path / 'text.sqlite'}", target, no_progress, around=os.environ)
    with pytest.raises(Failed, match="cannot be written"):
        back_up(
            f"sqlite:///{source}", tmp_path / "no" / "such" / "folder.sqlite", no_progress, around=os.environ
        )


@pytest.mark.usefixtures("programs")
async def test_a_dump_restores_all_that_was_there(tmp_path: Path, postgresql: PostgreSQL) -> None:
    before, after = postgresql.fresh(), postgresql.fresh()
    await make_tables(before)
    await fill(before, 20)
    target = tmp_path / "bot.dump"
    await asyncio.to_thread(back_up, before, target, no_progress, around=os.environ)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    await check_restored(target, before, after)
    postgresql.drop(before)
    postgresql.drop(after)


@pytest.mark.usefixtures("programs")
async def test_the_daily_dump_of_the_containers_restores_and_expires_also_where_it_fails(
    tmp_path: Path, postgresql: PostgreSQL
) -> None:
    before, after = postgresql.fresh(), postgresql.fresh()
    await make_tables(before)
    await fill(before, 5)

    async def once(database: str) -> int:
        """One day's run of the script: its exit code."""
        url = understand(before)[0]
        address = {"PGHOST": str(url.query["host"]), "PGUSER": str(url.username), "PGDATABASE": database}
        running = await asyncio.create_subprocess_exec(
            *("sh", str(SCRIPT), "once"), env={**os.environ, **address, "BACKUPS": str(tmp_path)}
        )
        return await running.wait()

    def there() -> set[str]:
        return {path.name for path in tmp_path.iterdir()}

    def made(name: str, days: int) -> None:
        path, moment = tmp_path / name, datetime.now(UTC) - timedelta(days=days, minutes=5)
        path.touch()
        os.utime(path, (moment.timestamp(), moment.timestamp()))

    days = {"vraagbot-1.dump": 30, "vraagbot-2.dump": 29, "notes.txt": 99}
    for name, number in {**days, "vraagbot-3.dump.part": 1, "vraagbot-4.dump.part": 0}.items():
        made(name, number)
    assert await once("there_is_none") == 1
    kept = {"vraagbot-2.dump", "notes.txt", "vraagbot-4.dump.part"}
    assert there() == kept
    assert await once(name_of_database(before)) == 0
    (name,) = there() - kept
    target = tmp_path / name
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert target.match("vraagbot-*T*Z.dump")
    await check_restored(target, before, after)
    postgresql.drop(before)
    postgresql.drop(after)


@pytest.mark.usefixtures("programs")
def test_without_pg_dump_or_a_server_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = "postgresql://me:geheim@127.0.0.1:9/x?connect_timeout=1"
    with pytest.raises(Failed, match="pg_dump did not succeed") as told:
        back_up(nowhere, tmp_path / "x.dump", no_progress, around=os.environ)
    assert "geheim" not in str(told.value)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Failed, match="Install PostgreSQL's client programs"):
        back_up(nowhere, tmp_path / "x.dump", no_progress, around=os.environ)
    assert list(tmp_path.iterdir()) == []


def test_what_is_older_than_30_days_goes_and_nothing_else(tmp_path: Path) -> None:
    url = "sqlite:///bot.sqlite"
    second = timedelta(seconds=1)
    made = [NOW, NOW - KEPT + JITTER, NOW - KEPT + JITTER - second, NOW - KEPT, NOW - timedelta(days=400)]
    for moment in made:
        (tmp_path / name_of(url, moment)).touch()
    others = ("vraagbot-holiday.sqlite", "notes.txt", "vraagbot-20200101T000000Z.sqlite.old")
    for name in others:
        (tmp_path / name).touch()
    assert expire(tmp_path, NOW) == 3
    assert {path.name for path in tmp_path.iterdir()} == {*others, *(name_of(url, at) for at in made[:2])}
    assert name_of("postgres://x/y", NOW).endswith(".dump")
    assert understand(url)[0].database == "bot.sqlite"


def test_what_a_killed_backup_leaves_goes_after_a_day(tmp_path: Path) -> None:
    left, at_work = NOW - ABANDONED - timedelta(seconds=1), NOW - ABANDONED
    for url in ("sqlite:///bot.sqlite", "postgres://x/y"):
        for moment in (left, at_work):
            (tmp_path / f"{name_of(url, moment)}.part").touch()
    (tmp_path / f"{name_of('sqlite:///bot.sqlite', left)}.part-journal").touch()
    (tmp_path / "mine.part").touch()
    assert expire(tmp_path, NOW) == 3
    kept = {f"{name_of(url, at_work)}.part" for url in ("sqlite:///bot.sqlite", "postgres://x/y")}
    assert {path.name for path in tmp_path.iterdir()} == {"mine.part", *kept}


def test_one_that_cannot_be_deleted_keeps_no_other(tmp_path: Path) -> None:
    made = [NOW - KEPT - timedelta(days=day) for day in range(3)]
    for moment in made[1:]:
        (tmp_path / name_of("sqlite:///bot.sqlite", moment)).touch()
    (tmp_path / name_of("sqlite:///bot.sqlite", made[0])).mkdir()  # a folder is no file to unlink
    with pytest.raises(OSError, match=r"vraagbot-"):
        expire(tmp_path, NOW)
    assert [path.name for path in tmp_path.iterdir()] == [name_of("sqlite:///bot.sqlite", made[0])]


def test_a_password_that_looks_like_a_host_is_not_shown(tmp_path: Path) -> None:
    done = bot("backup", "now.dump", cwd=tmp_path, DATABASE_URL="postgresql://u:ge@heimpw@127.0.0.1/vraagbot")
    assert done.returncode == 2
    assert "DATABASE_URL" in done.stderr
    assert "percent-encoding (@ as %40" in done.stderr
    assert "heimpw" not in done.stdout + done.stderr


async def check_restored(target: Path, before: str, after: str) -> None:
    """Put a backup into an empty database: it holds what the first one does."""
    restoring = await asyncio.create_subprocess_exec(
        *("pg_restore", "--exit-on-error", "--no-owner", "--dbname", after, str(target))
    )
    assert await restoring.wait() == 0
    stores = Store(before), Store(after)
    assert await dump(stores[0]) == await dump(stores[1])
    for store in stores:
        await store.close()
