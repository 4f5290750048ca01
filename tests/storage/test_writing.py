"""What organisations write: drafts come back as they were told, and stand for the right people to see."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from campaign.drafting import Field, Sketch, sketch_of
from campaign.matching import Candidate, Wish
from campaign.records import Point
from campaign.values import Day, Dutch, Often, Part, Task, slot
from storage import schema
from storage.gazetteer import Gazetteer
from storage.memory import Memory
from storage.store import Store

NOW = datetime(2027, 1, 13, 14, tzinfo=UTC)
STARTS = NOW + timedelta(days=3)
ZONE = ZoneInfo("Europe/Amsterdam")
AREA = Gazetteer.load().area("3331")
TOLD = Sketch(
    task=Task.GARDENING,
    title="Bollen planten ' \" <b>",
    description="Samen\nmet kinderen",
    bring="handschoenen",
    starts=STARTS,
    ends=STARTS + timedelta(hours=2),
    often=Often.SOMETIMES,
    postcode="3331",
    address="Kerkweg 3",
    places=4,
    dutch=Dutch.NONE,
    beginners=False,
    contact="0612345678",
    language="nl",
    languages=("nl", "en"),
)


async def organisation(memory: Memory) -> int:
    """A new organisation."""
    return await memory.organisations.add("Tuin De Kers", now=NOW)


async def test_a_draft_comes_back_as_it_was_told_and_is_its_organisations_alone(store: Store) -> None:
    """Nothing told, and everything; another organisation finds neither."""
    async with store.begin() as memory:
        mine, other = await organisation(memory), await organisation(memory)
        empty = await memory.drafts.add(mine, Sketch(), quick=True, now=NOW)
        full = await memory.drafts.add(mine, Sketch(), now=NOW)
        await memory.drafts.keep(full, TOLD, now=NOW)
        kept = await memory.drafts.access(mine, full)
        assert kept is not None
        assert kept.sketch == TOLD
        quick = await memory.drafts.quick(mine)
        assert quick is not None
        assert (quick.id, quick.sketch) == (empty, Sketch())
        assert await memory.drafts.access(other, full) is None
        assert await memory.drafts.quick(other) is None
        assert [draft.id for draft in await memory.drafts.begun(mine)] == [full]
        await memory.drafts.drop(full)
        assert await memory.drafts.access(mine, full) is None


async def test_what_was_written_reads_back_and_is_found_nearby(store: Store) -> None:
    """All that was told stands; a change replaces it, with its date."""
    async with store.begin() as memory:
        mine = await organisation(memory)
        number = await memory.writing.add(mine, TOLD, AREA, zone=ZONE, visible=True, now=NOW)
        one = await memory.opportunities.get(number)
        assert one is not None
        assert sketch_of(one) == TOLD
        assert one.times == slot(Day(STARTS.astimezone(ZONE).weekday()), Part.AFTERNOON)
        assert [near.id for near in await nearby(memory)] == [number]
        weekly = replace(TOLD, starts=None, ends=None, times=slot(Day.SATURDAY, Part.MORNING), places=9)
        await memory.writing.change(number, weekly, AREA, zone=ZONE, now=NOW)
        one = await memory.opportunities.get(number)
        assert one is not None
        assert sketch_of(one) == weekly
        assert not (await memory.connection.execute(select(schema.dates))).all()
        online = replace(weekly, online=True, postcode="", address="")
        await memory.writing.change(number, online, None, zone=ZONE, now=NOW)
        one = await memory.opportunities.get(number)
        assert one is not None
        assert one.online
        assert one.point is None


async def test_what_waits_for_approval_is_hidden_until_then(store: Store) -> None:
    """It opens with the approval; what people closed, and what is past by then, stays closed."""
    async with store.begin() as memory:
        mine = await organisation(memory)
        hidden, closed, past = [
            await memory.writing.add(mine, TOLD, AREA, zone=ZONE, visible=False, now=NOW) for _ in range(3)
        ]
        await memory.opportunities.set_open(closed, False, now=NOW)
        earlier = replace(TOLD, starts=NOW - timedelta(days=2), ends=NOW - timedelta(days=1))
        await memory.writing.change(past, earlier, AREA, zone=ZONE, now=NOW)
        assert not await nearby(memory)
        assert await memory.writing.is_hidden(hidden)
        assert not await memory.writing.is_hidden(closed)
        await memory.writing.show(mine, now=NOW)
        assert [near.id for near in await nearby(memory)] == [hidden]
        assert not await memory.writing.is_hidden(hidden)


async def test_a_sketch_that_misses_something_cannot_stand(store: Store) -> None:
    """Neither without a task nor without a place."""
    async with store.begin() as memory:
        mine = await organisation(memory)
        for sketch, area in ((replace(TOLD, task=None), AREA), (TOLD, None)):
            with pytest.raises(ValueError, match="misses"):
                await memory.writing.add(mine, sketch, area, zone=ZONE, visible=True, now=NOW)


def test_what_is_missing_is_told_in_the_order_in_which_it_is_asked() -> None:
    """A date that has passed is missing again; a time to agree on is a time."""
    assert Sketch().missing(NOW) == tuple(Field)
    assert TOLD.missing(NOW) == ()
    assert TOLD.missing(STARTS + timedelta(hours=1)) == (Field.WHEN,)
    assert replace(TOLD, starts=None, ends=None).missing(NOW) == (Field.WHEN,)
    assert replace(TOLD, starts=None, ends=None, agreed=True, places=0).missing(NOW) == (Field.PLACES,)
    assert replace(TOLD, postcode="").missing(NOW) == (Field.WHERE,)
    assert replace(TOLD, postcode="", online=True).missing(NOW) == ()


async def nearby(memory: Memory) -> list[Candidate]:
    """What somebody next door finds."""
    assert AREA is not None
    point = Point(AREA.latitude, AREA.longitude)
    return list(await memory.opportunities.near(Wish(point), now=NOW))
