"""What came of all weeks of a report together: the summary, how far asks came, and who was asked in time."""

from campaign.spans import Span
from campaign.statistics import LOST, Funnel, Measure, funnel, per_thousand
from campaign.weeks import Campaign
from dialogs.door.html import element, joined
from dialogs.figures import pictures
from dialogs.report.facts import Facts
from dialogs.report.parts import Content, Figure, Line, beside, paragraph, simple
from dialogs.report.words import Words
from dialogs.text import Text, own
from storage.unasked import FEW

STEPS = ("asked", "delivered", "answered", "yes", "introduced", "matched")


def summary(words: Words, facts: Facts, campaign: Campaign) -> list[Text]:
    """All of it in five plain sentences."""
    say, counts, days = words.say, facts.counts, campaign.asked_within.days
    it = funnel(counts)
    between = {"first": say.whole_day(facts.first), "last": say.whole_day(facts.last)}
    if not any(counts.values()):
        return [words("summary_nothing", **between)]
    rate, percent = per_thousand(counts, LOST), facts.in_time.percent
    maybe, no = counts.get(Measure.MAYBE, 0), counts.get(Measure.NO, 0)
    return [
        words("summary_asked", **between, asked=it.asked, delivered=it.delivered),
        words("summary_answered", answered=it.answered, yes=it.yes, maybe=maybe, no=no),
        words("summary_introduced", introduced=it.introduced, matched=it.matched),
        words("summary_in_time_none", days=days)
        if percent is None
        else words("summary_in_time", percent=percent, days=days),
        words("summary_stopped_none")
        if rate is None
        else words("summary_stopped", rate=say.decimal(rate, 1)),
    ]


def how_far(words: Words, facts: Facts) -> Content:
    """The funnel as a picture and a table, and week by week."""
    counts = facts.counts
    if not any(counts.values()):
        return [paragraph(words("ahead" if facts.first > facts.today else "nothing"))]
    say = words.say
    between = {"first": say.whole_day(facts.first), "last": say.whole_day(facts.last)}
    heads = [words("step"), words("number"), words("of_before")]
    table = simple(words, words("funnel_caption", **between), heads, _steps(words, funnel(counts)))
    drawn = pictures.of_funnel(say, counts, Text(""))
    return [
        paragraph(words("funnel_told")),
        beside(drawn, table),
        *(_weeks(words, facts) if len(facts.weeks) > 1 else ()),
    ]


def _steps(words: Words, it: Funnel) -> list[Line]:
    found, before = [], 0
    for name in STEPS:
        number = getattr(it, name)
        share = Text("")
        if before and number <= before:
            share = words("percent", n=round(100 * number / before))
        found.append(Line(pictures.step(words.say, name), (number, Figure(share))))
        before = number
    return found


def _weeks(words: Words, facts: Facts) -> Content:
    heads = [words("week"), *(pictures.step(words.say, name) for name in STEPS)]
    lines = [
        Line(week(words, facts, span), [getattr(funnel(counts), name) for name in STEPS])
        for span, counts in facts.weeks
    ]
    it = funnel(facts.counts)
    lines.append(Line(words("all_weeks"), [getattr(it, name) for name in STEPS], total=True))
    unclosed = any(span not in facts.closed for span, _ in facts.weeks)
    return [
        element("h3", words("by_week")),
        simple(words, words("by_week_caption"), heads, lines),
        paragraph(words("running") if unclosed else None, "note"),
    ]


def week(words: Words, facts: Facts, span: Span) -> Text:
    """A week by its days; with an asterisk where it is not closed."""
    say = words.say
    days = words(
        "week_of",
        first=say.day_and_month_of(span.first),
        last=say.day_and_month_of(span.last),
    )
    return days if span in facts.closed else joined(days, own("*"))


def in_time(words: Words, facts: Facts, campaign: Campaign) -> Content:
    """The headline figure: how many new people were asked for something in time."""
    days, percent = campaign.asked_within.days, facts.in_time.percent
    if percent is None:
        return [paragraph(words("in_time_none", few=FEW, days=days))]
    big = element("strong", words("in_time_big", percent=percent))
    return [
        element("p", big, " ", words("in_time_under", days=days), class_="headline"),
        paragraph(words("in_time_told", days=days)),
    ]
