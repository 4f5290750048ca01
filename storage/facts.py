"""What is known of citizens at a moment, as `campaign.nudges` asks it, for a slice of them at once.

Each table is read once, in the order of its citizens, and what is asked of its rows is counted on the way.
No state or date of a message stands in a WHERE: by these a database that took stock before the morning's
messages would look up each citizen among all that were sent. What a citizen or a reply points at is looked
up, not joined: a join would be begun at the other end, for each slice.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Subquery, and_, case, func, or_, select

from campaign import nudges
from campaign.nudges import Step
from campaign.values import Answer, DeliveryState
from storage import schema
from storage.plan import Plan

Mine = Callable[[Any], ColumnElement[bool]]
"""Which citizens, by the column that names one."""

TO_GO = (DeliveryState.PLANNED.value, DeliveryState.CLAIMED.value)
WENT = (DeliveryState.SENT.value, DeliveryState.UNKNOWN.value)
ASKING = tuple(step.value for step in nudges.ASKING)
_LATER = (Step.HELP, Step.PLAN, Step.SOMEONE, Step.THANKED)
"""The steps that come once a week at most."""

_C, _CHAT, _D, _R = schema.citizens.c, schema.chats.c, schema.deliveries.c, schema.replies.c
_O, _S = schema.opportunities.c, schema.spent.c


class Facts:
    """The facts of a moment, each a column, over the tables that hold them."""

    def __init__(self, plan: Plan, mine: Mine) -> None:
        self._messages = _messages(plan, mine)
        self._days = _days(plan, mine)
        self._answers = _answers(plan, mine)
        self._maybes = _maybes(plan, mine)
        self._yeses = _yeses(plan, mine)

    @property
    def tables(self) -> FromClause:
        """The citizens, with what was found of each."""
        found: FromClause = schema.citizens
        for each in (self._messages, self._days, self._answers, self._maybes, self._yeses):
            found = found.outerjoin(each, each.c.citizen_id == _C.id)
        return found

    @property
    def blocked(self) -> ColumnElement[bool]:
        """Whether the citizen blocked the bot."""
        return select(_CHAT.blocked).where(_CHAT.id == _C.chat_id).scalar_subquery().is_not(None)

    @property
    def this_week(self) -> ColumnElement[int]:
        """On how many days of this week the citizen was asked."""
        return _number(self._days.c.week)

    @property
    def today(self) -> ColumnElement[int]:
        """How often the citizen was asked today."""
        return _number(self._days.c.today)

    @property
    def goes_today(self) -> ColumnElement[bool]:
        """Whether a message to the citizen is still to go today."""
        return _number(self._messages.c.today) > 0

    @property
    def latest_ask(self) -> ColumnElement[int | None]:
        """The newest message of this week that asked the citizen for something."""
        return self._messages.c.asked

    def reached(self, moment_id: int) -> ColumnElement[bool]:
        """Whether an earlier moment has a message to the citizen, or the reason why not."""
        return _number(self._messages.c[f"of_{moment_id}"]) > 0

    def had(self, step: Step) -> ColumnElement[bool]:
        """Whether the citizen was or will be sent this step in this week."""
        return _number(self._messages.c[step.value]) > 0

    @property
    def answered(self) -> ColumnElement[bool]:
        """Whether the citizen answered anything in this week."""
        return _number(self._answers.c.any) > 0

    @property
    def said_yes(self) -> ColumnElement[bool]:
        """Whether the citizen said yes in this week."""
        return _number(self._answers.c.yes) > 0

    @property
    def newest_maybe(self) -> ColumnElement[int | None]:
        """The opportunity of the newest maybe to something that is still possible."""
        return self._maybes.c.opportunity_id

    @property
    def soonest_yes(self) -> ColumnElement[int | None]:
        """The opportunity of the yes whose date comes first."""
        return self._yeses.c.opportunity_id


def _messages(plan: Plan, mine: Mine) -> Subquery:
    morning, night = plan.budget.hours_of(plan.budget.day_of(plan.due))
    since, going = _D.due >= plan.opens, _D.state.in_(TO_GO)
    asks = or_(_D.step.is_(None), _D.step.in_(ASKING))
    asked = and_(since, _D.state.in_(WENT), _D.opportunity_id.is_not(None), asks)
    lives = and_(since, _D.state.in_((*TO_GO, *WENT)))
    return (
        select(
            _D.citizen_id,
            _count(going, _D.due >= morning, _D.due < night).label("today"),
            func.max(case((asked, _D.id))).label("asked"),
            *[_count(lives, _D.step == step.value).label(step.value) for step in _LATER],
            *[_count(_D.moment_id == number).label(f"of_{number}") for number in plan.merged],
        )
        .where(mine(_D.citizen_id))
        .group_by(_D.citizen_id)
        .subquery("messages")
    )


def _days(plan: Plan, mine: Mine) -> Subquery:
    today = plan.budget.day_of(plan.due)
    return (
        select(
            _S.citizen_id,
            _count(_S.day.between(*plan.budget.week_of(today))).label("week"),
            _count(_S.day == today).label("today"),
        )
        .where(mine(_S.citizen_id))
        .group_by(_S.citizen_id)
        .subquery("days")
    )


def _answers(plan: Plan, mine: Mine) -> Subquery:
    since = _R.at >= plan.opens
    return (
        select(
            _R.citizen_id,
            _count(since).label("any"),
            _count(since, _R.answer == Answer.YES.value).label("yes"),
        )
        .where(mine(_R.citizen_id))
        .group_by(_R.citizen_id)
        .subquery("answers")
    )


def _maybes(plan: Plan, mine: Mine) -> Subquery:
    possible = and_(_O.open, _O.taken < _O.places, or_(_O.ends.is_(None), _O.ends > plan.now))
    still = select(possible).where(_O.id == _R.opportunity_id).scalar_subquery()
    return _first("maybes", mine, and_(_R.answer == Answer.MAYBE.value, still), _R.at.desc(), _R.id.desc())


def _yeses(plan: Plan, mine: Mine) -> Subquery:
    ahead = and_(_R.answer == Answer.YES.value, _R.on_date > plan.now)
    return _first("yeses", mine, ahead, _R.on_date, _R.id)


def _first(name: str, mine: Mine, which: ColumnElement[bool], *order: ColumnElement[Any]) -> Subquery:
    """Of each citizen's replies of this sort the first in this order."""
    turn = func.row_number().over(partition_by=_R.citizen_id, order_by=order).label("turn")
    ranked = (
        select(_R.citizen_id, _R.opportunity_id, turn)
        .where(mine(_R.citizen_id), which)
        .subquery(f"all_{name}")
    )
    return select(ranked.c.citizen_id, ranked.c.opportunity_id).where(ranked.c.turn == 1).subquery(name)


def _count(*which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(case((and_(*which), 1)))


def _number(counted: Any) -> ColumnElement[int]:
    """What was counted; 0 of whom there is no row."""
    return func.coalesce(counted, 0)
