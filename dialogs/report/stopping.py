"""How many people stop after a message, week by week, and what they say of it."""

from campaign.leaving import Leaving
from campaign.statistics import LOST, MESSAGES, Measure, per_thousand
from campaign.weeks import Campaign
from dialogs.door.html import element
from dialogs.figures.weeks import named
from dialogs.report.facts import Chapter, Counts, Facts
from dialogs.report.parts import Content, Figure, Line, paragraph, simple
from dialogs.report.whole import week
from dialogs.report.words import Words
from dialogs.team.stats_leaving import reasons
from dialogs.text import Text


def stopping(words: Words, campaign: Campaign, facts: Facts) -> Content:
    """The rate of each week, and the reasons of those that are told in full."""
    content: Content = [paragraph(words("leaving_told"))]
    if any(facts.counts.values()):
        heads = [words(one) for one in ("week", "messages", "stopped", "blocked", "per_thousand", "reported")]
        lines = [_line(words, week(words, facts, span), counts) for span, counts in facts.weeks]
        if len(lines) > 1:
            lines.append(_line(words, words("all_weeks"), facts.counts, total=True))
        content.append(simple(words, words("leaving_caption"), heads, lines))
    else:
        content.append(paragraph(words("nothing")))
    for one in facts.chapters:
        content += _reasons(words, campaign, one)
    return content


def _line(words: Words, head: Text, counts: Counts, *, total: bool = False) -> Line:
    rate = per_thousand(counts, LOST)
    return Line(
        head,
        (
            sum(counts.get(one, 0) for one in MESSAGES),
            counts.get(Measure.STOPPED, 0),
            counts.get(Measure.BLOCKED, 0),
            Figure(words.say.decimal(rate, 1) if rate is not None else Text("")),
            counts.get(Measure.REPORTED, 0),
        ),
        total,
    )


def _reasons(words: Words, campaign: Campaign, one: Chapter) -> Content:
    content: Content = [
        element("h3", words("reasons", week=named(words.say, campaign, one.span))),
    ]
    heads = {Leaving.STOP: words("reasons_stop"), Leaving.CANCEL: words("reasons_cancel")}
    for what, head in heads.items():
        told, people = reasons(words.say, what, one.leaving)
        if told:
            lines = [Line(reason, (number,)) for reason, number in told]
            content.append(simple(words, head, [words("reason"), words("people")], lines))
        elif people:
            content.append(paragraph(words("reasons_none", what=head, n=people)))
        else:
            content.append(paragraph(words("reasons_nobody", what=head)))
    return content
