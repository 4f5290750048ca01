"""The campaign's ask at the first hello: one concrete thing nearby, asked outright."""

from dialogs.citizen import card, talk
from dialogs.citizen.finding import best, candidates, unmuted, why
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import bold, paragraphs
from dialogs.visit import Visit


async def first(visit: Visit) -> Screen | Address:
    """Ask the best-fitting thing."""
    return await ask(visit, 0)


async def ask(visit: Visit, number: int) -> Screen | Address:
    """Ask the thing that fits best but for so many before it."""
    if visit.area is None:
        return Address("place")
    found = await candidates(visit)
    if not found:
        return Address("near")
    matches = best(visit, await unmuted(visit, found), skip=number, limit=1)
    if not matches or not matches[0].fits:
        return _enough(visit)
    one = await visit.opportunity(matches[0].opportunity.id)
    if one is None:
        return Address("near")
    await visit.note_asked()
    say = visit.say
    return Screen(
        name="ask",
        text=card.asking(say, say("Would you do this?"), one, why(visit, one)),
        rows=card.answers(say, one, f"ask/{number + 1}", asked=number),
    )


async def not_now(visit: Visit) -> Screen:
    """Not now is a fine answer."""
    say = visit.say
    return Screen(
        name="not-now",
        text=paragraphs(
            bold(say("That is fine.")),
            say("Come back whenever you like. Tell me what you like, and I find things that fit better."),
        ),
        rows=rows(
            Link(say("⭐ What I like"), "likes"),
            Link(say("🔎 What is nearby?"), "near"),
            talk.way(say),
            Link(say("💾 Keep my answers"), "keep") if visit.citizen is None and not visit.young else None,
            Link(say("🏠 Home"), "home"),
        ),
    )


def _enough(visit: Visit) -> Screen:
    say = visit.say
    return Screen(
        name="enough",
        text=paragraphs(
            bold(say("You have seen everything that fits for now.")),
            say("Look further away, or tell me what you like. Then I search again."),
        ),
        rows=rows(
            (Link(say("↔️ Distance"), "radius"), Link(say("⭐ What I like"), "likes")),
            Link(say("🔎 See them all again"), "near"),
            talk.way(say),
            Link(say("🏠 Home"), "home"),
        ),
    )


ROUTES = (
    Route("ask", first),
    Route("ask/{number:int}", ask),
    Route("notnow", not_now),
)
