"""Every page × role × ownership: nobody reaches what is not theirs, with forged addresses neither.

The table is the site's own: every route there is takes part, whoever adds it. Two organisations hold one row
of everything, all with one id each, so that whatever an id in an address means, it is the other's.
"""

from collections.abc import AsyncIterator, Iterator
from itertools import cycle, product

import pytest

from campaign.values import Role
from dialogs.pages import site
from dialogs.screen import LONGEST
from dialogs.site import CONVERTERS, Nowhere, Route
from storage import schema
from tests.dialogs.organisations import (
    CITIZEN,
    MEMBER,
    OTHER,
    OTHER_MEMBER,
    OWN,
    SECRET,
    SETTINGS,
    TEAM,
    VISITOR,
    World,
    two_organisations,
)

ROUTES = site().routes
WORDS = ("nl", "tr", "yes", "title", "when", "other", "member", str(OTHER), str(OTHER_MEMBER))
"""What a `word` in an address may be."""
VALUES: dict[str, tuple[str, ...]] = {
    "int": (str(OWN), str(OTHER)),
    "digit": ("1",),
    "switch": ("on", "off"),
    "word": WORDS,
    "address": ("near", f"opportunity/{OWN}", f"reply/{OTHER}/yes"),
    "day": ("5",),
    "part": ("0",),
    "task": ("gardening",),
    "state": ("approved",),
    "check": ("contact",),
    "like": ("nature",),
    "often": ("once",),
    "door": ("now",),
    "fit": ("nearby",),
    "answer": ("yes", "no"),
    "reason": ("time",),
    "dutch": ("none",),
    "travel": ("bike",),
    "company": ("alone",),
    "leaving": ("stop", "cancel"),
    "why": ("far",),
    "place": ("library",),
    "paper": ("a4",),
    "phone": ("none", "asked"),
    "trying": ("words", "holdout"),
    "way": ("1", "2"),
    "what": ("replies", "opportunities"),
    "format": ("csv",),
    "date": ("20270118",),
    "dimension": ("language", "municipality"),
}
FORGED = (
    "-1",
    "0",
    "9999999999",
    "99999999999",
    "1e3",
    "٣",
    "%00",
    "",
    "None",
    "x" * 40,
    "on",
    "yes",
    "../team",
)
REPLIED = (
    schema.replies,
    schema.calls,
    schema.introductions,
    schema.deliveries,
    schema.citizens,
    schema.members,
    schema.invitations,
    schema.openings,
    schema.holds,
    schema.unclear,
)
"""What of another citizen nobody may touch; what there is to do is everybody's to answer."""


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """The world on SQLite."""
    async with two_organisations(sqlite_url) as made:
        yield made


def addresses(route: Route, ids: tuple[str, ...] = (str(OWN), str(OTHER))) -> Iterator[str]:
    """Addresses of a route, with every mixture of these ids, and each value that the others may take.

    Where there are three words, each two of them still meet in every way, but not all three: the numbers of
    their places in the list add up to a multiple of its length.
    """
    kinds = [piece.strip("{}").partition(":")[2] for piece in route.pattern.split("/")]
    values = {**VALUES, "int": ids}
    pieces = [values.get(kind, (piece,)) for kind, piece in zip(kinds, route.pattern.split("/"), strict=True)]
    for chosen in product(*pieces):
        words = [WORDS.index(piece) for kind, piece in zip(kinds, chosen, strict=True) if kind == "word"]
        address = "/".join(chosen)
        if len(address.encode()) <= LONGEST and (len(words) < 3 or sum(words) % len(WORDS) == 0):
            yield address


def foreign(route: Route) -> Iterator[str]:
    """The addresses of a route in which something is the other's."""
    yield from (address for address in addresses(route) if str(OTHER) in address)


def routes_for(*roles: Role) -> list[Route]:
    """The routes for these roles."""
    return [route for route in ROUTES if route.role in roles]


def test_every_kind_of_argument_is_tried() -> None:
    """A new converter must be given values here."""
    assert CONVERTERS.keys() == VALUES.keys()


def test_pages_of_a_desk_are_marked_at_their_route() -> None:
    """What lies under the team's address is the team's; what a member's pages write is marked theirs."""
    for route in ROUTES:
        assert route.pattern.partition("/")[0] != "team" or route.role is Role.TEAM, route.pattern
    assert len(routes_for(Role.MEMBER)) > 20
    assert len(routes_for(Role.TEAM)) > 20


@pytest.mark.parametrize(
    ("role", "shut_out"),
    [
        (Role.TEAM, (MEMBER, CITIZEN, VISITOR)),
        (Role.MEMBER, (TEAM, SETTINGS, CITIZEN, VISITOR)),
    ],
)
async def test_who_lacks_the_role_finds_nothing_there(
    role: Role, shut_out: tuple[int, ...], world: World
) -> None:
    """Whatever the address, they are told that it is not there, and nothing is written."""
    for route in routes_for(role):
        for address in addresses(route):
            for chat_id in shut_out:
                seen = await world.go(chat_id, address)
                assert world.is_missing(seen), (address, chat_id, seen.screen.text.plain)


async def test_typed_text_goes_no_further_than_a_tap(world: World) -> None:
    """A page that waits for text checks the role when the text comes."""
    for route in routes_for(Role.TEAM, Role.MEMBER):
        for address in addresses(route):
            seen = await world.go(CITIZEN, address, text="12345678")
            assert world.is_missing(seen), address


async def test_a_member_finds_nothing_of_another_organisation(world: World) -> None:
    """With another's id in the address nothing of theirs is shown, and nothing of theirs changes."""
    for route in routes_for(Role.MEMBER):
        for address in foreign(route):
            for came in ({}, {"text": "Samen eten 12345678"}):
                seen = await world.go(MEMBER, address, **came)
                assert SECRET not in seen.words, (address, seen.words)
                assert seen.left == world.before, (address, seen.wrote)


async def test_a_member_finds_their_own(world: World) -> None:
    """The test above sees what it should: the other's members do find their own at the same addresses."""
    for chat_id, name in ((MEMBER, "Merel"), (OTHER_MEMBER, SECRET)):
        own = (str(OWN if chat_id == MEMBER else OTHER),)
        shown = set()
        for route in routes_for(Role.MEMBER):
            for address in addresses(route, own):
                if name in (await world.go(chat_id, address)).words:
                    shown.add(route.pattern)
        assert {"desk", "people", "details", "theask/{number:int}"} <= shown
        assert len(shown) > len(routes_for(Role.MEMBER)) / 4, sorted(shown)


@pytest.mark.parametrize("chat_id", [TEAM, SETTINGS])
async def test_the_team_finds_its_pages(chat_id: int, world: World) -> None:
    """By admission and by the settings alike."""
    for route in routes_for(Role.TEAM):
        found = [
            address for address in addresses(route) if not world.is_missing(await world.go(chat_id, address))
        ]
        assert found or "{" in route.pattern, route.pattern


async def test_a_citizen_finds_nothing_of_another_citizen(world: World) -> None:
    """Another's delivery, reply or introduction is neither shown nor touched, whatever the address says."""
    for route in routes_for(Role.CITIZEN):
        for address in foreign(route):
            for chat_id in (CITIZEN, VISITOR):
                seen = await world.go(chat_id, address)
                assert f"{SECRET} thuis" not in seen.words, (address, seen.words)
                for table in REPLIED:
                    mine = [row for row in seen.left[table.name] if row["id"] == OTHER]
                    theirs = [row for row in world.before[table.name] if row["id"] == OTHER]
                    assert mine == theirs, (address, table.name)


async def test_who_opened_an_invitation_finds_it(world: World) -> None:
    """The test above sees what it should: there is something to find at that address, for who may."""
    for chat_id, number, name in ((VISITOR, OWN, "Merel"), (OTHER_MEMBER, OTHER, SECRET)):
        seen = await world.go(chat_id, f"invited/{number}")
        assert f"{name} thuis asks you:" in seen.words


async def test_forged_addresses_lead_nowhere_and_break_nothing(database_url: str) -> None:
    """Any piece of an address replaced by nonsense is answered kindly, by whoever it is sent.

    It is sent by who may come there, and by one of the others in turn.
    """
    turn = cycle((MEMBER, TEAM, CITIZEN))
    async with two_organisations(database_url) as world:
        for route in ROUTES:
            whole = next(addresses(route))
            pieces = whole.split("/")
            at_home = {Role.TEAM: TEAM, Role.MEMBER: MEMBER}.get(route.role, CITIZEN)
            for place in [place for place, piece in enumerate(route.pattern.split("/")) if "{" in piece]:
                for word in FORGED:
                    forged = "/".join([*pieces[:place], word, *pieces[place + 1 :]])
                    for chat_id in {at_home, next(turn)}:
                        seen = await world.go(chat_id, forged)
                        assert seen.screen.text, forged
                        assert chat_id == TEAM or SECRET not in seen.words, forged


async def test_an_address_that_is_none_is_missing(world: World) -> None:
    """Neither emptiness nor what is glued to a page's name finds a page."""
    for address in ("", "/", "team ", "Team", "team/", "team//orgs", "desk/../team", "team/org/5555/"):
        with pytest.raises(Nowhere):
            world.app.site.find(address)
        assert world.is_missing(await world.go(TEAM, address)), address
