"""The replies of a closed week are given out as they stood, for good, and hang on nobody."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from bot.clock import CampaignClock
from bot.clockwork import Clockwork
from bot.closing import SLICE, write_replies_down
from bot.counting import close_weeks
from campaign.budget import Budget
from campaign.exporting import Window
from campaign.groups import Dimension, Stage
from campaign.weeks import Campaign, Week
from storage import schema
from storage.store import Store
from tests.answering import GRONINGEN, UTRECHT, answer, people
from tests.asked import ask
from tests.town import GARDEN, SOUP, settle_town
from tests.weeks import FIRST, LAST, campaign

CLOSED = datetime(2027, 1, 25, 23, 0, tzinfo=UTC)
"""A day after the asking week, in Amsterdam."""
TUESDAY = datetime(2027, 1, 19, 10, 20, tzinfo=UTC)
EVER = Window(date(2020, 1, 1), date(2030, 1, 1))


async def close(store: Store, now: datetime = CLOSED, of: Campaign | None = None) -> None:
    """Let the rounds run at a moment: people are counted, then replies written down."""
    kept = Clockwork(store, CampaignClock(now), of or campaign(), frozenset())
    await close_weeks(kept, now)
    await write_replies_down(kept, now)


async def rows(store: Store) -> list[Any]:
    """All that is given out of weeks that are closed, in its order."""
    async with store.look() as memory:
        found = []
        async for some in memory.exporting.replies(EVER):
            found += some
    return [dict(zip(NAMES, (row[0], str(row[1]), str(row[2]), *row[3:]), strict=True)) for row in found]


NAMES = (
    "person", "week", "day", "hour", "origin", "answer", "reason", "task", "often", "introduced", "matched",
    "wording", "opening", "held", "language", "province", "door",
)  # fmt: skip


async def many(store: Store, at: datetime = TUESDAY) -> list[int]:
    """A town with people of three kinds, the last of them nine; all answered."""
    async with store.begin() as memory:
        await settle_town(memory, at)
        some = await people(memory, 30, at)
        arabic = await people(memory, 12, at, language="ar", door="usedto")
        rare = await people(memory, 4, at, language="ar", postcode=GRONINGEN, door="usedto")
        await answer(memory, [*some, *arabic, *rare], at)
        await answer(memory, some[:15], at + timedelta(hours=1), "no", opportunity=SOUP)
    return some


async def test_a_week_is_given_out_a_day_after_it_is_over_and_never_changes(store: Store) -> None:
    await many(store)
    await close(store, CLOSED - timedelta(minutes=1))
    assert await rows(store) == []
    await close(store)
    first = await rows(store)
    assert len(first) == 30 + 12 + 4 + 15
    assert {row["week"] for row in first} == {str(FIRST)}
    async with store.begin() as memory:
        await memory.connection.execute(update(schema.replies).values(answer="maybe"))
        await memory.connection.execute(update(schema.citizens).values(door="now", postcode=UTRECHT))
    await close(store, CLOSED + timedelta(hours=1))
    assert await rows(store) == first


async def test_rows_hang_on_nobody_and_tell_no_more_than_ten_share(store: Store) -> None:
    await many(store)
    await close(store)
    found = await rows(store)
    said = Counter(
        (row["language"], row["province"], row["door"]) for row in found if row["task"] == "gardening"
    )
    assert said == {
        ("nl", "Zuid-Holland", "never"): 30,
        ("ar", None, "usedto"): 16,
    }, "of the four in Groningen, and so of the twelve, no province is told"
    persons = Counter(row["person"] for row in found)
    assert sorted(persons.values()) == [1] * 31 + [2] * 15
    async with store.look() as memory:
        citizens = set((await memory.connection.execute(select(schema.citizens.c.id))).scalars())
    assert not citizens & persons.keys()
    assert {(row["day"], row["hour"]) for row in found} == {("2027-01-19", 11), ("2027-01-19", 12)}


async def test_what_is_forgotten_or_agreed_to_later_changes_nothing(store: Store) -> None:
    some = await many(store)
    await close(store)
    before = await rows(store)
    async with store.begin() as memory:
        for citizen in some:
            await memory.replies.unname(citizen, now=CLOSED)
            await memory.citizens.forget(citizen)
        await memory.connection.execute(delete(schema.replies))
        await memory.connection.execute(delete(schema.opportunities))
    assert await rows(store) == before


async def test_who_is_forgotten_before_the_week_closes_is_an_answer_and_no_more(store: Store) -> None:
    some = await many(store)
    async with store.begin() as memory:
        await memory.replies.unname(some[0], now=TUESDAY)
        await memory.citizens.forget(some[0])
    await close(store)
    found = [row for row in await rows(store) if row["hour"] is None]
    assert [(row["language"], row["province"], row["door"]) for row in found] == [(None, None, None)] * 2
    assert {row["day"] for row in found} == {"2027-01-19"}
    assert len({row["person"] for row in found}) == 2, "nothing tells that they are of one person"


async def test_a_number_is_a_persons_in_one_week_alone(store: Store) -> None:
    async with store.begin() as memory:
        await settle_town(memory, TUESDAY)
        some = await people(memory, 20, TUESDAY)
        await answer(memory, some, TUESDAY)
        await answer(memory, some, TUESDAY + timedelta(weeks=1), opportunity=SOUP)
    await close(store, CLOSED + timedelta(weeks=1))
    found = await rows(store)
    persons = {
        week: {row["person"] for row in found if row["week"] == week} for week in ("2027-01-18", "2027-01-25")
    }
    assert [len(some) for some in persons.values()] == [20, 20]
    assert not set.intersection(*persons.values())


async def test_rows_beside_the_figures_of_their_week_give_no_few_away(store: Store) -> None:
    """Of every figure that is told the rows show all, or leave ten or more, whatever the week is like."""
    async with store.begin() as memory:
        await settle_town(memory, TUESDAY)
        for number, (language, postcode, door) in enumerate(
            (language, postcode, door)
            for language in ("nl", "nl@simple", "ar", "tr")
            for postcode in ("3011", "3511", "9711", None)
            for door in ("never", "usedto", None)
        ):
            some = await people(
                memory, 3 + number * 7 % 19, TUESDAY, language=language, postcode=postcode, door=door
            )
            await answer(memory, some[::2], TUESDAY, "no")
            await answer(memory, some[1::2], TUESDAY, introduced=number % 3 == 0)
    await close(store)
    found = await rows(store)
    async with store.look() as memory:
        cells = await memory.countings.cells(FIRST)
    told = {cell.dimension for cell in cells}
    assert told >= {Dimension.LANGUAGE, Dimension.DOOR, Dimension.PROVINCE}
    those = {
        Stage.ANSWERED: found,
        Stage.YES: [row for row in found if row["answer"] == "yes"],
        Stage.INTRODUCED: [row for row in found if row["introduced"]],
    }
    for cell in cells:
        if cell.dimension in ("language", "door", "province") and cell.stage in those and cell.group:
            shown = sum(row[cell.dimension] == cell.group for row in those[cell.stage])
            assert cell.people - shown == 0 or cell.people - shown >= 10, cell
    assert sum(row["language"] is not None for row in found) > len(found) / 2


async def test_an_asking_week_in_the_middle_of_others_is_given_out_by_itself(store: Store) -> None:
    middle = (FIRST + timedelta(days=2), FIRST + timedelta(days=9))
    one = campaign(weeks=(Week("middle", *middle, {}, ()),), budget=Budget(weeks=(middle,)))
    async with store.begin() as memory:
        await settle_town(memory, TUESDAY)
        for day in range(14):
            await answer(memory, await people(memory, 10, TUESDAY), TUESDAY + timedelta(days=day - 1))
    for day in range(17):
        await close(store, datetime(2027, 1, 18, 4, tzinfo=UTC) + timedelta(days=day), one)
    found = Counter(row["week"] for row in await rows(store))
    assert found == {"2027-01-18": 20, "2027-01-20": 80, "2027-01-28": 40}
    async with store.look() as memory:
        closed = await memory.exporting.closed(EVER)
        assert [(span.name, span.first, span.last) for span in closed][1] == ("middle", *middle)
        assert await memory.exporting.first() == FIRST


async def test_a_week_left_behind_half_way_is_written_anew_by_who_comes_next(store: Store) -> None:
    async with store.begin() as memory:
        await settle_town(memory, TUESDAY)
        await answer(memory, await people(memory, 2 * SLICE, TUESDAY), TUESDAY)
    kept = Clockwork(store, CampaignClock(CLOSED), campaign(), frozenset())
    await close_weeks(kept, CLOSED)
    async with store.begin() as memory:
        long_ago = CLOSED - timedelta(minutes=5)
        assert await memory.closing.claim(FIRST, 7, now=CLOSED, left_before=long_ago)
        assert not await memory.closing.claim(FIRST, 8, now=CLOSED, left_before=long_ago)
        given = [one async for some in memory.closing.given(TUESDAY, CLOSED) for one in some]
    assert len(given) == 2 * SLICE
    await close(store)
    assert await rows(store) == [], "another process is at it"
    await close(store, CLOSED + timedelta(minutes=6))
    found = await rows(store)
    assert len(found) == 2 * SLICE
    async with store.begin() as memory:
        assert not await memory.closing.finish(FIRST, 7, 0, now=CLOSED), "who was away too long has no say"
        assert not await memory.closing.write(FIRST, 7, [], now=CLOSED)
    assert await rows(store) == found


async def test_half_of_a_week_is_not_given_out(store: Store) -> None:
    await many(store)
    await close(store)
    async with store.begin() as memory:
        await memory.connection.execute(update(schema.closings).values(done=None))
    assert await rows(store) == []
    async with store.look() as memory:
        assert await memory.exporting.count_replies(Window(FIRST, LAST)) == 0
        assert await memory.exporting.closed(EVER) == []


@pytest.mark.parametrize(("drew", "told_of"), [(0, {1: 15, 2: 15}), (12, {None: 30})])
async def test_the_lots_of_trials_stand_in_the_rows_where_ten_people_have_each_value(
    store: Store, drew: int, told_of: dict[int | None, int]
) -> None:
    """Of 30 alike 15 drew each wording. That is not told where of 16 others six did too: they are left."""
    some = await many(store)
    async with store.begin() as memory:
        number = await ask(memory, TUESDAY, words="Kom je?", second_words="Help je?")
        citizens = schema.citizens.c
        found = await memory.connection.execute(select(citizens.id).order_by(citizens.id))
        others = [one for one in found.scalars() if one not in some][:drew]
        told = {
            "ask_id": number,
            "opportunity_id": GARDEN,
            "state": "sent",
            "due": TUESDAY,
            "wave": 1,
            "fit": 1,
        }
        rows_ = [
            told | {"citizen_id": who, "settled": TUESDAY - timedelta(hours=1), "wording": 1 + place % 2}
            for place, who in enumerate((*some, *others))
        ]
        await memory.connection.execute(insert(schema.deliveries), rows_)
        held = {"state": "skipped", "due": TUESDAY - timedelta(hours=2), "wave": 0, "fit": 1}
        await memory.connection.execute(
            insert(schema.deliveries), [held | {"citizen_id": who, "held": who == some[0]} for who in some]
        )
    await close(store)
    found_rows = [row for row in await rows(store) if row["task"] == "gardening"]
    assert Counter((row["language"], row["wording"]) for row in found_rows) == {
        **{("nl", wording): number for wording, number in told_of.items()},
        ("ar", None): 16,
    }
    assert {row["held"] for row in found_rows} == {None}, "one alone is held out"
    assert {row["matched"] for row in found_rows} == {0}
