"""Planning a moment: the rules of `campaign.nudges` over all citizens, a slice at a time."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    and_,
    bindparam,
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
from campaign.budget import PER_DAY
from campaign.nudges import FOLLOWING, RULES, Step
from campaign.values import DeliveryState, Door, WhyNot
from campaign.weeks import Kind, Who
from storage import schema
from storage.claims import UNCHOSEN
from storage.facts import ASKING, TO_GO, Facts, Mine
from storage.plan import Plan
from storage.queries import Queries
from storage.tallies import Tallies, tallies_of

FIT = 150
"""How well a moment's message fits, beside the asks of organisations: worse than what is known to fit."""

_C, _D = schema.citizens.c, schema.deliveries.c
_HELD_BACK = (DeliveryState.SKIPPED.value, DeliveryState.REFUSED.value, DeliveryState.MISSED.value)
_STEPS = [step.value for step in Step]
_FOLLOWING = [str(rule.outcome.value) for rule in FOLLOWING]
_GOING = exists().where(_D.citizen_id == _C.id, _D.state.in_(TO_GO), _D.step == Step.ASK.value)
_UNASKED = (
    _C.agreed >= bindparam("since"),
    _C.agreed <= bindparam("before"),
    _C.asked.is_(None),
    _C.may_ask,
    ~_GOING,
)
"""Who agreed between these moments, and was not asked for anything concrete, nor is about to be."""
_ANY_UNASKED = select(exists().where(*_UNASKED))
_AGAIN = (
    update(schema.deliveries)
    .where(_D.id == bindparam("delivery"))
    .values(
        state=DeliveryState.PLANNED.value,
        reason=None,
        step=Step.ASK.value,
        fit=UNCHOSEN,
        ask_id=None,
        opportunity_id=None,
        due=bindparam("now"),
        settled=None,
    )
)


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
        await self.connection.execute(_planned(plan, self.embedded), {"after": after, "upto": upto})

    async def any_late(self, plan: Plan) -> bool:
        """Whether anybody agreed since and has no message of this moment yet."""
        late = exists().where(_agreed(), *_who(plan.who), *_new(plan))
        return bool((await self.connection.execute(select(late))).scalar_one())

    async def any_unasked(self, since: datetime, before: datetime) -> bool:
        """Whether anybody agreed between these moments whom nobody asked for anything, nor is about to."""
        asked = {"since": since, "before": before}
        return bool((await self.connection.execute(_ANY_UNASKED, asked)).scalar_one())

    async def plan_unasked(self, plan: Plan, since: datetime, before: datetime) -> None:
        """Plan a first ask for these, as far as nothing holds them back now: else another round will.

        One that was held back before, by a pause that is over now, goes the same way again.
        """
        judged, asked = _few(plan, *_UNASKED), {"since": since, "before": before}
        await self._again(plan, judged, asked)
        rows = _rows(plan, judged, self.embedded, judged.c.outcome.in_(_STEPS))
        await self.connection.execute(rows, asked)

    async def _again(self, plan: Plan, judged: CTE, asked: dict[str, datetime]) -> None:
        """Plan anew what was held back of this moment for those of the judged whom nothing holds back now."""
        some = select(judged.c.id).where(judged.c.outcome.in_(_STEPS))
        rows = await self.connection.execute(
            select(_D.id, _D.ask_id, _D.moment_id, _D.step, _D.state, _D.settled)
            .where(_D.moment_id == plan.moment_id, _D.state.in_(_HELD_BACK), _D.citizen_id.in_(some))
            .order_by(_D.id)
            .with_for_update(),
            asked,
        )
        if again := rows.all():
            await self.connection.execute(_AGAIN, [{"delivery": row.id, "now": plan.due} for row in again])
            held = (one for row in again for one in tallies_of(row, row.state, row.settled))
            await Tallies(self.connection).take_off(held)


@lru_cache(maxsize=4)
def _planned(plan: Plan, embedded: bool) -> Any:
    """The rows of a slice; put together once for all slices of a plan, which costs as much as half of one."""
    which = _slice(_C.id), _agreed(), *_who(plan.who), *_new(plan)
    judged = _judged(plan, _slice, *which) if plan.since is None else _few(plan, *which)
    return _rows(plan, judged, embedded)


def _slice(column: Any) -> ColumnElement[bool]:
    return and_(column > bindparam("after"), column <= bindparam("upto"))


def _few(plan: Plan, *which: ColumnElement[bool]) -> CTE:
    """Judge a few citizens among all."""
    some = select(_C.id).where(*which)
    return _judged(plan, lambda column: column.in_(some), _C.id.in_(some))


def _judged(plan: Plan, mine: Mine, *which: ColumnElement[bool]) -> CTE:
    """Who gets what, decided once for each of these citizens, in a table of its own."""
    facts = Facts(plan, mine)
    return (
        select(
            _C.id,
            _outcome(plan, facts).label("outcome"),
            _by_lot(plan, facts).label("by_lot"),
            facts.latest_ask.label("latest_ask"),
            facts.newest_maybe.label("newest_maybe"),
            facts.soonest_yes.label("soonest_yes"),
        )
        .select_from(facts.tables)
        .where(*which)
        .cte("judged")
        .prefix_with("MATERIALIZED")
    )


def _rows(plan: Plan, judged: CTE, embedded: bool, *which: ColumnElement[bool]) -> Any:
    """The rows of those that were judged."""
    it = judged.c
    says = it.outcome.in_(_STEPS)
    about = case(
        (it.outcome == Step.HELP.value, it.newest_maybe),
        (it.outcome == Step.PLAN.value, it.soonest_yes),
        else_=null(),
    )
    rows = select(
        literal(plan.moment_id, BigInteger),
        it.id,
        case((says, DeliveryState.PLANNED.value), else_=DeliveryState.SKIPPED.value),
        case((says, null()), else_=it.outcome),
        case((says, it.outcome), else_=null()),
        case((it.outcome == Step.AGAIN.value, it.latest_ask), else_=null()),
        about,
        literal(0),
        case((it.outcome.in_(ASKING), literal(UNCHOSEN)), else_=literal(FIT)),
        literal(plan.due, schema.Utc),
        case((says, null()), else_=literal(plan.now, schema.Utc)),
        literal(False),
        case(
            (and_(it.by_lot, it.outcome == WhyNot.HELD_OUT.value), true()),
            (and_(it.by_lot, it.outcome.in_(_FOLLOWING)), false()),
        ),
    ).where(it.outcome.is_not(None), *which)
    names = (
        "moment_id", "citizen_id", "state", "reason", "step", "first_id", "opportunity_id",
        "wave", "fit", "due", "settled", "redraw", "held",
    )  # fmt: skip
    make = sqlite.insert if embedded else postgresql.insert
    return make(schema.deliveries).from_select(names, rows).on_conflict_do_nothing()


def _agreed() -> ColumnElement[bool]:
    """Who agreed to be asked again, and who did and has stopped since."""
    return or_(_C.may_ask, and_(_C.stopped, _C.agreed.is_not(None)))


def _who(who: Who) -> list[ColumnElement[bool]]:
    if who is Who.UNASKED:
        return [_C.asked.is_(None)]
    return [_C.door == Door.NOW.value] if who is Who.VOLUNTEERS else []


def _new(plan: Plan) -> list[ColumnElement[bool]]:
    if plan.since is None:
        return []
    has_one = exists().where(_D.moment_id == plan.moment_id, _D.citizen_id == _C.id)
    return [_C.agreed >= plan.since, ~has_one]


def _outcome(plan: Plan, facts: Facts) -> ColumnElement[str | None]:
    """`campaign.nudges.decide`, as one CASE."""
    kinds = {plan.kind, *plan.merged.values()}
    lines = [
        (
            and_(_speaks(plan, facts, rule.kinds), _CONDITIONS[rule.name](plan, facts)),
            literal(rule.outcome.value),
        )
        for rule in RULES
        if not kinds.isdisjoint(rule.kinds)
    ]
    return case(*lines)


def _speaks(plan: Plan, facts: Facts, kinds: tuple[Kind, ...]) -> ColumnElement[bool]:
    """Whether one of these kinds speaks to the citizen: the moment's own, or one merged that did not yet."""
    if plan.kind in kinds:
        return true()
    missing = [~facts.reached(number) for number, kind in plan.merged.items() if kind in kinds]
    return or_(false(), *missing)


def _held_out(plan: Plan, facts: Facts) -> ColumnElement[bool]:
    if not plan.holdout:
        return false()
    key: Any = _C.id
    heap: ColumnElement[int] = nudges.heap(key, plan.seed)  # type: ignore[assignment]
    follows = [_CONDITIONS[rule.name](plan, facts) for rule in FOLLOWING]
    asked = _speaks(plan, facts, (Kind.ASK,))
    return and_(heap < nudges.held_out_below(plan.holdout), ~asked, or_(*follows))


def _by_lot(plan: Plan, facts: Facts) -> ColumnElement[bool]:
    """Whether the lot decides if the citizen gets a follow-up of this moment."""
    if not plan.holdout or plan.kind is not Kind.FOLLOW_UP:
        return false()
    return ~_speaks(plan, facts, (Kind.ASK,))


def _asked_week(plan: Plan, facts: Facts) -> ColumnElement[bool]:
    return or_(and_(_C.asked.is_not(None), _C.asked >= plan.opens), facts.latest_ask.is_not(None))


_CONDITIONS: dict[str, Callable[[Plan, Facts], ColumnElement[bool]]] = {
    "stopped": lambda plan, it: _C.stopped,
    "paused": lambda plan, it: and_(_C.paused_until.is_not(None), _C.paused_until > plan.now),
    "blocked": lambda plan, it: it.blocked,
    "week is full": lambda plan, it: it.this_week >= plan.budget.per_week,
    "day is full": lambda plan, it: or_(it.today >= PER_DAY, it.goes_today),
    "never asked": lambda plan, it: _C.asked.is_(None),
    "held out": _held_out,
    "silent": lambda plan, it: and_(_asked_week(plan, it), ~it.answered),
    "maybe": lambda plan, it: and_(it.newest_maybe.is_not(None), ~it.had(Step.HELP)),
    "yes, not yet": lambda plan, it: and_(it.soonest_yes.is_not(None), ~it.had(Step.PLAN)),
    "does it now": lambda plan, it: and_(
        _C.door.is_not(None), _C.door == Door.NOW.value, ~it.had(Step.SOMEONE)
    ),
    "said yes": lambda plan, it: and_(it.said_yes, ~it.had(Step.THANKED)),
    "new week": lambda plan, it: ~_asked_week(plan, it),
    "week is coming": lambda plan, it: true(),
    "week is over": lambda plan, it: it.answered,
}
"""The conditions of the rules, by name."""
