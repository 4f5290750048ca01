"""An asker hears of a yes where the friend agreed, with a name where they agreed to that, and of no no."""

from datetime import datetime, timedelta

import pytest

from campaign.values import Answer
from storage.hearing import Heard
from storage.memory import Memory
from storage.store import Store
from tests.asked import FIRST_CHAT, citizens
from tests.town import GARDEN, SOUP, settle_town

ASKER, FRIEND = FIRST_CHAT, FIRST_CHAT + 1


async def answered(memory: Memory, now: datetime, answer: Answer) -> tuple[int, int, int]:
    """A friend answers and shares their name with the organisation; the asker, the friend, the reply."""
    await settle_town(memory, now)
    ana, bram = await citizens(memory, 2, now)
    one = await memory.invitations.make(ana, ASKER, opportunity_id=GARDEN, language="en", now=now)
    await memory.openings.open(one, FRIEND, bram, now=now)
    await memory.replies.put(
        bram, GARDEN, answer, origin="friend", invitation_id=one.id, language="en", now=now
    )
    reply = await memory.replies.get(bram, GARDEN)
    assert reply is not None
    await memory.introductions.prepare(reply.id, bram, name="Bram", reach="0612345678")
    return ana, bram, reply.id


@pytest.mark.parametrize("named", [True, False])
async def test_the_asker_hears_what_the_friend_agreed_to_and_no_more(
    named: bool, store: Store, now: datetime
) -> None:
    async with store.begin() as memory:
        ana, bram, _ = await answered(memory, now, Answer.YES)
        found = await memory.hearing.to_settle(bram, GARDEN)
        assert found is not None
        opening, _ = found
        assert await memory.hearing.to_settle(bram, SOUP) is None
        assert await memory.hearing.to_settle(ana, GARDEN) is None
        assert await memory.hearing.heard(ana, opening) is None
        tries = [await memory.hearing.let_hear(opening, named=named, now=now) for _ in range(2)]
        assert tries == [True, False]
        assert await memory.hearing.to_settle(bram, GARDEN) is None
        assert await memory.hearing.heard(ana, opening) == Heard(GARDEN, "Bram" if named else "")
        assert await memory.hearing.heard(bram, opening) is None
        assert await memory.hearing.of_friend(FRIEND) == [opening]


async def test_who_keeps_it_to_themselves_is_asked_once(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        ana, bram, _ = await answered(memory, now, Answer.YES)
        found = await memory.hearing.to_settle(bram, GARDEN)
        assert found is not None
        assert await memory.hearing.keep_quiet(found[0], now=now)
        assert not await memory.hearing.let_hear(found[0], named=True, now=now + timedelta(hours=1))
        assert await memory.hearing.heard(ana, found[0]) is None
        assert await memory.hearing.of_friend(FRIEND) == []


@pytest.mark.parametrize("answer", [Answer.NO, Answer.MAYBE])
async def test_of_anything_but_a_yes_there_is_nothing_to_hear(
    answer: Answer, store: Store, now: datetime
) -> None:
    async with store.begin() as memory:
        ana, bram, _ = await answered(memory, now, answer)
        assert await memory.hearing.to_settle(bram, GARDEN) is None
        opening = await memory.openings.newest(FRIEND)
        assert opening is not None
        await memory.hearing.let_hear(opening.id, named=True, now=now)
        assert await memory.hearing.heard(ana, opening.id) is None


async def test_a_friend_who_is_forgotten_has_no_name_and_an_asker_who_is_hears_nothing(
    store: Store, now: datetime
) -> None:
    async with store.begin() as memory:
        ana, bram, reply = await answered(memory, now, Answer.YES)
        found = await memory.hearing.to_settle(bram, GARDEN)
        assert found is not None
        await memory.hearing.let_hear(found[0], named=True, now=now)
        await memory.introductions.introduce(reply, now=now)
        await memory.introductions.forget(bram, now=now)
        assert await memory.hearing.heard(ana, found[0]) == Heard(GARDEN, "")
        await memory.replies.unname(bram, now=now)
        await memory.chats.forget(FRIEND)
        assert await memory.hearing.heard(ana, found[0]) == Heard(GARDEN, "")
        await memory.invitations.unname(ana)
        assert await memory.hearing.heard(ana, found[0]) is None
