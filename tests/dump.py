"""All that a database holds, as text: for tests that ask what is kept, or whether anything changed."""

import json
from collections.abc import Container, Sequence
from typing import Any

from sqlalchemy import select, text

from storage.schema import metadata
from storage.store import Store


async def rows_of(store: Store, table: str) -> list[dict[str, Any]]:
    """The rows of one table, in order of its key."""
    columns = metadata.tables[table]
    async with store.look() as memory:
        found = await memory.connection.execute(select(columns).order_by(*columns.primary_key))
        return [dict(row._mapping) for row in found]


async def dump(store: Store) -> str:
    """Every row of every table, a line each."""
    lines = [
        f"{table.name}: {row}" for table in metadata.sorted_tables for row in await rows_of(store, table.name)
    ]
    return "\n".join(lines)


async def raw(store: Store, *, but: Container[str] = ()) -> dict[str, Sequence[Any]]:
    """Every row of every table but these, as the database has it: quick, to see whether anything changed."""
    async with store.look() as memory:
        return {
            table.name: (await memory.connection.execute(select(text("*")).select_from(table))).fetchall()
            for table in metadata.sorted_tables
            if table.name not in but
        }


async def texts_of(store: Store) -> set[str]:
    """Every text in every row, and those in the JSON that some hold."""
    found = [await rows_of(store, table.name) for table in metadata.sorted_tables]
    values = (value for rows in found for row in rows for value in row.values())
    return {told for value in values if isinstance(value, str) for told in _told(value) if len(told) > 1}


def _told(value: str) -> list[str]:
    """A text, or the texts in it where it is a JSON object."""
    if not value.startswith("{"):
        return [value]
    told = json.loads(value).values()
    return [one for one in told if isinstance(one, str)]
