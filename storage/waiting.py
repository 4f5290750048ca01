"""What waits to be sent, as whoever watches wants to know it: how many messages, and since when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select

from storage.claims import due_deliveries
from storage.notices import due_notices
from storage.queries import Queries

LOOKED_AT = 10_000
"""So many in line are looked at, best fit first: a million that wait are not read to know that it is many."""


@dataclass(frozen=True, slots=True)
class Queue:
    """How many messages are due, `LOOKED_AT` at most, and since when the oldest of these is (UTC)."""

    number: int
    since: datetime | None


class Waiting(Queries):
    """Queries about what is due."""

    __slots__ = ()

    async def deliveries(self, *, now: datetime) -> Queue:
        """Messages of asks and moments that are due and may go, hours and brake aside."""
        return await self._look(due_deliveries(), now)

    async def notices(self, *, now: datetime) -> Queue:
        """Notices of what another did that are due, the brake aside."""
        return await self._look(due_notices(), now)

    async def _look(self, due: Select[datetime], now: datetime) -> Queue:
        some = due.limit(LOOKED_AT).subquery()
        asked = select(func.count(), func.min(some.c.due)).select_from(some)
        number, since = (await self.connection.execute(asked, {"now": now})).one()
        return Queue(number, since)
