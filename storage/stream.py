"""Reading what does not fit into memory: plain tuples, so many at a time, all from one state of the database.

SQLAlchemy's own streams hold all rows of SQLite (626 MB for a million), and cost three times what the drivers
do. So the statement is SQLAlchemy's, and the rows are the driver's: dates and moments come as it has them.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect, Select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.cursor import bare, visit

CHUNK = 2_000
"""Rows in memory at a time."""
Rows = list[tuple[Any, ...]]


async def chunks(
    connection: AsyncConnection,
    statement: Select[Any],
    parameters: Mapping[str, Any] | None = None,
    *,
    size: int = CHUNK,
) -> AsyncIterator[Rows]:
    """The rows of a statement in the connection's transaction, at most `size` of them at a time.

    What is read one after the other in one transaction of `Store.look` is all of one state.
    """
    words, values = _written(statement, connection.dialect, parameters or {})
    await connection.execute(text("SELECT 1"))  # a transaction begins with the first statement
    raw = await connection.get_raw_connection()
    read = _of_sqlite if connection.dialect.name == "sqlite" else _of_postgresql
    async for rows in read(raw, words, values, size):
        yield rows


def _written(
    statement: Select[Any], dialect: Dialect, parameters: Mapping[str, Any]
) -> tuple[str, Sequence[Any]]:
    """The statement as the driver takes it, and the values in its order, each as the driver wants it."""
    state = statement.compile(dialect=dialect).construct_expanded_state(dict(parameters))
    adapt = state.processors
    values = [
        adapt[name](state.parameters[name]) if name in adapt else state.parameters[name]
        for name in state.positiontup or ()
    ]
    return state.statement, values


async def _of_postgresql(raw: Any, words: str, values: Sequence[Any], size: int) -> AsyncIterator[Rows]:
    cursor = await raw.driver_connection.cursor(words, *values)
    while records := await cursor.fetch(size):
        yield [tuple(record) for record in records]


async def _of_sqlite(raw: Any, words: str, values: Sequence[Any], size: int) -> AsyncIterator[Rows]:
    connection = raw.dbapi_connection
    cursor = await visit(connection, bare(connection).execute, words, values)
    try:
        while rows := await visit(connection, cursor.fetchmany, size):
            yield rows
    finally:
        await visit(connection, cursor.close)
