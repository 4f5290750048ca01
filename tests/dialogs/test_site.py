"""The table of pages: typed arguments, nowhere, sending on, and what a visitor told travelling in links."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from campaign.records import Chat, Citizen, Profile
from campaign.values import Answer, Day, Door, Fit, Like, Often, Part, Reason
from dialogs import carried
from dialogs.screen import Address, Copy, Incoming, Link, Outside, Screen, rows
from dialogs.site import Nowhere, Route, Site
from dialogs.text import Say, own
from dialogs.visit import House, Visit
from storage.gazetteer import Gazetteer
from storage.store import Store
from tests.talk import LANGUAGES

TOLD = Profile(adult=True, postcode="3331", likes=5, often=Often.WEEKLY)
CITIZEN = Citizen(id=1, chat_id=1001, profile=Profile(adult=True, postcode="9999"))


@pytest.fixture
async def visit(sqlite_url: str, gazetteer: Gazetteer, now: datetime) -> AsyncIterator[Visit]:
    """A visitor."""
    languages, store = LANGUAGES, Store(sqlite_url)
    async with store.look() as memory:
        yield Visit(
            house=House(languages, gazetteer),
            memory=memory,
            now=now,
            say=Say(languages.get("en"), ZoneInfo("Europe/Amsterdam")),
            chat=Chat(1001, "en"),
            citizen=None,
            incoming=Incoming(1, 1, 1001, "Ana", None, "en", address="here"),
        )
    await store.close()


async def here(visit: Visit, **arguments: Any) -> Screen:
    """A page that tells what it was given."""
    told = ",".join(f"{name}={value!r}" for name, value in arguments.items())
    return Screen(text=own(told or "here"), rows=rows(Link(own("on"), "here")))


async def missing(visit: Visit) -> Screen:
    """The page for what is not there."""
    return Screen(text=own("missing"), rows=rows(Link(own("on"), "here")))


def site_of(*patterns: str, **pages: Any) -> Site:
    """A site of pages that tell what they were given, and of pages by their name."""
    routes = [Route(pattern, here) for pattern in patterns]
    return Site([*routes, *(Route(name, page) for name, page in pages.items())], missing)


@pytest.mark.parametrize(
    ("pattern", "path", "given"),
    [
        ("near/{page:int}", "near/12", {"page": 12}),
        ("near/{page:int}", "near/007", {"page": 7}),
        ("likes/{like:like}/{on:switch}", "likes/oddjobs/off", {"like": Like.ODD_JOBS, "on": False}),
        ("grid/{day:day}/{part:part}", "grid/6/2", {"day": Day.SUNDAY, "part": Part.EVENING}),
        ("often/{choice:often}", "often/weekly", {"choice": Often.WEEKLY}),
        ("door/{choice:door}", "door/usedto", {"choice": Door.USED_TO}),
        ("fit/{choice:fit}", "fit/together", {"choice": Fit.TOGETHER}),
        ("r/{a:answer}/{r:reason}", "r/no/far", {"a": Answer.NO, "r": Reason.FAR}),
        ("language/{code:word}", "language/nl@simple", {"code": "nl@simple"}),
    ],
)
def test_pages_get_typed_arguments(pattern: str, path: str, given: dict[str, Any]) -> None:
    route, arguments = site_of(pattern).find(path)
    assert (route.pattern, arguments) == (pattern, given)


@pytest.mark.parametrize(
    "path",
    [
        "", "/", "near", "near/", "near/x", "near/-1", "near/1.5", "near/٣", "near/12345678901", "near/1/2",
        "/near/1", "Near/1", "near /1", "likes/sports/on", "likes/sport/maybe", "grid/7/0", "grid/0/3",
        "near/{page:int}", "../near/1",
    ],
)  # fmt: skip
def test_what_does_not_fit_leads_nowhere(path: str) -> None:
    site = site_of("near/{page:int}", "likes/{like:like}/{on:switch}", "grid/{day:day}/{part:part}")
    with pytest.raises(Nowhere):
        site.find(path)


def test_the_first_page_that_fits_is_taken() -> None:
    site = site_of("place/typed", "place/{postcode:word}", "place/{postcode:word}/{on:switch}")
    assert site.find("place/typed")[0].pattern == "place/typed"
    assert site.find("place/3331")[1] == {"postcode": "3331"}
    assert site.find("place/3331/on")[1] == {"postcode": "3331", "on": True}


async def test_nowhere_shows_the_missing_page_and_keeps_what_was_told(visit: Visit) -> None:
    async def gone(visit: Visit) -> Screen:
        raise Nowhere("here, but not now")

    site = site_of("here", gone=gone)
    for address in ("no/such/page", "", "gone"):
        screen = await site.visit(carried.write(address, TOLD), visit)
        assert screen.text == own("missing")
        assert screen.rows == rows(Link(own("on"), carried.write("here", TOLD)))


async def test_a_page_may_send_on_but_not_for_ever(visit: Visit) -> None:
    async def on(visit: Visit) -> Address:
        return Address("here")

    async def round_and_round(visit: Visit) -> Address:
        return Address("round_and_round")

    async def astray(visit: Visit) -> Address:
        return Address("no/such/page")

    site = site_of("here", on=on, round_and_round=round_and_round, astray=astray)
    assert (await site.visit("on", visit)).text == own("here")
    assert (await site.visit("astray", visit)).text == own("missing")
    assert (await site.show(on, visit)).text == own("here")
    with pytest.raises(RuntimeError, match="without end"):
        await site.visit("round_and_round", visit)


async def test_what_a_visitor_told_travels_in_every_link(visit: Visit) -> None:
    young = replace(TOLD, adult=False)

    async def talk(visit: Visit) -> Screen:
        await visit.tell(likes=7)
        return Screen(
            text=own("talk"),
            rows=(
                (Link(own("a"), "a"), Link(own("b"), "b?p1011"), Link(own("c"), "c", told=young)),
                (Outside(own("d"), "https://d.example"), Copy(own("e"), "e")),
            ),
            waits="place/typed",
        )

    site = site_of("here", talk=talk)
    for screen in (await site.visit(carried.write("talk", TOLD), visit), await site.show(talk, visit)):
        told = replace(TOLD, likes=7)
        assert screen.rows == (
            (
                Link(own("a"), carried.write("a", told)),
                Link(own("b"), "b?p1011"),
                Link(own("c"), carried.write("c", young), told=young),
            ),
            (Outside(own("d"), "https://d.example"), Copy(own("e"), "e")),
        )
        assert screen.waits == "place/typed?a1", "a row may hold the age, and nothing else"


async def test_a_citizens_row_wins_over_what_an_old_button_carries(visit: Visit) -> None:
    seen: list[Profile] = []

    async def look(visit: Visit) -> Screen:
        seen.append(visit.profile)
        return Screen(text=own("look"), rows=rows(Link(own("a"), "a")), waits="place/typed")

    site = site_of(look=look)
    visit.citizen, visit.profile = CITIZEN, CITIZEN.profile
    screen = await site.visit(carried.write("look", TOLD), visit)
    assert seen == [CITIZEN.profile]
    assert screen.rows == rows(Link(own("a"), "a"))
    assert screen.waits == "place/typed"
    visit.citizen = None
    await site.visit(carried.write("look", TOLD), visit)
    await site.visit("look?", visit)
    await site.visit("look", visit)
    assert seen[1:] == [TOLD, Profile(), Profile()]
