"""An amount: what a bar shows, or that too few people stand behind it to show it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Amount:
    """`number` is drawn and `told` is written beside it, with `beside` fainter after it.

    A hidden group has no number, and `told` says why: "fewer than 10". Nothing drawn of it tells more.
    """

    label: str
    number: float | None
    told: str
    beside: str = ""


def most(amounts: tuple[Amount, ...]) -> float:
    """The largest of the numbers that are shown; 0 where there is nothing to see."""
    return max((one.number for one in amounts if one.number is not None), default=0)


def nothing_in(amounts: tuple[Amount, ...]) -> bool:
    """Whether nobody stands behind any of them, not even a hidden group."""
    return all(one.number == 0 for one in amounts)
