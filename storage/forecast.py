"""What was sent and held back between two moments, message by message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, func, literal, or_, select

from campaign.values import AskState, DeliveryState
from storage import schema
from storage.queries import Queries
from storage.rests import WHY, resting_moments

_D, _C, _O, _N = schema.deliveries.c, schema.citizens.c, schema.opportunities.c, schema.notices.c
_CHAT = schema.chats.c
RESTS = "rests"
"""Why a message waits whose ask or moment rests."""


@dataclass(frozen=True, slots=True)
class Line:
    """One message to one citizen: when it went or was held back, what it is, and how it stands.

    `what` is the step of a moment, or its name where nothing is said, "ask" for an organisation's own, or the
    first word of a notice's address.
    `reason` is why it was held back or put off. `citizen_id` is None for who is no citizen.
    """

    at: datetime
    citizen_id: int | None
    language: str | None
    what: str
    about: str
    state: str
    reason: str | None
    message_id: int | None


class Forecasts(Queries):
    """Queries about what was sent and held back."""

    __slots__ = ()

    async def lines(self, since: datetime, until: datetime, *, citizen_id: int | None = None) -> list[Line]:
        """Everything between these moments, by time; with `citizen_id` of one citizen alone."""
        found = [*await self._deliveries(since, until), *await self._notices(since, until)]
        mine = [one for one in found if citizen_id is None or one.citizen_id == citizen_id]
        return sorted(mine, key=lambda one: (one.at, one.citizen_id or 0))

    async def _deliveries(self, since: datetime, until: datetime) -> Sequence[Line]:
        asks = schema.asks.c
        of_ask = and_(_D.moment_id.is_(None), asks.state == AskState.PAUSED.value, asks.why == WHY)
        of_moment = func.coalesce(_D.moment_id, 0).in_(resting_moments(until))
        rests = and_(_D.state == DeliveryState.PLANNED.value, or_(of_ask, of_moment))
        waits = and_(rests, _D.due < since)
        at = case((waits, literal(since, schema.Utc)), else_=func.coalesce(_D.settled, _D.due))
        rows = await self.connection.execute(
            select(at.label("at"), _D.citizen_id, _CHAT.language, _D.step, _O.title, _D.state)
            .add_columns(case((rests, RESTS), else_=_D.reason).label("reason"))
            .add_columns(_D.message_id, schema.moments.c.name)
            .select_from(schema.deliveries)
            .join(schema.citizens, _C.id == _D.citizen_id)
            .join(schema.chats, _CHAT.id == _C.chat_id)
            .outerjoin(schema.asks, asks.id == _D.ask_id)
            .outerjoin(schema.moments, schema.moments.c.id == _D.moment_id)
            .outerjoin(schema.opportunities, _O.id == func.coalesce(_D.opportunity_id, asks.opportunity_id))
            .where(at >= since, at <= until)
            .order_by(_D.id)
        )
        return [_line(row, row.step or row.name or "ask", row.title or "") for row in rows]

    async def _notices(self, since: datetime, until: datetime) -> Sequence[Line]:
        rows = await self.connection.execute(
            select(_N.settled.label("at"), _C.id.label("citizen_id"), _CHAT.language, _N.address, _N.state)
            .add_columns(_N.message_id)
            .select_from(schema.notices)
            .join(schema.chats, _CHAT.id == _N.chat_id)
            .outerjoin(schema.citizens, _C.chat_id == _N.chat_id)
            .where(_N.settled >= since, _N.settled <= until)
            .where(_N.state != DeliveryState.PLANNED.value)
            .order_by(_N.id)
        )
        return [_line(row, row.address.partition("/")[0], "", reason=None) for row in rows]


def _line(row: Any, what: str, about: str, **more: Any) -> Line:
    return Line(
        at=row.at,
        citizen_id=row.citizen_id,
        language=row.language,
        what=what,
        about=about,
        state=row.state,
        reason=more.get("reason", getattr(row, "reason", None)),
        message_id=row.message_id,
    )
