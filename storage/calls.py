"""Calls: who would like their local centre to call them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage import schema
from storage.notices import Notices
from storage.queries import Queries

LISTED = 20
"""So many people stand on the list, who wait longest first."""
SHOWN = "team/calls"
"""Where the list is read: in messages that are drawn anew without whoever is taken off it."""
_C = schema.calls.c


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody who would like to be called; empty strings for what they did not tell yet.

    `part` is the part of the day that suits them; `agreed` is None until they agreed to pass it on.
    """

    id: int
    citizen_id: int
    centre: str
    name: str
    phone: str
    part: str
    begun: datetime
    agreed: datetime | None


class Calls(Queries):
    """Queries about people who would like to be called."""

    __slots__ = ()

    async def of(self, citizen_id: int) -> Call | None:
        """What a citizen told for it so far."""
        found = await self.connection.execute(select(schema.calls).where(_C.citizen_id == citizen_id))
        row = found.one_or_none()
        return None if row is None else Call(**row._mapping)

    async def put(self, citizen_id: int, centre: str, *, now: datetime, **told: str) -> None:
        """Keep a name, a phone or a part of the day; what was passed on already is to be agreed to anew."""
        make: Any = sqlite.insert if self.embedded else postgresql.insert
        values = {"centre": centre, "begun": now, "agreed": None, **told}
        await self.connection.execute(
            make(schema.calls)
            .values(citizen_id=citizen_id, **{"name": "", "phone": "", "part": "", **values})
            .on_conflict_do_update(index_elements=[_C.citizen_id], set_=values)
        )
        await Notices(self.connection).redraw_under(SHOWN)

    async def agree(self, citizen_id: int, *, now: datetime) -> bool:
        """Pass it on; whether all of it was told."""
        whole = _C.citizen_id == citizen_id, _C.name != "", _C.phone != "", _C.part != ""
        found = await self.connection.execute(update(schema.calls).where(*whole).values(agreed=now))
        return bool(found.rowcount)

    async def drop(self, citizen_id: int) -> None:
        """Erase what a citizen told for it, from the messages too in which the team reads it."""
        gone = await self.connection.execute(delete(schema.calls).where(_C.citizen_id == citizen_id))
        if gone.rowcount:
            await Notices(self.connection).redraw_under(SHOWN)

    async def listed(self) -> list[Call]:
        """Who agreed to be called and waits, the longest first."""
        rows = await self.connection.execute(
            select(schema.calls).where(_C.agreed.is_not(None)).order_by(_C.agreed, _C.id).limit(LISTED)
        )
        return [Call(**row._mapping) for row in rows]

    async def get(self, number: int) -> Call | None:
        """Somebody on the list; None for one who is not, or no more."""
        which = _C.id == number, _C.agreed.is_not(None)
        row = (await self.connection.execute(select(schema.calls).where(*which))).one_or_none()
        return None if row is None else Call(**row._mapping)

    async def count(self) -> int:
        """How many people wait to be called."""
        found = await self.connection.execute(select(func.count(_C.agreed)))
        return int(found.scalar_one())

    async def old(self, *, agreed: datetime, begun: datetime) -> list[int]:
        """The citizens who agreed, or began and did not agree, before these moments."""
        late = or_(_C.agreed < agreed, (_C.agreed.is_(None)) & (_C.begun < begun))
        rows = await self.connection.execute(select(_C.citizen_id).where(late))
        return [row.citizen_id for row in rows]
