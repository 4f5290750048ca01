"""Opportunities in both databases: what is near, what is told of one, and its places."""

import asyncio
import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, insert

from campaign.matching import Loosen, Wish, distance_km, rank
from campaign.offers import Session
from campaign.records import Contact, Opportunity, Point, Profile
from campaign.values import ALL_TIMES, EVENINGS, WEEKEND, Answer, Dutch, Like, Often, Reason, Task
from storage import near, schema
from storage.memory import Memory
from storage.store import Store

HERE = Point(51.81, 4.64)


def at(km: float) -> dict[str, float]:
    """A place so many kilometres east of here."""
    east = distance_km(HERE, Point(HERE.latitude, HERE.longitude + 1))
    return {"latitude": HERE.latitude, "longitude": HERE.longitude + km / east}


def row(number: int, now: datetime, **other: Any) -> dict[str, Any]:
    """A row with everything an opportunity has to have, 1 km away."""
    plain = {
        "id": number,
        "organisation_id": 1,
        "source": "test",
        "source_id": str(number),
        "task": Task.GARDENING.code,
        "likes": Like.NATURE.bit,
        "times": 0,
        "often": Often.ONCE.value,
        "places": 2,
        "taken": 0,
        "dutch": Dutch.NONE.value,
        "beginners": True,
        "online": False,
        "starts": None,
        "ends": None,
        "open": True,
        "language": "nl",
        "title": f"Nummer {number}",
        "updated": now,
        **at(1),
    }
    return {**plain, **other}


async def put(memory: Memory, rows: Sequence[dict[str, Any]]) -> None:
    """Write opportunities, and their organisations."""
    for number in sorted({one["organisation_id"] for one in rows}):
        name = {"id": number, "source": "test", "source_id": str(number), "name": f"Organisatie {number}"}
        await memory.connection.execute(insert(schema.organisations).values(name))
    await memory.connection.execute(insert(schema.opportunities), list(rows))


async def ids(memory: Memory, wish: Wish, now: datetime, citizen: int | None = None) -> set[int]:
    """The ids of what is near."""
    found = await memory.opportunities.near(wish, now=now, citizen_id=citizen)
    assert len({one.id for one in found}) == len(found)
    return {one.id for one in found}


async def citizen(memory: Memory, chat: int, now: datetime) -> int:
    """A new citizen's id."""
    await memory.chats.open(chat, bot_id=1, update_id=chat, language="nl", now=now)
    return (await memory.citizens.add(chat, Profile(adult=True), now=now)).id


async def test_what_is_near_is_open_free_to_come_and_inside_the_radius(store: Store, now: datetime) -> None:
    """Each of the others breaks one rule alone."""
    hour = timedelta(hours=1)
    async with store.begin() as memory:
        await put(
            memory,
            [
                row(1, now),
                row(2, now, **at(4.99)),
                row(3, now, places=3, taken=2, starts=now - hour, ends=now),
                row(4, now, starts=now + hour, ends=now + 2 * hour, min_age=18, times=EVENINGS),
                row(11, now, **at(5.01)),
                row(12, now, taken=2),
                row(13, now, open=False),
                row(14, now, starts=now - 2 * hour, ends=now - hour),
                row(15, now, online=True, latitude=None, longitude=None),
            ],
        )
    async with store.look() as memory:
        assert await ids(memory, Wish(HERE, 5), now) == {1, 2, 3, 4}
        assert await ids(memory, Wish(HERE, 5, online=True), now) == {1, 2, 3, 4, 15}
        assert await ids(memory, Wish(None), now) == {15}


async def test_what_this_citizen_answered_is_left_out_but_for_a_maybe(store: Store, now: datetime) -> None:
    """Online work as well; others still see it."""
    async with store.begin() as memory:
        nowhere = {"latitude": None, "longitude": None}
        await put(
            memory, [*(row(number, now) for number in range(1, 5)), row(5, now, online=True, **nowhere)]
        )
        mine, other = await citizen(memory, 1, now), await citizen(memory, 2, now)
        for number, answer in ((1, Answer.YES), (2, Answer.MAYBE), (3, Answer.NO), (5, Answer.NO)):
            await memory.replies.put(
                mine, number, answer, origin="campaign", language="nl", now=now, reason=Reason.TIME
            )
    async with store.look() as memory:
        wish = Wish(HERE, 5, online=True)
        assert await ids(memory, wish, now, mine) == {2, 4}
        assert await memory.opportunities.count_near(wish, now=now, citizen_id=mine) == 2
        assert await ids(memory, wish, now, other) == await ids(memory, wish, now) == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("radius", [2, 5, 10, 25])
async def test_the_nearest_that_fit_are_always_among_what_is_near(
    store: Store, now: datetime, radius: int
) -> None:
    """Against a plain search through all rows, dense and sparse, with nothing, little and much told."""
    chance = random.Random(radius)
    rows = [
        row(
            number,
            now,
            organisation_id=chance.randrange(1, 30),
            likes=1 << chance.randrange(8),
            times=chance.choice((0, 1 << chance.randrange(21))),
            taken=chance.choice((0, 0, 1, 2)),
            latitude=HERE.latitude + chance.gauss(0, 0.04),
            longitude=HERE.longitude + chance.gauss(0, 0.06),
        )
        for number in range(1, 1_501)
    ]
    async with store.begin() as memory:
        await put(memory, rows)
    edge = Point(HERE.latitude + 0.08, HERE.longitude - 0.12)
    for point in (HERE, edge):
        for likes, times in ((0, 0), (Like.FOOD.bit, 0), (0, WEEKEND), (Like.FOOD.bit, WEEKEND), (3, 1)):
            wish = Wish(point, radius, likes=likes, times=times)
            async with store.look() as memory:
                found = await ids(memory, wish, now)
                counted = await memory.opportunities.count_near(wish, now=now, most=10_000)
            inside, fitting = plain_search(wish, rows)
            assert found <= set(inside)
            assert set(fitting[: near.CANDIDATES]) <= found
            assert counted == len(fitting)
            if len(inside) <= near.CANDIDATES:
                assert found == set(inside)
            assert len(found) >= min(near.CANDIDATES, len(inside))


def plain_search(wish: Wish, rows: Sequence[dict[str, Any]]) -> tuple[list[int], list[int]]:
    """All ids inside the radius, and those of them that meet what was told; nearest first."""
    inside, fitting = [], []
    for one in rows:
        far = distance_km(wish.point or HERE, Point(one["latitude"], one["longitude"]))
        if far <= wish.radius and one["taken"] < one["places"]:
            inside.append((far, one["id"]))
            times = not wish.times or not one["times"] or wish.times & one["times"]
            if times and (not wish.likes or wish.likes & one["likes"]):
                fitting.append((far, one["id"]))
    return [key for _, key in sorted(inside)], [key for _, key in sorted(fitting)]


async def test_a_large_organisation_next_door_does_not_hide_the_others(store: Store, now: datetime) -> None:
    """Seventy things of one organisation lie nearer than three of three others."""
    large = [row(number, now) for number in range(1, 71)]
    small = [row(100 + number, now, organisation_id=2 + number, **at(1.5)) for number in range(3)]
    async with store.begin() as memory:
        await put(memory, [*large, *small])
    async with store.look() as memory:
        wish = Wish(HERE, 5, likes=Like.NATURE.bit)
        page = rank(wish, await memory.opportunities.near(wish, now=now), now, limit=5)
    assert {match.opportunity.organisation_id for match in page} == {1, 2, 3, 4}


async def test_online_work_that_fits_comes_before_the_latest(store: Store, now: datetime) -> None:
    """Where there is more than is handed over, what fits is in it."""
    nowhere = {"online": True, "latitude": None, "longitude": None}
    liked = row(1, now, likes=Like.CULTURE.bit, **nowhere)
    async with store.begin() as memory:
        await put(memory, [liked, *(row(number, now, **nowhere) for number in range(2, near.ONLINE + 3))])
    async with store.look() as memory:
        anything = await ids(memory, Wish(None), now)
        culture = await ids(memory, Wish(None, likes=Like.CULTURE.bit), now)
        assert await memory.opportunities.count_near(Wish(None, likes=Like.CULTURE.bit), now=now) == 1
    assert len(anything) == len(culture) == near.ONLINE
    assert 1 in culture
    assert 1 not in anything


async def test_when_nothing_fits_it_tells_what_to_loosen(store: Store, now: datetime) -> None:
    """Each way with how many would then fit, most first, counted up to fifty."""
    nowhere = {"online": True, "latitude": None, "longitude": None}
    async with store.begin() as memory:
        await put(
            memory,
            [
                *(row(number, now, times=EVENINGS & ~WEEKEND) for number in range(1, 4)),
                row(4, now, times=WEEKEND, likes=Like.SPORT.bit),
                *(row(number, now, **at(20)) for number in range(5, 65)),
                *(row(number, now, **nowhere) for number in range(65, 67)),
            ],
        )
    wish = Wish(HERE, 5, likes=Like.NATURE.bit, times=WEEKEND)
    async with store.look() as memory:
        ways = await memory.opportunities.looser(wish, now=now)
    assert [(way.way, way.count) for way in ways] == [
        (Loosen.WIDER, 50),
        (Loosen.ANY_TIME, 3),
        (Loosen.ONLINE, 2),
        (Loosen.ANY_LIKE, 1),
    ]


async def test_one_opportunity_is_told_whole(store: Store, now: datetime) -> None:
    """Every field from its column; the closed one too; nothing for an id nobody has."""
    starts = now + timedelta(days=3)
    full = row(
        7,
        now,
        organisation_id=3,
        times=ALL_TIMES,
        often=Often.WEEKLY.value,
        places=4,
        taken=1,
        dutch=Dutch.LITTLE.value,
        postcode="3331",
        place="Zwijndrecht",
        municipality="Zwijndrecht (gemeente)",
        province="Zuid-Holland",
        address="Bakestein 3",
        description="Met koffie na afloop.",
        bring="Laarzen",
        contact_name="Ada",
        contact_phone="078 123",
        contact_email="ada@example.org",
        contact_link="https://example.org/7",
        min_age=16,
        starts=starts,
        ends=starts + timedelta(hours=2),
        sample=True,
    )
    async with store.begin() as memory:
        await put(memory, [full])
        await put(memory, [row(8, now, open=False, online=True, latitude=None, longitude=None)])
    async with store.look() as memory:
        whole = await memory.opportunities.get(7)
        closed = await memory.opportunities.get(8)
        assert await memory.opportunities.get(9) is None
        assert await memory.opportunities.get_some([8, 9, 7]) == {7: whole, 8: closed}
        assert await memory.opportunities.get_some([]) == {}
    assert whole == Opportunity(
        id=7,
        organisation_id=3,
        organisation="Organisatie 3",
        task=Task.GARDENING,
        likes=Like.NATURE.bit,
        times=ALL_TIMES,
        often=Often.WEEKLY,
        places=4,
        taken=1,
        dutch=Dutch.LITTLE,
        beginners=True,
        online=False,
        point=Point(**at(1)),
        postcode="3331",
        place="Zwijndrecht",
        municipality="Zwijndrecht (gemeente)",
        address="Bakestein 3",
        language="nl",
        title="Nummer 7",
        description="Met koffie na afloop.",
        bring="Laarzen",
        contact=Contact("Ada", "078 123", "ada@example.org", "https://example.org/7"),
        source="test",
        source_id="7",
        starts=starts,
        ends=starts + timedelta(hours=2),
        min_age=16,
        sample=True,
        closed=False,
        updated=now,
    )
    assert closed is not None
    assert (closed.closed, closed.online, closed.point, closed.starts) == (True, True, None, None)


async def test_a_candidate_says_the_same_as_the_whole_opportunity(store: Store, now: datetime) -> None:
    """Ranked alike, with the same reasons."""
    starts = now + timedelta(days=3)
    dated = {"starts": starts, "ends": starts + timedelta(hours=2), "min_age": 18, "often": "weekly"}
    async with store.begin() as memory:
        await put(memory, [row(1, now, places=9, taken=4), row(2, now, times=WEEKEND, **dated, **at(3))])
    wish = Wish(HERE, 5, likes=Like.NATURE.bit, times=WEEKEND, often=Often.SOMETIMES)
    async with store.look() as memory:
        candidates = rank(wish, await memory.opportunities.near(wish, now=now), now)
        whole = rank(wish, (await memory.opportunities.get_some([1, 2])).values(), now)
    assert len(whole) == 2
    for slim, full in zip(candidates, whole, strict=True):
        assert slim.opportunity.id == full.opportunity.id
        assert slim.score == full.score
        assert slim.distance_km == full.distance_km
        assert slim.reasons == full.reasons
        assert slim.fits == full.fits


async def test_dates_that_are_not_over_come_soonest_first(store: Store, now: datetime) -> None:
    """The one that is on now is among them; those of others are not."""
    hour = timedelta(hours=1)
    async with store.begin() as memory:
        await put(memory, [row(1, now), row(2, now)])
        begins = [(1, now + 48 * hour), (1, now - hour), (1, now - 3 * hour), (2, now + hour)]
        await memory.connection.execute(
            insert(schema.dates),
            [{"opportunity_id": key, "starts": at, "ends": at + 2 * hour} for key, at in begins],
        )
    async with store.look() as memory:
        assert await memory.opportunities.dates(1, now=now) == [
            Session(now - hour, now + hour),
            Session(now + 48 * hour, now + 50 * hour),
        ]
        assert await memory.opportunities.dates(3, now=now) == []


async def test_no_more_places_are_taken_than_there_are_however_many_try_at_once(
    store: Store, now: datetime
) -> None:
    """Eight try to take three; a place given back can be taken again, and never more than were taken."""
    async with store.begin() as memory:
        await put(memory, [row(1, now, places=3), row(2, now, open=False)])

    async def take() -> bool:
        async with store.begin() as memory:
            return await memory.opportunities.claim(1)

    assert sorted(await asyncio.gather(*(take() for _ in range(8)))) == [False] * 5 + [True] * 3
    async with store.begin() as memory:
        await memory.opportunities.release(1)
        assert await memory.opportunities.claim(1)
        assert not await memory.opportunities.claim(1)
        for _ in range(5):
            await memory.opportunities.release(1)
        one = await memory.opportunities.get(1)
        assert one is not None
        assert (one.taken, one.free) == (0, 3)
        assert not await memory.opportunities.claim(2)
        assert not await memory.opportunities.claim(99)


async def test_what_is_near_is_found_in_the_index_alone(store: Store, now: datetime) -> None:
    """The plan of the statement names the index, and the table only for the few that were chosen."""
    async with store.begin() as memory:
        await put(memory, [row(number, now) for number in range(1, 200)])
    asked: list[tuple[str, Any]] = []
    async with store.look() as memory:

        def keep(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
            if "strip" in statement:
                asked.append((statement, parameters))

        event.listen(memory.connection.sync_connection, "before_cursor_execute", keep)
        await memory.opportunities.near(Wish(HERE, 2, likes=1, times=1), now=now)
        statement, parameters = asked[0]
        if store.embedded:
            plan = await memory.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        else:
            await memory.connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            await memory.connection.exec_driver_sql("SET LOCAL enable_bitmapscan = off")
            plan = await memory.connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)
        lines = "\n".join(str(line) for line in plan)
    if store.embedded:
        box = "open=? AND online=? AND strip=? AND longitude>? AND longitude<?"
        assert f"USING INDEX ix_opportunities_near ({box})" in lines
        assert "SCAN opportunities" not in lines
    else:
        assert "Index Only Scan using ix_opportunities_near" in lines
        assert "Seq Scan on opportunities" not in lines
