"""The desks walked link by link, by members and the team: every address resolves and every screen fits."""

import re
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from types import ModuleType

import pytest
from sqlalchemy import update

from bot.scripts import SampleScripts
from bot.telegram import render
from campaign.drafting import Sketch
from campaign.experiments import Arm, Outcome, Trying
from campaign.exporting import Format, What, Window
from campaign.health import Health
from campaign.leaving import Leaving
from campaign.leaving import Why as WhyLeft
from campaign.values import OrganisationState, Role, Task
from dialogs import carried
from dialogs.figures.asks import LISTED
from dialogs.languages import DEFAULT, Languages
from dialogs.listening import SCREENS
from dialogs.organisation import (
    begun,
    desk,
    details,
    draft,
    draft_what,
    draft_when,
    draft_where,
    people,
    wordings,
)
from dialogs.organisation import stats as organisation_stats
from dialogs.reading import Script
from dialogs.screen import Link, Screen, VoiceMessage
from dialogs.team import (
    acting,
    admit,
    approvals,
    audit,
    brake,
    calls,
    centres,
    export,
    exports,
    health,
    languages,
    ledger,
    moment,
    moment_message,
    moment_openings,
    moving,
    ready,
    recording,
    recordings,
    report,
    reports,
    rest,
    stats,
    stats_asks,
    stats_groups,
    stats_hours,
    stats_leaving,
    texts,
    trials,
    unasked,
    unclear_texts,
    weeks,
)
from dialogs.team import desk as team_desk
from storage import schema
from storage.exports import State, Why
from storage.rests import Subject
from storage.wordings import Wording
from tests import asked
from tests.counted import CLOSED, WINTER, closed_week, happenings
from tests.dialogs.disguise import DISGUISED, fits
from tests.dialogs.organisations import MEMBER, OWN, SETTINGS, TEAM, World, two_organisations
from tests.weeks import MOMENTS, campaign

WALKED = (DEFAULT, *DISGUISED)
"""The invented ones are as long as a translation may be, so that every other language fits where they do."""
MEMBERS: tuple[ModuleType, ...] = (desk, details, people, organisation_stats)
WRITING: tuple[ModuleType, ...] = (begun, draft, draft_what, draft_when, draft_where, wordings)
TEAMS: tuple[ModuleType, ...] = (
    team_desk,
    approvals,
    acting,
    admit,
    audit,
    brake,
    calls,
    centres,
    languages,
    reports,
    texts,
    unasked,
    unclear_texts,
    ledger,
)
FIGURES: tuple[ModuleType, ...] = (stats, stats_asks, stats_groups, stats_hours, stats_leaving)
RESTING: tuple[ModuleType, ...] = (health, rest)
FILES: tuple[ModuleType, ...] = (export, exports, report)
WEEKS: tuple[ModuleType, ...] = (
    weeks,
    moment,
    moving,
    moment_message,
    moment_openings,
    trials,
    unasked,
    ready,
)
READING: tuple[ModuleType, ...] = (recordings, recording)
TYPED = (
    "Bergen",
    "Kerkweg 3, 3331 AB",
    "12-3-2021 10:00-12:00",
    "10:00-13:00",
    "16-1 12:00",
    "11:30",
    "7",
    "Tuin De Kers",
    "12345678",
    "ana@dekers.example",
    "?",
    "x" * 400,
)
"""Words for pages that wait for some."""
SHOWN = (
    "Kerkweg 3",
    "Tuinstraat 5",
    "Tuikwerd",
    "Tuin " + "x" * 34,
    "Merel in the garden",
    "python -m bot import centres.csv --centres",
)
"""What is said to people as it is: examples, names of places, what to type."""
COMMAND = "python -m bot export all --since 2027-01-18 --until 2027-01-24 --format xlsx"


def patterns(rooms: Iterable[ModuleType], role: Role) -> set[str]:
    """The routes of some rooms that are for a role."""
    return {route.pattern for room in rooms for route in room.ROUTES if route.role is role}


def links(screen: Screen, address: str) -> list[str]:
    """Where a screen leads, once it is seen that it fits Telegram and leads on."""
    render.text(screen)
    render.keyboard(screen)
    assert screen.rows, f"{address} is a dead end"
    buttons = [button for row in screen.rows for button in row]
    for button in buttons:
        assert fits(button.label.plain), f"{address}: {button.label.plain}"
    assert max(len(row) for row in screen.rows) <= 8
    return [button.to for button in buttons if isinstance(button, Link)]


class Few(SampleScripts):
    """Some of the scripts: those of a page of the list, and one of the next."""

    def known(self, language: str) -> Mapping[str, Script] | None:
        """None, so that they are always made, though once only."""
        return None

    async def make(self, language: str) -> Mapping[str, Script]:
        """The first, and the one with the longest name."""
        found = await super().make(language)
        return {name: found[name] for name in (*SCREENS[: recordings.PAGE], max(SCREENS, key=len))}


def said_in(*scripts: Script) -> set[str]:
    """All that is to be read aloud, line by line."""
    return {
        line
        for script in scripts
        for text in (script.title, script.words, *script.buttons)
        for line in text.plain.split("\n")
        if len(line) > 1
    }


async def walk(world: World, chat_id: int, start: Iterable[str], within: set[str]) -> set[str]:
    """Visit every link, breadth first, none leaving a trace; the routes that were come past.

    Links to other rooms lead to a page there is; what they make would be undone, so they are not followed.
    """
    todo, seen, reached = deque(start), set[str](), set[str]()
    while todo:
        address = todo.popleft()
        path = carried.read(address)[0]
        kind = re.sub(r"\d+", "#", path)
        if kind in seen:
            continue
        seen.add(kind)
        pattern = world.app.site.find(path)[0].pattern
        if pattern not in within:
            continue
        reached.add(pattern)
        visit = await world.go(chat_id, address)
        assert not world.is_missing(visit), address
        todo.extend(links(visit.screen, address))
        if visit.screen.waits:
            for words in TYPED:
                typed = await world.go(chat_id, visit.screen.waits, text=words)
                todo.extend(links(typed.screen, f"{address} and {words}"))
    return reached


@pytest.mark.parametrize("language", WALKED)
@pytest.mark.parametrize("state", list(OrganisationState))
async def test_every_page_of_a_desk_resolves_and_fits(
    language: str, state: OrganisationState, sqlite_url: str
) -> None:
    """However the organisation stands, whether it told everything or nothing yet."""
    async with two_organisations(sqlite_url, language) as world:
        async with world.app.store.begin() as memory:
            await memory.organisations.change(OWN, state=state)
            if state is OrganisationState.WAITING:
                nothing = {"description": "", "registration": "", "contact": "", "screened": 0}
                await memory.connection.execute(update(schema.organisations).values(**nothing))
                await memory.connection.execute(update(schema.asks).values(state="waiting"))
        pages = patterns(MEMBERS, Role.MEMBER)
        assert pages == await walk(world, MEMBER, ["desk", "desk/news/1"], pages)
        await world.find_nothing(*TYPED, *SHOWN)


@pytest.mark.parametrize("language", WALKED)
@pytest.mark.parametrize("quick", [True, False])
async def test_every_page_about_a_draft_resolves_and_fits(
    language: str, quick: bool, sqlite_url: str
) -> None:
    """Of one that is told in full, and of one of which nothing is."""
    told = Sketch(
        task=Task.GARDENING,
        title="Plant bulbs with us",
        description="In the school garden",
        bring="Gloves",
        agreed=True,
        postcode="3331",
        places=3,
        contact="0612345678",
        language="nl",
    )
    begins = {"opps/new", "opps/fresh", "opp/{number:int}/edit", "opp/{number:int}/copy"}
    pages, reached = patterns(WRITING, Role.MEMBER) - begins, set[str]()
    async with two_organisations(sqlite_url, language) as world:
        for sketch in (Sketch(), told):
            async with world.app.store.begin() as memory:
                await memory.connection.execute(update(schema.drafts).values(quick=quick))
                await memory.drafts.keep(OWN, sketch, now=world.now)
            reached |= await walk(world, MEMBER, [f"draft/{OWN}", f"opp/{OWN}/in"], pages)
            async with world.app.store.begin() as memory:
                await memory.wordings.keep(OWN, "en", Wording("Bulbs", "With children"))
        for address in (
            "quick",
            "quick/again",
            "opps",
            "opps/new",
            "opps/fresh",
            f"opp/{OWN}/edit",
            f"opp/{OWN}/copy",
        ):
            seen = await world.go(MEMBER, address)
            assert not world.is_missing(seen), address
            links(seen.screen, address)
        await world.find_nothing(*TYPED, *SHOWN)
    assert reached == pages


@pytest.mark.parametrize("language", WALKED)
async def test_every_page_of_the_team_resolves_and_fits(language: str, sqlite_url: str) -> None:
    """With organisations in every state, asks that wait, reports and the brake pulled and released."""
    pages, reached = patterns(TEAMS, Role.TEAM), set[str]()
    async with two_organisations(sqlite_url, language) as world:
        for number, state in enumerate(OrganisationState):
            async with world.app.store.begin() as memory:
                await memory.organisations.change(OWN, state=state)
                await memory.connection.execute(
                    update(schema.asks).values(
                        state="waiting" if state is OrganisationState.WAITING else "paused"
                    )
                )
                await memory.audit.note(
                    "checked", role=Role.TEAM, chat_id=TEAM, organisation_id=OWN, now=world.now
                )
                for _ in range(12 if number == 0 else 0):
                    made = await memory.organisations.add("Tuin " + "x" * 95, now=world.now)
                    await memory.organisations.change(made, state=OrganisationState.APPROVED)
                    await memory.audit.note("approved", role=Role.TEAM, organisation_id=made, now=world.now)
                if number == 1:
                    await memory.brake.pull(world.now)
            reached |= await walk(
                world,
                TEAM,
                [
                    *("team", f"team/org/{OWN}/changed/1", f"team/org/{OWN}", "team/brake/told/1"),
                    *("team/calls/0/1", f"team/calls/{OWN}/done"),
                ],
                pages,
            )
        await world.find_nothing(*TYPED, *SHOWN)
    assert reached == pages


@pytest.mark.parametrize("language", WALKED)
async def test_every_page_of_files_resolves_and_fits(language: str, sqlite_url: str) -> None:
    """After an asking week, of files in every state, small ones and such as are made in the background."""
    pages, reached = patterns(FILES, Role.TEAM), set[str]()
    async with two_organisations(sqlite_url, language, campaign=campaign()) as world:
        world.now += timedelta(days=12)
        async with world.app.store.begin() as memory:
            window = Window(date(2027, 1, 18), date(2027, 1, 24))
            number, _ = await memory.exports.ask(TEAM, What.ALL, Format.XLSX, window, now=world.now)
        for state, why in ((State.MAKING, None), *product((State.FAILED,), Why), *product(State, (None,))):
            async with world.app.store.begin() as memory:
                values = {"state": state.value, "why": why.value if why else None, "rows": 5, "total": 20}
                await memory.connection.execute(update(schema.exports).values(values))
            starts = ["team/export", "team/exports", f"team/exports/{number}/5", "team/exports/77"]
            starts.append("team/export/replies/from/20270118")
            starts += [f"team/export/{what}/{day}/{day}" for what in What for day in ("20270118", "20280101")]
            starts += [f"team/report/20270118/20270124{language}" for language in ("", "/nl", "/en")]
            reached |= await walk(world, TEAM, [*starts, f"team/exports/{number}"], pages)
        other = await world.go(SETTINGS, f"team/exports/{number}/cancel")
        assert not other.wrote, "a file is of who asked for it"
        await world.find_nothing(*TYPED, *SHOWN, COMMAND)
    assert reached == pages


@pytest.mark.parametrize("language", WALKED)
async def test_every_page_of_the_figures_resolves_and_fits(language: str, sqlite_url: str) -> None:
    """Before a week has closed, after that, and in a week in which nothing happened yet."""
    pages, reached = patterns(FIGURES, Role.TEAM), set[str]()
    async with two_organisations(sqlite_url, language, campaign=campaign()) as world:
        for closed in (False, True):
            async with world.app.store.begin() as memory:
                await happenings(memory, OWN)
                if closed:
                    await closed_week(memory)
                    for stamp in range(30):
                        why = WhyLeft.OFTEN if stamp < 14 else WhyLeft.TIME
                        await memory.leavings.note(stamp, Leaving.STOP, why, day=WINTER.first)
                for number in range(LISTED if closed else 0):
                    made = dict.fromkeys(("made", "sent"), world.now)
                    await asked.ask(
                        memory, world.now, organisation_id=OWN, opportunity=OWN, id=number + 1, **made
                    )
            for page in ("team/stats", "team/stats/20270118", "team/stats/20270118/why"):
                reached |= await walk(world, TEAM, [page], pages)
            world.now = CLOSED
        await world.find_nothing(*TYPED, *SHOWN)
    assert reached == pages


@pytest.mark.parametrize("language", WALKED)
async def test_every_page_about_the_weeks_resolves_and_fits(language: str, sqlite_url: str) -> None:
    """However far the week is, with a moment that was moved and one that was called off."""
    pages, reached = patterns(WEEKS, Role.TEAM), set[str]()
    heads_up, ask, follow_up, thanks = MOMENTS
    week = campaign()
    days = {"first": date(2027, 2, 15), "last": date(2027, 2, 21), "moments": ()}
    other = replace(week.weeks[0], name="x" * 16, **days)
    several = replace(week, weeks=(*week.weeks, other, replace(other, name="y")))
    async with two_organisations(sqlite_url, language, campaign=several) as world:
        for number in range(3):
            async with world.app.store.begin() as memory:
                if number == 1:
                    at, deadline = ask.at + timedelta(hours=1), ask.deadline
                    await memory.moments.move(ask, at, deadline, by=TEAM, now=world.now)
                    await memory.moments.cancel(thanks, True, by=SETTINGS, now=world.now)
                    await memory.moments.try_openings(ask, True)
                    await memory.moments.miss(heads_up, now=world.now)
                if number == 2:
                    begun = [await memory.moments.begin(one, now=world.now) for one in (ask, follow_up)]
                    await memory.moments.finish(begun[0], now=world.now)
                    changed = update(schema.deliveries).values(moment_id=begun[0], state="skipped")
                    await memory.connection.execute(changed.values(reason="nothing"))
                    outcome = Outcome(Arm(500, 90, 60), Arm(500, 60, 20))
                    await memory.trials.keep(Trying.HOLDOUT, begun[1], outcome, now=world.now)
            starts = [
                "weeks",
                "weeks/1",
                "team/unasked",
                "team/trials",
                "ready",
                *(f"weeks/winter/{one.name}" for one in MOMENTS),
            ]
            starts += [f"{one}/see/thanks" for one in starts if one.endswith("thanks")]
            for start in starts:
                reached |= await walk(world, TEAM, [start], pages)
            for step in ("ask", "again", "help", "plan", "someone", "thanked"):
                name = "ask" if step in ("ask", "someone") else "follow-up"
                links((await world.go(TEAM, f"weeks/winter/{name}/see/{step}")).screen, step)
            by_hand = ("test/heads_up/1", "try/heads_up", "two/heads_up/1", "openings/on")
            for page in (*by_hand, "at/1800000000", "at/9999999999", "cancel/off"):
                seen = await world.go(TEAM, f"weeks/winter/heads-up/{page}")
                links(seen.screen, page)
                reached.add(world.app.site.find(f"weeks/winter/heads-up/{page}")[0].pattern)
        await world.find_nothing(*TYPED, *SHOWN)
    assert reached == pages


@pytest.mark.parametrize("language", WALKED)
async def test_every_page_about_recordings_resolves_and_fits(language: str, sqlite_url: str) -> None:
    """With one that plays, one before it, one that is out of date, and a voice message that comes."""
    pages, reached = patterns(READING, Role.TEAM), set[str]()
    async with two_organisations(sqlite_url, language) as world:
        languages = Languages([world.app.house.languages.get(code) for code in (language, "en")])
        scripts = Few(languages)
        world.app.house = replace(world.app.house, languages=languages, scripts=scripts)
        async with world.app.store.begin() as memory:
            for name in ("hello", "hello", "age"):
                fingerprint = (await scripts.make(language))[name].fingerprint if name == "hello" else "old"
                for code in (language, "en"):
                    await memory.recordings.add(
                        name,
                        code,
                        seconds=4,
                        size=9,
                        fingerprint=fingerprint,
                        chat_id=TEAM,
                        bot_id=1,
                        file_id="id",
                        now=world.now,
                    )
        longest = max(SCREENS, key=len)
        for start in ("team/recordings", f"team/recording/{language}/hello/lost/1"):
            reached |= await walk(world, TEAM, [start], pages)
        for address in (f"team/recording/{language}/{longest}", f"team/recordings/{language}/1"):
            links((await world.go(TEAM, address)).screen, address)
        for seconds, size in ((4, 900), (61, 900), (4, 2_000_000)):
            voice = VoiceMessage("id", seconds, size)
            came = {"other": "voice", "voice": voice}
            seen = await world.go(TEAM, f"team/recording/{language}/{longest}/take", **came)
            links(seen.screen, str(voice))
            assert bool(seen.wrote) == (seconds == 4 and size == 900)
        reached.add(world.app.site.find(f"team/recording/{language}/{longest}/take")[0].pattern)
        sounds = (await world.go(TEAM, f"team/recording/{language}/hello/play")).screen.voice
        assert sounds is not None
        read = said_in(*(await scripts.make(language)).values(), *(await scripts.make("en")).values())
        world.looking.seen = {
            text: address
            for text, address in world.looking.seen.items()
            if not text.startswith(("▫️", "✅", "⚠️")) or "\n" in text  # a title that is cut where it is long
        }
        await world.find_nothing(*TYPED, *SHOWN, *read)
    assert reached == pages


@pytest.mark.parametrize("language", WALKED)
async def test_every_page_about_what_rests_resolves_and_fits(language: str, sqlite_url: str) -> None:
    """With nothing that happened; with an ask, a moment and the first ask that rest; when they are over."""
    pages, reached = patterns(RESTING, Role.TEAM), set[str]()
    async with two_organisations(sqlite_url, language, campaign=campaign()) as world:
        reached |= await walk(world, TEAM, ["team/health", "team/rests"], pages)
        async with world.app.store.begin() as memory:
            await happenings(memory, OWN)
            begun = [
                await memory.moments.begin(MOMENTS[1], now=world.now),
                await memory.moments.standing(now=world.now),
            ]
            await memory.asks.change(OWN, state="sending")
            for subject in (Subject(OWN), *(Subject(None, number) for number in begun)):
                await memory.rests.begin(subject, Health(404, 9, 3), per_thousand=10.0, now=world.now)
        rested = [f"team/rest/{number}" for number in (1, 2, 3)]
        reached |= await walk(world, TEAM, ["team/health", "team/rest/2/off", *rested], pages)
        links((await world.go(MEMBER, f"theask/{OWN}/rest/1")).screen, "rest")
        async with world.app.store.begin() as memory:
            assert await memory.rests.go_on(1, "spoken", now=world.now)
            assert await memory.rests.call_off(2, by=TEAM, now=world.now)
        reached |= await walk(world, TEAM, rested, pages)
        for address in ("figures/health", "figures/health/picture"):
            links((await world.go(MEMBER, address)).screen, address)
        await world.find_nothing(*TYPED, *SHOWN)
    assert reached == pages
