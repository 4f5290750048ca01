"""A door to knock at: the pages of the bot's own web process over HTTP, with the small town behind them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser
from typing import Any

import aiohttp

from bot.app import App, build
from bot.clock import CampaignClock
from bot.web import door, serving
from campaign.inviting import Invitation
from campaign.records import Centre
from dialogs.languages import Languages
from dialogs.text import Language
from storage.memory import Memory
from tests.asked import FIRST_CHAT, citizens
from tests.talk import LANGUAGES, START
from tests.town import GARDEN, settle_town

BOT = "vraagbot_test_bot"
CENTRE = Centre(
    "z",
    "Vrijwilligerspunt Zwijndrecht",
    phone="085-5550101",
    hours="ma t/m do 9–16 uur",
    municipalities=("Zwijndrecht",),
)
LAST = 2**31 - 1
"""Later than any invitation there is, so that each is a new one."""
_VOID = {"meta"}


@dataclass(frozen=True, slots=True)
class Door:
    """Where it is, and what is behind it."""

    address: str
    app: App
    clock: CampaignClock
    browser: aiohttp.ClientSession

    async def invite(self, **told: Any) -> Invitation:
        """A link by the first citizen of the town, to the garden unless told otherwise."""
        values = {"opportunity_id": GARDEN, "language": "nl", "name": "Fatima", "later_than": LAST, **told}
        async with self.app.store.begin() as memory:
            row = await memory.chats.glance(FIRST_CHAT)
            assert row is not None
            assert row[1] is not None
            return await memory.invitations.make(row[1].id, FIRST_CHAT, now=self.clock.now(), **values)

    async def page(self, path: str, **asked: Any) -> tuple[int, "Page"]:
        """A page as a browser gets it, read and checked."""
        async with self.browser.get(f"{self.address}{path}", **asked) as answered:
            page = Page()
            page.read(await answered.text())
            return answered.status, page


@asynccontextmanager
async def at_the_door(
    database_url: str, *, spoken: tuple[Language, ...] = (), name: str = BOT, start: datetime = START
) -> AsyncIterator[Door]:
    """A door on this database, with the town, a citizen and a centre; `spoken` are languages beside ours."""
    clock = CampaignClock(start)
    languages = Languages([*LANGUAGES, *spoken])
    app = build(database_url, clock, languages=languages)

    async def called() -> str:
        return name

    async with (
        app.running(),
        serving(door(app, called), "127.0.0.1", 0) as address,
        aiohttp.ClientSession() as browser,
    ):
        async with app.store.begin() as memory:
            await _settle(memory, clock.now())
        yield Door(address, app, clock, browser)


async def _settle(memory: Memory, now: datetime) -> None:
    await settle_town(memory, now)
    await citizens(memory, 1, now)
    await memory.centres.replace([CENTRE], remove_others=True)


@dataclass
class Page(HTMLParser):
    """A page taken apart; every element has its end, and no words stand outside of one."""

    html: str = ""
    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def read(self, html: str) -> None:
        """Take it apart."""
        self.html = html
        assert html.startswith("<!doctype html>\n<html ")
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open[-1:] not in (["style"], ["title"]):
            self.words.append(data)

    @property
    def text(self) -> str:
        """All words in the order in which they are read aloud."""
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element of this name."""
        return [attributes for name, attributes in self.elements if name == tag]

    def meta(self, name: str) -> str | None:
        """What stands in a meta element of this name or property."""
        found = [one for one in self.all("meta") if name in (one.get("name"), one.get("property"))]
        return found[0]["content"] if found else None

    @property
    def links(self) -> list[str]:
        """Where all links lead."""
        return [one["href"] or "" for one in self.all("a")]
