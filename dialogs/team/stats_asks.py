"""What came of each ask, exactly, one ask after the other."""

from campaign.values import AskState, Role
from dialogs.figures import asks as figures
from dialogs.figures.asks import LISTED, Counted
from dialogs.screen import Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import bold, lines, own, paragraphs
from dialogs.visit import Visit


async def asks(visit: Visit, page: int) -> Screen:
    """The asks that went out, the newest first."""
    say = visit.say
    found = await visit.memory.asks.sent(skip=page * LISTED, limit=LISTED + 1)
    counted = await figures.count(visit, found[:LISTED])
    before = Link(say("⬅️ Previous"), f"team/stats/asks/{page - 1}") if page else None
    after = Link(say("More ➡️"), f"team/stats/asks/{page + 1}") if len(found) > LISTED else None
    return Screen(
        text=paragraphs(bold(say("Which ask?")), None if found else say("No ask has gone out yet.")),
        rows=rows(
            *figures.links(say, counted, "team/stats/ask"),
            tuple(link for link in (before, after) if link),
            Link(say("📊 All figures"), "team/stats"),
        ),
    )


async def ask(visit: Visit, number: int) -> Screen:
    """One ask, whosever it is."""
    it = await _ask(visit, number)
    organisation = await visit.memory.organisations.get(it.ask.organisation_id)
    say = visit.say
    return Screen(
        text=paragraphs(
            lines(
                say("🏢 {organisation}", organisation=bold(own(organisation.name if organisation else "")))
            ),
            figures.alone(say, it),
        ),
        rows=rows(
            (
                Link(say("🖼 As a picture"), f"team/stats/ask/{number}/picture"),
                Link(say("📨 The ask itself"), f"team/ask/{number}"),
            ),
            (Link(say("📨 Ask by ask"), "team/stats/asks/0"), Link(say("📊 All figures"), "team/stats")),
        ),
    )


async def picture(visit: Visit, number: int) -> Screen:
    """One ask, drawn."""
    return figures.picture(visit.say, await _ask(visit, number), f"team/stats/ask/{number}")


async def _ask(visit: Visit, number: int) -> Counted:
    ask = await visit.memory.asks.get(number)
    if ask is None or ask.state is AskState.DRAFT:
        raise Nowhere(f"ask {number}")
    found = await figures.count(visit, [ask])
    if not found:
        raise Nowhere(f"ask {number}")
    return found[0]


ROUTES = (
    Route("team/stats/asks/{page:int}", asks, Role.TEAM),
    Route("team/stats/ask/{number:int}", ask, Role.TEAM),
    Route("team/stats/ask/{number:int}/picture", picture, Role.TEAM),
)
