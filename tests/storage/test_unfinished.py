"""Yeses that nobody was told of: reminded once, let go after a day, unless finished meanwhile."""

from datetime import datetime, timedelta

from campaign.values import Answer
from storage.store import Store
from tests.storage.test_introductions import join, say_yes, scene
from tests.town import GARDEN, SOUP

HOUR = timedelta(hours=1)


async def test_a_yes_that_nobody_heard_of_is_reminded_once_and_then_let_go(
    store: Store, now: datetime
) -> None:
    said = {"origin": "campaign", "language": "nl", "now": now, "on_date": now + 72 * HOUR}
    async with store.begin() as memory:
        ana = await scene(memory, now)
        await memory.replies.put(ana.id, GARDEN, Answer.YES, **said)  # type: ignore[arg-type]
        bo = await join(memory, now, 1002)
        await say_yes(memory, bo, now, to=SOUP)
        later, held = now + 3 * HOUR, memory.unfinished
        (one,) = await held.to_remind(now, after=now - HOUR, now=later)
        assert (one.opportunity_id, one.chat_id) == (GARDEN, ana.chat_id)
        assert [await held.remind(one.reply_id, now=later) for _ in range(2)] == [True, False]
        assert await held.to_remind(now, after=now - HOUR, now=later) == []
        await memory.introductions.prepare(one.reply_id, ana.id, name="Ana", reach="")
        assert [found.reply_id for found in await held.overdue(now, now=later)] == [one.reply_id]
        assert [await held.let_go(one.reply_id, now) for _ in range(2)] == [True, False]
        reply = await memory.replies.get(ana.id, GARDEN)
        assert reply is not None
        assert (reply.answer, reply.name) == (Answer.MAYBE, None)


async def test_a_yes_that_was_finished_or_is_past_keeps_its_place(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        ana = await scene(memory, now)
        reply, _ = await say_yes(memory, ana, now)
        said = {"origin": "campaign", "language": "nl", "now": now, "on_date": now + HOUR}
        await memory.replies.put(ana.id, SOUP, Answer.YES, **said)  # type: ignore[arg-type]
        assert await memory.unfinished.overdue(now, now=now + 2 * HOUR) == []
        assert not await memory.unfinished.let_go(reply, now)


async def test_whoever_wants_no_messages_is_not_reminded(store: Store, now: datetime) -> None:
    said = {"origin": "campaign", "language": "nl", "now": now}
    async with store.begin() as memory:
        ana = await scene(memory, now)
        await memory.replies.put(ana.id, GARDEN, Answer.YES, **said)  # type: ignore[arg-type]
        await memory.citizens.change(ana.id, now=now, stopped=True)
        assert await memory.unfinished.to_remind(now, after=now - HOUR, now=now) == []
        assert len(await memory.unfinished.overdue(now, now=now)) == 1
