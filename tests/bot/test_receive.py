"""Receiving: saved before it is said, said again without a change, kind where something goes wrong."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.app import App, build
from bot.clock import CampaignClock
from bot.receive import Said, receive
from campaign.records import Point, Profile
from campaign.values import Like
from dialogs import carried
from dialogs.citizen.help import missing
from dialogs.pages import site
from dialogs.screen import Incoming, Link, Screen
from dialogs.site import Route, Site
from dialogs.text import own
from dialogs.visit import Visit
from storage.memory import Memory
from tests.bot.faults import everything, refusing
from tests.talk import LANGUAGES, START, Talk
from tests.town import GARDEN, SOUP, TALK

ANA, BO = 1001, 1002
PHONE = "06 12 34 56 78"
JOIN: list[dict[str, Any]] = [{"address": "keep/on?a1p3331"}]
PLACE = Point(51.8170, 4.6330)


class Sender:
    """One person's updates, as they come."""

    def __init__(self, app: App, chat_id: int = ANA, first_update: int = 500) -> None:
        self.app = app
        self.chat_id = chat_id
        self.update = first_update

    def incoming(self, **what: Any) -> Incoming:
        """The next thing that comes in."""
        self.update += 1
        return Incoming(
            bot_id=1,
            update_id=self.update,
            chat_id=self.chat_id,
            name="Ana",
            handle="ana",
            language="en",
            **what,
        )

    async def come(self, *things: dict[str, Any]) -> Said:
        """All of these come in; what was said to the last."""
        for thing in things:
            said = await receive(self.app, self.incoming(**thing))
        return said


REDELIVERED: dict[str, tuple[list[dict[str, Any]], dict[str, Any]]] = {
    "first hello": ([], {"command": "start"}),
    "tap": (JOIN, {"address": "likes/sport/on"}),
    "yes": (JOIN, {"address": f"reply/{GARDEN}/yes"}),
    "consent": ([{"command": "start"}], {"address": "keep/on?a1p3331"}),
    "consent with a no": ([{"command": "start"}], {"address": f"keep/{SOUP}/no/far/on?a1p3331"}),
    "consent with a yes": ([], {"address": f"keep/{GARDEN}/yes/on?a1p3331"}),
    "phone number": (
        [*JOIN, {"address": f"reply/{GARDEN}/yes"}, {"address": f"share/{GARDEN}/phone"}],
        {"text": PHONE},
    ),
    "introduction": (
        [*JOIN, {"address": f"reply/{TALK}/yes"}, {"address": f"share/{TALK}/name"}],
        {"address": f"share/{TALK}/send"},
    ),
    "report": (JOIN, {"address": f"wrong/{GARDEN}/rude"}),
    "place typed by a visitor": ([{"address": "place?a1"}], {"text": "3331 AB"}),
    "place shared": ([*JOIN, {"address": "place"}], {"point": PLACE}),
    "language": (JOIN, {"address": "language/nl/home"}),
    "command": (JOIN, {"command": "nearby"}),
    "pause": (JOIN, {"address": "pause/7"}),
    "forget": ([*JOIN, {"address": f"reply/{GARDEN}/yes"}], {"address": "forget/yes"}),
    "forget of a visitor": ([{"command": "start"}], {"address": "forget/yes"}),
    "nonsense": (JOIN, {"text": "hello there"}),
}


@pytest.mark.parametrize("name", REDELIVERED)
async def test_what_came_before_changes_nothing_and_says_again_what_was_saved(name: str, chat: Talk) -> None:
    before, thing = REDELIVERED[name]
    ana = Sender(chat.app)
    if before:
        await ana.come(*before)
    incoming = ana.incoming(**thing)
    said = await receive(chat.app, incoming)
    saved = await everything(chat.app.store)
    for _ in range(2):
        again = await receive(chat.app, incoming)
        assert again.screen == said.screen
        assert not again.outdated
        assert again.turn >= said.turn
        assert await everything(chat.app.store) == saved
    assert (await ana.come(thing)).turn > said.turn


async def test_redelivery_is_known_on_both_databases(talk: Talk) -> None:
    ana = Sender(talk.app)
    await ana.come(*JOIN, {"address": f"reply/{GARDEN}/yes"}, {"address": f"share/{GARDEN}/phone"})
    typed = ana.incoming(text=PHONE)
    said = await receive(talk.app, typed)
    saved = await everything(talk.app.store)
    assert (await receive(talk.app, typed)) == said
    assert await everything(talk.app.store) == saved
    assert "0612345678" in str(saved["introductions"])
    gone = ana.incoming(address="forget/yes")
    said = await receive(talk.app, gone)
    saved = await everything(talk.app.store)
    assert (await receive(talk.app, gone)).screen == said.screen
    assert await everything(talk.app.store) == saved
    assert saved["chats"] == saved["citizens"] == saved["introductions"] == []


async def test_what_comes_again_after_newer_things_is_not_shown_over_them(chat: Talk) -> None:
    ana = Sender(chat.app)
    await ana.come(*JOIN)
    yes = ana.incoming(address=f"reply/{GARDEN}/yes")
    await receive(chat.app, yes)
    newer = await ana.come({"address": f"cancel/{GARDEN}/yes"})
    saved = await everything(chat.app.store)
    again = await receive(chat.app, yes)
    assert again.outdated
    assert not newer.outdated
    assert await everything(chat.app.store) == saved


async def test_ids_that_start_again_lower_are_new(chat: Talk) -> None:
    await Sender(chat.app, first_update=900_000_000).come(*JOIN, {"address": "likes/sport/on"})
    lower = await Sender(chat.app, first_update=7).come({"address": "likes/culture/on"})
    assert not lower.outdated
    (citizen,) = (await everything(chat.app.store))["citizens"]
    assert Like.SPORT.bit | Like.CULTURE.bit in citizen


def with_a_broken_page(app: App, times: int = 4) -> list[str]:
    """Add a page `boom` that changes something and raises so often; the list fills with what it was told."""
    seen: list[str] = []

    async def boom(visit: Visit) -> Screen:
        await visit.tell(likes=0xFF)
        visit.use_language("nl")
        seen.append(visit.text or "")
        if len(seen) <= times:
            raise ValueError(f"{visit.incoming.name} said {visit.text}")
        return Screen(text=visit.say("Done"), waits="boom")

    app.site = Site([*site().routes, Route("boom", boom)], missing)
    return seen


async def test_a_page_that_raises_changes_nothing_and_says_so_with_a_way_on(talk: Talk) -> None:
    ana = Sender(talk.app)
    await ana.come(*JOIN)
    saved = await everything(talk.app.store)
    seen = with_a_broken_page(talk.app)
    tap = ana.incoming(address="boom")
    said = await receive(talk.app, tap)
    assert "went wrong" in said.screen.text.plain
    ways = [button.to for row in said.screen.rows for button in row if isinstance(button, Link)]
    assert "home" in ways
    after = await everything(talk.app.store)
    assert {name for name in after if after[name] != saved[name]} == {"chats"}
    assert after["chats"][0][1:3] == saved["chats"][0][1:3], "the language and what is awaited stay"
    await receive(talk.app, tap)
    assert (await receive(talk.app, tap)).screen.waits == "boom", "what went wrong may be tried again"
    assert len(seen) == 5
    (citizen,) = (await everything(talk.app.store))["citizens"]
    assert 0xFF in citizen


async def test_what_raised_once_is_done_at_the_second_try(talk: Talk) -> None:
    """Whatever it was: a driver may tell of a lost connection in words of its own."""
    ana = Sender(talk.app)
    await ana.come(*JOIN)
    seen = with_a_broken_page(talk.app, times=1)
    assert (await ana.come({"address": "boom"})).screen.waits == "boom"
    assert len(seen) == 2
    (citizen,) = (await everything(talk.app.store))["citizens"]
    assert 0xFF in citizen


async def test_a_visitor_whose_page_raises_keeps_what_they_told(chat: Talk) -> None:
    with_a_broken_page(chat.app)
    told = Profile(adult=True, postcode="3331", likes=3)
    said = await Sender(chat.app).come({"address": carried.write("boom", told)})
    links = [button.to for row in said.screen.rows for button in row if isinstance(button, Link)]
    assert links
    for link in links:
        assert carried.read(link)[1] == told


async def test_a_look_that_takes_long_keeps_nobody_waiting_and_all_is_saved_once(talk: Talk) -> None:
    looking, served = asyncio.Event(), asyncio.Event()

    async def look(memory: Memory) -> str:
        looking.set()
        await served.wait()
        one = await memory.opportunities.get(GARDEN)
        assert one is not None
        return one.title

    async def counting(visit: Visit) -> Screen:
        await visit.tell(likes=0xFF)
        return Screen(text=own(await visit.look_long("garden", look)))

    talk.app.site = Site([*site().routes, Route("counting", counting)], missing)
    ana, bo = Sender(talk.app), Sender(talk.app, BO, 900)
    await ana.come(*JOIN)
    tap = ana.incoming(address="counting")
    said = asyncio.gather(receive(talk.app, tap))
    await looking.wait()
    await bo.come({"command": "start"})
    served.set()
    (shown,) = await said
    assert shown.screen.text.plain == "Samen de buurttuin opruimen"
    assert (await receive(talk.app, tap)).turn == shown.turn, "it was received"
    (citizen,) = (await everything(talk.app.store))["citizens"]
    assert 0xFF in citizen


async def test_a_commit_that_fails_is_not_said(talk: Talk) -> None:
    ana = Sender(talk.app)
    await ana.come({"command": "start"})
    saved = await everything(talk.app.store)
    yes = ana.incoming(address=f"keep/{GARDEN}/yes/on?a1p3331")
    async with refusing(talk.app.store, "replies"):
        said = await receive(talk.app, yes)
        assert "went wrong" in said.screen.text.plain
        kept = await everything(talk.app.store)
        assert {name for name in kept if kept[name] != saved[name]} == {"chats"}
    said = await receive(talk.app, yes)
    assert "went wrong" not in said.screen.text.plain
    assert len((await everything(talk.app.store))["replies"]) == 1


async def test_where_nothing_can_be_saved_nothing_is_said(talk: Talk) -> None:
    ana = Sender(talk.app)
    await ana.come(*JOIN)
    saved = await everything(talk.app.store)
    tap = ana.incoming(address="likes/sport/on")
    async with refusing(talk.app.store, "chats", when=f"NEW.id = {ANA}"):
        with pytest.raises(DBAPIError):
            await receive(talk.app, tap)
        assert await everything(talk.app.store) == saved
        await Sender(talk.app, BO).come({"command": "start"})
    assert not (await receive(talk.app, tap)).outdated
    (citizen,) = (await everything(talk.app.store))["citizens"]
    assert Like.SPORT.bit in citizen


async def test_a_store_that_cannot_be_reached_is_told_as_that(
    chat: Talk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    away = build(f"sqlite:///{tmp_path}/away/bot.sqlite", chat.clock, languages=LANGUAGES)
    async with away.running():
        with pytest.raises(DBAPIError):
            await Sender(away).come({"command": "start"})
    assert caplog.messages == ["the store cannot be reached"]


async def test_two_processes_lose_nothing_of_one_chat(talk: Talk, database_url: str) -> None:
    await Sender(talk.app).come(*JOIN)
    other = build(database_url, talk.clock, languages=LANGUAGES)
    async with other.running():
        senders = [Sender((talk.app, other)[n % 2], first_update=10_000 * (n + 1)) for n in range(len(Like))]
        await asyncio.gather(
            *(one.come({"address": f"likes/{like}/on"}) for one, like in zip(senders, Like, strict=True))
        )
        yes = senders[0].incoming(address=f"reply/{GARDEN}/yes")
        both = await asyncio.gather(receive(talk.app, yes), receive(other, yes))
        assert both[0] == replace(both[1], turn=both[0].turn)
    saved = await everything(talk.app.store)
    assert 0xFF in saved["citizens"][0]
    assert len(saved["replies"]) == 1


async def test_fifty_people_are_served_side_by_side(talk: Talk) -> None:
    async def visit(chat_id: int) -> Said:
        sender = Sender(talk.app, chat_id, first_update=chat_id * 100)
        return await sender.come({"address": f"keep/{TALK}/yes/on?a1p3331"})

    async with asyncio.timeout(20):
        said = await asyncio.gather(*(visit(chat_id) for chat_id in range(1, 51)))
    saved = await everything(talk.app.store)
    assert len({one.chat_id for one in said}) == len(saved["citizens"]) == 50
    assert len(saved["replies"]) == 3, "there are three places, and fifty who would take one"


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_what_a_lost_connection_breaks_off_is_done_once_more(
    database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    cuts = 0

    async def cut(visit: Visit) -> Screen:
        nonlocal cuts
        cuts += 1
        if cuts in (1, 3, 4):
            await visit.memory.connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        return Screen(own(f"visit {cuts}"))

    app = build(database_url, CampaignClock(START), languages=LANGUAGES)
    app.site = Site([*site().routes, Route("cut", cut)], missing)
    ana = Sender(app)
    async with app.running():
        said = await ana.come({"address": "cut"})
        assert said.screen.text.plain == "visit 2"
        assert caplog.messages == ["a page is tried once more"]
        with pytest.raises(DBAPIError):
            await ana.come({"address": "cut"})
        assert cuts == 4, "twice is once too often: it has to come again, and nothing says that it went wrong"
        assert len((await everything(app.store))["received"]) == 1
        await ana.come({"address": "cut"})
        assert len((await everything(app.store))["received"]) == 2
