"""The desks walked link by link, by members and the team: every address resolves and every screen fits."""

import re
from collections import deque
from collections.abc import Iterable
from types import ModuleType

import pytest
from sqlalchemy import update

from bot.telegram import render
from campaign.values import OrganisationState, Role
from dialogs import carried
from dialogs.languages import Languages
from dialogs.organisation import desk, details, people
from dialogs.screen import Link, Screen
from dialogs.team import admit, approvals, audit, brake, reports
from dialogs.team import desk as team_desk
from storage import schema
from tests.dialogs.organisations import MEMBER, OWN, TEAM, World, two_organisations

LANGUAGES = Languages.load()
MEMBERS: tuple[ModuleType, ...] = (desk, details, people)
TEAMS: tuple[ModuleType, ...] = (team_desk, approvals, admit, audit, brake, reports)
TYPED = ("Tuin De Kers", "12345678", "ana@dekers.example", "?", "x" * 400)
"""Words for pages that wait for some."""


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
        assert 0 < len(button.label.plain) <= 64, f"{address}: {button.label.plain}"
    assert max(len(row) for row in screen.rows) <= 8
    return [button.to for button in buttons if isinstance(button, Link)]


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


@pytest.mark.parametrize("language", [one.code for one in LANGUAGES])
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


@pytest.mark.parametrize("language", [one.code for one in LANGUAGES])
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
                world, TEAM, ["team", f"team/org/{OWN}/changed/1", f"team/org/{OWN}"], pages
            )
    assert reached == pages
