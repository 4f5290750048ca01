"""The foot of an ask card: the ways to answer, by code, by address and by telephone, and who asks."""

from dataclasses import dataclass
from typing import Self

from dialogs.drawing import marks
from dialogs.drawing.canvas import Canvas
from dialogs.drawing.cards import AskCard
from dialogs.drawing.fitting import Set, Words, fit, height_of
from dialogs.drawing.palette import FAINT, INK, SAND, TEAL
from dialogs.drawing.qr import code
from dialogs.drawing.shaping import Ruler, address, left_to_right

_PAD = 9.0
_RADIUS = 14.0
_LOGO = 16.0
_ABOVE_FOOT = 7.0


@dataclass(frozen=True, slots=True)
class Answering:
    """All of it, set in a width."""

    card: AskCard
    width: float
    side: float
    ways: dict[str, Set]
    foot: dict[str, Set]

    @classmethod
    def of(cls, ruler: Ruler, card: AskCard, width: float, side: float) -> Self:
        """Set beside a code of this size."""
        if not card.link:
            side = 0
        beside = width - 2 * _PAD - (side + _PAD if side else 0)
        phone = left_to_right(card.phone)
        ways = {
            "link_text": Words(address(card.link_text), beside, least=11, most=14, bold=True, even=True),
            "phone_whose": Words(card.phone_whose if phone else "", beside, least=10.5, most=12, gap=5),
            "phone": Words(phone, beside, least=15, most=24, bold=True),
        }
        foot = {"footer": Words(card.footer, width - _LOGO - 6, least=8.5, most=9.5)}
        return cls(card, width, side, fit(ruler, ways, side or 3 * _LOGO), fit(ruler, foot, 1.5 * _LOGO))

    @property
    def panel(self) -> float:
        """The height of the panel; none where there is no way to answer."""
        inside = max(self.side, height_of(self.ways))
        return inside + 2 * _PAD if inside else 0

    @property
    def height(self) -> float:
        """The height of all of it."""
        return self.panel + (_ABOVE_FOOT + max(_LOGO, height_of(self.foot)) if self.foot else 0)

    def draw(self, canvas: Canvas) -> None:
        """At the top of the canvas."""
        if self.panel:
            canvas.box(0, 0, self.width, self.panel, SAND, radius=_RADIUS)
            self._ways(canvas)
        if "footer" in self.foot:
            top = self.panel + _ABOVE_FOOT
            room = self.height - top
            canvas.picture(marks.bubble(), 0, top + (room - _LOGO) / 2, _LOGO, _LOGO)
            foot = self.foot["footer"]
            canvas.words(foot, _LOGO + 6, top + (room - foot.height) / 2, self.width - _LOGO - 6, FAINT)

    def _ways(self, canvas: Canvas) -> None:
        x = _PAD
        if self.side:
            code(canvas, self.card.link, self.card.link_text, _PAD, _PAD, self.side)
            x += self.side + _PAD
        y = (self.panel - height_of(self.ways)) / 2
        for name, found in self.ways.items():
            y += found.gap
            y += canvas.words(found, x, y, self.width - x - _PAD, TEAL if name == "link_text" else INK)
