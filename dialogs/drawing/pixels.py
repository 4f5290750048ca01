"""A drawn page as a picture: the only door to `pypdfium2`, and to Pillow."""

from io import BytesIO
from threading import Lock

SIDE = 1080
"""Pixels of a square picture to post."""
_COLOURS = 128
"""Enough for flat colours and the edges of letters between them."""
_ONE_AT_A_TIME = Lock()
"""PDFium is not made for two threads."""


def picture(page: bytes) -> bytes:
    """The first page of a PDF as a PNG, as wide as a picture to post."""
    import pypdfium2

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(page)
        first = document[0]
        image = first.render(scale=SIDE / first.get_width()).to_pil()
        document.close()
    file = BytesIO()
    image.convert("RGB").save(file, "PNG")
    return file.getvalue()


def packed(rgba: bytes, size: tuple[int, int]) -> bytes:
    """Pixels of a picture with few colours as a PNG: a third of what all its shades would take."""
    from PIL import Image

    image = Image.frombuffer("RGBA", size, rgba, "raw", "RGBA", 0, 1).convert("RGB")
    file = BytesIO()
    few = image.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(file, "PNG", optimize=True)
    return file.getvalue()
