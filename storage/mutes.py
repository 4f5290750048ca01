"""Mutes: the organisations that a citizen hears no more of, until they take it back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from storage import schema
from storage.queries import Queries

_C, _O = schema.mutes.c, schema.organisations.c


@dataclass(frozen=True, slots=True)
class Muted:
    """An organisation that a citizen muted."""

    organisation_id: int
    name: str


class Mutes(Queries):
    """Queries about mutes."""

    __slots__ = ()

    async def add(self, citizen_id: int, organisation_id: int, *, now: datetime) -> None:
        """Mute an organisation for this citizen; where it is already, the first time counts."""
        make = sqlite.insert if self.embedded else postgresql.insert
        row = {"citizen_id": citizen_id, "organisation_id": organisation_id, "at": now}
        await self.connection.execute(make(schema.mutes).values(row).on_conflict_do_nothing())

    async def remove(self, citizen_id: int, organisation_id: int) -> None:
        """Let this citizen hear of an organisation again; nothing happens where it is not muted."""
        mine = (_C.citizen_id == citizen_id, _C.organisation_id == organisation_id)
        await self.connection.execute(delete(schema.mutes).where(*mine))

    async def of_citizen(self, citizen_id: int) -> list[Muted]:
        """The organisations that this citizen muted, by name."""
        found = await self.connection.execute(
            select(_C.organisation_id, _O.name)
            .join_from(schema.mutes, schema.organisations)
            .where(_C.citizen_id == citizen_id)
            .order_by(_O.name, _C.organisation_id)
        )
        return [Muted(row.organisation_id, row.name) for row in found]

    async def everything(self, citizen_id: int) -> list[dict[str, Any]]:
        """All mutes of one citizen, for their own file."""
        found = await self.connection.execute(
            select(_O.name.label("organisation"), _C.at.label("since"))
            .join_from(schema.mutes, schema.organisations)
            .where(_C.citizen_id == citizen_id)
            .order_by(_C.at, _C.organisation_id)
        )
        return [dict(row._mapping) for row in found]
