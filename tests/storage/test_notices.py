"""Notices: added once, claimed by one, drawn anew where they stand."""

from datetime import datetime, timedelta

from campaign.values import DeliveryState
from storage.notices import REST, Notice, Noticed
from storage.store import Store

ANA, BRAM = 1001, 1002


async def chats(store: Store, now: datetime) -> None:
    """Two chats."""
    async with store.begin() as memory:
        for number in (ANA, BRAM):
            await memory.chats.open(number, bot_id=7, update_id=number, language="en", now=now)


async def claim(store: Store, now: datetime) -> list[Notice]:
    """Claim in a transaction of its own."""
    async with store.begin() as memory:
        return await memory.notices.claim(10, now=now)


async def test_a_notice_is_added_once_for_each_chat_there_is(store: Store, now: datetime) -> None:
    await chats(store, now)
    async with store.begin() as memory:
        assert await memory.notices.add([ANA, BRAM, ANA, 9999], "theask/1", due=now) == 2
        assert await memory.notices.add([ANA, BRAM], "theask/1", due=now) == 0
        assert await memory.notices.add([], "theask/1", due=now) == 0
    found = await claim(store, now)
    assert {(one.chat_id, one.address, one.message_id) for one in found} == {
        (ANA, "theask/1", None),
        (BRAM, "theask/1", None),
    }
    assert await claim(store, now) == []


async def test_one_chat_gets_one_at_a_time_and_none_under_the_brake(store: Store, now: datetime) -> None:
    await chats(store, now)
    async with store.begin() as memory:
        await memory.notices.add([ANA], "theask/1", due=now)
        await memory.notices.add([ANA], "theask/2", due=now + timedelta(seconds=1))
        await memory.brake.pull(now)
    later = now + timedelta(seconds=1)
    assert await claim(store, later) == []
    async with store.begin() as memory:
        await memory.brake.release()
    assert [one.address for one in await claim(store, later)] == ["theask/1"]
    assert [one.address for one in await claim(store, later)] == ["theask/2"]


async def test_what_never_left_goes_back_and_what_a_crash_left_is_unknown(
    store: Store, now: datetime
) -> None:
    await chats(store, now)
    async with store.begin() as memory:
        await memory.notices.add([ANA], "theask/1", due=now)
    (mine,) = await claim(store, now)
    back = Noticed(mine, DeliveryState.PLANNED, due=now + timedelta(seconds=5))
    async with store.begin() as memory:
        await memory.notices.settle([back], now=now)
    assert await claim(store, now) == []
    (other,) = await claim(store, now + timedelta(seconds=5))
    async with store.begin() as memory:
        await memory.notices.settle([back], now=now)
        assert not await memory.notices.any_due(now=now + timedelta(hours=1)), "another's claim stands"
        assert await memory.notices.recover(now + timedelta(minutes=9), now=now) == 1
    assert await claim(store, now + timedelta(hours=1)) == []
    async with store.begin() as memory:
        await memory.notices.settle([Noticed(other, DeliveryState.SENT, 5)], now=now)
        assert await memory.notices.redraw("theask/1") == 1


async def test_a_message_is_drawn_anew_by_one_and_then_rests(store: Store, now: datetime) -> None:
    """What changes while it is drawn is drawn once more, after people had time to read."""
    await chats(store, now)
    async with store.begin() as memory:
        await memory.notices.add([ANA], "theask/1", due=now)
    (mine,) = await claim(store, now)
    async with store.begin() as memory:
        assert await memory.notices.redraw("theask/1") == 1, "it may hold what was there before"
        assert not await memory.notices.any_stale(now=now)
        await memory.notices.settle([Noticed(mine, DeliveryState.SENT, 5)], now=now)
        assert await memory.notices.any_stale(now=now)
        (stale,) = await memory.notices.claim_redraws(10, now=now)
        assert (stale.chat_id, stale.message_id) == (ANA, 5)
        await memory.notices.redraw("theask/1")
        assert await memory.notices.claim_redraws(10, now=now) == [], "one at a time"
        await memory.notices.drawn([stale.id], now=now)
        assert await memory.notices.claim_redraws(10, now=now) == []
        (stale,) = await memory.notices.claim_redraws(10, now=now + REST)
        await memory.notices.drawn([], again=[stale.id], wait=7, now=now)
        assert await memory.notices.claim_redraws(10, now=now + timedelta(seconds=6)) == []
        assert len(await memory.notices.claim_redraws(10, now=now + timedelta(seconds=7))) == 1
