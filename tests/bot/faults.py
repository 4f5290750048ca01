"""A database that really refuses: statements work, and the commit fails, as it does on a full disk."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import product
from typing import Any

from sqlalchemy import select

from storage import schema
from storage.memory import Memory
from storage.store import Store

_TABLES = (
    "CREATE TABLE trap (id BIGINT PRIMARY KEY)",
    "CREATE TABLE trapped (trap_id BIGINT REFERENCES trap (id) DEFERRABLE INITIALLY DEFERRED)",
)
_FUNCTION = (
    "CREATE FUNCTION spring() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN INSERT INTO trapped VALUES (1); RETURN NULL; END $$"
)


@asynccontextmanager
async def refusing(store: Store, *tables: str, when: str = "1 = 1") -> AsyncIterator[None]:
    """Inside, no transaction can be committed that puts a row where `when` is true into these tables.

    `when` speaks of the row as NEW: `NEW.id = 1001`.
    """
    async with store.begin() as memory:
        for statement in _TABLES:
            await memory.connection.exec_driver_sql(statement)
        if not store.embedded:
            await memory.connection.exec_driver_sql(_FUNCTION)
        for event, table in product(("INSERT", "UPDATE"), tables):
            body = (
                "BEGIN INSERT INTO trapped VALUES (1); END" if store.embedded else "EXECUTE FUNCTION spring()"
            )
            await memory.connection.exec_driver_sql(
                f"CREATE TRIGGER snare_{event}_{table} AFTER {event} ON {table} "
                f"FOR EACH ROW WHEN ({when}) {body}"
            )
    yield
    async with store.begin() as memory:
        for event, table in product(("INSERT", "UPDATE"), tables):
            where = "" if store.embedded else f" ON {table}"
            await memory.connection.exec_driver_sql(f"DROP TRIGGER snare_{event}_{table}{where}")
        for name in ("trapped", "trap"):
            await memory.connection.exec_driver_sql(f"DROP TABLE {name}")
        if not store.embedded:
            await memory.connection.exec_driver_sql("DROP FUNCTION spring()")


async def everything(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, to see what changed."""
    async with store.look() as memory:
        return {table.name: await rows_of(memory, table.name) for table in schema.metadata.sorted_tables}


async def rows_of(memory: Memory, name: str) -> list[tuple[Any, ...]]:
    """Every row of one table, in a stable order."""
    table = schema.metadata.tables[name]
    found = await memory.connection.execute(select(table))
    return sorted((tuple(row) for row in found), key=repr)
