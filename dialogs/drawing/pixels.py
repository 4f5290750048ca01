"""A drawn page as a picture: the only door to `pypdfium2`."""

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
