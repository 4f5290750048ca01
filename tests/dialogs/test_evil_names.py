"""Names and words that are markup, or turn the reading direction: on every page they are words and no more.

Every text in every row is such a name, and the person's own too; then everybody goes to every page.
"""

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest
from sqlalchemy import String, Text, select, update

from bot.app import build
from bot.clock import CampaignClock
from campaign.values import Role
from dialogs.screen import Copy, InChat, Outside, Screen
from dialogs.visit import Visit
from sandbox.html import parse_html
from storage import schema
from storage.memory import Memory
from tests.dialogs.organisations import CITIZEN, MEMBER, OWN, SECRET, SETTINGS, TEAM, VISITOR, World
from tests.dialogs.test_rights import ROUTES, addresses
from tests.talk import LANGUAGES, START

TURNS = "\u202a\u202b\u202d\u202e"
EVIL = "<b>evil</b><a href='https://evil.example'>\u202eevil</a>&lt; \"x\""
NO_WORDS = {("codes", "code"), ("invitations", "code"), ("admissions", "digest")}
"""What is made by the bot and typed by nobody."""
GOES = {Role.CITIZEN: (CITIZEN, VISITOR), Role.MEMBER: (MEMBER,), Role.TEAM: (TEAM,)}
SOME = 12
"""Addresses of a route that are gone to."""
NAMES = ("Merel", SECRET, "Tessa")


class EvilWorld(World):
    """Two organisations and their people, all with such names, and a visitor who has one."""

    def _visit(self, memory: Memory, chat_id: int, address: str, **came: Any) -> Visit:
        visit = super()._visit(memory, chat_id, address, **came)
        visit.incoming = replace(visit.incoming, name=EVIL)
        return visit


async def poison(memory: Memory) -> set[str]:
    """Write such a name over every text that somebody typed; the columns that were written to."""
    written = set()
    for table in schema.metadata.sorted_tables:
        keys = list(table.primary_key)
        for row in (await memory.connection.execute(select(table))).all():
            values = {}
            for column in table.columns:
                value = row._mapping[column.name]
                typed = isinstance(column.type, (String, Text)) and isinstance(value, str)
                if not typed or (table.name, column.name) in NO_WORDS or column.computed is not None:
                    continue
                if any(name in value for name in NAMES):
                    room = getattr(column.type, "length", None)
                    values[column.name] = (
                        json.dumps({"title": EVIL}) if value.startswith("{") else EVIL[: room or None]
                    )
                    written.add(f"{table.name}.{column.name}")
            if values:
                here = [key == row._mapping[key.name] for key in keys]
                await memory.connection.execute(update(table).where(*here).values(values))
    return written


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[EvilWorld]:
    """The world, poisoned."""
    app = build(sqlite_url, CampaignClock(START), languages=LANGUAGES, team_ids=[SETTINGS])
    async with app.running():
        world = EvilWorld(app, "en")
        await world.settle()
        async with app.store.begin() as memory:
            written = await poison(memory)
        assert {
            *("organisations.name", "organisations.description", "organisations.contact", "members.name"),
            *("opportunities.title", "opportunities.description", "asks.words", "asks.second_words"),
            *("introductions.name", "introductions.reach", "invitations.name", "invitations.words"),
            *("codes.name", "drafts.fields", "unclear.words", "wordings.title"),
        } <= written
        yield world


def html_of(screen: Screen) -> Iterator[str]:
    """All that Telegram reads as markup."""
    files = [file for file in (screen.document, screen.picture) if file is not None]
    for text in (screen.text, screen.locate_words, *(file.caption for file in files)):
        if text is not None:
            yield text.html


def plain_of(screen: Screen) -> Iterator[str]:
    """All that is shown as it is: labels, toasts, what is copied, searched or opened, and a map's words."""
    for text in (screen.toast, screen.locate, *((screen.venue.title,) if screen.venue else ())):
        if text is not None:
            yield text.plain
    for button in (button for row in screen.rows for button in row):
        yield button.label.plain
        if isinstance(button, Copy):
            yield button.words
        elif isinstance(button, InChat):
            yield button.query
        elif isinstance(button, Outside):
            yield button.url


async def test_a_name_that_is_markup_or_turns_the_direction_is_words_on_every_page(world: EvilWorld) -> None:
    shown: set[str] = set()
    for route in ROUTES:
        for address in islice(addresses(route, (str(OWN),)), SOME):
            for chat_id in GOES[route.role]:
                screen = (await world.go(chat_id, address)).screen
                for html in html_of(screen):
                    words, entities = parse_html(html)
                    links = [one for one in entities if "evil" in one.get("url", "")]
                    assert not links, (address, html)
                    assert not set(TURNS) & set(words), (address, html)
                    if "<b>evil" in words:
                        shown.add(route.pattern)
                for words in plain_of(screen):
                    assert not set(TURNS) & set(words), (address, words)
    assert len(shown) > 60, sorted(shown)
