"""A file looked at as a reader does: its words, where they stand, how large, and what a camera sees."""

import ctypes
from dataclasses import dataclass
from io import BytesIO

import pypdfium2
import zxingcpp
from PIL import Image
from pypdfium2 import raw


@dataclass(frozen=True)
class Ink:
    """Letters on a page, and the edges of their ink in points from the left and the foot."""

    left: float
    foot: float
    right: float
    top: float
    size: float

    def within(self, other: "Ink") -> bool:
        """Whether it lies inside the other."""
        across = other.left - 0.5 <= self.left and self.right <= other.right + 0.5
        return across and other.foot - 0.5 <= self.foot and self.top <= other.top + 0.5

    def meets(self, other: "Ink") -> bool:
        """Whether the two lie over each other by more than a hair."""
        across = min(self.right, other.right) - max(self.left, other.left)
        up = min(self.top, other.top) - max(self.foot, other.foot)
        return across > 0.5 and up > 0.5


class Paper:
    """The first page of a PDF."""

    def __init__(self, content: bytes) -> None:
        self.document = pypdfium2.PdfDocument(content)
        self.page = self.document[0]

    @property
    def size(self) -> tuple[int, int]:
        """In millimetres."""
        width, height = self.page.get_size()
        return round(width / 72 * 25.4), round(height / 72 * 25.4)

    @property
    def words(self) -> str:
        """All that is read on it."""
        return str(self.page.get_textpage().get_text_range())

    @property
    def ink(self) -> list[Ink]:
        """Its letters, in pieces."""
        pieces = []
        for piece in self.page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            size = ctypes.c_float()
            raw.FPDFTextObj_GetFontSize(piece, size)
            if piece.get_bounds()[0] < piece.get_bounds()[2]:
                pieces.append(Ink(*piece.get_bounds(), round(size.value, 2)))
        return pieces

    @property
    def boxes(self) -> list[Ink]:
        """Its bubbles, panels and labels: what is filled and as large as words."""
        found = [
            Ink(*piece.get_bounds(), 0) for piece in self.page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])
        ]
        return [box for box in found if box.right - box.left > 40 and box.top - box.foot > 20]

    def image(self, scale: float = 3) -> Image.Image:
        """As it is printed."""
        return self.page.render(scale=scale).to_pil()


def seen(picture: Image.Image | bytes) -> list[str]:
    """What a camera reads from the codes in it."""
    image = Image.open(BytesIO(picture)) if isinstance(picture, bytes) else picture
    return [code.text for code in zxingcpp.read_barcodes(image)]
