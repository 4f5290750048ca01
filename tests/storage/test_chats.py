"""Chats and updates received: created once, loaded with their citizen, forgotten in time."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from campaign.records import Chat, Profile
from storage import schema
from storage.chats import Opened
from storage.memory import Memory
from storage.store import Store

ANA = 1001
BOT = 7
HIGHEST = 2**52
"""The largest id of a chat that Telegram gives out."""


async def open_chat(
    memory: Memory, now: datetime, *, chat: int = ANA, update: int = 1, language: str | None = "nl"
) -> Opened:
    """The chat as it stands when this update arrives."""
    return await memory.chats.open(chat, bot_id=BOT, update_id=update, language=language, now=now)


async def number_of(memory: Memory) -> int:
    """How many chats there are."""
    return (await memory.connection.scalar(select(func.count()).select_from(schema.chats))) or 0


async def test_a_chat_is_made_once_and_then_found_with_its_citizen(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        first = await open_chat(memory, now, chat=HIGHEST, language="en")
        begun = Chat(HIGHEST, "en", turn=first.chat.turn, new=True)
        assert first == Opened(begun, citizen=None, known=False, latest=False, waited=None)
    async with store.begin() as memory:
        second = await open_chat(memory, now, chat=HIGHEST, language="nl")
        assert second.chat == replace(begun, new=False)
        assert second.citizen is None
        citizen = await memory.citizens.add(HIGHEST, Profile(adult=True, postcode="3331"), now=now)
    async with store.begin() as memory:
        third = await open_chat(memory, now, chat=HIGHEST)
        assert third.citizen == citizen
        assert await number_of(memory) == 1


async def test_how_the_talk_stands_is_saved_but_a_forgotten_chat_stays_forgotten(
    store: Store, now: datetime
) -> None:
    stands = Chat(ANA, "en", waiting="share/123456789/rename", turn=3, keyboard=True)
    async with store.begin() as memory:
        await open_chat(memory, now)
        await memory.chats.save(stands, now=now)
    async with store.begin() as memory:
        assert (await open_chat(memory, now)).chat == stands
        await memory.chats.forget(ANA)
        await memory.chats.save(stands, now=now)
        assert await number_of(memory) == 0


async def test_only_the_very_same_update_of_the_same_bot_is_known_again(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await open_chat(memory, now, update=500)
        await memory.chats.receive(bot_id=BOT, update_id=500, waited="place/typed", now=now)
    async with store.begin() as memory:
        again = await open_chat(memory, now, update=500)
        assert (again.known, again.waited) == (True, "place/typed")
        for other in (499, 501, 12):  # ids may start again anywhere
            opened = await open_chat(memory, now, update=other)
            assert (opened.known, opened.waited) == (False, None)
        elsewhere = await memory.chats.open(ANA, bot_id=8, update_id=500, language="nl", now=now)
        assert not elsewhere.known
    with pytest.raises(IntegrityError):
        async with store.begin() as memory:
            await memory.chats.receive(bot_id=BOT, update_id=500, waited=None, now=now)


async def test_an_update_known_again_tells_whether_it_was_the_last_of_its_chat(
    store: Store, now: datetime
) -> None:
    for update in (500, 20):
        at = now + timedelta(microseconds=1) * (update == 20)
        async with store.begin() as memory:
            opened = await open_chat(memory, at, update=update)
            await memory.chats.save(opened.chat, now=at)
            await memory.chats.receive(bot_id=BOT, update_id=update, waited=None, now=at)
    async with store.begin() as memory:
        assert not (await open_chat(memory, now, update=500)).latest
        assert (await open_chat(memory, now, update=20)).latest
        await memory.chats.block(ANA, now)
        assert (await open_chat(memory, now, update=20)).latest


async def test_two_first_updates_at_once_make_one_chat(store: Store, now: datetime) -> None:
    async def come(update: int) -> bool:
        async with store.begin() as memory:
            opened = await open_chat(memory, now, update=update)
            await asyncio.sleep(0.01)
            await memory.chats.save(opened.chat, now=now)
            return opened.chat.new

    news = await asyncio.gather(*(come(update) for update in range(5)))
    assert sorted(news) == [False, False, False, False, True]
    async with store.look() as memory:
        assert await number_of(memory) == 1


async def test_who_waits_for_a_chat_then_sees_all_that_was_saved_meanwhile(
    store: Store, now: datetime
) -> None:
    async with store.begin() as memory:
        await open_chat(memory, now)
    inside = asyncio.Event()

    async def join() -> None:
        async with store.begin() as memory:
            await open_chat(memory, now, update=1)
            inside.set()
            await asyncio.sleep(0.05)
            await memory.citizens.add(ANA, Profile(likes=3), now=now)
            await memory.chats.receive(bot_id=BOT, update_id=1, waited=None, now=now)

    async def come_again() -> Opened:
        await inside.wait()
        async with store.begin() as memory:
            return await open_chat(memory, now, update=1)

    _, opened = await asyncio.gather(join(), come_again())
    assert opened.known
    assert opened.citizen is not None
    assert opened.citizen.profile.likes == 3


async def test_a_talk_that_begins_anew_never_looks_older_than_the_one_forgotten(
    store: Store, now: datetime
) -> None:
    async with store.begin() as memory:
        first = (await open_chat(memory, now)).chat
        await memory.chats.save(replace(first, turn=first.turn + 400), now=now)
        await memory.chats.forget(ANA)
        again = (await open_chat(memory, now + timedelta(seconds=1))).chat
        assert again.turn > first.turn + 400


async def test_a_block_is_noted_and_lifted_by_word_or_by_the_next_thing_said(
    store: Store, now: datetime
) -> None:
    async def blocked(memory: Memory) -> datetime | None:
        since: datetime | None = await memory.connection.scalar(select(schema.chats.c.blocked))
        return since

    async with store.begin() as memory:
        opened = await open_chat(memory, now)
        await memory.chats.block(ANA, now)
        assert await blocked(memory) == now
        await memory.chats.block(ANA, None)
        assert await blocked(memory) is None
        await memory.chats.block(ANA, now)
        await memory.chats.save(opened.chat, now=now)
        assert await blocked(memory) is None
        await memory.chats.block(2002, now)
        assert await number_of(memory) == 1


async def test_visitors_are_forgotten_after_a_time_and_citizens_are_not(store: Store, now: datetime) -> None:
    citizen, visitor, fresh = 1, 2, 3
    async with store.begin() as memory:
        for chat in (citizen, visitor):
            await open_chat(memory, now - timedelta(hours=25), chat=chat)
        await open_chat(memory, now - timedelta(hours=23), chat=fresh)
        await memory.citizens.add(citizen, Profile(), now=now)
        away = now - timedelta(hours=24)
        assert await memory.chats.visitors(away, since=now - timedelta(hours=24, minutes=30)) == []
        assert await memory.chats.visitors(away, since=now - timedelta(hours=26)) == [visitor]
        assert await memory.chats.visitors(away) == [visitor]
        assert await memory.chats.forget_visitors([citizen, visitor, fresh], away) == 1
        assert await memory.chats.visitors(away) == []
        left = await memory.connection.scalars(select(schema.chats.c.id).order_by(schema.chats.c.id))
        assert list(left) == [citizen, fresh]


async def test_the_memory_of_old_updates_is_dropped(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        for update, hours in ((1, 49), (2, 47)):
            await memory.chats.receive(
                bot_id=BOT, update_id=update, waited=None, now=now - timedelta(hours=hours)
            )
        assert await memory.chats.forget_received(now - timedelta(hours=48)) == 1
        assert await memory.chats.forget_received(now - timedelta(hours=48)) == 0
        await open_chat(memory, now)
        assert not (await open_chat(memory, now, update=1)).known
        assert (await open_chat(memory, now, update=2)).known
