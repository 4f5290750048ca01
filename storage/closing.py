"""Closing weeks: the replies of a week, written once more as they are given out from then on."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, exists, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from campaign.groups import UNKNOWN
from campaign.spans import Span
from campaign.values import Answer, DeliveryState
from storage import schema
from storage.queries import Queries
from storage.schema.types import moment
from storage.standing import CALLED_OFF
from storage.stream import chunks

CLEARED = 5_000
"""Rows of a week that was not finished that are taken away at a time."""

_R, _C, _CHAT = schema.replies.c, schema.citizens.c, schema.chats.c
_W, _K, _N = schema.countings.c, schema.closings.c, schema.closed_replies.c
_D = schema.deliveries.c
_I, _O = schema.introductions.c, schema.opportunities.c
_STANDS = and_(_I.at.is_not(None), func.coalesce(_I.ending, "").not_in(CALLED_OFF))
_INTRODUCED = and_(_R.answer == Answer.YES.value, exists().where(_I.reply_id == _R.id, _STANDS))
_CAME = exists().where(_I.reply_id == _R.id, _I.matched)
_MATCHED = and_(_R.answer == Answer.YES.value, or_(_R.matched, _CAME))
_ARRIVED = _D.state.in_((DeliveryState.SENT.value, DeliveryState.UNKNOWN.value))


def _lot(column: Any, *which: ColumnElement[bool]) -> Any:
    """The lot of the last message that tried something before an answer was given."""
    drawn = select(column).where(_D.citizen_id == _R.citizen_id, column.is_not(None), *which)
    return drawn.order_by(_D.id.desc()).limit(1).correlate(schema.replies).scalar_subquery()


_LOTS = (
    _lot(_D.wording, _ARRIVED, _D.opportunity_id == _R.opportunity_id, _D.settled <= _R.at).label("wording"),
    _lot(_D.opening, _ARRIVED, _D.settled <= _R.at).label("opening"),
    _lot(_D.held, _D.due <= _R.at).label("held"),
)
"""Its wording is of the ask that is answered; an opening and a follow-up may lead to any answer."""
_LANGUAGE = func.coalesce(_CHAT.language, UNKNOWN)
_POSTCODE = func.coalesce(_C.postcode, "")
_DOOR = func.coalesce(_C.door, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many people of a language, postcode area ('' where unknown) and door answered, and said yes.

    `introduced` are those of the latter who are known to an organisation, `matched` those who came.
    """

    language: str
    postcode: str
    door: str
    people: int
    yes: int
    introduced: int
    matched: int


@dataclass(frozen=True, slots=True)
class Drew:
    """How many people of a language, postcode area and door gave an answer that follows these lots.

    `yes` of them said yes.
    """

    language: str
    postcode: str
    door: str
    wording: int | None
    opening: int | None
    held: bool | None
    people: int
    yes: int


@dataclass(frozen=True, slots=True)
class Given:
    """One reply as it stands when its week closes, with who gave it, and what is known of them then.

    `citizen_id` is None of who is forgotten; of the moment the day is left then.
    """

    citizen_id: int | None
    at: datetime
    origin: str
    answer: str
    reason: str | None
    task: str
    often: str
    introduced: bool
    matched: bool
    wording: int | None
    opening: int | None
    held: bool | None
    language: str
    postcode: str
    door: str


@dataclass(frozen=True, slots=True)
class Closed:
    """One reply as it is given out; the names are those of the table's columns, which explains them."""

    person: int
    day: date
    hour: int | None
    origin: str
    answer: str
    reason: str | None
    task: str
    often: str
    introduced: bool
    matched: bool | None
    wording: int | None
    opening: int | None
    held: bool | None
    language: str | None
    province: str | None
    door: str | None


class Closing(Queries):
    """Queries about writing down the replies of closed weeks."""

    __slots__ = ()

    async def due(self) -> list[Span]:
        """The weeks whose people were counted, and whose replies are not written down; the oldest first."""
        found = await self.connection.execute(
            select(_W.first, _W.last, _W.name)
            .select_from(schema.countings.outerjoin(schema.closings, _K.first == _W.first))
            .where(_W.frozen.is_not(None), _K.done.is_(None))
            .order_by(_W.first)
        )
        return [Span(row.first, row.last, row.name) for row in found]

    async def claim(self, first: date, token: int, *, now: datetime, left_before: datetime) -> bool:
        """Take a week in hand; False where it is written down, or somebody else was at it since a moment."""
        make = sqlite.insert if self.embedded else postgresql.insert
        values = {"first": first, "replies": 0}
        await self.connection.execute(make(schema.closings).values(values).on_conflict_do_nothing())
        free = or_(_K.claimed.is_(None), _K.claimed < left_before)
        found = await self.connection.execute(
            update(schema.closings)
            .where(_K.first == first, _K.done.is_(None), free)
            .values(token=token, claimed=now)
        )
        return found.rowcount == 1

    async def clear(self, first: date) -> int:
        """Take away some of what was written of a week that was not finished; how many."""
        some = select(_N.id).where(_N.week == first).limit(CLEARED)
        found = await self.connection.execute(
            delete(schema.closed_replies).where(_N.id.in_(some.scalar_subquery()))
        )
        return found.rowcount

    async def counted(self, since: datetime, until: datetime) -> list[Counted]:
        """Who answered from one moment on before another, each once; who is forgotten is not among them."""
        yes = func.max(case((_R.answer == Answer.YES.value, 1), else_=0))
        known = func.max(case((_INTRODUCED, 1), else_=0))
        came = func.max(case((_MATCHED, 1), else_=0))
        each = (
            select(_R.citizen_id, yes.label("yes"), known.label("introduced"), came.label("matched"))
            .where(*_within(since, until), _R.citizen_id.is_not(None))
            .group_by(_R.citizen_id)
            .subquery()
        )
        group = [_LANGUAGE.label("language"), _POSTCODE.label("postcode"), _DOOR.label("door")]
        found = await self.connection.execute(
            select(
                *group,
                func.count().label("people"),
                func.sum(each.c.yes).label("yes"),
                func.sum(each.c.introduced).label("introduced"),
                func.sum(each.c.matched).label("matched"),
            )
            .select_from(each)
            .join(schema.citizens, _C.id == each.c.citizen_id)
            .join(schema.chats, _CHAT.id == _C.chat_id)
            .group_by(*group)
        )
        return [Counted(**row._mapping) for row in found]

    async def drew(self, since: datetime, until: datetime) -> list[Drew]:
        """Which lots those who answered in this time had drawn, each once for all that they drew alike."""
        rows = (
            select(_R.citizen_id, case((_R.answer == Answer.YES.value, 1), else_=0).label("yes"), *_LOTS)
            .where(*_within(since, until), _R.citizen_id.is_not(None))
            .subquery()
        )
        which = [rows.c.citizen_id, rows.c.wording, rows.c.opening, rows.c.held]
        each = select(*which, func.max(rows.c.yes).label("yes")).group_by(*which).subquery()
        group = [_LANGUAGE.label("language"), _POSTCODE.label("postcode"), _DOOR.label("door")]
        lots = [each.c.wording, each.c.opening, each.c.held]
        found = await self.connection.execute(
            select(*group, *lots, func.count().label("people"), func.sum(each.c.yes).label("yes"))
            .select_from(each)
            .join(schema.citizens, _C.id == each.c.citizen_id)
            .join(schema.chats, _CHAT.id == _C.chat_id)
            .group_by(*group, *lots)
        )
        return [Drew(**row._mapping) for row in found]

    async def given(self, since: datetime, until: datetime) -> AsyncIterator[list[Given]]:
        """The replies given from one moment on before another as they stand, the oldest first."""
        statement = (
            select(
                *(_R.citizen_id, _R.at, _R.origin, _R.answer, _R.reason, _O.task, _O.often, _INTRODUCED),
                *(_MATCHED, *_LOTS, _LANGUAGE, _POSTCODE, _DOOR),
            )
            .select_from(schema.replies)
            .join(schema.opportunities, _O.id == _R.opportunity_id)
            .outerjoin(schema.citizens, _C.id == _R.citizen_id)
            .outerjoin(schema.chats, _CHAT.id == _C.chat_id)
            .where(*_within(since, until))
            .order_by(_R.at)
        )
        async for rows in chunks(self.connection, statement):
            yield [_given(row) for row in rows]

    async def write(self, first: date, token: int, rows: Iterable[Closed], *, now: datetime) -> bool:
        """Write some replies of a week, where it is still this process that is at it; whether it is."""
        if not await self._mine(first, token, {"claimed": now}):
            return False
        values = [{**asdict(row), "week": first} for row in rows]
        await self.connection.execute(insert(schema.closed_replies), values)
        return True

    async def finish(self, first: date, token: int, replies: int, *, now: datetime) -> bool:
        """Give a week out, for good; whether it was still this process that was at it."""
        values = {"token": None, "claimed": None, "done": now, "replies": replies}
        return await self._mine(first, token, values)

    async def _mine(self, first: date, token: int, values: dict[str, Any]) -> bool:
        mine = (_K.first == first, _K.token == token, _K.done.is_(None))
        found = await self.connection.execute(update(schema.closings).where(*mine).values(values))
        return found.rowcount == 1


def _given(row: tuple[Any, ...]) -> Given:
    citizen_id, at, origin, answer, reason, task, often, introduced, matched, *rest = row
    wording, opening, held, language, postcode, door = rest
    return Given(
        citizen_id=citizen_id,
        at=moment(at),
        origin=origin,
        answer=answer,
        reason=reason,
        task=task,
        often=often,
        introduced=bool(introduced),
        matched=bool(matched),
        wording=wording,
        opening=opening,
        held=None if held is None else bool(held),
        language=language,
        postcode=postcode,
        door=door,
    )


def _within(since: datetime, until: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return _R.at >= since, _R.at < until
