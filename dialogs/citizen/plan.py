"""The plan after a yes: what, when, where and whom to reach; and the way out of it."""

from datetime import timedelta

from campaign.records import Opportunity
from campaign.values import Answer
from dialogs import words
from dialogs.citizen import card
from dialogs.citizen.introduction import listeners
from dialogs.citizen.message import reach, ready_message, ways
from dialogs.citizen.reply import take
from dialogs.screen import Address, Link, Screen, Venue, rows
from dialogs.site import Route
from dialogs.text import Text, bold, code, lines, own, paragraphs
from dialogs.visit import Visit
from storage.replies import Reply

ANSWERED_WITHIN = timedelta(days=2)
"""How long the citizen waits for an answer; after that they had better call or write themselves."""


async def plan(visit: Visit, number: int) -> Screen | Address:
    """The plan card of something the citizen said yes to."""
    found = await _promised(visit, number)
    if found is None:
        return Address(f"opportunity/{number}")
    one, reply = found
    if reply.introduced is None:
        return Address(f"share/{number}")
    say = visit.say
    message = ready_message(visit.say_in(one.language), one, reply)
    heard = await _is_heard(visit, one, reply)
    return Screen(
        text=paragraphs(
            bold(say("This is your plan")),
            lines(
                bold(words.task(say, one.task)),
                say("🗓 {when}", when=_when(visit, one, reply)),
                say("📍 {where}", where=card.where(say, one)),
                say("🎒 To bring: {things}", things=one.bring) if one.bring else None,
            ),
            paragraphs(_what_they_know(visit, one, reply), reach(say, one.contact))
            if heard
            else paragraphs(how_to_reach(visit, one), code(message.plain)),
        ),
        rows=rows(
            *(() if heard else ways(say, one.contact, message)),
            Link(say("🗺 Show on the map"), f"plan/{number}/map") if one.point else None,
            (
                Link(say("I can't after all"), f"cancel/{number}"),
                Link(say("⚠️ Something is wrong"), f"wrong/{number}"),
            ),
            Link(say("Go on"), "next"),
        ),
    )


async def on_map(visit: Visit, number: int) -> Screen | Address:
    """The plan with the place on the phone's own map."""
    screen = await plan(visit, number)
    found = await _promised(visit, number)
    if isinstance(screen, Address) or found is None or found[0].point is None:
        return screen
    one = found[0]
    title, address = own(one.title), card.where(visit.say, one)
    return Screen(text=screen.text, rows=screen.rows, venue=Venue(title, address, found[0].point))


async def cancel(visit: Visit, number: int) -> Screen | Address:
    """Ask once whether it is off."""
    found = await _promised(visit, number)
    if found is None:
        return Address(f"opportunity/{number}")
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(say("Can you not make it?")),
            say("That can happen. Then I give your place to somebody else."),
        ),
        rows=rows(
            Link(say("I can't make it"), f"cancel/{number}/yes"),
            Link(say("I will come after all"), f"plan/{number}"),
        ),
    )


async def cancelled(visit: Visit, number: int) -> Screen | Address:
    """It is off: the place comes free."""
    found = await _promised(visit, number)
    say = visit.say
    tell: Text | None = None
    if found is not None:
        one, reply = found
        told = await listeners(visit, one)
        await take(visit, number, Answer.NO, None)
        if reply.introduced is not None and told:
            tell = say("{organisation} hears it from me.", organisation=own(one.organisation))
        elif reply.introduced is not None:
            tell = paragraphs(
                say(
                    "Did you already write to {organisation}? Then let them know.",
                    organisation=own(one.organisation),
                ),
                reach(say, one.contact),
            )
    return Screen(
        text=paragraphs(bold(say("Thank you for telling me. Your place is free again.")), tell),
        rows=rows(
            Link(say("Ask me something else"), "ask"),
            Link(say("🏠 Home"), "home"),
        ),
    )


async def alone(visit: Visit, number: int) -> Screen | Address:
    """For who would rather not have answers kept: the contact, to arrange it themselves."""
    one = await visit.memory.opportunities.get(number)
    if one is None or visit.young:
        return Address("near")
    say = visit.say
    message = ready_message(visit.say_in(one.language), one, None)
    return Screen(
        text=paragraphs(
            bold(say("Fine. I keep no answers.")),
            say("You can arrange it yourself with {organisation}:", organisation=own(one.organisation)),
            how_to_reach(visit, one),
            code(message.plain),
        ),
        rows=rows(
            *ways(say, one.contact, message),
            Link(say("🔎 What is nearby?"), "near"),
            Link(say("🏠 Home"), "home"),
        ),
    )


def how_to_reach(visit: Visit, one: Opportunity) -> Text:
    """The contact and what to do with the message; a sample says that nobody is there."""
    say = visit.say
    if one.sample:
        note = say("🧪 This is an invented example. Do not send anything.")
    elif one.contact.reachable:
        note = say("Send this message yourself. Then they know you are coming.")
    else:
        note = say("Ask at the place itself. I know no phone number, email or website.")
    return paragraphs(reach(say, one.contact), note)


async def _is_heard(visit: Visit, one: Opportunity, reply: Reply) -> bool:
    """Whether the organisation heard of it from us, and answered or may still answer in time."""
    if reply.introduced is None or not await listeners(visit, one):
        return False
    return reply.confirmed is not None or visit.now - reply.introduced < ANSWERED_WITHIN


def _what_they_know(visit: Visit, one: Opportunity, reply: Reply) -> Text:
    say, organisation = visit.say, own(one.organisation)
    if reply.confirmed is not None:
        return say("{organisation} knows that you are coming.", organisation=organisation)
    return say("{organisation} knows about you now. They answer within two days.", organisation=organisation)


async def _promised(visit: Visit, number: int) -> tuple[Opportunity, Reply] | None:
    if visit.citizen is None:
        return None
    reply = await visit.memory.replies.get(visit.citizen.id, number)
    one = await visit.memory.opportunities.get(number)
    return (one, reply) if one and reply and reply.answer is Answer.YES else None


def _when(visit: Visit, one: Opportunity, reply: Reply) -> Text:
    if reply.on_date is None:
        return card.when(visit.say, one)
    ends = one.ends if one.starts == reply.on_date else None
    return visit.say.moment(reply.on_date, ends)


ROUTES = (
    Route("plan/{number:int}", plan),
    Route("plan/{number:int}/map", on_map),
    Route("cancel/{number:int}", cancel),
    Route("cancel/{number:int}/yes", cancelled),
    Route("alone/{number:int}", alone),
)
