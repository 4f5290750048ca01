"""Two who come only if the other comes: whose place is whose, who waits, and until when it stands."""

from datetime import datetime, timedelta

from campaign.inviting import HELD, HELD_TOGETHER
from campaign.values import Answer
from storage.memory import Memory
from storage.store import Store
from tests.asked import FIRST_CHAT, citizens
from tests.storage.test_holds import two_held
from tests.town import GARDEN, SOUP, settle_town

ASKER, FRIEND = FIRST_CHAT, FIRST_CHAT + 1


async def scene(memory: Memory, now: datetime) -> int:
    """An invitation with its two places."""
    await settle_town(memory, now)
    return await two_held(memory, now)


async def test_a_friend_waits_once_the_place_is_kept_for_the_whole_time(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        invitation, pairs = await scene(memory, now), memory.pairs
        two = await pairs.of(invitation)
        assert two is not None
        assert two.asker is not None
        assert two.friend is not None
        assert (two.asker.chat_id, two.friend.chat_id, two.waiting, two.comes) == (ASKER, None, None, False)
        await memory.holds.take_over(invitation, FRIEND, until=now + HELD)
        unsure = await pairs.of_place(GARDEN, FRIEND)
        assert unsure is not None
        assert (unsure[0].waiting, unsure[1]) == (None, unsure[0].friend)
        assert not await pairs.friend_comes(unsure[0])
        await memory.holds.extend(unsure[1].id, until=now + HELD_TOGETHER)
        sure = await pairs.of(invitation)
        assert sure is not None
        assert sure.waiting == FRIEND
        assert await pairs.friend_comes(sure)
        assert await pairs.of_place(SOUP, FRIEND) is None


async def test_it_stands_while_the_asker_would_come_or_comes(store: Store, now: datetime) -> None:
    later = now + HELD_TOGETHER
    async with store.begin() as memory:
        invitation = await scene(memory, now)
        two = await memory.pairs.of(invitation)
        assert two is not None
        assert two.stands(later - timedelta(minutes=1))
        assert not two.stands(later)
        assert two.it.citizen_id is not None
        await memory.holds.use(GARDEN, ASKER)
        await memory.replies.put(
            two.it.citizen_id, GARDEN, Answer.YES, origin="campaign", language="en", now=now
        )
        comes = await memory.pairs.of(invitation)
        assert comes is not None
        assert (comes.comes, comes.asker, comes.stands(later)) == (True, None, True)


async def test_any_other_invitation_is_no_pair(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        (ana,) = await citizens(memory, 1, now)
        one = await memory.invitations.make(ana, ASKER, opportunity_id=GARDEN, language="en", now=now)
        assert await memory.pairs.of(one.id) is None
        assert await memory.pairs.of(None) is None
        assert await memory.pairs.of(999) is None
        await memory.holds.hold(GARDEN, ASKER, until=now + HELD, invitation_id=one.id)
        assert await memory.pairs.of_place(GARDEN, ASKER) is None
