"""The key of a chart: signs, each with what it means."""

from dataclasses import dataclass

from dialogs.drawing.charts import bar
from dialogs.drawing.charts.lettering import lettered, width_of
from dialogs.drawing.charts.sheet import EDGE, INNER, Sheet
from dialogs.drawing.fitting import Set
from dialogs.drawing.palette import INK
from dialogs.drawing.shaping import Ruler

_SIZE = 12.0
_SIGN = 14.0
_APART = 6.0
_NEXT = 14.0
_LINE = 4.0


@dataclass(frozen=True, slots=True)
class Sign:
    """A colour, "dot", "hatch" or "mark", and what it means; `share` is how high it stands."""

    sign: str
    told: str
    share: float = 1


@dataclass(frozen=True, slots=True)
class Key:
    """Signs beside each other, in as many lines as they take."""

    placed: tuple[tuple[Sign, Set, float, float], ...]
    """Each with its place from the start and from the top."""
    height: float

    @classmethod
    def of(cls, ruler: Ruler, signs: list[Sign]) -> "Key":
        """Set, without those that mean nothing."""
        placed = []
        x = y = high = 0.0
        for sign in signs:
            told = lettered(ruler, sign.told, INNER - _SIGN - _APART, _SIZE)
            if not told.lines:
                continue
            width = _SIGN + _APART + width_of(ruler, told)
            if x and x + width > INNER:
                x, y, high = 0.0, y + high + _LINE, 0.0
            placed.append((sign, told, x, y))
            x, high = x + width + _NEXT, max(high, told.height)
        return cls(tuple(placed), y + high)

    def draw(self, sheet: Sheet, top: float) -> None:
        """Each sign before its words."""
        for sign, told, x, y in self.placed:
            middle = top + y + told.leading / 2
            self._sign(sheet, sign, EDGE + x, middle)
            sheet.words(told, EDGE + x + _SIGN + _APART, top + y, INNER, INK)

    def _sign(self, sheet: Sheet, sign: Sign, x: float, middle: float) -> None:
        if sign.sign == "dot":
            sheet.dots([x + _SIGN / 2], middle)
        elif sign.sign == "hatch":
            bar.stub(sheet, x, middle - _SIGN / 2, _SIGN, _SIGN)
        elif sign.sign == "mark":
            bar.mark(sheet, x + _SIGN / 2, middle - _SIGN / 2, _SIGN)
        else:
            high = _SIGN * sign.share
            sheet.box(x, middle + _SIGN / 2 - high, _SIGN, high, sign.sign)
