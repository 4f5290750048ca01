"""Planning a moment: the rules of `campaign.nudges` over all citizens, a slice at a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from campaign import nudges
from campaign.budget import PER_DAY, Budget
from campaign.nudges import RULES, Step
from campaign.values import Answer, DeliveryState, Door
from campaign.weeks import Kind, Who
from storage import schema
from storage.claims import UNCHOSEN
from storage.queries import Queries

FIT = 150
"""How well a moment's message fits, beside the asks of organisations: worse than what is known to fit."""

_C, _CHAT, _D, _R = schema.citizens.c, schema.chats.c, schema.deliveries.c, schema.replies.c
_O, _S = schema.opportunities.c, schema.spent.c
_TO_GO = (DeliveryState.PLANNED.value, DeliveryState.CLAIMED.value)
_WENT = (DeliveryState.SENT.value, DeliveryState.UNKNOWN.value)
_HELD_BACK = (DeliveryState.SKIPPED.value, DeliveryState.REFUSED.value, DeliveryState.MISSED.value)
_STEPS = [step.value for step in Step]
_ASKING = [step.value for step in nudges.ASKING]


@dataclass(frozen=True, slots=True)
class Plan:
    """A moment to plan: its row, what it is for, and what it is counted by.

    `merged` are the earlier moments of the week, by id, that speak to whom they did not reach. `opens` is
    when the asking week began, with its first moment. `due` is when the messages may go. `since` leaves only
    those who agreed from then on.
    """

    moment_id: int
    kind: Kind
    who: Who
    merged: Mapping[int, Kind]
    opens: datetime
    now: datetime
    due: datetime
    seed: int
    holdout: float
    budget: Budget
    since: datetime | None = None


class Nudging(Queries):
    """Queries that plan moments."""

    __slots__ = ()

    async def last(self) -> int:
        """The highest id of a citizen; 0 where there is none."""
        return int((await self.connection.execute(select(func.coalesce(func.max(_C.id), 0)))).scalar_one())

    async def plan(self, plan: Plan, after: int, upto: int) -> None:
        """Plan a moment for citizens with ids in (after, upto], and keep why others get nothing.

        Nothing happens to whom it was planned for already.
        """
        await self.connection.execute(_planned(plan, after, upto, self.embedded))

    async def any_late(self, plan: Plan) -> bool:
        """Whether anybody agreed since and has no message of this moment yet."""
        late = exists().where(_agreed(), *_who(plan.who), *_new(plan))
        return bool((await self.connection.execute(select(late))).scalar_one())

    async def any_unasked(self, since: datetime, before: datetime) -> bool:
        """Whether anybody agreed between these moments whom nobody asked for anything, nor is about to."""
        unasked = exists().where(*_unasked(since, before))
        return bool((await self.connection.execute(select(unasked))).scalar_one())

    async def plan_unasked(self, plan: Plan, since: datetime, before: datetime) -> None:
        """Plan a first ask for these, as far as nothing holds them back now: else another round will.

        One that was held back before, by a pause that is over now, goes the same way again.
        """
        which = (*_unasked(since, before), _outcome(plan).in_(_STEPS))
        await self.connection.execute(_again(plan, *which))
        await self.connection.execute(_rows(plan, self.embedded, *which))


def _planned(plan: Plan, after: int, upto: int, embedded: bool) -> Any:
    """The rows of a slice."""
    return _rows(plan, embedded, _C.id > after, _C.id <= upto, _agreed(), *_who(plan.who), *_new(plan))


def _rows(plan: Plan, embedded: bool, *which: ColumnElement[bool]) -> Any:
    """The rows of these citizens. Who gets what is decided once for each, in a table of its own."""
    judged = (
        select(_C.id, _outcome(plan).label("outcome"))
        .join_from(schema.citizens, schema.chats, _CHAT.id == _C.chat_id)
        .where(*which)
        .cte("judged")
        .prefix_with("MATERIALIZED")
    )
    key, outcome = judged.c.id, judged.c.outcome
    says = outcome.in_(_STEPS)
    about = case(
        (outcome == Step.HELP.value, _newest_maybe(plan, key)),
        (outcome == Step.PLAN.value, _soonest_yes(plan, key)),
        else_=null(),
    )
    rows = select(
        literal(plan.moment_id, BigInteger),
        key,
        case((says, DeliveryState.PLANNED.value), else_=DeliveryState.SKIPPED.value),
        case((says, null()), else_=outcome),
        case((says, outcome), else_=null()),
        case((outcome == Step.AGAIN.value, _latest_ask(plan, key)), else_=null()),
        about,
        literal(0),
        case((outcome.in_(_ASKING), literal(UNCHOSEN)), else_=literal(FIT)),
        literal(plan.due, schema.Utc),
        case((says, null()), else_=literal(plan.now, schema.Utc)),
        literal(False),
    ).where(outcome.is_not(None))
    names = (
        "moment_id", "citizen_id", "state", "reason", "step", "first_id", "opportunity_id",
        "wave", "fit", "due", "settled", "redraw",
    )  # fmt: skip
    make = sqlite.insert if embedded else postgresql.insert
    return make(schema.deliveries).from_select(names, rows).on_conflict_do_nothing()


def _again(plan: Plan, *which: ColumnElement[bool]) -> Any:
    """Plan anew what was held back of this moment for these citizens."""
    some = select(_C.id).join_from(schema.citizens, schema.chats, _CHAT.id == _C.chat_id).where(*which)
    return (
        update(schema.deliveries)
        .where(_D.moment_id == plan.moment_id, _D.state.in_(_HELD_BACK), _D.citizen_id.in_(some))
        .values(
            state=DeliveryState.PLANNED.value,
            reason=None,
            step=Step.ASK.value,
            fit=UNCHOSEN,
            ask_id=None,
            opportunity_id=None,
            due=plan.due,
            settled=None,
        )
    )


def _agreed() -> ColumnElement[bool]:
    """Who agreed to be asked again, and who did and has stopped since."""
    return or_(_C.may_ask, and_(_C.stopped, _C.agreed.is_not(None)))


def _unasked(since: datetime, before: datetime) -> list[ColumnElement[bool]]:
    """Who agreed between these moments, and was not asked for anything concrete, nor is about to be."""
    going = exists().where(_D.citizen_id == _C.id, _D.state.in_(_TO_GO), _D.step == Step.ASK.value)
    return [_C.agreed >= since, _C.agreed <= before, _C.asked.is_(None), _C.may_ask, ~going]


def _who(who: Who) -> list[ColumnElement[bool]]:
    if who is Who.UNASKED:
        return [_C.asked.is_(None)]
    return [_C.door == Door.NOW.value] if who is Who.VOLUNTEERS else []


def _new(plan: Plan) -> list[ColumnElement[bool]]:
    if plan.since is None:
        return []
    has_one = exists().where(_D.moment_id == plan.moment_id, _D.citizen_id == _C.id)
    return [_C.agreed >= plan.since, ~has_one]


def _outcome(plan: Plan) -> ColumnElement[str | None]:
    """`campaign.nudges.decide`, as one CASE: decided row by row, the cheap conditions first."""
    lines = [
        (and_(_speaks(plan, rule.kinds), _CONDITIONS[rule.name](plan)), literal(rule.outcome.value))
        for rule in RULES
        if plan.kind in rule.kinds or not set(plan.merged.values()).isdisjoint(rule.kinds)
    ]
    return case(*lines)


def _speaks(plan: Plan, kinds: tuple[Kind, ...]) -> ColumnElement[bool]:
    """Whether one of these kinds speaks to the citizen: the moment's own, or one merged that did not yet."""
    if plan.kind in kinds:
        return true()
    missing = [
        ~_any(_D.moment_id == number, _D.citizen_id == _C.id)
        for number, kind in plan.merged.items()
        if kind in kinds
    ]
    return or_(*missing)


def _any(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a citizen has such a row. PostgreSQL would hash an EXISTS, over all rows for every slice."""
    return select(func.count()).where(*which).scalar_subquery() > 0


def _week_is_full(plan: Plan) -> ColumnElement[bool]:
    first, last = plan.budget.week_of(plan.budget.day_of(plan.due))
    days = select(func.count()).where(_S.citizen_id == _C.id, _S.day.between(first, last))
    return days.scalar_subquery() >= plan.budget.per_week


def _day_is_full(plan: Plan) -> ColumnElement[bool]:
    day = plan.budget.day_of(plan.due)
    morning, night = plan.budget.hours_of(day)
    spent = select(func.count()).where(_S.citizen_id == _C.id, _S.day == day).scalar_subquery()
    going = _any(_D.citizen_id == _C.id, _D.state.in_(_TO_GO), _D.due >= morning, _D.due < night)
    return or_(spent >= PER_DAY, going)


def _held_out(plan: Plan) -> ColumnElement[bool]:
    if not plan.holdout:
        return false()
    key: Any = _C.id
    heap: ColumnElement[int] = nudges.heap(key, plan.seed)  # type: ignore[assignment]
    asks = _speaks(plan, (Kind.ASK,)) if Kind.ASK in plan.merged.values() else false()
    return and_(heap < nudges.held_out_below(plan.holdout), ~asks)


def _asked_week(plan: Plan) -> ColumnElement[bool]:
    return or_(and_(_C.asked.is_not(None), _C.asked >= plan.opens), _latest_ask(plan).is_not(None))


def _latest_ask(plan: Plan, citizen: Any = _C.id) -> Any:
    """The newest message of this week that asked the citizen for something."""
    asks = or_(_D.step.is_(None), _D.step.in_([step.value for step in nudges.ASKING]))
    went = _D.state.in_(_WENT), _D.due >= plan.opens, _D.opportunity_id.is_not(None), asks
    return select(func.max(_D.id)).where(_D.citizen_id == citizen, *went).scalar_subquery()


def _answered(plan: Plan, answer: Answer | None = None) -> ColumnElement[bool]:
    which = [_R.answer == answer.value] if answer else []
    return _any(_R.citizen_id == _C.id, _R.at >= plan.opens, *which)


def _newest_maybe(plan: Plan, citizen: Any = _C.id) -> Any:
    """The opportunity of the newest maybe to something that is still possible."""
    possible = _O.open, _O.taken < _O.places, or_(_O.ends.is_(None), _O.ends > plan.now)
    return (
        select(_R.opportunity_id)
        .join_from(schema.replies, schema.opportunities, _O.id == _R.opportunity_id)
        .where(_R.citizen_id == citizen, _R.answer == Answer.MAYBE.value, *possible)
        .order_by(_R.at.desc(), _R.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def _soonest_yes(plan: Plan, citizen: Any = _C.id) -> Any:
    """The opportunity of the yes whose date comes first."""
    ahead = _R.answer == Answer.YES.value, _R.on_date > plan.now
    found = select(_R.opportunity_id).where(_R.citizen_id == citizen, *ahead)
    return found.order_by(_R.on_date, _R.id).limit(1).scalar_subquery()


def _had(plan: Plan, step: Step) -> ColumnElement[bool]:
    states = (*_TO_GO, *_WENT)
    return _any(_D.citizen_id == _C.id, _D.step == step.value, _D.due >= plan.opens, _D.state.in_(states))


_CONDITIONS: dict[str, Callable[[Plan], ColumnElement[bool]]] = {
    "stopped": lambda it: _C.stopped,
    "paused": lambda it: and_(_C.paused_until.is_not(None), _C.paused_until > it.now),
    "blocked": lambda it: _CHAT.blocked.is_not(None),
    "week is full": _week_is_full,
    "day is full": _day_is_full,
    "never asked": lambda it: _C.asked.is_(None),
    "held out": _held_out,
    "silent": lambda it: and_(_asked_week(it), ~_answered(it)),
    "maybe": lambda it: and_(_newest_maybe(it).is_not(None), ~_had(it, Step.HELP)),
    "yes, not yet": lambda it: and_(_soonest_yes(it).is_not(None), ~_had(it, Step.PLAN)),
    "does it now": lambda it: and_(_C.door.is_not(None), _C.door == Door.NOW.value, ~_had(it, Step.SOMEONE)),
    "said yes": lambda it: and_(_answered(it, Answer.YES), ~_had(it, Step.THANKED)),
    "new week": lambda it: ~_asked_week(it),
    "week is coming": lambda it: true(),
    "week is over": lambda it: _answered(it),
}
"""The conditions of the rules, by name."""
