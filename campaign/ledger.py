"""The ledger of asking: what came of people's asks, generation by generation."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass

from campaign.ratio import Ratio, ratio
from campaign.values import Answer


@dataclass(frozen=True, slots=True)
class Generation:
    """What came of the asks of one generation of people asked, from 1: the funnel, and the sums for asking-R.

    `asks` were made: their link was shown, and whether it was sent cannot be seen. `reached` are those of
    them that anybody opened. `opened` counts people, one who opened two asks twice; `new` are those whom it
    brought here. `answered` counts the answers that are kept: of who does not agree to that, none is.
    `yes`, `introduced` and `matched` are as they stand, a yes taken back is none. `grown` are the asks made
    by those brought; the squares and the product are of opened and grown, summed ask by ask.
    """

    number: int
    asks: int = 0
    reached: int = 0
    opened: int = 0
    new: int = 0
    answered: int = 0
    yes: int = 0
    introduced: int = 0
    matched: int = 0
    grown: int = 0
    opened_squared: int = 0
    grown_squared: int = 0
    opened_times_grown: int = 0

    @property
    def on_made(self) -> Ratio | None:
        """Asking-R on asks made, each taken for one person asked; None without any."""
        return ratio(self.asks, self.asks, self.grown, self.asks, self.grown, self.grown_squared)

    @property
    def on_opened(self) -> Ratio | None:
        """Asking-R on people who opened an ask; None without any."""
        squares = self.opened_squared, self.opened_times_grown, self.grown_squared
        return ratio(self.reached, self.opened, self.grown, *squares)


@dataclass(frozen=True, slots=True)
class Branch:
    """An ask in the tree it grew in: how many opened it, and the best that was answered to it."""

    id: int
    parent_id: int | None
    generation: int
    opened: int
    answer: Answer | None


def together(number: int, some: Iterable[Generation]) -> Generation:
    """Several generations as one, with this number."""
    rows = (astuple(one)[1:] for one in some)
    return Generation(number, *map(sum, zip(*rows, strict=True)))
