"""What an organisation tells about itself, a screen each: asked at first, changed ever after."""

import re

from campaign.records import Organisation
from campaign.screening import Check
from campaign.values import OrganisationState, Role
from dialogs.organisation import standing
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import Text, bold, lines, own, paragraphs, quote
from dialogs.visit import Visit

_NAME, _ABOUT = range(2, 101), range(3, 301)
"""The lengths taken of a name and of a sentence."""
_KVK = re.compile(r"[0-9]{8}")
_PHONE = re.compile(r"0[1-9][0-9]{8}|(\+|00)[1-9][0-9]{7,14}")
_EMAIL = re.compile(r"[^\s@<>,;:\"()]{1,64}@[^\s@<>,;:\"()]+\.[^\s@<>,;:\"().]{2,}")
STANDINGS = ("none", "centre")
"""What stands in for a KvK number."""
_CHECKED_BY = {"registration": Check.REGISTRATION, "contact": Check.CONTACT}
"""The check that is done anew when something else is told."""


async def details(visit: Visit) -> Screen:
    """All that the organisation told, each with a button to change it."""
    it = await _mine(visit)
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(own(it.name)),
            quote(own(it.description)) if it.description else None,
            facts(visit, it),
        ),
        rows=rows(
            (Link(say("✏️ Name"), "details/name"), Link(say("✏️ What we do"), "details/about")),
            (Link(say("✏️ KvK number"), "details/registration"), Link(say("✏️ Contact"), "details/contact")),
            Link(say("🏢 Desk"), "desk"),
        ),
    )


def facts(visit: Visit, it: Organisation) -> Text:
    """The registration and the contact, a line each."""
    say = visit.say
    number = standing.registration(say, it.registration)
    contact = own(it.contact) if it.contact else say("not told yet")
    return lines(
        say("🧾 KvK number: {number}", number=number), say("☎️ For the team: {contact}", contact=contact)
    )


async def name(visit: Visit) -> Screen | Address:
    """The name, typed."""
    it = await _mine(visit)
    say = visit.say
    question = say("What is the name of your organisation?")
    if visit.text is not None or visit.incoming.other:
        called = read_name(visit.text)
        if called:
            return await _keep(visit, it, name=called)
        question = say("That is too short or too long. What is the name of your organisation?")
    known = say("Now it is: {words}", words=own(it.name))
    first = say("People read this name above everything you ask. You can change it later.")
    return _question(visit, it, "name", question, first if _new(it) else known)


async def about(visit: Visit) -> Screen | Address:
    """What it does, in one sentence, typed; it may be skipped."""
    it = await _mine(visit)
    say = visit.say
    question = say("What does your organisation do? One sentence is enough.")
    if visit.text is not None or visit.incoming.other:
        words = _plain(visit.text)
        if len(words) in _ABOUT and _readable(words):
            return await _keep(visit, it, description=words)
        question = say("Can you say it in one sentence, of at most 300 letters?")
    told = quote(own(it.description)) if it.description else None
    return _question(
        visit, it, "about", question, told, Link(say("Skip"), _after(it, "about")) if _new(it) else None
    )


async def registration(visit: Visit) -> Screen | Address:
    """The KvK number, typed, or what stands in for it."""
    it = await _mine(visit)
    say = visit.say
    question = say("What is your KvK number?")
    if visit.text is not None or visit.incoming.other:
        digits = re.sub(r"[\s.]", "", visit.text or "")
        if _KVK.fullmatch(digits):
            return await _keep(visit, it, registration=digits)
        question = say("A KvK number has 8 digits. What is yours?")
    known = standing.registration(say, it.registration) if it.registration else None
    return _question(
        visit,
        it,
        "registration",
        question,
        say("Now it is: {words}", words=known) if known else say("The campaign team checks it."),
        Link(say("We have none"), "details/registration/none"),
        Link(say("A local volunteer centre vouches for us"), "details/registration/centre"),
    )


async def no_registration(visit: Visit, instead: str) -> Screen | Address:
    """What stands in for a KvK number."""
    if instead not in STANDINGS:
        raise Nowhere(instead)
    return await _keep(visit, await _mine(visit), registration=instead)


async def contact(visit: Visit) -> Screen | Address:
    """How the team reaches the organisation: a telephone number or an e-mail address, typed."""
    it = await _mine(visit)
    say = visit.say
    question = say("How can the campaign team reach you? Type a phone number or an e-mail address.")
    if visit.text is not None or visit.incoming.other:
        reach = read_contact(visit.text)
        if reach:
            return await _keep(visit, it, contact=reach)
        question = say("I cannot read that. Type a phone number with all its digits, or an e-mail address.")
    known = say("Now it is: {words}", words=own(it.contact)) if it.contact else None
    return _question(visit, it, "contact", question, known or say("Only the campaign team sees it."))


def read_name(typed: str | None) -> str | None:
    """The name of an organisation; None where it cannot be one."""
    words = _plain(typed)
    fits = len(words) in _NAME and _readable(words) and any(letter.isalpha() for letter in words)
    return words if fits else None


def read_contact(typed: str | None) -> str | None:
    """A telephone number in digits, or an e-mail address; None for anything else."""
    words = _plain(typed)
    digits = re.sub(r"[\s().-]", "", words)
    if _PHONE.fullmatch(digits):
        return digits
    return words if len(words) <= 200 and _EMAIL.fullmatch(words) and words.isprintable() else None


async def _mine(visit: Visit) -> Organisation:
    member = await visit.member()
    found = await visit.memory.organisations.get(member.organisation_id) if member else None
    if found is None:
        raise Nowhere("details")
    return found


async def _keep(visit: Visit, it: Organisation, **told: str) -> Address:
    """Keep what was told, and go on to what is still to be asked, or back to all of it.

    With the contact a new organisation is complete, and the team hears of it. What the team checked and is
    told otherwise afterwards, the team checks again.
    """
    ((what, words),) = told.items()
    visit.text = None  # it is taken: the next page asks for something else
    if words == getattr(it, what):
        return Address(_after(it, what))
    memory = visit.memory
    await memory.organisations.change(it.id, **told)
    if what in _CHECKED_BY:
        await memory.organisations.screen(it.id, _CHECKED_BY[what].bit, checked=False)
    if _new(it):
        if what == "contact":
            team = await memory.members.team_chats(visit.house.team_ids)
            await memory.notices.add(team, f"team/org/{it.id}", due=visit.by_day)
        return Address(_after(it, what))
    await visit.note("details_changed", Role.MEMBER, organisation_id=it.id)
    if it.state is OrganisationState.APPROVED:
        await standing.tell_team(visit, it.id)
    return Address("details")


def _new(it: Organisation) -> bool:
    """Whether the first questions are still being asked: the contact is the last of them."""
    return not it.contact


def _after(it: Organisation, what: str) -> str:
    if not _new(it):
        return "details"
    following = {
        "name": "details/about" if not it.description else "details/registration",
        "about": "details/registration",
        "description": "details/registration",
        "registration": "details/contact",
    }
    return following.get(what, "desk")


def _question(
    visit: Visit, it: Organisation, what: str, question: Text, more: Text | None, *buttons: Link | None
) -> Screen:
    back = None if _new(it) else Link(visit.say("Back"), "details")
    later = Link(visit.say("Later"), "desk") if _new(it) else None
    return Screen(
        text=paragraphs(bold(question), more), rows=rows(*buttons, back, later), waits=f"details/{what}"
    )


def _plain(typed: str | None) -> str:
    return " ".join((typed or "").split())


def _readable(words: str) -> bool:
    return words.isprintable()


ROUTES = (
    Route("details", details, Role.MEMBER),
    Route("details/name", name, Role.MEMBER),
    Route("details/about", about, Role.MEMBER),
    Route("details/registration", registration, Role.MEMBER),
    Route("details/registration/{instead:word}", no_registration, Role.MEMBER),
    Route("details/contact", contact, Role.MEMBER),
)
