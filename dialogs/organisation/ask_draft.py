"""An ask in the making: looked up for whoever may write it, and changed by one choice at a time."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

from campaign.records import Ask, Opportunity
from campaign.values import AskState
from dialogs.screen import Address, Screen
from dialogs.site import Nowhere
from dialogs.visit import Visit

Answered = Screen | Address


async def mine(visit: Visit, number: int) -> Ask:
    """The ask, where it is of the visitor's organisation; Nowhere for any other."""
    member = await visit.member()
    ask = await visit.memory.asks.access(member.organisation_id, number) if member else None
    if ask is None:
        raise Nowhere(f"ask {number}")
    return ask


async def what_it_asks(visit: Visit, ask: Ask) -> Opportunity:
    """The opportunity of an ask."""
    one = await visit.memory.opportunities.get(ask.opportunity_id)
    if one is None:
        raise Nowhere(f"opportunity {ask.opportunity_id}")
    return one


def of_draft(page: Callable[..., Awaitable[Answered]]) -> Callable[..., Awaitable[Answered]]:
    """A page about an ask in the making; for one that was sent it leads to how that goes."""

    async def looked_up(visit: Visit, number: int, **more: Any) -> Answered:
        ask = await mine(visit, number)
        if ask.state is not AskState.DRAFT:
            return Address(f"theask/{number}")
        return await page(visit, ask, **more)

    return looked_up


def sending_hours(visit: Visit) -> tuple[int, int]:
    """The first whole local hour at which asks go out, and the one at which no more do."""
    first, last = visit.house.campaign.budget.hours
    return first.hour + (first.minute > 0), last.hour


def local_hour(visit: Visit, day: int, hour: int) -> datetime:
    """An hour of a day, so many days from today, by the campaign's clock."""
    zone = visit.say.zone
    date = visit.now.astimezone(zone).date() + timedelta(days=day)
    return datetime.combine(date, time(hour), zone).astimezone(UTC)


def minute(moment: datetime) -> int:
    """A moment as it stands in an address."""
    return int(moment.timestamp()) // 60
