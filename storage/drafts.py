"""Drafts: what an organisation is still writing, kept as JSON until it stands."""

import json
from collections.abc import Callable
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from campaign.drafting import Draft, Sketch
from campaign.values import Dutch, Often, Task
from storage import schema
from storage.queries import Queries

_C = schema.drafts.c
_KEPT: dict[str, Callable[[Any], Any]] = {
    "task": Task.of,
    "starts": datetime.fromisoformat,
    "ends": datetime.fromisoformat,
    "often": Often,
    "dutch": Dutch,
    "languages": tuple,
}
"""How what JSON has no value for is read."""
_NAMES = frozenset(field.name for field in fields(Sketch))


class Drafts(Queries):
    """Queries about drafts."""

    __slots__ = ()

    async def access(self, organisation_id: int, draft_id: int) -> Draft | None:
        """The draft, where it is this organisation's."""
        return await self._one(_C.organisation_id == organisation_id, _C.id == draft_id)

    async def quick(self, organisation_id: int) -> Draft | None:
        """What this organisation began to ask quickly."""
        return await self._one(_C.organisation_id == organisation_id, _C.quick)

    async def of_opportunity(self, organisation_id: int, opportunity_id: int) -> Draft | None:
        """The changes begun to an opportunity."""
        return await self._one(_C.organisation_id == organisation_id, _C.opportunity_id == opportunity_id)

    async def begun(self, organisation_id: int) -> list[Draft]:
        """What this organisation has in the making, without what it asks quickly; last touched first."""
        mine = select(schema.drafts).where(_C.organisation_id == organisation_id, _C.quick.is_(False))
        rows = await self.connection.execute(mine.order_by(_C.touched.desc(), _C.id.desc()).limit(10))
        return [_draft(row) for row in rows]

    async def add(
        self,
        organisation_id: int,
        sketch: Sketch,
        *,
        now: datetime,
        quick: bool = False,
        opportunity_id: int | None = None,
    ) -> int:
        """Keep a new draft; its id."""
        made = await self.connection.execute(
            insert(schema.drafts)
            .values(
                organisation_id=organisation_id,
                opportunity_id=opportunity_id,
                quick=quick,
                fields=_json(sketch),
                touched=now,
            )
            .returning(_C.id)
        )
        return int(made.scalar_one())

    async def keep(
        self, draft_id: int, sketch: Sketch, *, now: datetime, opportunity_id: int | None = None
    ) -> None:
        """Keep what was told now; with `opportunity_id`, that it stands as that one."""
        values: dict[str, Any] = {"fields": _json(sketch), "touched": now}
        if opportunity_id is not None:
            values["opportunity_id"] = opportunity_id
        await self.connection.execute(update(schema.drafts).where(_C.id == draft_id).values(**values))

    async def set_aside(self, draft_id: int) -> None:
        """Keep what was begun quickly among what is written in full, so that something else can begin."""
        await self.connection.execute(update(schema.drafts).where(_C.id == draft_id).values(quick=False))

    async def drop(self, draft_id: int) -> None:
        """Throw it away; what stands already stays."""
        await self.connection.execute(delete(schema.drafts).where(_C.id == draft_id))

    async def done(self, opportunity_id: int) -> None:
        """Nothing of this opportunity is in the making any more."""
        await self.connection.execute(delete(schema.drafts).where(_C.opportunity_id == opportunity_id))

    async def _one(self, *which: Any) -> Draft | None:
        found = await self.connection.execute(select(schema.drafts).where(*which).order_by(_C.id).limit(1))
        row = found.one_or_none()
        return None if row is None else _draft(row)


def _json(sketch: Sketch) -> str:
    plain = {name: value for name, value in asdict(sketch).items() if value is not None}
    return json.dumps(plain, default=_plain, ensure_ascii=False)


def _plain(value: Any) -> str:
    return value.code if isinstance(value, Task) else str(value.isoformat())


def _draft(row: Any) -> Draft:
    told = {name: value for name, value in json.loads(row.fields).items() if name in _NAMES}
    read = {name: _KEPT[name](value) if name in _KEPT else value for name, value in told.items()}
    return Draft(row.id, row.organisation_id, row.opportunity_id, row.quick, Sketch(**read))
