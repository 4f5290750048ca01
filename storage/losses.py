"""Losses: after which message somebody wanted no more, so that asking too much is seen where it is done."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from campaign.statistics import Measure
from campaign.values import DeliveryState, WhyNot
from storage import schema
from storage.queries import Queries
from storage.tallies import Tallies, Tally, tally

AFTER = timedelta(hours=24)
"""How long after a message a stop or a block is put down to it."""
_D, _C = schema.deliveries.c, schema.citizens.c
_ARRIVED = (DeliveryState.SENT.value, DeliveryState.UNKNOWN.value)


class Losses(Queries):
    """Queries about messages after which somebody wanted no more."""

    __slots__ = ()

    async def stopped(self, citizen_id: int, *, under: int | None = None, now: datetime) -> None:
        """Put a stop down to the message that it was said under, or else to the last one."""
        await self._put_down(WhyNot.STOPPED, _D.citizen_id == citizen_id, under, now)

    async def blocked(self, chat_id: int, *, now: datetime) -> None:
        """Put a block down to the last message."""
        whose = select(_C.id).where(_C.chat_id == chat_id).scalar_subquery()
        await self._put_down(WhyNot.BLOCKED, _D.citizen_id == whose, None, now)

    async def taken_back(self, citizen_id: int) -> None:
        """A stop is taken back."""
        mine = _D.citizen_id == citizen_id, _D.reason == WhyNot.STOPPED.value, _D.state.in_(_ARRIVED)
        found = await self.connection.execute(
            update(schema.deliveries)
            .where(*mine)
            .values(reason=None)
            .returning(_D.settled, _D.ask_id, _D.moment_id)
        )
        await Tallies(self.connection).take_off(_tally(row, WhyNot.STOPPED) for row in found)

    async def _put_down(self, why: WhyNot, mine: Any, under: int | None, now: datetime) -> None:
        which = [_D.id == under] if under is not None else [_D.settled >= now - AFTER]
        latest = (
            select(_D.id)
            .where(mine, _D.state.in_(_ARRIVED), *which)
            .order_by(_D.settled.desc(), _D.id.desc())
            .limit(1)
            .scalar_subquery()
        )
        found = await self.connection.execute(
            update(schema.deliveries)
            .where(_D.id == latest, _D.reason.is_(None))
            .values(reason=why.value)
            .returning(_D.settled, _D.ask_id, _D.moment_id)
        )
        await Tallies(self.connection).add(_tally(row, why) for row in found)


def _tally(row: Any, why: WhyNot) -> Tally:
    return tally(row.settled, Measure(why.value), ask_id=row.ask_id, moment_id=row.moment_id)
