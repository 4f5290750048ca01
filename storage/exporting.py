"""What is given out in files: the replies of closed weeks, and asks."""

from collections.abc import AsyncIterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, select

from campaign.exporting import Window
from campaign.spans import Span
from storage import schema
from storage.queries import Queries
from storage.schema.types import moment
from storage.stream import Rows, chunks

ASKS = 200
"""Asks in memory at a time: each is counted."""

_W, _K, _N = schema.countings.c, schema.closings.c, schema.closed_replies.c
_A, _O, _G = schema.asks.c, schema.opportunities.c, schema.organisations.c
_CLOSED = schema.closed_replies.join(schema.closings, _K.first == _N.week)


class Exporting(Queries):
    """Queries about what is given out."""

    __slots__ = ()

    async def closed(self, window: Window) -> list[Span]:
        """The weeks in these days whose replies are given out, the oldest first."""
        found = await self.connection.execute(
            select(_W.first, _W.last, _W.name)
            .select_from(schema.countings.join(schema.closings, _K.first == _W.first))
            .where(_K.done.is_not(None), _W.last >= window.since, _W.first <= window.until)
            .order_by(_W.first)
        )
        return [Span(row.first, row.last, row.name) for row in found]

    async def first(self) -> date | None:
        """The first day of the first week that is given out; None before that."""
        found = await self.connection.execute(select(func.min(_K.first)).where(_K.done.is_not(None)))
        first: date | None = found.scalar_one()
        return first

    async def count_replies(self, window: Window) -> int:
        """How many replies are given out of these days."""
        count = select(func.count()).select_from(_CLOSED).where(*_of(window))
        number: int = (await self.connection.execute(count)).scalar_one()
        return number

    async def asks(self, since: datetime, until: datetime) -> AsyncIterator[Rows]:
        """The asks of organisations that first went out from one moment on before another, some at a time.

        Each has its number, organisation, title, task, whether it is online (1 or 0), municipality, province,
        how it stands, when it first went out and was over, its waves, places, and those taken.
        """
        statement = (
            select(
                *(_A.id, _G.name, _O.title, _O.task, case((_O.online, 1), else_=0), _O.municipality),
                *(_O.province, _A.state, _A.sent, _A.ended, _A.wave, _O.places, _O.taken),
            )
            .select_from(schema.asks)
            .join(schema.opportunities, _O.id == _A.opportunity_id)
            .join(schema.organisations, _G.id == _A.organisation_id)
            .where(_A.sent >= since, _A.sent < until)
            .order_by(_A.id)
        )
        async for rows in chunks(self.connection, statement, size=ASKS):
            yield [(*row[:8], moment(row[8]), moment(row[9]), *row[10:]) for row in rows]

    async def replies(self, window: Window) -> AsyncIterator[Rows]:
        """These replies, some thousands at a time.

        Each has the number of who gave it, which is theirs in that week alone, the first day of the week, day
        and hour, origin, answer, reason, task, how often, whether it was introduced and came to a match (1 or
        0), wording, opening and whether follow-ups were held back (1 or 0), language, province and door.
        """
        statement = (
            select(
                *(_N.person, _N.week, _N.day, _N.hour, _N.origin, _N.answer, _N.reason, _N.task, _N.often),
                case((_N.introduced, 1), else_=0),
                *(_number(_N.matched), _N.wording, _N.opening, _number(_N.held)),
                *(_N.language, _N.province, _N.door),
            )
            .select_from(_CLOSED)
            .where(*_of(window))
            .order_by(_N.id)
        )
        async for rows in chunks(self.connection, statement):
            yield rows


def _number(column: Any) -> Any:
    """1 or 0; nothing where nothing is told."""
    return case((column.is_(True), 1), (column.is_(False), 0))


def _of(window: Window) -> tuple[ColumnElement[Any], ...]:
    return _K.done.is_not(None), _N.day >= window.since, _N.day <= window.until
