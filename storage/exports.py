"""Exports: files that somebody of the campaign team asked for, taken in hand by one process, sent once.

A process takes one for a while, and again and again while it is at work; one that is left behind while it is
made is made anew, by whoever takes it next. Just before it is sent it is marked so: left behind then, it may
have arrived, and is never sent again.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, delete, exists, insert, or_, select, update

from campaign.exporting import Format, What, Window
from storage import schema
from storage.queries import Queries

_E = schema.exports.c


class State(StrEnum):
    """How an export stands. UNKNOWN: it may have arrived."""

    WAITING = "waiting"
    MAKING = "making"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """Why an export failed: too large for Telegram, it came to no file in a day, or something went wrong."""

    LARGE = "large"
    LATE = "late"
    WRONG = "wrong"


UNDONE = (State.WAITING.value, State.MAKING.value, State.SENDING.value)
_OPEN = (State.WAITING.value, State.MAKING.value)


@dataclass(frozen=True, slots=True)
class Export:
    """A file that was asked for in a chat; `rows` are those written so far, of `total` (0: not known yet)."""

    id: int
    chat_id: int
    what: What
    format: Format
    window: Window | None
    state: State
    why: Why | None
    made: datetime
    settled: datetime | None
    rows: int
    total: int


class Exports(Queries):
    """Queries about exports."""

    __slots__ = ()

    async def ask(
        self, chat_id: int, what: What, format: Format, window: Window | None, *, now: datetime
    ) -> tuple[int, bool]:
        """Ask for a file; its id, and whether it is new: while the same is being made it is that one."""
        same = and_(
            _E.chat_id == chat_id,
            _E.what == what.value,
            _E.format == format.value,
            _E.since.is_not_distinct_from(window.since if window else None),
            _E.until.is_not_distinct_from(window.until if window else None),
            _E.state.in_(UNDONE),
        )
        known = (await self.connection.execute(select(_E.id).where(same).limit(1))).scalar_one_or_none()
        if known is not None:
            return known, False
        values = {
            "chat_id": chat_id,
            "what": what.value,
            "format": format.value,
            "since": window.since if window else None,
            "until": window.until if window else None,
            "state": State.WAITING.value,
            "made": now,
            "rows": 0,
            "total": 0,
        }
        made = await self.connection.execute(insert(schema.exports).values(values).returning(_E.id))
        return made.scalar_one(), True

    async def access(self, chat_id: int, export_id: int) -> Export | None:
        """The export with this id, where it was asked for in this chat."""
        mine = select(schema.exports).where(_E.id == export_id, _E.chat_id == chat_id)
        row = (await self.connection.execute(mine)).one_or_none()
        return None if row is None else _export(row)

    async def latest(self, chat_id: int, *, limit: int) -> list[Export]:
        """What was asked for in a chat, the newest first."""
        mine = select(schema.exports).where(_E.chat_id == chat_id).order_by(_E.id.desc()).limit(limit)
        return [_export(row) for row in await self.connection.execute(mine)]

    async def any_free(self, left_before: datetime) -> bool:
        """Whether there is one to take in hand; it takes no lock."""
        return bool((await self.connection.execute(select(exists().where(_free(left_before))))).scalar_one())

    async def claim(self, token: int, *, now: datetime, left_before: datetime) -> Export | None:
        """Take the oldest that waits, or that was left behind while it was made."""
        oldest = (
            select(_E.id)
            .where(_free(left_before))
            .order_by(_E.id)
            .limit(1)
            .with_for_update(skip_locked=True)
            .scalar_subquery()
        )
        found = await self.connection.execute(
            update(schema.exports)
            .where(_E.id == oldest)
            .values(state=State.MAKING.value, token=token, claimed=now, rows=0, total=0)
            .returning(*schema.exports.c)
        )
        row = found.one_or_none()
        return None if row is None else _export(row)

    async def go_on(self, export_id: int, token: int, *, rows: int, total: int, now: datetime) -> bool:
        """Note how far the file is, and hold on to it; False where it is no longer this process's to make."""
        values = {"rows": rows, "total": total, "claimed": now}
        return await self._mine(export_id, token, values, State.MAKING)

    async def send(self, export_id: int, token: int, *, now: datetime) -> bool:
        """Mark it as being sent; False where it is no longer this process's to send."""
        values = {"state": State.SENDING.value, "claimed": now}
        return await self._mine(export_id, token, values, State.MAKING, State.SENDING)

    async def put_back(self, export_id: int, token: int) -> bool:
        """Leave it for whoever takes it next: it surely was not sent."""
        values = {"state": State.WAITING.value, "token": None, "claimed": None}
        return await self._mine(export_id, token, values)

    async def settle(
        self, export_id: int, token: int, state: State, *, now: datetime, why: Why | None = None
    ) -> bool:
        """Note what became of it; one that is taken for unknown meanwhile, too."""
        values = {"state": state.value, "why": why.value if why else None, "settled": now}
        return await self._mine(export_id, token, {**values, "token": None, "claimed": None})

    async def cancel(self, chat_id: int, export_id: int, *, now: datetime) -> bool:
        """Have it not made; False where it is being sent, or over."""
        found = await self.connection.execute(
            update(schema.exports)
            .where(_E.id == export_id, _E.chat_id == chat_id, _E.state.in_(_OPEN))
            .values(state=State.CANCELLED.value, settled=now, token=None, claimed=None)
        )
        return found.rowcount == 1

    async def any_over(self, *, late: datetime, left_before: datetime) -> bool:
        """Whether there is anything to recover; it takes no lock."""
        over = or_(_came_to_nothing(late), _left_as_sent(left_before))
        return bool((await self.connection.execute(select(exists().where(over)))).scalar_one())

    async def recover(self, *, late: datetime, left_before: datetime, now: datetime) -> list[int]:
        """End what was not made by a moment, and what was left behind as it was sent; which they were."""
        failed = {"state": State.FAILED.value, "why": Why.LATE.value, "settled": now}
        unknown = {"state": State.UNKNOWN.value, "settled": now}
        ended: list[int] = []
        for which, values in ((_came_to_nothing(late), failed), (_left_as_sent(left_before), unknown)):
            found = await self.connection.execute(
                update(schema.exports).where(which).values(values).returning(_E.id)
            )
            ended += found.scalars()
        return sorted(ended)

    async def everything(self, chat_id: int) -> list[dict[str, Any]]:
        """What the person in this chat asked for, for their own file."""
        found = await self.connection.execute(
            select(_E.what, _E.format, _E.since, _E.until, _E.made)
            .where(_E.chat_id == chat_id)
            .order_by(_E.id)
        )
        return [dict(row._mapping) for row in found]

    async def any_old(self, before: datetime) -> bool:
        """Whether anything was over before a moment; it takes no lock."""
        return bool((await self.connection.execute(select(exists().where(_old(before))))).scalar_one())

    async def forget(self, before: datetime) -> None:
        """Drop what was over before a moment."""
        await self.connection.execute(delete(schema.exports).where(_old(before)))

    async def _mine(self, export_id: int, token: int, values: dict[str, Any], *states: State) -> bool:
        """Change an export that is this process's, in one of these states where there are any."""
        mine = [_E.id == export_id, _E.token == token]
        if states:
            mine.append(_E.state.in_([state.value for state in states]))
        found = await self.connection.execute(update(schema.exports).where(*mine).values(values))
        return found.rowcount == 1


def _free(left_before: datetime) -> Any:
    """What waits, and what was left behind while it was made."""
    left = and_(_E.state == State.MAKING.value, _E.claimed < left_before)
    return or_(_E.state == State.WAITING.value, left)


def _old(before: datetime) -> Any:
    return and_(_E.state.not_in(UNDONE), _E.settled < before)


def _came_to_nothing(late: datetime) -> Any:
    return and_(_E.state.in_(_OPEN), _E.made < late)


def _left_as_sent(left_before: datetime) -> Any:
    return and_(_E.state == State.SENDING.value, _E.claimed < left_before)


def _export(row: Any) -> Export:
    return Export(
        id=row.id,
        chat_id=row.chat_id,
        what=What(row.what),
        format=Format(row.format),
        window=Window(row.since, row.until) if row.since is not None else None,
        state=State(row.state),
        why=Why(row.why) if row.why else None,
        made=row.made,
        settled=row.settled,
        rows=row.rows,
        total=row.total,
    )
