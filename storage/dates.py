"""The dates of opportunities, as time goes by."""

from datetime import datetime

from sqlalchemy import bindparam, select, update

from storage import schema
from storage.queries import Queries

_C = schema.opportunities.c
_D = schema.dates.c
_NEXT = (
    select(_D.id)
    .where(_D.opportunity_id == _C.id, _D.ends >= bindparam("now"))
    .order_by(_D.starts)
    .limit(1)
    .correlate(schema.opportunities)
    .scalar_subquery()
)
_BEHIND = (
    select(_C.id, _D.starts, _D.ends)
    .select_from(schema.opportunities.outerjoin(schema.dates, _D.id == _NEXT))
    .where(_C.open, _C.ends < bindparam("now"))
)
_ON = (
    update(schema.opportunities)
    .where(_C.id == bindparam("which"))
    .values(starts=bindparam("new_starts"), ends=bindparam("new_ends"))
)
_OVER = update(schema.opportunities).where(_C.id == bindparam("which")).values(open=False)


class Dates(Queries):
    """Queries about dates."""

    __slots__ = ()

    async def turn(self, now: datetime) -> int:
        """Move opportunities whose date is over on to their next one; close, and count, those without any."""
        behind = (await self.connection.execute(_BEHIND, {"now": now})).all()
        on = [
            {"which": row.id, "new_starts": row.starts, "new_ends": row.ends} for row in behind if row.starts
        ]
        over = [{"which": row.id} for row in behind if not row.starts]
        if on:
            await self.connection.execute(_ON, on)
        if over:
            await self.connection.execute(_OVER, over)
        return len(over)
