"""Figures: exact totals now, groups of a closed week, and nothing of a few; each organisation its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta

import pytest

from campaign.leaving import Leaving, Why
from campaign.statistics import Measure
from campaign.values import AskState
from dialogs.figures.clock import days
from dialogs.team import stats_groups
from tests.counted import CLOSED, WINTER, closed_week, happenings
from tests.dialogs.organisations import (
    CITIZEN,
    MEMBER,
    OTHER,
    OTHER_MEMBER,
    OWN,
    SECRET,
    TEAM,
    World,
    two_organisations,
)
from tests.dialogs.test_walk_desks import links
from tests.weeks import FIRST, campaign

WEEK = "team/stats/20270118"


@asynccontextmanager
async def figured(url: str, *, closed: bool = True) -> AsyncIterator[World]:
    """Two organisations the week after the asking week, in which much happened to the ask of one."""
    async with two_organisations(url, campaign=campaign()) as world:
        async with world.app.store.begin() as memory:
            await happenings(memory, OWN)
            if closed:
                await closed_week(memory)
        world.now = CLOSED + timedelta(hours=1)
        yield world


async def words(world: World, address: str, chat_id: int = TEAM) -> str:
    """What is shown there, once it is seen that it fits."""
    seen = await world.go(chat_id, address)
    assert not world.is_missing(seen), address
    links(seen.screen, address)
    return seen.screen.text.plain


async def test_the_overview_tells_exact_totals_and_leads_everywhere(sqlite_url: str) -> None:
    async with figured(sqlite_url) as world:
        told = await words(world, "team/stats")
        assert "📨 Messages with an ask: 330. Sent: 304, held back: 26" in told
        assert "❓ Of these I do not know whether they arrived: 4" in told
        assert "🤝 Became a match: 12" in told
        assert "🔕 Stopped after a message: 3, blocked me: 1. That is 9.9 of every 1,000 messages." in told
        assert "Of every 100 asks that came" not in told
        seen = await world.go(TEAM, "team/stats")
        there = set(links(seen.screen, "team/stats"))
        assert {WEEK + "/language", "team/stats/asks/0", "team/stats/hours", "team/ledger"} <= there


async def test_the_command_leads_each_to_their_own(sqlite_url: str) -> None:
    async with figured(sqlite_url) as world:
        assert "Since the beginning" in await words(world, "stats")
        assert "What came of your asks" in await words(world, "stats", MEMBER)
        assert world.is_missing(await world.go(CITIZEN, "stats"))


async def test_a_week_is_told_in_happenings_and_in_people(sqlite_url: str) -> None:
    async with figured(sqlite_url) as world:
        told = await words(world, WEEK)
        assert "Week of Asking: Monday 18 January to Sunday 24 January" in told
        assert "asked: 703 · got the ask: 703 · answered: 271 · yes: 105 · introduced: 30" in told
        assert "This week is not closed yet" not in told
        now = await words(world, "team/stats/20270125")
        assert "Nothing happened in this time." in now
        assert "This week is not closed yet. Groups of people come after it, on Tuesday 2 February." in now


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        ("language", ["Dutch\ngot the ask: 580 · answered: 180 · yes: 60", "Turkish\ngot the ask: 40"]),
        ("language", ["All others together\ngot the ask: 13"]),
        ("door", ["Never did it\ngot the ask: 472", "Used to do it\ngot the ask: 150"]),
        ("origin", ["Asked by a friend\ngot the ask: 70"]),
        ("province", ["Zuid-Holland\ngot the ask: 600"]),
    ],
)
async def test_groups_are_told_beside_each_other(address: str, lines: list[str], sqlite_url: str) -> None:
    async with figured(sqlite_url) as world:
        told = await words(world, f"{WEEK}/{address}")
        for line in lines:
            assert line in told
        assert "A group of fewer than 10 people is not told by itself." in told
        for few in ("Somali", "Arabic", "Drenthe", "Assen"):
            assert few not in told


async def test_a_group_is_told_by_itself_and_a_province_by_its_municipalities(sqlite_url: str) -> None:
    async with figured(sqlite_url) as world:
        told = await words(world, f"{WEEK}/language/nl")
        assert "Of every 100 people asked, 31 answered." in told
        assert "Of every 100 people who answered, 33 said yes." in told
        towns = await words(world, f"{WEEK}/municipality/Zuid-Holland")
        assert "Zwijndrecht\ngot the ask: 440" in towns
        assert "Elsewhere in the province\ngot the ask: 40" in towns
        assert "Rotterdam" not in towns, "it is all there is beside the others: it stands among them"
        for nowhere in ("language/so", "province/Drenthe", "municipality/Drenthe", "language/xx", "door/x"):
            assert world.is_missing(await world.go(TEAM, f"{WEEK}/{nowhere}")), nowhere


async def test_before_a_week_has_closed_it_is_said_when_groups_come(sqlite_url: str) -> None:
    async with figured(sqlite_url, closed=False) as world:
        world.now = CLOSED - timedelta(days=3)
        weeks = await words(world, "team/stats/weeks")
        assert "No week has closed yet. Groups of people come after this one, on Tuesday 26 January." in weeks
        for page in ("", *(f"/{one.value}" for one in stats_groups.TOLD_APART)):
            told = await words(world, WEEK + page)
            assert "This week is not closed yet." in told
            assert "Groups of people come after it, on Tuesday 26 January." in told
        assert "Look again after it." in await words(world, f"{WEEK}/why")


async def test_a_day_in_a_week_leads_to_it_and_a_day_that_is_none_nowhere(sqlite_url: str) -> None:
    async with figured(sqlite_url) as world:
        for page in ("", "/language", "/hours", "/why"):
            assert "18 January" in await words(world, f"team/stats/20270121{page}")
        for number in ("0", "20270230", "99999999", "9999999999"):
            for page in ("", "/language", "/hours", "/why", "/language/nl"):
                assert world.is_missing(await world.go(TEAM, f"team/stats/{number}{page}"))


async def test_hours_are_told_where_ten_answered(sqlite_url: str) -> None:
    async with figured(sqlite_url) as world:
        told = await words(world, "team/stats/hours")
        assert "Monday 18 January: 102 answers, most from 19:00 to 20:00" in told
        assert told.split("\n")[3:] == (await words(world, f"{WEEK}/hours")).split("\n")[3:]
        async with world.app.store.look() as memory:
            hours = await memory.tallies.hours((Measure.YES, Measure.MAYBE, Measure.NO))
        found = days(WINTER, hours, campaign().zone)
        monday = found[0]
        assert (monday.day, monday.answers, monday.busiest) == (FIRST, 102, 19)
        assert monday.hours[23] is None, "two answers"
        assert monday.hours[12] is None, "beside it, so that the two cannot be worked out"
        assert days(WINTER, {}, campaign().zone)[0].answers is None


async def test_reasons_for_leaving_are_told_of_a_week_that_is_over(sqlite_url: str) -> None:
    async with figured(sqlite_url) as world:
        told = (Why.OFTEN, 14), (Why.TIME, 11), (Why.FAR, 6), (Why.UNCLEAR, 5), (Why.OTHER, 1)
        async with world.app.store.begin() as memory:
            stamps = iter(range(100))
            for why, number in told:
                for _ in range(number):
                    await memory.leavings.note(next(stamps), Leaving.STOP, why, day=date(2027, 1, 20))
            await memory.leavings.note(99, Leaving.CANCEL, Why.FAR, day=date(2027, 1, 20))
        said = await words(world, f"{WEEK}/why")
        assert "37 people said why.\n• I get too many messages: 14\n• I have no time: 11\n" in said
        assert "• All other reasons: 12\n" in said
        assert "Why they cannot come after all\n1 person said why.\n\n" in said
        drawn = f"{WEEK}/why/stop/picture"
        assert drawn in links((await world.go(TEAM, f"{WEEK}/why")).screen, drawn)
        seen = await world.go(TEAM, drawn)
        assert links(seen.screen, drawn) == [f"{WEEK}/why"]
        picture = seen.screen.picture
        assert picture is not None
        assert "I have no time: 11\n• All other reasons: 12" in picture.caption.plain
        assert picture.made().startswith(b"\x89PNG")
        for nothing in ("why/cancel/picture", "why/never/picture"):
            assert world.is_missing(await world.go(TEAM, f"{WEEK}/{nothing}")), "one person gave one reason"
        assert world.is_missing(await world.go(MEMBER, drawn))


async def test_an_organisation_sees_its_own_asks_exactly(sqlite_url: str) -> None:
    async with figured(sqlite_url) as world:
        assert "Sent: 304" in await words(world, "figures", MEMBER)
        assert "Sent: 304" in await words(world, f"figures/{OWN}", MEMBER)
        theirs = await words(world, "figures", OTHER_MEMBER)
        assert "You asked 1 time." in theirs
        assert "Nothing happened in this time." in theirs
        assert world.is_missing(await world.go(MEMBER, f"figures/{OTHER}"))
        assert SECRET not in (await world.go(MEMBER, "figures")).words
        assert world.is_missing(await world.go(MEMBER, "team/stats"))


async def test_the_team_sees_every_ask(sqlite_url: str) -> None:
    async with figured(sqlite_url) as world:
        seen = await world.go(TEAM, "team/stats/asks/0")
        assert {f"team/stats/ask/{OWN}", f"team/stats/ask/{OTHER}"} <= set(links(seen.screen, "asks"))
        assert f"{SECRET} BV" in await words(world, f"team/stats/ask/{OTHER}")
        async with world.app.store.begin() as memory:
            await memory.asks.change(OWN, state=AskState.DRAFT.value)
        assert world.is_missing(await world.go(TEAM, f"team/stats/ask/{OWN}"))
        assert world.is_missing(await world.go(TEAM, "team/stats/ask/12"))


PICTURES = (
    (TEAM, "team/stats", "Of every 100 asks, 46 became a yes"),
    (TEAM, WEEK, "Monday 18 January"),
    (TEAM, f"team/stats/ask/{OWN}", "Merel in the garden"),
    (MEMBER, f"figures/{OWN}", "Asked: 410"),
    (TEAM, f"{WEEK}/language", "Who got an ask, by language"),
    (TEAM, f"{WEEK}/province", "Zuid-Holland: 600"),
    (TEAM, f"{WEEK}/municipality/Zuid-Holland", "Elsewhere in the province: 40"),
    (TEAM, "team/stats/hours", "Most answers came on Monday 18 January: 102."),
)


@pytest.mark.parametrize(("chat_id", "address", "told"), PICTURES)
async def test_numbers_are_drawn_when_one_wants_to_see_them(
    chat_id: int, address: str, told: str, sqlite_url: str
) -> None:
    """Made when it is sent, as a PNG; its caption tells the same, and fits."""
    async with figured(sqlite_url) as world:
        assert f"{address}/picture" in links((await world.go(chat_id, address)).screen, address)
        seen = await world.go(chat_id, f"{address}/picture")
        assert links(seen.screen, address) == [address]
        picture = seen.screen.picture
        assert picture is not None
        assert told in picture.caption.plain
        assert len(picture.caption.plain) <= 1024
        assert callable(picture.content)
        assert picture.made().startswith(b"\x89PNG")


async def test_where_nothing_is_told_there_is_no_picture(sqlite_url: str) -> None:
    async with figured(sqlite_url, closed=False) as world:
        for page in ("language/picture", "municipality/Zuid-Holland/picture"):
            assert world.is_missing(await world.go(TEAM, f"{WEEK}/{page}"))
