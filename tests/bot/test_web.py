"""The door over HTTP: what a link shows, to everybody and in every state, and that nothing is kept."""

import asyncio
import re
from base64 import b64encode
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

import aiohttp
import pytest
from sqlalchemy import update

from bot import web
from bot.app import build
from bot.clock import CampaignClock
from bot.pulse import ILL, WELL
from campaign.inviting import GOOD_FOR, HELD_TOGETHER, Place
from storage import schema
from storage.organisations import MADE_HERE
from storage.wordings import Wording
from tests.arabic import ARABIC
from tests.asked import FIRST_CHAT
from tests.doors import BOT, CENTRE, Door, Page, at_the_door
from tests.dump import dump
from tests.talk import START
from tests.town import GARDEN, ONLINE, SOUP, VISIT

EVIL = '<script>alert("x")</script> \'" & \u202eevil\u202c'
"""Somebody's words that want to be more than words."""


@pytest.fixture
async def there(database_url: str) -> AsyncIterator[Door]:
    """A door on both databases."""
    async with at_the_door(database_url, spoken=(ARABIC,)) as there:
        yield there


@pytest.fixture
async def here(sqlite_url: str) -> AsyncIterator[Door]:
    """A door on SQLite, for what has nothing to do with the database."""
    async with at_the_door(sqlite_url, spoken=(ARABIC,)) as there:
        yield there


async def change(there: Door, opportunity: int, **values: Any) -> None:
    """Have an opportunity be otherwise."""
    async with there.app.store.begin() as memory:
        await memory.connection.execute(
            update(schema.opportunities).where(schema.opportunities.c.id == opportunity).values(**values)
        )


async def raw(there: Door, path: str) -> tuple[int, Page]:
    """A page asked for with exactly this path."""
    host, port = there.address.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    answer = (await reader.read()).decode()
    writer.close()
    page = Page()
    page.read(answer.partition("\r\n\r\n")[2])
    return int(answer.split()[1]), page


def in_order(page: Page, *told: str) -> None:
    """All of this is said, one after the other."""
    at = 0
    for words in told:
        found = page.text.find(words, at)
        assert found >= 0, f"{words!r} is not said, or not here: {page.text}"
        at = found + len(words)


async def test_a_friends_link_says_who_asks_what_and_whom_to_call(there: Door) -> None:
    one = await there.invite(words="Kom je zaterdag mee?", words_language="nl")
    status, page = await there.page(f"/i/{one.code}")
    assert status == 200
    in_order(
        page,
        *("Fatima vraagt je:", "Kom je zaterdag mee?", "Werken in de tuin"),
        *("zaterdag 16 januari, 10:00–12:00 uur", "Bakestein 3, Zwijndrecht", "Nog 2 mensen nodig"),
        *("Een beetje Nederlands is genoeg", "Ook goed als het je eerste keer is", "Oude kleren en laarzen"),
        *("Buurttuin De Kers vraagt:", "Samen de buurttuin opruimen", "Wil je meer weten of meedoen?"),
        *("Bel Buurttuin De Kers", "06 12345678", "Heb je Telegram?", "Open in Telegram"),
        *("Nee is ook een goed antwoord.", "Fatima hoort niet", "Deze pagina is van Vraagbot"),
        "gebruikt geen cookies",
    )
    assert page.links == [
        *("?lang=en", "?lang=ar", "tel:+31612345678", f"https://t.me/{BOT}?start=i_{one.code}"),
    ]
    assert page.meta("og:title") == "Fatima vraagt je iets"
    assert page.meta("og:description") == (
        "Werken in de tuin · zaterdag 16 januari, 10:00–12:00 uur · Bakestein 3, Zwijndrecht"
    )
    assert page.html.count("Kom je zaterdag mee?") == 1, "what a messenger shows holds none of the words"


async def test_who_is_not_to_be_named_is_not(there: Door) -> None:
    one = await there.invite(name="")
    _, page = await there.page(f"/i/{one.code}")
    in_order(page, "Iemand die je kent, vraagt je:", "Wil jij dit doen?", "Niemand hoort dat je hier")
    assert page.meta("og:title") == "Iemand vraagt je iets"


async def test_the_page_is_in_the_friends_language_until_another_is_chosen(there: Door) -> None:
    """What an organisation wrote in two languages is read in the reader's; else it says which one it is."""
    async with there.app.store.begin() as memory:
        await memory.connection.execute(update(schema.opportunities).values(source=MADE_HERE))
        await memory.wordings.keep(GARDEN, "en", Wording("Tidy the garden together"))
    one = await there.invite(language="ar", name="فاطمة", words="Gel!", words_language="tr")
    for query, spoken, lang, way, words in (
        ("", "nl", "ar", "rtl", "كتبوا هذا باللغة"),
        ("?lang=EN-gb", "ar", "en", "ltr", "Tidy the garden together"),
        ("?lang=nl", "ar", "nl", "ltr", "Werken in de tuin"),
        ("?lang=xx", "nl", "ar", "rtl", "Buurttuin De Kers"),
    ):
        _, page = await there.page(f"/i/{one.code}{query}", headers={"Accept-Language": spoken})
        html = page.all("html")[0]
        assert (html["lang"], html["dir"]) == (lang, way)
        assert words in page.text
        quoted = [(mark["lang"], mark["dir"]) for mark in page.all("blockquote")]
        assert quoted == [("tr", "auto"), ("en" if lang == "en" else "nl", "auto")]
    away = await there.invite(language="ti")
    for spoken, lang in (("so, en;q=0.5", "en"), ("", "nl"), ("*", "nl"), (";,=," * 999, "nl")):
        for path in (f"/i/{away.code}", "/"):
            _, page = await there.page(path, headers={"Accept-Language": spoken})
            assert page.all("html")[0]["lang"] == lang


async def test_many_languages_are_behind_one_tap_each_in_its_own_name(sqlite_url: str) -> None:
    more = [replace(ARABIC, code=code, name=code.upper(), right_to_left=False) for code in ("tr", "nl@easy")]
    async with at_the_door(sqlite_url, spoken=(ARABIC, *more)) as there:
        one = await there.invite(language="tr")
        _, page = await there.page(f"/i/{one.code}")
        assert len(page.all("details")) == len(page.all("summary")) == 1
        ways = [way for way in page.all("a") if (way["href"] or "").startswith("?lang=")]
        assert [(way["href"], way["lang"], way["dir"]) for way in ways] == [
            ("?lang=nl", "nl", "ltr"),
            ("?lang=en", "en", "ltr"),
            ("?lang=ar", "ar", "rtl"),
            ("?lang=nl@easy", "nl", "ltr"),
        ]
        _, page = await there.page(f"/i/{one.code}?lang=nl@easy")
        assert "?lang=tr" in page.links
        assert "?lang=nl@easy" not in page.links
        assert page.all("html")[0]["lang"] == "nl"


async def test_no_cookies_no_scripts_and_nobody_else_is_told(there: Door) -> None:
    one = await there.invite()
    for path, status in (
        *((f"/i/{one.code}", 200), ("/", 200), ("/i/unknown", 404), ("/c/unknown", 404)),
        *(("/nothing/here", 404), ("/healthz", 200)),
    ):
        headers = {"Cookie": "a=b", "Origin": "https://other.example"}
        async with there.browser.get(f"{there.address}{path}", headers=headers) as answered:
            assert answered.status == status
            told, html = answered.headers, await answered.text()
        assert not {"Set-Cookie", "ETag", "Last-Modified", "Access-Control-Allow-Origin"} & set(told)
        assert told["Cache-Control"] == "no-store"
        assert told["Referrer-Policy"] == "no-referrer"
        assert told["X-Content-Type-Options"] == "nosniff"
        assert told["X-Robots-Tag"].startswith("noindex")
        assert "geolocation=()" in told["Permissions-Policy"]
        assert "aiohttp" not in str(told)
        policy = dict(part.strip().split(" ", 1) for part in told["Content-Security-Policy"].split(";"))
        assert {policy[name] for name in ("default-src", "base-uri", "form-action", "frame-ancestors")} == {
            "'none'"
        }
        if path == "/healthz":
            assert html == WELL
            continue
        page = Page()
        page.read(html)
        style = re.findall("<style>(.*?)</style>", html, re.DOTALL)
        assert [f"'sha256-{b64encode(sha256(one.encode()).digest()).decode()}'" for one in style] == [
            policy["style-src"]
        ]
        assert {tag for tag, _ in page.elements} <= {
            *("html", "head", "meta", "title", "style", "body", "header", "nav", "main", "footer", "article"),
            *("h1", "h2", "h3", "p", "a", "b", "bdi", "span", "ul", "li", "blockquote"),
        }
        assert not any("style" in attributes or "src" in attributes for _, attributes in page.elements)


async def test_what_people_wrote_is_nothing_but_words(there: Door) -> None:
    evil = {"title": EVIL, "description": EVIL, "bring": EVIL, "address": EVIL, "place": EVIL}
    await change(there, GARDEN, **evil, contact_phone=f"06-12345678 {EVIL}"[:40], language='x"><script>')
    async with there.app.store.begin() as memory:
        await memory.connection.execute(update(schema.organisations).values(name=EVIL))
        poster = await memory.codes.make(
            Place.OTHER, EVIL, language="nl", now=there.clock.now(), opportunity_id=GARDEN
        )
    one = await there.invite(name=EVIL, words=EVIL, words_language='"><b>')
    friends = f"/i/{one.code}"
    for path in (friends, f"/c/{poster.code}", f"{friends}?lang=ar", f"{friends}?lang={EVIL}"):
        _, page = await there.page(path)
        assert page.all("script") == []
        assert "\u202e" not in page.html
        assert '<script>alert("x")</script> \'" & evil' in page.text
        known = {"lang", "dir", "href", "hreflang", "class", "role", "aria-hidden", "aria-label", "charset"}
        assert {key for _, told in page.elements for key in told} <= {*known, "name", "content", "property"}
        assert all(re.match(r"\?lang=|tel:\+31612345678$|https://t\.me/", to) for to in page.links)
    assert EVIL.replace("\u202e", "").replace("\u202c", "") in (page.meta("og:title") or "")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"taken": 2}, "Er is geen plek meer."),
        ({"open": False}, "Dit is voorbij"),
        ({"ends": "past"}, "Dit is voorbij"),
    ],
)
async def test_what_cannot_be_done_any_more_leads_to_the_next_best(
    there: Door, values: dict[str, Any], words: str
) -> None:
    if "ends" in values:
        before = there.clock.now() - timedelta(hours=1)
        values = {"starts": before - timedelta(hours=2), "ends": before}
    await change(there, GARDEN, **values)
    one = await there.invite(words="Kom je mee?")
    status, page = await there.page(f"/i/{one.code}")
    assert status == 200
    in_order(page, "Fatima vraagt je:", "Kom je mee?", "Werken in de tuin", words, "een van deze dingen")
    assert len(page.all("article")) == 3
    assert "Bakestein 3" not in page.text, "the same is not offered again"
    in_order(page, "Praat je liever met iemand?", CENTRE.name, CENTRE.phone, CENTRE.hours, "Open in Telegram")
    assert page.meta("og:description") == (
        "Iets kleins om te doen, dicht bij jou. Van de Week van het Vragen."
    )


async def test_an_old_link_and_one_of_somebody_who_is_forgotten_are_still_kind(there: Door) -> None:
    one = await there.invite(words="Kom je mee?")
    there.clock.move(there.clock.now() + GOOD_FOR + timedelta(minutes=1))
    _, page = await there.page(f"/i/{one.code}")
    in_order(page, "Fatima vraagt je iets", "al een tijdje geleden", "in plaats daarvan")
    assert "Kom je mee?" not in page.text
    again = await there.invite()
    async with there.app.store.begin() as memory:
        await memory.invitations.unname(1)
        await memory.chats.forget(FIRST_CHAT)
    status, page = await there.page(f"/i/{again.code}")
    assert status == 200
    assert "Iemand die je kent" in page.text
    assert "Fatima" not in page.html


async def test_a_place_that_is_kept_for_the_friend_is_free_for_them_alone(there: Door) -> None:
    one, other = await there.invite(together=True), await there.invite()
    until = there.clock.now() + HELD_TOGETHER
    async with there.app.store.begin() as memory:
        assert await memory.holds.hold(GARDEN, FIRST_CHAT, until=until, invitation_id=one.id, together=True)
        assert await memory.holds.hold_open(GARDEN, one.id, until=until)
    _, page = await there.page(f"/i/{one.code}")
    in_order(page, "Fatima vraagt je:", "Fatima gaat mee.", "Werken in de tuin", "06 12345678")
    assert "Nog 0" not in page.text
    _, page = await there.page(f"/i/{other.code}")
    assert "Er is geen plek meer." in page.text
    async with there.app.store.begin() as memory:
        await memory.chats.open(9001, bot_id=7, update_id=1, language="nl", now=there.clock.now())
        assert await memory.holds.take_over(one.id, 9001, until=until)
    _, page = await there.page(f"/i/{one.code}")
    assert "Er is geen plek meer." in page.text


async def test_anything_is_the_nearest_few_things_around_the_friend(there: Door) -> None:
    """Where the asker lives is theirs: without a place of the friend's nothing is shown around it."""
    one = await there.invite(opportunity_id=None, postcode="3331")
    _, page = await there.page(f"/i/{one.code}")
    in_order(page, "Fatima vraagt je:", "iets kleins", "Dit kun je in de buurt doen", CENTRE.phone)
    assert len(page.all("article")) == 3
    assert "Help iemand op afstand" not in page.text
    assert "06 12345678" in page.text, "who can be called is told with each"
    for postcode, told in ((None, "iets kleins"), ("4381", "Er komen nieuwe dingen bij.")):
        nowhere = await there.invite(opportunity_id=None, postcode=postcode)
        _, page = await there.page(f"/i/{nowhere.code}")
        in_order(page, "Fatima vraagt je:", told, "bibliotheek of het gemeentehuis", "Open in Telegram")
        assert page.all("article") == []
        assert "Zwijndrecht" not in page.text
        assert ("nieuwe dingen" in page.text) is (postcode is not None)


async def test_a_poster_asks_one_thing_or_what_is_near_and_welcomes_after_it_was_taken_down(
    there: Door,
) -> None:
    now = there.clock.now()
    async with there.app.store.begin() as memory:
        codes = memory.codes
        garden = await codes.make(Place.LIBRARY, "Bieb", language="en", now=now, opportunity_id=GARDEN)
        town = await codes.make(Place.MUNICIPALITY, "Hal", language="nl", now=now, municipality="Zwijndrecht")
        bare = await codes.make(Place.OTHER, "Boom", language="nl", now=now, municipality="Atlantis")
    _, page = await there.page(f"/c/{garden.code}")
    in_order(page, "Would you do this?", "Gardening", "They write this in Dutch", "06 12345678")
    assert f"https://t.me/{BOT}?start=c_{garden.code}" in page.links
    assert page.meta("og:title") == "Would you do something small for somebody near you?"
    _, page = await there.page(f"/c/{town.code}")
    in_order(page, "Wil je iets kleins doen", "Dit kun je in de buurt doen", CENTRE.phone)
    async with there.app.store.begin() as memory:
        await memory.codes.close(garden.id, now=now)
    for code in (garden.code, bare.code):
        status, page = await there.page(f"/c/{code}")
        assert status == 200
        assert page.all("article") == []
        assert len(page.all("h1")) == 1


async def test_whom_to_call_is_the_organisation_else_the_centre_else_where_to_ask(there: Door) -> None:
    one = await there.invite(opportunity_id=SOUP)
    _, page = await there.page(f"/i/{one.code}")
    in_order(page, "Huis van de Wijk vraagt:", CENTRE.name, CENTRE.phone, CENTRE.hours)
    assert "soep@huisvandewijk.example" not in page.html, "an address is for who said yes alone"
    assert "tel:+31855550101" in page.links
    await change(there, SOUP, municipality="Dordrecht", sample=True)
    _, page = await there.page(f"/i/{one.code}")
    in_order(page, "Dit is een verzonnen voorbeeld", "Samen koken", "bibliotheek of het gemeentehuis")
    far = await there.invite(opportunity_id=ONLINE, postcode="3331")
    _, page = await there.page(f"/i/{far.code}")
    in_order(page, "Vanuit huis", CENTRE.phone)
    await change(there, VISIT, contact_phone="vraag naar Anna")
    anna = await there.invite(opportunity_id=VISIT)
    _, page = await there.page(f"/i/{anna.code}")
    assert "vraag naar Anna" not in page.text


@pytest.mark.parametrize(
    "path",
    [  # as they are, for a browser would write most of them otherwise
        *("/i/", "/i/x", "/c/x", "/i/aaaaaaaaaaaa", "/i/..", "/i/%00", "/i/%ff", "/i/%zz", "/i/a/b", "/x"),
        *(
            "/i/%E2%80%AE",
            "/i/'OR'1'='1",
            "/i/" + "a" * 3000,
            "/i/<b>",
            "//i//",
            "/i/%C3%A9",
            "/i/x?lang=%00",
        ),
        *("/i/x?lang=" + "-" * 3000, "/c/\\", "/favicon.ico", "/robots.txt", "/i/x?%ff=%fe&lang=%ff"),
    ],
)
async def test_whoever_comes_by_a_link_that_is_none_is_welcomed(here: Door, path: str) -> None:
    status, page = await raw(here, path)
    assert status == 404
    in_order(page, "Hallo.", "Deze link klopt niet.", "iets kleins", "bibliotheek")
    assert f"https://t.me/{BOT}" in page.links


async def test_a_full_stop_behind_a_link_does_no_harm(here: Door) -> None:
    one = await here.invite()
    for behind in (".", ")", "%22", "%20"):
        assert (await here.page(f"/i/{one.code}{behind}"))[0] == 200
    assert (await here.page(f"/i/{one.code}x"))[0] == 404
    assert (await here.page(f"/c/{one.code}"))[0] == 404, "a friend's link is no poster's"


async def test_the_privacy_statement_stands_at_the_door_in_the_readers_language(here: Door) -> None:
    status, page = await here.page("/privacy?lang=nl")
    assert status == 200
    assert [
        words for words in ("Wie bewaart mijn gegevens?", "Wat kan ik doen?") if words not in page.text
    ] == []
    assert "https://autoriteitpersoonsgegevens.nl" in page.links
    _, page = await here.page("/privacy", headers={"Accept-Language": "en"})
    assert "Who keeps my data?" in page.text
    assert "did not fill in their name" in page.text


async def test_head_is_answered_as_get_without_the_page_and_nothing_else_is_taken(here: Door) -> None:
    one = await here.invite()
    for path in (f"/i/{one.code}", "/i/none", "/", "/healthz"):
        url = f"{here.address}{path}"
        async with here.browser.get(url) as whole, here.browser.head(url) as head:
            assert head.status == whole.status
            assert head.headers["Content-Length"] == str(len(await whole.read()))
            assert await head.read() == b""
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"):
        async with here.browser.request(method, f"{here.address}/i/{one.code}", data=b"x" * 99) as refused:
            assert refused.status == 405
            assert refused.headers["Allow"] == "GET,HEAD"
            assert "no-referrer" in refused.headers["Referrer-Policy"]


async def test_nothing_is_stored_whatever_is_opened(there: Door) -> None:
    one, other = await there.invite(), await there.invite(opportunity_id=None, together=True)
    async with there.app.store.begin() as memory:
        poster = await memory.codes.make(Place.SCHOOL, "School", language="nl", now=there.clock.now())
    before = await dump(there.app.store)
    for path in (f"/i/{one.code}", f"/i/{other.code}?lang=ar", f"/c/{poster.code}", "/i/none", "/", "/x"):
        await there.page(path)
    assert await dump(there.app.store) == before


async def test_a_bot_whose_name_is_not_known_has_no_button_and_still_a_number(sqlite_url: str) -> None:
    async with at_the_door(sqlite_url, name="") as there:
        one = await there.invite()
        _, page = await there.page(f"/i/{one.code}")
        assert "Telegram" not in page.text
        assert "tel:+31612345678" in page.links


async def test_so_many_at_a_time_are_served_and_the_others_are_asked_to_come_back(
    there: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = await there.invite()
    monkeypatch.setattr(web, "INSIDE", 2)
    pages = await asyncio.gather(*(there.page(f"/i/{one.code}") for _ in range(40)))
    assert {status for status, _ in pages} == {200, 503}
    assert (await there.page(f"/i/{one.code}"))[0] == 200, "who is gone makes room"
    monkeypatch.setattr(web, "INSIDE", 0)
    async with there.browser.get(f"{there.address}/i/{one.code}") as refused:
        assert refused.status == 503
        assert int(refused.headers["Retry-After"]) > 0
        assert refused.headers["Cache-Control"] == "no-store"
        page = Page()
        page.read(await refused.text())
    in_order(page, "Een momentje.", "Open in Telegram")
    async with there.browser.get(f"{there.address}/healthz") as well:
        assert well.status == 200, "busy is not ill"


async def test_a_page_that_takes_too_long_is_given_up(here: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    one = await here.invite()
    monkeypatch.setattr(web, "PATIENCE", 0)
    status, page = await here.page(f"/i/{one.code}")
    assert status == 503
    in_order(page, "Een momentje.")


async def test_a_page_that_goes_wrong_says_so_kindly(here: Door) -> None:
    one = await here.invite()
    async with here.app.store.begin() as memory:
        await memory.connection.exec_driver_sql("DROP TABLE centres")
    status, page = await here.page(f"/i/{one.code}")
    assert status == 500
    in_order(page, "Een momentje.", "Open in Telegram")


async def test_a_database_that_is_away_is_told_to_whoever_comes_and_to_whoever_watches() -> None:
    app = build("postgresql://nobody@127.0.0.1:9/nothing", CampaignClock(START))

    async def unknown() -> str:
        return ""

    async with (
        app.running(),
        web.serving(web.door(app, unknown), "127.0.0.1", 0) as address,
        aiohttp.ClientSession() as browser,
    ):
        for path, status, words in (
            ("/i/some-code", 500, "Een momentje."),
            ("/healthz", 200, WELL),
            ("/readyz", 503, ILL),
            ("/", 200, "Wil je iets kleins doen"),
        ):
            async with browser.get(f"{address}{path}") as answered:
                assert answered.status == status
                assert words in await answered.text()
                assert answered.headers["Cache-Control"] == "no-store"
