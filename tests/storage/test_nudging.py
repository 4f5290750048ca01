"""Planning a moment: the database decides exactly as the table of rules does, on both databases."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select

from campaign import nudges
from campaign.budget import Budget
from campaign.nudges import Facts, Step
from campaign.values import Answer, DeliveryState, Door, WhyNot
from campaign.weeks import Kind, Who
from storage import schema
from storage.memory import Memory
from storage.plan import Plan
from storage.store import Store
from tests.town import GARDEN, SOUP, VISIT, settle_town

NOW = datetime(2027, 1, 21, 10, 0, tzinfo=UTC)
"""The fourth day of an asking week, at eleven in Amsterdam."""
OPENS = datetime(2027, 1, 15, 10, 0, tzinfo=UTC)
BUDGET = Budget(weeks=((datetime(2027, 1, 18).date(), datetime(2027, 1, 24).date()),))
THIS, EARLIER = 1, 2
"""The moments: the one to plan, and one before it that is merged into it."""
SEED = nudges.seed_of("voorjaar")
QUICKLY = (Phase.explicit, Phase.reuse, Phase.generate)
"""Examples are not made smaller: each costs a hundred statements."""


@dataclass(frozen=True)
class Message:
    """Something that was planned or sent: how many days ago, of what, and how it stands."""

    days: int
    step: Step | None
    opportunity: int | None
    state: DeliveryState
    of_earlier: bool


@dataclass(frozen=True)
class Someone:
    """A citizen with all that the rules ask about."""

    may_ask: bool | None
    stopped: bool
    agreed: int | None
    paused: timedelta | None
    blocked: bool
    door: Door | None
    asked: int | None
    spent: frozenset[int]
    replies: tuple[tuple[int, Answer, int, int | None], ...]
    messages: tuple[Message, ...]


RARELY = st.sampled_from((False,) * 7 + (True,))
DAYS = st.integers(0, 12)
REPLIES = st.lists(
    st.tuples(
        st.sampled_from((GARDEN, SOUP, VISIT)),
        st.sampled_from(Answer),
        DAYS,
        st.none() | st.integers(-3, 3),
    ),
    max_size=3,
    unique_by=lambda one: one[0],
).map(tuple)
STATES = (
    DeliveryState.SENT,
    DeliveryState.SENT,
    DeliveryState.PLANNED,
    DeliveryState.SKIPPED,
    DeliveryState.UNKNOWN,
)
MESSAGES = st.lists(
    st.builds(
        Message,
        days=DAYS,
        step=st.none() | st.sampled_from(Step),
        opportunity=st.sampled_from((None, GARDEN, SOUP)),
        state=st.sampled_from(
            (
                DeliveryState.SENT,
                DeliveryState.SENT,
                DeliveryState.PLANNED,
                DeliveryState.SKIPPED,
                DeliveryState.UNKNOWN,
            )
        ),
        of_earlier=st.booleans(),
    ),
    max_size=3,
    unique_by=lambda one: one.of_earlier or object(),
).map(tuple)
PEOPLE = st.builds(
    Someone,
    may_ask=st.sampled_from((*[True] * 8, False, None)),
    stopped=RARELY,
    agreed=st.none() | DAYS,
    paused=st.sampled_from((None, None, None, None, -timedelta(1), timedelta(0), timedelta(seconds=1))),
    blocked=RARELY,
    door=st.sampled_from((None, *Door)),
    asked=st.none() | DAYS,
    spent=st.just(frozenset[int]()) | st.frozensets(st.integers(-1, 9), max_size=2),
    replies=REPLIES,
    messages=MESSAGES,
)


def facts_of(number: int, one: Someone, plan: Plan) -> Facts:
    """What the rules are told of somebody."""
    today = BUDGET.day_of(plan.due)
    first, last = BUDGET.week_of(today)
    days = {today - timedelta(day) for day in one.spent}
    week = [it for it in one.messages if NOW - timedelta(it.days) >= OPENS]
    went = {DeliveryState.SENT, DeliveryState.UNKNOWN}
    going = any(it.state is DeliveryState.PLANNED and it.days == 0 for it in one.messages)
    asking = {None, Step.ASK, Step.AGAIN}
    answers = [(what, answer, NOW - timedelta(day)) for what, answer, day, _ in one.replies]
    reached = {EARLIER for it in one.messages if it.of_earlier}
    merged = {kind for key, kind in plan.merged.items() if key not in reached}
    asked = None if one.asked is None else NOW - timedelta(one.asked)
    return Facts(
        speaks=frozenset({plan.kind, *merged}),
        stopped=one.stopped,
        paused=one.paused is not None and NOW + one.paused > NOW,
        blocked=one.blocked,
        week_full=sum(first <= day <= last for day in days) >= BUDGET.per_week,
        day_full=today in days or going,
        held_out=nudges.is_held_out(number, plan.seed, plan.holdout),
        door=one.door,
        asked=asked is not None,
        asked_week=(asked is not None and asked >= OPENS)
        or any(it.state in went and it.opportunity and it.step in asking for it in week),
        answered_week=any(at >= OPENS for *_, at in answers),
        maybe=any(answer is Answer.MAYBE and what != VISIT for what, answer, _ in answers),
        ahead=any(answer is Answer.YES and (ahead or 0) > 0 for _, answer, _, ahead in one.replies),
        yes_week=any(answer is Answer.YES and at >= OPENS for _, answer, at in answers),
        had=frozenset(it.step for it in week if it.step and it.state is not DeliveryState.SKIPPED),
    )


Row = tuple[str, str, int | None, int | None, bool | None]
"""State; step or reason; which message it follows up; what it is about; whether the lot held it out."""


def expected(people: tuple[Someone, ...], plan: Plan) -> dict[int, Row]:
    """The row of each who gets one, by the table alone."""
    found = {}
    for number, one in enumerate(people, start=1):
        if not (one.may_ask or (one.stopped and one.agreed is not None)):
            continue
        if plan.who is Who.UNASKED and one.asked is not None:
            continue
        if plan.who is Who.VOLUNTEERS and one.door is not Door.NOW:
            continue
        if plan.since and (one.agreed is None or NOW - timedelta(one.agreed) < plan.since):
            continue
        facts = facts_of(number, one, plan)
        rule = nudges.decide(facts)
        if rule is not None:
            state = "planned" if isinstance(rule.outcome, Step) else "skipped"
            first = newest_ask(one) if rule.outcome is Step.AGAIN else None
            lot = plan.holdout and plan.kind is Kind.FOLLOW_UP and Kind.ASK not in facts.speaks
            held = rule.outcome is WhyNot.HELD_OUT
            decided = held if lot and (held or rule in nudges.FOLLOWING) else None
            found[number] = (state, rule.outcome.value, first, about(one, rule.outcome), decided)
    return found


def newest_ask(one: Someone) -> int | None:
    """Which of somebody's messages asked them last in this week."""
    went, asking = (DeliveryState.SENT, DeliveryState.UNKNOWN), (None, Step.ASK, Step.AGAIN)
    asked = [
        turn
        for turn, it in enumerate(one.messages)
        if NOW - timedelta(it.days) >= OPENS and it.state in went and it.opportunity and it.step in asking
    ]
    return asked[-1] if asked else None


def about(one: Someone, outcome: Step | WhyNot) -> int | None:
    """What a message is about: the newest maybe that is possible, or the yes whose date comes first."""
    replies = list(enumerate(one.replies))
    if outcome is Step.HELP:
        maybes = [(-days, turn, what) for turn, (what, answer, days, _) in replies if answer is Answer.MAYBE]
        return max(each for each in maybes if each[2] != VISIT)[2]
    if outcome is Step.PLAN:
        yeses = [(ahead or 0, turn, what) for turn, (what, said, _, ahead) in replies if said is Answer.YES]
        return min(each for each in yeses if each[0] > 0)[2]
    return None


async def settle(memory: Memory, people: tuple[Someone, ...]) -> None:
    """Write the people into an emptied town; VISIT is closed."""
    for table in ("deliveries", "replies", "spent", "moments", "citizens", "chats"):
        await memory.connection.execute(delete(schema.metadata.tables[table]))
    for number in (THIS, EARLIER):
        await memory.connection.execute(insert(schema.moments).values(id=number, week="v", name=str(number)))
    for number, one in enumerate(people, start=1):
        await memory.connection.execute(
            insert(schema.chats).values(id=number, turn=1, seen=NOW, blocked=NOW if one.blocked else None)
        )
        await memory.connection.execute(
            insert(schema.citizens).values(
                id=number,
                chat_id=number,
                radius=10,
                joined=NOW,
                touched=NOW,
                may_ask=one.may_ask,
                stopped=one.stopped,
                agreed=_ago(one.agreed),
                paused_until=None if one.paused is None else NOW + one.paused,
                door=one.door,
                asked=_ago(one.asked),
            )
        )
        await _history(memory, number, one)


async def _history(memory: Memory, number: int, one: Someone) -> None:
    for day in one.spent:
        values = {"citizen_id": number, "day": BUDGET.day_of(NOW) - timedelta(day)}
        await memory.connection.execute(insert(schema.spent).values(values))
    for what, answer, day, ahead in one.replies:
        await memory.connection.execute(
            insert(schema.replies).values(
                citizen_id=number,
                opportunity_id=what,
                origin="campaign",
                answer=answer.value,
                language="nl",
                at=_ago(day),
                on_date=None if ahead is None else NOW + timedelta(ahead),
            )
        )
    for message in one.messages:
        await memory.connection.execute(
            insert(schema.deliveries).values(
                moment_id=EARLIER if message.of_earlier else None,
                citizen_id=number,
                opportunity_id=message.opportunity,
                step=message.step,
                state=message.state.value,
                wave=0,
                fit=1,
                due=_ago(message.days),
            )
        )


def _ago(days: int | None) -> datetime | None:
    return None if days is None else NOW - timedelta(days)


@contextmanager
def loop() -> Iterator[asyncio.Runner]:
    """Hypothesis calls plain functions: one loop for all its examples."""
    with asyncio.Runner() as runner:
        yield runner


def test_the_database_decides_as_the_table_does(database_url: str) -> None:
    with loop() as runner:
        store = Store(database_url)

        async def begin() -> None:
            async with store.begin() as memory:
                await settle_town(memory, NOW)
                await memory.connection.execute(
                    schema.opportunities.update().where(schema.opportunities.c.id == VISIT).values(open=False)
                )

        runner.run(begin())

        @settings(max_examples=40, phases=QUICKLY)
        @given(
            people=st.lists(PEOPLE, min_size=6, max_size=14).map(tuple),
            kind=st.sampled_from(Kind),
            merged=st.none() | st.sampled_from(Kind),
            who=st.sampled_from((Who.EVERYBODY, Who.EVERYBODY, Who.UNASKED, Who.VOLUNTEERS)),
            holdout=st.sampled_from((0.0, 0.3, 0.5)),
            since=st.none() | DAYS,
        )
        def check(
            people: tuple[Someone, ...],
            kind: Kind,
            merged: Kind | None,
            who: Who,
            holdout: float,
            since: int | None,
        ) -> None:
            plan = Plan(
                moment_id=THIS,
                kind=kind,
                who=who,
                merged={EARLIER: merged} if merged else {},
                opens=OPENS,
                now=NOW,
                due=NOW,
                seed=SEED,
                holdout=holdout,
                budget=BUDGET,
                since=_ago(since),
            )
            got = runner.run(planned(store, people, plan))
            assert got == expected(people, plan)

        check()
        runner.run(store.close())


async def planned(store: Store, people: tuple[Someone, ...], plan: Plan) -> dict[int, Row]:
    """The row of each who got one, in two slices."""
    columns = schema.deliveries.c
    async with store.begin() as memory:
        await settle(memory, people)
        last = await memory.nudging.last()
        for after, upto in ((0, 5), (5, last), (0, last)):  # in slices, and again: that changes nothing
            await memory.nudging.plan(plan, after, upto)
        rows: Sequence[Any] = (
            await memory.connection.execute(select(schema.deliveries).order_by(columns.id))
        ).all()
    mine = [row for row in rows if row.moment_id == plan.moment_id]
    assert len({row.citizen_id for row in mine}) == len(mine)
    assert all((row.settled is None) == (row.state == "planned") for row in mine)
    found = {}
    for row in mine:
        theirs = [each.id for each in rows if each.citizen_id == row.citizen_id]
        first = None if row.first_id is None else theirs.index(row.first_id)
        outcome = row.step or row.reason
        found[row.citizen_id] = (row.state, outcome, first, row.opportunity_id, row.held)
    return found
