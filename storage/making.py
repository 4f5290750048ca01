"""Asks in the making: what was begun for an opportunity, and throwing it away."""

from sqlalchemy import delete, select

from campaign.values import AskState
from storage import schema
from storage.queries import Queries

_C = schema.asks.c
_DRAFT = _C.state == AskState.DRAFT.value


class Making(Queries):
    """Queries about asks that were not sent yet."""

    __slots__ = ()

    async def begun(self, organisation_id: int, opportunity_id: int) -> int | None:
        """The ask that this organisation is making for an opportunity."""
        found = await self.connection.execute(
            select(_C.id)
            .where(_C.organisation_id == organisation_id, _C.opportunity_id == opportunity_id, _DRAFT)
            .order_by(_C.id)
            .limit(1)
        )
        return found.scalar_one_or_none()

    async def drop(self, ask_id: int) -> None:
        """Throw it away; nothing happens to one that was sent."""
        await self.connection.execute(delete(schema.asks).where(_C.id == ask_id, _DRAFT))
