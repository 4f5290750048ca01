"""Settling: what became of claimed deliveries is written once, and what surely did not arrive given back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, case, delete, func, or_, select, update

from campaign.values import DeliveryState
from storage import schema
from storage.claims import Claimed
from storage.queries import Queries
from storage.tallies import Change, Tallies, tallies_of

_D, _C = schema.deliveries.c, schema.citizens.c
_CLAIMED = DeliveryState.CLAIMED.value
_ARRIVED = (DeliveryState.SENT, DeliveryState.UNKNOWN)
_ASKED = (
    update(schema.citizens)
    .where(_C.id.in_(bindparam("some", expanding=True)), _C.asked.is_(None))
    .values(asked=bindparam("now"))
)
_MINE = and_(_D.state == _CLAIMED, _D.claimed == bindparam("at"))
_SETTLE = (
    update(schema.deliveries)
    .where(_D.id == bindparam("delivery"), or_(_MINE, _D.state == DeliveryState.UNKNOWN.value))
    .values(
        state=bindparam("new_state"),
        reason=case((_D.state == DeliveryState.UNKNOWN.value, _D.reason), else_=bindparam("new_reason")),
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
        due=func.coalesce(bindparam("new_due", type_=schema.Utc), _D.due),
        claimed=None,
        settled=bindparam("settled_at"),
    )
)
_STANDING = (
    select(_D.id, _D.state, _D.claimed, _D.settled, _D.ask_id, _D.moment_id, _D.step, _D.reason)
    .where(_D.id.in_(bindparam("some", expanding=True)))
    .order_by(_D.id)
    .with_for_update()
)
_UNSPEND = delete(schema.spent).where(
    schema.spent.c.citizen_id == bindparam("citizen"), schema.spent.c.day == bindparam("spent_on")
)


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a claimed delivery: PLANNED where nothing was sent, to be tried again at `due`."""

    claimed: Claimed
    state: DeliveryState
    message_id: int | None = None
    reason: str | None = None
    due: datetime | None = None


class Settling(Queries):
    """Queries that write what became of what was claimed."""

    __slots__ = ()

    async def settle(self, outcomes: Sequence[Settled], *, now: datetime) -> None:
        """Write what became of claimed deliveries; what surely did not arrive gives the day back.

        One that was taken for unknown meanwhile and did arrive is settled all the same. Written twice, it
        changes nothing the second time.
        """
        if outcomes:
            await self._count(outcomes, now)
        arrived = [one for one in outcomes if one.state in _ARRIVED]
        if arrived:
            await self.connection.execute(_SETTLE, [_settling(one, now) for one in arrived])
            asked = [one.claimed.citizen_id for one in arrived if one.claimed.asks]
            await self.connection.execute(_ASKED, {"some": asked, "now": now})
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

    async def _count(self, outcomes: Sequence[Settled], now: datetime) -> None:
        """Write down where these come to count, as far as they are still to be settled."""
        some = {"some": sorted({one.claimed.id for one in outcomes})}
        rows = {row.id: row for row in await self.connection.execute(_STANDING, some)}
        stands = {key: (row.state, row.settled, row.reason) for key, row in rows.items()}
        change = Change()
        for one in outcomes:
            if (row := rows.get(one.claimed.id)) is None:
                continue
            state, settled, reason = stands[row.id]
            late = state == DeliveryState.UNKNOWN.value and one.state in _ARRIVED
            if late or (state == _CLAIMED and row.claimed == one.claimed.at):
                change.subtract(tallies_of(row, state, settled, reason))
                stands[row.id] = (one.state.value, now, reason if late else one.reason)
                change.update(tallies_of(row, *stands[row.id]))
        await Tallies(self.connection).note(change)

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
        if (await self.connection.execute(_GIVE_BACK, values)).rowcount and claimed.counts:
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
        in_turn = select(_D.id).where(left, _D.state == _CLAIMED).order_by(_D.id).with_for_update()
        found = await self.connection.execute(
            update(schema.deliveries)
            .where(_D.id.in_(in_turn), _D.state == _CLAIMED)
            .values(state=DeliveryState.UNKNOWN.value, settled=now, claimed=None)
            .returning(_D.ask_id, _D.moment_id, _D.step, _D.reason)
        )
        left_behind = found.all()
        unknown = DeliveryState.UNKNOWN.value
        await Tallies(self.connection).add(
            one for row in left_behind for one in tallies_of(row, unknown, now, row.reason)
        )
        return len(left_behind)


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
