"""Who is to be reminded of what they said yes to, and that they were."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, func, or_, select, update

from campaign.reminding import Window
from campaign.values import Answer, OrganisationState
from storage import schema
from storage.queries import Queries

BATCH = 100
"""So many are looked at in one transaction of a round."""

_R, _I, _O = schema.replies.c, schema.introductions.c, schema.opportunities.c
_G, _C = schema.organisations.c, schema.citizens.c
_TOLD = func.coalesce(_R.reminded, _I.at)
_SHUT = (OrganisationState.SUSPENDED.value, OrganisationState.REFUSED.value)
STANDS = and_(schema.SAID_YES, _I.at.is_not(None), _I.over.is_(None), _G.state.not_in(_SHUT))
"""A yes that was passed on, by neither side called off, to an organisation that may ask."""
PROMISES = (
    schema.replies.join(schema.introductions, _I.reply_id == _R.id)
    .join(schema.citizens, _C.id == _R.citizen_id)
    .join(schema.opportunities, _O.id == _R.opportunity_id)
    .join(schema.organisations, _G.id == _O.organisation_id)
)

_WANTED = or_(
    and_(~_C.stopped, or_(_C.paused_until.is_(None), _C.paused_until <= bindparam("now"))), _C.reminders
)
"""Neither stopped nor paused, unless the reminders were left."""
_DUE = (
    select(_R.id, _R.opportunity_id, _C.chat_id, _R.on_date)
    .select_from(PROMISES)
    .where(STANDS, _WANTED, _R.on_date >= bindparam("first"), _R.on_date < bindparam("last"))
    .where(bindparam("at") > _TOLD)
    .order_by(_R.on_date, _R.id)
    .limit(BATCH)
)


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody to be reminded, of what and of when."""

    reply_id: int
    opportunity_id: int
    chat_id: int
    on_date: datetime


class Reminding(Queries):
    """Queries about reminders of a yes."""

    __slots__ = ()

    async def due(self, window: Window, *, now: datetime) -> list[Due]:
        """Whom to remind now of what begins in this window; the soonest first."""
        asked = {"now": now, "first": window.first, "last": window.last, "at": window.at}
        rows = await self.connection.execute(_DUE, asked)
        return [Due(row.id, row.opportunity_id, row.chat_id, row.on_date) for row in rows]

    async def note(self, due: Due, *, now: datetime) -> bool:
        """Note that they are reminded; False where they have another date by now, or were at this moment."""
        found = await self.connection.execute(
            update(schema.replies)
            .where(_R.id == due.reply_id, _R.on_date == due.on_date)
            .where(or_(_R.reminded.is_(None), _R.reminded < now))
            .values(reminded=now)
        )
        return found.rowcount == 1

    async def move(self, opportunity_id: int, old: datetime, new: datetime | None) -> list[int]:
        """The organisation moved a date: whoever said yes to it comes on the new one; their chats."""
        mine = and_(_R.opportunity_id == opportunity_id, _R.on_date == old, _R.answer == Answer.YES.value)
        found = await self.connection.execute(
            select(_R.id, _C.chat_id)
            .join_from(schema.replies, schema.citizens, _C.id == _R.citizen_id)
            .where(mine)
        )
        chats = {row.id: row.chat_id for row in found}
        if chats:
            theirs = schema.introductions.update().where(_I.reply_id.in_(chats), _I.over.is_(None))
            await self.connection.execute(theirs.values(on_date=new))
            await self.connection.execute(
                update(schema.replies).where(_R.id.in_(chats)).values(on_date=new, reminded=None)
            )
        return sorted(chats.values())

    async def stands(self, reply_id: int, *, now: datetime) -> bool:
        """Whether somebody still wants to be reminded of this, and there still is something to remind of."""
        found = select(_R.id).select_from(PROMISES).where(_R.id == reply_id, STANDS, _WANTED)
        return (await self.connection.execute(found, {"now": now})).first() is not None
