"""Writes the next migration, from the difference between the newest one and the tables; to be read first."""

import asyncio
import sys
import tempfile

from alembic import command
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from storage.migrations import config
from storage.url import understand


async def main(number: str, words: str) -> None:
    """Compare on a fresh SQLite file; the migration is the same for PostgreSQL."""
    with tempfile.TemporaryDirectory() as folder:
        engine = create_async_engine(understand(f"sqlite:///{folder}/bot.sqlite")[0])
        async with engine.begin() as connection:
            await connection.run_sync(_write, number, words)
        await engine.dispose()


def _write(connection: Connection, number: str, words: str) -> None:
    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")
    command.revision(settings, words, autogenerate=True, rev_id=number)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
