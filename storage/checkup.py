"""How a database is: what it is, how far its schema is, and whether it can be written."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import String, cast, func, literal, select, text
from sqlalchemy.exc import DBAPIError

from campaign.differences import Kept
from storage import schema
from storage.migrations import Unreachable, newest, reach, version_of
from storage.url import understand


@dataclass(frozen=True, slots=True)
class Checkup:
    """What was found.

    `version` is that of its schema, None where it is empty; `trouble` is why it takes no writing.
    """

    product: str
    version: str | None
    newest: str
    trouble: str = ""


def is_there(url: str) -> bool:
    """Whether there is anything to look at: a file may not be made yet; Unreachable without its folder."""
    address, _ = understand(url)
    if address.get_backend_name() != "sqlite":
        return True
    file = Path(str(address.database))
    if not file.absolute().parent.is_dir():
        raise Unreachable(f"The database cannot be reached: there is no folder {file.parent}")
    return file.exists()


async def look_at(url: str) -> Checkup:
    """How the database is, which stays as it is; Unreachable where it does not answer."""
    embedded = understand(url)[0].get_backend_name() == "sqlite"
    async with reach(url) as connection:
        ask = "SELECT sqlite_version()" if embedded else "SHOW server_version"
        number = str((await connection.execute(text(ask))).scalar_one()).split()[0]
        version = await connection.run_sync(version_of)
        trouble = ""
        if version is not None:
            try:
                await connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
            except DBAPIError as error:
                trouble = str(error.orig)
        await connection.rollback()
    product = "SQLite" if embedded else "PostgreSQL"
    return Checkup(f"{product} {number}", version, newest(), trouble)


async def kept_moments(url: str) -> list[Kept]:
    """What is kept of the moments of asking weeks, and who of the team changed them."""
    columns = schema.moments.c
    number = literal("Telegram id ") + cast(columns.changed_by, String)
    who = func.coalesce(schema.team.c.name, number, "")
    rows = (
        select(
            columns.week,
            columns.name,
            columns.at,
            columns.deadline,
            columns.begun,
            columns.cancelled,
            columns.changed,
            who,
        )
        .select_from(
            schema.moments.outerjoin(schema.team, schema.team.c.chat_id == columns.changed_by),
        )
        .where(columns.week != "")
        .order_by(columns.id)
    )
    async with reach(url) as connection:
        return [Kept(*row) for row in await connection.execute(rows)]
