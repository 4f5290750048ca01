"""What a phone's camera reads in a picture or on paper: run on its own, it reads a file and writes its links.

A process of its own, because PDFium is not made for two threads, and a bot beside it may be drawing.
"""

import asyncio
import sys
from io import BytesIO

PAGES, SHARP = 4, 200 / 72
"""Pages of a paper that are looked at, and pixels for each of its points."""
PATIENCE = 20
"""Seconds."""


async def links_in(content: bytes) -> tuple[str, ...]:
    """The links of all codes in a PDF, PNG or JPEG; none for anything that is no picture."""
    pipe = asyncio.subprocess.PIPE
    looking = await asyncio.create_subprocess_exec(
        sys.executable, __file__, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        async with asyncio.timeout(PATIENCE):
            seen, _ = await looking.communicate(content)
    except TimeoutError:
        return ()
    finally:
        if looking.returncode is None:
            looking.kill()
            await looking.wait()
    return tuple(seen.decode().split()) if looking.returncode == 0 else ()


def look(content: bytes) -> list[str]:
    """The words of all codes, as they stand from the top down, each once."""
    import pypdfium2
    import zxingcpp
    from PIL import Image

    if content.startswith(b"%PDF"):
        paper = pypdfium2.PdfDocument(content)
        pictures = [paper[page].render(scale=SHARP).to_pil() for page in range(min(PAGES, len(paper)))]
    else:
        pictures = [Image.open(BytesIO(content)).convert("L")]
    return list(dict.fromkeys(code.text for one in pictures for code in zxingcpp.read_barcodes(one)))


if __name__ == "__main__":
    for words in look(sys.stdin.buffer.read()):
        if words.lower().startswith(("https://", "http://", "tg://")) and len(words.split()) == 1:
            sys.stdout.write(f"{words}\n")
