"""Who came by a code: counted once each, as far as they came, and still so when they are forgotten."""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from campaign.inviting import Became, Came, Code, Place
from campaign.records import Citizen, Profile
from campaign.values import Answer
from storage import schema
from storage.erasing import erase
from storage.memory import Memory
from storage.store import Store
from tests.town import GARDEN, ONLINE, SOUP, settle_town

FIRST_CHAT = 9_001


async def code(memory: Memory, now: datetime) -> Code:
    """A code on a poster."""
    return await memory.codes.make(Place.LIBRARY, "Bieb", language="nl", now=now)


async def came(memory: Memory, by: Code, chat: int, now: datetime, *, joins: bool = True) -> Citizen | None:
    """Somebody opens it, who agrees to have answers kept."""
    await memory.chats.open(chat, bot_id=7, update_id=chat, language="nl", now=now)
    await memory.openings.open_code(by, chat, now=now)
    return await memory.citizens.add(chat, Profile(adult=True), now=now) if joins else None


async def answers(memory: Memory, citizen: Citizen | None, what: int, answer: Answer, now: datetime) -> int:
    """What they answer; the id of the reply."""
    assert citizen is not None
    await memory.replies.put(citizen.id, what, answer, origin="campaign", language="nl", now=now)
    reply = await memory.replies.get(citizen.id, what)
    assert reply is not None
    return reply.id


async def introduced(memory: Memory, citizen: Citizen | None, reply: int, now: datetime) -> int:
    """The organisation hears of a yes; the id of the introduction."""
    assert citizen is not None
    await memory.introductions.prepare(reply, citizen.id, name="Ana", reach="")
    made = await memory.introductions.introduce(reply, now=now)
    assert made is not None
    return made


async def test_people_count_once_and_as_far_as_they_came(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        ours, other = await code(memory, now), await code(memory, now)
        assert await memory.came.by(ours.id) == Came()
        people = [await came(memory, ours, FIRST_CHAT + number, now) for number in range(6)]
        await came(memory, ours, FIRST_CHAT + 6, now, joins=False)
        for again in (ours, other):
            await memory.openings.open_code(again, FIRST_CHAT, now=now + timedelta(hours=1))
        assert await memory.came.by(ours.id) == Came(opened=7, new=7)
        assert await memory.came.by(other.id) == Came(opened=1), "somebody else brought them"

        for what, answer in ((GARDEN, Answer.NO), (SOUP, Answer.MAYBE)):
            await answers(memory, people[0], what, answer, now)
        await answers(memory, people[1], GARDEN, Answer.YES, now)
        assert await memory.came.by(ours.id) == Came(7, 7, answered=2, yes=1)

        for number, (what, helps) in enumerate(((GARDEN, True), (ONLINE, False), (ONLINE, True)), start=2):
            reply = await answers(memory, people[number], what, Answer.YES, now)
            made = await introduced(memory, people[number], reply, now)
            await memory.matches.member_says(made, helps, now=now)
        assert await memory.came.by(ours.id) == Came(7, 7, answered=5, yes=4, matched=2)
        await memory.introductions.decline(made, now=now)
        assert await memory.came.by(ours.id) == Came(7, 7, answered=5, yes=3, matched=1), "it was called off"

        mine = schema.replies.c.citizen_id == people[1].id if people[1] else None
        await memory.connection.execute(update(schema.replies).where(mine).values(matched=True))
        assert await memory.came.by(ours.id) == Came(7, 7, answered=5, yes=3, matched=2)
        await answers(memory, people[1], GARDEN, Answer.NO, now)
        assert await memory.came.by(ours.id) == Came(7, 7, answered=5, yes=2, matched=1), "taken back"
        assert await memory.came.by(other.id) == Came(opened=1)


async def test_who_is_forgotten_still_counts_and_nothing_else_is_left(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        ours, other = await code(memory, now), await code(memory, now)
        people = [await came(memory, ours, FIRST_CHAT + number, now) for number in range(4)]
        await came(memory, ours, FIRST_CHAT + 4, now, joins=False)
        await memory.openings.open_code(other, FIRST_CHAT + 2, now=now)
        await answers(memory, people[0], GARDEN, Answer.MAYBE, now)
        await answers(memory, people[1], GARDEN, Answer.YES, now)
        reply = await answers(memory, people[2], GARDEN, Answer.YES, now)
        made = await introduced(memory, people[2], reply, now)
        await memory.matches.member_says(made, True, now=now)
        before = await memory.came.by(ours.id)
        assert before == Came(5, 5, answered=3, yes=2, matched=1)
    for number in range(5):
        async with store.begin() as memory:
            await erase(memory, FIRST_CHAT + number, now=now + timedelta(days=1))
            assert await memory.came.by(ours.id) == before
            assert await memory.came.by(other.id) == Came(opened=1)
    async with store.look() as memory:
        rows = (await memory.connection.execute(select(schema.openings))).all()
    assert {row.chat_id for row in rows} == {None}
    assert [row.became for row in rows] == [Became.ANSWERED, Became.YES, Became.MATCHED, None, None, None]


async def test_who_is_forgotten_and_comes_again_comes_once_more(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        ours = await code(memory, now)
        await answers(memory, await came(memory, ours, FIRST_CHAT, now), GARDEN, Answer.NO, now)
        await erase(memory, FIRST_CHAT, now=now)
        await came(memory, ours, FIRST_CHAT, now)
        assert await memory.came.by(ours.id) == Came(2, 2, answered=1)
