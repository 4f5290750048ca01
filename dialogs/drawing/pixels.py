"""A drawn page as a picture: the only door to `pypdfium2`, and to Pillow."""

from collections.abc import Sequence
from io import BytesIO
from threading import Lock

SIDE = 1080
"""Pixels of a square picture to post."""
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


def packed(rgba: bytes, size: tuple[int, int], colours: Sequence[str]) -> bytes:
    """Pixels as a PNG in at most 256 colours, each in the nearest: half of what all its shades would take."""
    from PIL import Image

    few = Image.new("P", (1, 1))
    few.putpalette(b"".join(bytes.fromhex(colour.removeprefix("#")) for colour in colours))
    image = Image.frombuffer("RGBA", size, rgba, "raw", "RGBA", 0, 1).convert("RGB")
    file = BytesIO()
    image.quantize(palette=few, dither=Image.Dither.NONE).save(file, "PNG")
    return file.getvalue()
