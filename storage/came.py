"""Who came by a code on a poster: how many, and how far those came whom it brought."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, func, null, or_, select, update

from campaign.inviting import Became, Came
from campaign.values import Answer
from storage import schema
from storage.queries import Queries
from storage.standing import CALLED_OFF

_O, _C, _R, _I = schema.openings.c, schema.citizens.c, schema.replies.c, schema.introductions.c
_CODE: Any = bindparam("code")
_CHAT: Any = bindparam("chat")


def _became(chat_id: ColumnElement[Any]) -> ColumnElement[Any]:
    """The furthest that the citizen in a chat came, by what they answered; NULL where they did not."""
    mine = and_(_C.chat_id == chat_id, _R.citizen_id == _C.id)
    stands = and_(_I.at.is_not(None), func.coalesce(_I.ending, "").not_in(CALLED_OFF))
    told = exists().where(_I.reply_id == _R.id, _I.matched, stands)
    yes = _R.answer == Answer.YES.value
    return case(
        (exists().where(mine, yes, or_(_R.matched, told)), Became.MATCHED.value),
        (exists().where(mine, yes), Became.YES.value),
        (exists().where(mine), Became.ANSWERED.value),
        else_=null(),
    )


_BECAME = case((_O.first, func.coalesce(_O.became, _became(_O.chat_id))), else_=null())
_PEOPLE = select(_O.first, _BECAME.label("became")).where(_O.code_id == _CODE).subquery("people")
_COUNTS = select(_PEOPLE.c.first, _PEOPLE.c.became, func.count().label("number")).group_by(
    _PEOPLE.c.first, _PEOPLE.c.became
)
_KEEP = (
    update(schema.openings)
    .where(_O.chat_id == _CHAT, _O.first, _O.code_id.is_not(None))
    .values(became=_became(_CHAT))
)


class WhoCame(Queries):
    """Queries about people whom codes brought."""

    __slots__ = ()

    async def by(self, code_id: int) -> Came:
        """The people who came by a code, those who were forgotten since among them."""
        rows = (await self.connection.execute(_COUNTS, {"code": code_id})).all()
        opened, new = sum(row.number for row in rows), sum(row.number for row in rows if row.first)
        became: Mapping[str, int] = {row.became: row.number for row in rows if row.became is not None}
        matched = became.get(Became.MATCHED, 0)
        yes = matched + became.get(Became.YES, 0)
        return Came(opened, new, yes + became.get(Became.ANSWERED, 0), yes, matched)

    async def keep(self, chat_id: int) -> None:
        """Keep how far the person in this chat came; done while it can still be looked up."""
        await self.connection.execute(_KEEP, {"chat": chat_id})
