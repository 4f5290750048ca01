"""Who agreed and was asked for nothing: counted by why, and the share of those asked in time."""

from datetime import datetime, timedelta

from sqlalchemy import insert, update

from campaign.values import WhyNot
from storage import schema
from storage.memory import Memory
from storage.store import Store
from storage.unasked import InTime
from tests.asked import FIRST_CHAT, citizens

WITHIN = timedelta(days=7)
DAY = timedelta(days=1)


async def change(memory: Memory, citizen: int, **values: object) -> None:
    """Set columns of one citizen."""
    await memory.connection.execute(
        update(schema.citizens).where(schema.citizens.c.id == citizen).values(**values)
    )


async def test_who_was_not_asked_is_counted_by_what_is_in_the_way(store: Store, now: datetime) -> None:
    """The first reason counts; who withdrew, was asked, or agreed only lately is not on the list."""
    async with store.begin() as memory:
        people = await citizens(memory, 11, now)
        for one in people:
            await change(memory, one, agreed=now - 8 * DAY)
        (stopped, paused, blocked, nothing, full, waits, rested, withdrew, lately, asked, both) = people
        await change(memory, stopped, stopped=True, may_ask=None, paused_until=now + DAY)
        await change(memory, paused, paused_until=now + DAY)
        await change(memory, rested, paused_until=now)
        await change(memory, withdrew, may_ask=False)
        await change(memory, lately, agreed=now - 7 * DAY + timedelta(seconds=1))
        await change(memory, asked, asked=now)
        gone = schema.chats.c.id == FIRST_CHAT + people.index(blocked)
        await memory.connection.execute(update(schema.chats).where(gone).values(blocked=now))
        for moment, rows in (
            (await memory.moments.standing(now=now), {nothing: "nothing", full: "full", both: "nothing"}),
            (await memory.moments._row(("winter", "ask")), {both: "full", waits: "week"}),
        ):
            made = [
                {
                    "moment_id": moment,
                    "citizen_id": citizen,
                    "step": "ask",
                    "state": "planned",
                    "reason": why,
                    "wave": 0,
                    "fit": 1,
                    "due": now,
                }
                for citizen, why in rows.items()
            ]
            await memory.connection.execute(insert(schema.deliveries), made)
    async with store.look() as memory:
        found = await memory.unasked.counts(before=now - WITHIN, now=now)
    assert list(found.items()) == [
        (WhyNot.STOPPED, 1),
        (WhyNot.PAUSED, 1),
        (WhyNot.BLOCKED, 1),
        (WhyNot.NOTHING, 1),
        (WhyNot.FULL, 2),
        (None, 2),
    ]


async def test_the_share_counts_who_was_asked_in_time(store: Store, now: datetime) -> None:
    """To the second; who was asked before agreeing was. Of fewer than ten people no share is told."""
    window = {"since": now - 35 * DAY, "until": now - WITHIN, "within": WITHIN}
    async with store.begin() as memory:
        assert await memory.unasked.in_time(**window) == InTime(0, 0)
        people = await citizens(memory, 12, now)
        agreed = now - 20 * DAY
        in_time = (agreed - 3 * DAY, agreed, agreed + WITHIN)
        late = (agreed + WITHIN + timedelta(seconds=1), now, None)
        for number, one in enumerate(people):
            await change(memory, one, agreed=agreed, asked=(*in_time, *late)[number % 6])
        await change(memory, people[0], agreed=now - 36 * DAY)
        found = await memory.unasked.in_time(**window)
        assert (found, found.percent) == (InTime(11, 5), 45)
        await change(memory, people[1], may_ask=False)
        await change(memory, people[2], agreed=now - 6 * DAY)
        found = await memory.unasked.in_time(**window)
    assert (found, found.percent) == (InTime(9, 3), None)
