"""Small drawings: speech bubbles, and the marks for when and where."""

from dialogs.drawing.canvas import Canvas
from dialogs.drawing.palette import INK, ORANGE, TEAL, WARM, WHITE


def speech(
    canvas: Canvas, x: float, y: float, width: float, height: float, radius: float, tail: float
) -> None:
    """A bubble that comes from somebody below it, on the side where the reader begins."""
    canvas.box(x, y, width, height, TEAL, radius=radius)
    foot = y + height
    start = x + radius * 1.3
    points = [(start, foot - 1), (start - tail * 0.2, foot + tail), (start + tail * 1.5, foot - 1)]
    canvas.shape(points, TEAL)


def answer(canvas: Canvas, end: float, foot: float, height: float) -> None:
    """A small bubble that says yes without words, from somebody on the other side."""
    width, tail = height * 1.5, height * 0.36
    x, y = end - width, foot - height - tail
    canvas.box(x - 4, y - 4, width + 8, height + 8, WHITE, radius=height * 0.46)
    canvas.box(x, y, width, height, WARM, radius=height * 0.4)
    canvas.shape(
        [(end - height * 0.5, foot - tail - 1), (end - height * 0.32, foot), (end - height, foot - tail - 1)],
        WARM,
    )
    side = height * 0.72
    canvas.picture(
        _drawn('<path d="M4.5 12.800l5 5L19.500 7"/>', INK, 3.4),
        x + (width - side) / 2,
        y + (height - side) / 2,
        side,
        side,
    )


def bubble(body: str = TEAL, sign: str = WHITE, dot: str = WARM) -> str:
    """The campaign's bubble with a question mark."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32">'
        f'<path fill="{body}" d="M16 3C8.3 3 2 8.6 2 15.5c0 3.6 1.7 6.9 4.5 9.1-.2 1.6-.9 3-2 4.2 2.3 0 '
        '4.5-.8 6.2-2.1 1.7.5 3.5.8 5.3.8 7.7 0 14-5.6 14-12S23.7 3 16 3z"/>'
        f'<path fill="none" stroke="{sign}" stroke-width="2.6" stroke-linecap="round" d="M12 12.2c0-2.3 '
        '1.8-3.9 4.2-3.9 2.3 0 4.1 1.5 4.1 3.6 0 3.2-4.1 3.3-4.1 6.3"/>'
        f'<circle cx="16.2" cy="22" r="1.9" fill="{dot}"/></svg>'
    )


def calendar() -> str:
    """When it is."""
    return _drawn(
        '<rect x="3.5" y="5" width="17" height="15.5" rx="3"/><path d="M3.5 10.200h17M8 2.800v4M16 2.800v4"/>'
    )


def pin() -> str:
    """Where it is."""
    return _drawn(
        '<path d="M12 2.500a7 7 0 0 0-7 7c0 5 7 12 7 12s7-7 7-12a7 7 0 0 0-7-7z"/>'
        '<circle cx="12" cy="9.5" r="2.5"/>'
    )


def _drawn(inside: str, colour: str = ORANGE, thick: float = 2.3) -> str:
    pen = f'stroke="{colour}" stroke-width="{thick}" stroke-linecap="round" stroke-linejoin="round"'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24">'
        f'<g fill="none" {pen}>{inside}</g></svg>'
    )
