"""How a thing to do reads on a page: its core in the reader's language, then the organisation's own words."""

from collections.abc import Iterable

from campaign.records import Opportunity
from dialogs import words
from dialogs.citizen import card
from dialogs.door.html import element, joined, marked
from dialogs.text import Say, Text, bold, lines, own


def thing(
    say: Say, one: Opportunity, *after: Text | None, length: int = card.LONG, level: str = "h2"
) -> Text:
    """All there is to know about it, in the order in which one would tell it, and what comes after."""
    invented = card.example(say, one)
    return element(
        "article",
        element("p", marked(invented)) if invented else None,
        element(level, words.task(say, one.task)),
        _facts((*card.facts(say, one), card.bring(say, one))),
        element("p", card.asks(say, one)),
        written(
            card.foreign(say, one.language),
            lines(bold(own(one.title)), own(card.shortened(one.description, length))),
            one.language,
        ),
        *after,
        class_="thing",
    )


def written(mark: Text | None, words: Text, language: str, *, class_: str | None = None) -> Text:
    """Somebody's own words, as a quotation that is read aloud in its own language."""
    quotation = element("blockquote", words, lang=language or None, dir="auto", class_=class_)
    return joined(element("p", mark, class_="soft") if mark else None, quotation)


def _facts(known: Iterable[Text | None]) -> Text:
    """A line each, with pictograms for who looks and without for who listens."""
    told = (element("li", marked(line)) for line in known if line)
    return element("ul", *told, class_="facts", role="list")
