"""The audit: who did what when. Where somebody is forgotten, their role stays."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select

from campaign.values import Role
from storage import schema
from storage.queries import Queries

_C = schema.audit.c
_PAGE = (
    select(
        _C.id,
        _C.at,
        _C.chat_id,
        _C.role,
        _C.what,
        _C.organisation_id,
        _C.opportunity_id,
        _C.ask_id,
        _C.count.label("number"),
        schema.organisations.c.name.label("organisation"),
        func.coalesce(schema.team.c.name, schema.members.c.name).label("name"),
    )
    .select_from(
        schema.audit.outerjoin(schema.organisations, schema.organisations.c.id == _C.organisation_id)
        .outerjoin(schema.team, schema.team.c.chat_id == _C.chat_id)
        .outerjoin(schema.members, schema.members.c.chat_id == _C.chat_id)
    )
    .order_by(_C.id.desc())
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done. `name` is the first name of who did it, as long as they are still here."""

    id: int
    at: datetime
    chat_id: int | None
    role: Role
    what: str
    name: str | None
    organisation_id: int | None
    organisation: str | None
    opportunity_id: int | None
    ask_id: int | None
    count: int | None


class Audit(Queries):
    """Queries about the audit."""

    __slots__ = ()

    async def note(
        self,
        what: str,
        *,
        role: Role,
        now: datetime,
        chat_id: int | None = None,
        organisation_id: int | None = None,
        opportunity_id: int | None = None,
        ask_id: int | None = None,
        count: int | None = None,
    ) -> None:
        """Note that something of importance was done."""
        values = {
            "at": now,
            "chat_id": chat_id,
            "role": role.value,
            "what": what,
            "organisation_id": organisation_id,
            "opportunity_id": opportunity_id,
            "ask_id": ask_id,
            "count": count,
        }
        await self.connection.execute(insert(schema.audit).values(values))

    async def of_chat(self, chat_id: int) -> list[dict[str, Any]]:
        """What the person in this chat did, oldest first, for their own file."""
        found = await self.connection.execute(
            select(_C.at, _C.role, _C.what).where(_C.chat_id == chat_id).order_by(_C.id)
        )
        return [dict(row._mapping) for row in found]

    async def page(self, *, before: int | None = None, limit: int) -> list[Entry]:
        """What was done, the newest first; with `before`, what was noted before that entry."""
        wanted = _PAGE.limit(limit)
        if before is not None:
            wanted = wanted.where(_C.id < before)
        return [
            Entry(
                id=row.id,
                at=row.at,
                chat_id=row.chat_id,
                role=Role(row.role),
                what=row.what,
                name=row.name,
                organisation_id=row.organisation_id,
                organisation=row.organisation,
                opportunity_id=row.opportunity_id,
                ask_id=row.ask_id,
                count=row.number,
            )
            for row in await self.connection.execute(wanted)
        ]
