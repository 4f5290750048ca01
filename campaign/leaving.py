"""Leaving: what people end, and why, from a fixed list; none of it is about health or benefits."""

from enum import StrEnum


class Leaving(StrEnum):
    """What somebody ends: all messages, or one thing they said yes to."""

    STOP = "stop"
    CANCEL = "cancel"


class Why(StrEnum):
    """Why. Told without a name, and only where somebody wants to."""

    OFTEN = "often"
    TIME = "time"
    FIT = "fit"
    FAR = "far"
    ENOUGH = "enough"
    UNCLEAR = "unclear"
    OTHER = "other"


REASONS = {
    Leaving.STOP: tuple(Why),
    Leaving.CANCEL: tuple(why for why in Why if why is not Why.OFTEN),
}
"""The reasons that are offered with each."""
