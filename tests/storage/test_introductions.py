"""Introductions: made once, answered or not, ended by either side, and without a name when they are over."""

from datetime import UTC, datetime, timedelta

from campaign.records import Citizen, Profile
from campaign.values import Answer
from storage.introductions import Ending, Introduction
from storage.memory import Memory
from storage.store import Store
from tests.desk import staff
from tests.dump import dump
from tests.town import GARDEN, SOUP, settle_town

ANA, BO, MIA = 1001, 1002, 2001
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
GARDENERS, NEIGHBOURS = 1, 2


async def join(memory: Memory, now: datetime, chat: int = ANA) -> Citizen:
    """A citizen in a chat of their own."""
    await memory.chats.open(chat, bot_id=1, update_id=chat, language="nl", now=now)
    return await memory.citizens.add(chat, Profile(adult=True), now=now)


async def say_yes(
    memory: Memory, who: Citizen, now: datetime, *, to: int = GARDEN, name: str = "Ana", days: int = 3
) -> tuple[int, int]:
    """A yes with its introduction: the ids of the reply and of the introduction."""
    await memory.opportunities.claim(to)
    date = now + days * DAY
    said = {"origin": "campaign", "language": "nl", "now": now, "on_date": date}
    await memory.replies.put(who.id, to, Answer.YES, **said)  # type: ignore[arg-type]
    reply = await memory.replies.get(who.id, to)
    assert reply is not None
    await memory.introductions.prepare(reply.id, who.id, name=name, reach="@ana")
    made = await memory.introductions.introduce(reply.id, now=now)
    assert made is not None
    return reply.id, made


async def scene(memory: Memory, now: datetime) -> Citizen:
    """The town, an organisation with a member, and a citizen."""
    await settle_town(memory, now)
    await staff(memory, [MIA], now)
    return await join(memory, now)


async def the_one(memory: Memory, number: int) -> Introduction:
    """The introduction as its organisation gets it."""
    found = await memory.introductions.access(GARDENERS, number)
    assert found is not None
    return found


async def test_an_introduction_goes_once_and_to_its_own_organisation_alone(
    store: Store, now: datetime
) -> None:
    async with store.begin() as memory:
        ana = await scene(memory, now)
        bo = await join(memory, now, BO)
        reply, number = await say_yes(memory, ana, now)
        assert await memory.introductions.introduce(reply, now=now + DAY) is None
        it = await the_one(memory, number)
        assert (it.name, it.reach, it.language, it.on_date, it.at) == (
            "Ana",
            "@ana",
            "nl",
            now + 3 * DAY,
            now,
        )
        assert (it.chat_id, it.opportunity_id, it.organisation) == (ANA, GARDEN, "Buurttuin De Kers")
        assert await memory.introductions.access(NEIGHBOURS, number) is None
        assert await memory.introductions.of_citizen(ana.id, number) == it
        assert await memory.introductions.of_citizen(bo.id, number) is None
        assert await memory.introductions.of_reply(reply) == it
        assert await memory.introductions.open_of(NEIGHBOURS) == []


async def test_what_did_not_go_is_seen_by_nobody(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        ana = await scene(memory, now)
        await memory.replies.put(ana.id, GARDEN, Answer.YES, origin="campaign", language="nl", now=now)
        reply = await memory.replies.get(ana.id, GARDEN)
        assert reply is not None
        await memory.introductions.prepare(reply.id, ana.id, name="Ana", reach="")
        prepared = await memory.introductions.of_reply(reply.id)
        assert prepared is not None
        assert prepared.at is None
        assert await memory.introductions.access(GARDENERS, prepared.id) is None
        assert await memory.introductions.open_of(GARDENERS) == []
        assert await memory.introductions.unanswered(now + 9 * DAY) == []
        assert await memory.introductions.withdraw(ana.id, GARDEN, now=now) is None
        assert await memory.introductions.of_reply(reply.id) is None


async def test_those_who_wait_come_first_and_then_the_soonest(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        people = [await scene(memory, now), *[await join(memory, now, chat) for chat in (BO, 1003)]]
        late, soon, known = [
            (await say_yes(memory, who, now, days=days))[1]
            for who, days in zip(people, (5, 2, 1), strict=True)
        ]
        assert await memory.introductions.confirm(known, now=now + HOUR)
        assert not await memory.introductions.confirm(known, now=now + DAY)
        assert (await the_one(memory, known)).confirmed == now + HOUR
        found = await memory.introductions.open_of(GARDENERS)
        assert [it.id for it in found] == [soon, late, known]
        found = await memory.introductions.open_of(GARDENERS, skip=1, limit=1)
        assert [it.id for it in found] == [late]


async def test_a_yes_without_an_answer_is_reminded_of_once_and_passed_on_once(
    store: Store, now: datetime
) -> None:
    async with store.begin() as memory:
        people = [await scene(memory, now), *[await join(memory, now, chat) for chat in (BO, 1003)]]
        waits, answered, over = [(await say_yes(memory, who, now))[1] for who in people]
        _, elsewhere = await say_yes(memory, people[0], now, to=SOUP)
        assert elsewhere != waits
        await memory.introductions.confirm(answered, now=now)
        await memory.introductions.withdraw(people[2].id, GARDEN, now=now)
        assert over not in (waits, answered)

        async def due(hours: int) -> tuple[list[int], list[int]]:
            at = now + hours * HOUR
            since, before = at - 48 * HOUR, at - 24 * HOUR
            remind = await memory.introductions.to_remind(before, after=since, now=at)
            passed = await memory.introductions.unanswered(since)
            return [it.id for it in remind], [it.id for it in passed]

        assert await due(23) == ([], [])
        assert await due(24) == ([waits], [])
        assert await due(49) == ([], [waits])
        assert await memory.introductions.remind(waits, now=now + DAY)
        assert not await memory.introductions.remind(waits, now=now + DAY)
        assert await due(25) == ([], [])
        assert await memory.introductions.pass_on(waits, now=now + 2 * DAY)
        assert not await memory.introductions.pass_on(waits, now=now + 2 * DAY)
        assert not await memory.introductions.pass_on(answered, now=now + 2 * DAY)
        assert await due(50) == ([], [])


async def test_what_is_erased_is_not_passed_on_any_more(store: Store, now: datetime) -> None:
    """As when the bot was away for a month: whoever it was is not told now that nobody answered."""
    late = now + 40 * DAY
    async with store.begin() as memory:
        _, number = await say_yes(memory, await scene(memory, now), now)
        assert [it.id for it in await memory.introductions.unanswered(late - 2 * DAY)] == [number]
        assert await memory.introductions.expire(late - 30 * DAY) == [number]
        assert await memory.introductions.unanswered(late - 2 * DAY) == []


async def test_nobody_is_reminded_of_what_has_begun(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        ana = await scene(memory, now)
        await say_yes(memory, ana, now, days=1)
        at = now + 25 * HOUR
        assert await memory.introductions.to_remind(now + HOUR, after=now - DAY, now=at) == []


async def test_who_cannot_come_keeps_no_way_to_be_reached_and_may_say_yes_again(
    store: Store, now: datetime
) -> None:
    async with store.begin() as memory:
        ana = await scene(memory, now)
        _, first = await say_yes(memory, ana, now)
        assert await memory.replies.take_back(ana.id, GARDEN)
        assert not await memory.replies.take_back(ana.id, GARDEN)
        assert await memory.introductions.withdraw(ana.id, GARDEN, now=now) == first
        assert await memory.introductions.withdraw(ana.id, GARDEN, now=now) is None
        it = await the_one(memory, first)
        assert (it.name, it.reach, it.on_date, it.ending) == ("Ana", "", now + 3 * DAY, Ending.CANCELLED)
        assert not await memory.introductions.confirm(first, now=now)
        assert await memory.introductions.decline(first, now=now) is None
        reply = await memory.replies.get(ana.id, GARDEN)
        assert reply is not None
        assert (reply.name, reply.introduced) == (None, None)
        _, second = await say_yes(memory, ana, now, name="Anna")
        assert second != first
        assert [it.id for it in await memory.introductions.open_of(GARDENERS)] == [second]
        assert len(await memory.replies.everything(ana.id)) == 2, "all that was shared is told"
        assert len(await memory.replies.promises(ana.id, now=now)) == 1


async def test_what_is_no_longer_possible_ends_the_yes_and_frees_its_place_once(
    store: Store, now: datetime
) -> None:
    async with store.begin() as memory:
        ana = await scene(memory, now)
        _, number = await say_yes(memory, ana, now)
        assert await memory.introductions.decline(number, now=now) == GARDEN
        assert await memory.introductions.decline(number, now=now) is None
        assert not await memory.replies.take_back(ana.id, GARDEN)
        assert await memory.replies.promises(ana.id, now=now) == []
        assert await memory.replies.unname(ana.id, now=now) == []
        mine = await memory.introductions.of_citizen(ana.id, number)
        assert mine is not None
        assert mine.ending is Ending.DECLINED


async def test_another_date_is_told_to_the_organisation(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        ana = await scene(memory, now)
        reply, number = await say_yes(memory, ana, now)
        assert await memory.introductions.move(reply, now + 3 * DAY) is None
        assert await memory.introductions.move(reply, now + 10 * DAY) == number
        assert (await the_one(memory, number)).on_date == now + 10 * DAY


async def test_who_is_forgotten_leaves_introductions_without_a_name(store: Store, now: datetime) -> None:
    midnight = datetime(2027, 1, 13, tzinfo=UTC)
    async with store.begin() as memory:
        ana = await scene(memory, now)
        bo = await join(memory, now, BO)
        _, number = await say_yes(memory, ana, now, name="Zoltana")
        _, other = await say_yes(memory, bo, now, name="Bo")
        told = await memory.introductions.forget(ana.id, now=now)
        assert [(it.id, it.organisation_id, it.ending) for it in told] == [(number, GARDENERS, None)]
        assert await memory.introductions.forget(ana.id, now=now) == []
        await memory.replies.unname(ana.id, now=now)
        await memory.chats.forget(ANA)
        it = await the_one(memory, number)
        assert (it.name, it.reach, it.chat_id, it.at) == ("", "", None, midnight)
        assert (it.ending, it.on_date) == (Ending.FORGOTTEN, now + 3 * DAY)
        assert [one.id for one in await memory.introductions.open_of(GARDENERS)] == [other]
    kept = await dump(store)
    assert "Zoltana" not in kept
    assert "'Bo'" in kept


async def test_a_citizen_erased_any_other_way_takes_their_name_along(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        ana = await scene(memory, now)
        await say_yes(memory, ana, now, name="Zoltana")
        await memory.citizens.forget(ana.id)
    assert "Zoltana" not in await dump(store)


async def test_thirty_days_after_the_date_nobody_knows_who_it_was(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        ana = await scene(memory, now)
        _, number = await say_yes(memory, ana, now, days=3)
        early, late = now + 2 * DAY, now + 4 * DAY
        assert await memory.introductions.expire(early) == []
        assert await memory.introductions.expired(late) == [number]
        assert await memory.introductions.expire(late) == [number]
        assert await memory.introductions.expire(late) == []
        it = await the_one(memory, number)
        assert (it.name, it.reach, it.ending) == ("", "", None)


async def test_a_message_that_shows_a_page_is_drawn_anew_with_all_others(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await memory.chats.open(MIA, bot_id=1, update_id=1, language="nl", now=now)
        notices = memory.notices

        async def shows(message: int, number: int) -> None:
            await notices.stand(MIA, message, "intro", number=number, now=now)

        await shows(50, 7)
        await shows(50, 7)
        await shows(51, 7)
        await shows(52, 70)
        assert await notices.redraw_under("intro/7") == 2
        await shows(50, 8)
        assert await notices.redraw_under("intro/7") == 1, "the message shows another by now"
        assert await notices.redraw_in([MIA], "intro") == 3
        assert await notices.redraw_in([ANA], "intro") == 0
        assert await notices.redraw_in([], "intro") == 0
