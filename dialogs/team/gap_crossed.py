"""Who is not being asked, by language, door and province at once: the widest gaps first."""

from campaign.crossing import MARKS
from campaign.disclosure import FEW
from campaign.gap_crossed import Crossed, Line, compare
from campaign.groups import Dimension
from campaign.spans import Span
from campaign.values import Role
from dialogs.screen import Link, Row, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.team import gap, gap_words
from dialogs.text import bold, lines, paragraphs
from dialogs.visit import Visit

PAGE = 10
"""So many combinations stand on a page."""
ACROSS = 2
"""Buttons beside each other."""


async def widest(visit: Visit, first: int) -> Screen:
    """The ten widest gaps, and how to choose others."""
    return await every(visit, first, 1)


async def every(visit: Visit, first: int, page: int) -> Screen:
    """All combinations, ten at a time."""
    span, closed = await gap.closed_week(visit, first)
    found = await _read(visit, span)
    say, root = visit.say, f"{gap.ROOT}/{first}/crossed"
    if found is None:
        return Screen(
            text=paragraphs(
                lines(bold(say("Language, door and province at once")), gap.title(visit, span)),
                gap.too_few(visit),
            ),
            rows=rows(gap.beside(visit, span, closed, "/crossed"), Link(say("Back"), f"{gap.ROOT}/{first}")),
        )
    some, turns = _page(visit, found.lines, page, f"{root}/all")
    return Screen(
        text=paragraphs(
            lines(bold(say("Language, door and province at once")), gap.title(visit, span)),
            None
            if found.source
            else say("I do not know the shares of the population. So these are numbers, and no gap."),
            lines(*(gap_words.combined(say, one) for one in some)),
            gap_words.rest(say, found),
            say("I tell a combination only where {n} people or more share it.", n=FEW),
            gap_words.source(say, found),
        ),
        rows=rows(
            turns,
            *(Link(gap_words.dimension(say, one), f"{root}/{one.value}") for one in MARKS),
            gap.beside(visit, span, closed, "/crossed"),
            Link(say("Back"), f"{gap.ROOT}/{first}"),
        ),
    )


async def choose(visit: Visit, first: int, by: str) -> Screen:
    """Choose a language, a door or a province of which combinations are told."""
    span, _ = await gap.closed_week(visit, first)
    place, found = _place(by), await _read(visit, span)
    say, root = visit.say, f"{gap.ROOT}/{first}/crossed"
    links = [
        Link(gap_words.group(say, MARKS[place], mark), f"{root}/{by}/{mark}/1")
        for mark in (found.marks(place) if found else ())
    ]
    return Screen(
        text=paragraphs(
            lines(bold(gap_words.dimension(say, MARKS[place])), gap.title(visit, span)),
            say("Of which one?") if links else gap.too_few(visit),
        ),
        rows=rows(
            *(tuple(links[here : here + ACROSS]) for here in range(0, len(links), ACROSS)),
            Link(say("Back"), root),
        ),
    )


async def some(visit: Visit, first: int, by: str, mark: str, page: int) -> Screen:
    """The combinations of a language, a door or a province, the widest gap first."""
    span, _ = await gap.closed_week(visit, first)
    place, found = _place(by), await _read(visit, span)
    mine = found.of(place, mark) if found else ()
    if found is None or not mine:
        raise Nowhere(f"{by} {mark}")
    say, root = visit.say, f"{gap.ROOT}/{first}/crossed"
    here, turns = _page(visit, mine, page, f"{root}/{by}/{mark}")
    return Screen(
        text=paragraphs(
            lines(bold(gap_words.group(say, MARKS[place], mark)), gap.title(visit, span)),
            lines(*(gap_words.combined(say, one) for one in here)),
            say("I tell a combination only where {n} people or more share it.", n=FEW),
            gap_words.source(say, found),
        ),
        rows=rows(
            turns, Link(gap_words.dimension(say, MARKS[place]), f"{root}/{by}"), Link(say("Back"), root)
        ),
    )


async def _read(visit: Visit, span: Span) -> Crossed | None:
    cells = await visit.memory.countings.cells(span.first)
    return compare(cells, visit.house.campaign.population.combinations)


def _place(by: str) -> int:
    """In which place of a combination such marks stand; Nowhere for another word."""
    if by not in MARKS:
        raise Nowhere(by)
    return MARKS.index(Dimension(by))


def _page(visit: Visit, found: tuple[Line, ...], page: int, root: str) -> tuple[tuple[Line, ...], Row]:
    """The combinations of a page, and the buttons to those beside it; Nowhere past the last."""
    here = found[PAGE * (page - 1) : PAGE * page]
    if not here:
        raise Nowhere(f"page {page}")
    say = visit.say
    before = [Link(say("◀️ Before"), f"{root}/{page - 1}")] if page > 1 else []
    after = [Link(say("More ▶️"), f"{root}/{page + 1}")] if len(found) > PAGE * page else []
    return here, (*before, *after)


ROUTES = (
    Route(f"{gap.ROOT}/{{first:int}}/crossed", widest, Role.TEAM),
    Route(f"{gap.ROOT}/{{first:int}}/crossed/all/{{page:int}}", every, Role.TEAM),
    Route(f"{gap.ROOT}/{{first:int}}/crossed/{{by:word}}", choose, Role.TEAM),
    Route(f"{gap.ROOT}/{{first:int}}/crossed/{{by:word}}/{{mark:word}}/{{page:int}}", some, Role.TEAM),
)
