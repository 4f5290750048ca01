"""What the team may see of the days to come: asked for on one page, and looked at when it is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Sight:
    """What would come until a moment if nobody answers, as it stood when it was looked at.

    `days` tells how many messages of each kind go on each day, `held` how many are held back by reason.
    `table` is every message as a file of CSV.
    """

    made: datetime
    until: datetime
    days: Sequence[tuple[date, str, int]]
    held: Sequence[tuple[str, int]]
    table: bytes


class Ahead(Protocol):
    """Looks ahead beside everything else."""

    def begin(self, days: int) -> None:
        """Look so many days ahead, unless that is being done."""
        ...

    def found(self, days: int) -> Sight | float | None:
        """What was found, or the share that is done (0 to 1), or None where nothing was begun."""
        ...
