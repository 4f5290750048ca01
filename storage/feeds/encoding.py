"""In which characters a file is written: UTF-8, UTF-16 by its mark, or Windows-1252."""

import codecs
from typing import BinaryIO

PIECE = 1 << 20
_SIXTEEN = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def encoding_of(file: BinaryIO) -> tuple[str, str]:
    """The encoding to read a file with, from its start, and a note about it for people, empty for UTF-8.

    A file with some broken characters among good UTF-8 stays UTF-8; one in which nothing outside ASCII is
    good UTF-8 is Windows-1252, as Excel writes it.
    """
    head = file.read(4)
    file.seek(0)
    for mark, name in _SIXTEEN:
        if head.startswith(mark):
            return name, "The file is in UTF-16 (Excel's Unicode text); it was read as such."
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    good = broken = 0
    while piece := file.read(PIECE):
        words = decoder.decode(piece)
        if not words.isascii():
            lost = words.count("\ufffd")
            broken += lost
            good += sum(character > "\x7f" for character in words) - lost
    broken += decoder.decode(b"", final=True).count("\ufffd")
    file.seek(0)
    if not broken:
        return "utf-8-sig", ""
    if good > broken:
        return "utf-8-sig", f"{broken} characters in the file are not UTF-8; they show as \ufffd."
    return "cp1252", "The file is not UTF-8; it was read as Windows-1252. Please check the accents."
