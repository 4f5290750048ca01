"""The twelve provinces as a map of equal tiles, each about where it lies."""

from dataclasses import dataclass
from typing import Self

from dialogs.drawing.charts import bar, key
from dialogs.drawing.charts.amounts import Amount, nothing_in
from dialogs.drawing.charts.frame import Frame
from dialogs.drawing.charts.lettering import a_name, lettered, one_line, width_of
from dialogs.drawing.charts.scale import Mark, band_of
from dialogs.drawing.charts.sheet import EDGE, INNER, Sheet
from dialogs.drawing.fitting import Set
from dialogs.drawing.palette import FAINT, INK, ON_SHADES, PAPER, SAND, SHADES
from dialogs.drawing.shaping import Ruler

TILES = {
    "Friesland": ("FR", 2, 0),
    "Groningen": ("GR", 3, 0),
    "Noord-Holland": ("NH", 0, 1),
    "Flevoland": ("FL", 1, 1),
    "Overijssel": ("OV", 2, 1),
    "Drenthe": ("DR", 3, 1),
    "Zuid-Holland": ("ZH", 0, 2),
    "Utrecht": ("UT", 1, 2),
    "Gelderland": ("GE", 2, 2),
    "Zeeland": ("ZE", 0, 3),
    "Noord-Brabant": ("NB", 1, 3),
    "Limburg": ("LI", 2, 3),
}
"""By the names of the gazetteer: the letters, and the place from the west and from the north."""
_BETWEEN = 5.0
_SIDE = (INNER - 3 * _BETWEEN) / 4
_PAD = 6.0
_LETTERS = 13.0
_NUMBER = 17.0
_NAME = 11.0
_GAP = 14.0
_HATCHED = 3.5
"""The width of the hatched edge of a hidden province."""
_NOBODY = Amount("", 0, "")


@dataclass(frozen=True, slots=True)
class Provinces:
    """An amount for each province by its name in the gazetteer; `label` is the name as it is written.

    `bands` are where each shade begins, told with its end; a province that is not named has only its letters.
    A map is never mirrored. Its caption tells the provinces with most and with fewest, and which are hidden.
    """

    frame: Frame
    amounts: tuple[tuple[str, Amount], ...]
    bands: tuple[Mark, ...]

    def draw(self) -> Sheet:
        """Tiles with letters, number and name, the darker the more."""
        if nothing_in(tuple(amount for _, amount in self.amounts)):
            return bar.nothing(self.frame)
        ruler = Ruler(self.frame.reading)
        shades = SHADES[: len(self.bands)]
        signs = [key.Sign(shade, band.told) for shade, band in zip(shades, self.bands, strict=True)]
        told = key.Key.of(ruler, signs)
        height = 4 * _SIDE + 3 * _BETWEEN
        sheet = Sheet(self.frame, height + (_GAP + told.height if signs else 0))
        amounts = dict(self.amounts)
        for name, (letters, column, row) in TILES.items():
            x = sheet.from_left(EDGE + column * (_SIDE + _BETWEEN), _SIDE)
            y = sheet.top + row * (_SIDE + _BETWEEN)
            tile = _Tile.of(ruler, letters, amounts.get(name, _NOBODY))
            tile.draw(sheet, x, y, self._ground(sheet, tile.amount.number, x, y))
        told.draw(sheet, sheet.top + height + _GAP)
        return sheet

    def _ground(self, sheet: Sheet, number: float | None, x: float, y: float) -> str:
        """The ground of a tile; the colour of the words on it."""
        if number is None:
            bar.stub(sheet, x, y, _SIDE, _SIDE)
            inner = _SIDE - 2 * _HATCHED
            sheet.box(x + _HATCHED, y + _HATCHED, inner, inner, PAPER)
            return FAINT
        band = band_of(number, tuple(mark.value for mark in self.bands)) if number else None
        ground = SAND if band is None else SHADES[band]
        sheet.box(x, y, _SIDE, _SIDE, ground)
        return INK if band is None else ON_SHADES[band]


@dataclass(frozen=True, slots=True)
class _Tile:
    """The words of a tile, set."""

    amount: Amount
    letters: Set
    number: Set
    name: Set

    @classmethod
    def of(cls, ruler: Ruler, letters: str, amount: Amount) -> Self:
        room = _SIDE - 2 * _PAD
        label = amount.label
        if width_of(ruler, one_line(ruler, label, _NAME)) > room:
            label = label.replace("-", "-\n", 1)
        shown = amount.number is not None
        return cls(
            amount,
            one_line(ruler, letters, _LETTERS, bold=True),
            lettered(ruler, amount.told, room, _NUMBER if shown else _NAME, bold=shown, even=True),
            lettered(ruler, a_name(label), room, _NAME),
        )

    def draw(self, sheet: Sheet, x: float, y: float, colour: str) -> None:
        room = _SIDE - 2 * _PAD
        sheet.words(self.letters, x + _PAD, y + 3, room, colour)
        foot = y + _SIDE - 4 - self.name.height
        sheet.words(self.name, x + _PAD, foot, room, colour)
        above = 1 if self.amount.number is not None else -3
        sheet.words(self.number, x + _PAD, foot - self.number.height + above, room, colour)
