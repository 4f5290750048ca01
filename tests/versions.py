"""Databases that say of themselves which version they are at."""

from storage.store import Store


async def versioned(url: str, version: str) -> None:
    """Say that a database with all tables is at this version."""
    store = Store(url)
    async with store.begin() as memory:
        run = memory.connection.exec_driver_sql
        await run("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32))")
        await run("DELETE FROM alembic_version")
        await run(f"INSERT INTO alembic_version VALUES ('{version}')")
    await store.close()
