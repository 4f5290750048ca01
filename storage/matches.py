"""What came of a yes: whom to ask, what both sides answered, and how many matches there are."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)

from storage import schema
from storage.organisations import MADE_HERE
from storage.queries import Queries, afterwards
from storage.reminding import PROMISES, STANDS
from storage.standing import counted

BATCH = 100
"""So many are looked at in one transaction of a round."""
CITIZEN, MEMBER = "did", "intro"
"""Where the question stands: `did/12` for a citizen, `intro/12/match` for who acts for the organisation."""

_R, _I, _O = schema.replies.c, schema.introductions.c, schema.opportunities.c
_G, _C, _N, _M = schema.organisations.c, schema.citizens.c, schema.notices.c, schema.members.c


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom to ask what came of an introduction: the chats of one side."""

    introduction_id: int
    chats: tuple[int, ...]


class Matches(Queries):
    """Queries about what came of a yes."""

    __slots__ = ()

    async def citizens_to_ask(self, after: datetime, before: datetime, *, now: datetime) -> list[Asked]:
        """Whose date, or else introduction, was in this time and who were not asked; nobody who stopped."""
        rows = await self._some(CITIZEN, {"after": after, "before": before, "now": now})
        return [Asked(row.id, (row.whose,)) for row in rows]

    async def organisations_to_ask(self, after: datetime, before: datetime) -> list[Asked]:
        """The same of the other side: all who act for an organisation in the bot, where none was asked."""
        rows = await self._some(MEMBER, {"after": after, "before": before})
        if not rows:
            return []
        found = await self.connection.execute(
            select(_M.organisation_id, _M.chat_id).where(_M.organisation_id.in_({row.whose for row in rows}))
        )
        chats: dict[int, list[int]] = {}
        for row in found:
            chats.setdefault(row.organisation_id, []).append(row.chat_id)
        return [Asked(row.id, tuple(chats[row.whose])) for row in rows]

    async def citizen_says(self, citizen_id: int, introduction_id: int, did: bool, *, now: datetime) -> None:
        """What a citizen answers."""
        mine = select(_I.reply_id).where(_I.id == introduction_id, _I.citizen_id == citizen_id)
        reply = and_(_R.id.in_(mine), _R.citizen_id == citizen_id)
        async with counted(self.connection, reply):
            await self.connection.execute(
                update(schema.replies).where(reply).values(matched=did, matched_at=now)
            )

    async def member_says(self, introduction_id: int, helps: bool, *, now: datetime) -> None:
        """What the organisation answers."""
        reply = select(_I.reply_id).where(_I.id == introduction_id)
        async with counted(self.connection, _R.id.in_(reply)):
            await self.connection.execute(
                update(schema.introductions)
                .where(_I.id == introduction_id)
                .values(matched=helps, matched_at=now)
            )

    async def said(self, introduction_id: int) -> tuple[bool | None, bool | None]:
        """What the citizen and the organisation answered."""
        found = await self.connection.execute(
            select(_R.matched, _I.matched.label("told"))
            .join_from(schema.introductions, schema.replies, _R.id == _I.reply_id)
            .where(_I.id == introduction_id)
        )
        row = found.one_or_none()
        return (None, None) if row is None else (row.matched, row.told)

    async def of_ask(self, ask_id: int) -> int:
        """How many yeses to an ask became a match, by the word of either side."""
        told = exists().where(_I.reply_id == _R.id, _I.matched)
        count = select(func.count()).select_from(schema.replies)
        found = await self.connection.execute(count.where(_R.ask_id == ask_id, or_(_R.matched, told)))
        return int(found.scalar_one())

    async def _some(self, side: str, asked: dict[str, datetime]) -> list[Any]:
        """Those with a date in this time, then those that have none and were introduced in it."""
        found: list[Any] = []
        for dated in (True, False):
            found += (await self.connection.execute(_to_ask(side, dated), asked)).all()
        return found


@cache
def _to_ask(side: str, dated: bool) -> Select[Any]:
    """Introductions of which one side is to be asked: id, and whose they are (a chat, an organisation)."""
    after: Any = bindparam("after")
    before: Any = bindparam("before")
    if dated:
        when = and_(_R.on_date > after, _R.on_date <= before)
    else:
        when = and_(afterwards(_R.on_date).is_(None), _I.at > after, _I.at <= before)
    if side == CITIZEN:
        awake = and_(~_C.stopped, or_(_C.paused_until.is_(None), _C.paused_until <= bindparam("now")))
        asked = exists().where(_N.chat_id == _C.chat_id, _N.address == _address(CITIZEN, ""))
        whose, which = _C.chat_id, and_(awake, ~asked, _R.matched.is_(None))
    else:
        asked = exists().where(_N.address == _address(MEMBER, "/match"))
        acted = exists().where(_M.organisation_id == _G.id)
        whose, which = _G.id, and_(afterwards(_G.source) == MADE_HERE, acted, ~asked, _I.matched.is_(None))
    some = select(_I.id, whose.label("whose")).select_from(PROMISES).where(STANDS, when, which)
    return some.order_by(_I.id).limit(BATCH)


def _address(root: str, end: str) -> ColumnElement[str]:
    """The address of the question about this introduction."""
    return literal(f"{root}/") + cast(_I.id, String) + literal(end)
