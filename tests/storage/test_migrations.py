"""Migrations bring a database from any version to the tables, and keep all that is in it, on both."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import create_async_engine

from storage import migrations
from storage.migrations import config, is_current, migrate, newest
from storage.schema import metadata
from storage.store import Store
from storage.url import understand
from tests import rows
from tests.databases import PostgreSQL

Found = TypeVar("Found")
READ = text("SELECT count(*) FROM closed_replies")
VERSIONS = [one.revision for one in ScriptDirectory.from_config(config()).walk_revisions()]
"""The newest first."""


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database with nothing in it."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/empty.sqlite"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    url = server.fresh()
    yield url
    server.drop(url)


def _differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "compare_server_default": True}
    )
    return [one for one in compare_metadata(context, metadata) if "alembic_version" not in str(one)]


def _indexes(connection: Connection) -> dict[str, set[str | None]]:
    looker = inspect(connection)
    return {table: {index["name"] for index in looker.get_indexes(table)} for table in metadata.tables}


def test_migrations_make_the_tables_and_running_them_again_changes_nothing(empty_url: str) -> None:
    assert not is_current(empty_url)
    assert "now at version" in migrate(empty_url)
    assert is_current(empty_url)
    assert "up to date" in migrate(empty_url)

    async def look() -> tuple[list[Any], dict[str, set[str | None]]]:
        store = Store(empty_url)
        async with store.look() as memory:
            found = await memory.connection.run_sync(_differences), await memory.connection.run_sync(_indexes)
        await store.close()
        return found

    differences, indexes = asyncio.run(look())
    assert differences == []
    for name, table in metadata.tables.items():
        assert indexes[name] >= {index.name for index in table.indexes}


def test_the_newest_migration_is_told_by_its_file() -> None:
    assert newest() == ScriptDirectory.from_config(config()).get_current_head()


@pytest.mark.parametrize("version", VERSIONS[:0:-1])
def test_all_that_is_in_a_database_of_any_version_is_kept(version: str, empty_url: str) -> None:
    """Every value in a column that is still there, every row that points to another, and every index."""
    on(empty_url, lambda connection: _upgrade(connection, version))
    on(empty_url, rows.fill)
    before = on(empty_url, rows.read)
    assert all(sum(values.total() for values in table.values()) for table in before.values())
    migrate(empty_url)
    after = on(empty_url, rows.read)
    for name, table in before.items():
        for column in table.keys() & after[name].keys():
            assert after[name][column] == table[column], f"{name}.{column}"
    assert on(empty_url, _broken) == []


@pytest.fixture
def behind(postgresql: PostgreSQL, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A PostgreSQL database whose next step changes `closed_replies`, and a step that is in a hurry."""
    monkeypatch.setattr(migrations, "PATIENCE", 200)
    monkeypatch.setattr(migrations, "PAUSE", 0.1)
    url = postgresql.fresh()
    on(url, lambda connection: _upgrade(connection, "0016"))
    yield url
    postgresql.drop(url)


async def test_a_table_in_use_is_waited_for_in_turns_and_others_go_on_meanwhile(behind: str) -> None:
    engine = create_async_engine(understand(behind)[0])
    async with engine.connect() as long:
        await long.execute(READ)
        steps = [asyncio.ensure_future(asyncio.to_thread(migrate, behind)) for _ in range(2)]
        for _ in range(10):
            async with engine.connect() as short, asyncio.timeout(10):
                await short.execute(READ)
            await asyncio.sleep(0.1)
        assert not any(step.done() for step in steps)
    for told in await asyncio.gather(*steps):
        assert "now at version" in told
    await engine.dispose()
    assert await asyncio.to_thread(is_current, behind)


async def test_a_table_that_never_comes_free_is_told(behind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "TRIES", 2)
    engine = create_async_engine(understand(behind)[0])
    async with engine.connect() as long:
        await long.execute(READ)
        with pytest.raises(migrations.Busy, match="run this again"):
            await asyncio.to_thread(migrate, behind)
    await engine.dispose()
    assert "now at version" in await asyncio.to_thread(migrate, behind)


def test_indexes_are_those_of_the_tables(empty_url: str) -> None:
    """Their columns, whether they are unique, and of which rows they are."""
    migrate(empty_url)
    migrated = on(empty_url, _whole_indexes)
    on(empty_url, metadata.drop_all)
    on(empty_url, metadata.create_all)
    assert migrated == on(empty_url, _whole_indexes)
    assert [where for whole in migrated.values() for *_, where in whole if where]


def on(url: str, work: Callable[[Connection], Found]) -> Found:
    """Do something in one transaction, without the store's own settings, as migrations do."""

    async def whole() -> Found:
        address, arguments = understand(url)
        engine = create_async_engine(address, connect_args=arguments)
        async with engine.begin() as connection:
            found = await connection.run_sync(work)
        await engine.dispose()
        return found

    return asyncio.run(whole())


def _upgrade(connection: Connection, version: str) -> None:
    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, version)


def _broken(connection: Connection) -> list[Any]:
    """Rows that point nowhere, or keys that are not held to."""
    if connection.dialect.name == "sqlite":
        return list(connection.execute(text("PRAGMA foreign_key_check")))
    unheld = "SELECT conname FROM pg_constraint WHERE contype = 'f' AND NOT convalidated"
    return list(connection.execute(text(unheld)))


def _whole_indexes(connection: Connection) -> dict[str, list[Any]]:
    looker = inspect(connection)
    return {
        table: sorted((_whole(index) for index in looker.get_indexes(table)), key=str)
        for table in metadata.tables
    }


def _whole(index: Any) -> tuple[Any, ...]:
    where = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return index["name"], index["column_names"], bool(index["unique"]), where
