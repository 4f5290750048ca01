"""After a yes: the first date, what the organisation may know, and a look at it before it goes."""

import re
from datetime import datetime

from campaign.records import Opportunity
from campaign.values import Answer
from dialogs.citizen.message import ready_message
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import Text, bold, own, paragraphs, quote
from dialogs.visit import Visit
from storage.replies import Reply

LONGEST_NAME = 40
_PHONE = re.compile(r"0[1-9][0-9]{8}|(\+|00)?[1-9][0-9]{7,14}")
"""A Dutch number with all its ten digits, or one of any country."""
_DATES = 6


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
    await visit.memory.replies.put_date(visit.citizen.id, number, starts)
    return Address(f"share/{number}")


async def share(visit: Visit, number: int) -> Screen | Address:
    """Choose what the organisation may know."""
    found = await _mine(visit, number)
    if found is None:
        return Address(f"opportunity/{number}")
    one, reply = found
    say = visit.say
    name = own(reply.name or _first_name(visit))
    return Screen(
        text=paragraphs(
            bold(say("Your place is held.")),
            say("What may {organisation} know about you?", organisation=bold(own(one.organisation))),
            say("You read it first. You send it yourself."),
        ),
        rows=rows(
            Link(say("Only my name: {name}", name=name), f"share/{number}/name"),
            Link(say("My name and {handle}", handle=f"@{visit.incoming.handle}"), f"share/{number}/telegram")
            if visit.incoming.handle
            else None,
            Link(say("My name and phone number"), f"share/{number}/phone"),
            Link(say("✏️ Another name"), f"share/{number}/rename"),
            Link(say("I can't after all"), f"cancel/{number}"),
        ),
    )


async def only_name(visit: Visit, number: int) -> Screen | Address:
    """Share the first name."""
    return await _prepare(visit, number, reach="")


async def telegram(visit: Visit, number: int) -> Screen | Address:
    """Share the first name and the Telegram name."""
    if not visit.incoming.handle:
        return Address(f"share/{number}")
    return await _prepare(visit, number, reach=f"@{visit.incoming.handle}")


async def phone(visit: Visit, number: int) -> Screen | Address:
    """Share the first name and a telephone number that is typed."""
    found = await _mine(visit, number)
    if found is None:
        return Address(f"opportunity/{number}")
    say = visit.say
    question = say("What is your phone number?")
    if visit.text is not None or visit.incoming.other:
        digits = re.sub(r"[\s().-]", "", visit.text or "")
        if _PHONE.fullmatch(digits):
            return await _prepare(visit, number, reach=digits)
        question = say("That does not look like a phone number. Can you type it in digits?")
    return Screen(
        text=paragraphs(
            bold(question), say("Only {organisation} gets it.", organisation=own(found[0].organisation))
        ),
        rows=rows(Link(say("Back"), f"share/{number}")),
        waits=f"share/{number}/phone",
    )


async def rename(visit: Visit, number: int) -> Screen | Address:
    """Use another name, that is typed."""
    found = await _mine(visit, number)
    if found is None:
        return Address(f"opportunity/{number}")
    say = visit.say
    question = say("Which name may they know?")
    if visit.text is not None or visit.incoming.other:
        name = " ".join((visit.text or "").split())
        if 0 < len(name) <= LONGEST_NAME and name.isprintable():
            await _keep(visit, found[1], name=name, reach=found[1].reach or "")
            return Address(f"share/{number}")
        question = say("That is too long, or I cannot read it. Your first name is enough.")
    return Screen(
        text=bold(question), rows=rows(Link(say("Back"), f"share/{number}")), waits=f"share/{number}/rename"
    )


async def see(visit: Visit, number: int) -> Screen | Address:
    """Show what will go, before it goes."""
    found = await _mine(visit, number)
    if found is None or not found[1].name:
        return Address(f"share/{number}")
    one, reply = found
    say = visit.say
    theirs = visit.say_in(one.language)
    message = ready_message(theirs, one, reply)
    translated: Text | None = None
    if theirs.language.code != say.language.code:
        translated = paragraphs(say("In your language it says:"), quote(ready_message(say, one, reply)))
    return Screen(
        text=paragraphs(
            bold(say("This is your message to {organisation}:", organisation=own(one.organisation))),
            quote(message),
            translated,
            say("Is it right? Then I show you where to send it."),
        ),
        rows=rows(
            Link(say("✅ Yes, this is right"), f"share/{number}/send"),
            Link(say("✏️ Change"), f"share/{number}"),
            Link(say("I can't after all"), f"cancel/{number}"),
        ),
    )


async def send(visit: Visit, number: int) -> Screen | Address:
    """Make the introduction: the contact is shown, with the message ready."""
    found = await _mine(visit, number)
    if found is None or not found[1].name:
        return Address(f"share/{number}")
    await visit.memory.replies.introduce(found[1].id, now=visit.now)
    return Address(f"plan/{number}")


async def _mine(visit: Visit, number: int) -> tuple[Opportunity, Reply] | None:
    if visit.citizen is None:
        return None
    reply = await visit.memory.replies.get(visit.citizen.id, number)
    one = await visit.memory.opportunities.get(number)
    return (one, reply) if one and reply and reply.answer is Answer.YES else None


async def _prepare(visit: Visit, number: int, *, reach: str) -> Screen | Address:
    found = await _mine(visit, number)
    if found is None:
        return Address(f"opportunity/{number}")
    await _keep(visit, found[1], name=found[1].name or _first_name(visit), reach=reach)
    return Address(f"share/{number}/see")


async def _keep(visit: Visit, reply: Reply, *, name: str, reach: str) -> None:
    if visit.citizen is not None:
        await visit.memory.replies.prepare(reply.id, visit.citizen.id, name=name, reach=reach)


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
