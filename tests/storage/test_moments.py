"""Moments: how the messages of each stand, and who changed it."""

from datetime import datetime

from sqlalchemy import insert

from storage import schema
from storage.days import MISSED
from storage.moments import Tally
from storage.store import Store
from tests.asked import FIRST_CHAT, citizens
from tests.weeks import MOMENTS, at, campaign


async def test_the_messages_of_a_moment_are_counted_by_how_they_stand(store: Store, now: datetime) -> None:
    """One that waits again for a reason still is to go."""
    rows = [("planned", None), ("planned", "nothing"), ("claimed", None), ("sent", None), ("unknown", None)]
    rows += [("refused", None), ("failed", None), ("missed", None), ("skipped", "week"), ("skipped", "week")]
    rows += [("skipped", "paused")]
    async with store.begin() as memory:
        people = await citizens(memory, len(rows), now)
        heads_up, ask = [await memory.moments.begin(one, now=now) for one in MOMENTS[:2]]
        made = [
            {
                "moment_id": ask,
                "citizen_id": citizen,
                "state": state,
                "reason": reason,
                "wave": 0,
                "fit": 1,
                "due": now,
            }
            for citizen, (state, reason) in zip(people, rows, strict=True)
        ]
        await memory.connection.execute(insert(schema.deliveries), made)
    async with store.look() as memory:
        found = await memory.moments.tallies([heads_up, ask])
    assert found[heads_up] == Tally(0, 0, 0, {})
    assert found[ask] == Tally(to_go=3, sent=2, failed=2, held={"week": 2, MISSED: 1, "paused": 1})


async def test_who_changed_a_moment_is_named_while_they_are_of_the_team(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await citizens(memory, 2, now)
        await memory.members.add_to_team(FIRST_CHAT, "Tessa", now=now)
        for one, chat in zip(MOMENTS[:2], (FIRST_CHAT, FIRST_CHAT + 1), strict=True):
            assert await memory.moments.move(one, at(19, 12), at(19, 18), by=chat, now=now)
        await memory.moments.begin(MOMENTS[2], now=now)
        courses = {one.moment.name: one for one in await memory.moments.courses(campaign())}
    assert [courses[name].changed_name for name in ("heads-up", "ask", "follow-up")] == ["Tessa", None, None]
    assert [courses[name].waits for name in ("ask", "follow-up", "thanks")] == [True, False, True]
    assert [courses[name].moved for name in ("ask", "follow-up")] == [True, False]
