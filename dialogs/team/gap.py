"""Who is not being asked: those who got an ask in a closed week, beside the population."""

from collections.abc import Sequence

from campaign.disclosure import FEW
from campaign.gap import Compared, Line, compare
from campaign.groups import Dimension
from campaign.population import COMPARED
from campaign.spans import Span
from campaign.values import Role
from dialogs import nudges
from dialogs.drawing.charts.amounts import Amount
from dialogs.drawing.charts.bars import MOST, Bars
from dialogs.figures import pictures
from dialogs.screen import Address, Link, Row, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.team import gap_words
from dialogs.text import Say, Text, bold, dotted, lines, paragraphs
from dialogs.visit import Visit

ROOT = "team/gap"


async def newest(visit: Visit) -> Screen | Address:
    """The last week that was closed."""
    closed = await visit.memory.countings.frozen()
    if closed:
        return Address(f"{ROOT}/{_number(closed[0])}")
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(say("Who is not being asked?")),
            say("No week has closed yet. A day after a week has ended, I count who got an ask in it."),
        ),
        rows=rows(Link(say("🎯 Not asked yet"), "team/unasked"), Link(say("🧭 Team desk"), "team")),
    )


async def week(visit: Visit, first: int) -> Screen:
    """What it comes to in one week: who is asked too little, of whom that can be told."""
    span, closed = await closed_week(visit, first)
    say = visit.say
    cells = await visit.memory.countings.cells(span.first)
    told = []
    for one in COMPARED:
        found = compare(one, cells, visit.house.campaign.population.of(one))
        words = gap_words.conclusion(say, found) if found else too_few(visit)
        told.append(lines(bold(gap_words.dimension(say, one)), words))
    return Screen(
        text=paragraphs(
            lines(bold(say("Who is not being asked?")), title(visit, span)),
            *told,
            say(
                "Too little: less than four fifths of its share of the population, and {n} people or more "
                "too few.",
                n=FEW,
            ),
        ),
        rows=rows(
            *(Link(gap_words.dimension(say, one), f"{ROOT}/{first}/{one.value}") for one in COMPARED),
            Link(say("Language, door and province at once"), f"{ROOT}/{first}/crossed"),
            beside(visit, span, closed),
            Link(say("🎯 Not asked yet"), "team/unasked"),
            Link(say("🧭 Team desk"), "team"),
        ),
    )


async def groups(visit: Visit, first: int, by: str) -> Screen:
    """All groups of one kind in one week, beside their shares."""
    span, closed = await closed_week(visit, first)
    if by not in COMPARED:
        raise Nowhere(by)
    say, dimension = visit.say, Dimension(by)
    cells = await visit.memory.countings.cells(span.first, dimension)
    found = compare(dimension, cells, visit.house.campaign.population.of(dimension))
    told = [gap_words.line(say, found, one) for one in found.lines] if found else [too_few(visit)]
    return Screen(
        text=paragraphs(
            lines(bold(gap_words.dimension(say, dimension)), title(visit, span)),
            gap_words.conclusion(say, found) if found else None,
            lines(*told, gap_words.together(say, found) if found else None),
            say("This is the language in which people use me. At home they may speak another.")
            if dimension is Dimension.LANGUAGE
            else None,
            say(
                "These are people who got an ask in this week. Who told nothing about this is left out. "
                "A group of fewer than {n} is told only with others.",
                n=FEW,
            ),
            gap_words.source(say, found) if found else None,
        ),
        rows=rows(
            Link(say("🖼 As a picture"), f"{ROOT}/{first}/{by}/picture") if found else None,
            *(
                Link(gap_words.dimension(say, one), f"{ROOT}/{first}/{one.value}")
                for one in COMPARED
                if one is not dimension
            ),
            beside(visit, span, closed, f"/{by}"),
            Link(say("Back"), f"{ROOT}/{first}"),
        ),
    )


async def picture(visit: Visit, first: int, by: str) -> Screen:
    """The groups of one kind drawn, each beside its share."""
    span, _ = await closed_week(visit, first)
    if by not in COMPARED:
        raise Nowhere(by)
    dimension = Dimension(by)
    cells = await visit.memory.countings.cells(span.first, dimension)
    found = compare(dimension, cells, visit.house.campaign.population.of(dimension))
    if found is None:
        raise Nowhere(f"picture of {first} by {by}")
    drawn = of_gap(visit.say, found, title(visit, span))
    return pictures.screen(visit.say, drawn, f"{ROOT}/{first}/{by}")


def of_gap(say: Say, found: Compared, note: Text) -> pictures.Drawn:
    """Shares of those who got an ask as bars, and across them those of the population; else numbers."""
    some = found.lines[: MOST - 1] if len(found.lines) > MOST else found.lines
    amounts = tuple(_amount(say, found, one) for one in some)
    head = say("Who got an ask, beside the population") if found.source else say("Who got an ask")
    means = say("Of those who got an ask"), say("Of the population")
    told = (means[0].plain, means[1].plain) if found.source else ("", "")
    chart = Bars(
        pictures.frame(say, head, dotted([gap_words.dimension(say, found.dimension), note])), amounts, told
    )
    each = [gap_words.short_line(say, found, one) for one in some[: pictures.TOLD]]
    return pictures.drawn(
        f"gap-{found.dimension.value}.png", chart, head, note, lines(*each), gap_words.conclusion(say, found)
    )


def _amount(say: Say, found: Compared, one: Line) -> Amount:
    """A share where there is one to hold it against, else how many people it is."""
    name = gap_words.group(say, found.dimension, one.group).plain
    if not found.source:
        return Amount(name, one.people, say.number(one.people).plain)
    share = say("{n} %", n=gap_words.percent(say, one.asked))
    return Amount(name, one.asked, share.plain, mark=one.share)


async def closed_week(visit: Visit, first: int) -> tuple[Span, Sequence[Span]]:
    """The closed week that begins on this day, and all others with it; Nowhere where it is none."""
    closed = await visit.memory.countings.frozen()
    span = next((one for one in closed if _number(one) == first), None)
    if span is None:
        raise Nowhere(f"week {first}")
    return span, closed


def _number(span: Span) -> int:
    """The first day of a week as it stands in an address: 20270118."""
    return int(f"{span.first:%Y%m%d}")


def title(visit: Visit, span: Span) -> Text:
    """A week by its name and days."""
    say, week = visit.say, visit.house.campaign.week(span.name)
    days = {"first": say.day(span.first), "last": say.day(span.last)}
    if week is None:
        return say("From {first} to {last}", **days)
    return say("{week}: {first} to {last}", week=nudges.title(say, week), **days)


def too_few(visit: Visit) -> Text:
    """That nothing can be told of this week."""
    return visit.say("There were too few people in this week to tell groups apart.")


def beside(visit: Visit, span: Span, closed: Sequence[Span], page: str = "") -> Row:
    """The same of the week before and the week after, where they were closed."""
    say, place = visit.say, list(closed).index(span)
    before = [Link(say("⬅️ Week before"), f"{ROOT}/{_number(one)}{page}") for one in closed[place + 1 :][:1]]
    after = [Link(say("Week after ➡️"), f"{ROOT}/{_number(one)}{page}") for one in closed[:place][-1:]]
    return (*before, *after)


ROUTES = (
    Route(ROOT, newest, Role.TEAM),
    Route(f"{ROOT}/{{first:int}}", week, Role.TEAM),
    Route(f"{ROOT}/{{first:int}}/{{by:word}}", groups, Role.TEAM),
    Route(f"{ROOT}/{{first:int}}/{{by:word}}/picture", picture, Role.TEAM),
)
