"""Deliveries: looked at again, claimed by one, settled once, never sent twice."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from campaign.budget import DEFAULT
from campaign.values import Answer, DeliveryState
from storage import schema
from storage.claims import Claimed
from storage.settling import Settled
from storage.store import Store
from tests.asked import FIRST_CHAT, ask, change, citizens, plan, states
from tests.town import CANTEEN, GARDEN, SOUP, settle_town

HELD_BACK: dict[str, tuple[str, dict[str, Any], str]] = {
    "stopped": ("citizens", {"stopped": True}, "stopped"),
    "no consent": ("citizens", {"may_ask": None}, "stopped"),
    "paused": ("citizens", {"paused_until": timedelta(hours=1)}, "paused"),
    "blocked": ("chats", {"blocked": timedelta(hours=-1)}, "blocked"),
    "filled": ("opportunities", {"taken": 2}, "filled"),
    "closed": ("opportunities", {"open": False}, "filled"),
    "ask filled": ("asks", {"state": "filled"}, "filled"),
    "ask stopped": ("asks", {"state": "stopped"}, "withdrawn"),
    "suspended": ("organisations", {"state": "suspended"}, "suspended"),
}


async def prepare(store: Store, now: datetime, number: int = 1, *, asks: int = 1) -> list[int]:
    """A town, citizens, and asks planned for all of them; the citizens."""
    async with store.begin() as memory:
        await settle_town(memory, now)
        people = await citizens(memory, number, now)
        for opportunity in (GARDEN, SOUP, CANTEEN)[:asks]:
            await plan(memory, await ask(memory, now, opportunity=opportunity), people, now)
    return people


async def claim(store: Store, now: datetime, limit: int = 10) -> list[Claimed]:
    """Claim in a transaction of its own."""
    async with store.begin() as memory:
        return await memory.deliveries.claim(limit, now=now, budget=DEFAULT)


async def settle(store: Store, now: datetime, *outcomes: Settled) -> None:
    """Settle in a transaction of its own."""
    async with store.begin() as memory:
        await memory.deliveries.settle(outcomes, now=now)


async def spent(store: Store) -> int:
    """How many days of citizens are taken."""
    async with store.look() as memory:
        return await memory.connection.scalar(select(func.count()).select_from(schema.spent)) or 0


async def test_what_is_claimed_is_nobody_elses_and_tells_what_sending_needs(
    store: Store, now: datetime
) -> None:
    people = await prepare(store, now)
    (mine,) = await claim(store, now)
    assert (mine.chat_id, mine.citizen_id, mine.opportunity_id) == (FIRST_CHAT, people[0], GARDEN)
    assert (mine.language, mine.postcode, mine.day) == ("en", "3331", now.date())
    assert await claim(store, now) == []
    await settle(store, now, Settled(mine, DeliveryState.SENT, 7))
    assert await states(store) == [("sent", None)]
    assert await spent(store) == 1


@pytest.mark.parametrize("how", HELD_BACK)
async def test_it_is_looked_at_again_before_it_is_sent(store: Store, now: datetime, how: str) -> None:
    """Whatever came between planning and sending holds it back, and its reason is kept."""
    table, values, reason = HELD_BACK[how]
    (citizen,) = await prepare(store, now)
    number = {"citizens": citizen, "chats": FIRST_CHAT, "opportunities": GARDEN}.get(table, 1)
    moved = {key: now + value if isinstance(value, timedelta) else value for key, value in values.items()}
    async with store.begin() as memory:
        await change(memory, table, number, **moved)
    assert await claim(store, now) == []
    assert await states(store) == [("skipped", reason)]
    assert await spent(store) == 0


async def test_who_answered_is_not_asked_any_more(store: Store, now: datetime) -> None:
    (citizen,) = await prepare(store, now)
    async with store.begin() as memory:
        await memory.replies.put(citizen, GARDEN, Answer.MAYBE, origin="campaign", language="en", now=now)
    assert await claim(store, now) == []
    assert await states(store) == [("skipped", "answered")]


async def test_who_wants_to_hear_no_more_of_the_organisation_is_left_alone_by_it_alone(
    store: Store, now: datetime
) -> None:
    ana, bram = await prepare(store, now, 2)
    async with store.begin() as memory:
        await memory.mutes.add(ana, 1, now=now)
        await memory.mutes.add(bram, 2, now=now)
    (claimed,) = await claim(store, now)
    assert claimed.citizen_id == bram
    assert await states(store) == [("skipped", "muted"), ("claimed", None)]


async def test_what_rests_stays_planned(store: Store, now: datetime) -> None:
    """A paused ask, the night, the brake and a question that waits: nothing goes, and nothing is lost."""
    await prepare(store, now)
    midnight = now.replace(hour=22)
    assert await claim(store, midnight) == []
    async with store.begin() as memory:
        await memory.brake.pull(now)
    assert await claim(store, now) == []
    async with store.begin() as memory:
        await memory.brake.release()
        await change(memory, "asks", 1, state="paused")
        assert not await memory.deliveries.any_due(now=now)
    assert await claim(store, now) == []
    async with store.begin() as memory:
        await change(memory, "asks", 1, state="sending")
        await change(memory, "chats", FIRST_CHAT, waiting="place", seen=now - timedelta(minutes=10))
    assert await claim(store, now) == []
    assert await states(store) == [("planned", None)]
    assert await claim(store, now + timedelta(minutes=19)) == []
    assert len(await claim(store, now + timedelta(minutes=20))) == 1


async def test_past_its_deadline_it_is_missed(store: Store, now: datetime) -> None:
    await prepare(store, now)
    assert await claim(store, now + timedelta(days=3)) == []
    assert await states(store) == [("missed", None)]


async def test_the_day_and_the_week_hold_over_all_senders(store: Store, now: datetime) -> None:
    """One a day, two in an ISO week, whoever asks; the best fit comes first."""
    await prepare(store, now, asks=3)
    async with store.begin() as memory:
        await change(memory, "deliveries", 3, fit=200)
    first = await claim(store, now)
    assert [one.opportunity_id for one in first] == [CANTEEN]
    assert Counter(await states(store)) == {("claimed", None): 1, ("skipped", "day"): 2}
    await settle(store, now, *(Settled(one, DeliveryState.SENT, 7) for one in first))
    async with store.begin() as memory:
        for number in (1, 2):
            await change(memory, "deliveries", number, state="planned", reason=None)
            await change(memory, "asks", number, deadline=now + timedelta(days=9))
    friday = now + timedelta(days=2)
    second = await claim(store, friday)
    assert len(second) == 1
    await settle(store, friday, *(Settled(one, DeliveryState.SENT, 8) for one in second))
    async with store.begin() as memory:
        (left,) = {1, 2} - {second[0].id}
        await change(memory, "deliveries", left, state="planned", reason=None)
    assert await claim(store, now + timedelta(days=3)) == []
    assert ("skipped", "week") in await states(store)
    async with store.begin() as memory:
        await change(memory, "deliveries", left, state="planned", reason=None)
    assert len(await claim(store, now + timedelta(days=5))) == 1, "a new week"


async def test_two_workers_neither_double_nor_overspend(database_url: str, now: datetime) -> None:
    """Two processes claim the same asks of the same citizens: each citizen gets one."""
    stores = Store(database_url), Store(database_url)
    people = await prepare(stores[0], now, 60, asks=3)
    claimed: list[Claimed] = []

    async def work(store: Store) -> None:
        empty = 0
        while empty < 3:
            found = await claim(store, now, limit=7)
            empty = 0 if found else empty + 1
            claimed.extend(found)

    await asyncio.gather(*(work(store) for store in stores for _ in range(2)))
    assert sorted(one.citizen_id for one in claimed) == sorted(people)
    assert await spent(stores[0]) == 60
    counted = Counter(state for state, _ in await states(stores[0]))
    assert counted == {"claimed": 60, "skipped": 120}
    for store in stores:
        await store.close()


async def test_what_a_crash_left_is_unknown_and_never_sent_again(store: Store, now: datetime) -> None:
    """A claim left behind is reported; its day stays spent. Does its sender live after all, it is settled."""
    await prepare(store, now, 2)
    mine = await claim(store, now)
    later = now + timedelta(minutes=6)
    async with store.begin() as memory:
        assert await memory.deliveries.recover(now, now=later) == 0
        assert await memory.deliveries.recover(later - timedelta(minutes=5), now=later) == 2
    assert await states(store) == [("unknown", None)] * 2
    assert await claim(store, later) == []
    assert await spent(store) == 2
    again = Settled(mine[0], DeliveryState.PLANNED, due=later)
    await settle(store, later, again, Settled(mine[1], DeliveryState.SENT, 9))
    assert await states(store) == [("unknown", None), ("sent", None)]


async def test_what_never_left_goes_back_once_with_its_day(store: Store, now: datetime) -> None:
    """Written twice (an answer to a commit was lost), it does not undo what another did meanwhile."""
    await prepare(store, now)
    (mine,) = await claim(store, now)
    due = now + timedelta(seconds=5)
    back = Settled(mine, DeliveryState.PLANNED, due=due)
    await settle(store, now, back)
    assert await spent(store) == 0
    assert await claim(store, now) == []
    (other,) = await claim(store, due)
    await settle(store, due, back)
    assert (await states(store), await spent(store)) == ([("claimed", None)], 1)
    await settle(store, due, Settled(other, DeliveryState.SENT, 7), back)
    assert (await states(store), await spent(store)) == ([("sent", None)], 1)


async def test_who_cannot_be_reached_is_noted_as_blocked(store: Store, now: datetime) -> None:
    await prepare(store, now)
    (mine,) = await claim(store, now)
    await settle(store, now, Settled(mine, DeliveryState.REFUSED))
    async with store.look() as memory:
        assert await memory.connection.scalar(select(schema.chats.c.blocked)) == now
    assert (await states(store), await spent(store)) == ([("refused", None)], 0)


async def test_messages_that_nobody_tapped_under_are_drawn_anew(store: Store, now: datetime) -> None:
    """Once, unless it went wrong; what somebody touched, and what may have arrived, is left alone."""
    people = await prepare(store, now, 3)
    mine = await claim(store, now)
    for one, state in zip(mine, (DeliveryState.SENT, DeliveryState.SENT, DeliveryState.UNKNOWN), strict=True):
        await settle(store, now, Settled(one, state, None if state is DeliveryState.UNKNOWN else one.id))
    async with store.begin() as memory:
        deliveries = memory.deliveries
        await deliveries.touch(mine[1].id, now)
        assert await deliveries.redraw_untouched(mine[0].ask_id) == 1
        assert await deliveries.any_stale()
        (stale,) = await deliveries.claim_redraws(10, now=now)
        assert (stale.id, stale.chat_id, stale.message_id) == (mine[0].id, FIRST_CHAT, mine[0].id)
        assert await deliveries.claim_redraws(10, now=now) == []
        await deliveries.drawn([], again=[stale.id])
        (stale,) = await deliveries.claim_redraws(10, now=now)
        await deliveries.recover(now + timedelta(minutes=1), now=now)
        (stale,) = await deliveries.claim_redraws(10, now=now)
        await deliveries.drawn([stale.id])
        assert not await deliveries.any_stale()
        assert await deliveries.is_untouched(mine[0].id)
        assert not await deliveries.is_untouched(mine[1].id)
        assert await deliveries.access(people[1], mine[0].id) is None
        assert (await deliveries.access(people[0], mine[0].id)) is not None


async def test_what_a_citizen_leaves_behind_names_nobody(store: Store, now: datetime) -> None:
    (citizen,) = await prepare(store, now, asks=2)
    (mine,) = await claim(store, now, limit=1)
    await settle(store, now, Settled(mine, DeliveryState.SENT, 7))
    async with store.begin() as memory:
        (kept, *_) = await memory.deliveries.everything(citizen)
        assert (kept["organisation"], kept["state"], kept["at"]) == ("Buurttuin De Kers", "sent", now)
        await memory.deliveries.unname(citizen)
        rows = (await memory.connection.execute(select(schema.deliveries))).all()
        assert {row.citizen_id for row in rows} == {row.message_id for row in rows} == {None}
        assert {row.state for row in rows} <= {"sent", "skipped"}
        assert {row.settled.hour for row in rows if row.settled} == {0}


async def test_the_button_counts_what_went(store: Store, now: datetime) -> None:
    await prepare(store, now)
    (mine,) = await claim(store, now)
    await settle(store, now, Settled(mine, DeliveryState.SENT, 7))
    async with store.begin() as memory:
        assert await memory.brake.pulled() is None
        await memory.brake.pull(now)
        await memory.brake.pull(now + timedelta(hours=1))
        assert await memory.brake.pulled() == now
        assert [(one.ask_id, one.number) for one in await memory.brake.went_out(now)] == [(1, 1)]
        assert await memory.brake.went_out(now + timedelta(seconds=1)) == []
        assert await memory.brake.in_flight() == 0
        await memory.brake.release()
        assert await memory.brake.pulled() is None
