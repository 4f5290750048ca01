"""Two organisations with one row of everything each, and visits that leave no trace."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import event, insert, select

from bot.app import App, build
from bot.clock import CampaignClock
from bot.scripts import SampleScripts
from campaign.weeks import STANDARD, Campaign
from dialogs.pages import COMMANDS
from dialogs.screen import Copy, Incoming, Link, Outside, Screen
from dialogs.text import Say
from dialogs.visit import LongLook, Visit
from storage import schema
from storage.memory import Memory
from tests.dialogs import one_of_each
from tests.dialogs.disguise import DISGUISED, Looking, known_to_babel, with_disguised, written_in
from tests.dump import texts_of
from tests.easy import with_unread
from tests.talk import LANGUAGES, START

OWN, OTHER = 5555, 7777
"""The id of all that is one's own, and of all that is another's."""
MEMBER, OTHER_MEMBER, TEAM, SETTINGS, CITIZEN, OTHER_CITIZEN, VISITOR = range(9_000_000_001, 9_000_000_008)
SECRET = "Kolibrie"
"""Stands in everything that is the other's alone."""
PRIVATE = (
    schema.organisations,
    schema.members,
    schema.admissions,
    schema.opportunities,
    schema.wordings,
    schema.dates,
    schema.drafts,
    schema.asks,
    schema.trials,
    schema.deliveries,
    schema.replies,
    schema.introductions,
    schema.invitations,
    schema.openings,
    schema.holds,
    schema.notices,
    schema.citizens,
    schema.calls,
    schema.audit,
    schema.team,
    schema.brake,
    schema.codes,
    schema.languages,
    schema.unclear,
    schema.exports,
)


@dataclass
class Seen:
    """What a visit led to: the screen, whether it wrote anything, and the other's rows after it."""

    screen: Screen
    wrote: list[str]
    left: dict[str, list[Any]]

    @property
    def words(self) -> str:
        """All that is shown, hidden addresses too."""
        parts = [self.screen.text.plain]
        for button in (button for row in self.screen.rows for button in row):
            parts.append(button.label.plain)
            parts.append(
                button.to if isinstance(button, Link) else button.url if isinstance(button, Outside) else ""
            )
            parts.append(button.words if isinstance(button, Copy) else "")
        for file in (self.screen.document, self.screen.picture):
            if file is not None:  # what is drawn when it is sent shows the words that it is drawn from
                parts.append(repr(file.content) if callable(file.content) else file.content.decode())
        return "\n".join(parts)


class World:
    """Two organisations and their people, and visits that leave no trace."""

    def __init__(self, app: App, language: str) -> None:
        self.app = app
        self.say = Say(app.house.languages.get(language), app.zone)
        self.now = START
        self.before: dict[str, list[Any]] = {}
        self.looking = Looking()

    async def settle(self) -> None:
        """Put everybody and everything there."""
        async with self.app.store.begin() as memory:
            await _people(memory, START)
            await one_of_each.add(memory, OWN, MEMBER, "Merel")
            await one_of_each.add(memory, OTHER, OTHER_MEMBER, SECRET)
            await _opening(memory, OWN, VISITOR)
            await _opening(memory, OTHER, OTHER_MEMBER)
            self.before = await _others(memory)

    async def go(self, chat_id: int, address: str, *, keep: bool = False, **came: Any) -> Seen:
        """Somebody goes to an address; then all that happened is undone, unless it is kept."""
        found: dict[str, Any] = {}
        while True:
            try:
                seen = await self._go(chat_id, address, found, came, keep=keep)
                if "/in/" not in address:  # there one sees how it looks in another language
                    self.looking.look(seen.screen, address)
                return seen
            except LongLook as long:
                async with self.app.store.look() as memory:
                    found[long.what] = await long.look(memory)

    async def _go(
        self, chat_id: int, address: str, found: dict[str, Any], came: dict[str, Any], *, keep: bool
    ) -> Seen:
        async with self.app.store.begin() as memory, nullcontext() if keep else memory.undone():
            language = self.say.language.code
            opened = await memory.chats.open(chat_id, bot_id=1, update_id=1, language=language, now=self.now)
            visit = self._visit(memory, chat_id, address, **came)
            visit.citizen, visit.chat, visit.found = opened.citizen, opened.chat, found
            with _Writing(memory) as wrote:
                screen = await self.app.site.visit(address, visit)
                did = list(wrote)
            return Seen(screen, did, await _others(memory) if did else self.before)

    def _visit(self, memory: Memory, chat_id: int, address: str, **came: Any) -> Visit:
        incoming = Incoming(
            bot_id=1,
            update_id=1,
            chat_id=chat_id,
            name="Ana",
            handle=None,
            language="en",
            address=None if came else address,
            bot_name="vraagbot",
            **came,
        )
        return Visit(
            house=self.app.house,
            memory=memory,
            now=self.now,
            say=self.say,
            chat=None,  # type: ignore[arg-type]  # set as soon as it is opened
            citizen=None,
            incoming=incoming,
            text=came.get("text"),
        )

    async def find_nothing(self, *typed: str) -> None:
        """Where the language is an invented one: fail if anything seen so far was not in it, or was glued.

        `typed` is what was typed in; what stands in rows is data.
        """
        if self.say.language.code not in DISGUISED:
            return
        self.looking.data |= {
            *typed,
            "Ana",
            "vraagbot",
            "Merel in the garden",
            *(f"/{one}" for one in COMMANDS),
        }
        self.looking.data |= await texts_of(self.app.store) | written_in(self.app.house.campaign)
        self.looking.data |= known_to_babel(self.say.language)
        areas = self.app.house.gazetteer.areas()
        self.looking.data |= {name for one in areas for name in (one.place, one.municipality, one.province)}
        self.looking.finds_nothing()

    def is_missing(self, seen: Seen) -> bool:
        """Whether they were told that there is nothing, and nothing happened."""
        gone = self.say("That is no longer there.").plain
        return seen.screen.text.plain.startswith(gone) and not seen.wrote


@asynccontextmanager
async def two_organisations(
    url: str, language: str = "en", *, campaign: Campaign = STANDARD
) -> AsyncIterator[World]:
    """An app on this database with everybody and everything in it."""
    spoken = with_disguised(LANGUAGES) if language in DISGUISED else with_unread()
    app = build(
        url,
        CampaignClock(START),
        languages=spoken,
        team_ids=[SETTINGS],
        campaign=campaign,
        scripts=SampleScripts,
    )
    async with app.running():
        world = World(app, language)
        await world.settle()
        yield world


class _Writing:
    """Notes the statements that write, while it is open."""

    def __init__(self, memory: Memory) -> None:
        self._engine = memory.connection.sync_connection
        self._found: list[str] = []

    def __enter__(self) -> list[str]:
        event.listen(self._engine, "before_cursor_execute", self._note)
        return self._found

    def __exit__(self, *_: object) -> None:
        event.remove(self._engine, "before_cursor_execute", self._note)

    def _note(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.lstrip().upper().startswith(("SELECT", "WITH", "PRAGMA")):
            self._found.append(statement)


async def _others(memory: Memory) -> dict[str, list[Any]]:
    """All rows in which the other, or what is theirs, stands."""
    found: dict[str, list[Any]] = {}
    names = {"id", "organisation_id", "opportunity_id", "ask_id", "citizen_id", "reply_id"}
    for table in PRIVATE:
        rows = await memory.connection.execute(select(table).order_by(*table.primary_key))
        found[table.name] = [
            dict(row._mapping)
            for row in rows
            if any(row._mapping.get(name) == OTHER for name in names)
            or row._mapping.get("chat_id") in (OTHER_MEMBER, OTHER_CITIZEN, TEAM)
            or table is schema.brake
        ]
    return found


async def _people(memory: Memory, now: datetime) -> None:
    everybody = (MEMBER, OTHER_MEMBER, TEAM, SETTINGS, CITIZEN, OTHER_CITIZEN, VISITOR)
    for number, chat_id in enumerate(everybody):
        await memory.chats.open(chat_id, bot_id=2, update_id=number, language="en", now=now)
    await memory.members.add_to_team(TEAM, "Tessa", now=now)
    for number, chat_id in ((OWN, CITIZEN), (OTHER, OTHER_CITIZEN)):
        values = {"id": number, "chat_id": chat_id, "postcode": "3331", "radius": 10, "may_ask": True}
        await memory.connection.execute(insert(schema.citizens).values(**values, joined=now, touched=now))


async def _opening(memory: Memory, number: int, chat_id: int) -> None:
    """An invitation of a citizen's that somebody opened, for whom a place is held."""
    now, until = START, START + timedelta(hours=1)
    mine = {"id": number, "invitation_id": number, "chat_id": chat_id}
    await memory.connection.execute(insert(schema.openings).values(**mine, first=True, at=now, heard=now))
    await memory.connection.execute(insert(schema.holds).values(**mine, opportunity_id=number, until=until))
