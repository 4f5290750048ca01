"""The store: one transaction at a time to write in, others to read in, on SQLite or PostgreSQL."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from secrets import token_hex
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage import cursor
from storage.memory import Memory
from storage.migrations import version_of
from storage.pool import Line, pool
from storage.url import understand

log = logging.getLogger("storage.store")
WRITER_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "foreign_keys=ON",
    "busy_timeout=10000",
    "temp_store=MEMORY",
    "cache_size=-16000",
)
READER_PRAGMAS = (
    "query_only=ON",
    "foreign_keys=ON",
    "busy_timeout=10000",
    "cache_size=-16000",
    "mmap_size=268435456",
)


class Store:
    """A database, opened.

    SQLite has one writer connection behind one fair lock, and readers apart that never wait for it.
    PostgreSQL has a bounded pool for both.
    """

    def __init__(
        self,
        url: str,
        *,
        pool_size: int = 10,
        durable: bool = True,
        in_place: bool = False,
        mapped: bool = True,
    ) -> None:
        """On SQLite: `durable` waits for the disk at each commit, which a copy that is thrown away need not;
        `in_place` does without threads, for a process that has nothing else to do meanwhile; where it is not
        `mapped` the pages of the file that were read are none of the process's memory.
        """
        self.address = url
        self.url, arguments = understand(url)
        self.embedded = self.url.get_backend_name() == "sqlite"
        if self.embedded:
            pragmas = WRITER_PRAGMAS if durable else (*WRITER_PRAGMAS, "synchronous=OFF")
            self._writer = _sqlite(self.url, pragmas, "BEGIN IMMEDIATE", 1, in_place)
            reading = READER_PRAGMAS if mapped else (*READER_PRAGMAS, "mmap_size=0")
            self._reader = _sqlite(self.url, reading, "BEGIN", 4, in_place)
        else:
            self._writer = pool(self.url, arguments, pool_size)
            self._reader = self._writer.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        self._lock, self._line = asyncio.Lock(), Line()
        self._kept: AsyncConnection | None = None

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Memory]:
        """One transaction that may write: committed at the end, rolled back on an error."""
        if not self.embedded:
            async with AsyncExitStack() as held:
                connection = await self._line.connect(self._writer, held)
                async with connection.begin():
                    yield Memory(connection)
            return
        async with self._lock:
            if self._kept is None or self._kept.closed or self._kept.invalidated:
                self._kept = await self._writer.connect()
            kept = self._kept
            memory = Memory(kept)
            try:
                async with kept.begin():
                    yield memory
            except BaseException:
                self._kept = None
                await kept.close()  # where the commit failed a transaction is still open: the pool ends it
                raise
            if memory.erased:
                await self._empty(kept)

    async def _empty(self, kept: AsyncConnection) -> None:
        """Empty the log; all is saved by now, so trouble here is only told, and the next one does it."""
        try:
            await _empty_log(kept)
        except Exception as error:
            log.warning("the log is not emptied", extra={"error": type(error).__name__})
            self._kept = None
            await kept.invalidate(error)
            await kept.close()

    @asynccontextmanager
    async def look(self) -> AsyncIterator[Memory]:
        """One transaction that only reads; it sees one state throughout and never waits for a writer."""
        async with AsyncExitStack() as held:
            yield Memory(await self._line.connect(self._reader, held))

    async def ready(self) -> None:
        """Touch the database once; raises what the driver raises when it cannot be reached."""
        async with self.look() as memory:
            await memory.connection.execute(text("SELECT 1"))

    async def prove(self) -> None:
        """Save something and take it away again; raises what the driver raises where nothing can be saved."""
        mine = token_hex(4)
        async with self.begin() as memory:
            await memory.leases.take(f"proof {mine}", mine, 0)
            await memory.leases.leave(f"proof {mine}", mine)

    async def version(self) -> str | None:
        """The version of the schema, None where there is none; raises where it cannot be reached."""
        async with self.look() as memory:
            return await memory.connection.run_sync(version_of)

    async def close(self) -> None:
        """Let go of all connections."""
        if self._kept is not None:
            await self._kept.close()
            self._kept = None
        await self._writer.dispose()
        if self.embedded:
            await self._reader.dispose()


async def _empty_log(connection: AsyncConnection) -> None:
    """Empty the write-ahead log; where a long reader is in the way, the next one to be erased does it."""
    driver = (await connection.get_raw_connection()).driver_connection
    if driver is not None:
        for pragma in ("busy_timeout=500", "wal_checkpoint(TRUNCATE)", "busy_timeout=10000"):
            await (await driver.execute(f"PRAGMA {pragma}")).close()


def _sqlite(url: URL, pragmas: tuple[str, ...], begin: str, size: int, in_place: bool) -> AsyncEngine:
    engine = create_async_engine(url, pool_size=size, max_overflow=0, hide_parameters=True)

    @event.listens_for(engine.sync_engine, "do_connect")
    def opened(dialect: Any, _record: object, arguments: Any, named: Any) -> Any:
        return cursor.connect(dialect, *arguments, in_place=in_place, **named)

    @event.listens_for(engine.sync_engine, "connect")
    def connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # sqlite3 must not open transactions by itself: `begin` does
        asking = connection.cursor()
        for pragma in pragmas:
            asking.execute(f"PRAGMA {pragma}")
        asking.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begun(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine
