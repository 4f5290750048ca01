"""Migrations: the schema brought from any version to the newest, the same on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.private import keep_private
from storage.url import understand

if TYPE_CHECKING:
    from alembic.config import Config

_HERE = Path(__file__).parent


TRIES, PAUSE = 60, 1.0
"""How often a step that finds a table in use is tried, and the seconds between."""
PATIENCE = 2_000
"""Milliseconds that a step waits for a table; so long at most others wait behind it."""
_IN_USE = ("55P03", "40P01")
"""What PostgreSQL says where a lock was not to be had in time, or two waited for each other."""
_MIGRATING = 5_820_117
"""Any number that nothing else in the database locks."""


class Unreachable(Exception):
    """The database does not answer, or lets nothing be done; says why, in a sentence."""


class Busy(Unreachable):
    """Others held what has to be changed, all the time."""


def migrate(url: str) -> str:
    """Bring the database up to date; a sentence that says what was done. Not inside a running event loop."""
    return asyncio.run(_migrate(url))


def is_current(url: str) -> bool:
    """Whether the database has the newest schema. Not inside a running event loop."""
    return asyncio.run(_version(url)) == newest()


async def _migrate(url: str) -> str:
    last = newest()
    keep_private(understand(url)[0])
    if await _version(url) == last:
        return f"The database is up to date (version {last})."
    address, arguments = understand(url)
    engine = create_async_engine(address, connect_args=arguments, hide_parameters=True)
    try:
        if engine.dialect.name == "sqlite":
            async with engine.begin() as connection:
                await connection.run_sync(_upgrade)
        else:
            await _while_others_work(engine)
    finally:
        await engine.dispose()
    return f"The database is now at version {last}."


async def _while_others_work(engine: AsyncEngine) -> None:
    """Migrate a database that is in use: each step by itself, and none that waits long for a table.

    Whoever waits for a table makes all wait who come after. So a step gives up after a moment and is tried
    again, until whoever holds the table lets go. Who migrates at the same time waits for the first.
    Busy where it never came to it.
    """
    for _ in range(TRIES):
        async with engine.connect() as connection:
            try:
                await connection.execute(text(f"SET lock_timeout = '{PATIENCE}ms'"))
                await connection.execute(text(f"SELECT pg_advisory_lock({_MIGRATING})"))
                await connection.commit()
                await connection.run_sync(_upgrade)
                return
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", "") not in _IN_USE:
                    raise
        await asyncio.sleep(PAUSE)
    raise Busy(
        "The database was in use all the time, so that it could not be changed. Nothing is lost: "
        "look for a transaction that does not end, and run this again."
    )


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
    engine = create_async_engine(address, connect_args=arguments, hide_parameters=True)
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
