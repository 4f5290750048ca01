"""A sheet: a whole page of HTML around what it says, with its language, its style and who is behind it."""

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from dialogs.door.html import element, link, marked
from dialogs.door.knock import Knock
from dialogs.text import Language, Say, Text, own

STYLE = (Path(__file__).parent / "door.css").read_text(encoding="utf-8")
STYLE_HASH = f"sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}"
"""By this browsers know the one style that holds."""
_NOTHING_TO_TAP = "telephone=no, date=no, address=no, email=no, url=no"
"""What is in somebody's own words does not become a link."""
OPEN = 3
"""Other languages that stand on the page in full; more than these are behind one tap."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it goes to a browser: what became of what was asked for, by HTTP's number, and its HTML."""

    status: int
    html: str


def sheet(
    knock: Knock, say: Say, *content: Text | None, title: Text, description: Text, status: int = 200
) -> Sheet:
    """A page; title and description are what a messenger shows of a link to it."""
    language = say.language
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="robots", content="noindex, nofollow"),
        element("meta", name="format-detection", content=_NOTHING_TO_TAP),
        element("title", own(title.plain)),
        element("meta", name="description", content=description),
        element("meta", property="og:type", content="website"),
        element("meta", property="og:site_name", content="Vraagbot"),
        element("meta", property="og:title", content=title),
        element("meta", property="og:description", content=description),
        element("meta", property="og:locale", content=language.babel),
        Text(f"<style>{STYLE}</style>"),
    )
    body = element(
        "body",
        element("header", _languages(knock, say)),
        element("main", *content),
        element("footer", *(element("p", words, class_="soft") for words in _behind(knock, say))),
    )
    whole = element("html", head, body, lang=tag_of(language), dir=direction(language))
    return Sheet(status, f"<!doctype html>\n{whole.html}\n")


def tag_of(language: Language) -> str:
    """What browsers and screen readers call a language."""
    return language.plain.replace("_", "-")


def direction(language: Language) -> str:
    """The direction it is read in."""
    return "rtl" if language.right_to_left else "ltr"


def _behind(knock: Knock, say: Say) -> tuple[Text, ...]:
    door, name = knock.house.door, say("Your privacy")
    return (
        *((link(name, f"{door}/privacy?lang={say.language.code}"),) if door else ()),
        say("Vraagbot made this page. It belongs to the Week van het Vragen, of Mensen maken Nederland."),
        say("In that week people ask each other to help."),
        say("This page keeps nothing about you, and uses no cookies."),
    )


def _languages(knock: Knock, say: Say) -> Text | None:
    others = [one for one in knock.house.languages if one.code != say.language.code]
    if not others:
        return None
    ways = (
        link(one.name, f"?lang={one.code}", lang=tag_of(one), hreflang=tag_of(one), dir=direction(one))
        for one in others
    )
    list_ = element("ul", *(element("li", way) for way in ways), class_="languages", role="list")
    if len(others) <= OPEN:
        return element("nav", list_, aria_label=say("Another language"))
    folded = element("details", element("summary", marked(say("🌐 Another language"))), list_)
    return element("nav", folded, aria_label=say("Another language"))
