"""What a week stands on: who may be asked, where something is to do, which asks have places left."""

from datetime import datetime, timedelta

from sqlalchemy import update

from campaign.values import AskState
from storage import schema
from storage.readiness import Group
from storage.store import Store
from tests.asked import FIRST_CHAT, ask, citizens
from tests.town import CANTEEN, FAR, GARDEN, ONLINE, REPAIR, SOUP, VISIT, settle_town

DAY = timedelta(days=1)


async def test_who_may_be_asked_is_counted_and_grouped_by_place(store: Store, now: datetime) -> None:
    """A pause or a block keeps a message away now; they still live where they do."""
    values = ({}, {"paused_until": now + DAY}, {"stopped": True, "may_ask": None}, {"may_ask": False})
    values += ({"postcode": None}, {"radius": 2, "online": True}, {}, {"paused_until": now})
    async with store.begin() as memory:
        for one, new in zip(await citizens(memory, len(values), now), values, strict=True):
            await memory.citizens.change(one, now=now, **new)
        blocked = schema.chats.c.id == FIRST_CHAT + 6
        await memory.connection.execute(update(schema.chats).where(blocked).values(blocked=now))
        assert await memory.readiness.reachable(now=now) == 4
        everybody = await memory.readiness.groups(online=False)
        assert set(everybody) == {Group("3331", 10, 4), Group(None, 10, 1), Group("3331", 2, 1)}
        assert set(await memory.readiness.groups(online=True)) == {*everybody} - {Group("3331", 2, 1)}


async def test_only_what_can_be_said_yes_to_is_near(store: Store, now: datetime) -> None:
    columns = schema.opportunities.c
    async with store.begin() as memory:
        await settle_town(memory, now)
        assert await memory.readiness.anything_online(now=now)
        for some, new in (
            ((ONLINE, SOUP), {"open": False}),
            ((GARDEN,), {"ends": now - DAY}),
            ((CANTEEN,), {"taken": columns.places}),
        ):
            change = update(schema.opportunities).where(columns.id.in_(some))
            await memory.connection.execute(change.values(**new))
        points = await memory.readiness.points(now=now)
        assert not await memory.readiness.anything_online(now=now)
    assert len(points) == 5
    assert {round(point.latitude, 2) for point in points} >= {53.33, 51.82}


async def test_asks_of_a_week_with_places_left_are_listed_the_emptiest_first(
    store: Store, now: datetime
) -> None:
    """What was full, refused, or went out at another time is not on the list."""
    async with store.begin() as memory:
        await settle_town(memory, now)
        full = update(schema.opportunities).where(schema.opportunities.c.id == CANTEEN).values(taken=1)
        await memory.connection.execute(full)
        ended = AskState.ENDED.value
        visit = await ask(memory, now, opportunity=VISIT, sent=now - DAY, ended=now + DAY, state=ended)
        repair = await ask(memory, now, opportunity=REPAIR, sent=now - DAY, starts=now + DAY)
        await ask(memory, now, opportunity=CANTEEN, sent=now, state=ended)
        await ask(memory, now, opportunity=FAR, sent=now - 2 * DAY, ended=now - DAY, state=ended)
        await ask(memory, now, opportunity=FAR, sent=now, starts=now + 2 * DAY)
        await ask(memory, now, opportunity=SOUP, sent=now, state=AskState.REFUSED.value)
        window = {"since": now, "until": now + 2 * DAY}
        found = await memory.readiness.unfilled(**window, limit=9)
        assert [(one.id, one.taken, one.places) for one in found] == [(repair, 0, 5), (visit, 0, 3)]
        assert [one.id for one in await memory.readiness.unfilled(**window, limit=1)] == [repair]
