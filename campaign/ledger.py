"""The ledger of asking: what came of people's asks, generation by generation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass

from campaign.disclosure import FEW, tell
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


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told of a generation; of all others together where `number` is None.

    Numbers below ten, and those that would give such a one away, are None.
    """

    number: int | None
    counts: Mapping[str, int | None]
    on_made: Ratio | None
    on_opened: Ratio | None


LINKS, PEOPLE = ("asks", "grown"), ("opened", "new", "answered", "yes", "introduced", "matched")
"""What is counted of a generation: links that were made, and people in the order of how far they got."""


def told(some: Sequence[Generation]) -> list[Told]:
    """What may be told of the asks of a time, each generation by itself where it is large enough."""
    levels = [{str(one.number): getattr(one, name) for one in some} for name in PEOPLE]
    tables = dict(zip(PEOPLE, tell(levels, {str(one.number) for one in some}), strict=True))
    alone = [one for one in some if str(one.number) in tables["opened"].told]
    rest = [one for one in some if one not in alone]
    found = [
        _told(one, one.number, {name: level.told.get(str(one.number)) for name, level in tables.items()})
        for one in alone
    ]
    counts = {name: _many(level.rest) for name, level in tables.items()}
    if rest or any(counts.values()):
        found.append(_told(together(0, rest), None, counts))
    return found


def _told(one: Generation, number: int | None, counts: Mapping[str, int | None]) -> Told:
    links = {name: _many(getattr(one, name)) for name in LINKS}
    enough = links["asks"] is not None
    return Told(
        number,
        {**links, **counts},
        on_made=one.on_made if enough else None,
        on_opened=one.on_opened if enough and counts["opened"] is not None else None,
    )


def _many(number: int) -> int | None:
    return number if number >= FEW else None


def together(number: int, some: Iterable[Generation]) -> Generation:
    """Several generations as one, with this number."""
    rows = (astuple(one)[1:] for one in some)
    return Generation(number, *map(sum, zip(*rows, strict=True)))
