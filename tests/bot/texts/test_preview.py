"""The preview: every screen of a language on one page, safe to open, each to be found by its name."""

from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.texts import workbook
from bot.texts.album import Album, Seen
from bot.texts.commands import WEIGHTY
from bot.texts.page import html
from bot.texts.preview import SHOWN_ELSEWHERE, look, preview
from bot.texts.rows import rows_of
from bot.texts.walking import Step
from dialogs import catalogues
from dialogs.languages import Languages
from dialogs.pages import site
from dialogs.pseudo import BEGIN, MIRRORED
from dialogs.screen import Link, Screen, rows
from dialogs.text import own

SELDOM = {
    "New organisation",  # a name, which its first member changes at once
    "somebody",  # a name, for whom Telegram knows none
    "somebody nearby",
    "I send it to you as a new message.",  # while a request for the location is on the screen
    "That was my answer",  # where a stop word is typed as the answer to a question
}
"""Texts on age, consent, privacy, stop and introduction that the invented people never come to."""
UNSEEN = 0.25
"""Of all texts, the share that at most stands on no screen: in pictures and files, in rare cases."""


@dataclass(frozen=True)
class Looked:
    """The page, all that is on it, and the names of its parts."""

    page: str
    album: Album
    reader: "Reader"

    @property
    def ids(self) -> set[str]:
        """By what each part of the page is found."""
        return set(self.reader.ids)


@pytest.fixture(scope="session")
def looked() -> Looked:
    """One walk for all tests, in the language whose every letter shows where it was forgotten."""
    page, album = look(MIRRORED)
    return Looked(page, album, read(page))


class Reader(HTMLParser):
    """Notes what is opened and what is left open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        told = dict(attrs)
        self.ids += [told["id"] or ""] if "id" in told else []
        self.links |= {told["href"] or ""} if "href" in told else set()
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(page: str) -> Reader:
    """A page that is well-formed, loads nothing, and whose links lead to something on it."""
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    assert not {one for one in reader.attributes if one.startswith("on") or one == "src"}
    assert len(set(reader.ids)) == len(reader.ids)
    assert {link.removeprefix("#") for link in reader.links} <= set(reader.ids)
    return reader


@pytest.mark.slow
def test_every_address_is_shown_or_it_is_told_why_not(looked: Looked) -> None:
    shown, routes = set(looked.album.routes), {route.pattern for route in site().routes}
    assert routes - shown == set(SHOWN_ELSEWHERE), (
        "the walk does not come to these: put a way to them into bot/texts/desk_ways.py, or say in "
        "bot/texts/preview.py why they are not shown"
    )
    for pattern in routes:
        assert f"<li><code>{pattern}</code> " in looked.page


@pytest.mark.slow
def test_every_text_stands_on_the_page_and_the_weighty_ones_on_a_screen(looked: Looked) -> None:
    texts = list(catalogues.texts(catalogues.template()))
    found = {looked.album.anchor_of(catalogues.key_of(one)) for one in texts}
    assert found <= looked.ids
    unseen = {
        catalogues.key_of(one)[1]: one for one in texts if catalogues.key_of(one) not in looked.album.texts
    }
    weighty = {
        english for english, one in unseen.items() if any(name in WEIGHTY for name, _ in one.locations)
    }
    assert weighty - SELDOM == set(), "put a way to a screen that shows these into bot/texts/desk_ways.py"
    assert len(unseen) < UNSEEN * len(texts), "\n".join(
        f"{one.locations} {text}" for text, one in unseen.items()
    )


@pytest.mark.slow
def test_the_page_is_in_the_direction_of_the_language(looked: Looked) -> None:
    page = looked.page
    assert '<html lang="en" dir="rtl">' in page
    assert looked.reader.tags <= {
        *("html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "article"),
        *(
            "h1",
            "h2",
            "h3",
            "p",
            "div",
            "span",
            "a",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "details",
            "summary",
        ),
        *("b", "i", "u", "code", "blockquote"),
    }
    assert page.count("<article") == len(looked.album.screens) > 700
    assert page.count(BEGIN) > 4_000


@pytest.mark.slow
def test_the_sheet_leads_to_the_screens_of_the_page(looked: Looked, tmp_path: Path) -> None:
    catalog, path = catalogues.read(catalogues.path_of("nl")), tmp_path / "texts of nl.xlsx"
    lines = [*rows_of(catalog, catalog, "nl", {}, looked.album.anchor_of)]
    lines = [line for line in lines if line.english == "Where are you?"] + lines[:300]
    count = workbook.write(path, lines, "nl", right_to_left=False, page="texts of nl.html")
    sheet, ids = load_workbook(path).worksheets[0], looked.ids
    for number in range(2, count + 2):
        cell = sheet.cell(number, 2)
        assert cell.hyperlink.target == "texts%20of%20nl.html"
        assert cell.hyperlink.location in ids
        assert str(cell.value).endswith(f"\n{cell.hyperlink.location}")
    assert sheet.cell(2, 2).hyperlink.location.startswith("place")
    assert workbook.read(path)[1][0].where.count("\n") == 1


def test_a_page_shows_what_somebody_wrote_as_words() -> None:
    language = Languages.load().get("nl")
    evil = own('<script>alert("x")</script>')
    screen = Screen(text=evil, rows=rows(Link(evil, "home")), toast=evil)
    album = Album()
    typed = (Step("home", 'typed <b>"'),)
    first, fresh = album.add("home", "home", typed, screen, {})
    again, twice = album.add("lost", "home", typed, screen, {})
    other, _ = album.add("help", "home", typed, Screen(text=own("other")), {})
    assert (fresh, twice, again) == (True, False, first)
    assert (first.anchor, other.anchor) == ("home", "home-2")
    page = html(language, album, site().routes, [], {})
    reader = read(page)
    assert "script" not in reader.tags
    assert page.count("&lt;script&gt;") == 3
    assert "typed &lt;b&gt;" in page
    assert ">2 screens, with" in page
    assert '<li><code>lost</code> <a href="#home">home</a></li>' in page
    assert "<li><code>near</code> not shown</li>" in page
    assert isinstance(first, Seen)


def test_a_language_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert preview("xx", None) == 2
    assert "There is no language xx" in capsys.readouterr().err
