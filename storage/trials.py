"""Trials: how many each way reached, what came of it, counted once when its time has come, and kept."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, extract, func, select
from sqlalchemy.dialects import postgresql, sqlite

from campaign.experiments import SETTLED, WINDOW, Arm, Outcome, Trying
from campaign.lots import Way
from campaign.values import Answer, AskState, DeliveryState
from storage import schema
from storage.queries import Queries

_A, _D, _R, _T = schema.asks.c, schema.deliveries.c, schema.replies.c, schema.trials.c
_O, _G = schema.opportunities.c, schema.organisations.c
_DAY = timedelta(days=1)
_ARRIVED = (DeliveryState.SENT.value, DeliveryState.UNKNOWN.value)
_OVER = (AskState.FILLED.value, AskState.ENDED.value, AskState.STOPPED.value)
_WAYS: Mapping[Trying, Any] = {
    Trying.WORDS: _D.wording,
    Trying.OPENING: _D.opening,
    Trying.HOLDOUT: case((_D.held, Way.SECOND.value), (~_D.held, Way.FIRST.value)),
}
"""The way of a message; NULL where it belongs to no trial of this kind."""
_OF = {Trying.WORDS: _T.ask_id, Trying.OPENING: _T.moment_id, Trying.HOLDOUT: _T.moment_id}
_COUNTED = exists().where(_T.ask_id == _A.id, _T.what == Trying.WORDS.value)
_TRIES = and_(_A.second_words != "", _A.sent.is_not(None))
_DUE = select(_A.id).where(_TRIES, _A.state.in_(_OVER), _A.ended <= bindparam("before"), ~_COUNTED)


@dataclass(frozen=True, slots=True)
class Counted:
    """What came of a trial, and when that was counted."""

    outcome: Outcome
    at: datetime


@dataclass(frozen=True, slots=True)
class AskTrial:
    """An ask of which two wordings are tried: whose it is, what it asks, and when it was over, if it is."""

    ask_id: int
    organisation: str
    title: str
    language: str
    over: datetime | None


class Trials(Queries):
    """Queries about trials."""

    __slots__ = ()

    async def asks(
        self, *, limit: int, since: datetime | None = None, until: datetime | None = None
    ) -> list[AskTrial]:
        """The asks that went out in two wordings, from a moment on before another, the newest first."""
        sent = [_A.sent >= since] if since is not None else []
        sent += [_A.sent < until] if until is not None else []
        over = case((_A.state.in_(_OVER), _A.ended)).label("over")
        found = await self.connection.execute(
            select(_A.id.label("ask_id"), _G.name.label("organisation"), _O.title, _O.language, over)
            .select_from(schema.asks)
            .join(schema.opportunities, _O.id == _A.opportunity_id)
            .join(schema.organisations, _G.id == _A.organisation_id)
            .where(_TRIES, *sent)
            .order_by(_A.id.desc())
            .limit(limit)
        )
        return [AskTrial(**row._mapping) for row in found]

    async def due(self, now: datetime) -> list[int]:
        """The asks whose two wordings are to be counted: over so long that nothing more can change."""
        before = {"before": now - WINDOW - SETTLED}
        return list((await self.connection.execute(_DUE, before)).scalars())

    async def counted(self, what: Trying, numbers: Collection[int]) -> dict[int, Counted]:
        """What came of these trials, by ask or moment; of one that was not counted yet there is none."""
        rows = await self.connection.execute(
            select(schema.trials).where(_T.what == what.value, _OF[what].in_(sorted(numbers)))
        )
        return {getattr(row, _OF[what].name): Counted(_outcome(row), row.counted) for row in rows}

    async def reached(self, what: Trying, number: int) -> dict[Way, int]:
        """How many people each way has so far, and nothing of what came of it."""
        way = _WAYS[what].label("way")
        found = await self.connection.execute(
            select(way, func.count().label("people")).where(*_which(what, number)).group_by("way")
        )
        return {Way(row.way): row.people for row in found}

    async def count(
        self, what: Trying, number: int, *, within: timedelta = WINDOW, since: datetime | None = None
    ) -> Outcome:
        """What came of a trial of an ask or moment.

        An answer counts that was given within so long of one's message, or of `since`, where it is given: for
        everybody the same, as those who are held out have no message. To an ask's words counts an answer to
        that ask alone, else any.
        """
        begun: Any = _D.settled if since is None else since
        replied = [_R.citizen_id == _D.citizen_id, _R.at >= begun, self._soon(begun, within)]
        if what is Trying.WORDS:
            replied.append(_R.opportunity_id == _D.opportunity_id)
        people = (
            select(
                _WAYS[what].label("way"),
                exists().where(*replied).label("answered"),
                exists().where(*replied, _R.answer == Answer.YES.value).label("yes"),
            )
            .where(*_which(what, number))
            .subquery("people")
        )
        found = await self.connection.execute(
            select(
                people.c.way,
                func.count().label("people"),
                func.count(case((people.c.answered, 1))).label("answered"),
                func.count(case((people.c.yes, 1))).label("yes"),
            ).group_by(people.c.way)
        )
        arms = {Way(row.way): Arm(row.people, row.answered, row.yes) for row in found}
        return Outcome(arms.get(Way.FIRST, Arm()), arms.get(Way.SECOND, Arm()))

    def _soon(self, begun: Any, within: timedelta) -> ColumnElement[bool]:
        if isinstance(begun, datetime):
            return _R.at < begun + within
        if self.embedded:
            return func.julianday(_R.at) - func.julianday(begun) < within / _DAY
        return extract("epoch", _R.at) - extract("epoch", begun) < within.total_seconds()

    async def keep(self, what: Trying, number: int, outcome: Outcome, *, now: datetime) -> bool:
        """Keep what came of a trial, once for all; False where it is kept already."""
        make = sqlite.insert if self.embedded else postgresql.insert
        values = {"what": what.value, _OF[what].name: number, "counted": now}
        for name, arm in (("first", outcome.first), ("second", outcome.second)):
            values |= {f"{name}_people": arm.people, f"{name}_answered": arm.answered, f"{name}_yes": arm.yes}
        kept = await self.connection.execute(make(schema.trials).values(values).on_conflict_do_nothing())
        return kept.rowcount == 1


def _which(what: Trying, number: int) -> list[ColumnElement[bool]]:
    """The messages of a trial: those that arrived; of follow-ups all, by intention to treat."""
    if what is Trying.WORDS:
        return [_D.ask_id == number, _D.wording.is_not(None), _D.state.in_(_ARRIVED)]
    if what is Trying.OPENING:
        return [_D.moment_id == number, _D.opening.is_not(None), _D.state.in_(_ARRIVED)]
    return [_D.moment_id == number, _D.held.is_not(None)]


def _outcome(row: Any) -> Outcome:
    first, second = (
        Arm(*(getattr(row, f"{name}_{each}") for each in ("people", "answered", "yes")))
        for name in ("first", "second")
    )
    return Outcome(first, second)
