"""Reminders of a yes: who is due, once for each date, and who is left alone."""

from datetime import datetime, timedelta

from sqlalchemy import update

from campaign.budget import DEFAULT
from campaign.records import Citizen, Profile
from campaign.reminding import windows
from campaign.values import Answer, OrganisationState
from storage import schema
from storage.memory import Memory
from storage.reminding import Due
from storage.store import Store
from tests.town import GARDEN, SOUP, settle_town

ANA, BO = 1001, 1002
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def say_yes(
    memory: Memory, chat: int, starts: datetime, now: datetime, *, to: int = GARDEN
) -> tuple[Citizen, int]:
    """A citizen whose yes was passed on, and the id of their reply."""
    await memory.chats.open(chat, bot_id=1, update_id=chat, language="nl", now=now)
    who = await memory.citizens.add(chat, Profile(adult=True), now=now)
    said = {"origin": "campaign", "language": "nl", "now": now, "on_date": starts}
    await memory.replies.put(who.id, to, Answer.YES, **said)  # type: ignore[arg-type]
    reply = await memory.replies.get(who.id, to)
    assert reply is not None
    await memory.introductions.prepare(reply.id, who.id, name="Ana", reach="")
    await memory.introductions.introduce(reply.id, now=now)
    return who, reply.id


async def due(memory: Memory, now: datetime) -> list[Due]:
    """All that is due."""
    return [one for window in windows(now, DEFAULT) for one in await memory.reminding.due(window, now=now)]


async def test_each_reminder_is_due_once_and_anew_for_another_date(store: Store, now: datetime) -> None:
    starts = now + 9 * DAY
    async with store.begin() as memory:
        await settle_town(memory, now)
        ana, reply = await say_yes(memory, ANA, starts, now)
        assert await due(memory, now + 5 * DAY) == []
        for passed in (6, 8):
            (one,) = await due(memory, now + passed * DAY)
            assert one == Due(reply, GARDEN, ANA, starts)
            assert await memory.reminding.note(one, now=now + passed * DAY)
            assert not await memory.reminding.note(one, now=now + passed * DAY), "another process was first"
            assert await due(memory, now + passed * DAY + HOUR) == []
        await memory.replies.put_date(ana.id, GARDEN, starts + 5 * DAY, now=now + 8 * DAY)
        assert not await memory.reminding.note(one, now=now + 9 * DAY), "it has another date"
        (one,) = await due(memory, now + 11 * DAY)
        assert one.on_date == starts + 5 * DAY


async def test_who_said_yes_or_chose_the_date_since_is_not_reminded_at_once(
    store: Store, now: datetime
) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        await say_yes(memory, ANA, now + 2 * DAY, now)
        bo, _ = await say_yes(memory, BO, now + 9 * DAY, now, to=SOUP)
        await memory.replies.put_date(bo.id, SOUP, now + 3 * DAY, now=now + HOUR)
        assert await due(memory, now + 2 * HOUR) == []
        assert [one.chat_id for one in await due(memory, now + DAY)] == [ANA]
        assert [one.chat_id for one in await due(memory, now + 2 * DAY - 2 * HOUR)] == [ANA, BO]


async def test_who_stopped_or_paused_is_left_alone_unless_they_kept_the_reminders(
    store: Store, now: datetime
) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        ana, reply = await say_yes(memory, ANA, now + 4 * DAY, now)
        later = now + 3 * DAY
        for quiet in ({"stopped": True}, {"stopped": False, "paused_until": later + DAY}):
            await memory.citizens.change(ana.id, now=now, reminders=False, **quiet)
            assert (await due(memory, later), await memory.reminding.stands(reply, now=later)) == ([], False)
            await memory.citizens.change(ana.id, now=now, reminders=True)
            assert [one.reply_id for one in await due(memory, later)] == [reply]
            assert await memory.reminding.stands(reply, now=later)
        await memory.citizens.change(ana.id, now=now, reminders=False, paused_until=later)
        assert len(await due(memory, later)) == 1, "the pause is over"


async def test_what_was_called_off_or_may_not_be_asked_is_not_reminded_of(
    store: Store, now: datetime
) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        ana, _ = await say_yes(memory, ANA, now + 4 * DAY, now)
        bo, reply = await say_yes(memory, BO, now + 4 * DAY, now, to=SOUP)
        later = now + 3 * DAY
        assert len(await due(memory, later)) == 2
        await memory.replies.take_back(ana.id, GARDEN)
        await memory.introductions.withdraw(ana.id, GARDEN, now=now)
        assert [one.reply_id for one in await due(memory, later)] == [reply]
        suspended = update(schema.organisations).values(state=OrganisationState.SUSPENDED.value)
        await memory.connection.execute(suspended)
        assert (await due(memory, later), await memory.reminding.stands(reply, now=later)) == ([], False)
        await memory.citizens.forget(bo.id)
        assert await due(memory, later) == []


async def test_when_the_organisation_moves_a_date_those_who_come_on_it_move_along(
    store: Store, now: datetime
) -> None:
    starts, later = now + 9 * DAY, now + 12 * DAY
    async with store.begin() as memory:
        await settle_town(memory, now)
        _, first = await say_yes(memory, ANA, starts, now)
        bo, _ = await say_yes(memory, BO, starts + DAY, now)
        assert len(await due(memory, now + 6 * DAY)) == 1
        assert await memory.reminding.move(GARDEN, starts, later) == [ANA]
        assert await due(memory, now + 6 * DAY) == []
        (one,) = await due(memory, now + 11 * DAY)
        assert one == Due(first, GARDEN, ANA, later)
        introduction = await memory.introductions.of_reply(first)
        assert introduction is not None
        assert introduction.on_date == later
        reply = await memory.replies.get(bo.id, GARDEN)
        assert reply is not None
        assert reply.on_date == starts + DAY, "another date stays"
