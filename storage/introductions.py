"""Introductions: what a citizen shares after a yes, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CursorResult, Select, and_, bindparam, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from campaign.values import Answer
from storage import schema
from storage.organisations import MADE_HERE
from storage.queries import Queries, afterwards
from storage.replies import UNPLANNED
from storage.standing import counted

BATCH = 100
"""So many are looked at in one transaction of a round."""

_I, _R, _O = schema.introductions.c, schema.replies.c, schema.opportunities.c
_G, _C = schema.organisations.c, schema.citizens.c
_DATE = func.coalesce(_I.on_date, _R.on_date)
_WHOLE = (
    select(
        _I.id,
        _R.opportunity_id,
        _O.organisation_id,
        _O.title,
        _O.language.label("title_language"),
        _G.name.label("organisation"),
        _C.chat_id,
        _R.language,
        _I.name,
        _I.reach,
        _DATE.label("on_date"),
        _I.at,
        _I.confirmed,
        _I.reminded,
        _I.passed,
        _I.ending,
    )
    .select_from(schema.introductions)
    .join(schema.replies, _R.id == _I.reply_id)
    .join(schema.opportunities, _O.id == _R.opportunity_id)
    .join(schema.organisations, _G.id == _O.organisation_id)
    .outerjoin(schema.citizens, _C.id == _I.citizen_id)
)
_MADE = _WHOLE.where(_I.id == bindparam("introduction"), _I.at.is_not(None))
_ACCESS = _MADE.where(_O.organisation_id == bindparam("organisation"))
_MINE = _MADE.where(_I.citizen_id == bindparam("citizen"))
_OPEN = (_I.at.is_not(None), _I.over.is_(None))
_UNANSWERED = _WHOLE.where(
    *_OPEN, _I.confirmed.is_(None), afterwards(_G.source) == MADE_HERE, _I.at <= bindparam("before")
)
_OLDEST = (_I.at, _I.id)
_LOCK = select(_R.id).where(_R.citizen_id == bindparam("citizen")).order_by(_R.id).with_for_update()
"""Replies come before introductions, for whoever locks both."""
_TO_PASS_ON = _UNANSWERED.where(_I.passed.is_(None), schema.SAYS_WHO).order_by(*_OLDEST).limit(BATCH)
_TO_REMIND = (
    _UNANSWERED.where(_I.at > bindparam("after"), _I.reminded.is_(None))
    .where(or_(_DATE.is_(None), bindparam("now") < _DATE))
    .order_by(*_OLDEST)
    .limit(BATCH)
)
_EXPIRED = (
    select(_I.id)
    .join_from(schema.introductions, schema.replies, _R.id == _I.reply_id)
    .where(_I.at < bindparam("before"), func.coalesce(_DATE, _I.at) < bindparam("before"), schema.SAYS_WHO)
    .order_by(*_OLDEST)
    .limit(BATCH)
)


class Ending(StrEnum):
    """Why an introduction is over: the citizen cannot come, is forgotten, or cannot come any more."""

    CANCELLED = "cancelled"
    FORGOTTEN = "forgotten"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Introduction:
    """What an organisation may know of somebody who said yes, and how far it answered.

    `name` and `reach` are what the citizen chose to share, empty once erased; `chat_id` is None for one who
    is forgotten. `language` is the one they answered in. `at` is when it went, `passed` when the team was
    told that nobody answered.
    """

    id: int
    opportunity_id: int
    organisation_id: int
    organisation: str
    title: str
    title_language: str
    chat_id: int | None
    name: str
    reach: str
    language: str
    on_date: datetime | None
    at: datetime | None
    confirmed: datetime | None
    reminded: datetime | None
    passed: datetime | None
    ending: Ending | None


class Introductions(Queries):
    """Queries about introductions."""

    __slots__ = ()

    async def prepare(self, reply_id: int, citizen_id: int, *, name: str, reach: str) -> None:
        """Set what the citizen wants to share after a yes; nothing has gone yet."""
        make = sqlite.insert if self.embedded else postgresql.insert
        values = {"reply_id": reply_id, "citizen_id": citizen_id, "name": name, "reach": reach}
        await self.connection.execute(
            make(schema.introductions)
            .values(values)
            .on_conflict_do_update(
                index_elements=[_I.reply_id],
                index_where=_I.over.is_(None),
                set_={"name": name, "reach": reach},
            )
        )

    async def introduce(self, reply_id: int, *, now: datetime) -> int | None:
        """Note that the introduction was made: its id the first time, None where it was made before."""
        date = select(_R.on_date).where(_R.id == reply_id).scalar_subquery()
        async with counted(self.connection, _R.id == reply_id):
            found = await self.connection.execute(
                update(schema.introductions)
                .where(_I.reply_id == reply_id, _I.over.is_(None), _I.at.is_(None))
                .values(at=now, on_date=date)
                .returning(_I.id)
            )
            return _number(found)

    async def access(self, organisation_id: int, introduction_id: int) -> Introduction | None:
        """The introduction that went to this organisation, those that are over too."""
        asked = {"organisation": organisation_id, "introduction": introduction_id}
        row = (await self.connection.execute(_ACCESS, asked)).one_or_none()
        return None if row is None else _introduction(row)

    async def of_citizen(self, citizen_id: int, introduction_id: int) -> Introduction | None:
        """The introduction of this citizen, one that is over too."""
        asked = {"citizen": citizen_id, "introduction": introduction_id}
        row = (await self.connection.execute(_MINE, asked)).one_or_none()
        return None if row is None else _introduction(row)

    async def of_reply(self, reply_id: int) -> Introduction | None:
        """What was prepared or shared after this yes and is not over."""
        row = (
            await self.connection.execute(_WHOLE.where(_I.reply_id == reply_id, _I.over.is_(None)))
        ).one_or_none()
        return None if row is None else _introduction(row)

    async def open_of(self, organisation_id: int, *, skip: int = 0, limit: int = BATCH) -> list[Introduction]:
        """Who comes to an organisation: those without an answer first, then the soonest; not those erased."""
        rows = await self.connection.execute(
            _WHOLE.where(*_OPEN, _O.organisation_id == organisation_id, _I.name != "")
            .order_by(_I.confirmed.is_not(None), _DATE.is_(None), _DATE, _I.id)
            .offset(skip)
            .limit(limit)
        )
        return [_introduction(row) for row in rows]

    async def confirm(self, introduction_id: int, *, now: datetime) -> bool:
        """Note that the organisation answered; True the first time."""
        return await self._mark(introduction_id, _I.confirmed.is_(None), confirmed=now)

    async def decline(self, introduction_id: int, *, now: datetime) -> int | None:
        """It is no longer possible: ends the introduction and the yes; the opportunity with a place freed."""
        reply = _R.id == select(_I.reply_id).where(_I.id == introduction_id).scalar_subquery()
        async with counted(self.connection, reply):
            if not await self._mark(introduction_id, over=now, ending=Ending.DECLINED.value, reach=""):
                return None
            found = await self.connection.execute(
                update(schema.replies)
                .where(reply, _R.answer == Answer.YES.value)
                .values(answer=Answer.NO.value, reason=None, on_date=None, **UNPLANNED)
                .returning(_R.opportunity_id)
            )
            return _number(found)

    async def withdraw(self, citizen_id: int, opportunity_id: int, *, now: datetime) -> int | None:
        """The citizen cannot come after all: the introduction that had gone, None where none had.

        The name stays for the organisation, the way to reach them does not; what had not gone is erased.
        """
        reply = and_(_R.citizen_id == citizen_id, _R.opportunity_id == opportunity_id)
        mine = _I.reply_id == select(_R.id).where(reply).scalar_subquery()
        async with counted(self.connection, reply):
            await self.connection.execute(delete(schema.introductions).where(mine, _I.at.is_(None)))
            found = await self.connection.execute(
                update(schema.introductions)
                .where(mine, *_OPEN)
                .values(over=now, ending=Ending.CANCELLED.value, reach="")
                .returning(_I.id)
            )
            return _number(found)

    async def move(self, reply_id: int, on_date: datetime) -> int | None:
        """The citizen comes on another date: the introduction that had gone, None where none had."""
        found = await self.connection.execute(
            update(schema.introductions)
            .where(_I.reply_id == reply_id, *_OPEN, _I.on_date.is_distinct_from(on_date))
            .values(on_date=on_date)
            .returning(_I.id)
        )
        return _number(found)

    async def forget(self, citizen_id: int, *, now: datetime) -> list[Introduction]:
        """Cut a citizen's introductions loose, without their name; those that had gone, as they stood."""
        await self.connection.execute(_LOCK, {"citizen": citizen_id})
        rows = (
            await self.connection.execute(
                _WHOLE.where(_I.citizen_id == citizen_id, _I.at.is_not(None)).order_by(_I.id)
            )
        ).all()
        await self.connection.execute(
            delete(schema.introductions).where(_I.citizen_id == citizen_id, _I.at.is_(None))
        )
        for row in rows:
            await self.connection.execute(
                update(schema.introductions)
                .where(_I.id == row.id)
                .values(
                    citizen_id=None,
                    name="",
                    reach="",
                    at=_midnight(row.at),
                    confirmed=_midnight(row.confirmed),
                    reminded=_midnight(row.reminded),
                    passed=_midnight(row.passed),
                    over=_midnight(now),
                    ending=row.ending if row.ending == Ending.DECLINED else Ending.FORGOTTEN.value,
                )
            )
        return [_introduction(row) for row in rows]

    async def unanswered(self, before: datetime) -> list[Introduction]:
        """Made before this moment, not answered, not passed on to the team, nor erased; the oldest first."""
        return await self._some(_TO_PASS_ON, {"before": before})

    async def to_remind(self, before: datetime, *, after: datetime, now: datetime) -> list[Introduction]:
        """Made between these moments, not answered, of which the organisation was not reminded.

        One whose date has begun is left out: it is too late to answer it.
        """
        return await self._some(_TO_REMIND, {"before": before, "after": after, "now": now})

    async def remind(self, introduction_id: int, *, now: datetime) -> bool:
        """Note that the organisation is reminded; True the first time."""
        return await self._mark(introduction_id, _I.reminded.is_(None), reminded=now)

    async def pass_on(self, introduction_id: int, *, now: datetime) -> bool:
        """Note that the team is to look after it; True the first time, while nobody answered."""
        return await self._mark(introduction_id, _I.passed.is_(None), _I.confirmed.is_(None), passed=now)

    async def expired(self, before: datetime) -> list[int]:
        """Those whose date, or else whose making, was before this moment, and that still say who it is."""
        return list((await self.connection.execute(_EXPIRED, {"before": before})).scalars())

    async def expire(self, before: datetime) -> list[int]:
        """Erase who it is in those that expired before this moment: which ones."""
        ids = await self.expired(before)
        if ids:
            await self.connection.execute(
                update(schema.introductions).where(_I.id.in_(ids)).values(name="", reach="")
            )
        return ids

    async def _mark(self, introduction_id: int, *still: Any, **values: Any) -> bool:
        found = await self.connection.execute(
            update(schema.introductions).where(_I.id == introduction_id, *_OPEN, *still).values(**values)
        )
        return found.rowcount == 1

    async def _some(self, which: Select[Any], asked: dict[str, datetime]) -> list[Introduction]:
        return [_introduction(row) for row in await self.connection.execute(which, asked)]


def _introduction(row: Any) -> Introduction:
    return Introduction(
        id=row.id,
        opportunity_id=row.opportunity_id,
        organisation_id=row.organisation_id,
        organisation=row.organisation,
        title=row.title,
        title_language=row.title_language,
        chat_id=row.chat_id,
        name=row.name,
        reach=row.reach,
        language=row.language,
        on_date=row.on_date,
        at=row.at,
        confirmed=row.confirmed,
        reminded=row.reminded,
        passed=row.passed,
        ending=Ending(row.ending) if row.ending else None,
    )


def _number(found: CursorResult[Any]) -> int | None:
    number = found.scalar_one_or_none()
    return None if number is None else int(number)


def _midnight(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.replace(hour=0, minute=0, second=0, microsecond=0)
