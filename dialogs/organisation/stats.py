"""What came of an organisation's own asks, exactly: all together, and one by one."""

from campaign.values import AskState, Role
from dialogs.figures import asks as figures
from dialogs.figures.asks import LISTED, Counted
from dialogs.organisation.ask_draft import mine
from dialogs.screen import Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import bold, paragraphs
from dialogs.visit import Visit

EVERY = 1_000
"""More asks than an organisation puts out."""


async def ours(visit: Visit) -> Screen:
    """All asks together, and a button for each of the newest."""
    member = await visit.member()
    if member is None:
        raise Nowhere("figures")
    found = await visit.memory.asks.sent(organisation_id=member.organisation_id, limit=EVERY)
    counted = await figures.count(visit, found)
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(say("What came of your asks")),
            say.plural("You asked {n} time.", "You asked {n} times.", len(found)) if found else None,
            figures.together(say, counted) if found else say("No ask has gone out yet."),
            say("These are your own asks alone, counted up to now.") if found else None,
        ),
        rows=rows(
            *figures.links(say, counted[:LISTED], "figures"),
            Link(say("🩺 Who wanted no more"), "figures/health"),
            Link(say("🏢 Desk"), "desk"),
        ),
    )


async def one(visit: Visit, number: int) -> Screen:
    """One ask of theirs."""
    it, say = await _one(visit, number), visit.say
    return Screen(
        text=figures.alone(say, it),
        rows=rows(
            (
                Link(say("🖼 As a picture"), f"figures/{number}/picture"),
                Link(say("📨 The ask itself"), f"theask/{number}"),
            ),
            (Link(say("📊 All our asks"), "figures"), Link(say("🏢 Desk"), "desk")),
        ),
    )


async def picture(visit: Visit, number: int) -> Screen:
    """One ask of theirs, drawn."""
    return figures.picture(visit.say, await _one(visit, number), f"figures/{number}")


async def _one(visit: Visit, number: int) -> Counted:
    ask = await mine(visit, number)
    found = await figures.count(visit, [ask]) if ask.state is not AskState.DRAFT else []
    if not found:
        raise Nowhere(f"figures {number}")
    return found[0]


ROUTES = (
    Route("figures", ours, Role.MEMBER),
    Route("figures/{number:int}", one, Role.MEMBER),
    Route("figures/{number:int}/picture", picture, Role.MEMBER),
)
