"""Openings: who came by which link, of a friend or on a poster; the first that brought somebody is frozen."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, exists, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from campaign.inviting import Code, Invitation, Opened, Opening
from campaign.statistics import Measure
from storage import schema
from storage.invitations import Invitations
from storage.queries import Queries
from storage.tallies import Tallies, tally

_O = schema.openings.c
_OPENING = select(_O.id, _O.invitation_id, _O.code_id, _O.first, _O.at, _O.heard, _O.named, _O.quiet)
_FIRST = _OPENING.where(_O.chat_id == bindparam("chat"), _O.first)
_KNOWN = select(
    exists().where(schema.citizens.c.chat_id == bindparam("chat"))
    | exists().where(_O.chat_id == bindparam("chat"), _O.first)
)


class Openings(Queries):
    """Queries about openings."""

    __slots__ = ()

    async def open(
        self, invitation: Invitation, chat_id: int, citizen_id: int | None, *, now: datetime
    ) -> Opened:
        """Note that the person in this chat opened a friend's link; opened again, it changes nothing.

        One's own link, and one that grew from an invitation of one's own, is not noted.
        """
        if citizen_id is not None:
            if invitation.citizen_id == citizen_id:
                return Opened.OWN
            if await Invitations(self.connection).in_circle(invitation.id, citizen_id):
                return Opened.CIRCLE
        return await self._note(chat_id, now, invitation_id=invitation.id)

    async def open_code(self, code: Code, chat_id: int, *, now: datetime) -> Opened:
        """Note that the person in this chat came by a poster; opened again, it changes nothing."""
        return await self._note(chat_id, now, code_id=code.id)

    async def _note(self, chat_id: int, now: datetime, **what: int) -> Opened:
        known = bool((await self.connection.execute(_KNOWN, {"chat": chat_id})).scalar_one())
        make = sqlite.insert if self.embedded else postgresql.insert
        values = {**what, "chat_id": chat_id, "first": not known, "at": now}
        noted = await self.connection.execute(make(schema.openings).values(values).on_conflict_do_nothing())
        if noted.rowcount == 1 and "invitation_id" in what:
            await Tallies(self.connection).add([tally(now, Measure.OPENED)])
        found = await self.connection.execute(
            select(_O.first).where(
                _O.chat_id == chat_id, *(schema.openings.c[name] == value for name, value in what.items())
            )
        )
        return Opened.FIRST if found.scalar_one_or_none() else Opened.LATER

    async def first(self, chat_id: int) -> Opening | None:
        """What brought the person in this chat; None where they came by themselves."""
        row = (await self.connection.execute(_FIRST, {"chat": chat_id})).one_or_none()
        return None if row is None else _opening(row)

    async def of(self, chat_id: int, invitation_id: int) -> Opening | None:
        """This person's opening of this invitation."""
        found = await self.connection.execute(
            _OPENING.where(_O.chat_id == chat_id, _O.invitation_id == invitation_id)
        )
        row = found.one_or_none()
        return None if row is None else _opening(row)

    async def of_poster(self, chat_id: int, code_id: int) -> Opening | None:
        """This person's opening of this code on a poster."""
        found = await self.connection.execute(_OPENING.where(_O.chat_id == chat_id, _O.code_id == code_id))
        row = found.one_or_none()
        return None if row is None else _opening(row)

    async def newest(self, chat_id: int) -> Opening | None:
        """What the person in this chat opened last."""
        found = await self.connection.execute(
            _OPENING.where(_O.chat_id == chat_id).order_by(_O.id.desc()).limit(1)
        )
        row = found.one_or_none()
        return None if row is None else _opening(row)

    async def latest(self, chat_id: int, opportunity_id: int, *, since: datetime) -> Opening | None:
        """The last invitation by which the person in this chat was asked for this.

        To anything asks for this too, while it was opened since.
        """
        asked = schema.invitations.c.opportunity_id
        found = await self.connection.execute(
            _OPENING.join(schema.invitations, schema.invitations.c.id == _O.invitation_id)
            .where(_O.chat_id == chat_id)
            .where(or_(asked == opportunity_id, and_(asked.is_(None), _O.at >= since)))
            .order_by(asked.is_(None), _O.id.desc())
            .limit(1)
        )
        row = found.one_or_none()
        return None if row is None else _opening(row)

    async def everything(self, chat_id: int) -> list[dict[str, Any]]:
        """What the person in this chat opened, for their own file; not who asked them."""
        rows = await self.connection.execute(
            select(_O.at, _O.first, _O.heard, _O.named, _O.quiet, schema.codes.c.name.label("poster"))
            .select_from(schema.openings.outerjoin(schema.codes))
            .where(_O.chat_id == chat_id)
            .order_by(_O.id)
        )
        return [dict(row._mapping) for row in rows]


def _opening(row: Any) -> Opening:
    return Opening(
        id=row.id,
        invitation_id=row.invitation_id,
        code_id=row.code_id,
        first=row.first,
        at=row.at,
        heard=row.heard,
        named=row.named,
        quiet=row.quiet,
    )
