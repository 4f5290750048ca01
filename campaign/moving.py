"""Moving a moment of an asking week to another time: what it must keep to, purely by rule."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from campaign.weeks import Campaign, Kind, Moment

_FOLLOW = (Kind.FOLLOW_UP, Kind.THANKS)


class Wrong(StrEnum):
    """Why a moment cannot be at a time.

    PAST: it has passed. WEEK: the asking week is over by then. HOURS: nothing is sent at that hour. EARLY and
    LATE: another moment has to come before it, or after it.
    """

    PAST = "past"
    WEEK = "week"
    HOURS = "hours"
    EARLY = "early"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a time, and with which other moment it does not go together."""

    wrong: Wrong
    other: Moment | None = None


def moved(moment: Moment, at: datetime, zone: ZoneInfo) -> Moment:
    """The moment at another time; its deadline moves along, by the clock on the wall."""
    length = _wall(moment.deadline, zone) - _wall(moment.at, zone)
    return replace(moment, at=at, deadline=_utc(_wall(at, zone) + length, zone))


def later(moment: Moment, by: timedelta, zone: ZoneInfo) -> Moment:
    """The moment so much later by the clock on the wall, or earlier."""
    return moved(moment, _utc(_wall(moment.at, zone) + by, zone), zone)


def fault(campaign: Campaign, moment: Moment, others: Iterable[Moment], now: datetime) -> Fault | None:
    """What is wrong with the time of a moment; `others` are those that take place. None where all is well."""
    week = campaign.week(moment.week)
    if moment.at <= now:
        return Fault(Wrong.PAST)
    if week is None or moment.at >= week.ends(campaign.zone):
        return Fault(Wrong.WEEK)
    if not campaign.budget.in_hours(moment.at):
        return Fault(Wrong.HOURS)
    return _order(moment, [one for one in others if one.week == moment.week and one.key != moment.key])


def _order(moment: Moment, others: list[Moment]) -> Fault | None:
    """The week is announced before its first ask; follow-ups and thanks come after it."""
    asks = [one for one in [moment, *others] if one.kind is Kind.ASK]
    first = min(asks, key=lambda one: one.at, default=None)
    if first is None:
        return None
    before = [one for one in others if one.kind is Kind.HEADS_UP and one.at >= first.at]
    behind = [one for one in others if one.kind in _FOLLOW and one.at <= first.at]
    if moment.kind is Kind.ASK:
        if behind:
            return Fault(Wrong.LATE, min(behind, key=lambda one: one.at))
        return Fault(Wrong.EARLY, max(before, key=lambda one: one.at)) if before else None
    if moment.kind in _FOLLOW:
        return Fault(Wrong.EARLY, first) if moment.at <= first.at else None
    return Fault(Wrong.LATE, first) if moment.at >= first.at else None


def _wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def _utc(wall: datetime, zone: ZoneInfo) -> datetime:
    return wall.replace(tzinfo=zone).astimezone(UTC)
