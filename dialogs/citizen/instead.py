"""When one thing cannot be done any more: the next best concrete thing, asked outright."""

from campaign.records import Opportunity
from dialogs.citizen import card, talk
from dialogs.citizen.finding import best, candidates, unmuted, why
from dialogs.screen import Link, Screen, rows
from dialogs.text import Text, bold, paragraphs
from dialogs.visit import Visit


async def instead(visit: Visit, head: Text, number: int | None) -> Screen:
    """The head, then what fits best, never the one with this number; where nothing fits, the way on."""
    say = visit.say
    one = await _next_best(visit, number)
    if one is None:
        return Screen(
            text=paragraphs(head, say("Shall I show you something else?")),
            rows=rows(Link(say("🔎 What is nearby?"), "near"), talk.way(say), Link(say("🏠 Home"), "home")),
        )
    return Screen(
        text=paragraphs(
            head,
            bold(say("Would you do this instead?")),
            card.asker(say, one),
            card.brief(say, one, why(visit, one)),
        ),
        rows=rows(
            Link(say("👍 Yes"), f"reply/{one.id}/yes"),
            (
                Link(say("Tell me more"), f"opportunity/{one.id}"),
                Link(say.about("another thing to do", "Something else"), "near"),
            ),
            (Link(say("Not now"), "notnow"), Link(say("⚠️ Something is wrong"), f"wrong/{one.id}")),
        ),
    )


async def _next_best(visit: Visit, number: int | None) -> Opportunity | None:
    if visit.area is None and not visit.profile.online:
        return None
    found = [one for one in await unmuted(visit, await candidates(visit)) if one.id != number]
    matches = best(visit, found, skip=0, limit=1)
    if not matches or not matches[0].fits:
        return None
    return await visit.opportunity(matches[0].opportunity.id)
