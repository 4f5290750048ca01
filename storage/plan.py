"""A moment to plan: all that decides who gets what of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from campaign.budget import Budget
from campaign.weeks import Kind, Who


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A moment to plan: its row, what it is for, and what it is counted by.

    `merged` are the earlier moments of the week, by id, that speak to whom they did not reach. `opens` is
    when the asking week began, with its first moment. `due` is when the messages may go. `since` leaves only
    those who agreed from then on.
    """

    moment_id: int
    kind: Kind
    who: Who
    merged: Mapping[int, Kind]
    opens: datetime
    now: datetime
    due: datetime
    seed: int
    holdout: float
    budget: Budget
    since: datetime | None = None
