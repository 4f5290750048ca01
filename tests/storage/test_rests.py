"""Rests: what people run from goes out no more until it is let go on; then it counts anew."""

import asyncio
from datetime import datetime, timedelta

from campaign.health import LIMIT, Health
from campaign.statistics import Measure
from campaign.values import AskState, DeliveryState
from storage.memory import Memory
from storage.rests import WHY, Rest, Subject
from storage.settling import Settled
from storage.store import Store
from storage.tallies import Change, tally
from tests import asked
from tests.storage.test_deliveries import claim, prepare

HOUR = timedelta(hours=1)


async def count(
    memory: Memory,
    at: datetime,
    sent: int,
    lost: int,
    *,
    ask_id: int | None = None,
    moment_id: int | None = None,
) -> None:
    """So many messages of it went out in an hour, and so many people stopped after them."""
    change = Change()
    for measure, number in ((Measure.SENT, sent), (Measure.STOPPED, lost)):
        change[tally(at, measure, ask_id=ask_id, moment_id=moment_id)] += number
    await memory.tallies.note(change)


async def in_need(store: Store, now: datetime) -> list[tuple[Subject, Health]]:
    async with store.look() as memory:
        return await memory.rests.in_need(LIMIT, now=now)


async def begin(store: Store, ask_id: int, now: datetime) -> int | None:
    async with store.begin() as memory:
        return await memory.rests.begin(Subject(ask_id), Health(60, 5, 0), per_thousand=LIMIT, now=now)


async def rest(store: Store, number: int) -> Rest:
    async with store.look() as memory:
        found = await memory.rests.get(number)
    assert found is not None
    return found


async def test_what_waits_of_a_resting_ask_goes_when_it_may_go_on(store: Store, now: datetime) -> None:
    await prepare(store, now, 3)
    (sent,) = await claim(store, now, limit=1)
    number = await begin(store, 1, now)
    assert number is not None
    assert await begin(store, 1, now) is None, "it rests once"
    assert await claim(store, now, limit=9) == []
    async with store.begin() as memory:
        await memory.deliveries.settle([Settled(sent, DeliveryState.SENT, 7)], now=now)
        assert not await memory.deliveries.any_due(now=now)
        it = await memory.asks.get(1)
        assert it is not None
        assert (it.state, it.why) == (AskState.PAUSED, WHY)
        assert await memory.rests.go_on(number, "chance", now=now)
        assert not await memory.rests.go_on(number, "chance", now=now), "somebody else was first"
    assert len(await claim(store, now, limit=9)) == 2
    assert [state for state, _ in await asked.states(store)] == ["sent", "claimed", "claimed"]


async def test_after_it_went_on_only_what_is_new_counts(store: Store, now: datetime) -> None:
    """Also within the hour in which it went on; what is folded and what is not count alike."""
    await prepare(store, now)
    async with store.begin() as memory:
        await count(memory, now, 100, 5, ask_id=1)
    assert await in_need(store, now) == [(Subject(1), Health(100, 5, 0))]
    number = await begin(store, 1, now)
    assert number is not None
    assert await in_need(store, now) == [], "it goes out no more"
    async with store.begin() as memory:
        await memory.tallies.fold()
        assert await memory.rests.go_on(number, "chance", now=now + timedelta(minutes=5))
    assert await in_need(store, now) == []
    async with store.begin() as memory:
        await count(memory, now, 20, 2, ask_id=1)
    assert await in_need(store, now) == []
    async with store.begin() as memory:
        await count(memory, now + HOUR, 5, 1, ask_id=1)
    assert await in_need(store, now) == [(Subject(1), Health(25, 3, 0))]
    again = await begin(store, 1, now + HOUR)
    assert again not in (None, number)


async def test_a_few_opt_outs_and_those_of_another_ask_do_not_count(store: Store, now: datetime) -> None:
    await prepare(store, now, asks=2)
    async with store.begin() as memory:
        await count(memory, now, 20, 2, ask_id=1)
        await count(memory, now, 1_000, 10, ask_id=2)
    assert await in_need(store, now) == []
    async with store.begin() as memory:
        await count(memory, now, 0, 1, ask_id=1)
    assert [subject for subject, _ in await in_need(store, now)] == [Subject(1)]
    async with store.begin() as memory:
        await memory.asks.set_state(1, AskState.STOPPED, now=now)
    assert await in_need(store, now) == []
    assert await begin(store, 1, now) is None, "it is over"


async def test_a_rest_holds_no_longer_once_the_ask_is_over(store: Store, now: datetime) -> None:
    await prepare(store, now)
    number = await begin(store, 1, now)
    assert number is not None
    assert (await rest(store, number)).holds
    async with store.begin() as memory:
        assert [one.id for one in await memory.rests.open()] == [number]
        await memory.asks.set_state(1, AskState.STOPPED, now=now)
        assert await memory.rests.open() == []
        assert not await memory.rests.go_on(number, "chance", now=now)
    assert not (await rest(store, number)).holds


async def test_a_worker_that_claims_at_the_same_moment_sends_what_it_took_and_nothing_more(
    store: Store, now: datetime
) -> None:
    await prepare(store, now, 20)
    first, *_ = await asyncio.gather(
        claim(store, now, limit=5), begin(store, 1, now), begin(store, 1, now), claim(store, now, limit=5)
    )
    assert len(first) in (0, 5)
    states = [state for state, _ in await asked.states(store)]
    assert states.count("claimed") in (0, 5, 10)
    assert await claim(store, now, limit=20) == []
    async with store.look() as memory:
        assert len(await memory.rests.open()) == 1
    after = [state for state, _ in await asked.states(store)]
    assert after == states, "what was planned waits, and is not held back for good"
