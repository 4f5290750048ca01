"""The report: the numbers of the pages and no others, readable by everybody, and nothing of a few."""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date, timedelta
from itertools import pairwise
from string import Formatter
from typing import Any

from campaign import groups
from campaign.experiments import Arm, Outcome, Trying
from campaign.exporting import Window
from campaign.groups import ALL, OTHERS, Cell, Dimension, Stage
from campaign.leaving import Leaving, Why
from campaign.population import Population, Shares
from dialogs.languages import Languages
from dialogs.report.facts import Facts, gather
from dialogs.report.page import STYLE, page
from dialogs.report.words import LANGUAGES, every
from dialogs.text import Say
from tests.campaign import test_groups as attacked
from tests.counted import CLOSED, WINTER, closed_week, happenings
from tests.dialogs.organisations import CITIZEN, MEMBER, OWN, SECRET, TEAM, World, two_organisations
from tests.dialogs.test_walk_desks import links
from tests.reading import Page
from tests.weeks import FIRST, LAST, MOMENTS, campaign
from tools.readability import dutch

WEEK = "team/stats/20270118"
SHARES = Population(languages=Shares("CBS", {"nl": 85.0, "tr": 15.0}))
DASH = "not told: too few people"
STEPS = ("Asked", "Got the ask", "Answered", "Said yes", "Was introduced", "Became a match")


@asynccontextmanager
async def reported(url: str, *, closed: bool = True) -> AsyncIterator[World]:
    """The week after the asking week, in which much happened."""
    there = campaign(holdout=0.1, population=SHARES)
    async with two_organisations(url, campaign=there) as world:
        async with world.app.store.begin() as memory:
            await happenings(memory, OWN)
            if closed:
                await closed_week(memory)
        world.now = CLOSED + timedelta(hours=1)
        yield world


async def facts(world: World, since: date = FIRST, until: date = LAST) -> Facts:
    """What is told of these days."""
    async with world.app.store.look() as memory:
        return await gather(memory, world.app.campaign, Window(since, until), world.now)


def read(world: World, told: Facts, language: str = "en") -> Page:
    """The report, read."""
    say = Say(Languages.load(unfinished={language}).get(language), world.app.zone)
    return Page(page(say, world.app.campaign, told))


def number(words: str) -> int | None:
    """What stands in a cell; None of what is not told."""
    return None if words == DASH else int(words.replace(",", ""))


async def test_its_numbers_are_those_of_the_pages_on_both_databases(database_url: str) -> None:
    async with reported(database_url) as world:
        told = read(world, await facts(world))
        funnel = {cells[0]: int(cells[1]) for _, cells in told.tables[0].rows}
        assert tuple(funnel) == STEPS
        assert [*funnel.values()] == [410, 384, 429, 189, 41, 12]
        shown = (await world.go(TEAM, f"{WEEK}/picture")).screen.picture
        assert shown is not None
        for step, count in funnel.items():
            assert f"{step}: {count}" in shown.caption.plain
        stopped = told.table("Messages after which somebody stopped").rows[0][1]
        assert stopped[1:] == ["404", "3", "1", "9.9", "0"]
        assert "9.9 of every 1,000" in (await world.go(TEAM, WEEK)).screen.text.plain
        for by in (Dimension.LANGUAGE, Dimension.DOOR, Dimension.ORIGIN, Dimension.PROVINCE):
            said = (await world.go(TEAM, f"{WEEK}/{by.value}")).screen.text.plain
            caption = next(caption for caption, one in DIMENSIONS.items() if one == by)
            names = {cells[0]: cells for _, cells in told.table(caption).rows}
            for paragraph in said.split("\n\n")[1:-1]:
                head, line = paragraph.split("\n")
                counts = [int(one.replace(",", "")) for one in re.findall(r": ([\d,]+)", line)]
                assert [one for one in map(number, names[head][1:]) if one is not None] == counts, head
        monday = told.table("Answers by day").row("Monday 18 January")
        assert (monday["Answers"], monday["By hour"]) == ("102", "70 at 19:00")
        towns = told.table("People by municipality")
        assert ("Zuid-Holland", "440") in [(within, cells[2]) for within, cells in towns.rows]


async def test_it_is_well_made_and_can_be_read_by_everybody(sqlite_url: str) -> None:
    async with reported(sqlite_url) as world:
        await _much(world)
        for language in LANGUAGES:
            told = read(world, await facts(world), language)
            attributes = dict(told.attributes)
            assert attributes["html"]["lang"] == language
            levels = [level for level, _ in told.headings]
            assert levels.count(1) == 1
            assert levels[0] == 1
            assert all(after <= before + 1 for before, after in pairwise(levels))
            assert len({one["id"] for _, one in told.attributes if "id" in one}) == 9
            assert all(table.caption and table.heads and table.rows for table in told.tables)
            assert len(told.pictures) == 7
            for picture in told.pictures:
                assert picture["src"].startswith("data:image/svg+xml;base64,")
                assert re.search(r"\d", picture["alt"]), picture["alt"]
            policy = next(one for _, one in told.attributes if "http-equiv" in one)["content"]
            assert policy.startswith("default-src 'none'; img-src data:;")
            assert "script" not in {tag for tag, _ in told.attributes}
            led = {value for _, one in told.attributes for name, value in one.items() if name == "href"}
            assert all(one.startswith("#") for one in led)
            assert not {name for _, one in told.attributes for name in one if name.startswith("on")}
            assert "{" not in told.words
            assert "@import" not in STYLE
            assert "url(" not in STYLE
            assert SECRET not in told.words


async def test_what_was_tried_and_who_is_not_asked_and_why_people_stop_is_told(sqlite_url: str) -> None:
    async with reported(sqlite_url) as world:
        await _much(world)
        told = read(world, await facts(world))
        assert "Follow-ups help: of every 100 people, 4.7 to 11.4 more say yes." in told.words
        ways = told.table("What came of both ways").row("Without follow-ups")
        assert (ways["People"], ways["Said yes"]) == ("500", "4 % (between 2.6 and 6.1)")
        assert "Asked too little by language: Turkish." in told.words
        gap = told.table("People who got an ask beside the population, by language").row("Turkish")
        assert gap["What it comes to"] == "too little: 65 too few"
        assert "Shares" not in gap
        why = told.table("Why people want no more messages")
        assert [cells for _, cells in why.rows] == [
            ["I get too many messages", "14"],
            ["All other reasons", "11"],
        ]
        assert "Population by language: CBS" in told.words


async def test_what_is_not_there_says_why(sqlite_url: str) -> None:
    async with reported(sqlite_url, closed=False) as world:
        world.now = CLOSED - timedelta(days=3)
        told = read(world, await facts(world))
        assert "No week of this period is closed yet." in told.words
        assert "Fewer than 10 people agreed in this period" in told.words
        assert "Nobody made an ask of their own in this period" in told.words
        assert "No trial that began in this period has been counted yet." in told.words
        assert "18 January 2027 to 23 January 2027" in told.words, "up to today"
        for since, why in ((date(2026, 3, 2), "Nothing happened"), (date(2028, 3, 2), "still to come")):
            told = read(world, await facts(world, since, since))
            assert why in told.words
            assert "nobody was asked through Vraagbot" in told.words


WEEK_OF_FEW = [
    (("nl", "never", "organisation", "Zwijndrecht"), Stage.ANSWERED, False, 60),
    (("nl", "usedto", "friend", "Dordrecht"), Stage.YES, True, 25),
    (("en", "never", "campaign", "Urk"), Stage.DELIVERED, False, 31),
    (("en", "now", "organisation", "Delft"), Stage.INTRODUCED, True, 14),
    (("tr", "never", "friend", "Zwijndrecht"), Stage.ANSWERED, False, 7),
    (("tr", "now", "campaign", "Urk"), Stage.ASKED, False, 4),
]


async def test_an_attacker_who_reads_it_works_out_nothing_of_a_few(sqlite_url: str) -> None:
    """All numbers of people in it, put together again as they stand there."""
    async with reported(sqlite_url, closed=False) as world:
        cells = list(groups.cells(attacked.counted(WEEK_OF_FEW), attacked.PROVINCES))
        async with world.app.store.begin() as memory:
            await memory.countings.begin(WINTER)
            await memory.countings.freeze(WINTER, 0, cells, now=world.now)
        said = _cells(read(world, await facts(world)))
        assert {(one.dimension, one.within, one.group, one.stage, one.people) for one in said} <= {
            (one.dimension, one.within, one.group, one.stage, one.people) for one in cells
        }
        sums = attacked.attacker(said)
        assert sums.find(_of("language", "nl", Stage.DELIVERED)), "it does add up what it reads"
        for by, group in (("language", "tr"), ("municipality", "Urk"), ("door", "unknown")):
            for stage in Stage:
                if 0 < _people(by, group, stage) < 10:
                    assert not sums.find(_of(by, group, stage)), (group, stage)


def _of(by: str, group: str, stage: Stage) -> list[Any]:
    marks = [mark for mark in attacked.MARKS if attacked.marked(by, group, mark)]
    return [(mark, reached) for mark in marks for reached in attacked.further(stage)]


def _people(by: str, group: str, stage: Stage) -> int:
    return sum(
        size
        for mark, reached, matched, size in WEEK_OF_FEW
        if attacked.marked(by, group, mark)
        and (matched if stage is Stage.MATCHED else reached.value in attacked.further(stage))
    )


NAMES = {
    "Dutch": "nl",
    "English": "en",
    "Turkish": "tr",
    "Never did it": "never",
    "Used to do it": "usedto",
    "Does it now": "now",
    "Did not tell": "unknown",
    "Told no place": "unknown",
    "Asked by an organisation": "organisation",
    "Asked by a friend": "friend",
    "Asked by the campaign": "campaign",
    "All others together": OTHERS,
    "Elsewhere in the province": OTHERS,
}
DIMENSIONS = {
    "People by language": "language",
    "People by whether they volunteered before": "door",
    "People by who asked": "origin",
    "People by province": "province",
    "People by municipality": "municipality",
}


def _cells(told: Page) -> Sequence[Cell]:
    found = []
    for caption, by in DIMENSIONS.items():
        for within, row in told.table(caption).rows:
            here = (ALL, "", OTHERS) if row[0] == "Everybody" else (by, within, NAMES.get(row[0], row[0]))
            counts = map(number, row[1:])
            found += [
                Cell(*here, stage, count)
                for stage, count in zip(Stage, counts, strict=True)
                if count is not None
            ]
    return found


async def test_the_team_takes_it_in_the_chat_and_nobody_else_does(sqlite_url: str) -> None:
    async with reported(sqlite_url) as world:
        asked = "team/report/20270118/20270124"
        led = await world.go(TEAM, "team/export/report/20270118/20270124")
        assert {f"{asked}/nl", f"{asked}/en"} <= set(links(led.screen, asked))
        seen = await world.go(TEAM, f"{asked}/nl", keep=True)
        file = seen.screen.document
        assert file is not None
        assert file.name == "vraagbot-report-2027-01-18-2027-01-24-nl.html"
        assert callable(file.content), "it is made where nobody waits for it"
        assert "Wat kwam er van het vragen?" in Page(file.made().decode()).words
        assert "took a report" in (await world.go(TEAM, "team/audit/0")).screen.text.plain
        for address in (f"{asked}/nl", asked):
            for who in (CITIZEN, MEMBER):
                assert world.is_missing(await world.go(who, address))
        for nowhere in (f"{asked}/ar", "team/report/20270124/20270118/nl", "team/export/report/as/csv"):
            assert world.is_missing(await world.go(TEAM, nowhere))


def test_its_words_are_whole_in_both_languages_and_ask_for_the_same() -> None:
    for name, said in every().items():
        assert list(said) == ["en", "nl"], name
        fields = [{field for _, field, _, _ in Formatter().parse(str(one))} for one in said.values()]
        if name != "terms":
            assert fields[0] == fields[1], name
        assert len(said["en"]) == len(said["nl"]) or isinstance(said["en"], str), name


def test_its_dutch_is_plain() -> None:
    hard: dict[str, list[str]] = {}
    for name, said in every().items():
        if name == "source_intervals":
            continue  # names of journals
        texts = (
            [said["nl"]]
            if isinstance(said["nl"], str)
            else [text for one in said["nl"] for text in _flat(one)]
        )
        hard |= {text: faults for text in texts if (faults := dutch.faults(text, dutch.OTHERS["nl"]))}
    assert not hard, "\n".join(f"{text}\n    {' '.join(faults)}" for text, faults in hard.items())


def _flat(one: Any) -> list[str]:
    return [one] if isinstance(one, str) else list(one)


async def _much(world: World) -> None:
    """A trial that was counted, reasons, and asks that people made themselves."""
    async with world.app.store.begin() as memory:
        follow_up = await memory.moments.begin(MOMENTS[2], now=world.now)
        outcome = Outcome(Arm(500, 90, 60), Arm(500, 60, 20))
        await memory.trials.keep(Trying.HOLDOUT, follow_up, outcome, now=world.now)
        for number, (why, times) in enumerate(((Why.OFTEN, 14), (Why.TIME, 11))):
            for one in range(times):
                await memory.leavings.note(100 * number + one, Leaving.STOP, why, day=FIRST)
