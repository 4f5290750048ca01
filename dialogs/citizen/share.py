"""After a yes: the first date, what the organisation may know, and a look at it before it goes."""

import re
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from campaign.records import Opportunity
from campaign.values import Answer
from dialogs.citizen.introduction import listeners, make, what_they_read
from dialogs.citizen.message import ready_message
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import Say, Text, bold, own, paragraphs, quote
from dialogs.visit import Visit
from storage.organisations import MADE_HERE
from storage.replies import Reply

LONGEST_NAME = 40
PHONE = re.compile(r"0[1-9][0-9]{8}|(\+|00)?[1-9][0-9]{7,14}")
"""A Dutch number with all its ten digits, or one of any country."""
_DATES = 6
Answered = Screen | Address


def before_it_goes(page: Callable[..., Awaitable[Answered]]) -> Callable[..., Awaitable[Answered]]:
    """A page about a yes of which the organisation did not hear yet; where it did, it leads to the plan."""

    async def looked_up(visit: Visit, number: int, **more: Any) -> Answered:
        found = await _mine(visit, number)
        if found is None:
            return Address(f"opportunity/{number}")
        one, reply = found
        if reply.introduced is not None and await listeners(visit, one):
            return Address(f"plan/{number}")
        return await page(visit, one, reply, **more)

    return looked_up


async def date(visit: Visit, number: int) -> Screen | Address:
    """Choose the first date of something that repeats."""
    found = await _mine(visit, number)
    if found is None:
        return Address(f"opportunity/{number}")
    dates = await visit.memory.opportunities.dates(number, now=visit.now)
    if len(dates) < 2:
        return Address(f"share/{number}")
    say = visit.say
    return Screen(
        name="date",
        text=bold(say("Good. Which day would you like to come first?")),
        rows=rows(
            *(
                Link(say.moment(one.starts, one.ends), f"date/{number}/{_minute(one.starts)}")
                for one in dates[:_DATES]
            ),
            Link(say("I can't after all"), f"cancel/{number}"),
        ),
    )


async def choose_date(visit: Visit, number: int, minute: int) -> Screen | Address:
    """Come on this date first; one that is past is asked again."""
    found = await _mine(visit, number)
    if found is None or visit.citizen is None:
        return Address(f"opportunity/{number}")
    dates = await visit.memory.opportunities.dates(number, now=visit.now)
    starts = next((one.starts for one in dates if _minute(one.starts) == minute), None)
    if starts is None:
        return Address(f"date/{number}")
    await visit.memory.replies.put_date(visit.citizen.id, number, starts, now=visit.now)
    moved = await visit.memory.introductions.move(found[1].id, starts)
    if moved is not None:
        await visit.memory.notices.redraw_under(f"intro/{moved}")
    return Address(f"share/{number}" if found[1].introduced is None else f"plan/{number}")


@before_it_goes
async def share(visit: Visit, one: Opportunity, reply: Reply) -> Answered:
    """Choose what the organisation may know."""
    say, root = visit.say, f"share/{one.id}"
    name = own(reply.name or _first_name(visit))
    told = bool(await listeners(visit, one))
    return Screen(
        name="share",
        text=paragraphs(
            bold(say("Your place is held.")),
            say("What may {organisation} know about you?", organisation=bold(own(one.organisation))),
            say("You read it before it goes.") if told else say("You read it first. You send it yourself."),
        ),
        rows=rows(
            Link(say("Only my name: {name}", name=name), f"{root}/name"),
            Link(say("My name and {handle}", handle=f"@{visit.incoming.handle}"), f"{root}/telegram")
            if visit.incoming.handle
            else None,
            Link(say("My name and phone number"), f"{root}/phone"),
            Link(say("✏️ Another name"), f"{root}/rename"),
            Link(say("I can't after all"), f"cancel/{one.id}"),
        ),
    )


@before_it_goes
async def only_name(visit: Visit, one: Opportunity, reply: Reply) -> Answered:
    """Share the first name."""
    return await _prepare(visit, reply, one.id, reach="")


@before_it_goes
async def telegram(visit: Visit, one: Opportunity, reply: Reply) -> Answered:
    """Share the first name and the Telegram name."""
    if not visit.incoming.handle:
        return Address(f"share/{one.id}")
    return await _prepare(visit, reply, one.id, reach=f"@{visit.incoming.handle}")


@before_it_goes
async def phone(visit: Visit, one: Opportunity, reply: Reply) -> Answered:
    """Share the first name and a telephone number that is typed."""
    say = visit.say
    question = say("What is your phone number?")
    if visit.text is not None or visit.incoming.other:
        digits = re.sub(r"[\s().-]", "", visit.text or "")
        if PHONE.fullmatch(digits):
            return await _prepare(visit, reply, one.id, reach=digits)
        question = say("That does not look like a phone number. Can you type it in digits?")
    return Screen(
        name="phone",
        text=paragraphs(
            bold(question), say("Only {organisation} gets it.", organisation=own(one.organisation))
        ),
        rows=rows(Link(say("Back"), f"share/{one.id}")),
        waits=f"share/{one.id}/phone",
    )


@before_it_goes
async def rename(visit: Visit, one: Opportunity, reply: Reply) -> Answered:
    """Use another name, that is typed."""
    say = visit.say
    question = say("Which name may they know?")
    if visit.text is not None or visit.incoming.other:
        name = " ".join((visit.text or "").split())
        if 0 < len(name) <= LONGEST_NAME and name.isprintable():
            await _keep(visit, reply, name=name, reach=reply.reach or "")
            return Address(f"share/{one.id}")
        question = say("That is too long, or I cannot read it. Your first name is enough.")
    return Screen(
        name="rename",
        text=bold(question),
        rows=rows(Link(say("Back"), f"share/{one.id}")),
        waits=f"share/{one.id}/rename",
    )


@before_it_goes
async def see(visit: Visit, one: Opportunity, reply: Reply) -> Answered:
    """Show what will go, before it goes."""
    if not reply.name:
        return Address(f"share/{one.id}")
    say, organisation = visit.say, own(one.organisation)
    if await listeners(visit, one):
        words = await _introduction(visit, reply)
        head = say("{organisation} gets this:", organisation=organisation)
        note = say("Is it right? Then I send it. They answer within two days.")
        label = say("✅ Yes, send it")
    else:
        words = _message(one, reply)
        head = say("This is your message to {organisation}:", organisation=organisation)
        note = say("Is it right? Then I show you where to send it.")
        label = say("✅ Yes, this is right")
    theirs = visit.say_in(one.language)
    translated: Text | None = None
    if theirs.language.plain != say.language.plain:
        translated = paragraphs(say("In your language it says:"), quote(words(say)))
    return Screen(
        name="see",
        text=paragraphs(bold(head), quote(words(theirs)), translated, note),
        rows=rows(
            Link(label, f"share/{one.id}/send", word=Answer.YES),
            Link(say("✏️ Change"), f"share/{one.id}", word=Answer.NO),
            Link(say("I can't after all"), f"cancel/{one.id}"),
        ),
    )


@before_it_goes
async def send(visit: Visit, one: Opportunity, reply: Reply) -> Answered:
    """Make the introduction: the organisation hears of it, or the contact is shown with the message ready."""
    if not reply.name:
        return Address(f"share/{one.id}")
    if one.closed and one.source == MADE_HERE:
        return Address(f"opportunity/{one.id}")
    await make(visit, one, reply.id)
    return Address(f"plan/{one.id}")


def _message(one: Opportunity, reply: Reply) -> Callable[[Say], Text]:
    return lambda say: ready_message(say, one, reply)


async def _introduction(visit: Visit, reply: Reply) -> Callable[[Say], Text]:
    it = await visit.memory.introductions.of_reply(reply.id)
    return lambda say: what_they_read(say, it) if it is not None else Text("")


async def _mine(visit: Visit, number: int) -> tuple[Opportunity, Reply] | None:
    if visit.citizen is None:
        return None
    reply = await visit.memory.replies.get(visit.citizen.id, number)
    one = await visit.memory.opportunities.get(number)
    return (one, reply) if one and reply and reply.answer is Answer.YES else None


async def _prepare(visit: Visit, reply: Reply, number: int, *, reach: str) -> Address:
    await _keep(visit, reply, name=reply.name or _first_name(visit), reach=reach)
    return Address(f"share/{number}/see")


async def _keep(visit: Visit, reply: Reply, *, name: str, reach: str) -> None:
    if visit.citizen is not None:
        await visit.memory.introductions.prepare(reply.id, visit.citizen.id, name=name, reach=reach)


def _minute(moment: datetime) -> int:
    return int(moment.timestamp()) // 60


def _first_name(visit: Visit) -> str:
    return " ".join(visit.incoming.name.split())[:LONGEST_NAME] or visit.say("somebody nearby").plain


ROUTES = (
    Route("date/{number:int}", date),
    Route("date/{number:int}/{minute:int}", choose_date),
    Route("share/{number:int}", share),
    Route("share/{number:int}/name", only_name),
    Route("share/{number:int}/telegram", telegram),
    Route("share/{number:int}/phone", phone),
    Route("share/{number:int}/rename", rename),
    Route("share/{number:int}/see", see),
    Route("share/{number:int}/send", send),
)
