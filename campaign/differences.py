"""Where the campaign's file and what is kept of its moments say different things."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from campaign.weeks import Campaign, Moment

HOLDS = "What the database says holds. Write the same in the file, or change it in the chat: /weeks"
GONE = "Leave it so, or put it back into the file under the same names."


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a moment: its times where they are no longer the file's to set, and who changed it.

    `by` is empty where nobody changed it, or who did is forgotten.
    """

    week: str
    name: str
    at: datetime | None = None
    deadline: datetime | None = None
    begun: datetime | None = None
    cancelled: datetime | None = None
    changed: datetime | None = None
    by: str = ""


def differences(campaign: Campaign, kept: Iterable[Kept]) -> Iterator[tuple[str, str]]:
    """Each difference in a sentence, and what to do about it."""
    filed = {moment.key: moment for moment in campaign.moments}
    for one in kept:
        place = f'week "{one.week}", moment "{one.name}"'
        moment = filed.get((one.week, one.name))
        if moment is None:
            yield f"{place}: the file does not have it any more, so nothing of it goes.", GONE
            continue
        if one.cancelled is not None:
            told = f"{place}: in the file at {_wall(moment.at, campaign.zone)}, but called off"
            yield f"{told}{_who(one, campaign.zone)}.", HOLDS
        if fault := _times(one, moment, campaign.zone):
            yield f"{place}: {fault}", HOLDS


def _times(one: Kept, moment: Moment, zone: ZoneInfo) -> str:
    """How the times differ; empty where they do not."""
    at, deadline = one.at or moment.at, one.deadline or moment.deadline
    if (at, deadline) == (moment.at, moment.deadline):
        return ""
    told = (
        f"in the file from {_wall(moment.at, zone)} to {_wall(moment.deadline, zone)}, "
        f"in the database from {_wall(at, zone)} to {_wall(deadline, zone)}"
    )
    if one.changed is not None:
        return f"{told}: moved{_who(one, zone)}."
    return f"{told}: the file changed after it had begun."


def _who(one: Kept, zone: ZoneInfo) -> str:
    by = f" by {one.by}" if one.by else ""
    return f"{by} on {_wall(one.changed, zone)}" if one.changed is not None else by


def _wall(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
