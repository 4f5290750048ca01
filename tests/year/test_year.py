"""Pieces of a year by chance: nobody hears too much, nothing due is forgotten (`make year` is all of it)."""

from datetime import datetime, timedelta
from random import Random

from campaign.budget import AMSTERDAM
from tests.year.calendar import WEEKS, campaign_of
from tests.year.living import year
from tests.year.rules import judge

CITIZENS, DAYS_BEFORE, DAYS = 12, 4, 12
RESTARTS = 0.3
SEEDS = (20270328, 20271031)
"""What chance begins with, always the same: `make year` takes another one where it is told one."""


async def test_each_hears_each_moment_once_and_within_bounds(database_url: str) -> None:
    """An asking week across a clock change: spring on SQLite, autumn on PostgreSQL."""
    number = int("postgresql" in database_url)
    seed = SEEDS[number]
    day = WEEKS[number][1] - timedelta(days=DAYS_BEFORE)
    first = datetime(day.year, day.month, day.day, 9, tzinfo=AMSTERDAM)
    last = first + timedelta(days=DAYS)
    async with year(database_url, seed, campaign_of(Random(seed), number), CITIZENS, first, last) as lived:
        await lived.live(last, by_day, restart=RESTARTS)
        judged = await judge(lived, DAYS)
    assert not judged.broken, f"seed {seed}: {judged.broken}\n{judged.line}"


def by_day(now: datetime) -> timedelta:
    """Three hours by day, and the night at once."""
    return timedelta(hours=15 if now.astimezone(AMSTERDAM).hour >= 18 else 3)
