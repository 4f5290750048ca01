"""What a report is built of: headings, paragraphs, tables with named rows and columns, pictures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dialogs.door.html import element, joined
from dialogs.drawing.charts.drawn import embedded
from dialogs.figures.pictures import Drawn
from dialogs.report.words import Words
from dialogs.text import Text

SHORT = 14
"""Rows of a table that is not torn apart between two sheets of paper."""
WIDE = 7
"""Columns from which on they are equally wide, so that such tables stand under each other."""
Content = list[Text | None]
"""What stands under a heading; what is None is left out."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in words: a share, or one with something behind its point."""

    text: Text


Value = Text | Figure | int | None
"""What stands in a cell: words, a number, or None for a number that is not told."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: what it is about, and its cells. `total` sets it apart from the others."""

    head: Text
    cells: Sequence[Value]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that belong together under a head of their own; without one they simply follow."""

    lines: Sequence[Line]
    head: Text | None = None


def paragraph(words: Text | None, name: str | None = None) -> Text | None:
    """A paragraph; nothing of nothing."""
    return element("p", words, class_=name) if words else None


def part(number: int, title: Text, content: Content) -> Text:
    """A numbered part of the report under its heading."""
    head = element("h2", element("span", f"{number}.", class_="number"), " ", title, id=f"part-{number}")
    return element("section", head, *content, aria_labelledby=f"part-{number}")


def table(words: Words, caption: Text, heads: Sequence[Text], blocks: Iterable[Block]) -> Text:
    """A table: its first column names the rows, the others are numbers."""
    blocks = list(blocks)
    lines = [line for block in blocks for line in block.lines]
    figures = [False, *(all(not isinstance(one, Text) for one in cells) for cells in _columns(lines))]
    columns = [
        element("th", head, scope="col", class_="figure" if is_figure else None)
        for head, is_figure in zip(heads, figures, strict=True)
    ]
    head = element("thead", element("tr", *columns))
    bodies = [_body(words, block, len(heads)) for block in blocks]
    looks = " ".join(
        name for name, fits in (("short", len(lines) <= SHORT), ("wide", len(heads) >= WIDE)) if fits
    )
    return element("table", element("caption", caption), head, *bodies, class_=looks or None)


def _columns(lines: Sequence[Line]) -> Iterable[tuple[Value, ...]]:
    return zip(*(line.cells for line in lines), strict=True)


def simple(words: Words, caption: Text, heads: Sequence[Text], lines: Sequence[Line]) -> Text:
    """A table whose rows simply follow each other."""
    return table(words, caption, heads, [Block(lines)])


def _body(words: Words, block: Block, columns: int) -> Text:
    head = None
    if block.head is not None:
        head = element(
            "tr", element("th", block.head, colspan=str(columns), scope="rowgroup"), class_="within"
        )
    return element("tbody", head, *(_row(words, line) for line in block.lines))


def _row(words: Words, line: Line) -> Text:
    cells = [_cell(words, value) for value in line.cells]
    head = element("th", line.head, scope="row")
    return element("tr", head, *cells, class_="total" if line.total else None)


def _cell(words: Words, value: Value) -> Text:
    if value is None:
        shown = element("span", "–", aria_hidden="true")
        return element("td", shown, element("span", words("untold"), class_="unseen"), class_="untold")
    if isinstance(value, int):
        return element("td", words.say.number(value), class_="figure")
    if isinstance(value, Figure):
        return element("td", value.text, class_="figure")
    return element("td", value)


def picture(drawn: Drawn) -> Text:
    """A picture, drawn now, with the words that tell the same to whoever does not see it."""
    chart: Any = drawn.chart
    chart = replace(chart, frame=replace(chart.frame, foot="", note=""))
    told = ". ".join(line.strip().rstrip(".") for line in drawn.told.plain.splitlines() if line.strip())
    return element("img", src=embedded(chart), alt=f"{told}.", class_="chart")


def pictures(drawn: Sequence[Drawn]) -> Text | None:
    """Pictures beside each other, as far as the page is wide."""
    if not drawn:
        return None
    return element("div", *(element("figure", picture(one)) for one in drawn), class_="pictures")


def beside(drawn: Drawn, *content: Text | None) -> Text:
    """A picture with what tells the same next to it."""
    return element("div", element("figure", picture(drawn)), element("div", *content), class_="beside")


def bullets(items: Iterable[Text]) -> Text:
    """Sentences as a list."""
    return element("ul", *(element("li", one) for one in items))


def ordered(items: Iterable[Text]) -> Text:
    """The same with numbers before them."""
    return element("ol", *(element("li", one) for one in items))


def meanings(pairs: Iterable[tuple[Text, Text]]) -> Text:
    """Words, each with what it means."""
    return element("dl", *(joined(element("dt", word), element("dd", told)) for word, told in pairs))
