"""The two asking weeks of the year, each across a clock change; what becomes of lost moments is by chance."""

from datetime import UTC, date, datetime, timedelta
from random import Random

from campaign.budget import AMSTERDAM, Budget
from campaign.weeks import Campaign, Kind, Moment, Policy, Week

FIRST, LAST = datetime(2027, 1, 1, tzinfo=AMSTERDAM), datetime(2028, 1, 1, tzinfo=AMSTERDAM)
WEEKS = (("spring", date(2027, 3, 25)), ("autumn", date(2027, 10, 28)))
"""Seven days from a Thursday: the clock changes on 28 March and on 31 October, the days of the follow-ups."""
HOLDOUT = 0.2
_MOMENTS = (
    (Kind.HEADS_UP, -3, (11, 18)),
    (Kind.ASK, 0, (11, 18 + 24)),
    (Kind.FOLLOW_UP, 3, (11, 18 + 24)),
    (Kind.THANKS, 6, (15, 20)),
)
"""Kind, days after the first, and the local hours of its beginning and its deadline."""


def campaign_of(chance: Random, only: int | None = None) -> Campaign:
    """A campaign of both weeks, or of one of them."""
    weeks = tuple(_week(*week, chance) for number, week in enumerate(WEEKS) if only in (None, number))
    budget = Budget(weeks=tuple((week.first, week.last) for week in weeks))
    return Campaign(weeks=weeks, budget=budget, holdout=HOLDOUT)


def _week(name: str, first: date, chance: Random) -> Week:
    titles = {"en": "Week of Asking", "nl": "Week van het Vragen"}
    moments = tuple(
        Moment(
            week=name,
            name=kind.value,
            kind=kind,
            at=_local(first, days, hours[0]),
            deadline=_local(first, days, hours[1]),
            late=chance.choice(tuple(Policy)),
            missed=chance.choice(tuple(Policy)),
        )
        for kind, days, hours in _MOMENTS
    )
    return Week(name, first, first + timedelta(days=6), titles, moments)


def _local(first: date, days: int, hour: int) -> datetime:
    """So many days after the first, at this hour by the clock on the wall; 24 and more is the next day."""
    day = first + timedelta(days=days + hour // 24)
    return datetime(day.year, day.month, day.day, hour % 24, tzinfo=AMSTERDAM).astimezone(UTC)
