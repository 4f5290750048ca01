"""A closed week by language, door, who asked, and place: one group beside the other, and each by itself."""

from collections.abc import Mapping, Sequence

from campaign.groups import ALL, OTHERS, UNKNOWN, Cell, Dimension, Stage
from campaign.spans import Span
from campaign.values import Role
from dialogs.figures import pictures, telling, weeks
from dialogs.screen import Address, Link, Row, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.team.stats import TOLD_APART, beside, not_closed
from dialogs.text import Say, Text, bold, dotted, lines, paragraphs
from dialogs.visit import Visit

Figures = dict[str, dict[Stage, int]]
"""People of each group by stage, the largest first and the others last."""


async def groups(visit: Visit, first: int, by: Dimension) -> Screen | Address:
    """All groups of a week beside each other."""
    if by is Dimension.MUNICIPALITY:
        return Address(f"team/stats/{first}/{Dimension.PROVINCE.value}")
    return await _table(visit, first, by, "")


async def one_group(visit: Visit, first: int, by: Dimension, group: str) -> Screen | Address:
    """One group by itself; the municipalities of a province beside each other."""
    if by is Dimension.MUNICIPALITY:
        return await _table(visit, first, by, group)
    span, _ = await weeks.read(visit, first)
    found = _figures(await visit.memory.countings.cells(span.first, by))
    if group not in found or group == OTHERS:
        raise Nowhere(f"{by.value} {group}")
    say, here = visit.say, by.value
    towns = by is Dimension.PROVINCE and group != UNKNOWN
    return Screen(
        text=paragraphs(
            bold(telling.group(say, by, group)),
            weeks.title(visit, span),
            telling.people(say, found[group]),
            _of_hundred(say, found[group]),
            telling.hidden(say) if len(found[group]) < len(Stage) else None,
        ),
        rows=rows(
            Link(say("🏘 By municipality"), weeks.address(span, f"municipality/{group}")) if towns else None,
            *_each(say, span, by, [one for one in found if one != group]),
            Link(telling.dimension(say, by), weeks.address(span, here)),
            Link(say("📅 The whole week"), weeks.address(span)),
        ),
    )


async def _table(visit: Visit, first: int, by: Dimension, within: str) -> Screen | Address:
    span, closed = await weeks.read(visit, first)
    page = f"{by.value}/{within}" if within else by.value
    if weeks.number_of(span) != str(first):
        return Address(weeks.address(span, page))
    cells = await visit.memory.countings.cells(span.first, by, within=within)
    if within and not await visit.memory.countings.is_told(span.first, Dimension.PROVINCE, within):
        raise Nowhere(page)
    say, found = visit.say, _figures(cells)
    told = [
        lines(bold(telling.group(say, by, name)), telling.people(say, counts))
        for name, counts in found.items()
    ]
    totals = await visit.memory.countings.cells(span.first, ALL)
    return Screen(
        text=paragraphs(
            lines(bold(telling.dimension(say, by)), weeks.title(visit, span)),
            bold(telling.group(say, Dimension.MUNICIPALITY, within)) if within else None,
            *_or_why_not(visit, span, closed, told),
            lines(bold(say("Everybody")), telling.people(say, {one.stage: one.people for one in totals}))
            if totals and not within
            else None,
            telling.hidden(say) if told else None,
        ),
        rows=rows(
            Link(say("🖼 As a picture"), weeks.address(span, f"{page}/picture"))
            if any(pictures.DRAWN in counts for counts in found.values())
            else None,
            *(_each(say, span, by, found) if not within else ()),
            *_others(say, span, by) if span in closed and not within else (),
            beside(visit, span, closed, page) if not within else None,
            Link(telling.dimension(say, Dimension.PROVINCE), weeks.address(span, "province"))
            if within
            else None,
            Link(say("📅 The whole week"), weeks.address(span)),
        ),
    )


async def picture(visit: Visit, first: int, by: Dimension, group: str = "") -> Screen:
    """The groups of a week, or the municipalities of a province, drawn."""
    span, _ = await weeks.read(visit, first)
    found = _figures(await visit.memory.countings.cells(span.first, by, within=group))
    if not any(pictures.DRAWN in counts for counts in found.values()):
        raise Nowhere(f"picture of {first} by {by.value}")
    note = weeks.title(visit, span)
    if group:
        note = dotted([telling.group(visit.say, by, group), note])
    drawn = pictures.of_groups(visit.say, by, found, note)
    page = f"{by.value}/{group}" if group else by.value
    return pictures.screen(visit.say, drawn, weeks.address(span, page))


def _or_why_not(visit: Visit, span: Span, closed: Sequence[Span], told: Sequence[Text]) -> Sequence[Text]:
    if span not in closed:
        return [not_closed(visit, span)]
    return told or [visit.say("There were too few people in this week to tell groups apart.")]


def _figures(cells: Sequence[Cell]) -> Figures:
    found: Figures = {}
    for cell in cells:
        found.setdefault(cell.group, {})[cell.stage] = cell.people
    return dict(sorted(found.items(), key=lambda one: one[0] == OTHERS))


def _of_hundred(say: Say, counts: Mapping[Stage, int]) -> Text | None:
    """What it comes to; the next stage may be hidden."""
    asked, answered, yes = (counts.get(one) for one in (Stage.DELIVERED, Stage.ANSWERED, Stage.YES))
    return lines(
        say("Of every 100 people asked, {n} answered.", n=round(100 * answered / asked))
        if asked and answered
        else None,
        say("Of every 100 people who answered, {n} said yes.", n=round(100 * yes / answered))
        if answered and yes
        else None,
    )


def _each(say: Say, span: Span, by: Dimension, names: Sequence[str] | Figures) -> Sequence[Row]:
    """A button for each group that is told by itself."""
    links = [
        Link(telling.group(say, by, name), weeks.address(span, f"{by.value}/{name}"))
        for name in names
        if name != OTHERS
    ]
    return [tuple(links[start : start + 2]) for start in range(0, len(links), 2)]


def _others(say: Say, span: Span, by: Dimension) -> Sequence[Row]:
    links = [
        Link(telling.dimension(say, one), weeks.address(span, one.value))
        for one in TOLD_APART
        if one is not by
    ]
    return [tuple(links[:2]), tuple(links[2:])]


ROUTES = (
    Route("team/stats/{first:int}/{by:dimension}", groups, Role.TEAM),
    Route("team/stats/{first:int}/{by:dimension}/picture", picture, Role.TEAM),
    Route("team/stats/{first:int}/{by:dimension}/{group:word}/picture", picture, Role.TEAM),
    Route("team/stats/{first:int}/{by:dimension}/{group:word}", one_group, Role.TEAM),
)
