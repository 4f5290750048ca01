"""An amount: what a bar shows, or that too few people stand behind it to show it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Amount:
    """`number` is drawn and `told` is written beside it, with `beside` fainter after it.

    A hidden group has no number, and `told` says why: "fewer than 10". Nothing drawn of it tells more. The
    number may be held against another, its `mark`.
    """

    label: str
    number: float | None
    told: str
    beside: str = ""
    mark: float | None = None


def most(amounts: tuple[Amount, ...]) -> float:
    """The largest of the numbers that are shown, and of their marks; 0 where there is nothing to see."""
    shown = (number for one in amounts for number in (one.number, one.mark) if number is not None)
    return max(shown, default=0)


def nothing_in(amounts: tuple[Amount, ...]) -> bool:
    """Whether nobody stands behind any of them, not even a hidden group."""
    return all(one.number == 0 for one in amounts)
