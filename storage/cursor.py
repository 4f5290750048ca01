"""A cursor for SQLite that visits its thread once a statement, where the driver's own does so four times."""

import sqlite3
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy.connectors.asyncio import AsyncAdapt_dbapi_connection
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
)

Found = TypeVar("Found")
_Found = tuple[Any, int, int | None, list[Any] | None]


class OneVisitCursor(AsyncAdapt_aiosqlite_cursor):
    """Executes, reads all rows and closes in one visit."""

    __slots__ = ("_description", "_lastrowid", "_rowcount")

    def __init__(self, adapt_connection: AsyncAdapt_aiosqlite_connection) -> None:
        self._adapt_connection = adapt_connection
        self._connection = adapt_connection._connection
        self._rows: deque[Any] = deque()
        self._description: Any = None
        self._rowcount = -1
        self._lastrowid: int | None = None

    @property
    def description(self) -> Any:
        """The columns of what was found; None where nothing can be."""
        return self._description

    @property
    def rowcount(self) -> int:
        """How many rows were changed; -1 where that is not known."""
        return self._rowcount

    @property
    def lastrowid(self) -> Any:
        """The id of the row that was added last."""
        return self._lastrowid

    async def _async_soft_close(self) -> None:
        """Nothing is open."""

    def close(self) -> None:
        """Let go of the rows."""
        self._rows.clear()

    async def _execute_async(self, operation: Any, parameters: Any) -> Any:
        await self._visit(False, operation, () if parameters is None else parameters)
        return self

    async def _executemany_async(self, operation: Any, seq_of_parameters: Any) -> Any:
        await self._visit(True, operation, seq_of_parameters)
        return self

    async def _visit(self, many: bool, operation: Any, parameters: Any) -> None:
        connection = self._adapt_connection
        async with connection._execute_mutex:
            found = await visit(connection, _run, bare(connection), many, operation, parameters)
        self._description, self._rowcount, self._lastrowid, rows = found
        self._rows = deque(rows or ())


class OneVisitConnection(AsyncAdapt_aiosqlite_connection):
    """A connection with such cursors; those that stream are the driver's own."""

    __slots__ = ()
    _cursor_cls = OneVisitCursor  # type: ignore[assignment]


class InPlaceCursor(OneVisitCursor):
    """Executes where it stands, without the thread; nothing else happens meanwhile."""

    __slots__ = ()

    async def _visit(self, many: bool, operation: Any, parameters: Any) -> None:
        found = _run(bare(self._adapt_connection), many, operation, parameters)
        self._description, self._rowcount, self._lastrowid, rows = found
        self._rows = deque(rows or ())


class InPlaceConnection(AsyncAdapt_aiosqlite_connection):
    """A connection that visits no thread, for who has nothing else to do."""

    __slots__ = ()
    _cursor_cls = InPlaceCursor  # type: ignore[assignment]

    def commit(self) -> None:
        """Commit at once."""
        bare(self).commit()

    def rollback(self) -> None:
        """Roll back at once."""
        bare(self).rollback()


def connect(dialect: Any, *arguments: Any, in_place: bool = False, **named: Any) -> Any:
    """A new connection, opened by the driver."""
    made = dialect.connect(*arguments, **named)
    kind = InPlaceConnection if in_place else OneVisitConnection
    return kind(dialect.dbapi, made._connection)


def bare(connection: AsyncAdapt_dbapi_connection) -> sqlite3.Connection:
    """Python's own connection below it, which the driver keeps to itself: touched through here alone."""
    driver: Any = connection._connection
    found: sqlite3.Connection = driver._conn
    return found


async def visit(
    connection: AsyncAdapt_dbapi_connection, work: Callable[..., Found], *arguments: Any
) -> Found:
    """What work comes to in the thread of a connection; at once where that visits none.

    The driver offers no such visit to others, so this is the one place that knows how it makes its own.
    """
    if isinstance(connection, InPlaceConnection):
        return work(*arguments)
    driver: Any = connection._connection
    found: Found = await driver._execute(work, *arguments)
    return found


def _run(connection: sqlite3.Connection, many: bool, operation: Any, parameters: Any) -> _Found:
    """In the connection's thread: all that a statement needs of it."""
    cursor = connection.cursor()
    try:
        (cursor.executemany if many else cursor.execute)(operation, parameters)
        rows = cursor.fetchall() if cursor.description else None
        return cursor.description, cursor.rowcount, cursor.lastrowid, rows
    finally:
        cursor.close()
