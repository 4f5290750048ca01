"""Reports, asks in the making and progress that moves, on both databases."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, update

from campaign.records import Audience, Profile
from campaign.values import AskState
from storage import schema
from storage.memory import Memory
from storage.store import Store
from tests.town import GARDEN, SOUP, settle_town

HOUR = timedelta(hours=1)


async def settle(memory: Memory, now: datetime) -> list[int]:
    """The town with three citizens in it."""
    await settle_town(memory, now)
    found = []
    for chat in (1, 2, 3):
        await memory.chats.open(chat, bot_id=1, update_id=chat, language="en", now=now)
        found.append((await memory.citizens.add(chat, Profile(postcode="3331"), now=now)).id)
    return found


async def put_out(memory: Memory, state: AskState, now: datetime, *, why: str | None = None) -> int:
    """An ask for the garden, in this state."""
    ask = await memory.asks.add(
        1,
        GARDEN,
        state=AskState.DRAFT,
        words="",
        audience=Audience(),
        starts=None,
        deadline=None,
        gap=120,
        now=now,
    )
    if state is not AskState.DRAFT:
        await memory.asks.set_state(ask, state, why=why, now=now)
    return ask


async def arrive(memory: Memory, ask: int, citizen: int, message_id: int, now: datetime) -> None:
    """A message of an ask reached a citizen."""
    values = {"ask_id": ask, "citizen_id": citizen, "state": "sent", "wave": 1, "fit": 1, "due": now}
    await memory.connection.execute(
        insert(schema.deliveries).values(**values, claimed=now, settled=now, message_id=message_id)
    )


async def test_a_report_keeps_the_last_message_that_asked(store: Store, now: datetime) -> None:
    """Each citizen has one open report, with the ask and the message; what is settled is not reopened."""
    async with store.begin() as memory:
        ana, bo, _ = await settle(memory, now)
        first = await put_out(memory, AskState.ENDED, now)
        last = await put_out(memory, AskState.SENDING, now)
        await arrive(memory, first, ana, 70, now - HOUR)
        await arrive(memory, last, ana, 71, now)
        told = await memory.reports.add(GARDEN, "untrue", citizen_id=ana, now=now)
        assert told == await memory.reports.add(GARDEN, "rude", citizen_id=ana, now=now)
        report = await memory.reports.get(told)
        assert report is not None
        assert (report.what, report.ask_id, report.message_id) == ("rude", last, 71)
        other = await memory.reports.get(await memory.reports.add(GARDEN, "rude", citizen_id=bo, now=now))
        assert other is not None
        assert (other.ask_id, other.message_id) == (None, None)
        assert await memory.reports.enough(GARDEN)
        await memory.reports.settle(GARDEN, now=now)
        assert not await memory.reports.enough(GARDEN)
        again = await memory.reports.add(GARDEN, "rude", citizen_id=ana, now=now)
        assert again not in (told, other.id)
        assert await memory.reports.count(GARDEN) == 1


async def test_only_different_people_and_open_reports_are_enough(store: Store, now: datetime) -> None:
    """Visitors count as one, beside somebody who surely is another; what is about something else does not."""
    async with store.begin() as memory:
        ana, bo, _ = await settle(memory, now)
        for what in ("untrue", "untrue", "rude"):
            await memory.reports.add(GARDEN, what, citizen_id=None, message_id=5, now=now - HOUR)
        assert await memory.reports.count(GARDEN) == 2
        assert not await memory.reports.enough(GARDEN)
        await memory.reports.add(GARDEN, "untrue", citizen_id=ana, now=now)
        assert not await memory.reports.enough(GARDEN), "Ana joined later: she may have been the visitor"
        await memory.reports.add(GARDEN, "other", citizen_id=None, now=now + HOUR)
        assert await memory.reports.enough(GARDEN)
        await memory.reports.settle(GARDEN, now=now)
        await memory.reports.add(GARDEN, "untrue", citizen_id=ana, now=now)
        await memory.reports.add(SOUP, "untrue", citizen_id=bo, now=now)
        assert not await memory.reports.enough(GARDEN)
        await memory.reports.add(GARDEN, "other", citizen_id=bo, now=now)
        assert await memory.reports.enough(GARDEN)


async def test_two_who_report_at_the_same_moment_see_each_other(store: Store, now: datetime) -> None:
    """However two reports fall together, one of them finds that they are enough."""
    async with store.begin() as memory:
        citizens = await settle(memory, now)

    async def report(citizen: int) -> bool:
        async with store.begin() as memory:
            await memory.reports.add(GARDEN, "rude", citizen_id=citizen, now=now)
            return await memory.reports.enough(GARDEN)

    assert sorted(await asyncio.gather(*(report(one) for one in citizens[:2]))) == [False, True]


async def test_what_goes_out_or_was_paused_otherwise_is_held(store: Store, now: datetime) -> None:
    """Not what waits, is over, or is held for reports already."""
    async with store.begin() as memory:
        await settle(memory, now)
        held = [
            await put_out(memory, AskState.SENDING, now),
            await put_out(memory, AskState.PAUSED, now, why="member"),
            await put_out(memory, AskState.PAUSED, now),
        ]
        for state, why in (
            (AskState.PAUSED, "reports"),
            (AskState.WAITING, None),
            (AskState.STOPPED, None),
            (AskState.DRAFT, None),
        ):
            await put_out(memory, state, now, why=why)
        assert sorted(await memory.reports.running_asks(GARDEN)) == held
        assert await memory.reports.running_asks(SOUP) == []


async def test_one_ask_is_in_the_making_and_only_that_is_thrown_away(store: Store, now: datetime) -> None:
    """What was sent cannot be thrown away by an old button."""
    async with store.begin() as memory:
        await settle(memory, now)
        sent = await put_out(memory, AskState.SENDING, now)
        assert await memory.making.begun(1, GARDEN) is None
        draft = await put_out(memory, AskState.DRAFT, now)
        assert await memory.making.begun(1, GARDEN) == draft
        assert await memory.making.begun(2, GARDEN) is None
        await memory.making.drop(sent)
        await memory.making.drop(draft)
        assert [ask.id for ask in await memory.asks.of_organisation(1)] == [sent]


async def test_what_is_held_back_the_morning_after_the_end_is_shown_and_a_reply_whenever_it_comes(
    store: Store, now: datetime
) -> None:
    """The messages of what is over are not looked after for ever."""
    async with store.begin() as memory:
        ana, bo, _ = await settle(memory, now)
        ask = await put_out(memory, AskState.STOPPED, now)
        await memory.notices.add([1], f"theask/{ask}", due=now)

        async def shown(at: datetime) -> None:
            shows = update(schema.notices).values(state="sent", settled=at, message_id=9, redraw=False)
            await memory.connection.execute(shows)

        async def behind(at: datetime) -> list[int]:
            return await memory.live.behind(at, every=timedelta(seconds=30))

        await shown(now + timedelta(minutes=1))
        assert await behind(now + 14 * HOUR) == []
        await arrive(memory, ask, ana, 71, now + 14 * HOUR)
        assert await behind(now + 15 * HOUR) == [ask]
        assert await behind(now + 49 * HOUR) == []
        await shown(now + 16 * HOUR)
        said = {"citizen_id": bo, "opportunity_id": GARDEN, "origin": "organisation", "answer": "no"}
        await memory.connection.execute(
            insert(schema.replies).values(**said, language="en", at=now + 200 * HOUR, ask_id=ask)
        )
        assert await behind(now + 201 * HOUR) == [ask]


@pytest.mark.parametrize("what", ["delivery", "reply", "end", "nothing"])
async def test_progress_is_behind_when_something_came_about_since(
    store: Store, now: datetime, what: str
) -> None:
    """A delivery, a reply or the end; seen once it was shown long enough ago, and not while it is redrawn."""
    later = now + timedelta(seconds=5)
    async with store.begin() as memory:
        ana, _, _ = await settle(memory, now)
        ask = await put_out(memory, AskState.SENDING, now - HOUR)
        for chat in (1, 2):
            await memory.notices.add([chat], f"theask/{ask}", due=now)
        await memory.notices.add([1], f"theask/{ask}0", due=now)
        shown = update(schema.notices).values(state="sent", settled=now, message_id=9)
        await memory.connection.execute(shown)
        if what == "delivery":
            await arrive(memory, ask, ana, 71, later)
        elif what == "reply":
            said = {"citizen_id": ana, "opportunity_id": GARDEN, "origin": "organisation", "answer": "no"}
            await memory.connection.execute(
                insert(schema.replies).values(**said, language="en", at=later, ask_id=ask)
            )
        elif what == "end":
            await memory.asks.set_state(ask, AskState.ENDED, now=later)
        moved = [] if what == "nothing" else [ask]
        seconds = timedelta(seconds=30)
        assert await memory.live.behind(now + timedelta(seconds=29), every=seconds) == []
        assert await memory.live.behind(now + timedelta(seconds=31), every=seconds) == moved
        await memory.notices.redraw(f"theask/{ask}")
        assert await memory.live.behind(now + timedelta(seconds=31), every=seconds) == []
