"""Please call me: a name, a number and a time for the local centre, passed on only after consent."""

import re

from campaign.values import Answer
from dialogs.citizen.share import LONGEST_NAME, PHONE
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.statement import CALLED
from dialogs.text import Say, Text, bold, lines, own, paragraphs, quote
from dialogs.visit import Visit
from storage.calls import Call
from storage.citizens import Consent

VERSION = "call-1"
"""Raise it whenever the words of the question change: the log names what was read."""
_PARTS = ("morning", "afternoon", "evening")
"""Of the day: when it suits to be called."""


async def call(visit: Visit) -> Screen | Address:
    """Where somebody is with it: the next question, or what was passed on."""
    centre = await _centre(visit)
    if centre is None:
        return Address("talk")
    if visit.citizen is None:
        return _cannot(visit)
    told = await visit.memory.calls.of(visit.citizen.id)
    if told is not None and told.agreed:
        return _passed_on(visit, told)
    if told is None or not told.name:
        return await name(visit)
    if not told.phone:
        return await phone(visit)
    return await when(visit) if not told.part else await see(visit)


async def name(visit: Visit) -> Screen | Address:
    """Ask for a first name."""
    return await _ask_name(visit, visit.say("What is your first name?"))


async def name_typed(visit: Visit) -> Screen | Address:
    """Keep the first name that was typed."""
    typed, centre = " ".join((visit.text or "").split()), await _centre(visit)
    if visit.citizen is None or centre is None:
        return Address("call")
    if 0 < len(typed) <= LONGEST_NAME and typed.isprintable():
        await _put(visit, centre, name=typed)
        return Address("call")
    unclear = visit.say("That is too long, or I cannot read it. Your first name is enough.")
    return await _ask_name(visit, unclear)


async def phone(visit: Visit) -> Screen | Address:
    """Ask for a phone number."""
    return await _ask_phone(visit, visit.say("What is your phone number?"))


async def phone_typed(visit: Visit) -> Screen | Address:
    """Keep the phone number that was typed."""
    digits, centre = re.sub(r"[\s().-]", "", visit.text or ""), await _centre(visit)
    if visit.citizen is None or centre is None:
        return Address("call")
    if PHONE.fullmatch(digits):
        await _put(visit, centre, phone=digits)
        return Address("call")
    unclear = visit.say("That does not look like a phone number. Can you type it in digits?")
    return await _ask_phone(visit, unclear)


async def _ask_name(visit: Visit, question: Text) -> Screen | Address:
    say = visit.say
    if visit.citizen is None or await _centre(visit) is None:
        return Address("call")
    return Screen(
        name="call-name",
        text=paragraphs(
            bold(question),
            say("They ask for you by that name. You read everything before it goes."),
        ),
        rows=rows(Link(say("Back"), "talk")),
        waits="call/name/typed",
    )


async def _ask_phone(visit: Visit, question: Text) -> Screen | Address:
    say = visit.say
    if visit.citizen is None or await _centre(visit) is None:
        return Address("call")
    return Screen(
        name="call-phone",
        text=bold(question),
        rows=rows(Link(say("✏️ Another name"), "call/name"), Link(say("Back"), "talk")),
        waits="call/phone/typed",
    )


async def when(visit: Visit) -> Screen | Address:
    """Choose when it suits."""
    if visit.citizen is None:
        return Address("call")
    say = visit.say
    return Screen(
        name="call-when",
        text=bold(say("When may they call you?")),
        rows=rows(*(Link(part_of_day(say, part), f"call/when/{part}") for part in _PARTS)),
    )


async def chosen(visit: Visit, part: str) -> Screen | Address:
    """Keep when it suits."""
    if part not in _PARTS:
        raise Nowhere(part)
    centre = await _centre(visit)
    if visit.citizen is not None and centre is not None:
        await _put(visit, centre, part=part)
    return Address("call")


async def see(visit: Visit) -> Screen | Address:
    """Show what goes to whom, and ask whether it may."""
    told = await _told(visit)
    if told is None or told.agreed or not (told.name and told.phone and told.part):
        return Address("call")
    say = visit.say
    return Screen(
        name="call-see",
        text=paragraphs(
            bold(say("May I pass this on?")),
            _shown(say, told),
            say(
                "The campaign team reads it, and gives it to {centre}. Nobody else.", centre=own(told.centre)
            ),
            say.plural(
                "After the call I erase it, and after {n} day at the latest.",
                "After the call I erase it, and after {n} days at the latest.",
                CALLED,
            ),
        ),
        rows=rows(
            Link(say("✅ Yes, they may call me"), "call/yes", word=Answer.YES),
            (Link(say("✏️ Another name"), "call/name"), Link(say("✏️ Another number"), "call/phone")),
            Link(say("✏️ Another time"), "call/when"),
            Link(say("No, rather not"), "call/no", word=Answer.NO),
        ),
    )


async def agreed(visit: Visit) -> Screen | Address:
    """Pass it on."""
    told = await _told(visit)
    if visit.citizen is None or told is None:
        return Address("call")
    if not told.agreed and await visit.memory.calls.agree(visit.citizen.id, now=visit.now):
        await visit.consent(Consent.CALL, VERSION)
    return Address("call")


async def withdrawn(visit: Visit) -> Screen | Address:
    """Erase it, and take the consent back."""
    if visit.citizen is None:
        return Address("call")
    await visit.memory.calls.drop(visit.citizen.id)
    await visit.memory.citizens.withdraw(visit.citizen.id, Consent.CALL, now=visit.now)
    visit.memory.erased = True
    say = visit.say
    return Screen(
        name="call-no",
        text=paragraphs(
            bold(say("Good. Your name and number are erased here.")),
            say("Was it passed on already? Then they may still call you once."),
        ),
        rows=rows(Link(say("🗣 I'd rather talk to somebody"), "talk"), Link(say("🏠 Home"), "home")),
    )


async def _told(visit: Visit) -> Call | None:
    return None if visit.citizen is None else await visit.memory.calls.of(visit.citizen.id)


async def _centre(visit: Visit) -> str | None:
    """The centre of where they are; None where there is none."""
    found = await visit.memory.centres.of_municipality(visit.area.municipality) if visit.area else []
    return found[0].name if found else None


async def _put(visit: Visit, centre: str, **told: str) -> None:
    """Keep something of it; what was agreed to before was another text."""
    if visit.citizen is None:
        return
    await visit.memory.citizens.withdraw(visit.citizen.id, Consent.CALL, now=visit.now)
    await visit.memory.calls.put(visit.citizen.id, centre, now=visit.now, **told)


def _cannot(visit: Visit) -> Screen:
    """Of whom nothing may be kept no number can be passed on: they call themselves."""
    say = visit.say
    return Screen(
        name="call-young" if visit.young else "call-alone",
        text=paragraphs(
            bold(
                say("You are under 16. So I keep no phone number of yours.")
                if visit.young
                else say("I keep nothing of you yet. So I cannot pass on your number.")
            ),
            say("You can call them yourself. Their number is on the page before this one."),
            None if visit.young else say("Or let me keep your answers. Then they can call you."),
        ),
        rows=rows(
            Link(say("☎️ Show the number"), "talk"),
            None if visit.young else Link(say("💾 Keep my answers"), "keep"),
            Link(say("🏠 Home"), "home"),
        ),
    )


def _passed_on(visit: Visit, told: Call) -> Screen:
    say = visit.say
    return Screen(
        name="call-on",
        text=paragraphs(
            bold(say("{centre} may call you.", centre=own(told.centre))),
            _shown(say, told),
            say("Do you not want it any more? One tap is enough."),
        ),
        rows=rows(
            Link(say("🚫 Do not call me"), "call/no"),
            (Link(say("🔎 What is nearby?"), "near"), Link(say("🏠 Home"), "home")),
        ),
    )


def _shown(say: Say, told: Call) -> Text:
    return quote(lines(own(told.name), say("☎️ {contact}", contact=told.phone), part_of_day(say, told.part)))


def part_of_day(say: Say, part: str) -> Text:
    """When it suits somebody to be called."""
    match part:
        case "morning":
            return say("In the morning")
        case "afternoon":
            return say("In the afternoon")
        case _:
            return say("In the evening")


ROUTES = (
    Route("call", call),
    Route("call/name", name),
    Route("call/name/typed", name_typed),
    Route("call/phone", phone),
    Route("call/phone/typed", phone_typed),
    Route("call/when", when),
    Route("call/when/{part:word}", chosen),
    Route("call/yes", agreed),
    Route("call/no", withdrawn),
)
