"""What a visitor without consent told us, written into the addresses of their buttons instead of into rows.

An address is `path` or `path?told`; `told` is letters, each with its value: `a1p1012lFFr25`.
Telegram allows 64 bytes in all; everything told takes at most 31.
"""

import re
from dataclasses import replace
from itertools import accumulate
from typing import Any

from campaign.records import Profile
from campaign.values import ALL_TIMES, DEFAULT_RADIUS, RADII, Door, Fit, Often
from dialogs.screen import LONGEST

_TOLD = re.compile(r"([a-z])([0-9A-F]+)")
_LESS: tuple[dict[str, Any], ...] = (
    {"times": 0, "often": None},
    {"door": None, "fit": None},
    {"online": False, "radius": DEFAULT_RADIUS},
    {"likes": 0},
    {"postcode": None},
    {"adult": None},
)
"""What is left out where there is not room for all, one after the other."""
_OFTEN, _DOORS, _FITS = tuple(Often), tuple(Door), tuple(Fit)


def write(path: str, told: Profile) -> str:
    """The path with what was told behind it."""
    words = "".join(
        (
            "" if told.adult is None else f"a{int(told.adult)}",
            f"p{told.postcode}" if told.postcode else "",
            f"l{told.likes:X}" if told.likes else "",
            f"t{told.times:X}" if told.times else "",
            f"o{_OFTEN.index(told.often)}" if told.often else "",
            f"d{_DOORS.index(told.door)}" if told.door else "",
            f"f{_FITS.index(told.fit)}" if told.fit else "",
            f"r{told.radius}" if told.radius != DEFAULT_RADIUS else "",
            "n1" if told.online else "",
        )
    )
    return f"{path}?{words}" if words else path


def read(address: str) -> tuple[str, Profile]:
    """The path and what was told; what makes no sense is taken as not told."""
    path, _, words = address.partition("?")
    told = Profile()
    if not words:
        return path, told
    for letter, value in _TOLD.findall(words):
        told = _put(told, letter, value)
    return path, told


def only_age(address: str) -> str:
    """The address as it may stand in a row: of what was told, it keeps at most the age."""
    path, told = read(address)
    return write(path, Profile(adult=told.adult))


def fitting(path: str, told: Profile) -> str:
    """The path with as much of what was told as Telegram takes; age and place are the last to be left out."""
    for left in accumulate(_LESS, lambda left, less: replace(left, **less), initial=told):
        address = write(path, left)
        if len(address.encode()) <= LONGEST:
            return address
    return path


def _put(told: Profile, letter: str, value: str) -> Profile:
    number = int(value, 16)
    if letter == "a" and value in ("0", "1"):
        return replace(told, adult=value == "1")
    if letter == "p" and len(value) == 4 and value.isdigit():
        return replace(told, postcode=value)
    if letter == "l":
        return replace(told, likes=number & 0xFF)
    if letter == "t":
        return replace(told, times=number & ALL_TIMES)
    if letter == "o" and number < len(_OFTEN):
        return replace(told, often=_OFTEN[number])
    if letter == "d" and number < len(_DOORS):
        return replace(told, door=_DOORS[number])
    if letter == "f" and number < len(_FITS):
        return replace(told, fit=_FITS[number])
    if letter == "r" and value.isdigit() and int(value) in RADII:
        return replace(told, radius=int(value))
    if letter == "n":
        return replace(told, online=value == "1")
    return told
