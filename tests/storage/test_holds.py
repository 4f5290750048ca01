"""Holds: a place is kept for a while, becomes a yes or comes free, and is never counted twice."""

from datetime import datetime, timedelta

from sqlalchemy import update

from campaign.inviting import HELD, HELD_TOGETHER
from storage import schema
from storage.memory import Memory
from storage.store import Store
from tests.asked import FIRST_CHAT, citizens
from tests.town import GARDEN, settle_town


async def taken(memory: Memory) -> int:
    """How many places of the garden are taken."""
    one = await memory.opportunities.get(GARDEN)
    assert one is not None
    return one.taken


async def test_a_place_is_held_once_and_used_by_the_yes(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        await citizens(memory, 1, now)
        before = await taken(memory)
        for _ in range(2):
            assert await memory.holds.hold(GARDEN, FIRST_CHAT, until=now + HELD)
        assert await taken(memory) == before + 1
        assert [await memory.holds.use(GARDEN, FIRST_CHAT) for _ in range(2)] == [True, False]
        assert await taken(memory) == before + 1


async def test_a_place_that_was_held_too_long_comes_free_once(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        await citizens(memory, 2, now)
        before = await taken(memory)
        await memory.holds.hold(GARDEN, FIRST_CHAT, until=now + HELD)
        await memory.holds.hold(GARDEN, FIRST_CHAT + 1, until=now + 2 * HELD)
        assert await memory.holds.expired(now + HELD - timedelta(seconds=1)) == []
        (over,) = await memory.holds.expired(now + HELD)
        assert [await memory.holds.let_go([over.id]) for _ in range(2)] == [1, 0]
        assert await taken(memory) == before + 1
        assert await memory.holds.release(GARDEN, FIRST_CHAT) == 0
        assert await memory.holds.release_all(FIRST_CHAT + 1) == 1
        assert await taken(memory) == before


async def test_no_place_is_held_where_none_is_free(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        await citizens(memory, 1, now)
        one = await memory.opportunities.get(GARDEN)
        assert one is not None
        for _ in range(one.places - one.taken):
            assert await memory.opportunities.claim(GARDEN)
        assert not await memory.holds.hold(GARDEN, FIRST_CHAT, until=now + HELD)
        assert await memory.holds.of(GARDEN, FIRST_CHAT) is None


async def test_the_second_of_two_places_goes_to_one_friend(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        ana, _, _ = await citizens(memory, 3, now)
        one = await memory.invitations.make(
            ana, FIRST_CHAT, opportunity_id=GARDEN, language="en", together=True, now=now
        )
        until, holds = now + timedelta(hours=48), memory.holds
        assert await holds.hold(GARDEN, FIRST_CHAT, until=until, invitation_id=one.id, together=True)
        assert await holds.hold_open(GARDEN, one.id, until=until)
        friends = [FIRST_CHAT + 1, FIRST_CHAT + 2]
        assert [await holds.take_over(one.id, friend, until=until) for friend in friends] == [True, False]
        assert [hold.chat_id for hold in await holds.of_invitation(one.id)] == [FIRST_CHAT, friends[0]]


async def two_held(memory: Memory, now: datetime) -> int:
    """The first of three citizens asks a friend to come together; the invitation with its two places."""
    ana, _, _ = await citizens(memory, 3, now)
    one = await memory.invitations.make(
        ana, FIRST_CHAT, opportunity_id=GARDEN, language="en", together=True, now=now
    )
    until = now + HELD_TOGETHER
    assert await memory.holds.hold(GARDEN, FIRST_CHAT, until=until, invitation_id=one.id, together=True)
    assert await memory.holds.hold_open(GARDEN, one.id, until=until)
    return one.id


async def test_a_person_has_one_place_of_one_thing(store: Store, now: datetime) -> None:
    """Who held one by themselves takes over the place of two, and the first comes free."""
    friend = FIRST_CHAT + 1
    async with store.begin() as memory:
        await settle_town(memory, now)
        await memory.connection.execute(
            update(schema.opportunities).where(schema.opportunities.c.id == GARDEN).values(places=9)
        )
        invitation = await two_held(memory, now)
        assert await memory.holds.hold(GARDEN, friend, until=now + HELD)
        before = await taken(memory)
        assert await memory.holds.take_over(invitation, friend, until=now + HELD_TOGETHER)
        assert await taken(memory) == before - 1
        mine = await memory.holds.of(GARDEN, friend)
        assert mine is not None
        assert (mine.together, mine.until) == (True, now + HELD_TOGETHER)
        told = await memory.holds.everything(friend)
        assert [one["until"] for one in told] == [mine.until]


async def test_a_place_of_two_is_kept_for_somebody_else_again(store: Store, now: datetime) -> None:
    friends, later = [FIRST_CHAT + 1, FIRST_CHAT + 2], now + HELD_TOGETHER
    async with store.begin() as memory:
        await settle_town(memory, now)
        invitation, holds = await two_held(memory, now), memory.holds
        for friend in friends:
            assert await holds.take_over(invitation, friend, until=now + HELD)
            mine = await holds.of(GARDEN, friend)
            assert mine is not None
            assert mine.until == now + HELD
            await holds.reopen(mine.id, until=later)
        assert [(one.chat_id, one.until) for one in await holds.of_invitation(invitation)] == [
            (FIRST_CHAT, later),
            (None, later),
        ]
        assert await taken(memory) == 2


async def test_the_open_place_goes_with_the_asker_and_a_taken_one_stays(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        invitation, holds = await two_held(memory, now), memory.holds
        assert await holds.release_all(FIRST_CHAT) == 2
        assert (await holds.of_invitation(invitation), await taken(memory)) == ([], 0)
    async with store.begin() as memory:
        until = now + HELD_TOGETHER
        await holds_again(memory, invitation, until)
        assert await memory.holds.take_over(invitation, FIRST_CHAT + 1, until=until)
        assert await memory.holds.release_all(FIRST_CHAT) == 1
        assert [one.chat_id for one in await memory.holds.of_invitation(invitation)] == [FIRST_CHAT + 1]
        assert await taken(memory) == 1


async def holds_again(memory: Memory, invitation: int, until: datetime) -> None:
    """Both places of an invitation are held once more."""
    holds = memory.holds
    assert await holds.hold(GARDEN, FIRST_CHAT, until=until, invitation_id=invitation, together=True)
    assert await holds.hold_open(GARDEN, invitation, until=until)
