"""People: what each citizen did in a time, some citizens after the others, for those who count them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, case, exists, func, or_, select

from campaign.groups import Stage
from campaign.nudges import ASKING
from campaign.values import Answer, DeliveryState, Origin
from storage import schema
from storage.queries import Queries
from storage.standing import CALLED_OFF

_D, _C, _R, _I, _O = (
    schema.deliveries.c,
    schema.citizens.c,
    schema.replies.c,
    schema.introductions.c,
    schema.openings.c,
)
_SINCE, _UNTIL = bindparam("since", type_=schema.Utc), bindparam("until", type_=schema.Utc)
_AFTER: Any = bindparam("after")
_UPTO: Any = bindparam("upto")


def _in_time(moment: Any) -> Any:
    return and_(moment >= _SINCE, moment < _UNTIL)


def _some(citizen: Any) -> Any:
    return and_(citizen > _AFTER, citizen <= _UPTO)


_ARRIVED = _D.state.in_((DeliveryState.SENT.value, DeliveryState.UNKNOWN.value))
_NEXT = select(_C.id).where(_C.id > _AFTER).order_by(_C.id).limit(bindparam("limit"))
_ASKS = or_(_D.moment_id.is_(None), _D.step.in_([step.value for step in ASKING]))
_MESSAGES = (
    select(
        _D.citizen_id,
        func.max(case((_ARRIVED, 1), else_=0)).label("arrived"),
        func.max(case((_D.ask_id.is_not(None), 1), else_=0)).label("of_organisation"),
    )
    .where(_some(_D.citizen_id), _in_time(_D.settled), _ASKS)
    .group_by(_D.citizen_id)
)
_STANDS = and_(_I.at.is_not(None), func.coalesce(_I.ending, "").not_in(CALLED_OFF))
_ANSWERS = select(
    _R.citizen_id,
    _R.origin,
    _R.answer,
    exists().where(_I.reply_id == _R.id, _STANDS).label("introduced"),
).where(_some(_R.citizen_id), _in_time(_R.at))
_TOLD = exists().where(_I.reply_id == _R.id, _STANDS, _I.matched, _in_time(_I.matched_at))
_MATCHES = select(_R.citizen_id).where(
    _some(_R.citizen_id),
    _R.answer == Answer.YES.value,
    or_(and_(_R.matched, _in_time(_R.matched_at)), _TOLD),
)
_OPENED = (
    select(_C.id)
    .join_from(schema.citizens, schema.openings, _O.chat_id == _C.chat_id)
    .where(_some(_C.id), _O.invitation_id.is_not(None), _in_time(_O.at))
)
_WHO = (
    select(_C.id, schema.chats.c.language, _C.door, _C.postcode)
    .add_columns(case((_in_time(_C.asked), 1), else_=0).label("asked"))
    .join_from(schema.citizens, schema.chats, schema.chats.c.id == _C.chat_id)
    .where(_some(_C.id))
)


@dataclass(slots=True)
class Doing:
    """What a citizen did in a time: how far they got, by whom they were asked; and what they told."""

    language: str | None
    door: str | None
    postcode: str | None
    reached: Stage | None
    origins: frozenset[str]
    matched: bool


class People(Queries):
    """Queries about what citizens did."""

    __slots__ = ()

    async def upto(self, after: int, limit: int) -> int | None:
        """The last of the next so many citizens after one; None where there is none."""
        found = await self.connection.execute(_NEXT, {"after": after, "limit": limit})
        return max(found.scalars(), default=None)

    async def did(self, after: int, upto: int, *, since: datetime, until: datetime) -> list[Doing]:
        """What citizens with ids in (after, upto] did in this time; of who did nothing there is none."""
        asked = {"after": after, "upto": upto, "since": since, "until": until}
        facts: dict[int, _Facts] = {}
        for row in await self.connection.execute(_MESSAGES, asked):
            origin = Origin.ORGANISATION if row.of_organisation else Origin.CAMPAIGN
            _of(facts, row.citizen_id).note(1 + row.arrived, origin.value)
        for (citizen,) in await self.connection.execute(_OPENED, asked):
            _of(facts, citizen).note(2, Origin.FRIEND.value)
        for row in await self.connection.execute(_ANSWERS, asked):
            yes = row.answer == Answer.YES.value
            _of(facts, row.citizen_id).note(3 + yes + (yes and row.introduced), row.origin)
        for (citizen,) in await self.connection.execute(_MATCHES, asked):
            _of(facts, citizen).matched = True
        who = (await self.connection.execute(_WHO, asked)).all()
        for row in who:
            if row.asked:
                _of(facts, row.id).note(2, Origin.CAMPAIGN.value)
        return [_doing(row, facts[row.id]) for row in who if row.id in facts]


_REACHED = (None, Stage.ASKED, Stage.DELIVERED, Stage.ANSWERED, Stage.YES, Stage.INTRODUCED)


class _Facts:
    """What is found of one citizen: the furthest they got, and from where they were asked."""

    __slots__ = ("far", "matched", "origins")

    def __init__(self) -> None:
        self.far = 0
        self.origins: set[str] = set()
        self.matched = False

    def note(self, far: int, origin: str) -> None:
        self.far = max(self.far, far)
        self.origins.add(origin)


def _of(facts: dict[int, _Facts], citizen: int) -> _Facts:
    if citizen not in facts:
        facts[citizen] = _Facts()
    return facts[citizen]


def _doing(row: Any, facts: _Facts) -> Doing:
    return Doing(
        language=row.language,
        door=row.door,
        postcode=row.postcode,
        reached=_REACHED[facts.far],
        origins=frozenset(facts.origins),
        matched=facts.matched,
    )
