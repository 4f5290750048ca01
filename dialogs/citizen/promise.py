"""What a citizen said yes to, as its pages need it: the thing to do, the answer, and when it is."""

from datetime import datetime

from campaign.offers import Session
from campaign.records import Opportunity
from campaign.values import Answer, slots_of
from dialogs import words
from dialogs.citizen import card
from dialogs.text import Say, Text
from dialogs.visit import Visit
from storage.replies import Reply


async def promised(visit: Visit, number: int) -> tuple[Opportunity, Reply] | None:
    """What the visitor said yes to, in their language, and their yes; None where there is none."""
    if visit.citizen is None:
        return None
    reply = await visit.memory.replies.get(visit.citizen.id, number)
    one = await visit.opportunity(number)
    return (one, reply) if one and reply and reply.answer is Answer.YES else None


async def arranged(visit: Visit, number: int) -> tuple[Opportunity, Reply] | None:
    """The same, once it is arranged: the citizen shared who they are, or sends the message themselves."""
    found = await promised(visit, number)
    return found if found is not None and found[1].introduced is not None else None


def when(visit: Visit, one: Opportunity, reply: Reply) -> Text:
    """The date, or the time of the week that the citizen chose, or those of the thing to do."""
    return when_in(visit.say, one, reply)


def when_in(say: Say, one: Opportunity, reply: Reply) -> Text:
    """The same in the language of somebody else."""
    if reply.on_date is not None:
        ends = one.ends if one.starts == reply.on_date else None
        return say.moment(reply.on_date, ends)
    for day, part in slots_of(reply.slot or 0):
        time = words.slot(say, day, part)
        return say("{time}. You agree on the day together", time=time)
    if reply.slot == 0:
        return say("You agree on a time together")
    return card.when(say, one)


async def session(visit: Visit, one: Opportunity, starts: datetime) -> Session | None:
    """The date that begins at this moment, with its end; None where that is not known."""
    if one.starts == starts and one.ends is not None:
        return Session(one.starts, one.ends)
    dates = await visit.memory.opportunities.dates(one.id, now=visit.now)
    return next((date for date in dates if date.starts == starts), None)
