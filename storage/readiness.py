"""What an asking week stands on, and what it leaves undone: people, what is near, asks with places left."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, or_, select

from campaign.records import Point
from campaign.values import AskState
from storage import schema
from storage.queries import Queries

_C, _CHAT, _O, _A = schema.citizens.c, schema.chats.c, schema.opportunities.c, schema.asks.c
_WENT_OUT = (AskState.SENDING, AskState.PAUSED, AskState.ENDED, AskState.STOPPED)


@dataclass(frozen=True, slots=True)
class Group:
    """So many citizens who may be asked, of one postcode area and with one distance."""

    postcode: str | None
    radius: int
    number: int


@dataclass(frozen=True, slots=True)
class Unfilled:
    """An ask that went out and has places left."""

    id: int
    title: str
    language: str
    taken: int
    places: int


class Readiness(Queries):
    """Queries that look at everybody and everything, and change nothing."""

    __slots__ = ()

    async def reachable(self, *, now: datetime) -> int:
        """How many may be asked, and are not paused or blocked."""
        count = select(func.count()).join_from(schema.citizens, schema.chats, _CHAT.id == _C.chat_id)
        awake = or_(_C.paused_until.is_(None), _C.paused_until <= now)
        may = count.where(_C.may_ask, ~_C.stopped, awake, _CHAT.blocked.is_(None))
        return int((await self.connection.execute(may)).scalar_one())

    async def groups(self, *, online: bool) -> list[Group]:
        """Who may be asked, by place; with `online` those left out who also do things from home."""
        mine = [~_C.online] if online else []
        rows = await self.connection.execute(
            select(_C.postcode, _C.radius, func.count().label("number"))
            .where(_C.may_ask, ~_C.stopped, *mine)
            .group_by(_C.postcode, _C.radius)
        )
        return [Group(row.postcode, row.radius, row.number) for row in rows]

    async def anything_online(self, *, now: datetime) -> bool:
        """Whether there is anything to do from home."""
        found = select(exists().where(*_possible(now), _O.online))
        return bool((await self.connection.execute(found)).scalar_one())

    async def points(self, *, now: datetime) -> list[Point]:
        """Where there is something to do."""
        rows = await self.connection.execute(
            select(_O.latitude, _O.longitude)
            .where(*_possible(now), ~_O.online, _O.latitude.is_not(None), _O.longitude.is_not(None))
            .distinct()
        )
        return [Point(*row) for row in rows]

    async def unfilled(self, *, since: datetime, until: datetime, limit: int) -> list[Unfilled]:
        """The asks that were out between two moments and have places left, the emptiest first."""
        free, began = _O.places - _O.taken, func.coalesce(_A.starts, _A.sent)
        rows = await self.connection.execute(
            select(_A.id, _O.title, _O.language, _O.taken, _O.places)
            .join_from(schema.asks, schema.opportunities, _O.id == _A.opportunity_id)
            .where(began < until, or_(_A.ended.is_(None), _A.ended >= since), free > 0)
            .where(_A.state.in_([state.value for state in _WENT_OUT]))
            .order_by(free.desc(), _A.id)
            .limit(limit)
        )
        return [Unfilled(**row._mapping) for row in rows]


def _possible(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """What can be said yes to."""
    return _O.open, _O.taken < _O.places, or_(_O.ends.is_(None), _O.ends >= now)
