"""The preview: every screen of a language on one page, safe to open, in its own direction."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.texts.page import html
from bot.texts.preview import preview
from bot.texts.walking import Seen, Step
from dialogs.languages import Languages
from dialogs.pages import site
from dialogs.pseudo import BEGIN, MIRRORED
from dialogs.screen import Link, Screen, rows
from dialogs.text import own


class Reader(HTMLParser):
    """Notes what is opened and what is left open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(page: str) -> Reader:
    """A page that is well-formed."""
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    return reader


@pytest.mark.slow
def test_nearly_every_page_is_seen_in_the_direction_of_the_language(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    assert preview(MIRRORED, path) == 0
    page = path.read_text(encoding="utf-8")
    reader = read(page)
    assert '<html lang="en" dir="rtl">' in page
    assert reader.tags <= {
        *("html", "head", "meta", "title", "style", "body", "main", "h1", "p", "article", "div", "span"),
        *("b", "i", "u", "code", "blockquote"),
    }
    assert not {one for one in reader.attributes if one.startswith("on") or one in ("src", "href")}
    unseen = page.partition("Not seen at their own address: ")[2].partition(".</p>")[0].split(", ")
    routes = site().routes
    assert len(routes) - len(unseen) > 0.75 * len(routes)
    for pattern in ("near", "plan/{number:int}", "intro/{number:int}/confirm", "team/ask/{number:int}"):
        assert pattern not in unseen
    assert page.count("<article") > 400
    assert page.count(BEGIN) > 4_000


def test_a_page_shows_what_somebody_wrote_as_words() -> None:
    language = Languages.load().get("nl")
    evil = own('<script>alert("x")</script>')
    screen = Screen(text=evil, rows=rows(Link(evil, "home")), toast=evil)
    page = html(language, {"x": [Seen("x", (Step("home", 'typed <b>"'),), screen)]}, ["lost"])
    assert "script" not in read(page).tags
    assert page.count("&lt;script&gt;") == 3
    assert "Screens: 1, with" in page
    assert "Not seen at their own address: lost." in page


def test_a_language_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert preview("xx", None) == 2
    assert "There is no language xx" in capsys.readouterr().err
