"""Leavings: why people stop or cancel, counted; nothing here tells who it was."""

from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.dialects import postgresql, sqlite

from campaign.leaving import Leaving, Why
from storage import schema
from storage.queries import Queries

_L = schema.leavings.c


class Leavings(Queries):
    """Queries about why people leave."""

    __slots__ = ()

    async def note(self, stamp: int, what: Leaving, why: Why, *, day: date) -> None:
        """Count a reason; told again with the same stamp it takes the place of what was told before."""
        make = sqlite.insert if self.embedded else postgresql.insert
        told = {"what": what.value, "reason": why.value}
        await self.connection.execute(
            make(schema.leavings)
            .values(stamp=stamp, day=day, **told)
            .on_conflict_do_update(index_elements=[_L.stamp], set_=told)
        )

    async def between(self, first: date, last: date) -> dict[tuple[Leaving, Why], int]:
        """How often each reason was told from one day to another."""
        return await self._counts(_L.day >= first, _L.day <= last)

    async def count(self, since: date) -> dict[tuple[Leaving, Why], int]:
        """How often each reason was told from this day on."""
        return await self._counts(_L.day >= since)

    async def _counts(self, *which: ColumnElement[bool]) -> dict[tuple[Leaving, Why], int]:
        rows = await self.connection.execute(
            select(_L.what, _L.reason, func.count().label("number"))
            .where(*which)
            .group_by(_L.what, _L.reason)
        )
        return {(Leaving(row.what), Why(row.reason)): row.number for row in rows}
