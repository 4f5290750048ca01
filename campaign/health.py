"""The health of asking: how many people want no more messages after one, and when that is too many.

An **opt-out** is a stop, a "nothing more from this organisation", a second consent that is withdrawn, or all
of one's data erased, that follows a message of an ask or a moment. It is put down to the message under which
it was said, or else to the last one that came in the 24 hours before (`storage.losses`); one that is taken
back within a day never was. Blocks, doubtful deliveries and reports that something is wrong are told beside
it.

Above `LIMIT` opt-outs for each message (10 per 1,000, product.md: over-asking loses people) an ask pauses
itself. Of few messages a share says little: one opt-out after 20 messages is 50 per 1,000. So it is above the
limit only where as many opt-outs would come after as many messages in fewer than `DOUBT` of 100 cases, were
the true share just the limit (the exact binomial tail; C. J. Clopper and E. S. Pearson, Biometrika 26, 1934,
404-413), and never after one alone. It is looked at again with every opt-out, so that an ask at the very
limit will pause some time, and should: to pause too early costs somebody of the team a look, too late costs
people. Two opt-outs of 35 messages are enough to pause, three of 82, 16 of 1,000.
"""

from dataclasses import dataclass
from math import exp, lgamma, log, log1p

LIMIT = 0.01
"""Opt-outs for each message."""
DOUBT = 0.05
"""How likely so many opt-outs may be by chance at most, at the very limit."""
LEAST = 2
"""Opt-outs from which on a share is looked at."""
OPTOUTS = "optouts"
"""Why an ask is paused after which too many want no more."""


@dataclass(frozen=True, slots=True)
class Figure:
    """After so many messages that arrived, or may have, so many people wanted no more."""

    messages: int
    optouts: int

    @property
    def per_thousand(self) -> float | None:
        """Opt-outs for every 1,000 messages; None without any message."""
        return 1000 * self.optouts / self.messages if self.messages else None

    @property
    def too_many(self) -> bool:
        """Whether this is above the limit, and more than chance makes of it."""
        if self.optouts < LEAST or self.optouts <= LIMIT * self.messages:
            return False
        return chance(self.optouts, self.messages) < DOUBT


def chance(optouts: int, messages: int, share: float = LIMIT) -> float:
    """How likely so many opt-outs or more are after so many messages, where this is the true share."""
    if optouts > messages:
        return 0.0
    ways = lgamma(messages + 1) - lgamma(optouts + 1) - lgamma(messages - optouts + 1)
    term = exp(ways + optouts * log(share) + (messages - optouts) * log1p(-share))
    total, odds = 0.0, share / (1 - share)
    for number in range(optouts, messages + 1):
        total += term
        term *= (messages - number) / (number + 1) * odds
        if term < total * 1e-12:
            break
    return min(total, 1.0)
