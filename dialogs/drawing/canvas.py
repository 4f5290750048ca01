"""A page to draw on, in points."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from dialogs.drawing.fitting import Set
from dialogs.drawing.letters import FONTS, plain
from dialogs.drawing.shaping import Reading, Ruler

if TYPE_CHECKING:
    from dialogs.drawing.page import Page

MM = 72 / 25.4
"""Points in a millimetre."""
Size = tuple[float, float]
A3: Size = (297 * MM, 420 * MM)
A4: Size = (210 * MM, 297 * MM)
A6: Size = (105 * MM, 148 * MM)
SQUARE: Size = (360.0, 360.0)
"""Of a picture to post: three pixels to the point."""
MADE = datetime(2021, 1, 18, tzinfo=UTC)
"""When every file says it was made, so that equal words give equal files: the first asking week."""
_FAMILY = "sans"
_BASELINE = 0.8
"""How far below the top of a cell as high as its letters `fpdf` puts them, in ems."""


class Canvas:
    """Draws from the side where the reader begins: `x` counts from the left, or from the right."""

    def __init__(self, size: Size, reading: Reading, title: str, *, scale: float = 1) -> None:
        """A page of this size; with a scale all that is drawn becomes larger, the page is as it is."""
        self.width, self.height = size[0] / scale, size[1] / scale
        self.ruler = Ruler(reading)
        self._reading = reading
        self._turned = reading.right_to_left
        self._scale = scale
        self._left, self._top, self._span = 0.0, 0.0, self.width
        self._pdf = _document(size, scale, reading, title)

    @contextmanager
    def part(self, left: float, top: float, width: float) -> Iterator[None]:
        """Draw on a part of the page as on a page of that width."""
        before = self._left, self._top, self._span
        self._left, self._top, self._span = before[0] + left, before[1] + top, width
        yield
        self._left, self._top, self._span = before

    def box(self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0) -> None:
        """A filled box, its corners round."""
        self._pdf.set_fill_color(colour)
        self._pdf.rect(
            self._x(x, width),
            self._top + y,
            width,
            height,
            style="F",
            round_corners=radius > 0,
            corner_radius=min(radius, width / 2, height / 2),
        )

    def shape(self, points: list[tuple[float, float]], colour: str) -> None:
        """A filled shape with corners."""
        self._pdf.set_fill_color(colour)
        self._pdf.polygon([(self._x(x, 0), self._top + y) for x, y in points], style="F")

    def line(self, start: tuple[float, float], end: tuple[float, float], colour: str, thick: float) -> None:
        """A straight line."""
        self._pdf.set_draw_color(colour)
        self._pdf.set_line_width(thick)
        self._pdf.line(self._x(start[0], 0), self._top + start[1], self._x(end[0], 0), self._top + end[1])

    def picture(self, svg: str, x: float, y: float, width: float, height: float, told: str = "") -> None:
        """A drawing in SVG, with what it says for who does not see it. It is never mirrored."""
        self._pdf.image(
            BytesIO(svg.encode()), self._x(x, width), self._top + y, width, height, alt_text=told or None
        )

    def link(self, x: float, y: float, width: float, height: float, url: str) -> None:
        """A place that opens an address where the file is read on a screen."""
        self._pdf.link(self._x(x, width), self._top + y, width, height, url)

    def words(
        self, found: Set, x: float, y: float, width: float, colour: str, *, middle: bool = False
    ) -> float:
        """A text in its lines, from the start of its room or in the middle of it; the height it took."""
        for number, line in enumerate(found.lines):
            left = self._x(x, width)
            spare = width - self.ruler.width(line, bold=found.bold) * found.size
            left += spare / 2 if middle else spare if self._turned else 0
            self._line(line, left, self._top + y + number * found.leading, found, colour)
        return found.height

    def _line(self, line: str, left: float, top: float, found: Set, colour: str) -> None:
        pdf, size = self._pdf, found.size
        pdf.set_font(_FAMILY, "B" if found.bold else "", size * self._scale)
        pdf.set_text_color(colour)
        top += found.depth - size * _BASELINE
        for run in self.ruler.runs(line, bold=found.bold):
            direction = "rtl" if run.right_to_left else "ltr"
            pdf.set_text_shaping(direction=direction, language=self._reading.tag)
            pdf.set_xy(left, top)
            pdf.cell(run.width * size, size, run.words)
            left += run.width * size

    def finish(self) -> bytes:
        """The file."""
        return bytes(self._pdf.output())

    def _x(self, x: float, width: float) -> float:
        """From the left of the page to the left of something that is this wide."""
        return self._left + (self._span - x - width if self._turned else x)


def _document(size: Size, scale: float, reading: Reading, title: str) -> "Page":
    from dialogs.drawing.page import Page  # half a second, the first time

    pdf = Page(unit=scale, format=(size[0] / scale, size[1] / scale))
    pdf.set_margin(0)
    pdf.set_auto_page_break(False)
    pdf.c_margin = 0
    pdf.str_alias_nb_pages = ""
    pdf.set_title(plain(title))
    pdf.set_lang(reading.tag)
    pdf.set_creator("Vraagbot")
    pdf.set_producer("Vraagbot")
    pdf.set_creation_date(MADE)
    pdf.add_font(_FAMILY, "", FONTS / "regular.ttf")
    pdf.add_font(_FAMILY, "B", FONTS / "bold.ttf")
    pdf.add_page()
    return pdf
