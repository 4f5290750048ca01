"""What stands in the sheets: asks counted up to now, weeks and groups, what people asked each other."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.clock import CampaignClock
from bot.clockwork import Clockwork
from bot.counting import close_weeks, fold_tallies
from bot.exports.making import SOURCES
from bot.exports.sources import Source
from campaign.exporting import What, Window
from campaign.statistics import Measure
from storage import schema
from storage.store import Store
from storage.tallies import tally
from tests import asked
from tests.answering import GRONINGEN, answer, people
from tests.storage.test_inviting import ask as invite
from tests.storage.test_inviting import hello
from tests.town import GARDEN, SOUP, settle_town
from tests.weeks import FIRST, LAST, campaign

TUESDAY = datetime(2027, 1, 19, 10, 20, tzinfo=UTC)
CLOSED = datetime(2027, 1, 25, 23, 0, tzinfo=UTC)
WEEK = Window(FIRST, LAST)


async def sheet(
    store: Store, what: What, window: Window = WEEK, now: datetime = CLOSED
) -> list[dict[str, Any]]:
    """The rows of a sheet, by the names of its columns."""
    columns, rows_of = next(source for source in SOURCES if source[0].what is what)
    async with store.look() as memory:
        source = Source(memory, campaign(), window, now, b"key")
        return [dict(zip(columns.names, row, strict=True)) async for rows in rows_of(source) for row in rows]


@pytest.fixture
async def town(store: Store) -> Store:
    """The town, with nobody in it yet."""
    async with store.begin() as memory:
        await settle_town(memory, TUESDAY)
    return store


async def test_an_ask_is_told_with_all_that_came_of_it_and_no_word_of_it(town: Store) -> None:
    async with town.begin() as memory:
        words = {"words": "Kom je ook", "sent": TUESDAY, "ended": TUESDAY + timedelta(days=2), "wave": 2}
        first = await asked.ask(memory, TUESDAY, **words)
        await asked.ask(memory, TUESDAY, opportunity=SOUP, sent=TUESDAY - timedelta(days=9))
        await asked.ask(memory, TUESDAY, opportunity=SOUP)
        now = TUESDAY
        for measure, number in ((Measure.SENT, 30), (Measure.UNKNOWN, 1), (Measure.YES, 3), (Measure.NO, 4)):
            await memory.tallies.note({tally(now, measure, ask_id=first): number})
        await memory.tallies.note({tally(CLOSED, Measure.MATCHED, ask_id=first): 2})
    (row,) = await sheet(town, What.ASKS)
    assert (row["ask"], row["organisation"], row["opportunity"]) == (
        first,
        "Buurttuin De Kers",
        "Samen de buurttuin opruimen",
    )
    assert (row["task"], row["sector"], row["online"]) == ("gardening", "neighbourhood", 0)
    assert (row["first_sent"], row["ended"], row["waves"]) == (date(2027, 1, 19), date(2027, 1, 21), 2)
    assert (row["sent"], row["unknown"], row["failed"]) == (30, 1, 0)
    assert (row["answered"], row["yes"], row["maybe"], row["no"], row["matched"]) == (7, 3, 0, 4, 2)
    assert "Kom je ook" not in row.values()
    assert await sheet(town, What.ASKS, Window(LAST, LAST)) == []


async def test_weeks_are_told_in_totals_at_once_and_in_groups_when_they_are_closed(town: Store) -> None:
    async with town.begin() as memory:
        silent = [*await people(memory, 20, TUESDAY), *await people(memory, 20, TUESDAY, language="ar")]
        citizens = schema.citizens
        await memory.connection.execute(
            update(citizens).where(citizens.c.id.in_(silent)).values(asked=TUESDAY)
        )
        some = await people(memory, 45, TUESDAY)
        other = await people(memory, 27, TUESDAY, language="ar", door="usedto", postcode=GRONINGEN)
        await answer(memory, [*some[:30], *other[:15]], TUESDAY)
        no = await people(memory, 3, TUESDAY, language="so")
        await answer(memory, [*some[30:], *other[15:], *no], TUESDAY, "no")
        await memory.tallies.note({tally(TUESDAY, Measure.SENT): 50, tally(TUESDAY, Measure.FAILED): 4})
    live = await sheet(town, What.FUNNEL, now=TUESDAY)
    assert [(row["week"], row["counts"], row["by"]) for row in live] == [("winter", "asks", "all")]
    stages = ("asked", "delivered", "answered", "yes", "introduced", "matched")
    assert [live[0][stage] for stage in stages] == [54, 50, 75, 45, 0, 0]
    kept = Clockwork(town, CampaignClock(CLOSED), campaign(), frozenset())
    await fold_tallies(kept, CLOSED)
    await close_weeks(kept, CLOSED)
    rows = await sheet(town, What.FUNNEL)
    assert [rows[0][stage] for stage in stages] == [54, 50, 75, 45, 0, 0]
    groups = {(row["by"], row["group"]): row for row in rows[1:]}
    assert {row["counts"] for row in rows[1:]} == {"people"}
    assert groups["all", None]["answered"] == 75
    assert (groups["language", "nl"]["answered"], groups["language", "nl"]["yes"]) == (45, 30)
    assert groups["language", "others"]["answered"] == 30, "three who read Somali are told with others"
    assert ("language", "so") not in groups
    assert all(
        value is None or value == 0 or value >= 10
        for row in rows
        for value in (row[stage] for stage in stages)
    )
    async with town.begin() as memory:
        await memory.connection.execute(update(schema.citizens).values(door="now"))
    assert await sheet(town, What.FUNNEL, Window(date(2000, 1, 1), date(2100, 1, 1))) == rows, (
        "and nothing else"
    )


async def test_what_people_asked_each_other_is_told_where_ten_came_so_far(town: Store) -> None:
    async with town.begin() as memory:
        askers = await asked.citizens(memory, 12, TUESDAY)
        for number, asker in enumerate(askers):
            made = await invite(memory, asker, asked.FIRST_CHAT + number, TUESDAY)
            friend = 9_000 + number
            await hello(memory, friend, TUESDAY)
            await memory.openings.open(made, friend, None, now=TUESDAY)
        await memory.tallies.note({tally(TUESDAY, Measure.OPENED): 1})
    row, rest = await sheet(town, What.LEDGER)
    assert (row["week"], row["first"], row["last"], row["generation"]) == ("winter", FIRST, LAST, 1)
    assert (row["asks"], row["opened"], rest["generation"], rest["new"]) == (12, 12, None, 12)
    assert (row["answered"], row["yes"], row["grown"]) == (None, None, None)
    assert row["per_ask"] == 0.0
    assert row["per_ask_high"] is not None
    async with town.begin() as memory:
        await memory.connection.execute(
            update(schema.invitations).values(generation=2).where(schema.invitations.c.id <= 4)
        )
    (rest,) = await sheet(town, What.LEDGER)
    assert (rest["generation"], rest["opened"]) == (None, 12), "eight and four are told as twelve"


async def test_what_there_is_to_do_has_its_numbers_as_numbers(town: Store) -> None:
    rows = await sheet(town, What.OPPORTUNITIES, now=TUESDAY)
    garden = next(row for row in rows if row["title"] == "Samen de buurttuin opruimen")
    assert (garden["id"], garden["places"], garden["online"]) == (f"test/{GARDEN}", 2, 0)
    assert garden["latitude"] == pytest.approx(51.817)
    assert garden["bring"] == "Oude kleren en laarzen"
    assert garden["contact_email"] is None
