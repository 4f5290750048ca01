"""Notices: pages shown in a chat because of what another did, claimed like deliveries and never twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, bindparam, delete, exists, literal, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from campaign.values import DeliveryState
from storage import schema
from storage.brake import Brake
from storage.queries import Queries

REST = timedelta(seconds=5)
"""How long a message that was drawn anew is left alone: people read it."""

_N = schema.notices.c
_PLANNED, _CLAIMED, _SENT = (
    state.value for state in (DeliveryState.PLANNED, DeliveryState.CLAIMED, DeliveryState.SENT)
)
_DUE = (_N.state == _PLANNED, _N.due <= bindparam("now"))
_STALE = (_N.redraw, _N.state == _SENT, _N.claimed.is_(None), _N.due <= bindparam("now"))
_ANY_DUE, _ANY_STALE = select(exists().where(*_DUE)), select(exists().where(*_STALE))
_SETTLE = (
    update(schema.notices)
    .where(
        _N.id == bindparam("notice"),
        or_(_N.state == _CLAIMED, _N.state == DeliveryState.UNKNOWN.value),  # for many at once no IN
    )
    .values(
        state=bindparam("new_state"),
        message_id=bindparam("new_message"),
        claimed=None,
        settled=bindparam("now"),
    )
)
_BACK = (
    update(schema.notices)
    .where(_N.id == bindparam("notice"), _N.state == _CLAIMED, _N.claimed == bindparam("at"))
    .values(state=_PLANNED, due=bindparam("new_due"), claimed=None)
)


@dataclass(frozen=True, slots=True)
class Notice:
    """A page to show in a chat, or anew in the message where it stands. `at` is when it was claimed."""

    id: int
    chat_id: int
    address: str
    message_id: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Noticed:
    """What became of a claimed notice: PLANNED where nothing was sent and it may be tried again at `due`."""

    notice: Notice
    state: DeliveryState
    message_id: int | None = None
    due: datetime | None = None


def due_notices() -> Select[datetime]:
    """When those are due that are due by `now`, the oldest first."""
    return select(_N.due).where(*_DUE).order_by(_N.due)


class Notices(Queries):
    """Queries about notices."""

    __slots__ = ()

    async def add(self, chat_ids: Iterable[int], address: str, *, due: datetime) -> int:
        """Have the page at an address shown in these chats; once for each that exists. How many are new."""
        make = sqlite.insert if self.embedded else postgresql.insert
        there = select(
            schema.chats.c.id,
            literal(address, _N.address.type),
            literal(_PLANNED, _N.state.type),
            literal(due, _N.due.type),
            literal(False, _N.redraw.type),
        ).where(schema.chats.c.id.in_(sorted(set(chat_ids))))
        names = ["chat_id", "address", "state", "due", "redraw"]
        made = await self.connection.execute(
            make(schema.notices).from_select(names, there).on_conflict_do_nothing()
        )
        return made.rowcount

    async def redraw(self, address: str) -> int:
        """Have the page drawn anew in every message where it stands; how many."""
        found = await self.connection.execute(
            update(schema.notices)
            .where(
                _N.address == address,
                _N.state.in_((_SENT, _CLAIMED)),  # a claimed one may hold what was there before
            )
            .values(redraw=True)
        )
        return found.rowcount

    async def redraw_under(self, address: str) -> int:
        """Have the page and all pages below it drawn anew in every message where they stand; how many."""
        here = or_(_N.address == address, _N.address.startswith(f"{address}/", autoescape=True))
        found = await self.connection.execute(
            update(schema.notices).where(here, _N.state.in_((_SENT, _CLAIMED))).values(redraw=True)
        )
        return found.rowcount

    async def redraw_in(self, chat_ids: Iterable[int], root: str) -> int:
        """Have all pages below an address drawn anew in these chats; how many."""
        here = _N.chat_id.in_(sorted(set(chat_ids))), _N.address.startswith(f"{root}/", autoescape=True)
        found = await self.connection.execute(
            update(schema.notices).where(*here, _N.state.in_((_SENT, _CLAIMED))).values(redraw=True)
        )
        return found.rowcount

    async def stand(self, chat_id: int, message_id: int, root: str, *, number: int, now: datetime) -> None:
        """Remember that a message which was tapped now shows `root/number`, and none other below the root.

        It stands at an address of its own, so that the same page may stand in many messages of a chat.
        """
        here = _N.chat_id == chat_id, _N.message_id == message_id
        address = f"{root}/{number}"
        others = and_(
            _N.address.startswith(f"{root}/", autoescape=True),
            _N.address != address,
            ~_N.address.startswith(f"{address}/", autoescape=True),
        )
        await self.connection.execute(delete(schema.notices).where(*here, others))
        known = await self.connection.execute(select(exists().where(*here, _N.state == _SENT)))
        if known.scalar_one():
            return
        make = sqlite.insert if self.embedded else postgresql.insert
        values = {
            "chat_id": chat_id,
            "address": f"{address}/{message_id}",
            "state": _SENT,
            "due": now,
            "settled": now,
            "message_id": message_id,
            "redraw": False,
        }
        await self.connection.execute(make(schema.notices).values(values).on_conflict_do_nothing())

    async def any_due(self, *, now: datetime) -> bool:
        """Whether there is any notice to claim, the brake aside; it takes no lock."""
        return bool((await self.connection.execute(_ANY_DUE, {"now": now})).scalar_one())

    async def any_stale(self, *, now: datetime) -> bool:
        """Whether there is any notice to draw anew, the brake aside; it takes no lock."""
        return bool((await self.connection.execute(_ANY_STALE, {"now": now})).scalar_one())

    async def claim(self, limit: int, *, now: datetime) -> list[Notice]:
        """Take at most so many that are due, oldest first, one in a chat.

        While the brake is pulled nothing is sent but what the campaign team hears.
        """
        pulled = await Brake(self.connection).pulled() is not None
        which = (*_DUE, _N.address.startswith("team/")) if pulled else _DUE
        return await self._take(which, limit, now, {"state": _CLAIMED})

    async def claim_redraws(self, limit: int, *, now: datetime) -> list[Notice]:
        """Take at most so many messages to draw anew, the brake aside: it takes back what was said."""
        return await self._take(_STALE, limit, now, {"redraw": False})

    async def _take(
        self, which: Sequence[object], limit: int, now: datetime, values: dict[str, object]
    ) -> list[Notice]:
        pick = (
            select(_N.id, _N.chat_id, _N.address, _N.message_id)
            .where(*which)  # type: ignore[arg-type]
            .order_by(_N.due, _N.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        found = (await self.connection.execute(pick, {"now": now})).all()
        rows = list({row.chat_id: row for row in reversed(found)}.values())[::-1]
        if rows:
            ids = [row.id for row in rows]
            await self.connection.execute(
                update(schema.notices).where(_N.id.in_(ids)).values(**values, claimed=now)
            )
        return [Notice(row.id, row.chat_id, row.address, row.message_id, now) for row in rows]

    async def settle(self, outcomes: Sequence[Noticed], *, now: datetime) -> None:
        """Write what became of claimed notices; one taken for unknown meanwhile is settled all the same."""
        ended = [
            {
                "notice": one.notice.id,
                "new_state": one.state.value,
                "new_message": one.message_id,
                "now": now,
            }
            for one in outcomes
            if one.state is not DeliveryState.PLANNED
        ]
        again = [
            {"notice": one.notice.id, "at": one.notice.at, "new_due": one.due or now}
            for one in outcomes
            if one.state is DeliveryState.PLANNED
        ]
        if ended:
            await self.connection.execute(_SETTLE, ended)
        if again:
            await self.connection.execute(_BACK, again)
        blocked = sorted(one.notice.chat_id for one in outcomes if one.state is DeliveryState.REFUSED)
        if blocked:
            await self.connection.execute(
                update(schema.chats)
                .where(schema.chats.c.id.in_(blocked), schema.chats.c.blocked.is_(None))
                .values(blocked=now)
            )

    async def drawn(
        self, notice_ids: Sequence[int], *, now: datetime, again: Sequence[int] = (), wait: float = 0
    ) -> None:
        """Let go of messages drawn anew; those in `again` are tried once more after `wait` seconds."""
        if notice_ids:
            await self.connection.execute(
                update(schema.notices)
                .where(_N.id.in_(notice_ids))
                .values(claimed=None, settled=now, due=now + REST)
            )
        if again:
            later = now + timedelta(seconds=wait)
            await self.connection.execute(
                update(schema.notices).where(_N.id.in_(again)).values(claimed=None, due=later, redraw=True)
            )

    async def recover(self, before: datetime, *, now: datetime) -> int:
        """Take what was claimed before a moment and left behind for unknown; how many.

        A message that was being drawn anew is drawn again: that does no harm.
        """
        left = _N.claimed < before
        await self.connection.execute(
            update(schema.notices).where(left, _N.state == _SENT).values(redraw=True, claimed=None)
        )
        found = await self.connection.execute(
            update(schema.notices)
            .where(left, _N.state == _CLAIMED)
            .values(state=DeliveryState.UNKNOWN.value, settled=now, claimed=None)
        )
        return found.rowcount
