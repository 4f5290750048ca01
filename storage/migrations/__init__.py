"""Migrations: the schema brought from any version to the newest, the same on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from storage.url import understand

if TYPE_CHECKING:
    from alembic.config import Config

_HERE = Path(__file__).parent


class Unreachable(Exception):
    """The database does not answer; says why, in a sentence."""


def migrate(url: str) -> str:
    """Bring the database up to date; a sentence that says what was done. Not inside a running event loop."""
    return asyncio.run(_migrate(url))


def is_current(url: str) -> bool:
    """Whether the database has the newest schema. Not inside a running event loop."""
    return asyncio.run(_version(url)) == newest()


async def _migrate(url: str) -> str:
    last = newest()
    if await _version(url) == last:
        return f"The database is up to date (version {last})."
    address, arguments = understand(url)
    engine = create_async_engine(address, connect_args=arguments)
    async with engine.begin() as connection:
        await connection.run_sync(_upgrade)
    await engine.dispose()
    return f"The database is now at version {last}."


def _upgrade(connection: Connection) -> None:
    from alembic import command  # only who migrates pays for it: others start faster without

    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")


async def _version(url: str) -> str | None:
    async with reach(url) as connection:
        return await connection.run_sync(version_of)


@asynccontextmanager
async def reach(url: str) -> AsyncIterator[AsyncConnection]:
    """A connection to any database, whatever its schema; Unreachable where it does not answer."""
    address, arguments = understand(url)
    engine = create_async_engine(address, connect_args=arguments)
    try:
        async with engine.connect() as connection:
            yield connection
    except (OSError, DBAPIError) as error:
        reason = getattr(error, "orig", error)
        raise Unreachable(f"The database cannot be reached: {reason}") from None
    finally:
        await engine.dispose()


def version_of(connection: Connection) -> str | None:
    """The version of the schema; None where there is none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def newest() -> str:
    """The newest version there is a migration for: the number before its file's name."""
    return max(path.name.partition("_")[0] for path in (_HERE / "versions").glob("[0-9]*_*.py"))


def config() -> Config:
    """Where Alembic finds the migrations."""
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(_HERE))
    return settings
