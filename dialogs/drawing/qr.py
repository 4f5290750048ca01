"""The code that a phone's camera reads: the only door to `segno`."""

from typing import TYPE_CHECKING

from dialogs.drawing.palette import INK, WHITE

if TYPE_CHECKING:
    from dialogs.drawing.canvas import Canvas

QUIET = 3
"""Modules of white around a code; cameras need four light ones, and what is around it is light too."""


def code(canvas: "Canvas", link: str, told: str, x: float, y: float, side: float) -> None:
    """The code of a link on a white square; on a screen a tap on it opens the link."""
    modules = _modules(link)
    module = side / (len(modules) + 2 * QUIET)
    inner = module * len(modules)
    canvas.box(x, y, side, side, WHITE, radius=module * QUIET)
    canvas.picture(_svg(modules), x + module * QUIET, y + module * QUIET, inner, inner, told=told or link)
    canvas.link(x, y, side, side, link)


def _modules(link: str) -> list[list[int]]:
    import segno

    return [list(row) for row in segno.make_qr(link, error="m", boost_error=True).matrix]


def _svg(modules: list[list[int]]) -> str:
    """All of it one path, so that no hair of light is seen between two rows."""
    side = len(modules)
    path = "".join(_boxes(row, y) for y, row in enumerate(modules))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" viewBox="0 0 {side} {side}">'
        f'<path fill="{INK}" d="{path}"/></svg>'
    )


def _boxes(row: list[int], y: int) -> str:
    """What is dark in a row."""
    boxes, start = "", None
    for x, dark in enumerate([*row, 0]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            boxes += f"M{start} {y}h{x - start}v1H{start}z"
            start = None
    return boxes
