"""The plan as a file for the phone's own calendar, in the citizen's language."""

from campaign.records import Opportunity
from dialogs import words
from dialogs.calendar_file import Entry, calendar_file
from dialogs.citizen import card
from dialogs.citizen.message import reach
from dialogs.citizen.promise import session
from dialogs.screen import Document
from dialogs.text import own, paragraphs
from dialogs.visit import Visit
from storage.replies import Reply


async def document(visit: Visit, one: Opportunity, reply: Reply) -> Document | None:
    """The file; None where there is no date. One that is made later takes the place of this one."""
    if reply.on_date is None:
        return None
    say, found = visit.say, await session(visit, one, reply.on_date)
    task = words.task(say, one.task)
    entry = Entry(
        uid=f"plan-{reply.id}@vraagbot",
        title=say("{task} with {organisation}", task=task, organisation=own(one.organisation)).plain,
        starts=reply.on_date,
        ends=found.ends if found else None,
        where=card.where(say, one).plain,
        point=one.point,
        text=paragraphs(
            card.own_title(say, one.title, one.language),
            say("🎒 To bring: {things}", things=one.bring) if one.bring else None,
            reach(say, one.contact),
            say("Can you not make it? Tell Vraagbot. Then your place goes to somebody else."),
        ).plain,
    )
    return Document(
        "plan.ics", calendar_file([entry], now=visit.now), say("Open it to put it in your calendar.")
    )
