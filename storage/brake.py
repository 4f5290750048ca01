"""The big red button: one row that stops all sending, read by whoever is about to send."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from campaign.values import DeliveryState
from storage import schema
from storage.queries import Queries

_ONE = 1
_ARRIVED = (DeliveryState.SENT.value, DeliveryState.UNKNOWN.value)
_D, _O = schema.deliveries.c, schema.opportunities.c
_PULLED = select(schema.brake.c.pulled).where(schema.brake.c.id == _ONE)


@dataclass(frozen=True, slots=True)
class Went:
    """How many messages of one ask went out; `ask_id` is None for those of the campaign itself."""

    ask_id: int | None
    title: str
    language: str
    number: int


class Brake(Queries):
    """Queries about the brake on all sending."""

    __slots__ = ()

    async def pull(self, now: datetime) -> None:
        """Stop all sending; where it is stopped already, the first moment counts."""
        make = sqlite.insert if self.embedded else postgresql.insert
        await self.connection.execute(make(schema.brake).values(id=_ONE, pulled=now).on_conflict_do_nothing())
        await self.connection.execute(
            update(schema.brake)
            .where(schema.brake.c.id == _ONE, schema.brake.c.pulled.is_(None))
            .values(pulled=now)
        )

    async def release(self) -> None:
        """Let sending go on."""
        await self.connection.execute(
            update(schema.brake).where(schema.brake.c.id == _ONE).values(pulled=None)
        )

    async def pulled(self) -> datetime | None:
        """Since when all sending is stopped; None where it goes on."""
        return (await self.connection.execute(_PULLED)).scalar_one_or_none()

    async def went_out(self, since: datetime) -> list[Went]:
        """What went out to citizens from a moment on, or may have, by ask; the most first.

        It reads the index by time alone, however many messages there are.
        """
        counted = (
            select(_D.ask_id, func.count().label("number"))
            .where(_D.settled >= since, _D.state.in_(_ARRIVED))
            .group_by(_D.ask_id)
            .subquery()
        )
        found = await self.connection.execute(
            select(counted.c.ask_id, counted.c.number, _O.title, _O.language)
            .select_from(counted)
            .outerjoin(schema.asks, schema.asks.c.id == counted.c.ask_id)
            .outerjoin(schema.opportunities, _O.id == schema.asks.c.opportunity_id)
            .order_by(counted.c.number.desc(), counted.c.ask_id)
        )
        return [Went(row.ask_id, row.title or "", row.language or "", row.number) for row in found]

    async def in_flight(self) -> int:
        """How many messages are being sent at this moment."""
        return await self._count(DeliveryState.CLAIMED)

    async def planned(self) -> int:
        """How many messages wait to go out."""
        return await self._count(DeliveryState.PLANNED)

    async def _count(self, state: DeliveryState) -> int:
        count = select(func.count()).where(_D.state == state.value)
        return int((await self.connection.execute(count)).scalar_one())
