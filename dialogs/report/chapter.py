"""One closed week in a report: its groups of people, when they answered, and who is not being asked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from campaign.disclosure import FEW
from campaign.gap import Compared, Verdict
from campaign.gap import Line as Group
from campaign.groups import ALL, OTHERS, Cell, Dimension, Stage
from campaign.population import COMPARED
from campaign.weeks import Campaign
from dialogs.door.html import element
from dialogs.figures import pictures, telling
from dialogs.report.facts import Chapter
from dialogs.report.parts import Block, Content, Figure, Line, beside, paragraph, simple, table
from dialogs.report.parts import pictures as together
from dialogs.report.words import Words
from dialogs.team import gap_words
from dialogs.text import Text, dotted, lines

APART = (Dimension.LANGUAGE, Dimension.DOOR, Dimension.ORIGIN, Dimension.PROVINCE)
Figures = dict[str, dict[Stage, int]]
"""People of each group by stage, the largest first and the others last."""


def chapter(words: Words, campaign: Campaign, one: Chapter) -> Content:
    """All of a week."""
    return [
        paragraph(words("chapter_told")),
        *_groups(words, one.cells),
        *_hours(words, campaign, one),
        *_gaps(words, one),
    ]


def figures(cells: Sequence[Cell], by: Dimension, within: str = "") -> Figures:
    """What was told of the groups of one dimension."""
    found: Figures = {}
    for cell in cells:
        if cell.dimension == by and cell.within == within:
            found.setdefault(cell.group, {})[cell.stage] = cell.people
    rest = found.pop(OTHERS, None)
    return found | ({OTHERS: rest} if rest else {})


def _groups(words: Words, cells: Sequence[Cell]) -> Content:
    say = words.say
    every = {by: figures(cells, by) for by in APART}
    whole = {cell.stage: cell.people for cell in cells if cell.dimension == ALL}
    drawn = [
        pictures.of_groups(say, by, found, Text(""))
        for by, found in every.items()
        if any(pictures.DRAWN in counts for counts in found.values())
    ]
    content: Content = [
        element("h3", words("groups")),
        paragraph(words("groups_pictures")) if drawn else None,
        together(drawn),
    ]
    for by, found in every.items():
        caption = words("group_caption", by=words(f"by_{by.value}"))
        if found:
            lines = [_line(words, by, name, counts) for name, counts in found.items()]
            everybody = Line(words("everybody"), [whole.get(stage) for stage in Stage], total=True)
            content.append(simple(words, caption, _heads(words), [*lines, everybody]))
        else:
            content += [element("h4", caption), paragraph(words("group_none"))]
    content.append(_towns(words, cells, every[Dimension.PROVINCE]))
    content.append(paragraph(words("dash", few=FEW), "note"))
    return content


def _heads(words: Words) -> list[Text]:
    return [words("group"), *(pictures.step(words.say, stage.value) for stage in Stage)]


def _line(words: Words, by: Dimension, name: str, counts: Mapping[Stage, int]) -> Line:
    return Line(telling.group(words.say, by, name), [counts.get(stage) for stage in Stage])


def _towns(words: Words, cells: Sequence[Cell], provinces: Figures) -> Text:
    """The municipalities of each province that is told, under its name."""
    by = Dimension.MUNICIPALITY
    blocks = []
    for province in provinces:
        if province != OTHERS and (found := figures(cells, by, province)):
            lines = [_line(words, by, name, counts) for name, counts in found.items()]
            blocks.append(Block(lines, telling.group(words.say, Dimension.PROVINCE, province)))
    caption = words("group_caption", by=words("by_municipality"))
    if blocks:
        return table(words, caption, _heads(words), blocks)
    return element("div", element("h4", caption), element("p", words("towns_none")))


def _hours(words: Words, campaign: Campaign, one: Chapter) -> Content:
    """The days of a week, and of each the hours that may be told."""
    say, head = words.say, element("h3", words("hours"))
    if all(day.answers is None for day in one.days):
        return [head, paragraph(words("hours_none"))]
    begins, ends = (one.hour for one in campaign.budget.hours)
    table_lines, counted = [], []
    for day in one.days:
        told = [words("hour", hour=Text(str(hour)), n=count) for hour, count in enumerate(day.hours) if count]
        hours = Text(", ".join(one.html for one in told)) if told else None
        table_lines.append(Line(say.day(day.day), (day.answers, hours)))
        if day.answers is not None:
            counted.append(words("of_day", day=say.day(day.day), n=day.answers))
    heads = [words("day"), words("answers"), words("by_hour")]
    drawn = pictures.of_hours(say, [(Text(""), one.days)], (begins, ends), quiet=words("quiet"))
    drawn = replace(drawn, told=lines(drawn.told, dotted(counted)))
    return [
        head,
        beside(drawn, simple(words, words("hours_caption"), heads, table_lines)),
        paragraph(
            words("hours_told", few=FEW, first=Text(str(begins)), last=Text(str(ends))),
            "note",
        ),
    ]


def _gaps(words: Words, one: Chapter) -> Content:
    """Who is asked too little, of each kind of group."""
    found = {gap.dimension: gap for gap in one.gaps}
    content: Content = [
        element("h3", words("gap")),
        paragraph(words("gap_told", few=FEW)),
    ]
    for by in COMPARED:
        apart = words(f"by_{by.value}")
        if by not in found:
            content.append(paragraph(words("gap_none", by=apart)))
            continue
        content += _gap(words, found[by], apart)
    return content


def _gap(words: Words, found: Compared, apart: Text) -> Content:
    say = words.say
    heads = [words("group"), words("people"), words("gap_asked"), words("gap_share"), words("gap_verdict")]
    lines = [_of_group(words, found, line) for line in found.lines]
    return [
        element("p", element("strong", _conclusion(words, found, apart)), class_="finding"),
        simple(words, words("gap_caption", by=apart), heads, lines),
        paragraph(gap_words.together(say, found), "note"),
        paragraph(words("gap_language"), "note") if found.dimension is Dimension.LANGUAGE else None,
        paragraph(words("gap_source", source=found.source), "note") if found.source else None,
    ]


def _conclusion(words: Words, found: Compared, apart: Text) -> Text:
    if not found.source:
        return words("gap_unknown", by=apart)
    short = [gap_words.group(words.say, found.dimension, one.group) for one in found.short]
    if not short:
        return words("gap_nobody", by=apart)
    return words("gap_short", by=apart, groups=words.say.list(short))


def _of_group(words: Words, found: Compared, line: Group) -> Line:
    say = words.say
    verdict = {
        Verdict.LESS: words("gap_less", n=line.due),
        Verdict.MORE: words("gap_more"),
        Verdict.EVEN: words("gap_even"),
        Verdict.OPEN: words("gap_open"),
    }
    share = Figure(gap_words.percent(say, line.share) if line.share is not None else Text(""))
    return Line(
        gap_words.group(say, found.dimension, line.group),
        (line.people, Figure(gap_words.percent(say, line.asked)), share, verdict[line.verdict]),
    )
