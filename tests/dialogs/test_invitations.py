"""An invitation as it goes out: the message that is shown is the one that is sent, in links that fit."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from itertools import count
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.receive import receive
from campaign.inviting import GOOD_FOR, LONGEST_WORDS
from campaign.records import Centre, Point
from dialogs.screen import Incoming, Link, Outside, Screen
from tests.dialogs.drawing.paper import Paper, seen
from tests.dump import rows_of
from tests.talk import LANGUAGES, START, Talk
from tests.town import CANTEEN, GARDEN, SOUP, VISIT, settle_town

ANA = 1001
NUMBERS = count(1)
"""Of the updates that come in."""
TELEGRAM, WHATSAPP = "https://t.me/share/url", "https://wa.me/"
BOT, DOOR = "https://t.me/vraagbot?start=i_", "https://vraag.example"


@pytest.fixture
async def talk(sqlite_url: str) -> AsyncIterator[Talk]:
    """A bot in the town, and Ana in it."""
    async with Talk(sqlite_url, languages=LANGUAGES) as talk:
        async with talk.app.store.begin() as memory:
            await settle_town(memory, START)
        await come(talk, "keep/on?a1p3331")
        yield talk


async def come(
    talk: Talk,
    address: str | None = None,
    *,
    text: str | None = None,
    name: str = "Ana",
    bot: str = "vraagbot",
) -> Screen:
    """Tap a button with this address, or type."""
    incoming = Incoming(1, next(NUMBERS), ANA, name, None, "en", address=address, text=text, bot_name=bot)
    return (await receive(talk.app, incoming)).screen


def link(screen: Screen, base: str) -> str:
    """The link of the button that begins like this."""
    buttons = [button for row in screen.rows for button in row]
    (found,) = [one.url for one in buttons if isinstance(one, Outside) and one.url.startswith(base)]
    assert len(found) <= 2_048
    return found


def told(screen: Screen, base: str) -> dict[str, str]:
    """What a share link hands over."""
    return {name: values[0] for name, values in parse_qs(urlsplit(link(screen, base)).query).items()}


def addresses(screen: Screen) -> list[str]:
    """Where the buttons lead."""
    return [button.to for row in screen.rows for button in row if isinstance(button, Link)]


async def codes(talk: Talk) -> list[str]:
    """The codes of all invitations."""
    return [row["code"] for row in await rows_of(talk.app.store, "invitations")]


async def test_the_message_shown_is_the_one_that_is_sent(talk: Talk) -> None:
    screen = await come(talk, f"invite/{GARDEN}/here")
    (code,) = await codes(talk)
    sheet, whatsapp = told(screen, TELEGRAM), told(screen, WHATSAPP)
    assert sheet["url"] == BOT + code
    assert "Gardening with Buurttuin De Kers" in sheet["text"]
    assert sheet["text"] in screen.text.plain
    assert whatsapp["text"] == f"{sheet['text']}\n\n{BOT}{code}"
    assert f"<code>{BOT}{code}</code>" in screen.text.html


async def test_where_there_are_web_pages_others_than_telegram_get_them(talk: Talk) -> None:
    talk.app.house = replace(talk.app.house, door=DOOR)
    screen = await come(talk, "invite/anything/here")
    (code,) = await codes(talk)
    assert told(screen, TELEGRAM)["url"] == BOT + code
    assert told(screen, WHATSAPP)["text"].endswith(f"\n\n{DOOR}/i/{code}")
    assert f"<code>{DOOR}/i/{code}</code>" in screen.text.html
    nameless = await come(talk, "invite/anything/here", bot="")
    assert DOOR in told(nameless, WHATSAPP)["text"]
    assert TELEGRAM not in str(nameless.rows)


async def test_a_bot_that_does_not_know_its_name_offers_to_try_again(talk: Talk) -> None:
    screen = await come(talk, "invite/anything/here", bot="")
    (it,) = await rows_of(talk.app.store, "invitations")
    assert addresses(screen)[0] == f"invitation/{it['id']}"
    assert "http" not in str(screen.rows)


@pytest.mark.parametrize(
    ("letter", "most"), [("x", LONGEST_WORDS), ("é", 300), ("س", 300), ("😀", 150)], ids="xéس😀"
)
async def test_words_in_any_script_fit_into_the_links_or_are_refused(
    talk: Talk, letter: str, most: int
) -> None:
    await come(talk, f"invite/{GARDEN}/here")
    (it,) = await rows_of(talk.app.store, "invitations")
    await come(talk, f"invitation/{it['id']}/words")
    refused = await come(talk, text=letter * (most + 1))
    assert refused.waits == f"invitation/{it['id']}/words"
    screen = await come(talk, text=letter * most)
    sent = told(screen, TELEGRAM)["text"]
    assert sent.startswith(letter * most)
    assert sent in screen.text.plain
    assert ("Gardening" in sent) is (letter == "x"), "what it is about is left out where both do not fit"
    assert told(screen, WHATSAPP)["text"].startswith(sent)
    await come(talk, f"invitation/{it['id']}/words")
    shorter = told(await come(talk, text=letter * (most * 9 // 10)), TELEGRAM)["text"]
    assert "Gardening with Buurttuin De Kers" in shorter, "as much of it as there is room for"


async def test_one_more_is_one_more_however_often_it_is_tapped(talk: Talk) -> None:
    await come(talk, f"invite/{GARDEN}/here")
    await come(talk, f"invite/{GARDEN}/here")
    (first,) = await rows_of(talk.app.store, "invitations")
    shown = [await come(talk, f"invitation/{first['id']}/more") for _ in range(3)]
    assert len(await codes(talk)) == 2
    assert len({link(screen, TELEGRAM) for screen in shown}) == 1
    assert (await codes(talk))[1] in link(shown[0], TELEGRAM)


async def test_what_is_full_or_over_is_not_asked_of_anybody(talk: Talk) -> None:
    await come(talk, f"invite/{CANTEEN}/here")
    async with talk.app.store.begin() as memory:
        assert await memory.opportunities.claim(CANTEEN)
        await memory.opportunities.set_open(SOUP, False, now=START)
    (it,) = await rows_of(talk.app.store, "invitations")
    for address in (f"invite/{SOUP}/here", f"invitation/{it['id']}", "invite/99/here"):
        screen = await come(talk, address)
        assert addresses(screen) == ["someone", "home"], address
    offered = await come(talk, "someone")
    assert not {f"invite/{SOUP}/here", f"invite/{CANTEEN}/here"} & set(addresses(offered))
    assert len(await codes(talk)) == 1


async def test_a_link_that_is_too_old_makes_way_for_a_new_one(talk: Talk) -> None:
    await come(talk, "invite/anything/3331")
    (old,) = await rows_of(talk.app.store, "invitations")
    talk.clock.move(START + GOOD_FOR + timedelta(days=1))
    await come(talk, f"invitation/{old['id']}/name/none")
    _, new = await rows_of(talk.app.store, "invitations")
    assert (new["postcode"], new["code"] != old["code"]) == ("3331", True)


@pytest.mark.parametrize("name", ["prizes.example", "@prizes_bot", "x" * 41, "\u200b"])
async def test_a_name_that_leads_away_is_not_passed_on(talk: Talk, name: str) -> None:
    screen = await come(talk, "invite/anything/here", name=name)
    (it,) = await rows_of(talk.app.store, "invitations")
    assert it["name"] == ""
    assert "does not read your name" in screen.text.plain
    asked = await come(talk, f"invitation/{it['id']}/name", name=name)
    assert f"invitation/{it['id']}/name/first" not in addresses(asked)
    await come(talk, f"invitation/{it['id']}/name/first", name=name)
    await come(talk, text=name)
    (it,) = await rows_of(talk.app.store, "invitations")
    assert it["name"] == ""


async def test_a_place_that_is_shared_is_the_friends_while_it_is_asked_for(talk: Talk) -> None:
    await come(talk, "someone/where")
    amsterdam = Incoming(1, next(NUMBERS), ANA, "Ana", None, "en", point=Point(52.3731, 4.8926))
    screen = (await receive(talk.app, amsterdam)).screen
    assert "invite/anything/1012" in addresses(screen)
    (ana,) = await rows_of(talk.app.store, "citizens")
    assert ana["postcode"] == "3331"


async def of_the(talk: Talk, what: str, address: str) -> Paper:
    """What is drawn of the last invitation, after it was looked at."""
    await come(talk, address)
    *_, it = await rows_of(talk.app.store, "invitations")
    screen = await come(talk, f"invitation/{it['id']}/{what}")
    assert screen.document is not None
    return Paper(screen.document.made())


async def test_a_card_leads_to_the_page_and_tells_whom_to_call(talk: Talk) -> None:
    card = await of_the(talk, "card", f"invite/{GARDEN}/here")
    (code,) = await codes(talk)
    assert card.size == (105, 148)
    assert seen(card.image()) == [BOT + code]
    for words in ("Ana", "I saw this", "Buurttuin De Kers", "Or call Buurttuin De Kers", "06 12345678"):
        assert words in " ".join(card.words.split()), words
    talk.app.house = replace(talk.app.house, door=DOOR)
    sheet = await of_the(talk, "sheet", f"invite/{GARDEN}/here")
    assert sheet.size == (210, 297)
    assert seen(sheet.image()) == [f"{DOOR}/i/{code}"] * 4
    assert f"vraag.example/i/{code}" in "".join(sheet.words.replace("\ufffe", "-").split())


async def test_a_picture_leads_to_the_page_too(talk: Talk) -> None:
    await come(talk, "invite/anything/here")
    (it,) = await rows_of(talk.app.store, "invitations")
    screen = await come(talk, f"invitation/{it['id']}/picture")
    assert screen.picture is not None
    assert seen(screen.picture.made()) == [BOT + it["code"]]


async def test_where_the_organisation_has_no_number_the_local_centre_is_called(talk: Talk) -> None:
    centre = Centre("v", "Vrijwilligerspunt", "078 123 45 67", municipalities=("Zwijndrecht",), sample=True)
    silent = replace(centre, source_id="a", name="Anders", phone="ask at the desk")
    async with talk.app.store.begin() as memory:
        await memory.centres.replace([silent, centre], remove_others=True)
    for address in (f"invite/{VISIT}/here", "invite/anything/here", "invite/anything/3331"):
        card = " ".join((await of_the(talk, "card", address)).words.split())
        assert "Or call Vrijwilligerspunt (an invented example)" in card, address
        assert "078 123 45 67" in card, address
    elsewhere = await of_the(talk, "card", "invite/anything/1012")
    assert "Or call" not in elsewhere.words


async def test_what_leads_nowhere_is_not_printed(talk: Talk) -> None:
    await come(talk, f"invite/{GARDEN}/here")
    (it,) = await rows_of(talk.app.store, "invitations")
    nameless = await come(talk, f"invitation/{it['id']}/card", bot="")
    assert nameless.document is None
    async with talk.app.store.begin() as memory:
        await memory.opportunities.set_open(GARDEN, False, now=START)
    for what in ("card", "sheet", "picture"):
        screen = await come(talk, f"invitation/{it['id']}/{what}")
        assert (screen.document, screen.picture) == (None, None)
        assert addresses(screen) == ["someone", "home"]
