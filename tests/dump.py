"""All that a database holds, as text: for tests that ask what is kept, or whether anything changed."""

from typing import Any

from sqlalchemy import select

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
