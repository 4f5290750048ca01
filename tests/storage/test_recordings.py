"""Recordings: one plays, one is kept, the sound outlives every file id, and a voice goes with its person."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from storage.memory import Memory
from storage.recordings import Lost, Playing, ToFetch
from storage.store import Store

TESSA, TIM, BOT, OTHER_BOT = 11, 12, 7, 8
MINUTE = timedelta(minutes=1)


async def record(memory: Memory, page: str, language: str, now: datetime, **more: Any) -> int:
    """A recording that Tessa made, unless it is said otherwise."""
    told = {"seconds": 4, "size": 900, "fingerprint": "f", "chat_id": TESSA, "bot_id": BOT, "file_id": "id"}
    return await memory.recordings.add(page, language, now=now, **{**told, **more})


@pytest.fixture
async def team(store: Store, now: datetime) -> Store:
    """Tessa and Tim, who are of the team."""
    async with store.begin() as memory:
        for chat_id, name in ((TESSA, "Tessa"), (TIM, "Tim")):
            await memory.chats.open(chat_id, bot_id=BOT, update_id=chat_id, language="nl", now=now)
            await memory.members.add_to_team(chat_id, name, now=now)
    return store


async def test_the_newest_plays_and_the_one_before_it_is_kept(team: Store, now: datetime) -> None:
    async with team.begin() as memory:
        assert await memory.recordings.playable() == frozenset()
        assert await memory.recordings.play("ask", "nl", BOT) is None
        first = await record(memory, "ask", "nl", now)
        await record(memory, "ask", "tr", now)
        await record(memory, "hello", "nl", now, fingerprint="g", seconds=9)
    async with team.begin() as memory:
        second = await record(memory, "ask", "nl", now + MINUTE, chat_id=TIM, file_id="two", seconds=5)
        assert await memory.recordings.playable() == {("ask", "nl"), ("ask", "tr"), ("hello", "nl")}
        assert await memory.recordings.play("ask", "nl", BOT) == Playing(second, 5, "two")
        assert [one.id for one in await memory.recordings.versions("ask", "nl")] == [second, first]
        assert await memory.recordings.use("ask", "nl", first)
        assert await memory.recordings.play("ask", "nl", BOT) == Playing(first, 4, "id")
        assert not await memory.recordings.use("ask", "tr", first), "it is no recording of that"
        third = await record(memory, "ask", "nl", now + 2 * MINUTE)
        assert [one.id for one in await memory.recordings.versions("ask", "nl")] == [third, first]
        found = await memory.recordings.of_language("nl")
        assert {page: one.id for page, one in found.items()} == {"ask": third, "hello": found["hello"].id}
        assert (found["hello"].seconds, found["hello"].fingerprint) == (9, "g")
        assert (found["ask"].name, found["ask"].recorded) == ("Tessa", now + 2 * MINUTE)
        assert await memory.recordings.delete("ask", "nl")
        assert not await memory.recordings.delete("ask", "nl")
        assert await memory.recordings.versions("ask", "nl") == []
        assert await memory.recordings.playable() == {("ask", "tr"), ("hello", "nl")}


async def test_every_bot_knows_a_recording_by_a_name_of_its_own(team: Store, now: datetime) -> None:
    async with team.begin() as memory:
        number = await record(memory, "ask", "nl", now)
        assert await memory.recordings.play("ask", "nl", OTHER_BOT) == Playing(number, 4, None)
        await memory.recordings.keep_file(number, OTHER_BOT, "theirs")
        await memory.recordings.keep_file(number, BOT, "renewed")
        await memory.recordings.keep_file(number + 1, BOT, "of none")
        for bot, file_id in ((BOT, "renewed"), (OTHER_BOT, "theirs")):
            assert await memory.recordings.play("ask", "nl", bot) == Playing(number, 4, file_id)


async def test_the_sound_is_fetched_by_the_bot_that_can_and_put_off_or_given_up(
    team: Store, now: datetime
) -> None:
    async with team.begin() as memory:
        first = await record(memory, "ask", "nl", now)
        second = await record(memory, "ask", "nl", now, chat_id=TIM, file_id="two")
        fetch = memory.recordings.to_fetch
        assert await fetch(OTHER_BOT, now=now, limit=9) == []
        assert await fetch(BOT, now=now - MINUTE, limit=9) == []
        assert await fetch(BOT, now=now, limit=9) == [ToFetch(first, "id", 0), ToFetch(second, "two", 0)]
        assert await fetch(BOT, now=now, limit=1) == [ToFetch(first, "id", 0)]
        assert [one.fetched for one in await memory.recordings.versions("ask", "nl")] == [False, False]
        assert await memory.recordings.content(first) is None
        await memory.recordings.fetched(first, b"\x00sound\xff")
        await memory.recordings.put_off(second, until=now + MINUTE)
    async with team.begin() as memory:
        assert await memory.recordings.content(first) == b"\x00sound\xff"
        assert [one.size for one in await memory.recordings.versions("ask", "nl")] == [900, 7]
        assert await memory.recordings.to_fetch(BOT, now=now, limit=9) == []
        assert await memory.recordings.to_fetch(BOT, now=now + MINUTE, limit=9) == [ToFetch(second, "two", 1)]
        assert await memory.recordings.lose(second) == Lost("ask", "nl", TIM)
        assert await memory.recordings.lose(second) is None
        assert await memory.recordings.play("ask", "nl", BOT) == Playing(first, 4, "id")


async def test_a_voice_is_told_and_erased_with_its_person(team: Store, now: datetime) -> None:
    async with team.begin() as memory:
        first = await record(memory, "ask", "nl", now)
        await memory.recordings.fetched(first, b"sound")
        await record(memory, "ask", "nl", now, chat_id=TIM)
        await record(memory, "hello", "nl", now, chat_id=TIM)
        assert await memory.recordings.count_of(TIM) == 2
        mine = {"screen": "ask", "language": "nl", "recorded": now, "seconds": 4}
        assert await memory.recordings.everything(TESSA) == [mine]
        assert await memory.recordings.forget(TIM) == 2
        assert await memory.recordings.playable() == {("ask", "nl")}
        await memory.chats.forget(TESSA)
    async with team.look() as memory:
        (left,) = await memory.recordings.versions("ask", "nl")
        assert (left.id, left.name) == (first, None)
