"""Replies: one to each ask, promises in order, and what stays when their citizen is forgotten."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from campaign.records import Citizen, Profile
from campaign.values import Answer, Company, Day, Part, Reason, Travel, slot
from storage import schema
from storage.memory import Memory
from storage.replies import Promise, Reply
from storage.store import Store
from tests.town import CANTEEN, GARDEN, SOUP, TALK, VISIT, settle_town

ANA, BO = 1001, 1002
DAY = timedelta(days=1)


async def join(memory: Memory, now: datetime, chat: int = ANA) -> Citizen:
    """A citizen in a chat of their own."""
    await memory.chats.open(chat, bot_id=1, update_id=1, language="nl", now=now)
    return await memory.citizens.add(chat, Profile(adult=True), now=now)


async def answer(
    memory: Memory, who: Citizen, number: int, said: Answer, now: datetime, **more: Any
) -> Reply:
    """The reply that this leaves."""
    await memory.replies.put(who.id, number, said, origin="campaign", language="nl", now=now, **more)
    reply = await memory.replies.get(who.id, number)
    assert reply is not None
    return reply


async def test_a_second_answer_takes_the_place_of_the_first(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        ana, bo = await join(memory, now), await join(memory, now, BO)
        assert await memory.replies.get(ana.id, GARDEN) is None
        first = await answer(memory, ana, GARDEN, Answer.YES, now, on_date=now + DAY)
        assert first == Reply(first.id, Answer.YES, None, now + DAY, None, None, None)
        second = await answer(memory, ana, GARDEN, Answer.NO, now + DAY, reason=Reason.FAR)
        assert second == Reply(first.id, Answer.NO, Reason.FAR, None, None, None, None)
        assert await memory.replies.get(bo.id, GARDEN) is None
        assert (await answer(memory, bo, GARDEN, Answer.MAYBE, now)).id != first.id
        assert await memory.replies.count() == {"no": 1, "maybe": 1}
        times = await memory.connection.scalars(select(schema.replies.c.at).order_by(schema.replies.c.id))
        assert list(times) == [now + DAY, now]


async def test_promises_stand_soonest_first_and_those_without_a_date_last(
    store: Store, now: datetime
) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        ana, bo = await join(memory, now), await join(memory, now, BO)
        await answer(memory, ana, TALK, Answer.YES, now)
        await answer(memory, ana, SOUP, Answer.YES, now, on_date=now + 5 * DAY)
        reply = await answer(memory, ana, GARDEN, Answer.YES, now, on_date=now + DAY)
        await answer(memory, ana, VISIT, Answer.MAYBE, now)
        await answer(memory, ana, CANTEEN, Answer.YES, now, on_date=now - DAY)
        await memory.introductions.prepare(reply.id, ana.id, name="Ana", reach="")
        await memory.replies.put_date(ana.id, SOUP, now + 2 * DAY, now=now)
        await memory.replies.put_date(bo.id, GARDEN, now + 9 * DAY, now=now)
        promises = await memory.replies.promises(ana.id, now=now)
        assert [(one.opportunity_id, one.on_date) for one in promises] == [
            (GARDEN, now + DAY),
            (SOUP, now + 2 * DAY),
            (TALK, None),
        ]
        assert promises[0] == Promise(GARDEN, "Samen de buurttuin opruimen", "nl", now + DAY, False)
        await memory.introductions.introduce(reply.id, now=now)
        assert (await memory.replies.promises(ana.id, now=now))[0].introduced
        assert await memory.replies.promises(bo.id, now=now) == []


async def test_a_plan_is_kept_choice_by_choice_and_gone_with_its_yes(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        ana, bo = await join(memory, now), await join(memory, now, BO)
        empty = await answer(memory, ana, GARDEN, Answer.YES, now, on_date=now + DAY)
        other = await answer(memory, bo, GARDEN, Answer.YES, now, on_date=now + DAY)
        await memory.replies.settle(empty.id, travel=Travel.BIKE)
        await memory.replies.settle(empty.id, company=Company.KNOWN, slot=0)
        planned = replace(empty, travel=Travel.BIKE, company=Company.KNOWN, slot=0)
        assert await memory.replies.get(ana.id, GARDEN) == planned
        assert await memory.replies.get(bo.id, GARDEN) == other
        assert await memory.replies.take_back(ana.id, GARDEN)
        assert await memory.replies.get(ana.id, GARDEN) == replace(empty, answer=Answer.NO)
        await memory.replies.settle(other.id, travel=Travel.CAR, company=Company.ALONE, slot=1)
        await memory.replies.unname(bo.id, now=now)
        columns = schema.replies.c
        kept = select(columns.travel, columns.company, columns.slot).where(columns.id == other.id)
        assert (await memory.connection.execute(kept)).one() == (None, None, None)


async def test_an_introduction_is_prepared_as_often_as_liked_and_made_once(
    store: Store, now: datetime
) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        ana = await join(memory, now)
        reply = await answer(memory, ana, GARDEN, Answer.YES, now)
        await memory.introductions.prepare(reply.id, ana.id, name="Ana", reach="")
        await memory.introductions.prepare(reply.id, ana.id, name="Anna", reach="0612345678")
        prepared = replace(reply, name="Anna", reach="0612345678")
        assert await memory.replies.get(ana.id, GARDEN) == prepared
        await memory.introductions.introduce(reply.id, now=now + DAY)
        await memory.introductions.introduce(reply.id, now=now + 2 * DAY)
        assert await memory.replies.get(ana.id, GARDEN) == replace(prepared, introduced=now + DAY)


async def test_a_file_of_everything_holds_all_of_one_citizen_and_nothing_of_another(
    store: Store, now: datetime
) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        ana, bo = await join(memory, now), await join(memory, now, BO)
        reply = await answer(memory, ana, GARDEN, Answer.YES, now, on_date=now + DAY)
        await memory.introductions.prepare(reply.id, ana.id, name="Ana", reach="@ana")
        await answer(memory, ana, SOUP, Answer.NO, now, reason=Reason.TIME)
        await answer(memory, bo, GARDEN, Answer.MAYBE, now)
        await memory.replies.settle(reply.id, travel=Travel.BIKE, slot=slot(Day.SATURDAY, Part.MORNING))
        garden, soup = await memory.replies.everything(ana.id)
        assert garden == {
            "title": "Samen de buurttuin opruimen",
            "organisation": "Buurttuin De Kers",
            "answer": "yes",
            "reason": None,
            "on_date": now + DAY,
            "travel": "bike",
            "company": None,
            "slot": "saturday morning",
            "matched": None,
            "matched_at": None,
            "at": now,
            "shared_name": "Ana",
            "shared_contact": "@ana",
            "introduced": None,
            "confirmed": None,
            "ending": None,
        }
        assert soup["slot"] is None
        assert (soup["answer"], soup["reason"], soup["shared_name"]) == ("no", "time", None)


async def test_who_is_forgotten_leaves_counts_that_are_coarse_to_the_day(store: Store, now: datetime) -> None:
    evening = datetime(2027, 1, 13, 21, 47, 11, tzinfo=UTC)
    async with store.begin() as memory:
        await settle_town(memory, now)
        ana, bo = await join(memory, now), await join(memory, now, BO)
        garden = await answer(memory, ana, GARDEN, Answer.YES, evening, on_date=now + DAY)
        await memory.introductions.prepare(garden.id, ana.id, name="Ana", reach="@ana")
        await answer(memory, ana, TALK, Answer.YES, evening)
        await answer(memory, ana, CANTEEN, Answer.YES, evening, on_date=now - DAY)
        await answer(memory, ana, SOUP, Answer.NO, evening, reason=Reason.FAR)
        await answer(memory, bo, GARDEN, Answer.YES, evening, on_date=now + DAY)
        await memory.reports.add(GARDEN, "rude", citizen_id=ana.id, now=evening)
        await memory.reports.add(GARDEN, "other", citizen_id=None, now=evening)
        counts = await memory.replies.count()

        assert sorted(await memory.replies.unname(ana.id, now=now)) == [GARDEN, TALK]
        await memory.chats.forget(ANA)
        assert await memory.replies.unname(ana.id, now=now) == []

        assert await memory.replies.count() == counts == {"yes": 4, "no": 1}
        columns = schema.replies.c
        rows = await memory.connection.execute(
            select(columns.citizen_id, columns.at, columns.on_date).order_by(columns.id)
        )
        midnight = datetime(2027, 1, 13, tzinfo=UTC)
        assert [tuple(row) for row in rows] == [(None, midnight, None)] * 4 + [(bo.id, evening, now + DAY)]
        for table, left in ((schema.introductions, 0), (schema.reports, 2)):
            assert await memory.connection.scalar(select(func.count()).select_from(table)) == left
        reports = schema.reports.c
        told = await memory.connection.execute(select(reports.citizen_id, reports.at).order_by(reports.id))
        assert [tuple(row) for row in told] == [(None, midnight), (None, evening)]
        assert await memory.replies.everything(ana.id) == []
