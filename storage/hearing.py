"""Hearing: what an asker may know of a friend's yes, once the friend agreed; of a no there is nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, case, or_, select, update

from campaign.values import Answer
from storage import schema
from storage.queries import Queries

_O, _I, _R = schema.openings.c, schema.invitations.c, schema.replies.c
_FRIEND = schema.citizens.alias("friend")
_SAID_YES = and_(_R.citizen_id == _FRIEND.c.id, _R.invitation_id == _I.id, _R.answer == Answer.YES.value)
_OPENED = schema.openings.join(schema.invitations, _I.id == _O.invitation_id)
_YES = _OPENED.join(_FRIEND, _FRIEND.c.chat_id == _O.chat_id).join(schema.replies, _SAID_YES)
"""A friend's yes with the invitation that it answers, and how they opened it."""
_KNOWN = (
    _OPENED.outerjoin(_FRIEND, _FRIEND.c.chat_id == _O.chat_id)
    .outerjoin(schema.replies, _SAID_YES)
    .outerjoin(
        schema.introductions,
        and_(schema.introductions.c.reply_id == _R.id, schema.introductions.c.over.is_(None)),
    )
)
"""The same with what was shared, also where the friend is forgotten meanwhile."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A yes of which the asker may hear; `name` is the friend's, '' where it is not theirs to know.

    `opportunity_id` is None where they asked for anything, and the friend is forgotten.
    """

    opportunity_id: int | None
    name: str


class Hearing(Queries):
    """Queries about what askers hear."""

    __slots__ = ()

    async def to_settle(self, citizen_id: int, opportunity_id: int) -> tuple[int, int] | None:
        """The opening behind this friend's yes and its invitation, while they did not say who may hear."""
        found = await self.connection.execute(
            select(_O.id, _I.id)
            .select_from(_YES)
            .where(_FRIEND.c.id == citizen_id, _R.opportunity_id == opportunity_id)
            .where(_O.heard.is_(None), _O.quiet.is_(None), _I.citizen_id.is_not(None))
        )
        row = found.one_or_none()
        return None if row is None else (row[0], row[1])

    async def let_hear(self, opening_id: int, *, named: bool, now: datetime) -> bool:
        """Note that the asker may hear of the yes, with the friend's name or without; True the first time."""
        return await self._settle(opening_id, heard=now, named=named)

    async def keep_quiet(self, opening_id: int, *, now: datetime) -> bool:
        """Note that the asker is not to hear of it; True the first time."""
        return await self._settle(opening_id, quiet=now)

    async def heard(self, asker_id: int, opening_id: int) -> Heard | None:
        """What this asker may know of a yes; None where it is not to them, or no yes to hear of.

        Of a friend who is forgotten nothing is left but that there was one.
        """
        number = case((_O.chat_id.is_(None), _I.opportunity_id), else_=_R.opportunity_id)
        found = await self.connection.execute(
            select(number.label("number"), _O.named, schema.introductions.c.name.label("name"))
            .select_from(_KNOWN)
            .where(_O.id == opening_id, _I.citizen_id == asker_id, _O.heard.is_not(None))
            .where(or_(_O.chat_id.is_(None), _R.id.is_not(None)))
        )
        row = found.one_or_none()
        return None if row is None else Heard(row.number, (row.named and row.name) or "")

    async def of_friend(self, chat_id: int) -> list[int]:
        """The openings of this person of which an asker heard."""
        told: Select[Any] = select(_O.id).where(_O.chat_id == chat_id, _O.heard.is_not(None))
        return list((await self.connection.execute(told)).scalars())

    async def _settle(self, opening_id: int, **values: Any) -> bool:
        found = await self.connection.execute(
            update(schema.openings)
            .where(_O.id == opening_id, _O.heard.is_(None), _O.quiet.is_(None))
            .values(values)
        )
        return found.rowcount == 1
