"""The picture of the campaign's slogan: a sentence in big lines, and what was filled in stands out."""

from dialogs.drawing import marks
from dialogs.drawing.canvas import SQUARE, Canvas
from dialogs.drawing.cards import SloganCard, parts
from dialogs.drawing.fitting import Set, Words, fit, height_of
from dialogs.drawing.letters import drawable
from dialogs.drawing.palette import INK, SAND, TEAL, WARM, WHITE
from dialogs.drawing.pixels import picture
from dialogs.drawing.shaping import Reading

_EDGE = 26.0
_PAD = 10.0
_LOGO = 26.0
_GAP = 7.0


def slogan_picture(card: SloganCard) -> bytes:
    """The slogan as a square PNG to post."""
    pieces = [(drawable(words), is_filled) for line in card.lines for words, is_filled in parts(line)]
    title = " ".join(words for words, _ in pieces)
    canvas = Canvas(SQUARE, Reading(card.language, card.right_to_left), title)
    side = SQUARE[0]
    canvas.box(0, 0, side, side, TEAL)
    below = _campaign(canvas, drawable(card.campaign_line), side)
    room = side - 2 * _EDGE - below
    found = _fitted(canvas, pieces, side - 2 * _EDGE, room)
    y = _EDGE + (room - height_of(found)) / 2
    for name, one in found.items():
        y += one.gap
        y += _piece(canvas, one, y, is_filled=pieces[int(name)][1])
    return picture(canvas.finish())


def _fitted(canvas: Canvas, pieces: list[tuple[str, bool]], width: float, room: float) -> dict[str, Set]:
    texts = {
        str(number): Words(
            words,
            width - 2 * _PAD if is_filled else width,
            *((26, 76) if is_filled else (22, 52)),
            bold=True,
            even=True,
            whole=True,
            gap=_GAP if number else 0,
        )
        for number, (words, is_filled) in enumerate(pieces)
    }
    return fit(canvas.ruler, texts, room)


def _piece(canvas: Canvas, one: Set, y: float, *, is_filled: bool) -> float:
    """A part of the sentence; what was filled in stands on labels, one for each line."""
    if not is_filled:
        return canvas.words(one, _EDGE, y, canvas.width - 2 * _EDGE, WHITE)
    for number, line in enumerate(one.lines):
        wide = canvas.ruler.width(line, bold=True) * one.size + 2 * _PAD
        canvas.box(_EDGE, y + number * one.leading, wide, one.leading, WARM, radius=_PAD)
    return canvas.words(one, _EDGE + _PAD, y, canvas.width - 2 * _EDGE - 2 * _PAD, INK)


def _campaign(canvas: Canvas, words: str, side: float) -> float:
    """The line at the foot; how much of the picture it takes."""
    x = _EDGE + _LOGO + 9
    found = fit(canvas.ruler, {"": Words(words, side - x - _EDGE, 13, 16, bold=True, even=True)}, 2 * _LOGO)
    height = max(_LOGO, height_of(found))
    middle = side - _EDGE - height / 2
    canvas.picture(marks.bubble(WHITE, TEAL), _EDGE, middle - _LOGO / 2, _LOGO, _LOGO)
    for one in found.values():
        canvas.words(one, x, middle - one.height / 2, side - x - _EDGE, SAND)
    return height + 2 * _GAP
