"""Codes on posters, in the team's room and an organisation's: what each can make, see, change and print."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import insert, update

from campaign.inviting import Place
from campaign.records import Centre
from campaign.values import OrganisationState, Role
from dialogs.codes.making import MOST
from dialogs.codes.wording import FEW
from dialogs.organisation import codes as organisation_codes
from dialogs.screen import Copy, Link, Screen
from dialogs.team import codes as team_codes
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
    Seen,
    World,
    two_organisations,
)
from tests.dialogs.test_walk_desks import patterns, walk
from tests.easy import with_unread
from tests.talk import LANGUAGES

DOOR = "https://vraag.example"
ROOMS = ((TEAM, "team/"), (MEMBER, ""))
CENTRE = Centre("dv", "Vrijwilligerspunt & Co", phone="085-5550101", municipalities=("Zwijndrecht",))


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """Two organisations that were approved, a code each, and a local centre."""
    async with two_organisations(sqlite_url) as made:
        await approve(made)
        yield made


async def approve(world: World, state: OrganisationState = OrganisationState.APPROVED) -> None:
    """Have the organisations stand so, a number to reach each, and the centre be there."""
    async with world.app.store.begin() as memory:
        await memory.connection.execute(
            update(schema.organisations).values(state=state.value, contact="0698765432")
        )
        await memory.centres.replace([CENTRE], remove_others=True)


async def does(world: World, chat: int, address: str, text: str | None = None) -> Screen:
    """Somebody goes to an address, or types where they were asked to, and what it changes stays."""
    seen = await world.go(chat, address, keep=True, **({} if text is None else {"text": text}))
    return seen.screen


def labels(screen: Screen) -> list[str]:
    """What stands on the buttons."""
    return [button.label.plain for row in screen.rows for button in row]


def to(screen: Screen, label: str) -> str:
    """Where a button leads."""
    found = [
        button.to
        for row in screen.rows
        for button in row
        if isinstance(button, Link) and button.label.plain == label
    ]
    assert found, (label, labels(screen))
    return found[0]


async def codes(world: World) -> list[Any]:
    """All codes there are, the newest first."""
    async with world.app.store.look() as memory:
        return [code for code, _ in (await memory.codes.page(limit=100))[0]]


@pytest.mark.parametrize(("chat", "prefix"), ROOMS)
async def test_a_code_is_made_in_three_taps_and_a_name(chat: int, prefix: str, world: World) -> None:
    listed = await does(world, chat, f"{prefix}codes")
    kinds = await does(world, chat, to(listed, "➕ A new poster"))
    languages = await does(world, chat, to(kinds, "📚 Library"))
    name = await does(world, chat, to(languages, "Nederlands"))
    assert name.waits is not None
    again = await does(world, chat, name.waits, "x")
    assert "too short" in again.text.plain
    where = await does(world, chat, str(again.waits), "Bibliotheek Zwijndrecht")
    assert "In which municipality" in where.text.plain
    card = await does(world, chat, to(where, "🏘 Zwijndrecht"))
    made = (await codes(world))[0]
    assert (made.kind, made.name, made.language) == (Place.LIBRARY, "Bibliotheek Zwijndrecht", "nl")
    assert (made.municipality, made.opportunity_id) == ("Zwijndrecht", None)
    assert made.organisation_id == (None if chat == TEAM else OWN)
    link = f"https://t.me/vraagbot?start=c_{made.code}"
    assert link in card.text.plain
    assert Copy in {type(button) for row in card.rows for button in row}
    assert f"Fewer than {FEW} people" in card.text.plain


async def test_where_it_hangs_can_be_skipped_or_typed_and_namesakes_are_offered(world: World) -> None:
    async def where(text: str) -> Screen:
        return await does(world, TEAM, f"team/code/{OWN}/where", text)

    assert "I do not know that place" in (await where("Xyzzy")).text.plain
    options = await where("Bergen")
    assert len(labels(options)) > 2
    await does(world, TEAM, to(options, next(one for one in labels(options) if "Noord-Holland" in one)))
    assert (await codes(world))[1].municipality == "Bergen (NH)"
    card = await does(world, TEAM, f"team/code/{OWN}")
    assert "Municipality: Bergen\n" in card.text.plain
    asked = await does(world, TEAM, f"team/code/{OWN}/where")
    await does(world, TEAM, to(asked, "Take the municipality away"))
    assert (await codes(world))[1].municipality == ""
    assert "Skip" in labels(await does(world, TEAM, f"team/code/{OWN}/where"))


async def test_a_poster_for_one_thing_knows_where_it_hangs(world: World) -> None:
    one = await does(world, MEMBER, f"opp/{OWN}")
    kinds = await does(world, MEMBER, to(one, "🖼 A poster for this"))
    assert "Merel in the garden" in kinds.text.plain
    languages = await does(world, MEMBER, to(kinds, "🏢 Organisation"))
    name = await does(world, MEMBER, to(languages, "English"))
    async with world.app.store.begin() as memory:
        await memory.connection.execute(update(schema.opportunities).values(municipality="Zwijndrecht"))
    card = await does(world, MEMBER, to(name, "Merel BV"))
    assert "Asks: Merel in the garden" in card.text.plain
    made = (await codes(world))[0]
    assert (made.opportunity_id, made.municipality, made.name) == (OWN, "Zwijndrecht", "Merel BV")


async def test_what_it_asks_is_changed_to_what_is_near_or_to_the_organisations_own(world: World) -> None:
    around = await does(world, TEAM, f"team/code/{OWN}/asks/0")
    assert {"Merel in the garden", f"{SECRET} in the garden"} <= set(labels(around))
    own = await does(world, MEMBER, f"code/{OWN}/asks/0")
    assert SECRET not in own.text.plain
    card = await does(world, MEMBER, to(own, "✨ Whatever fits who opens it"))
    assert "whatever fits" in card.text.plain
    card = await does(world, MEMBER, to(own, "Merel in de tuin (in Dutch)"))
    assert "Asks: Merel" in card.text.plain
    async with world.app.store.begin() as memory:
        await memory.opportunities.set_open(OWN, False, now=world.now)
    assert "closed or full" in (await does(world, MEMBER, f"code/{OWN}")).text.plain
    assert "nothing open" in (await does(world, MEMBER, f"code/{OWN}/asks/0")).text.plain


@pytest.mark.parametrize(("chat", "prefix"), ROOMS)
async def test_a_closed_code_is_found_again_and_used_again(chat: int, prefix: str, world: World) -> None:
    card = await does(world, chat, f"{prefix}code/{OWN}")
    closed = await does(world, chat, to(card, "🔒 Close it"))
    assert "🖨 The poster" not in labels(closed)
    assert "Merel aan de muur" not in labels(await does(world, chat, f"{prefix}codes"))
    there = await does(world, chat, to(await does(world, chat, f"{prefix}codes"), "🔒 Closed posters"))
    card = await does(world, chat, to(there, "Merel aan de muur"))
    for _ in range(2):
        card = await does(world, chat, f"{prefix}code/{OWN}/open")
    assert "🖨 The poster" in labels(card)
    async with world.app.store.look() as memory:
        done = [one.what for one in await memory.audit.page(limit=10)]
    assert done == ["code_opened", "code_closed"]


async def test_each_change_is_noted_once(world: World) -> None:
    for address in ("language/en", "language/en", "where/3331", "where/none", f"ask/{OWN}", "ask/0", "ask/0"):
        await does(world, MEMBER, f"code/{OWN}/{address}")
    async with world.app.store.look() as memory:
        done = [(one.what, one.role, one.organisation_id) for one in await memory.audit.page(limit=10)]
    assert done == [("code_changed", Role.MEMBER, OWN)] * 3


async def test_how_many_came_is_told_from_ten_on(world: World) -> None:
    for number, words in ((FEW - 1, "Fewer than 10 people came by it"), (1, "10 people came by it")):
        async with world.app.store.begin() as memory:
            rows = [{"code_id": OWN, "first": False, "at": world.now}] * number
            await memory.connection.execute(insert(schema.openings), rows)
        for address in (f"code/{OWN}", "codes"):
            assert f"👣 {words}" in (await does(world, MEMBER, address)).text.plain


@pytest.mark.parametrize(("chat", "prefix"), ROOMS)
async def test_what_came_of_it_is_told_step_by_step_until_one_holds_few(
    chat: int, prefix: str, world: World
) -> None:
    """As its owner sees it and the team does, on the card, in words with their meaning, and in a line."""
    for became, words, line in (
        ([None] * FEW, "10 of them were new here|Fewer than 10 of the new ones answered", "answered: fewer"),
        (["answered"] * FEW, "10 of the new ones answered|Fewer than 10 said yes", "yes: fewer than 10"),
        (["yes"] * FEW, "20 of the new ones answered|10 said yes|Fewer than 10 did it", "match: fewer"),
        (["matched"] * FEW, "30 of the new ones answered|20 said yes|10 did it", "became a match: 10"),
    ):
        async with world.app.store.begin() as memory:
            came = {"code_id": OWN, "first": True, "at": world.now}
            await memory.connection.execute(
                insert(schema.openings), [{**came, "became": one} for one in became]
            )
        card = await does(world, chat, f"{prefix}code/{OWN}")
        page = await does(world, chat, to(card, "📊 What came of it"))
        for one in words.split("|"):
            assert one in card.text.plain
            assert one in page.text.plain
        (copy,) = [button for row in page.rows for button in row if isinstance(button, Copy)]
        assert copy.words in page.text.plain
        assert line in copy.words
        assert copy.words.startswith("Merel aan de muur · until Wednesday 13 January")
        assert copy.words.count("fewer") <= 1, "what follows a step that holds few is not told"
    for shut_out in (OTHER_MEMBER, CITIZEN, VISITOR):
        assert world.is_missing(await world.go(shut_out, f"{prefix}code/{OWN}/figures"))


async def test_an_organisation_has_no_end_of_posters(world: World) -> None:
    async with world.app.store.begin() as memory:
        for _ in range(MOST - 1):
            await memory.codes.make(Place.OTHER, "x", language="nl", organisation_id=OWN, now=world.now)
    for address, came in (("codes/new/0", {}), ("codes/new/0/library/nl", {"text": "Bibliotheek"})):
        seen = await world.go(MEMBER, address, **came)
        assert "Close one first" in seen.screen.text.plain
        assert not seen.wrote
        assert "Close one first" not in (await world.go(TEAM, f"team/{address}", **came)).screen.text.plain
    await does(world, MEMBER, f"code/{OWN}/close")
    await does(world, MEMBER, "codes/new/0/library/nl", "Bibliotheek")
    assert (await codes(world))[0].name == "Bibliotheek"


@pytest.mark.parametrize("state", [one for one in OrganisationState if one is not OrganisationState.APPROVED])
async def test_only_an_approved_organisation_has_posters(state: OrganisationState, world: World) -> None:
    await approve(world, state)
    assert "🖼 Posters" not in labels(await does(world, MEMBER, "desk"))
    assert "🖼 A poster for this" not in labels(await does(world, MEMBER, f"opp/{OWN}"))
    for address in ("codes", "codes/new/0", f"code/{OWN}", f"code/{OWN}/paper/nl/none/a4"):
        seen = await world.go(MEMBER, address)
        assert "when the campaign team has approved you" in seen.screen.text.plain, address
        assert seen.screen.document is None
    for text in ("Bibliotheek", "x"):
        await does(world, MEMBER, "codes/new/0/library/nl", text)
    assert len(await codes(world)) == 2
    assert (await does(world, TEAM, f"team/code/{OWN}")).text.plain.startswith("Merel aan de muur")


async def test_an_organisation_finds_only_its_own(world: World) -> None:
    listed = await does(world, MEMBER, "codes")
    assert "Merel aan de muur" in labels(listed)
    assert SECRET not in listed.text.plain
    for address in (f"code/{OTHER}", f"code/{OTHER}/paper/nl/ours/a4", f"code/{OTHER}/close"):
        assert world.is_missing(await world.go(MEMBER, address)), address
    for address in (f"codes/new/{OTHER}", f"codes/new/{OTHER}/library/nl", f"code/{OWN}/ask/{OTHER}"):
        for came in ({}, {"text": "Bibliotheek"}) if address.endswith("nl") else ({},):
            seen = await world.go(MEMBER, address, **came)
            assert SECRET not in seen.words
            assert not seen.wrote, address
    everything = await does(world, TEAM, "team/codes")
    assert {"Merel aan de muur", f"{SECRET} aan de muur"} <= set(labels(everything))
    assert f"🏢 {SECRET} BV" in (await does(world, TEAM, f"team/code/{OTHER}")).text.plain
    for chat in (MEMBER, OTHER_MEMBER, CITIZEN, VISITOR):
        assert world.is_missing(await world.go(chat, f"team/code/{OTHER}"))


def shown(seen: Seen) -> str:
    """What the poster is drawn from."""
    assert seen.screen.document is not None
    return repr(seen.screen.document.content)


async def test_whose_number_stands_on_it_is_chosen_and_only_the_own(world: World) -> None:
    first = await does(world, MEMBER, f"code/{OWN}/paper")
    assert "085-5550101 (Vrijwilligerspunt & Co)" in first.text.plain
    assert {"☎️ 0698765432 (Merel BV)", "☎️ 0612345678 (Merel BV)"} <= set(labels(first))
    ours = await does(world, MEMBER, to(first, "☎️ 0698765432 (Merel BV)"))
    assert "0698765432" in shown(await world.go(MEMBER, to(ours, "🖨 A3")))
    none = await does(world, MEMBER, to(ours, "☎️ Without a phone number"))
    paper = shown(await world.go(MEMBER, to(none, "🖨 A4")))
    assert "phone=''" in paper
    assert "phone_whose=''" in paper
    for chat in (TEAM, SETTINGS):
        teams = await does(world, chat, f"team/code/{OWN}/paper")
        assert not [one for one in labels(teams) if "Merel BV" in one]
        for whose in ("ours", "asked"):
            seen = await world.go(chat, f"team/code/{OWN}/paper/nl/{whose}/a4")
            assert "0698765432" not in seen.words
            assert "0612345678" not in seen.words
    async with world.app.store.begin() as memory:
        await memory.connection.execute(update(schema.organisations).values(contact="wij@merel.example"))
        await memory.centres.replace([], remove_others=True)
    first = await does(world, MEMBER, f"code/{OWN}/paper")
    assert not [one for one in labels(first) if "@" in one]
    assert "Without a phone number" in first.text.plain


async def test_the_poster_speaks_the_language_that_was_chosen(world: World) -> None:
    async with world.app.store.begin() as memory:
        await memory.codes.change(OWN, opportunity_id=0)
    for language, words in (
        ("nl", "Wil jij iets kleins doen voor een ander?"),
        ("en", "Would you do something small for somebody?"),
    ):
        paper = shown(await world.go(TEAM, f"team/code/{OWN}/paper/{language}/centre/a4"))
        assert words in paper
        assert f"language='{language}'" in paper
        assert "link='https://t.me/vraagbot?start=c_Merel'" in paper
        assert "link_text='t.me/vraagbot?start=c_Merel'" in paper
        assert "place_name='Merel aan de muur'" in paper
        assert "Vrijwilligerspunt & Co" in paper
    async with world.app.store.begin() as memory:
        await memory.codes.change(OWN, opportunity_id=OWN)
    paper = shown(await world.go(TEAM, f"team/code/{OWN}/paper/en/none/a4"))
    assert "Merel in the garden" in paper, "in the organisation's own words in that language"
    assert "Would you do this?" in paper
    assert "Merel in de tuin" in shown(await world.go(TEAM, f"team/code/{OWN}/paper/nl/none/a4"))
    async with world.app.store.begin() as memory:
        await memory.opportunities.set_open(OWN, False, now=world.now)
    assert "Merel in" not in shown(await world.go(TEAM, f"team/code/{OWN}/paper/nl/none/a4"))


async def test_the_link_is_a_web_page_where_there_are_any(world: World) -> None:
    async def links() -> tuple[str, str]:
        card = (await does(world, TEAM, f"team/code/{OWN}")).text.plain
        return card, shown(await world.go(TEAM, f"team/code/{OWN}/paper/nl/none/a4"))

    for door, link in (("", "https://t.me/vraagbot?start=c_Merel"), (DOOR, f"{DOOR}/c/Merel")):
        world.app.house = replace(world.app.house, door=door)
        card, paper = await links()
        assert link in card
        assert f"link='{link}'" in paper
        assert f"link_text='{link.removeprefix('https://')}'" in paper


@pytest.mark.parametrize("paper", ["a4", "a3"])
@pytest.mark.parametrize("language", list(LANGUAGES), ids=lambda one: one.code)
async def test_the_poster_is_a_pdf(language: Any, paper: str, world: World) -> None:
    seen = await world.go(MEMBER, f"code/{OWN}/paper/{language.code}/centre/{paper}")
    assert seen.screen.document is not None
    assert seen.screen.document.name.endswith(f"-{paper}.pdf")
    assert seen.screen.document.made().startswith(b"%PDF-")


@pytest.mark.parametrize("language", [one.code for one in LANGUAGES])
@pytest.mark.parametrize(("chat", "prefix"), ROOMS)
async def test_every_page_about_posters_resolves_and_fits(
    language: str, chat: int, prefix: str, sqlite_url: str
) -> None:
    """Of several pages of long names, in use and closed, with everything told and with nothing."""
    room = team_codes if chat == TEAM else organisation_codes
    pages, reached = patterns((room,), room.ROOM.role), set[str]()
    async with two_organisations(sqlite_url, language) as world:
        await approve(world)
        async with world.app.store.begin() as memory:
            for number in range(16):
                made = await memory.codes.make(
                    Place.OTHER, "Bieb " + "x" * 95, language="xx", organisation_id=OWN, now=world.now
                )
                if number % 2:
                    await memory.codes.close(made.id, now=world.now)
            await memory.connection.execute(update(schema.organisations).values(name="Tuin " + "x" * 95))
            told = {"contact_phone": "0612345678", "title": "y" * 120}
            await memory.connection.execute(update(schema.opportunities).values(**told))
        starts: Iterable[str] = (
            f"{prefix}codes",
            f"{prefix}codes/1",
            f"{prefix}codes/closed/0",
            f"{prefix}code/{OWN}",
        )
        reached |= await walk(world, chat, starts, pages)
        async with world.app.store.begin() as memory:
            await memory.codes.close(OWN, now=world.now)
            await memory.codes.change(OWN, municipality="", opportunity_id=0)
        reached |= await walk(world, chat, [f"{prefix}code/{OWN}"], pages)
    assert reached == pages


async def test_a_poster_warns_of_a_language_that_only_we_wrote_and_that_is_not_the_campaigns_own(
    world: World,
) -> None:
    """As where people choose a language: Dutch and English bear no sign there, whoever has read them."""
    world.app.house = replace(world.app.house, languages=with_unread(offered=True))
    warning = "No native reader has looked at this language yet."
    assert not world.app.house.languages.get("nl").reviewed
    for language, warned in (("nl", False), ("en", False), ("tr", True)):
        seen = await does(world, TEAM, f"team/code/{OWN}/paper/{language}/none")
        assert (warning in seen.text.plain) is warned, language
