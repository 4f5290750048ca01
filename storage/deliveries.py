"""Deliveries: the messages of asks and moments to citizens, as their pages and their readers see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, exists, func, or_, select, update

from campaign.lots import Way
from campaign.nudges import ASKING, Step
from campaign.values import DeliveryState, WhyNot
from storage import schema
from storage.claims import Claims
from storage.settling import Settling
from storage.tallies import Tallies, tallies_of

_D, _A, _C, _O = schema.deliveries.c, schema.asks.c, schema.citizens.c, schema.opportunities.c
_PLANNED, _CLAIMED = DeliveryState.PLANNED.value, DeliveryState.CLAIMED.value
_FIRST = schema.deliveries.alias("first")
_ABOUT = func.coalesce(_D.opportunity_id, _A.opportunity_id)
_ANY_STALE = select(exists().where(_D.redraw, _D.claimed.is_(None), _D.citizen_id.is_not(None)))
_ACCESS = (
    select(
        _D.id,
        _D.ask_id,
        _ABOUT.label("opportunity_id"),
        _D.step,
        _D.citizen_id,
        _D.state,
        _D.message_id,
        _D.touched,
        _D.language,
        _D.settled,
        _D.opening,
        _D.wording,
        schema.moments.c.week,
    )
    .select_from(schema.deliveries)
    .outerjoin(schema.asks, _A.id == _D.ask_id)
    .outerjoin(schema.moments, schema.moments.c.id == _D.moment_id)
    .where(_D.id == bindparam("delivery"), _D.citizen_id == bindparam("citizen"))
)
_DOUBTED = (
    select(_D.state, _D.settled, _D.reason, _D.ask_id, _D.moment_id, _D.step)
    .where(_D.id == bindparam("delivery"), _D.state.in_((_CLAIMED, DeliveryState.UNKNOWN.value)))
    .with_for_update()
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to one citizen, as its page needs it.

    `touched` is when they first tapped under it, `week` the asking week it belongs to. Where two ways are
    tried, `opening` and `wording` are those that it carries.
    """

    id: int
    ask_id: int | None
    opportunity_id: int | None
    step: Step | None
    citizen_id: int
    state: DeliveryState
    message_id: int | None
    touched: datetime | None
    language: str | None
    settled: datetime | None
    week: str | None = None
    opening: Way | None = None
    wording: Way | None = None

    @property
    def asks(self) -> bool:
        """Whether it asks one concrete thing."""
        return self.step is None or self.step in ASKING


@dataclass(frozen=True, slots=True)
class Stale:
    """A delivery's message that is to be drawn anew."""

    id: int
    opportunity_id: int
    chat_id: int
    message_id: int


class Deliveries(Claims, Settling):
    """Queries about deliveries."""

    __slots__ = ()

    async def any_stale(self) -> bool:
        """Whether there is any message to draw anew, the brake aside; it takes no lock."""
        return bool((await self.connection.execute(_ANY_STALE)).scalar_one())

    async def access(self, citizen_id: int, delivery_id: int) -> Delivery | None:
        """The delivery with this id, where it is this citizen's."""
        asked = {"citizen": citizen_id, "delivery": delivery_id}
        row = (await self.connection.execute(_ACCESS, asked)).one_or_none()
        if row is None:
            return None
        return Delivery(
            id=row.id,
            ask_id=row.ask_id,
            opportunity_id=row.opportunity_id,
            step=Step(row.step) if row.step else None,
            citizen_id=row.citizen_id,
            state=DeliveryState(row.state),
            message_id=row.message_id,
            touched=row.touched,
            language=row.language,
            settled=row.settled,
            week=row.week,
            opening=Way(row.opening) if row.opening else None,
            wording=Way(row.wording) if row.wording else None,
        )

    async def touch(self, delivery_id: int, now: datetime) -> None:
        """Note that the citizen tapped under the message; the first time counts, and proves that it came."""
        await self.connection.execute(
            update(schema.deliveries)
            .where(_D.id == delivery_id, _D.touched.is_(None))
            .values(touched=now, redraw=False)
        )
        await self.arrived(delivery_id, now)

    async def arrived(self, delivery_id: int, now: datetime) -> None:
        """Note that the message surely came: the citizen read on under it, and it still shows the ask."""
        row = (await self.connection.execute(_DOUBTED, {"delivery": delivery_id})).one_or_none()
        if row is None:
            return
        sent = DeliveryState.SENT.value
        await self.connection.execute(
            update(schema.deliveries)
            .where(_D.id == delivery_id)
            .values(state=sent, claimed=None, settled=now)
        )
        before = tallies_of(row, row.state, row.settled, row.reason)
        await Tallies(self.connection).move(before, tallies_of(row, sent, now, row.reason))

    async def redraw_untouched(self, ask_id: int) -> int:
        """Have the messages that nobody tapped under drawn anew; how many."""
        found = await self.connection.execute(
            update(schema.deliveries)
            .where(
                or_(
                    _D.ask_id == ask_id, _D.first_id.in_(select(_FIRST.c.id).where(_FIRST.c.ask_id == ask_id))
                ),
                _D.state == DeliveryState.SENT.value,
                _D.touched.is_(None),
                _D.message_id.is_not(None),
            )
            .values(redraw=True)
        )
        return found.rowcount

    async def claim_redraws(self, limit: int, *, now: datetime) -> list[Stale]:
        """Take at most so many messages to draw anew, the brake aside: it takes back what was said."""
        rows = (
            await self.connection.execute(
                select(_D.id, _D.message_id, _ABOUT.label("opportunity_id"), _C.chat_id)
                .select_from(schema.deliveries)
                .outerjoin(schema.asks, _A.id == _D.ask_id)
                .join(schema.citizens, _C.id == _D.citizen_id)
                .where(_D.redraw, _D.claimed.is_(None))
                .order_by(_D.id)
                .limit(limit)
                .with_for_update(of=schema.deliveries, skip_locked=True)
            )
        ).all()
        if rows:
            ids = [row.id for row in rows]
            await self.connection.execute(
                update(schema.deliveries).where(_D.id.in_(ids)).values(redraw=False, claimed=now)
            )
        return [Stale(row.id, row.opportunity_id, row.chat_id, row.message_id) for row in rows]

    async def drawn(self, delivery_ids: Sequence[int], *, again: Sequence[int] = ()) -> None:
        """Let go of messages that were drawn anew; those in `again` are to be tried once more."""
        both = [*delivery_ids, *again]
        if both:
            mine = and_(_D.state == DeliveryState.SENT.value, _D.id.in_(both))
            await self.connection.execute(update(schema.deliveries).where(mine).values(claimed=None))
        if again:
            untouched = and_(_D.id.in_(again), _D.touched.is_(None))
            await self.connection.execute(update(schema.deliveries).where(untouched).values(redraw=True))

    async def is_untouched(self, delivery_id: int) -> bool:
        """Whether the message still shows the ask."""
        found = await self.connection.execute(
            select(_D.id).where(_D.id == delivery_id, _D.touched.is_(None), _D.citizen_id.is_not(None))
        )
        return found.one_or_none() is not None

    async def everything(self, citizen_id: int) -> list[dict[str, Any]]:
        """All messages that went to one citizen, for their own file."""
        rows = await self.connection.execute(
            select(
                _O.title,
                schema.organisations.c.name.label("organisation"),
                _D.step.label("about"),
                _D.state,
                _D.reason,
                _D.language,
                _D.settled.label("at"),
                _D.touched.label("answered_under_it"),
                _D.opening.label("opening_by_lot"),
                _D.wording.label("wording_by_lot"),
                _D.held.label("held_out_by_lot"),
            )
            .select_from(schema.deliveries)
            .outerjoin(schema.asks, _A.id == _D.ask_id)
            .outerjoin(schema.opportunities, _O.id == _ABOUT)
            .outerjoin(schema.organisations, schema.organisations.c.id == _O.organisation_id)
            .where(_D.citizen_id == citizen_id)
            .order_by(_D.id)
        )
        return [dict(row._mapping) for row in rows]

    async def unname(self, citizen_id: int) -> None:
        """Cut a citizen's deliveries loose: anonymous stumps that keep a language, and times to the day.

        What had not gone yet never goes.
        """
        mine = _D.citizen_id == citizen_id
        await self.connection.execute(
            update(schema.deliveries)
            .where(mine, _D.state == _PLANNED)
            .values(state=DeliveryState.SKIPPED.value, reason=WhyNot.STOPPED.value)
        )
        rows = await self.connection.execute(select(_D.id, _D.due, _D.settled, _D.touched).where(mine))
        for row in rows.all():
            coarse = {name: _midnight(getattr(row, name)) for name in ("due", "settled", "touched")}
            await self.connection.execute(
                update(schema.deliveries)
                .where(_D.id == row.id)
                .values(**coarse, citizen_id=None, message_id=None, redraw=False)
            )


def _midnight(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.replace(hour=0, minute=0, second=0, microsecond=0)
