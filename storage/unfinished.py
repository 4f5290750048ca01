"""Yeses that hold a place while nobody was told of them yet: which wait, and letting their place go."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, delete, exists, or_, select, update

from campaign.values import Answer
from storage import schema
from storage.queries import Queries, afterwards
from storage.standing import counted

BATCH = 100
"""So many are looked at in one transaction of a round."""

_R, _I, _O = schema.replies.c, schema.introductions.c, schema.opportunities.c
_TOLD = exists().where(_I.reply_id == _R.id, _I.over.is_(None), _I.at.is_not(None))
_HELD = and_(schema.SAID_YES, _R.citizen_id.is_not(None), ~_TOLD)

_OVERDUE = (
    select(_R.id, _R.opportunity_id, schema.citizens.c.chat_id, _R.at)
    .join_from(schema.replies, schema.opportunities, _O.id == _R.opportunity_id)
    .join(schema.citizens, schema.citizens.c.id == _R.citizen_id)
    .where(_HELD, or_(_R.on_date.is_(None), _R.on_date > bindparam("now")), _R.at <= bindparam("before"))
    .order_by(_R.at, _R.id)
    .limit(BATCH)
)
_OVERDUE_SINCE = _OVERDUE.where(_R.at > bindparam("after"))
_TO_REMIND = _OVERDUE_SINCE.where(_R.nudged.is_(None), afterwards(_O.open), ~schema.citizens.c.stopped)


@dataclass(frozen=True, slots=True)
class Held:
    """A yes of which nobody was told. `at` is when it was said."""

    reply_id: int
    opportunity_id: int
    chat_id: int
    at: datetime


class Unfinished(Queries):
    """Queries about yeses that were never finished."""

    __slots__ = ()

    async def to_remind(self, before: datetime, *, after: datetime, now: datetime) -> list[Held]:
        """Said between these moments to what is still open, by somebody who may be reminded and was not."""
        return await self._some(_TO_REMIND, {"before": before, "after": after, "now": now})

    async def remind(self, reply_id: int, *, now: datetime) -> bool:
        """Note that who said it is reminded; True the first time, while nobody was told."""
        found = await self.connection.execute(
            update(schema.replies).where(_R.id == reply_id, _HELD, _R.nudged.is_(None)).values(nudged=now)
        )
        return found.rowcount == 1

    async def overdue(self, before: datetime, *, now: datetime, after: datetime | None = None) -> list[Held]:
        """Said before this moment to what is still to come, the oldest first.

        It reads every yes there ever was, or those said `after` another moment.
        """
        if after is None:
            return await self._some(_OVERDUE, {"before": before, "now": now})
        return await self._some(_OVERDUE_SINCE, {"before": before, "after": after, "now": now})

    async def let_go(self, reply_id: int, before: datetime) -> bool:
        """Have a yes from before this moment become a maybe, and erase what was to be shared; True once.

        The introduction goes first: one that is made at this very moment is waited for, and wins.
        """
        async with counted(self.connection, _R.id == reply_id):
            await self.connection.execute(
                delete(schema.introductions).where(_I.reply_id == reply_id, _I.at.is_(None))
            )
            found = await self.connection.execute(
                update(schema.replies)
                .where(_R.id == reply_id, _HELD, _R.at <= before)
                .values(answer=Answer.MAYBE.value, reason=None, on_date=None)
            )
        return found.rowcount == 1

    async def _some(self, which: Select[Any], asked: dict[str, datetime]) -> list[Held]:
        rows = await self.connection.execute(which, asked)
        return [Held(row.id, row.opportunity_id, row.chat_id, row.at) for row in rows]
