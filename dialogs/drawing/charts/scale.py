"""A scale: round figures that part a range, to be told beside a line or a shade."""

from bisect import bisect_right
from dataclasses import dataclass
from math import floor, log10

_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure and how it is written."""

    value: float
    told: str


def round_figures(low: float, high: float, parts: int) -> tuple[float, ...]:
    """Figures from the low one (or below) to the high one (or above), round and equally far apart.

    There are `parts` steps between them at most.
    """
    if high <= low:
        return (low,)
    size = next(size for size in _sizes((high - low) / parts) if _steps(low, high, size) <= parts)
    first = floor(low / size + _HAIR)
    return tuple(round((first + step) * size, 9) for step in range(_steps(low, high, size) + 1))


_HAIR = 1e-9


def _sizes(least: float) -> list[float]:
    """Round steps from about this size upwards."""
    power = 10.0 ** floor(log10(least))
    return [
        round(power * ten * part, 12)
        for ten in (1, 10)
        for part in _ROUND
        if power * ten * part >= least * (1 - _HAIR)
    ]


def _steps(low: float, high: float, size: float) -> int:
    """Steps of this size from below the low figure to above the high one."""
    return -floor(-high / size + _HAIR) - floor(low / size + _HAIR)


def bands(least: float, most: float, parts: int) -> tuple[float, ...]:
    """Where each of so many bands at most begins: the first at the least that is shown, each as many times
    the last, made round."""
    if most <= least:
        return (least,)
    wanted = (least * (most / least) ** (part / parts) for part in range(1, parts))
    return tuple(sorted({least, *(begin for one in wanted if least < (begin := _rounded(one)) <= most)}))


def _rounded(value: float) -> float:
    """The nearest of 1, 2, 5, 10, 20, 50 and so on, as far as ratios go."""
    power = 10.0 ** floor(log10(value))
    return min((round(power * part, 9) for part in (1, 2, 5, 10)), key=lambda one: abs(log10(one / value)))


def band_of(value: float, begins: tuple[float, ...]) -> int:
    """In which band a value lies; what is below the first is in the first."""
    return max(0, bisect_right(begins, value) - 1)
