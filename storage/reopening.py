"""Asks that were full and have a place again: they go on to the next in line."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, exists, func, or_, select, update

from campaign import waves
from campaign.budget import DEFAULT, Budget
from campaign.values import AskState, DeliveryState, OrganisationState, WhyNot
from storage import schema
from storage.queries import Queries
from storage.tallies import Tallies, tallies_of

_A, _D, _O, _G = schema.asks.c, schema.deliveries.c, schema.opportunities.c, schema.organisations.c
_LATER = schema.asks.alias("later")
_ROOM = and_(
    _O.open,
    _O.taken < _O.places,
    _G.state == OrganisationState.APPROVED.value,
)
_OTHER = exists().where(
    _LATER.c.opportunity_id == _A.opportunity_id,
    _LATER.c.id > _A.id,
    _LATER.c.state != AskState.DRAFT.value,
)
"""A newer ask for the same has taken its place."""
_ENDS = func.coalesce(_O.ends, _O.starts)
_FULL_WITH_ROOM = (
    select(_A.id, _A.gap, (_O.places - _O.taken).label("free"))
    .join_from(schema.asks, schema.opportunities, _O.id == _A.opportunity_id)
    .join(schema.organisations, _G.id == _A.organisation_id)
    .where(_A.state == AskState.FILLED.value, _ROOM, ~_OTHER)
    .where(or_(_A.deadline.is_(None), _A.deadline > bindparam("now")))
    .where(or_(_ENDS.is_(None), bindparam("now") < _ENDS))
    .order_by(_A.id)
)


class Reopening(Queries):
    """Queries about asks that go out again."""

    __slots__ = ()

    async def reopen(self, now: datetime, *, budget: Budget = DEFAULT) -> list[int]:
        """Have them go out again; which they are.

        Who was planned and held back because it was full comes first, as many as a wave for the free places;
        where there is nobody, the next wave is due at once.
        """
        rows = await self.connection.execute(_FULL_WITH_ROOM, {"now": now})
        return [row.id for row in rows.all() if await self._reopen(row, now, budget)]

    async def _reopen(self, row: Any, now: datetime, budget: Budget) -> bool:
        due = budget.next_sending(now)
        found = await self.connection.execute(
            update(schema.asks)
            .where(_A.id == row.id, _A.state == AskState.FILLED.value)
            .values(state=AskState.SENDING.value, ended=None, next_wave=now)
        )
        if not found.rowcount:
            return False
        waits = (_D.state == DeliveryState.SKIPPED.value, _D.reason == WhyNot.FILLED.value)
        next_in_line = (
            select(_D.id)
            .where(_D.ask_id == row.id, *waits, _D.citizen_id.is_not(None))
            .order_by(_D.fit.desc(), _D.id)
            .limit(waves.size(row.free))
        )
        some = list((await self.connection.execute(next_in_line)).scalars())
        locked = await self.connection.execute(
            select(_D.id, _D.ask_id, _D.moment_id, _D.step, _D.state, _D.settled)
            .where(_D.id.in_(some), *waits)
            .order_by(_D.id)
            .with_for_update()
        )
        if again := locked.all():
            await self.connection.execute(
                update(schema.deliveries)
                .where(_D.id.in_([one.id for one in again]))
                .values(state=DeliveryState.PLANNED.value, reason=None, claimed=None, settled=None, due=due)
            )
            held = (one for row in again for one in tallies_of(row, row.state, row.settled))
            await Tallies(self.connection).take_off(held)
            after = waves.next_wave(due, row.gap, budget)
            await self.connection.execute(update(schema.asks).where(_A.id == row.id).values(next_wave=after))
        return True
