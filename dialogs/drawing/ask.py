"""The ask card: somebody's own words in a speech bubble, what it is about, and the way to answer."""

import re

from dialogs.drawing import marks
from dialogs.drawing.answering import Answering
from dialogs.drawing.canvas import A4, A6, MM, SQUARE, Canvas, Size
from dialogs.drawing.cards import AskCard, printable
from dialogs.drawing.fitting import Set, Words, fit, height_of
from dialogs.drawing.letters import HARD_SPACE
from dialogs.drawing.palette import INK, PAPER, SAND, TEAL, WHITE
from dialogs.drawing.pixels import picture
from dialogs.drawing.shaping import Reading, Ruler

_EDGE = 6 * MM
"""White around a card: printers leave it out, and scissors go astray."""
_PAD = 12.0
_RADIUS = 17.0
_TAIL = 14.0
_UNDER_TAIL = 3.0
"""From the bubble to the name beside its tail."""
_MARK = 21.0
"""Room for the mark before when and where."""
_ABOVE_FOOT = 8.0
_BUBBLE = ("heading", "words")
_HOUSE = re.compile(r"(?<=[^\W\d]) (?=\d)")
"""The space before a house number, which stays with its street."""
_CHATTY = 130
"""Letters from which somebody's words are read more easily when they are not bold."""


def ask_card(card: AskCard, *, sheet: bool) -> bytes:
    """The card as a PDF: one A6 page, or four on a sheet of A4 with marks to cut along."""
    card = printable(card)
    canvas = _canvas(card, A4 if sheet else A6)
    if not sheet:
        _draw(canvas, card, canvas.width, canvas.height)
        return canvas.finish()
    width, height = canvas.width / 2, canvas.height / 2
    for left in (0, width):
        for top in (0, height):
            with canvas.part(left, top, width):
                _draw(canvas, card, width, height)
    _cut_marks(canvas)
    return canvas.finish()


def ask_picture(card: AskCard) -> bytes:
    """The same card as a square PNG to post."""
    card = printable(card)
    canvas = _canvas(card, SQUARE)
    canvas.box(0, 0, *SQUARE, PAPER)
    _draw(canvas, card, *SQUARE)
    return picture(canvas.finish())


def _canvas(card: AskCard, size: Size) -> Canvas:
    return Canvas(size, Reading(card.language, card.right_to_left), card.heading or card.what)


def _draw(canvas: Canvas, card: AskCard, width: float, height: float) -> None:
    inner = width - 2 * _EDGE
    foot = Answering.of(canvas.ruler, card, inner, side=0.21 * height)
    room = height - 2 * _EDGE - foot.height - _ABOVE_FOOT
    with canvas.part(_EDGE, _EDGE, inner):
        _ask(canvas, card, _fitted(canvas.ruler, card, inner, room), inner, room)
    with canvas.part(_EDGE, height - _EDGE - foot.height, inner):
        foot.draw(canvas)


def _fitted(ruler: Ruler, card: AskCard, inner: float, room: float) -> dict[str, Set]:
    within = inner - 2 * _PAD
    hero = 26 if card.words else 30
    chatty = len(card.words) > _CHATTY
    texts = {
        "heading": Words(
            card.heading, within, 12, 14 if card.words else hero, bold=True, even=not card.words
        ),
        "words": Words(card.words, within, 12.5, hero, bold=not chatty, even=True, gap=2),
        "asker": Words(card.asker, inner - _RADIUS * 3, 12, 16, bold=True, gap=_UNDER_TAIL),
        "what": Words(card.what, inner, 12.5, 18, bold=True, even=True, gap=7),
        "title": Words(card.title, inner, 12, 15, gap=1),
        "when": Words(card.when, inner - _MARK, 12, 15, gap=4),
        "where": Words(_HOUSE.sub(HARD_SPACE, card.where), inner - _MARK, 12, 15, gap=2),
    }
    return fit(ruler, texts, room - 2 * _PAD - _tail(card), hero="words" if card.words else "heading")


def _tail(card: AskCard) -> float:
    """Room for the tail of the bubble, where no name stands beside it."""
    return 0 if card.asker else _TAIL


def _ask(canvas: Canvas, card: AskCard, found: dict[str, Set], inner: float, room: float) -> None:
    said = {name: found[name] for name in _BUBBLE if name in found}
    spare = room - 2 * _PAD - _tail(card) - height_of(found)
    height = height_of(said) + 2 * _PAD + spare * 0.5
    marks.speech(canvas, 0, 0, inner, height, _RADIUS, _TAIL)
    y = _PAD + spare * 0.25
    for name, one in said.items():
        colour = SAND if name == "heading" and len(said) > 1 else WHITE
        y += one.gap
        y += canvas.words(one, _PAD, y, inner - 2 * _PAD, colour)
    y = height + _tail(card)
    if "asker" in found:
        y += found["asker"].gap
        y += canvas.words(found["asker"], _RADIUS * 2.9, y, inner - _RADIUS * 3, TEAL)
    y += spare * 0.25
    for name in ("what", "title", "when", "where"):
        if name in found:
            y += found[name].gap
            y += _fact(canvas, name, found[name], y, inner)


def _fact(canvas: Canvas, name: str, one: Set, y: float, inner: float) -> float:
    if name not in ("when", "where"):
        return canvas.words(one, 0, y, inner, INK)
    side = one.size * 1.15
    mark = marks.calendar() if name == "when" else marks.pin()
    canvas.picture(mark, 0, y + (one.leading - side) / 2, side, side)
    return canvas.words(one, _MARK, y, inner - _MARK, INK)


def _cut_marks(canvas: Canvas) -> None:
    """Short lines at the edges and a cross in the middle: nothing runs through a card."""
    width, height, long = canvas.width, canvas.height, 5 * MM
    x, y = width / 2, height / 2
    for start, end in (
        ((x, 0.0), (x, long)),
        ((x, height - long), (x, height)),
        ((0.0, y), (long, y)),
        ((width - long, y), (width, y)),
        ((x - long, y), (x + long, y)),
        ((x, y - long), (x, y + long)),
    ):
        canvas.line(start, end, INK, 0.5)
