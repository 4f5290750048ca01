"""The poster for a place where people come: one question, and a code that is seen from across the room."""

from dialogs.drawing import marks
from dialogs.drawing.canvas import A3, A4, MM, Canvas
from dialogs.drawing.cards import Poster, printable
from dialogs.drawing.fitting import Set, Words, fit, height_of
from dialogs.drawing.palette import FAINT, INK, ORANGE, SAND, TEAL, WHITE
from dialogs.drawing.qr import code
from dialogs.drawing.shaping import Reading, Ruler, address, left_to_right

PAPERS = {"a4": A4, "a3": A3}
_EDGE = 12 * MM
_CODE = 100 * MM
_PAD = 18.0
_BUBBLE_PAD = 26.0
_RADIUS = 36.0
_TAIL = 32.0
_GAP = 14.0
_LOGO = 34.0


def poster(card: Poster, *, paper: str) -> bytes:
    """The poster as a PDF of one page; `paper` is `a4` or `a3`, which is the same and larger."""
    card, size = printable(card), PAPERS[paper]
    reading = Reading(card.language, card.right_to_left)
    canvas = Canvas(size, reading, card.heading, scale=size[0] / A4[0])
    inner, foot = canvas.width - 2 * _EDGE, canvas.height - _EDGE
    with canvas.part(_EDGE, 0, inner):
        foot -= _place(canvas, card, inner, foot)
        foot -= _call(canvas, card, inner, foot)
        foot -= _code(canvas, card, inner, foot)
        _question(canvas, card, inner, foot - _EDGE)
    return canvas.finish()


def _place(canvas: Canvas, card: Poster, inner: float, foot: float) -> float:
    """Where it hangs and what it belongs to; how much of the page it takes, as of all that follow."""
    room = inner - _LOGO - _GAP
    texts = {
        "place_name": Words(card.place_name, room, 13, 19, bold=True),
        "footer": Words(card.footer, room, 11, 13),
    }
    found = fit(canvas.ruler, texts, 60)
    if not found:
        return 0
    height = max(_LOGO, height_of(found))
    canvas.picture(marks.bubble(), 0, foot - height / 2 - _LOGO / 2, _LOGO, _LOGO)
    y = foot - height / 2 - height_of(found) / 2
    for name, one in found.items():
        y += canvas.words(one, _LOGO + _GAP, y, room, TEAL if name == "place_name" else FAINT)
    return height + _GAP


def _call(canvas: Canvas, card: Poster, inner: float, foot: float) -> float:
    """The telephone number, in a bar across the page."""
    if not card.phone:
        return 0
    room = inner - 2 * _PAD
    texts = {
        "phone_whose": Words(card.phone_whose, room, 14, 19),
        "phone": Words(left_to_right(card.phone), room, 28, 46, bold=True),
    }
    found = fit(canvas.ruler, texts, 82)
    height = height_of(found) + 2 * _GAP
    canvas.box(0, foot - height, inner, height, ORANGE, radius=_RADIUS * 0.6)
    y = foot - height + _GAP
    for one in found.values():
        y += canvas.words(one, _PAD, y, room, WHITE, middle=True)
    return height + _GAP


def _code(canvas: Canvas, card: Poster, inner: float, foot: float) -> float:
    """The code, and beside it what can be typed instead."""
    if not card.link:
        return 0
    height = _CODE + 2 * _PAD
    canvas.box(0, foot - height, inner, height, SAND, radius=_RADIUS * 0.8)
    code(canvas, card.link, card.link_text, _PAD, foot - height + _PAD, _CODE)
    x = _CODE + 2 * _PAD
    room = inner - x - _PAD
    found = fit(canvas.ruler, {"": Words(address(card.link_text), room, 18, 32, bold=True)}, _CODE)
    for one in found.values():
        canvas.words(one, x, foot - height / 2 - one.height / 2, room, TEAL)
    return height + _GAP


def _question(canvas: Canvas, card: Poster, inner: float, room: float) -> None:
    """The question in a bubble, as large as it goes, and some words under it."""
    found = _fitted(canvas.ruler, card, inner, room - 2 * _BUBBLE_PAD - _TAIL - _GAP)
    spare = room - 2 * _BUBBLE_PAD - _TAIL - _GAP - height_of(found)
    top = _EDGE
    if "heading" in found:
        height = found["heading"].height + 2 * _BUBBLE_PAD + spare * 0.5
        marks.speech(canvas, 0, top, inner, height, _RADIUS, _TAIL)
        y = top + (height - found["heading"].height) / 2
        canvas.words(found["heading"], _BUBBLE_PAD, y, inner - 2 * _BUBBLE_PAD, WHITE)
        top += height + _TAIL
        marks.answer(canvas, inner - _RADIUS, top, _TAIL * 1.2)
        top += _GAP / 2
    if "words" in found:
        canvas.words(found["words"], 0, top + spare * 0.25, inner, INK)


def _fitted(ruler: Ruler, card: Poster, inner: float, room: float) -> dict[str, Set]:
    texts = {
        "heading": Words(card.heading, inner - 2 * _BUBBLE_PAD, 40, 84, bold=True, even=True),
        "words": Words(card.words, inner, 18, 28),
    }
    return fit(ruler, texts, room, hero="heading")
