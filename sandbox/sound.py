"""A voice message as a phone makes one: Opus in Ogg, of any length, in which one hears a tone."""

from __future__ import annotations

import base64
import struct

_TONE = base64.b64decode("GA6kBhk3OFs398XXwEmT2hBXW3lt5+Uw8i/Hdhm98dZkpevQLwpt1kH6yC5oY+A=")
"""One packet of Opus (RFC 6716): 60 milliseconds of a tone of 300 Hz, narrow band, mono."""
_PACKET = 0.06
"""Seconds in it."""
_SAMPLES = 2880
"""The same as Ogg counts it, `_RATE` in a second whatever the band is (RFC 7845)."""
_RATE = 48_000
_HEAD = 14
"""Bytes of a page up to and with its samples."""
_SKIP = 312
"""Samples at the beginning that are not played."""
_IN_A_PAGE = 50
_FIRST, _LAST = 2, 4
"""Flags of a page."""
_KNOWN = (b"OggS", b"ID3", b"\xff\xfb")
"""How a file begins that Telegram shows as a voice message: Ogg and MP3; M4A tells a little later."""


def voice(seconds: float) -> bytes:
    """A voice message of about so many seconds."""
    count = max(1, round(seconds / _PACKET))
    head = struct.pack("<8sBBHIhB", b"OpusHead", 1, 1, _SKIP, 16_000, 0, 0)
    tags = struct.pack("<8sI7sI", b"OpusTags", 7, b"sandbox", 0)
    pages = [_page(_FIRST, 0, 0, [head]), _page(0, 0, 1, [tags])]
    for number, start in enumerate(range(0, count, _IN_A_PAGE), start=2):
        end = min(start + _IN_A_PAGE, count)
        flags = _LAST if end == count else 0
        pages.append(_page(flags, end * _SAMPLES, number, [_TONE] * (end - start)))
    return b"".join(pages)


def is_playable(data: bytes) -> bool:
    """Whether Telegram would show the file as a voice message: Ogg, MP3 or M4A, by how it begins."""
    return data.startswith(_KNOWN) or data[4:8] == b"ftyp"


def length(data: bytes) -> int:
    """Seconds that an Ogg file plays, rounded; 0 where that cannot be told."""
    last = data.rfind(b"OggS")
    if last < 0 or len(data) < last + _HEAD:
        return 0
    return round(int(struct.unpack_from("<q", data, last + 6)[0]) / _RATE)


def _page(flags: int, samples: int, number: int, packets: list[bytes]) -> bytes:
    """A page of Ogg (RFC 3533) with packets of less than 255 bytes; `samples` is up to where it plays."""
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, samples, 1, number, 0, len(packets))
    page = head + bytes(map(len, packets)) + b"".join(packets)
    return page[:22] + struct.pack("<I", _checksum(page)) + page[26:]


def _checksums() -> list[int]:
    table = []
    for byte in range(256):
        value = byte << 24
        for _ in range(8):
            value = (value << 1) ^ (0x04C11DB7 if value & 0x8000_0000 else 0)
        table.append(value & 0xFFFF_FFFF)
    return table


_TABLE = _checksums()


def _checksum(page: bytes) -> int:
    value = 0
    for byte in page:
        value = (value << 8 & 0xFFFF_FFFF) ^ _TABLE[value >> 24 ^ byte]
    return value
