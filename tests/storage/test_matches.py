"""What came of a yes: each side asked once in its time, and the matches of an ask counted."""

from datetime import datetime, timedelta

from campaign.records import Profile
from campaign.values import Answer
from storage.matches import Asked
from storage.memory import Memory
from storage.store import Store
from tests import asked
from tests.desk import staff
from tests.town import GARDEN, VISIT, settle_town

ANA, BO, MIA = 1001, 1002, 2001
DAY = timedelta(days=1)


async def say_yes(
    memory: Memory, chat: int, to: int, on_date: datetime | None, now: datetime, ask_id: int | None = None
) -> tuple[int, int]:
    """A citizen with a yes that was passed on: their id, and that of the introduction."""
    await memory.chats.open(chat, bot_id=1, update_id=chat, language="nl", now=now)
    who = await memory.citizens.add(chat, Profile(adult=True), now=now)
    said = {"origin": "campaign", "language": "nl", "now": now, "on_date": on_date, "ask_id": ask_id}
    await memory.replies.put(who.id, to, Answer.YES, **said)  # type: ignore[arg-type]
    reply = await memory.replies.get(who.id, to)
    assert reply is not None
    await memory.introductions.prepare(reply.id, who.id, name="Ana", reach="")
    made = await memory.introductions.introduce(reply.id, now=now)
    assert made is not None
    return who.id, made


async def both(memory: Memory, now: datetime) -> tuple[list[Asked], list[Asked]]:
    """Whom to ask on both sides two to four weeks later."""
    after, before = now - 28 * DAY, now - 14 * DAY
    citizens = await memory.matches.citizens_to_ask(after, before, now=now)
    return citizens, await memory.matches.organisations_to_ask(after, before)


async def test_both_sides_are_asked_two_weeks_after_the_date_once(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        await staff(memory, [MIA], now)
        _, garden = await say_yes(memory, ANA, GARDEN, now + 3 * DAY, now)
        _, visit = await say_yes(memory, BO, VISIT, None, now)
        assert await both(memory, now + 13 * DAY) == ([], [])
        assert await both(memory, now + 15 * DAY) == ([Asked(visit, (BO,))], []), "nobody acts for it here"
        later = now + 17 * DAY
        citizens, organisations = await both(memory, later)
        assert (len(citizens), organisations) == (2, [Asked(garden, (MIA,))])
        await memory.notices.add([ANA], f"did/{garden}", due=later)
        await memory.notices.add([BO], f"did/{visit}", due=later)
        await memory.notices.add([MIA], f"intro/{garden}/match", due=later)
        assert await both(memory, later) == ([], [])
        assert await both(memory, now + 40 * DAY) == ([], [])


async def test_who_left_is_not_asked_and_who_stopped_is_not_either(store: Store, now: datetime) -> None:
    later = now + 17 * DAY
    async with store.begin() as memory:
        await settle_town(memory, now)
        await staff(memory, [MIA], now)
        ana, number = await say_yes(memory, ANA, GARDEN, now + 3 * DAY, now)
        await memory.citizens.change(ana, now=now, stopped=True, reminders=True)
        assert await both(memory, later) == ([], [Asked(number, (MIA,))])
        await memory.citizens.change(ana, now=now, stopped=False, paused_until=later + DAY)
        assert await both(memory, later) == ([], [Asked(number, (MIA,))])
        await memory.citizens.change(ana, now=now, paused_until=None)
        assert await both(memory, later) == ([Asked(number, (ANA,))], [Asked(number, (MIA,))])
        await memory.introductions.forget(ana, now=now)
        assert await both(memory, later) == ([], [])


async def test_a_match_is_counted_once_by_the_word_of_either_side(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        number = await asked.ask(memory, now)
        ana, first = await say_yes(memory, ANA, GARDEN, now, now, number)
        bo, second = await say_yes(memory, BO, GARDEN, now, now, number)
        assert (await memory.asks.progress(number)).matched == 0
        await memory.matches.citizen_says(bo, first, did=True, now=now)
        assert await memory.matches.said(first) == (None, None), "it is not theirs"
        await memory.matches.citizen_says(ana, first, did=True, now=now)
        await memory.matches.member_says(first, helps=True, now=now)
        await memory.matches.citizen_says(bo, second, did=False, now=now)
        assert (await memory.asks.progress(number)).matched == 1
        await memory.matches.member_says(second, helps=True, now=now)
        assert await memory.matches.said(second) == (False, True)
        assert (await memory.asks.progress(number)).matched == 2
