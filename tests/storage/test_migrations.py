"""Migrations bring a database from nothing to the tables, the same on both databases."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from storage.migrations import config, is_current, migrate, newest
from storage.schema import metadata
from storage.store import Store
from tests.databases import PostgreSQL


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
