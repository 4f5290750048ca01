"""The big red button: one row that stops all sending, read by whoever is about to send."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from campaign.values import DeliveryState
from storage import schema
from storage.queries import Queries

_ONE = 1
_PULLED = select(schema.brake.c.pulled).where(schema.brake.c.id == _ONE)


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

    async def sent_since(self, moment: datetime) -> int:
        """How many asks went out to citizens from this moment on, those that may have arrived included."""
        columns = schema.deliveries.c
        states = (DeliveryState.SENT.value, DeliveryState.UNKNOWN.value)
        count = select(func.count()).where(columns.state.in_(states), columns.settled >= moment)
        return int((await self.connection.execute(count)).scalar_one())
