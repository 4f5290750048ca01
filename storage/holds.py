"""Holds: places kept for a while for people who have not finished their yes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, insert, or_, select, update

from campaign.inviting import Hold
from storage import schema
from storage.opportunities import Opportunities
from storage.queries import Queries

BATCH = 200
"""So many are let go in one transaction of a round."""

_H = schema.holds.c
_MINE = select(schema.holds).where(
    _H.opportunity_id == bindparam("opportunity"), _H.chat_id == bindparam("chat")
)
_EXPIRED = select(schema.holds).where(_H.until <= bindparam("now")).order_by(_H.until, _H.id).limit(BATCH)


class Holds(Queries):
    """Queries about places that are held; each place held is one taken of its opportunity."""

    __slots__ = ()

    async def hold(
        self,
        opportunity_id: int,
        chat_id: int,
        *,
        until: datetime,
        invitation_id: int | None = None,
        together: bool = False,
    ) -> bool:
        """Keep a place for the person in this chat; False where none is free. One who has one keeps it."""
        if await self.of(opportunity_id, chat_id) is not None:
            return True
        if not await Opportunities(self.connection).claim(opportunity_id):
            return False
        await self.connection.execute(
            insert(schema.holds).values(
                opportunity_id=opportunity_id,
                chat_id=chat_id,
                until=until,
                invitation_id=invitation_id,
                together=together,
            )
        )
        return True

    async def hold_open(self, opportunity_id: int, invitation_id: int, *, until: datetime) -> bool:
        """Keep a place for whoever answers an invitation to come together; False where none is free."""
        if not await Opportunities(self.connection).claim(opportunity_id):
            return False
        await self.connection.execute(
            insert(schema.holds).values(
                opportunity_id=opportunity_id, until=until, invitation_id=invitation_id, together=True
            )
        )
        return True

    async def of(self, opportunity_id: int, chat_id: int) -> Hold | None:
        """The place held for the person in this chat."""
        asked = {"opportunity": opportunity_id, "chat": chat_id}
        row = (await self.connection.execute(_MINE.limit(1), asked)).one_or_none()
        return None if row is None else _hold(row)

    async def of_invitation(self, invitation_id: int) -> list[Hold]:
        """The places held by an invitation to come together."""
        rows = await self.connection.execute(
            select(schema.holds).where(_H.invitation_id == invitation_id, _H.together).order_by(_H.id)
        )
        return [_hold(row) for row in rows]

    async def take_over(self, invitation_id: int, chat_id: int, *, until: datetime) -> bool:
        """Have the open place of an invitation be kept for the person in this chat; False where none is.

        It takes the place of another that was kept for them of the same.
        """
        first = (
            select(schema.holds)
            .where(_H.invitation_id == invitation_id, _H.together, _H.chat_id.is_(None))
            .order_by(_H.id)
            .limit(1)
            .with_for_update()
        )
        row = (await self.connection.execute(first)).one_or_none()
        if row is None:
            return False
        await self.release(row.opportunity_id, chat_id)
        await self._set(row.id, chat_id=chat_id, until=until)
        return True

    async def reopen(self, hold_id: int, *, until: datetime) -> None:
        """Keep the place of an invitation for whoever else answers it."""
        await self._set(hold_id, chat_id=None, until=until)

    async def extend(self, hold_id: int, *, until: datetime) -> None:
        """Keep a place until another moment."""
        await self._set(hold_id, until=until)

    async def _set(self, hold_id: int, **values: Any) -> None:
        await self.connection.execute(update(schema.holds).where(_H.id == hold_id).values(values))

    async def use(self, opportunity_id: int, chat_id: int) -> bool:
        """Have a yes take the place that was held for it: the place stays taken. False where none was."""
        gone = await self.connection.execute(
            delete(schema.holds).where(_H.opportunity_id == opportunity_id, _H.chat_id == chat_id)
        )
        return gone.rowcount > 0

    async def open_of(self, citizen_id: int, opportunity_id: int) -> list[int]:
        """The places of this that are kept for whoever answers an invitation of this citizen's."""
        theirs = select(schema.invitations.c.id).where(schema.invitations.c.citizen_id == citizen_id)
        rows = await self.connection.execute(
            select(_H.id).where(
                _H.opportunity_id == opportunity_id,
                _H.together,
                _H.chat_id.is_(None),
                _H.invitation_id.in_(theirs),
            )
        )
        return list(rows.scalars())

    async def let_go(self, holds: Sequence[int]) -> int:
        """Give back the places of these; how many came free."""
        gone = await self.connection.execute(
            delete(schema.holds).where(_H.id.in_(list(holds))).returning(_H.opportunity_id)
        )
        freed = list(gone.scalars())
        for opportunity_id in freed:
            await Opportunities(self.connection).release(opportunity_id)
        return len(freed)

    async def release(self, opportunity_id: int, chat_id: int) -> int:
        """Give back the place held for the person in this chat; how many came free, 0 or 1."""
        one = await self.of(opportunity_id, chat_id)
        return 0 if one is None else await self.let_go([one.id])

    async def release_all(self, chat_id: int) -> int:
        """Give back every place held for the person in this chat, who is forgotten.

        With a place that was to be one of two goes the other, while nobody took it.
        """
        mine = _H.chat_id == chat_id
        two = select(_H.invitation_id).where(mine, _H.together).scalar_subquery()
        rows = await self.connection.execute(
            select(_H.id).where(or_(mine, and_(_H.together, _H.chat_id.is_(None), _H.invitation_id.in_(two))))
        )
        return await self.let_go(list(rows.scalars()))

    async def everything(self, chat_id: int) -> list[dict[str, Any]]:
        """The places held for the person in this chat, for their own file."""
        rows = await self.connection.execute(
            select(schema.opportunities.c.title, _H.until)
            .join_from(schema.holds, schema.opportunities)
            .where(_H.chat_id == chat_id)
            .order_by(_H.id)
        )
        return [dict(row._mapping) for row in rows]

    async def expired(self, now: datetime) -> list[Hold]:
        """Those whose time is over, the oldest first."""
        rows = await self.connection.execute(_EXPIRED, {"now": now})
        return [_hold(row) for row in rows]


def _hold(row: Any) -> Hold:
    return Hold(
        id=row.id,
        opportunity_id=row.opportunity_id,
        chat_id=row.chat_id,
        invitation_id=row.invitation_id,
        together=row.together,
        until=row.until,
    )
