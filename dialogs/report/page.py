"""The report as one page of HTML that needs nothing beside it: to read, to print and to pass on."""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from campaign.exporting import Window
from campaign.population import COMPARED
from campaign.weeks import Campaign
from dialogs.door.html import element, joined, link
from dialogs.door.sheet import direction, tag_of
from dialogs.figures.weeks import named
from dialogs.report import tried, whole
from dialogs.report.chapter import chapter
from dialogs.report.facts import Facts
from dialogs.report.parts import Content, bullets, meanings, ordered, paragraph, part
from dialogs.report.stopping import stopping
from dialogs.report.words import Words
from dialogs.text import Say, Text, own
from storage.unasked import FEW

STYLE = (Path(__file__).parent / "report.css").read_text(encoding="utf-8")
POLICY = (
    "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
    f"style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'"
)
"""Nothing runs in it and nothing is fetched: its one style is known by what it is."""


def name_of(window: Window, language: str) -> str:
    """What the file is called."""
    return f"vraagbot-report-{window.since}-{window.until}-{language}.html"


def page(say: Say, campaign: Campaign, facts: Facts) -> str:
    """The whole page. Its pictures are drawn here: not on the event loop."""
    words = Words(say)
    parts = list(_parts(words, campaign, facts))
    contents = [link(title, f"#part-{number}") for number, (title, _) in enumerate(parts, 1)]
    body = element(
        "body",
        _cover(words, facts),
        element(
            "main",
            element("nav", element("h2", words("contents")), ordered(contents), aria_label=words("contents")),
            *(part(number, title, content) for number, (title, content) in enumerate(parts, 1)),
        ),
        element("footer", element("p", words("foot", made=_made(words, facts)))),
    )
    language = say.language
    made = element("html", _head(words, facts), body, lang=tag_of(language), dir=direction(language))
    return f"<!doctype html>\n{made.html}\n"


def _head(words: Words, facts: Facts) -> Text:
    title = own(f"{words('title').plain} {_days(words, facts).plain}")
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="robots", content="noindex, nofollow"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        Text(f"<style>{STYLE}</style>"),
    )


def _cover(words: Words, facts: Facts) -> Text:
    about = {
        "about": words("about_told"),
        "period": _days(words, facts),
        "made": _made(words, facts),
    }
    told = [joined(element("dt", words(name)), element("dd", said)) for name, said in about.items()]
    return element(
        "header",
        element("p", words("campaign"), class_="campaign"),
        element("h1", words("title")),
        element("dl", *told),
    )


def _parts(words: Words, campaign: Campaign, facts: Facts) -> Iterator[tuple[Text, Content]]:
    """The parts of the report, each under its title."""
    yield words("summary"), [ordered(whole.summary(words, facts, campaign))]
    yield words("in_time"), whole.in_time(words, facts, campaign)
    yield words("funnel"), whole.how_far(words, facts)
    for one in facts.chapters:
        title = words("chapter", week=named(words.say, campaign, one.span))
        yield title, chapter(words, campaign, one)
    if not facts.chapters:
        yield words("chapters_none"), [paragraph(words("chapters_none_told"))]
    yield words("chain"), tried.chain(words, facts)
    yield words("trials"), tried.trials(words, facts)
    yield words("leaving"), stopping(words, campaign, facts)
    yield words("meaning"), [meanings(words.pairs("terms"))]
    yield words("method"), _method(words, campaign, facts)


def _method(words: Words, campaign: Campaign, facts: Facts) -> Content:
    """The rules by which it was counted, what it cannot tell, and from where its figures are."""
    population = {one: campaign.population.of(one).source for one in COMPARED}
    more = len(facts.chapters) < len(facts.closed)
    return [
        bullets(words.several("rules", few=FEW)),
        paragraph(words("chapters_more")) if more and facts.chapters else None,
        element("h3", words("sources")),
        bullets(
            [
                words("source_counts"),
                words("source_places"),
                words("source_intervals"),
                *(
                    words("source_population", by=words(f"by_{one.value}"), source=source)
                    for one, source in population.items()
                    if source
                ),
            ]
        ),
    ]


def _days(words: Words, facts: Facts) -> Text:
    say = words.say
    return words("days", first=say.whole_day(facts.first), last=say.whole_day(facts.last))


def _made(words: Words, facts: Facts) -> Text:
    return words.say.whole_day(facts.today)
