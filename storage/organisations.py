"""Organisations: who asks, and how far the team's screening of each is."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import bindparam, exists, func, insert, or_, select, update

from campaign.records import Organisation
from campaign.screening import ALL_CHECKED
from campaign.values import OrganisationState
from storage import schema
from storage.queries import Queries

MADE_HERE = "vraagbot"
"""The source of what people make in the bot; no feed may call itself that."""

_C = schema.organisations.c
_MEMBERS = (
    select(func.count())
    .where(schema.members.c.organisation_id == _C.id)
    .correlate(schema.organisations)
    .scalar_subquery()
)
_WHOLE = select(
    _C.id,
    _C.name,
    _C.description,
    _C.website,
    _C.state,
    _C.registration,
    _C.contact,
    _C.screened,
    _C.source,
    _C.sample,
    _MEMBERS.label("members"),
)
_OURS = or_(
    _C.source == MADE_HERE,
    _C.state != OrganisationState.APPROVED.value,
    exists().where(schema.members.c.organisation_id == _C.id),
    exists().where(schema.asks.c.organisation_id == _C.id),
)
"""Those made in the bot, and of those from a feed the ones that the team decided about or that can ask."""
_GET = _WHOLE.where(_C.id == bindparam("organisation"))
_LISTED = (
    _WHOLE.where(_C.state == bindparam("state"), _OURS, _C.id > bindparam("after_id"))
    .order_by(_C.id)
    .limit(bindparam("most"))
)
_FACTS = frozenset({"name", "description", "website", "state", "registration", "contact", "screened"})


class Organisations(Queries):
    """Queries about organisations."""

    __slots__ = ()

    async def add(self, name: str, *, now: datetime) -> int:
        """A new organisation that waits for the team; its id."""
        values = {
            "source": MADE_HERE,
            "source_id": uuid4().hex,
            "name": name,
            "state": OrganisationState.WAITING.value,
            "made": now,
        }
        made = await self.connection.execute(insert(schema.organisations).values(values).returning(_C.id))
        return int(made.scalar_one())

    async def get(self, organisation_id: int) -> Organisation | None:
        """The organisation with this id."""
        row = (await self.connection.execute(_GET, {"organisation": organisation_id})).one_or_none()
        return None if row is None else _organisation(row)

    async def of_source(self, source: str, source_id: str) -> Organisation | None:
        """The organisation that a source calls so."""
        found = await self.connection.execute(_WHOLE.where(_C.source == source, _C.source_id == source_id))
        row = found.one_or_none()
        return None if row is None else _organisation(row)

    async def change(self, organisation_id: int, **columns: Any) -> None:
        """Set some facts of an organisation; TypeError for what is none."""
        if unknown := columns.keys() - _FACTS:
            raise TypeError(f"an organisation has no {sorted(unknown)} to change")
        plain = {
            name: value.value if isinstance(value, OrganisationState) else value
            for name, value in columns.items()
        }
        await self.connection.execute(
            update(schema.organisations).where(_C.id == organisation_id).values(**plain)
        )

    async def screen(self, organisation_id: int, bit: int, *, checked: bool) -> None:
        """Tick one check of the screening list, or take the tick away, whoever ticks another meanwhile."""
        mask = _C.screened.op("|")(bit) if checked else _C.screened.op("&")(ALL_CHECKED & ~bit)
        await self.connection.execute(
            update(schema.organisations).where(_C.id == organisation_id).values(screened=mask)
        )

    async def waiting(self) -> list[Organisation]:
        """The organisations that wait for the team, the oldest first."""
        return await self.listed(OrganisationState.WAITING, limit=100)

    async def listed(
        self, state: OrganisationState, *, after: int = 0, limit: int = 10
    ) -> list[Organisation]:
        """Organisations in this state that the team has to do with, by id, from after this one on."""
        asked = {"state": state.value, "after_id": after, "most": limit}
        return [_organisation(row) for row in await self.connection.execute(_LISTED, asked)]

    async def count(self, state: OrganisationState) -> int:
        """How many organisations in this state the team has to do with."""
        found = await self.connection.execute(select(func.count()).where(_C.state == state.value, _OURS))
        return int(found.scalar_one())

    async def close_opportunities(self, organisation_id: int) -> int:
        """Close all that this organisation has to do; how many were open."""
        found = await self.connection.execute(
            update(schema.opportunities)
            .where(schema.opportunities.c.organisation_id == organisation_id, schema.opportunities.c.open)
            .values(open=False)
        )
        return found.rowcount


def _organisation(row: Any) -> Organisation:
    return Organisation(
        id=row.id,
        name=row.name,
        description=row.description,
        website=row.website,
        state=OrganisationState(row.state),
        registration=row.registration,
        contact=row.contact,
        screened=row.screened,
        source=row.source,
        sample=row.sample,
        members=row.members,
    )
