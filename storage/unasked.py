"""Who agreed to be asked and was asked for nothing yet, and how many were asked in time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, extract, func, literal, or_, select

from campaign.nudges import Step
from campaign.values import WhyNot
from storage import schema
from storage.queries import Queries

FEW = 10
"""Of fewer people no share is told."""
_C, _CHAT, _D = schema.citizens.c, schema.chats.c, schema.deliveries.c
_DAY = timedelta(days=1).total_seconds()
_MOMENT = 1e-7
"""Days that are lost where SQLite reckons with days in parts."""
_LOOKED_FOR = (WhyNot.NOTHING.value, WhyNot.FULL.value)


@dataclass(frozen=True, slots=True)
class InTime:
    """Of so many people who agreed, so many were asked for something concrete in time."""

    people: int
    asked: int

    @property
    def percent(self) -> int | None:
        """The share, rounded down; None where it would say something of a few."""
        return 100 * self.asked // self.people if self.people >= FEW else None


class Unasked(Queries):
    """Queries that count those whom nobody asked, and change nothing."""

    __slots__ = ()

    async def counts(self, *, before: datetime, now: datetime) -> Mapping[WhyNot | None, int]:
        """How many agreed before a moment and were asked for nothing, by why; None: nothing is in the way."""
        latest = (
            select(_D.reason)
            .where(_D.citizen_id == _C.id, _D.step == Step.ASK.value, _D.reason.in_(_LOOKED_FOR))
            .order_by(_D.id.desc())
            .limit(1)
            .scalar_subquery()
        )
        why = case(
            (_C.stopped, literal(WhyNot.STOPPED.value)),
            (_C.paused_until > now, literal(WhyNot.PAUSED.value)),
            (_CHAT.blocked.is_not(None), literal(WhyNot.BLOCKED.value)),
            else_=latest,
        )
        people = (
            select(why.label("why"))
            .join_from(schema.citizens, schema.chats, _CHAT.id == _C.chat_id)
            .where(_agrees(), _C.agreed <= before, _C.asked.is_(None))
            .subquery()
        )
        number = func.count().label("number")
        rows = await self.connection.execute(select(people.c.why, number).group_by(people.c.why))
        found = {WhyNot(row.why) if row.why else None: int(row.number) for row in rows}
        return {why: found[why] for why in (*WhyNot, None) if why in found}

    async def by_postcode(self, *, before: datetime, now: datetime) -> Mapping[str | None, int]:
        """How many agreed before a moment, were asked for nothing and can be asked now, by postcode area."""
        rows = await self.connection.execute(
            select(_C.postcode, func.count().label("number"))
            .join_from(schema.citizens, schema.chats, _CHAT.id == _C.chat_id)
            .where(
                _C.may_ask,
                _C.stopped.is_(False),
                or_(_C.paused_until.is_(None), _C.paused_until <= now),
                _CHAT.blocked.is_(None),
                _C.agreed <= before,
                _C.asked.is_(None),
            )
            .group_by(_C.postcode)
        )
        return {row.postcode: int(row.number) for row in rows}

    async def in_time(self, *, since: datetime, until: datetime, within: timedelta) -> InTime:
        """Of those who agreed between two moments, how many were asked so soon after; before counts too."""
        between = self._days() <= within.total_seconds() / _DAY + _MOMENT
        in_time = and_(_C.asked.is_not(None), between)
        row = (
            await self.connection.execute(
                select(
                    func.count().label("people"), func.sum(case((in_time, 1), else_=0)).label("asked")
                ).where(_agrees(), _C.agreed >= since, _C.agreed <= until)
            )
        ).one()
        return InTime(int(row.people), int(row.asked or 0))

    def _days(self) -> ColumnElement[Any]:
        """Days from agreeing to being asked."""
        if self.embedded:
            return func.julianday(_C.asked) - func.julianday(_C.agreed)
        return extract("epoch", _C.asked) / _DAY - extract("epoch", _C.agreed) / _DAY


def _agrees() -> ColumnElement[bool]:
    """Who agreed to be asked again, and who did and has stopped since."""
    return or_(_C.may_ask, and_(_C.stopped, _C.agreed.is_not(None)))
