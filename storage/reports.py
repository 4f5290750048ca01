"""Reports that something is wrong with an opportunity, and what two of them stop."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, func, insert, or_, select, update

from campaign.statistics import Measure
from campaign.values import AskState, DeliveryState
from storage import schema
from storage.queries import Queries
from storage.tallies import Tallies, tally

ENOUGH = 2
"""So many people who say that something is wrong pause what is running."""

WHY = "reports"
"""Why an ask is paused that people say something is wrong with."""

_C = schema.reports.c
_LOCK = (
    select(schema.opportunities.c.id)
    .where(schema.opportunities.c.id == bindparam("opportunity"))
    .with_for_update()
)
"""Two who report at the same moment come one after the other, so that the second sees the first."""


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody says is wrong with an opportunity.

    `ask_id` and `message_id` are those of the message it was said under; None where it was found nearby.
    """

    id: int
    opportunity_id: int
    what: str
    at: datetime
    ask_id: int | None
    message_id: int | None
    settled: datetime | None


class Reports(Queries):
    """Queries about reports."""

    __slots__ = ()

    async def add(
        self,
        opportunity_id: int,
        what: str,
        *,
        citizen_id: int | None,
        message_id: int | None = None,
        now: datetime,
    ) -> int:
        """Note that somebody says something is wrong, and under which message; the report's id.

        One open report for each citizen: what they say next takes its place. Visitors cannot be told apart,
        and have one for each thing that can be wrong.
        """
        await self.connection.execute(_LOCK, {"opportunity": opportunity_id})
        before = await self._open_report(opportunity_id, what, citizen_id)
        if before is not None:
            changed = {"what": what, "message_id": func.coalesce(message_id, _C.message_id)}
            await self.connection.execute(update(schema.reports).where(_C.id == before).values(**changed))
            return before
        ask_id, asked_in = await self._message(opportunity_id, citizen_id)
        values = {
            "opportunity_id": opportunity_id,
            "what": what,
            "citizen_id": citizen_id,
            "at": now,
            "ask_id": ask_id,
            "message_id": message_id or asked_in,
        }
        await Tallies(self.connection).add([tally(now, Measure.REPORTED, ask_id=ask_id)])
        made = await self.connection.execute(insert(schema.reports).values(values).returning(_C.id))
        return int(made.scalar_one())

    async def get(self, report_id: int) -> Report | None:
        """The report with this id."""
        found = await self.connection.execute(
            select(_C.id, _C.opportunity_id, _C.what, _C.at, _C.ask_id, _C.message_id, _C.settled).where(
                _C.id == report_id
            )
        )
        row = found.one_or_none()
        return None if row is None else Report(**row._mapping)

    async def enough(self, opportunity_id: int) -> bool:
        """Whether so many different people have an open report that nobody is to be asked any more.

        Visitors cannot be told apart, and count as one. They count beside a citizen who was one when a
        visitor spoke: who joined later may be the same person.
        """
        found = await self.connection.execute(
            select(_C.citizen_id, _C.at, schema.citizens.c.joined)
            .select_from(schema.reports)
            .outerjoin(schema.citizens, schema.citizens.c.id == _C.citizen_id)
            .where(*_open(opportunity_id))
        )
        told = found.all()
        citizens = {row.citizen_id: row.joined for row in told if row.citizen_id is not None}
        visitors = [row.at for row in told if row.citizen_id is None]
        apart = any(joined <= at for joined in citizens.values() for at in visitors)
        return len(citizens) + apart >= ENOUGH

    async def count(self, opportunity_id: int) -> int:
        """How many reports about an opportunity the team has not settled."""
        found = await self.connection.execute(
            select(func.count()).select_from(schema.reports).where(*_open(opportunity_id))
        )
        return int(found.scalar_one())

    async def running_asks(self, opportunity_id: int) -> list[int]:
        """The asks of an opportunity that go out, or that are paused and not yet because of reports."""
        found = await self.connection.execute(
            select(schema.asks.c.id).where(
                schema.asks.c.opportunity_id == opportunity_id,
                or_(
                    schema.asks.c.state == AskState.SENDING.value,
                    and_(
                        schema.asks.c.state == AskState.PAUSED.value,
                        func.coalesce(schema.asks.c.why, "") != WHY,
                    ),
                ),
            )
        )
        return list(found.scalars())

    async def settle(self, opportunity_id: int, *, now: datetime) -> None:
        """Note that the team looked into all open reports about an opportunity."""
        await self.connection.execute(
            update(schema.reports).where(*_open(opportunity_id)).values(settled=now)
        )

    async def _open_report(self, opportunity_id: int, what: str, citizen_id: int | None) -> int | None:
        same: Any = _C.citizen_id == citizen_id
        if citizen_id is None:
            same = _C.citizen_id.is_(None) & (_C.what == what)
        found = await self.connection.execute(
            select(_C.id).where(*_open(opportunity_id), same).order_by(_C.id).limit(1)
        )
        return found.scalar_one_or_none()

    async def _message(self, opportunity_id: int, citizen_id: int | None) -> tuple[int | None, int | None]:
        """The ask and the message by which this citizen was last asked to do it."""
        if citizen_id is None:
            return None, None
        deliveries = schema.deliveries.c
        found = await self.connection.execute(
            select(deliveries.ask_id, deliveries.message_id)
            .join_from(schema.deliveries, schema.asks)
            .where(
                schema.asks.c.opportunity_id == opportunity_id,
                deliveries.citizen_id == citizen_id,
                deliveries.state.in_([DeliveryState.SENT.value, DeliveryState.UNKNOWN.value]),
            )
            .order_by(deliveries.settled.desc(), deliveries.id.desc())
            .limit(1)
        )
        row = found.one_or_none()
        return (row.ask_id, row.message_id) if row is not None else (None, None)


def _open(opportunity_id: int) -> tuple[ColumnElement[bool], ...]:
    return (_C.opportunity_id == opportunity_id, _C.settled.is_(None))
