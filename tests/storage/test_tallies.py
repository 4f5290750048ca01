"""Tallies: equal to a count of the rows at any moment, whatever happens, folded or not."""

import asyncio
import importlib
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from campaign.budget import Budget
from campaign.inviting import Invitation
from campaign.nudges import Step
from campaign.statistics import Measure
from campaign.values import Answer, DeliveryState
from storage import schema
from storage.claims import Claimed
from storage.memory import Memory
from storage.settling import Settled
from storage.store import Store
from storage.tallies import tally
from tests import asked
from tests.recount import recount, tallied
from tests.town import GARDEN, REPAIR, SOUP, settle_town

PEOPLE, STEPS = 12, 200
THINGS = (GARDEN, SOUP, REPAIR)
ENDS = (
    *[DeliveryState.SENT] * 4,
    DeliveryState.UNKNOWN,
    DeliveryState.REFUSED,
    DeliveryState.FAILED,
    DeliveryState.SKIPPED,
    DeliveryState.PLANNED,
)
BUDGET = Budget(per_week=7)
HOUR = timedelta(hours=1)


class Life:
    """People who are asked, answer, come, cancel and stop, all by chance."""

    def __init__(self, store: Store, now: datetime, seed: int) -> None:
        self.store = store
        self.now = now
        self.chance = Random(seed)
        self.people: list[int] = []
        self.asks: list[int] = []
        self.moment = 0
        self.link: Invitation | None = None
        self.claimed: list[Claimed] = []
        self.happened = 0

    async def begin(self) -> None:
        """A town, citizens, three asks and a moment; somebody asks a friend."""
        async with self.store.begin() as memory:
            await settle_town(memory, self.now)
            await memory.connection.execute(update(schema.opportunities).values(places=100))
            self.people = await asked.citizens(memory, PEOPLE, self.now)
            self.asks = [await asked.ask(memory, self.now, opportunity=thing) for thing in THINGS]
            for ask in self.asks:
                await asked.plan(memory, ask, self.people, self.now)
            self.moment = await memory.moments.standing(now=self.now)
            steps = (Step.ASK.value, Step.AGAIN.value, Step.HELP.value, Step.HEADS_UP.value, None)
            rows = [
                {
                    "moment_id": self.moment,
                    "citizen_id": citizen,
                    "step": (step := steps[number % 5]),
                    "state": "planned" if step else "skipped",
                    "settled": None if step else self.now,
                    "wave": 0,
                    "fit": 100,
                    "due": self.now,
                }
                for number, citizen in enumerate(self.people)
            ]
            await memory.connection.execute(insert(schema.deliveries), rows)
            self.link = await memory.invitations.make(
                self.people[0], asked.FIRST_CHAT, language="nl", now=self.now
            )

    async def go_on(self) -> None:
        """One thing happens, at another time than the one before."""
        doings: tuple[Callable[[Memory], Awaitable[Any]], ...] = (
            self._claim,
            self._claim,
            self._settle,
            self._settle,
            self._recover,
            self._touch,
            self._answer,
            self._answer,
            self._answer,
            self._cancel,
            self._introduce,
            self._introduce,
            self._withdraw,
            self._decline,
            self._say_what_came,
            self._say_what_came,
            self._let_go,
            self._stop,
            self._take_back,
            self._block,
            self._report,
            self._open,
            self._give_up,
            self._hold_back,
            self._reopen,
            self._fold,
        )
        self.now += self.chance.choice((timedelta(0), timedelta(minutes=7), HOUR))
        async with self.store.begin() as memory:
            await self.chance.choice(doings)(memory)

    def _someone(self) -> tuple[int, int]:
        number = self.chance.randrange(PEOPLE)
        return self.people[number], asked.FIRST_CHAT + number

    async def _claim(self, memory: Memory) -> None:
        noon = self.now.replace(hour=12)
        self.claimed += await memory.deliveries.claim(self.chance.randrange(1, 9), now=noon, budget=BUDGET)

    async def _settle(self, memory: Memory) -> None:
        some = self.chance.sample(self.claimed, min(len(self.claimed), self.chance.randrange(1, 6)))
        ends = [Settled(one, self.chance.choice(ENDS), 7) for one in some]
        await memory.deliveries.settle(ends, now=self.now)
        if self.chance.random() < 0.7:
            self.claimed = [one for one in self.claimed if one not in some]

    async def _recover(self, memory: Memory) -> None:
        await memory.deliveries.recover(self.now - HOUR, now=self.now)

    async def _some(self, memory: Memory, table: Any, *which: Any) -> Any:
        rows = (await memory.connection.execute(select(table).where(*which).order_by(table.c.id))).all()
        return self.chance.choice(rows) if rows else None

    async def _touch(self, memory: Memory) -> None:
        state = schema.deliveries.c.state
        if row := await self._some(memory, schema.deliveries, state.in_(("claimed", "unknown", "sent"))):
            await memory.deliveries.touch(row.id, self.now)

    async def _answer(self, memory: Memory) -> None:
        ways: tuple[dict[str, Any], ...] = (
            {"origin": "campaign"},
            {"origin": "organisation", "ask_id": self.chance.choice(self.asks)},
            {"origin": "friend", "invitation_id": self.link.id if self.link else None},
        )
        answer, way = self.chance.choice((Answer.YES, *Answer)), self.chance.choice(ways)
        who, thing = self._someone()[0], self.chance.choice(THINGS)
        await memory.replies.put(who, thing, answer, language="nl", now=self.now, **way)
        if answer is Answer.YES:
            reply = await memory.replies.get(who, thing)
            assert reply is not None
            await memory.introductions.prepare(reply.id, who, name="Ana", reach="")

    async def _cancel(self, memory: Memory) -> None:
        who, thing = self._someone()[0], self.chance.choice(THINGS)
        if await memory.replies.take_back(who, thing):
            await memory.introductions.withdraw(who, thing, now=self.now)

    async def _introduce(self, memory: Memory) -> None:
        if row := await self._some(memory, schema.replies, schema.SAID_YES):
            await memory.introductions.introduce(row.id, now=self.now)

    async def _withdraw(self, memory: Memory) -> None:
        who, thing = self._someone()[0], self.chance.choice(THINGS)
        await memory.introductions.withdraw(who, thing, now=self.now)

    async def _decline(self, memory: Memory) -> None:
        if row := await self._some(memory, schema.introductions):
            await memory.introductions.decline(row.id, now=self.now)

    async def _say_what_came(self, memory: Memory) -> None:
        if row := await self._some(memory, schema.introductions, schema.introductions.c.at.is_not(None)):
            did = self.chance.random() < 0.8
            if self.chance.random() < 0.5:
                await memory.matches.member_says(row.id, did, now=self.now)
            else:
                await memory.matches.citizen_says(row.citizen_id, row.id, did, now=self.now)

    async def _let_go(self, memory: Memory) -> None:
        if row := await self._some(memory, schema.replies):
            await memory.unfinished.let_go(row.id, self.now)

    async def _stop(self, memory: Memory) -> None:
        who, _ = self._someone()
        mine = schema.deliveries.c.citizen_id == who
        row = await self._some(memory, schema.deliveries, mine) if self.chance.random() < 0.5 else None
        await memory.losses.stopped(who, under=row.id if row else None, now=self.now)

    async def _take_back(self, memory: Memory) -> None:
        await memory.losses.taken_back(self._someone()[0])

    async def _block(self, memory: Memory) -> None:
        await memory.losses.blocked(self._someone()[1], now=self.now)

    async def _report(self, memory: Memory) -> None:
        who = self._someone()[0] if self.chance.random() < 0.8 else None
        await memory.reports.add(self.chance.choice(THINGS), "untrue", citizen_id=who, now=self.now)

    async def _open(self, memory: Memory) -> None:
        who, chat = self._someone()
        assert self.link is not None
        await memory.openings.open(self.link, chat, who, now=self.now)

    async def _give_up(self, memory: Memory) -> None:
        if row := await self._some(memory, schema.deliveries):
            await memory.choosing.give_up([(row.id, "nothing")], now=self.now)

    async def _hold_back(self, memory: Memory) -> None:
        """An ask is full for those who are still to get it, or goes on."""
        state = self.chance.choice(("filled", "sending", "ended", "stopped"))
        await asked.change(memory, "asks", self.chance.choice(self.asks), state=state, ended=self.now)

    async def _reopen(self, memory: Memory) -> None:
        await memory.reopening.reopen(self.now)

    async def _fold(self, memory: Memory) -> None:
        await memory.tallies.fold()


@pytest.mark.parametrize("seed", range(8))
async def test_they_are_what_a_recount_finds_whatever_happens(seed: int, store: Store, now: datetime) -> None:
    life = Life(store, now, seed)
    await life.begin()
    seen = set()
    for number in range(STEPS):
        await life.go_on()
        if number % 10 == 9:
            async with store.look() as memory:
                found = await tallied(memory)
                assert found == await recount(memory)
            seen |= {one.measure for one in found}
    assert {"sent", "yes", "introduced", "opened", "reported"} <= seen


@pytest.mark.parametrize("seed", range(3))
async def test_they_are_so_where_everything_happens_at_once(seed: int, store: Store, now: datetime) -> None:
    """Each thing in a transaction of its own, several at a time, some for the same people."""
    life = Life(store, now, seed)
    await life.begin()
    for _ in range(STEPS // 8):
        await asyncio.gather(*(life.go_on() for _ in range(8)))
    async with store.look() as memory:
        assert await tallied(memory) == await recount(memory)


async def test_what_was_there_before_them_is_counted_when_they_come(store: Store, now: datetime) -> None:
    """The statements of the migration find what a recount finds, on rows that a life left."""
    before = importlib.import_module("storage.migrations.versions.0008_counting")
    life = Life(store, now, 99)
    await life.begin()
    for _ in range(STEPS):
        await life.go_on()
    async with store.begin() as memory:
        for table in (schema.replies, schema.introductions):
            await memory.connection.execute(update(table).values(matched_at=None))
        await memory.connection.execute(update(schema.deliveries).values(reason=None))
        for table in (schema.tallies, schema.deltas):
            await memory.connection.execute(table.delete())
        await memory.connection.run_sync(before.count)
        assert await tallied(memory) == await recount(memory)


async def test_two_who_fold_at_once_fold_everything_once(store: Store, now: datetime) -> None:
    async def fold() -> int:
        async with store.begin() as memory:
            return await memory.tallies.fold()

    async with store.begin() as memory:
        for hour in range(50):
            await memory.tallies.add([tally(now + hour * HOUR / 10, Measure.YES, ask_id=hour % 3)])
        before = await memory.tallies.sums()
        assert await memory.tallies.any_new()
    assert sum(await asyncio.gather(fold(), fold(), fold())) == 50
    async with store.look() as memory:
        assert not await memory.tallies.any_new()
        assert await memory.tallies.sums() == before == {Measure.YES: 50}


async def test_sums_are_of_the_hours_and_the_asks_that_are_named(store: Store, now: datetime) -> None:
    hour = now.replace(minute=0)
    async with store.begin() as memory:
        assert await memory.tallies.first() is None
        for number, ask in enumerate((1, 1, 2, None)):
            each = (Measure.YES, Measure.NO)
            await memory.tallies.add(tally(now + number * HOUR, one, ask_id=ask) for one in each)
            if number == 1:
                await memory.tallies.fold()
        tallies = memory.tallies
        assert await tallies.first() == hour
        assert await tallies.sums(since=hour + HOUR) == {Measure.YES: 3, Measure.NO: 3}
        assert await tallies.sums(until=hour + HOUR) == {Measure.YES: 1, Measure.NO: 1}
        assert await tallies.sums(ask_ids=[2]) == {Measure.YES: 1, Measure.NO: 1}
        assert await tallies.sums(ask_ids=[]) == {}
        assert {ask: sums[Measure.YES] for ask, sums in (await tallies.by_ask()).items()} == {
            1: 2,
            2: 1,
            0: 1,
        }
        assert await tallies.hours([Measure.NO], ask_ids=[1]) == {hour: 1, hour + HOUR: 1}
        assert await tallies.hours([Measure.NO, Measure.YES], since=hour + 3 * HOUR) == {hour + 3 * HOUR: 2}
