"""Migrations: the schema brought from any version to the newest, the same on both databases."""

import asyncio
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from storage.url import understand

_HERE = Path(__file__).parent


class Unreachable(Exception):
    """The database does not answer; says why, in a sentence."""


def migrate(url: str) -> str:
    """Bring the database up to date; a sentence that says what was done. Not inside a running event loop."""
    return asyncio.run(_migrate(url))


def is_current(url: str) -> bool:
    """Whether the database has the newest schema. Not inside a running event loop."""
    return asyncio.run(_version(url)) == _newest()


async def _migrate(url: str) -> str:
    newest = _newest()
    if await _version(url) == newest:
        return f"The database is up to date (version {newest})."
    address, arguments = understand(url)
    engine = create_async_engine(address, connect_args=arguments)
    async with engine.begin() as connection:
        await connection.run_sync(_upgrade)
    await engine.dispose()
    return f"The database is now at version {newest}."


def _upgrade(connection: Connection) -> None:
    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")


async def _version(url: str) -> str | None:
    address, arguments = understand(url)
    engine = create_async_engine(address, connect_args=arguments)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_current)
    except (OSError, DBAPIError) as error:
        reason = getattr(error, "orig", error)
        raise Unreachable(f"The database cannot be reached: {reason}") from None
    finally:
        await engine.dispose()


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return MigrationContext.configure(connection).get_current_revision()


def _newest() -> str | None:
    return ScriptDirectory.from_config(config()).get_current_head()


def config() -> Config:
    """Where Alembic finds the migrations."""
    settings = Config()
    settings.set_main_option("script_location", str(_HERE))
    return settings
