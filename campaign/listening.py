"""Recordings of what the bot says: how long one may be, and how often it is tried to fetch one."""

from datetime import timedelta
from enum import StrEnum

LONGEST, LARGEST = 60, 1_000_000
"""Seconds and bytes of a recording at most."""
_AGAIN = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
)


class Unfit(StrEnum):
    """Why a voice message is not taken."""

    LONG = "long"
    LARGE = "large"


def unfit(seconds: int, size: int) -> Unfit | None:
    """Why a recording of this length and size is not taken; None where it is."""
    if seconds > LONGEST:
        return Unfit.LONG
    return Unfit.LARGE if size > LARGEST else None


def again(tries: int) -> timedelta | None:
    """How long after so many tries in vain a recording is tried again; None where it is given up."""
    return _AGAIN[tries - 1] if tries <= len(_AGAIN) else None
