"""Replies to asks, and the promises that follow a yes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from campaign.values import Answer, Company, Reason, Travel, slots_of
from storage import schema
from storage.queries import Queries
from storage.standing import counted

PRIVATE = dict.fromkeys(("travel", "company", "slot", "reminded"))
"""What a reply holds of its citizen's plans, and no longer when these are over."""
UNPLANNED = {**PRIVATE, "matched": None, "matched_at": None}
"""The same, where nothing came of it."""
_COLUMNS = schema.replies.c
_ONE = (_COLUMNS.citizen_id == bindparam("citizen"), _COLUMNS.opportunity_id == bindparam("opportunity"))
_INTRODUCTION = and_(schema.introductions.c.reply_id == _COLUMNS.id, schema.introductions.c.over.is_(None))
_LOCK = (
    select(schema.citizens.c.id)
    .where(schema.citizens.c.id == bindparam("citizen"))
    .with_for_update(key_share=True)
)
"""Two first answers of one citizen come one after the other: there is no reply yet that could be locked."""
_GET = (
    select(
        _COLUMNS.id,
        _COLUMNS.answer,
        _COLUMNS.reason,
        _COLUMNS.on_date,
        _COLUMNS.travel,
        _COLUMNS.company,
        _COLUMNS.slot,
        _COLUMNS.matched,
        schema.introductions.c.name,
        schema.introductions.c.reach,
        schema.introductions.c.at.label("introduced"),
        schema.introductions.c.confirmed,
    )
    .select_from(schema.replies.outerjoin(schema.introductions, _INTRODUCTION))
    .where(*_ONE)
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What one citizen answered to one opportunity, and how far the introduction is.

    `name` and `reach` are what the citizen chose to share; `introduced` is when it went, None before;
    `confirmed` is when the organisation answered. How they go, with whom, and at which time of the week stay
    between them and the bot; `slot` is a mask of one cell, 0 where they agree on it together. `matched` is
    whether they said that they did it.
    """

    id: int
    answer: Answer
    reason: Reason | None
    on_date: datetime | None
    name: str | None
    reach: str | None
    introduced: datetime | None
    confirmed: datetime | None = None
    travel: Travel | None = None
    company: Company | None = None
    slot: int | None = None
    matched: bool | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """A yes that still stands: what to, when, and whether the organisation knows."""

    opportunity_id: int
    title: str
    language: str
    on_date: datetime | None
    introduced: bool


class Replies(Queries):
    """Queries about replies."""

    __slots__ = ()

    async def get(self, citizen_id: int, opportunity_id: int) -> Reply | None:
        """The reply of this citizen to this opportunity."""
        row = (
            await self.connection.execute(_GET, {"citizen": citizen_id, "opportunity": opportunity_id})
        ).one_or_none()
        if row is None:
            return None
        return Reply(
            id=row.id,
            answer=Answer(row.answer),
            reason=Reason(row.reason) if row.reason else None,
            on_date=row.on_date,
            name=row.name,
            reach=row.reach,
            introduced=row.introduced,
            confirmed=row.confirmed,
            travel=Travel(row.travel) if row.travel else None,
            company=Company(row.company) if row.company else None,
            slot=row.slot,
            matched=row.matched,
        )

    async def put(
        self,
        citizen_id: int,
        opportunity_id: int,
        answer: Answer,
        *,
        origin: str,
        language: str,
        now: datetime,
        reason: Reason | None = None,
        on_date: datetime | None = None,
        ask_id: int | None = None,
        invitation_id: int | None = None,
    ) -> None:
        """Set the reply of this citizen; a second answer takes the place of the first."""
        said = {"answer": answer.value, "reason": reason.value if reason else None, "on_date": on_date}
        values = {
            **said,
            "citizen_id": citizen_id,
            "opportunity_id": opportunity_id,
            "origin": origin,
            "language": language,
            "at": now,
            "ask_id": ask_id,
            "invitation_id": invitation_id,
        }
        came = {"origin": origin, "ask_id": ask_id, "invitation_id": invitation_id}
        if ask_id is None and invitation_id is None:
            came = {}
        make = sqlite.insert if self.embedded else postgresql.insert
        statement = make(schema.replies).values(values)
        if not self.embedded:
            await self.connection.execute(_LOCK, {"citizen": citizen_id})
        async with counted(self.connection, _of(citizen_id, opportunity_id), new=True):
            await self.connection.execute(
                statement.on_conflict_do_update(
                    index_elements=[_COLUMNS.citizen_id, _COLUMNS.opportunity_id],
                    set_={**said, **came, "at": now, "nudged": None},
                )
            )

    async def put_date(
        self, citizen_id: int, opportunity_id: int, on_date: datetime, *, now: datetime
    ) -> None:
        """Set the first date that this citizen comes on; reminders of it start from now."""
        await self.connection.execute(
            update(schema.replies)
            .where(_COLUMNS.citizen_id == citizen_id, _COLUMNS.opportunity_id == opportunity_id)
            .values(on_date=on_date, reminded=now)
        )

    async def settle(
        self,
        reply_id: int,
        *,
        travel: Travel | None = None,
        company: Company | None = None,
        slot: int | None = None,
    ) -> None:
        """Keep what a citizen planned for a yes; what is not told stays."""
        told = {"travel": travel, "company": company, "slot": slot}
        values = {name: value for name, value in told.items() if value is not None}
        await self.connection.execute(update(schema.replies).where(_COLUMNS.id == reply_id).values(values))

    async def promises(self, citizen_id: int, *, now: datetime) -> list[Promise]:
        """What this citizen said yes to and is not over yet, soonest first, those without a date last."""
        found = await self.connection.execute(
            select(
                _COLUMNS.opportunity_id,
                _COLUMNS.on_date,
                schema.opportunities.c.title,
                schema.opportunities.c.language,
                schema.introductions.c.at.label("introduced"),
            )
            .select_from(
                schema.replies.join(
                    schema.opportunities, schema.opportunities.c.id == _COLUMNS.opportunity_id
                ).outerjoin(schema.introductions, _INTRODUCTION)
            )
            .where(
                _COLUMNS.citizen_id == citizen_id,
                _COLUMNS.answer == Answer.YES.value,
                (_COLUMNS.on_date.is_(None)) | (_COLUMNS.on_date >= now),
            )
            .order_by(_COLUMNS.on_date.is_(None), _COLUMNS.on_date, _COLUMNS.id)
            .limit(10)
        )
        return [
            Promise(row.opportunity_id, row.title, row.language, row.on_date, row.introduced is not None)
            for row in found
        ]

    async def take_back(self, citizen_id: int, opportunity_id: int) -> bool:
        """End a yes, whoever else ends it at the same moment; False where there is none."""
        mine = _of(citizen_id, opportunity_id)
        async with counted(self.connection, mine):
            found = await self.connection.execute(
                update(schema.replies)
                .where(mine, _COLUMNS.answer == Answer.YES.value)
                .values(answer=Answer.NO.value, **UNPLANNED)
            )
        return found.rowcount == 1

    async def everything(self, citizen_id: int) -> list[dict[str, Any]]:
        """All replies of one citizen with what was shared, for their own file."""
        rows = await self.connection.execute(
            select(
                schema.opportunities.c.title,
                schema.organisations.c.name.label("organisation"),
                _COLUMNS.answer,
                _COLUMNS.reason,
                _COLUMNS.on_date,
                _COLUMNS.travel,
                _COLUMNS.company,
                _COLUMNS.slot,
                _COLUMNS.matched,
                _COLUMNS.matched_at,
                _COLUMNS.at,
                schema.introductions.c.name.label("shared_name"),
                schema.introductions.c.reach.label("shared_contact"),
                schema.introductions.c.at.label("introduced"),
                schema.introductions.c.confirmed,
                schema.introductions.c.ending,
            )
            .select_from(
                schema.replies.join(
                    schema.opportunities, schema.opportunities.c.id == _COLUMNS.opportunity_id
                )
                .join(
                    schema.organisations,
                    schema.organisations.c.id == schema.opportunities.c.organisation_id,
                )
                .outerjoin(schema.introductions, schema.introductions.c.reply_id == _COLUMNS.id)
            )
            .where(_COLUMNS.citizen_id == citizen_id)
            .order_by(_COLUMNS.id)
        )
        return [{**row._mapping, "slot": _in_words(row.slot)} for row in rows]

    async def unname(self, citizen_id: int, *, now: datetime) -> list[int]:
        """Cut a citizen's replies and reports loose, coarse to the day; the opportunities with a place freed.

        The rows stay as anonymous counts. A yes to something still to come gives its place back.
        """
        mine = _COLUMNS.citizen_id == citizen_id
        future = (_COLUMNS.on_date.is_(None)) | (_COLUMNS.on_date >= now)
        freed = await self.connection.execute(
            select(_COLUMNS.opportunity_id).where(mine, future, _COLUMNS.answer == Answer.YES.value)
        )
        freed_ids = list(freed.scalars())
        days = await self.connection.execute(select(_COLUMNS.id, _COLUMNS.at).where(mine))
        for row in days.all():
            await self.connection.execute(
                update(schema.replies)
                .where(_COLUMNS.id == row.id)
                .values(citizen_id=None, at=_midnight(row.at), on_date=None, **PRIVATE)
            )
        reports = schema.reports.c
        told = await self.connection.execute(
            select(reports.id, reports.at).where(reports.citizen_id == citizen_id)
        )
        for row in told.all():
            await self.connection.execute(
                update(schema.reports)
                .where(reports.id == row.id)
                .values(citizen_id=None, at=_midnight(row.at))
            )
        return freed_ids

    async def count(self) -> dict[str, int]:
        """How many replies there are of each answer, named and unnamed alike."""
        rows = await self.connection.execute(
            select(_COLUMNS.answer, func.count().label("number")).group_by(_COLUMNS.answer)
        )
        return {row.answer: row.number for row in rows}


def _of(citizen_id: int, opportunity_id: int) -> ColumnElement[bool]:
    return and_(_COLUMNS.citizen_id == citizen_id, _COLUMNS.opportunity_id == opportunity_id)


def _in_words(slot: int | None) -> str | None:
    """A time of the week as it stands in somebody's own file."""
    return next((f"{day.name.lower()} {part.name.lower()}" for day, part in slots_of(slot or 0)), None)


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
