"""The team sees who is asked too little in a closed week: without shares numbers, of few people nothing."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from campaign import crossing, groups
from campaign.groups import UNKNOWN, Person, Stage, Sums
from campaign.population import Population, Shares
from campaign.spans import Span
from dialogs.team import gap, gap_crossed
from storage.gazetteer import Gazetteer
from storage.memory import Memory
from tests.dialogs.organisations import CITIZEN, MEMBER, TEAM, VISITOR, World, two_organisations
from tests.dialogs.test_walk_desks import WALKED, patterns, walk
from tests.weeks import FIRST, LAST, campaign

WINTER = Span(FIRST, LAST, "winter")
PEOPLE = (
    (400, "nl", "now", "Utrecht"),
    (60, "nl", "never", "Zwolle"),
    (40, "nl", UNKNOWN, "Utrecht"),
    (30, "en", "usedto", "Zwolle"),
    (12, "tr", "never", UNKNOWN),
    (7, "so", "never", "Assen"),
    (6, "ti", "usedto", "Assen"),
)
"""How many people, of which language, door and municipality, who got an ask."""
LEFT = (
    (15, "en", UNKNOWN, "Zwolle"),
    (15, "nl", "usedto", "Urk"),
    (12, "nl", UNKNOWN, "Urk"),
    (12, "nl", "usedto", UNKNOWN),
    (12, "nl", "now", UNKNOWN),
)
"""People more, so that of each group enough are in no combination that is told."""
CROSSED = "team/gap/20270118/crossed"
SHARES = Population(
    languages=Shares("CBS, table 1", {"nl": 88, "tr": 6, "so": 2, "ti": 1}),
    doors=Shares("CBS, table 2", {"never": 33, "usedto": 18, "now": 49}),
)
COMPARING = campaign(population=SHARES)


async def close(
    memory: Memory, span: Span = WINTER, people: Sequence[tuple[int, str, str, str]] = PEOPLE
) -> None:
    """Count these people in a week, and tell of them what may be told."""
    sums: Sums = {}
    where = Gazetteer.load().where()
    for number, language, door, place in people:
        province = where.get(place, UNKNOWN)
        for _ in range(number):
            person = Person(language, door, "campaign", place, Stage.DELIVERED, province=province)
            groups.add(sums, person)
    await memory.countings.begin(span)
    cells = [*groups.cells(sums, where)]
    cells += crossing.cells(sums, cells, where)
    await memory.countings.freeze(span, 0, cells, now=span.closes(campaign().zone))


@asynccontextmanager
async def world_of(url: str) -> AsyncIterator[World]:
    """The campaign of one week, which was closed."""
    async with two_organisations(url, campaign=COMPARING) as world:
        async with world.app.store.begin() as memory:
            await close(memory)
        yield world


async def words(world: World, address: str) -> str:
    """What the team reads there."""
    return (await world.go(TEAM, address)).screen.text.plain


async def test_who_is_asked_too_little_is_told_in_a_sentence_and_group_by_group(sqlite_url: str) -> None:
    async with world_of(sqlite_url) as world:
        told = await words(world, "team/gap")
        assert "Week of Asking: Monday 18 January to Sunday 24 January" in told
        assert "Asked too little: Never did it and Used to do it." in told
        assert "Asked too little: Turkish." in told
        assert "By province\nI do not know the shares of the population." in told

        doors = await words(world, "team/gap/20270118/door")
        assert (
            "🔻 Never did it: 79 people, 15 % of those who got an ask, and 33 % of the population." in doors
        )
        assert "That is 91 too few." in doors
        assert "🔺 Does it now: 400 people, 78 % of those who got an ask" in doors
        assert "Shares of the population: CBS, table 2" in doors
        assert "Did not tell" not in doors

        languages = await words(world, "team/gap/20270118/language")
        assert "• Dutch: 500 people, 90 % of those who got an ask, and 88 % of the population." in languages
        assert "🔻 Turkish: 12 people, 2.2 % of those" in languages
        assert "All others together: 13 people, 2.3 % of those" in languages
        assert "Among the others are: Somali and Tigrinya." in languages
        for hidden in ("Somali:", "Tigrinya:"):
            assert hidden not in languages

        provinces = await words(world, "team/gap/20270118/province")
        assert "• Utrecht: 440 people, 79 % of those who got an ask." in provinces
        assert "population:" not in provinces
        for shut_out in (MEMBER, CITIZEN, VISITOR):
            for page in ("door", "door/picture"):
                assert world.is_missing(await world.go(shut_out, f"team/gap/20270118/{page}"))


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ("door", "Never did it: 15 %, and 33 % of the population"),
        ("language", "All others together: 2.3 %, and 3 % of the population"),
        ("province", "Utrecht: 440\n"),
    ],
)
async def test_the_gap_is_drawn_with_its_shares(by: str, told: str, sqlite_url: str) -> None:
    """In a picture whose caption tells the same; of a small group nothing by itself."""
    async with world_of(sqlite_url) as world:
        page = f"team/gap/20270118/{by}"
        assert f"{page}/picture" in (await world.go(TEAM, page)).words
        seen = await world.go(TEAM, f"{page}/picture")
        picture = seen.screen.picture
        assert picture is not None
        assert told in picture.caption.plain
        assert "Somali" not in picture.caption.plain
        assert len(picture.caption.plain) <= 1024
        assert picture.made().startswith(b"\x89PNG")
        for nowhere in ("team/gap/20270118/origin/picture", "team/gap/20270125/door/picture"):
            assert world.is_missing(await world.go(TEAM, nowhere))


@pytest.mark.parametrize("given", [False, True], ids=["numbers", "shares"])
async def test_combinations_are_told_of_ten_people_and_held_against_shares_that_are_given(
    given: bool, sqlite_url: str
) -> None:
    shares = Shares("CBS, table 3", {"nl/never/Overijssel": 40, "so/never/Drenthe": 9, "nl/now/Utrecht": 50})
    population = replace(SHARES, combinations=shares if given else Shares())
    async with two_organisations(sqlite_url, campaign=campaign(population=population)) as world:
        async with world.app.store.begin() as memory:
            await close(memory, people=(*PEOPLE, *LEFT))
        told = await words(world, CROSSED)
        assert "Somali" not in told
        if given:
            assert "🔻 Dutch, Never did it, Overijssel: 60 people, at most" in told
            assert "people more got an ask: of smaller combinations" in told
            assert "Shares of the population: CBS, table 3" in told
        else:
            assert "I do not know the shares of the population. So these are numbers, and no gap." in told
            assert "• Dutch, Does it now, Utrecht: 400 people" in told
            assert "Shares of" not in told
        assert f"{CROSSED}/language/nl/1" in (await world.go(TEAM, f"{CROSSED}/language")).words
        assert "Utrecht: 400 people" in await words(world, f"{CROSSED}/language/nl/1")
        for nowhere in ("language/so/1", "language/nl/2", "origin", "x/y/1", "all/9"):
            assert world.is_missing(await world.go(TEAM, f"{CROSSED}/{nowhere}")), nowhere
        for page in ("", "/all/1", "/language", "/language/nl/1"):
            for shut_out in (MEMBER, CITIZEN, VISITOR):
                assert world.is_missing(await world.go(shut_out, f"{CROSSED}{page}"))


async def test_weeks_follow_each_other_and_one_that_was_not_closed_is_not_there(sqlite_url: str) -> None:
    async with two_organisations(sqlite_url, campaign=COMPARING) as world:
        assert "No week has closed yet" in await words(world, "team/gap")
        next_week = Span(LAST.replace(day=25), LAST.replace(day=31))
        async with world.app.store.begin() as memory:
            await close(memory)
            await close(memory, next_week, [(9, "nl", "now", "Utrecht")])
        told = await words(world, "team/gap")
        assert "From Monday 25 January to Sunday 31 January" in told
        assert told.count("too few people in this week to tell groups apart") == 3
        seen = await world.go(TEAM, "team/gap/20270125/door")
        assert "too few people" in seen.screen.text.plain
        assert "team/gap/20270118/door" in seen.words
        assert "team/gap/20270125/door" in (await world.go(TEAM, "team/gap/20270118/door")).words
        for nowhere in ("team/gap/20270119", "team/gap/1", "team/gap/20270118/origin", "team/gap/20270118/x"):
            assert world.is_missing(await world.go(TEAM, nowhere)), nowhere


@pytest.mark.parametrize("language", WALKED)
async def test_every_page_of_the_gap_resolves_and_fits(language: str, sqlite_url: str) -> None:
    """With a gap in every group there can be, and without a week."""
    every = [(40 + number, code, door, place) for number, (code, door, place) in enumerate(_everything())]
    every += [(12, code, UNKNOWN, place) for _, code, _, place in every]
    shares: Mapping[str, float] = {code: 6.5 for _, code, _, _ in every if code != "nl"}
    population = replace(SHARES, languages=Shares("CBS, " + "x" * 190, {**shares, "nl": 16}))
    population = replace(population, combinations=_shares_of_combinations())
    async with two_organisations(sqlite_url, language, campaign=campaign(population=population)) as world:
        pages = patterns((gap, gap_crossed), gap.ROUTES[0].role)
        assert await walk(world, TEAM, ["team/gap"], pages) == {"team/gap"}
        async with world.app.store.begin() as memory:
            await close(memory, people=every)
            await close(memory, Span(LAST.replace(day=25), LAST.replace(day=31)), every)
        assert await walk(world, TEAM, ["team/gap"], pages) == pages
        await world.find_nothing("CBS, " + "x" * 190, "CBS, table 2")


def _everything() -> list[tuple[str, str, str]]:
    """All languages and provinces there are."""
    codes = ("nl", "en", "ar", "tr", "pl", "uk", "fa", "ti", "so", "fr", "es", "de", "pap")
    towns = sorted(Gazetteer.load().where())[::28]
    return [(code, "now", towns[number % len(towns)]) for number, code in enumerate(codes)]


def _shares_of_combinations() -> Shares:
    """Of every combination there is a share that is far too large."""
    where = Gazetteer.load().where()
    return Shares(
        "CBS, " + "y" * 190, {f"{code}/{door}/{where[town]}": 7.6 for code, door, town in _everything()}
    )
