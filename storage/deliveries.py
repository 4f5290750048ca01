"""Deliveries: an ask's messages to citizens, claimed just before they are sent, and never twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, bindparam, delete, exists, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from campaign.budget import in_hours, local_day, week_of
from campaign.sending import BUSY, Standing, is_missed, why_not_now
from campaign.values import AskState, DeliveryState, OrganisationState, WhyNot
from storage import schema
from storage.brake import Brake
from storage.queries import Queries

PICKED = 4
"""Planned rows looked at for each that is wanted, where many are held back."""

_D, _A, _C = schema.deliveries.c, schema.asks.c, schema.citizens.c
_PLANNED, _CLAIMED = DeliveryState.PLANNED.value, DeliveryState.CLAIMED.value
_ARRIVED = (DeliveryState.SENT, DeliveryState.UNKNOWN)
_RESTING = (AskState.DRAFT.value, AskState.WAITING.value, AskState.PAUSED.value)
_DUE = (_D.state == _PLANNED, _D.due <= bindparam("now"), _D.citizen_id.is_not(None))
_PICK = (
    select(_D.id, _D.citizen_id)
    .join_from(schema.deliveries, schema.asks, _A.id == _D.ask_id)
    .where(*_DUE, _A.state.not_in(_RESTING))
    .order_by(_D.fit.desc(), _A.deadline.is_(None), _A.deadline, _D.id)
    .limit(bindparam("limit"))
    .with_for_update(of=schema.deliveries, skip_locked=True)
)
_ANY = select(exists().where(*_DUE, _A.id == _D.ask_id, _A.state.not_in(_RESTING)))
_LOCK = (
    select(_C.id)
    .where(_C.id.in_(bindparam("some", expanding=True)))
    .with_for_update(key_share=True, skip_locked=True)
)
_SPENT = (
    select(func.count())
    .where(
        schema.spent.c.citizen_id == _C.id, schema.spent.c.day.between(bindparam("first"), bindparam("last"))
    )
    .correlate(schema.citizens)
    .scalar_subquery()
)
_TODAY = (
    select(func.count())
    .where(schema.spent.c.citizen_id == _C.id, schema.spent.c.day == bindparam("today"))
    .correlate(schema.citizens)
    .scalar_subquery()
)
_ANSWERED = exists().where(
    schema.replies.c.citizen_id == _C.id, schema.replies.c.opportunity_id == schema.opportunities.c.id
)
_LOOK = (
    select(
        _D.id,
        _D.ask_id,
        _D.citizen_id,
        _A.opportunity_id,
        _A.state.label("ask_state"),
        _A.deadline,
        schema.organisations.c.state.label("organisation_state"),
        schema.opportunities.c.open,
        (schema.opportunities.c.places - schema.opportunities.c.taken).label("free"),
        _C.may_ask,
        _C.stopped,
        _C.paused_until,
        _C.postcode,
        _C.likes,
        _C.chat_id,
        schema.chats.c.language,
        schema.chats.c.waiting,
        schema.chats.c.seen,
        schema.chats.c.blocked,
        _ANSWERED.label("answered"),
        _TODAY.label("today"),
        _SPENT.label("this_week"),
    )
    .select_from(schema.deliveries)
    .join(schema.asks, _A.id == _D.ask_id)
    .join(schema.organisations, schema.organisations.c.id == _A.organisation_id)
    .join(schema.opportunities, schema.opportunities.c.id == _A.opportunity_id)
    .join(schema.citizens, _C.id == _D.citizen_id)
    .join(schema.chats, schema.chats.c.id == _C.chat_id)
    .where(_D.id.in_(bindparam("some", expanding=True)))
)
_CLAIM = (
    update(schema.deliveries)
    .where(_D.id.in_(bindparam("some", expanding=True)))
    .values(state=_CLAIMED, claimed=bindparam("now"))
)
_HOLD_BACK = (
    update(schema.deliveries)
    .where(_D.id == bindparam("delivery"))
    .values(state=bindparam("new_state"), reason=bindparam("new_reason"), settled=bindparam("now"))
)
_LATER = update(schema.deliveries).where(_D.id == bindparam("delivery")).values(due=bindparam("new_due"))
_MINE = and_(_D.state == _CLAIMED, _D.claimed == bindparam("at"))
_SETTLE = (
    update(schema.deliveries)
    .where(_D.id == bindparam("delivery"), or_(_MINE, _D.state == DeliveryState.UNKNOWN.value))
    .values(
        state=bindparam("new_state"),
        reason=bindparam("new_reason"),
        message_id=bindparam("new_message"),
        language=bindparam("new_language"),
        claimed=None,
        settled=bindparam("now"),
    )
)
_GIVE_BACK = (
    update(schema.deliveries)
    .where(_D.id == bindparam("delivery"), _MINE)
    .values(
        state=bindparam("new_state"),
        reason=bindparam("new_reason"),
        due=func.coalesce(bindparam("new_due"), _D.due),
        claimed=None,
        settled=bindparam("settled_at"),
    )
)
_UNSPEND = delete(schema.spent).where(
    schema.spent.c.citizen_id == bindparam("citizen"), schema.spent.c.day == bindparam("spent_on")
)
_ACCESS = (
    select(
        _D.id,
        _D.ask_id,
        _A.opportunity_id,
        _D.citizen_id,
        _D.state,
        _D.message_id,
        _D.touched,
        _D.language,
        _D.settled,
    )
    .join_from(schema.deliveries, schema.asks, _A.id == _D.ask_id)
    .where(_D.id == bindparam("delivery"), _D.citizen_id == bindparam("citizen"))
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that is this process's to send, with all that its message needs.

    `day` is the local day it is spent on, `at` when it was claimed, by which this claim is known from a later
    one; `postcode` and `likes` are the citizen's, to say why.
    """

    id: int
    ask_id: int
    opportunity_id: int
    citizen_id: int
    chat_id: int
    language: str | None
    postcode: str | None
    likes: int
    day: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a claimed delivery: PLANNED where nothing was sent, to be tried again at `due`."""

    claimed: Claimed
    state: DeliveryState
    message_id: int | None = None
    reason: str | None = None
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to one citizen, as its page needs it. `touched` is when they first tapped under it."""

    id: int
    ask_id: int
    opportunity_id: int
    citizen_id: int
    state: DeliveryState
    message_id: int | None
    touched: datetime | None
    language: str | None
    settled: datetime | None


@dataclass(frozen=True, slots=True)
class Stale:
    """A delivery's message that is to be drawn anew."""

    id: int
    ask_id: int
    opportunity_id: int
    chat_id: int
    message_id: int


class Deliveries(Queries):
    """Queries about deliveries."""

    __slots__ = ()

    async def any_due(self, *, now: datetime) -> bool:
        """Whether there is anything to claim, hours and brake aside; it takes no lock."""
        return bool((await self.connection.execute(_ANY, {"now": now})).scalar_one())

    async def claim(self, limit: int, *, now: datetime, zone: ZoneInfo) -> list[Claimed]:
        """Look again at what is due and take at most so many to send, best fit first.

        In one transaction: the brake, the reasons to hold back, the day and the week of each citizen. Whoever
        gets a row must send it and settle it; nobody else gets it.
        """
        if not in_hours(now, zone) or await Brake(self.connection).pulled() is not None:
            return []
        picked = (await self.connection.execute(_PICK, {"now": now, "limit": limit * PICKED})).all()
        if not picked:
            return []
        today = local_day(now, zone)
        taken: list[Claimed] = []
        looked = await self._look(picked, today)
        held: list[tuple[Any, WhyNot | None]] = []
        chosen: set[int] = set()
        for row in looked:
            if len(taken) == limit:
                break
            standing = _standing(row)
            if is_missed(standing, now):
                held.append((row, None))
            elif reason := why_not_now(standing, now):
                held.append((row, reason))
            elif row.citizen_id in chosen:
                held.append((row, WhyNot.DAY))
            else:
                chosen.add(row.citizen_id)
                taken.append(_claimed(row, today, now))
        spent = await self._spend(taken, today)
        late = {one.id for one in taken if one.citizen_id not in spent}
        held += [(row, WhyNot.DAY) for row in looked if row.id in late]
        await self._hold_back(held, now)
        mine = [one for one in taken if one.id not in late]
        if mine:
            await self.connection.execute(_CLAIM, {"some": [one.id for one in mine], "now": now})
        return mine

    async def _look(self, picked: Sequence[Any], today: date) -> list[Any]:
        """All that the rule asks about, in the order picked; a citizen locked elsewhere is left for later."""
        ids = [row.id for row in picked]
        if not self.embedded:
            some = {"some": sorted({row.citizen_id for row in picked})}
            free = set((await self.connection.execute(_LOCK, some)).scalars())
            ids = [row.id for row in picked if row.citizen_id in free]
        if not ids:
            return []
        first, last = week_of(today)
        asked = {"some": ids, "today": today, "first": first, "last": last}
        found = {row.id: row for row in await self.connection.execute(_LOOK, asked)}
        return [found[number] for number in ids if number in found]

    async def _spend(self, taken: Sequence[Claimed], today: date) -> set[int]:
        """Take the day of each citizen; those whose day was still free."""
        if not taken:
            return set()
        make = sqlite.insert if self.embedded else postgresql.insert
        statement = (
            make(schema.spent)
            .values([{"citizen_id": one.citizen_id, "day": today} for one in taken])
            .on_conflict_do_nothing()
            .returning(schema.spent.c.citizen_id)
        )
        return set((await self.connection.execute(statement)).scalars())

    async def _hold_back(self, held: Iterable[tuple[Any, WhyNot | None]], now: datetime) -> None:
        later, over = [], []
        for row, reason in held:
            if reason is WhyNot.BUSY:
                later.append({"delivery": row.id, "new_due": row.seen + BUSY})
                continue
            state = DeliveryState.MISSED if reason is None else DeliveryState.SKIPPED
            over.append(
                {
                    "delivery": row.id,
                    "new_state": state.value,
                    "new_reason": reason.value if reason else None,
                    "now": now,
                }
            )
        if later:
            await self.connection.execute(_LATER, later)
        if over:
            await self.connection.execute(_HOLD_BACK, over)

    async def words(self, ask_id: int) -> str:
        """The organisation's own words of an ask."""
        return str(
            (await self.connection.execute(select(_A.words).where(_A.id == ask_id))).scalar_one_or_none()
            or ""
        )

    async def any_stale(self) -> bool:
        """Whether there is any message to draw anew, the brake aside; it takes no lock."""
        stale = exists().where(_D.redraw, _D.claimed.is_(None), _D.citizen_id.is_not(None))
        return bool((await self.connection.execute(select(stale))).scalar_one())

    async def settle(self, outcomes: Sequence[Settled], *, now: datetime) -> None:
        """Write what became of claimed deliveries; what surely did not arrive gives the day back.

        One that was taken for unknown meanwhile and did arrive is settled all the same. Written twice, it
        changes nothing the second time.
        """
        arrived = [one for one in outcomes if one.state in _ARRIVED]
        if arrived:
            await self.connection.execute(_SETTLE, [_settling(one, now) for one in arrived])
        for one in outcomes:
            if one.state not in _ARRIVED:
                await self._give_back(one, now)
        blocked = sorted(one.claimed.chat_id for one in outcomes if one.state is DeliveryState.REFUSED)
        if blocked:
            await self.connection.execute(
                update(schema.chats)
                .where(schema.chats.c.id.in_(blocked), schema.chats.c.blocked.is_(None))
                .values(blocked=now)
            )

    async def _give_back(self, one: Settled, now: datetime) -> None:
        """Settle what surely did not arrive, and with it give the day back, once."""
        claimed, again = one.claimed, one.state is DeliveryState.PLANNED
        values = {
            "delivery": claimed.id,
            "at": claimed.at,
            "new_state": one.state.value,
            "new_reason": one.reason,
            "new_due": (one.due or now) if again else None,
            "settled_at": None if again else now,
        }
        if (await self.connection.execute(_GIVE_BACK, values)).rowcount:
            spent = {"citizen": claimed.citizen_id, "spent_on": claimed.day}
            await self.connection.execute(_UNSPEND, spent)

    async def recover(self, before: datetime, *, now: datetime) -> int:
        """Take what was claimed before a moment and left behind for unknown: it may have arrived. How many.

        A message that was being drawn anew is drawn again: that does no harm.
        """
        left = _D.claimed < before
        await self.connection.execute(
            update(schema.deliveries)
            .where(left, _D.state == DeliveryState.SENT.value)
            .values(redraw=True, claimed=None)
        )
        found = await self.connection.execute(
            update(schema.deliveries)
            .where(left, _D.state == _CLAIMED)
            .values(state=DeliveryState.UNKNOWN.value, settled=now, claimed=None)
        )
        return found.rowcount

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
            citizen_id=row.citizen_id,
            state=DeliveryState(row.state),
            message_id=row.message_id,
            touched=row.touched,
            language=row.language,
            settled=row.settled,
        )

    async def touch(self, delivery_id: int, now: datetime) -> None:
        """Note that the citizen tapped under the message; the first time counts, and proves that it came."""
        await self.connection.execute(
            update(schema.deliveries)
            .where(_D.id == delivery_id, _D.touched.is_(None))
            .values(touched=now, redraw=False)
        )
        doubted = _D.state.in_((_CLAIMED, DeliveryState.UNKNOWN.value))
        await self.connection.execute(
            update(schema.deliveries)
            .where(_D.id == delivery_id, doubted)
            .values(state=DeliveryState.SENT.value, claimed=None, settled=now)
        )

    async def redraw_untouched(self, ask_id: int) -> int:
        """Have the messages that nobody tapped under drawn anew; how many."""
        found = await self.connection.execute(
            update(schema.deliveries)
            .where(
                _D.ask_id == ask_id,
                _D.state == DeliveryState.SENT.value,
                _D.touched.is_(None),
                _D.message_id.is_not(None),
            )
            .values(redraw=True)
        )
        return found.rowcount

    async def claim_redraws(self, limit: int, *, now: datetime) -> list[Stale]:
        """Take at most so many messages to draw anew; none while the brake is pulled."""
        if await Brake(self.connection).pulled() is not None:
            return []
        rows = (
            await self.connection.execute(
                select(_D.id, _D.ask_id, _D.message_id, _A.opportunity_id, _C.chat_id)
                .join_from(schema.deliveries, schema.asks, _A.id == _D.ask_id)
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
        return [Stale(row.id, row.ask_id, row.opportunity_id, row.chat_id, row.message_id) for row in rows]

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
                schema.opportunities.c.title,
                schema.organisations.c.name.label("organisation"),
                _D.state,
                _D.language,
                _D.settled.label("at"),
                _D.touched.label("answered_under_it"),
            )
            .select_from(schema.deliveries)
            .join(schema.asks, _A.id == _D.ask_id)
            .join(schema.opportunities, schema.opportunities.c.id == _A.opportunity_id)
            .join(schema.organisations, schema.organisations.c.id == _A.organisation_id)
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


def _standing(row: Any) -> Standing:
    return Standing(
        ask=AskState(row.ask_state),
        organisation=OrganisationState(row.organisation_state),
        deadline=row.deadline,
        open=row.open,
        free=row.free,
        may_ask=bool(row.may_ask),
        stopped=row.stopped,
        paused_until=row.paused_until,
        blocked=row.blocked is not None,
        answered=bool(row.answered),
        waits=row.waiting is not None,
        seen=row.seen,
        today=row.today,
        this_week=row.this_week,
    )


def _claimed(row: Any, today: date, now: datetime) -> Claimed:
    return Claimed(
        id=row.id,
        ask_id=row.ask_id,
        opportunity_id=row.opportunity_id,
        citizen_id=row.citizen_id,
        chat_id=row.chat_id,
        language=row.language,
        postcode=row.postcode,
        likes=row.likes,
        day=today,
        at=now,
    )


def _settling(one: Settled, now: datetime) -> dict[str, Any]:
    return {
        "delivery": one.claimed.id,
        "at": one.claimed.at,
        "new_state": one.state.value,
        "new_reason": one.reason,
        "new_message": one.message_id,
        "new_language": one.claimed.language,
        "now": now,
    }


def _midnight(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.replace(hour=0, minute=0, second=0, microsecond=0)
