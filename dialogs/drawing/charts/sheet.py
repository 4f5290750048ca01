"""The sheet a chart is drawn on, as wide as a phone, in points: the only door to `matplotlib`."""

from io import BytesIO
from typing import Literal

from dialogs.drawing.charts.frame import Frame
from dialogs.drawing.charts.lettering import lettered, stacked
from dialogs.drawing.fitting import Set
from dialogs.drawing.letters import END_OF_ISOLATE, FONTS, LEFT_TO_RIGHT, RIGHT_TO_LEFT
from dialogs.drawing.palette import FAINT, MIXED, PAPER, TEAL, WHITE
from dialogs.drawing.pixels import packed
from dialogs.drawing.shaping import Ruler

WIDTH = 360.0
"""Of a sheet: a point is a pixel on a narrow phone."""
EDGE = 16.0
INNER = WIDTH - 2 * EDGE
"""Room between the edges."""
_PIXELS = 3
"""To the point: as sharp as a phone shows it."""
_UNTOLD = ("Creator", "Date", "Format", "Type")
"""What a drawing does not tell of how it was made, so that it is the same each time."""
_TITLE = 20.0
_NOTE = 13.0
_FOOT = 11.0
_LOGO = 18.0
_GAP = 14.0
Side = Literal["start", "middle", "end"]


class Sheet:
    """Draws from the side where the reader begins, and from the top; what it plots is mirrored with it."""

    def __init__(self, frame: Frame, height: float) -> None:
        """A sheet with its title and foot, and so much room for a chart between them."""
        from matplotlib import rcParams
        from matplotlib.figure import Figure

        rcParams["text.hinting"] = "none"  # letters stand where the ruler measures them
        rcParams["svg.hashsalt"] = "Vraagbot"  # parts of a drawing have the same names each time

        self.ruler = Ruler(frame.reading)
        self._turned, self._tag = frame.right_to_left, frame.reading.tag
        title = lettered(self.ruler, frame.title, INNER, _TITLE, bold=True, even=True)
        note = lettered(self.ruler, frame.note, INNER, _NOTE, gap=3)
        foot = lettered(self.ruler, frame.foot, INNER - _LOGO - 7, _FOOT)
        self.top = EDGE + stacked(title, note) + _GAP
        """Where the room for the chart begins."""
        below = max(_LOGO, foot.height) + _GAP if foot.lines else 0
        self.height = self.top + height + below + EDGE
        self._figure = Figure((WIDTH / 72, self.height / 72), dpi=72 * _PIXELS)
        self.axes = self._figure.add_axes((0, 0, 1, 1), facecolor="none")
        """All of the sheet, in points from the top and from the reader's side."""
        self.axes.set_axis_off()
        self.axes.set_xlim(*((WIDTH, 0) if self._turned else (0, WIDTH)))
        self.axes.set_ylim((self.height, 0))
        y = EDGE + self.words(title, EDGE, EDGE, INNER, TEAL) + note.gap
        self.words(note, EDGE, y, INNER, FAINT)
        if foot.lines:
            self._signed(foot, self.height - EDGE - below + _GAP)

    def words(self, found: Set, x: float, y: float, width: float, colour: str, side: Side = "start") -> float:
        """A text in its lines, at one side of its room; the height it took."""
        at = {"start": x, "middle": x + width / 2, "end": x + width}[side]
        left, right = ("right", "left") if self._turned else ("left", "right")
        opened = RIGHT_TO_LEFT if self._turned else LEFT_TO_RIGHT
        for number, line in enumerate(found.lines):
            text = self.axes.text(
                at,
                y + number * found.leading + found.depth,
                f"{opened}{line}{END_OF_ISOLATE}",
                font=FONTS / ("bold.ttf" if found.bold else "regular.ttf"),
                fontsize=found.size,
                color=colour,
                horizontalalignment={"start": left, "middle": "center", "end": right}[side],
                verticalalignment="baseline",
                parse_math=False,
            )
            text.set_language(self._tag)
        return found.height

    def box(self, x: float, y: float, width: float, height: float, colour: str, hatched: str = "") -> None:
        """A filled box; with lines across it of the colour that it is hatched in."""
        from matplotlib.patches import Rectangle

        hatch = "/////" if hatched else None
        edge = hatched or "none"
        self.axes.add_artist(
            Rectangle((x, y), width, height, facecolor=colour, edgecolor=edge, hatch=hatch, linewidth=0)
        )

    def dots(self, across: list[float], y: float) -> None:
        """Small dots beside each other."""
        self.axes.plot(across, [y] * len(across), ".", color=FAINT, markersize=3.5)

    def from_left(self, left: float, width: float) -> float:
        """Where something begins for the reader, which stands there whoever reads it: on a map."""
        return WIDTH - left - width if self._turned else left

    def png(self) -> bytes:
        """The sheet as a picture."""
        file = BytesIO()
        self._figure.savefig(file, format="rgba", facecolor=PAPER)
        return packed(file.getvalue(), self._figure.canvas.get_width_height(), MIXED)

    def svg(self) -> bytes:
        """The sheet as a drawing; its letters are drawn in it, and need no font."""
        file = BytesIO()
        self._figure.savefig(file, format="svg", facecolor=PAPER, metadata=dict.fromkeys(_UNTOLD))
        return file.getvalue()

    def _signed(self, foot: Set, y: float) -> None:
        """The campaign's bubble, and whose figures these are."""
        from matplotlib.patches import Ellipse, Polygon

        height = max(_LOGO, foot.height)
        top = y + (height - _LOGO) / 2
        tail = [(EDGE + 2.5, top + 12.5), (EDGE + 2, top + _LOGO), (EDGE + 9, top + 15.5)]
        self.axes.add_patch(Ellipse((EDGE + _LOGO / 2, top + 8.3), _LOGO, 15.5, facecolor=TEAL))
        self.axes.add_patch(Polygon(tail, facecolor=TEAL))
        sign = lettered(self.ruler, "?", _LOGO, 13, bold=True)
        self.words(sign, EDGE, top - 0.5, _LOGO, WHITE, "middle")
        self.words(foot, EDGE + _LOGO + 7, y + (height - foot.height) / 2, INNER - _LOGO - 7, FAINT)
