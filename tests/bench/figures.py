"""A measured figure beside the limit it has to keep, and its one line in a report."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured; `limit` is the most it may be, or the least where `more` is better."""

    name: str
    value: float
    unit: str
    limit: float
    more: bool = False

    @property
    def kept(self) -> bool:
        """Whether the limit is kept."""
        return self.value >= self.limit if self.more else self.value <= self.limit

    def line(self) -> str:
        """Name, value, unit, limit and verdict, with one space between."""
        return f"{self.name} {self.value:.4g} {self.unit} {self.limit:g} {'ok' if self.kept else 'SHORT'}"


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of the values that at least this share of them does not exceed; share in (0, 1]."""
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]


def report(figures: Iterable[Figure]) -> int:
    """Print a line for each figure; the exit code: 1 when one falls short."""
    figures = list(figures)
    for figure in figures:
        print(figure.line())
    return int(not all(figure.kept for figure in figures))
