"""The slogan's pictures: for anybody, drawn from what stands in the address, never from what is refused."""

from collections.abc import AsyncIterator

import pytest

from dialogs.screen import LONGEST, Link, Screen
from dialogs.slogan_words import LONGEST_PLACE, LONGEST_WORD
from tests.dialogs.organisations import CITIZEN, VISITOR, World, two_organisations
from tests.talk import LANGUAGES


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """A citizen in Zwijndrecht and a visitor, who speak Dutch."""
    async with two_organisations(sqlite_url, "nl") as made:
        yield made


def addresses(screen: Screen) -> dict[str, str]:
    """Where each button leads."""
    return {
        button.label.plain: button.to for row in screen.rows for button in row if isinstance(button, Link)
    }


def drawn(screen: Screen) -> str | None:
    """The caption of the picture, where there is one."""
    return screen.picture.caption.plain if screen.picture else None


@pytest.mark.parametrize("language", [one.code for one in LANGUAGES])
async def test_a_picture_is_drawn_in_every_language(language: str, sqlite_url: str) -> None:
    async with two_organisations(sqlite_url, language) as world:
        for address in ("slogan/green/school", "slogan/fun/3331", "slogan/own/Zwijndrecht/blij"):
            picture = (await world.go(VISITOR, address)).screen.picture
            assert picture is not None
            assert picture.made().startswith(b"\x89PNG")


async def test_nothing_is_written_by_making_a_picture(world: World) -> None:
    for chat in (VISITOR, CITIZEN):
        for address, text in (
            ("slogan", None),
            ("slogan/green", None),
            ("slogan/green", "Zwijndrecht"),
            ("slogan/typed", "Zwijndrecht groener"),
            ("slogan/typed", "groen"),
            ("slogan/own/Zwijndrecht/groener", None),
        ):
            seen = await world.go(chat, address, **({} if text is None else {"text": text}))
            assert not seen.wrote, address
            assert "Zwijndrecht" not in (seen.screen.waits or "")


async def test_a_visitor_keeps_what_they_told_on_the_way(world: World) -> None:
    seen = await world.go(VISITOR, "slogan?a1p3331")
    assert addresses(seen.screen)["groener"] == "slogan/green?a1p3331"
    seen = await world.go(VISITOR, "slogan/green?a1p3331")
    assert addresses(seen.screen)["Zwijndrecht"] == "slogan/green/3331?a1p3331"
    seen = await world.go(VISITOR, "slogan/green/3331?a1p3331")
    assert drawn(seen.screen) == "Mensen maken Zwijndrecht groener"
    assert addresses(seen.screen)["🏠 Begin"] == "home?a1p3331"


@pytest.mark.parametrize(
    "address",
    [
        "slogan/own/kutstad/groener",
        "slogan/own/Zwijndrecht/k u t",
        "slogan/own/t.me/groener",
        "slogan/own/@ana/groener",
        "slogan/own/3331/groener",
        "slogan/own/ /groener",
        "slogan/own/Zwijndrecht/ ",
        f"slogan/own/{'x' * (LONGEST_PLACE + 1)}/groener",
        f"slogan/own/Zwijndrecht/{'x' * (LONGEST_WORD + 1)}",
    ],
)
async def test_a_forged_address_draws_nothing_that_is_refused(address: str, world: World) -> None:
    seen = await world.go(VISITOR, address)
    assert seen.screen.picture is None
    assert seen.screen.waits == "slogan/typed"


async def test_words_and_places_that_are_none_are_not_there(world: World) -> None:
    for address in ("slogan/blue", "slogan/green/moon", "slogan/blue/school", "slogan/green/0000"):
        assert world.is_missing(await world.go(VISITOR, address)), address


async def test_both_forms_of_a_word_can_be_had(world: World) -> None:
    seen = await world.go(VISITOR, "slogan/typed", text="onze straat duur")
    to = addresses(seen.screen)
    assert [drawn((await world.go(VISITOR, to[one])).screen) for one in ("Ja, duurder", "Nee, duur")] == [
        "Mensen maken onze straat duurder",
        "Mensen maken onze straat duur",
    ]
    assert drawn((await world.go(VISITOR, "slogan/typed", text="onze straat duurder")).screen) is not None


async def test_words_too_long_for_an_address_are_drawn_as_they_were_typed(world: World) -> None:
    place, word = "ë" * LONGEST_PLACE, "groen"
    seen = await world.go(VISITOR, "slogan/typed", text=f"{place} {word}")
    assert drawn(seen.screen) == f"Mensen maken {place} {word}"
    seen = await world.go(VISITOR, "slogan/typed", text="é" * LONGEST_WORD)
    assert all(len(to.encode()) <= LONGEST for to in addresses(seen.screen).values())
