"""What a citizen hears of the organisation they said yes to: it knows, it is silent, or it calls it off."""

from dataclasses import replace

from campaign.records import Opportunity
from dialogs.citizen import card
from dialogs.citizen.instead import instead
from dialogs.citizen.message import reach, ready_message, ways
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import bold, lines, own, paragraphs
from dialogs.visit import Visit
from storage.introductions import Ending, Introduction


async def met(visit: Visit, introduction: int) -> Screen | Address:
    """The organisation answered: it knows that they come."""
    it, one = await _mine(visit, introduction)
    if it.ending is not None:
        return Address(f"calledoff/{introduction}")
    if it.confirmed is None:
        return Address(f"plan/{it.opportunity_id}")
    say = visit.say
    return Screen(
        name="met",
        text=paragraphs(
            bold(say("{organisation} knows that you are coming.", organisation=own(it.organisation))),
            lines(
                card.own_title(say, it.title, it.title_language),
                say("🗓 {when}", when=say.moment(it.on_date, None)) if it.on_date else None,
            ),
            say("They get in touch with you.") if it.reach else None,
            lines(say("Do you have a question? This is how you reach them:"), reach(say, one.contact))
            if one.contact.reachable
            else None,
        ),
        rows=rows(
            Link(say("📌 My plan"), f"plan/{one.id}"),
            (Link(say("I can't after all"), f"cancel/{one.id}"), Link(say("🏠 Home"), "home")),
        ),
    )


async def unmet(visit: Visit, introduction: int) -> Screen | Address:
    """Two days went by without an answer: sorry, how to reach them, and the next best thing."""
    it, one = await _mine(visit, introduction)
    if it.ending is not None:
        return Address(f"calledoff/{introduction}")
    if it.confirmed is not None:
        return Address(f"met/{introduction}")
    say = visit.say
    reply = await visit.memory.replies.get(visit.citizen.id, one.id) if visit.citizen else None
    head = paragraphs(
        bold(say("I am sorry. {organisation} did not answer yet.", organisation=own(it.organisation))),
        card.own_title(say, it.title, it.title_language),
        lines(say("You can call or write to them yourself:"), reach(say, one.contact))
        if one.contact.reachable
        else None,
        say("The campaign team looks into it.")
        if it.on_date is not None and it.on_date <= visit.now
        else say("The campaign team looks into it. Your place stays yours."),
    )
    screen = await instead(visit, head, one.id)
    sending = ways(say, one.contact, ready_message(visit.say_in(one.language), one, reply))
    plan = rows(*sending, Link(say("📌 My plan"), f"plan/{one.id}"))
    return replace(screen, rows=(*plan, *screen.rows))


async def called_off(visit: Visit, introduction: int) -> Screen | Address:
    """It is no longer possible: kind words, and the next best thing."""
    it, one = await _mine(visit, introduction)
    if it.ending is not Ending.DECLINED:
        return Address(f"opportunity/{one.id}")
    say = visit.say
    head = paragraphs(
        bold(say("{organisation} says: it is no longer possible.", organisation=own(it.organisation))),
        lines(
            card.own_title(say, it.title, it.title_language),
            say("🗓 {when}", when=say.moment(it.on_date, None)) if it.on_date else None,
        ),
        say("That is not because of you. Thank you for saying yes."),
    )
    return await instead(visit, head, one.id)


async def _mine(visit: Visit, introduction: int) -> tuple[Introduction, Opportunity]:
    it = None
    if visit.citizen is not None:
        it = await visit.memory.introductions.of_citizen(visit.citizen.id, introduction)
    one = await visit.memory.opportunities.get(it.opportunity_id) if it else None
    if it is None or one is None:
        raise Nowhere(f"introduction {introduction}")
    return it, one


ROUTES = (
    Route("met/{introduction:int}", met),
    Route("unmet/{introduction:int}", unmet),
    Route("calledoff/{introduction:int}", called_off),
)
