"""How an ask goes out: in waves, each a multiple of the places still free, until it is filled."""

from datetime import datetime, timedelta

from campaign.budget import Budget

PER_PLACE = 3
"""People asked in one wave for each place that is free."""
GAP = 120
"""Minutes from one wave to the next, so that people have time to answer."""


def size(free: int) -> int:
    """How many are asked in one wave while so many places are free."""
    return PER_PLACE * max(0, free)


def next_wave(due: datetime, gap: int, budget: Budget) -> datetime:
    """When the wave after the one due at this moment comes; waves do not pile up in the night."""
    return budget.next_sending(due + timedelta(minutes=gap))
