"""A chart as a file: a picture for the chat, a drawing for a page."""

from base64 import b64encode
from threading import Lock
from typing import Protocol

from dialogs.drawing.charts.sheet import Sheet

_ONE_AT_A_TIME = Lock()
"""Matplotlib does not promise to be safe in several threads."""


class Chart(Protocol):
    """Numbers with their words, which can be drawn."""

    def draw(self) -> Sheet:
        """All of it on a sheet."""


def png(chart: Chart) -> bytes:
    """A picture, 1080 pixels wide. It takes a moment, the first one longer: not on the event loop."""
    with _ONE_AT_A_TIME:
        return chart.draw().png()


def svg(chart: Chart) -> bytes:
    """The same as a drawing that is sharp at every size and needs no fonts."""
    with _ONE_AT_A_TIME:
        return chart.draw().svg()


def embedded(chart: Chart) -> str:
    """The address of the drawing for the `src` of an image in a page that stands by itself.

    Its `alt` must tell what the caption would: see the chart.
    """
    return f"data:image/svg+xml;base64,{b64encode(svg(chart)).decode()}"
