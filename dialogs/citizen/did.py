"""Two weeks after the date: did they do it? Asked of the citizen once, answered in one tap."""

from campaign.records import Opportunity
from campaign.values import Answer
from dialogs.citizen import card
from dialogs.citizen.ask_someone import invite
from dialogs.citizen.invitation import can_be_asked
from dialogs.citizen.message import reach
from dialogs.screen import Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import bold, lines, own, paragraphs
from dialogs.visit import Visit
from storage.introductions import Introduction


async def did(visit: Visit, introduction: int) -> Screen:
    """Ask it; of one who answered, the answer can be changed."""
    it, one = await _mine(visit, introduction)
    say, root = visit.say, f"did/{introduction}"
    return Screen(
        name="did",
        text=paragraphs(
            lines(
                card.own_title(say, one.title, one.language),
                say("🗓 {when}", when=say.moment(it.on_date, None)) if it.on_date else None,
            ),
            bold(say("Did you do it?")),
            say("Only the campaign counts it. Every answer is fine."),
        ),
        rows=rows(
            Link(say("👍 Yes, I did"), f"{root}/on", word=Answer.YES),
            Link(say("⏳ Not yet"), f"{root}/yet"),
            Link(say("👋 No"), f"{root}/off", word=Answer.NO),
        ),
    )


async def answer(visit: Visit, introduction: int, yes: bool) -> Screen:
    """They did it, or they did not."""
    it, one = await _mine(visit, introduction)
    if visit.citizen is not None:
        await visit.memory.matches.citizen_says(visit.citizen.id, it.id, yes, now=visit.now)
    say = visit.say
    if yes:
        words = paragraphs(
            bold(say("Well done. Thank you.")),
            say("You helped {organisation}.", organisation=own(it.organisation)),
            say("Who else would like this? People start because somebody they know asks them."),
        )
    else:
        words = paragraphs(
            bold(say("Thank you for telling me.")),
            say("Maybe something else fits better. Shall I ask you something else?"),
        )
    return Screen(
        name="did-yes" if yes else "did-no",
        text=words,
        rows=rows(
            Link(say("💬 Ask somebody"), invite(one.id, None) if can_be_asked(one) else "someone")
            if yes
            else None,
            Link(say("Ask me something else"), "ask"),
            None if yes else Link(say("⚠️ Something is wrong"), f"wrong/{it.opportunity_id}"),
            Link(say("🏠 Home"), "home"),
        ),
    )


async def not_yet(visit: Visit, introduction: int) -> Screen:
    """It is still to come: how to reach the organisation."""
    it, one = await _mine(visit, introduction)
    say = visit.say
    return Screen(
        name="did-not-yet",
        text=paragraphs(
            bold(say("That is fine. It can still be done.")),
            say("This is how you reach {organisation}:", organisation=own(it.organisation)),
            reach(say, one.contact),
        )
        if one.contact.reachable
        else bold(say("That is fine. It can still be done.")),
        rows=rows(
            Link(say("📌 My plan"), f"plan/{one.id}"),
            Link(say("🏠 Home"), "home"),
        ),
    )


async def _mine(visit: Visit, introduction: int) -> tuple[Introduction, Opportunity]:
    it = None
    if visit.citizen is not None:
        it = await visit.memory.introductions.of_citizen(visit.citizen.id, introduction)
    one = await visit.opportunity(it.opportunity_id) if it is not None and it.ending is None else None
    if it is None or one is None:
        raise Nowhere(f"introduction {introduction}")
    return it, one


ROUTES = (
    Route("did/{introduction:int}", did),
    Route("did/{introduction:int}/{yes:switch}", answer),
    Route("did/{introduction:int}/yet", not_yet),
)
