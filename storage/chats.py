"""Chats and the updates received in them: loaded, created and saved in one query each."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Integer,
    Row,
    Select,
    String,
    and_,
    bindparam,
    delete,
    desc,
    exists,
    insert,
    literal,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from campaign.records import Chat, Citizen
from campaign.values import DeliveryState
from storage import schema
from storage.citizens import citizen_of
from storage.offering import CHANGED
from storage.queries import Queries

_LOAD = (
    select(
        schema.chats.c.language,
        schema.chats.c.waiting,
        schema.chats.c.answers,
        schema.chats.c.turn,
        schema.chats.c.keyboard,
        schema.received.c.update_id.label("known"),
        schema.received.c.waiting.label("waited"),
        (schema.received.c.seen == schema.chats.c.seen).label("latest"),
        CHANGED.label("languages_changed"),
        schema.citizens,
    )
    .select_from(
        schema.chats.outerjoin(schema.citizens, schema.citizens.c.chat_id == schema.chats.c.id).outerjoin(
            schema.received,
            and_(
                schema.received.c.bot_id == bindparam("bot"),
                schema.received.c.update_id == bindparam("update"),
            ),
        )
    )
    .where(schema.chats.c.id == bindparam("chat"))
)
_LOCK = select(schema.chats.c.id).where(schema.chats.c.id == bindparam("chat")).with_for_update()
_RECEIVE = insert(schema.received)
_SAVE = (
    update(schema.chats)
    .where(schema.chats.c.id == bindparam("chat"))
    .values(
        language=bindparam("language"),
        waiting=bindparam("waiting"),
        answers=bindparam("answers"),
        turn=bindparam("turn"),
        keyboard=bindparam("keyboard"),
        seen=bindparam("seen"),
        blocked=None,
    )
)
_SHOWN = (DeliveryState.SENT.value, DeliveryState.UNKNOWN.value)
_CAME = union_all(
    select(
        literal(None, Integer).label("delivery_id"),
        schema.notices.c.address,
        schema.notices.c.settled.label("at"),
        schema.chats.c.seen,
        or_(schema.notices.c.redraw, schema.notices.c.due > schema.notices.c.settled).label("redrawn"),
    )
    .join_from(schema.notices, schema.chats)
    .where(
        schema.notices.c.chat_id == bindparam("chat"),
        schema.notices.c.state.in_(_SHOWN),
        schema.notices.c.settled > schema.chats.c.seen,
    ),
    select(
        schema.deliveries.c.id,
        literal(None, String),
        schema.deliveries.c.settled,
        schema.chats.c.seen,
        schema.deliveries.c.redraw,
    )
    .join_from(schema.deliveries, schema.citizens)
    .join(schema.chats, schema.chats.c.id == schema.citizens.c.chat_id)
    .where(
        schema.citizens.c.chat_id == bindparam("chat"),
        schema.deliveries.c.state.in_(_SHOWN),
        schema.deliveries.c.settled > schema.chats.c.seen,
    ),
)
BATCH = 1_000
"""So many visitors are forgotten in one transaction."""
_SEEN = schema.chats.c.seen
_CITIZENS = exists().where(schema.citizens.c.chat_id == schema.chats.c.id)
_AT_NO_DESK = (
    *(~exists().where(people.c.chat_id == schema.chats.c.id) for people in (schema.members, schema.team)),
    schema.chats.c.id.not_in(bindparam("keep", expanding=True)),
)
_KEPT = (~_CITIZENS, *_AT_NO_DESK)
_VISITORS = select(schema.chats.c.id).where(bindparam("before") > _SEEN, *_KEPT).limit(BATCH)
_VISITORS_SINCE = _VISITORS.where(bindparam("since") <= _SEEN)
_FORGET_VISITORS = delete(schema.chats).where(
    schema.chats.c.id.in_(bindparam("some", expanding=True)), bindparam("before") > _SEEN, *_KEPT
)
_LEFT = select(schema.chats.c.id).limit(bindparam("limit"))
_BLOCKED = _LEFT.where(schema.chats.c.blocked < bindparam("before"))
_AWAY = _LEFT.where(bindparam("before") > _SEEN)
_UNTOUCHED = _AWAY.where(_CITIZENS, *_AT_NO_DESK)
_FORGET_RECEIVED = delete(schema.received).where(schema.received.c.seen < bindparam("before"))


@dataclass(frozen=True, slots=True)
class Opened:
    """A chat as it stands when an update arrives.

    `known` tells that this very update was saved before; `latest`, that nothing was saved in this chat since;
    `waited` is then the address its text went to. `languages_changed` is when any language was last switched.
    """

    chat: Chat
    citizen: Citizen | None
    known: bool
    latest: bool
    waited: str | None
    languages_changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Came:
    """The last message that came into a chat by itself since it was `seen`: a delivery, or a page.

    `redrawn`: it was drawn anew, and may stand far above what came later.
    """

    delivery_id: int | None
    address: str | None
    at: datetime
    seen: datetime
    redrawn: bool


class Chats(Queries):
    """Queries about chats."""

    __slots__ = ()

    async def open(
        self, chat_id: int, *, bot_id: int, update_id: int, language: str | None, now: datetime
    ) -> Opened:
        """Load the chat with its citizen, or create it; on PostgreSQL its row stays locked until the end."""
        key = {"bot": bot_id, "update": update_id, "chat": chat_id}
        row = await self._load(key)
        if row is not None:
            return _opened(chat_id, row, new=False)
        make = sqlite.insert if self.embedded else postgresql.insert
        first = int(now.timestamp() * 1000)  # later than any turn of a talk in this chat that was forgotten
        values = {"id": chat_id, "language": language, "turn": first, "keyboard": False, "seen": now}
        made = await self.connection.execute(make(schema.chats).values(values).on_conflict_do_nothing())
        row = await self._load(key)
        if row is None:
            raise LookupError("the chat was forgotten while it was being made")
        return _opened(chat_id, row, new=made.rowcount == 1)

    async def came(self, chat_id: int) -> Came | None:
        """What came into the chat by itself since the last talk in it; None where nothing did."""
        newest = _CAME.order_by(desc("at")).limit(1)
        row = (await self.connection.execute(newest, {"chat": chat_id})).one_or_none()
        return (
            None if row is None else Came(row.delivery_id, row.address, row.at, row.seen, bool(row.redrawn))
        )

    async def glance(self, chat_id: int) -> tuple[Chat, Citizen | None] | None:
        """The chat as it stands with its citizen; nothing is locked, nothing is made. None: no such chat."""
        row = (await self.connection.execute(_LOAD, {"bot": 0, "update": 0, "chat": chat_id})).one_or_none()
        if row is None:
            return None
        opened = _opened(chat_id, row, new=False)
        return opened.chat, opened.citizen

    async def lock(self, chat_id: int) -> None:
        """Have whatever else changes in this chat wait until the end, where it is not the visitor's own."""
        if not self.embedded:
            await self.connection.execute(_LOCK, {"chat": chat_id})

    async def _load(self, key: dict[str, int]) -> Row[tuple[Any, ...]] | None:
        """On PostgreSQL the lock is a statement of its own: each sees only what was saved before it began."""
        if not self.embedded:
            await self.connection.execute(_LOCK, {"chat": key["chat"]})
        return (await self.connection.execute(_LOAD, key)).one_or_none()

    async def save(self, chat: Chat, *, now: datetime) -> None:
        """Save how the talk stands; a chat that was forgotten meanwhile stays forgotten."""
        values = {
            "chat": chat.id,
            "language": chat.language,
            "waiting": chat.waiting,
            "answers": chat.answers,
            "turn": chat.turn,
            "keyboard": chat.keyboard,
            "seen": now,
        }
        await self.connection.execute(_SAVE, values)

    async def receive(self, *, bot_id: int, update_id: int, waited: str | None, now: datetime) -> None:
        """Remember that this update was handled, and where its text went; nothing of what it said."""
        values = {"bot_id": bot_id, "update_id": update_id, "waiting": waited, "seen": now}
        await self.connection.execute(_RECEIVE, values)

    async def pass_over(self, *, bot_id: int, update_id: int, now: datetime) -> None:
        """Remember an update that could not be handled as received; one that was received stays as it was."""
        make = sqlite.insert if self.embedded else postgresql.insert
        values = {"bot_id": bot_id, "update_id": update_id, "waiting": None, "seen": now}
        await self.connection.execute(make(schema.received).values(values).on_conflict_do_nothing())

    async def block(self, chat_id: int, now: datetime | None) -> None:
        """Note since when the bot is blocked in this chat: the first moment counts. None: it no longer is."""
        note = update(schema.chats).where(schema.chats.c.id == chat_id).values(blocked=now)
        if now is not None:
            note = note.where(schema.chats.c.blocked.is_(None))
        await self.connection.execute(note)

    async def forget(self, chat_id: int) -> None:
        """Erase the chat, and by cascade all that hangs on it."""
        await self.connection.execute(delete(schema.chats).where(schema.chats.c.id == chat_id))

    async def visitors(
        self, before: datetime, *, since: datetime | None = None, keep: Iterable[int] = ()
    ) -> list[int]:
        """Chats without consent last seen before this moment, and not before `since`; a batch of them.

        Members and the campaign team are none, nor are those to `keep`: who is of it by the settings. Without
        `since` all that were ever seen are read.
        """
        asked: dict[str, Any] = {"before": before, "keep": sorted(keep)}
        if since is None:
            return list((await self.connection.execute(_VISITORS, asked)).scalars())
        return list((await self.connection.execute(_VISITORS_SINCE, {**asked, "since": since})).scalars())

    async def forget_visitors(
        self, some: Collection[int], before: datetime, *, keep: Iterable[int] = ()
    ) -> int:
        """Erase those of these chats that are visitors' still; how many there were."""
        asked = {"some": sorted(some), "before": before, "keep": sorted(keep)}
        return (await self.connection.execute(_FORGET_VISITORS, asked)).rowcount

    async def blocked(self, before: datetime, *, limit: int, take: bool = False) -> list[int]:
        """Chats in which the bot was blocked before this moment, at most so many.

        Those to `take` are changed in this transaction: where somebody taps just now they are passed over.
        """
        return await self._left(_BLOCKED, {"before": before, "limit": limit}, take)

    async def untouched(
        self, before: datetime, *, limit: int, keep: Iterable[int] = (), take: bool = False
    ) -> list[int]:
        """The same of citizens last seen before this moment, who have no desk and are none to `keep`."""
        return await self._left(_UNTOUCHED, {"before": before, "limit": limit, "keep": sorted(keep)}, take)

    async def away(self, before: datetime, *, limit: int, take: bool = False) -> list[int]:
        """The same of all chats last seen before this moment, whoever's they are."""
        return await self._left(_AWAY, {"before": before, "limit": limit}, take)

    async def _left(self, which: Select[Any], asked: dict[str, Any], take: bool) -> list[int]:
        if take:
            which = which.with_for_update(of=schema.chats, skip_locked=True)
        return list((await self.connection.execute(which, asked)).scalars())

    async def forget_received(self, before: datetime) -> int:
        """Drop the memory of updates older than Telegram would send again; how many there were."""
        return (await self.connection.execute(_FORGET_RECEIVED, {"before": before})).rowcount


def _opened(chat_id: int, row: Row[tuple[Any, ...]], *, new: bool) -> Opened:
    chat = Chat(
        id=chat_id,
        language=row.language,
        waiting=row.waiting,
        turn=row.turn,
        keyboard=row.keyboard,
        new=new,
        answers=row.answers,
    )
    citizen = citizen_of(row) if row.id is not None else None
    return Opened(chat, citizen, row.known is not None, bool(row.latest), row.waited, row.languages_changed)
