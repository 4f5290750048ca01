"""The reminder of a plan, some days before: what it is, and what one can still do about it."""

from datetime import datetime

from campaign.reminding import reminder
from dialogs.citizen import card, plan
from dialogs.citizen.promise import arranged
from dialogs.screen import Screen
from dialogs.site import Nowhere, Route
from dialogs.text import Text
from dialogs.visit import Visit


async def remind(visit: Visit, number: int, days: int, minute: int) -> Screen:
    """The plan with its day on top; nothing where it has another date, or this reminder's time is past."""
    found = await arranged(visit, number)
    if found is None or found[1].on_date is None or minute_of(found[1].on_date) != minute:
        raise Nowhere(f"reminder of {number}")
    one, reply = found
    now, budget = visit.now, visit.house.campaign.budget
    timely = reminder(found[1].on_date, now, budget) == days
    if not timely or not await visit.memory.reminding.stands(reply.id, now=now):
        raise Nowhere(f"reminder of {number}")
    title = card.own_title(visit.say, one.title, one.language)
    head = _head(visit, found[1].on_date, title)
    return Screen(
        name="reminder",
        text=await plan.what(visit, one, reply, head),
        rows=plan.keeping(visit, one, reply),
    )


async def moved(visit: Visit, number: int, minute: int) -> Screen:
    """The organisation chose another date: the plan as it is now."""
    found = await arranged(visit, number)
    if found is None:
        raise Nowhere(f"plan of {number}")
    one, reply = found
    title = card.own_title(visit.say, one.title, one.language)
    return Screen(
        name="moved",
        text=await plan.what(visit, one, reply, visit.say("The day has changed: {title}", title=title)),
        rows=plan.keeping(visit, one, reply),
    )


def minute_of(moment: datetime) -> int:
    """A moment as it stands in an address."""
    return int(moment.timestamp()) // 60


def _head(visit: Visit, date: datetime, title: Text) -> Text:
    say, budget = visit.say, visit.house.campaign.budget
    ahead = (budget.day_of(date) - budget.day_of(visit.now)).days
    if ahead == 0:
        return say("Today: {title}", title=title)
    if ahead == 1:
        return say("Tomorrow: {title}", title=title)
    return say("On {date}: {title}", date=say.date(date), title=title)


ROUTES = (
    Route("remind/{number:int}/{days:int}/{minute:int}", remind),
    Route("moved/{number:int}/{minute:int}", moved),
)
