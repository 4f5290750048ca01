"""The plan after a yes: what, when, where and whom to reach; and the way out of it."""

from dataclasses import replace
from datetime import timedelta

from campaign import reminding
from campaign.leaving import Leaving
from campaign.records import Opportunity
from campaign.values import Answer
from dialogs import words
from dialogs.citizen import card, held, plan_file, talk
from dialogs.citizen.ask_someone import invite
from dialogs.citizen.introduction import listeners
from dialogs.citizen.invitation import can_be_asked
from dialogs.citizen.message import reach, ready_message, ways
from dialogs.citizen.planning import chosen, first_open
from dialogs.citizen.promise import arranged, promised, when
from dialogs.citizen.reply import take
from dialogs.screen import Address, Link, Row, Screen, Venue, rows
from dialogs.site import Route
from dialogs.text import Text, bold, code, lines, own, paragraphs
from dialogs.visit import Visit
from storage.replies import Reply

ANSWERED_WITHIN = timedelta(days=2)
"""How long the citizen waits for an answer; after that they had better call or write themselves."""


async def plan(visit: Visit, number: int) -> Screen | Address:
    """The plan card of something the citizen said yes to; it goes on to what is not planned yet."""
    found = await promised(visit, number)
    if found is None:
        return Address(f"opportunity/{number}")
    if found[1].introduced is None:
        return Address(f"share/{number}")
    label = visit.say("Go on: make my plan") if first_open(*found) else visit.say("Go on")
    return await _whole(visit, *found, onward=Link(label, f"plan/{number}/go"))


async def ready(visit: Visit, number: int) -> Screen | Address:
    """The same after the planning questions: it goes on past them."""
    found = await arranged(visit, number)
    if found is None:
        return Address(f"plan/{number}")
    return await _whole(visit, *found, onward=Link(visit.say("Go on"), "next"))


async def on_map(visit: Visit, number: int) -> Screen | Address:
    """The plan with the place on the phone's own map."""
    screen = await plan(visit, number)
    found = await promised(visit, number)
    if isinstance(screen, Address) or found is None or found[0].point is None:
        return screen
    one = found[0]
    title, address = own(one.title), card.where(visit.say, one)
    return replace(screen, venue=Venue(title, address, found[0].point))


async def in_calendar(visit: Visit, number: int) -> Screen | Address:
    """The plan with a file for the phone's own calendar."""
    screen = await plan(visit, number)
    found = await arranged(visit, number)
    if isinstance(screen, Address) or found is None or found[1].on_date is None:
        return screen
    return replace(screen, document=await plan_file.document(visit, *found))


async def _whole(visit: Visit, one: Opportunity, reply: Reply, *, onward: Link) -> Screen:
    say = visit.say
    message = ready_message(visit.say_in(one.language), one, reply)
    heard = await _is_heard(visit, one, reply)
    planned = chosen(visit, reply) or reply.slot is not None
    roomy = can_be_asked(one) and (reply.on_date is None or reply.on_date > visit.now)
    return Screen(
        name="plan",
        text=paragraphs(
            await what(visit, one, reply, say("This is your plan")), await _reminders(visit, reply)
        ),
        rows=rows(
            *(() if heard else ways(say, one.contact, message)),
            *keeping(visit, one, reply),
            Link(say("✏️ Change my plan"), f"plan/{one.id}/change") if planned else None,
            Link(say("🗓 Another day"), f"date/{one.id}") if await _repeats(visit, reply, one) else None,
            Link(say("💬 Ask somebody along"), invite(one.id, None)) if roomy else None,
            talk.way(say),
            onward,
        ),
    )


async def _reminders(visit: Visit, reply: Reply) -> Text | None:
    """When they are reminded, where they will be."""
    say, citizen = visit.say, visit.citizen
    if citizen is None or reply.on_date is None or (citizen.stopped and not citizen.reminders):
        return None
    paused = None if citizen.reminders else citizen.paused_until
    after = max(visit.now, paused or visit.now)
    days = reminding.coming(reply.on_date, after, visit.house.campaign.budget)
    if days == reminding.BEFORE:
        return say("I remind you 3 days and 1 day before.")
    return say("I remind you 1 day before.") if days else None


async def what(visit: Visit, one: Opportunity, reply: Reply, head: Text) -> Text:
    """All that the plan says, under a line of its own."""
    say = visit.say
    return paragraphs(
        bold(head),
        lines(
            bold(words.task(say, one.task)),
            say("🗓 {when}", when=when(visit, one, reply)),
            say("📍 {where}", where=card.where(say, one)),
            say("🎒 To bring: {things}", things=one.bring) if one.bring else None,
            chosen(visit, reply),
        ),
        paragraphs(_what_they_know(visit, one, reply), reach(say, one.contact))
        if await _is_heard(visit, one, reply)
        else paragraphs(
            how_to_reach(visit, one),
            code(ready_message(visit.say_in(one.language), one, reply).plain),
        ),
    )


def keeping(visit: Visit, one: Opportunity, reply: Reply) -> tuple[Row, ...]:
    """What one does with a plan: find the place, put it in the calendar, call it off, tell what is wrong."""
    say = visit.say
    return rows(
        Link(say("🗺 Show on the map"), f"plan/{one.id}/map") if one.point else None,
        Link(say("📅 In my calendar"), f"plan/{one.id}/calendar") if reply.on_date else None,
        (
            Link(say("I can't after all"), f"cancel/{one.id}"),
            Link(say("⚠️ Something is wrong"), f"wrong/{one.id}"),
        ),
    )


async def _repeats(visit: Visit, reply: Reply, one: Opportunity) -> bool:
    """Whether another of its dates can be chosen."""
    if reply.on_date is None or reply.on_date <= visit.now:
        return False
    return len(await visit.memory.opportunities.dates(one.id, now=visit.now)) > 1


async def cancel(visit: Visit, number: int) -> Screen | Address:
    """Ask once whether it is off."""
    found = await promised(visit, number)
    if found is None:
        return Address(f"opportunity/{number}")
    say = visit.say
    return Screen(
        name="cancel",
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
    found = await promised(visit, number)
    tell = await _letting_know(visit, *found) if found is not None else None
    if found is not None:
        await take(visit, number, Answer.NO, None)
    one = await visit.opportunity(number)
    mine = await visit.memory.replies.get(visit.citizen.id, number) if visit.citizen else None
    over = one is None or one.closed or bool(mine and mine.on_date and mine.on_date <= visit.now)
    say = visit.say
    share = Link(say("📤 Ask somebody to go instead"), invite(number, None)) if mine and not over else None
    return Screen(
        name="cancelled",
        text=paragraphs(
            bold(say("Thank you for telling me. Your place is free again.")),
            tell,
            say("Do you know somebody who can go in your place? Ask them.") if share else None,
        ),
        rows=rows(
            share,
            Link(say("💬 I want to say why"), f"why/{Leaving.CANCEL.value}") if mine is not None else None,
            Link(say("Ask me something else"), "ask"),
            Link(say("🏠 Home"), "home"),
        ),
    )


async def _letting_know(visit: Visit, one: Opportunity, reply: Reply) -> Text | None:
    """How the organisation hears that it is off, where it was told of the yes."""
    if reply.introduced is None:
        return None
    say, organisation = visit.say, own(one.organisation)
    if await listeners(visit, one):
        return say("{organisation} hears it from me.", organisation=organisation)
    return paragraphs(
        say("Did you already write to {organisation}? Then let them know.", organisation=organisation),
        reach(say, one.contact),
    )


async def alone(visit: Visit, number: int) -> Screen | Address:
    """For who would rather not have answers kept: the contact, to arrange it themselves."""
    one = await visit.opportunity(number)
    await held.give_back(visit, number)
    if one is None or visit.young:
        return Address("near")
    say = visit.say
    message = ready_message(visit.say_in(one.language), one, None)
    return Screen(
        name="alone",
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


ROUTES = (
    Route("plan/{number:int}", plan),
    Route("plan/{number:int}/ready", ready),
    Route("plan/{number:int}/map", on_map),
    Route("plan/{number:int}/calendar", in_calendar),
    Route("cancel/{number:int}", cancel),
    Route("cancel/{number:int}/yes", cancelled),
    Route("alone/{number:int}", alone),
)
