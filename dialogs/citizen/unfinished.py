"""A yes that was never finished: a kind reminder, and what is said when its place came free."""

from campaign.values import Answer
from dialogs.citizen import card
from dialogs.citizen.instead import instead
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import bold, lines, own, paragraphs
from dialogs.visit import Visit
from storage.organisations import MADE_HERE


async def unfinished(visit: Visit, number: int, at: int) -> Screen | Address:
    """Ask whether to go on; a yes that was finished meanwhile leads to its plan."""
    one = await visit.memory.opportunities.get(number)
    reply = await visit.memory.replies.get(visit.citizen.id, number) if visit.citizen else None
    if one is None or reply is None or one.closed:
        raise Nowhere(f"yes to {number}")
    if reply.answer is not Answer.YES or reply.introduced is not None:
        if visit.incoming.address is None:
            raise Nowhere(f"yes to {number}")
        return Address(f"plan/{number}")
    say, organisation = visit.say, own(one.organisation)
    if one.source == MADE_HERE:
        head = say("Your yes waits. Shall I tell {organisation}?", organisation=organisation)
        note = say("They do not know of it yet. I keep your place for you until tomorrow.")
    else:
        head = say("Your yes waits. Shall I show you how to reach {organisation}?", organisation=organisation)
        note = say("You send the message yourself. I keep your place for you until tomorrow.")
    when = say("🗓 {when}", when=say.moment(reply.on_date, None)) if reply.on_date else None
    return Screen(
        name="unfinished",
        text=paragraphs(bold(head), lines(card.own_title(say, one.title, one.language), when), note),
        rows=rows(
            Link(say("✅ Yes, go on"), f"share/{number}/see", word=Answer.YES),
            Link(say("I can't after all"), f"cancel/{number}", word=Answer.NO),
        ),
    )


async def lapsed(visit: Visit, number: int, at: int) -> Screen | Address:
    """The place came free: no blame, and the way to say yes again."""
    one = await visit.memory.opportunities.get(number)
    reply = await visit.memory.replies.get(visit.citizen.id, number) if visit.citizen else None
    if one is None or reply is None:
        raise Nowhere(f"yes to {number}")
    if reply.answer is Answer.YES:
        return Address(f"plan/{number}")
    say = visit.say
    head = paragraphs(
        bold(say("Your place is free again.")),
        card.own_title(say, one.title, one.language),
        say(
            "You said yes, but {organisation} was never told. That can happen.", organisation=one.organisation
        ),
    )
    if one.closed or one.free == 0:
        return await instead(visit, head, number)
    return Screen(
        name="lapsed",
        text=paragraphs(head, say("Do you still want to? Then tap yes again.")),
        rows=rows(
            Link(say("👍 Yes"), f"reply/{number}/yes", word=Answer.YES),
            Link(say("Ask me something else"), "ask"),
            Link(say("🏠 Home"), "home"),
        ),
    )


ROUTES = (
    Route("unfinished/{number:int}/{at:int}", unfinished),
    Route("lapsed/{number:int}/{at:int}", lapsed),
)
