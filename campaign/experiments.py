"""Experiments: two ways of doing the same beside each other, and what may be said of their difference.

**What is counted.** Of everybody whom the lot put to a way and the message reached (or, where one way is to
send nothing, of everybody who would have got it: by intention to treat), how many answered, and how many said
yes, within `WINDOW` of their message. 72 hours, since the follow-up of an asking week comes three days after
its ask: what it brings is not put down to the ask before it. An answer counts by when it was last given, and
a yes as long as it stands when it is counted.

**Shares** have E. B. Wilson's interval (Journal of the American Statistical Association 22, 1927, 209-212):
of few people, and of shares near 0, the usual p ± 1.96 standard errors holds the truth far too seldom. The
**difference** of two shares has R. G. Newcombe's hybrid score interval (Statistics in Medicine 17, 1998,
873-890, method 10), which is put together of the Wilson bounds of both.

**When something is told.** Whoever looks at a trial every day, and stops when a difference shows, finds one
far more often than 5 times of 100 where there is none. So a trial is counted **once**, at an end that is
fixed before anything can be known of its ways: of a moment, its deadline; of an ask, when it is over, which
its places, its last day or its organisation decide, none of whom knows what came of either way (to stop by
what both together brought does not favour one of them). Until then is told how many were reached, and of what
came of it nothing; what was counted is kept and never counted anew. One thing decides, the share of yes: who
compares several things finds a difference in one of them too often.

A sequential interval, good at every look (S. Howard, A. Ramdas, J. McAuliffe and J. Sekhon, Annals of
Statistics 49, 2021, 1055-1080), would let one look earlier, at the price of a wider one. Moments and asks end
by themselves after days, so that little is won by it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil, sqrt
from statistics import NormalDist

from campaign.lots import Way
from campaign.weeks import Kind

WINDOW = timedelta(hours=72)
"""How long after a message an answer counts."""
AHEAD = timedelta(hours=144)
"""The same for a message that the week is coming: it asks nothing, the ask comes three days after it."""
SETTLED = timedelta(hours=1)
"""After the end, how long what was on its way by then may take until it is settled."""
CLOSE = 0.03
"""Where all of an interval is nearer to 0 than this, the ways are said to differ by little."""
_Z = NormalDist().inv_cdf(0.975)


class Trying(StrEnum):
    """What is tried, as it stands in the database.

    WORDS: two wordings of an organisation's own words in an ask. OPENING: two openings of the campaign's
    message at a moment. HOLDOUT: the follow-ups of a moment (first), and none (second).
    """

    WORDS = "words"
    OPENING = "opening"
    HOLDOUT = "holdout"


class Finding(StrEnum):
    """What may be said of a trial that was counted."""

    UNSURE = "unsure"
    CLOSE = "close"
    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Interval:
    """A value, and between which figures 95 of 100 such intervals hold the true one."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Arm:
    """What came of one way: people, and how many of them answered and said yes."""

    people: int = 0
    answered: int = 0
    yes: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of both ways of a trial."""

    first: Arm
    second: Arm

    @property
    def difference(self) -> Interval | None:
        """By how much the share of yes of the second way is greater; None where one reached nobody."""
        return difference(self.first.yes, self.first.people, self.second.yes, self.second.people)

    @property
    def finding(self) -> Finding:
        """What may be said of the share of yes."""
        found = self.difference
        if found is None:
            return Finding.UNSURE
        if found.low > 0:
            return Finding.SECOND
        if found.high < 0:
            return Finding.FIRST
        return Finding.CLOSE if bound(found) < CLOSE else Finding.UNSURE

    @property
    def better(self) -> Way | None:
        """The way that more people say yes to; None where that cannot be told."""
        ways = {Finding.FIRST: Way.FIRST, Finding.SECOND: Way.SECOND}
        return ways.get(self.finding)


def share(number: int, people: int) -> Interval | None:
    """So many of these people, with Wilson's interval; None of nobody. ValueError for more than all."""
    if not 0 <= number <= people:
        raise ValueError(f"{number} of {people}")
    if not people:
        return None
    value, weight = number / people, _Z * _Z / people
    middle = (value + weight / 2) / (1 + weight)
    half = _Z * sqrt(value * (1 - value) / people + weight / (4 * people)) / (1 + weight)
    low = 0.0 if number == 0 else max(0.0, middle - half)
    high = 1.0 if number == people else min(1.0, middle + half)
    return Interval(value, low, high)


def difference(first: int, of_first: int, second: int, of_second: int) -> Interval | None:
    """By how much the second share is greater than the first, with Newcombe's interval; None of nobody."""
    one, two = share(first, of_first), share(second, of_second)
    if one is None or two is None:
        return None
    value = two.value - one.value
    low = value - sqrt((two.value - two.low) ** 2 + (one.high - one.value) ** 2)
    high = value + sqrt((two.high - two.value) ** 2 + (one.value - one.low) ** 2)
    return Interval(value, low, high)


def bound(found: Interval) -> float:
    """The greatest difference, in either direction, that an interval holds."""
    return max(abs(found.low), abs(found.high))


def points(value: float) -> float:
    """A difference in percentage points, up to a tenth below 1, else to a whole one."""
    hundredfold = round(100 * value, 6)
    return ceil(hundredfold * 10) / 10 if hundredfold < 1 else float(ceil(hundredfold))


def window(kind: Kind) -> timedelta:
    """How long after the message of a moment of this kind an answer counts."""
    return AHEAD if kind is Kind.HEADS_UP else WINDOW


def told_from(over: datetime, counts: timedelta = WINDOW) -> datetime:
    """When a trial is counted of which nothing more is sent from `over` on. Nothing is told before."""
    return over + SETTLED + counts
