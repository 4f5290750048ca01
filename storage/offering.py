"""The languages that the team switched on or off from the chat, beside what the campaign's file says."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from storage import schema
from storage.queries import Queries

_C = schema.languages.c
CHANGED = select(func.max(_C.changed)).scalar_subquery()
"""When any was last switched, which tells in one look whether all is still as it was."""
_CHANGED = select(func.max(_C.changed))
_ALL = select(_C.code, _C.offered, _C.changed, schema.team.c.name).outerjoin_from(
    schema.languages, schema.team, schema.team.c.chat_id == _C.changed_by
)


@dataclass(frozen=True, slots=True)
class Switched:
    """A language as it was last switched. `by` is the first name of who did it, as long as they are here."""

    offered: bool
    at: datetime
    by: str | None


class Offering(Queries):
    """Queries about the languages that were switched."""

    __slots__ = ()

    async def changed(self) -> datetime | None:
        """When any was last switched; None where none ever was."""
        found: datetime | None = (await self.connection.execute(_CHANGED)).scalar_one()
        return found

    async def read(self) -> dict[str, Switched]:
        """The languages that were switched, by their codes."""
        rows = await self.connection.execute(_ALL)
        return {row.code: Switched(row.offered, row.changed, row.name) for row in rows}

    async def switch(self, code: str, *, offered: bool, chat_id: int, now: datetime) -> None:
        """Offer a language from here on, or no longer."""
        make: Any = sqlite.insert if self.embedded else postgresql.insert
        values = {"offered": offered, "changed": now, "changed_by": chat_id}
        await self.connection.execute(
            make(schema.languages)
            .values(code=code, **values)
            .on_conflict_do_update(index_elements=[_C.code], set_=values)
        )
