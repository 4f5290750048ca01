"""Where it is, how many people it needs, and where those who said yes reach the organisation."""

import re
from dataclasses import replace

from campaign.drafting import Draft
from campaign.offers import MOST_PLACES
from campaign.values import Role
from dialogs.namesakes import namesakes
from dialogs.organisation.details import read_contact
from dialogs.organisation.draft import Answered, of_draft, tell
from dialogs.screen import Address, Link, Row, Screen, rows
from dialogs.site import Route
from dialogs.text import Text, bold, lines, own, paragraphs
from dialogs.visit import Visit
from storage.gazetteer import Match

LONGEST = 160
"""Characters of an address that are taken."""
NUMBERS = range(1, 11)


@of_draft
async def where(visit: Visit, draft: Draft) -> Answered:
    """The address or the place, typed; the last one used is a tap away."""
    say = visit.say
    help = say(
        "Type the address with its postcode, or only the place. For example: {example}",
        example="Tuinstraat 5, 3331 AB",
    )
    if visit.text is not None or visit.incoming.other:
        typed = " ".join((visit.text or "")[:LONGEST].split())
        found = visit.house.gazetteer.search(typed)
        if found.exact is not None:
            postcode = found.exact.area.postcode
            return await tell(visit, draft, postcode=postcode, address=street(typed), online=False)
        if found.options:
            if street(typed):  # it waits for the place that is chosen now
                asked = replace(draft.sketch, address=street(typed), postcode="", online=False)
                await visit.memory.drafts.keep(draft.id, asked, now=visit.now)
            return _choose(visit, draft, found.options)
        help = say("I do not know that place. Type the postcode too, for example {code}.", code="3331 AB")
    last = await visit.memory.writing.last(draft.organisation_id)
    one = await visit.memory.opportunities.get(last) if last is not None else None
    before = None
    if one is not None and one.postcode:
        label = (
            say("📍 {address}, {place}", address=one.address[:40], place=one.place)
            if one.address
            else say("📍 {place}", place=one.place)
        )
        before = Link(label, f"draft/{draft.id}/asat/{one.id}")
    return Screen(
        text=paragraphs(bold(say("Where is it?")), help),
        rows=rows(
            before,
            Link(say("💻 From home, online"), f"draft/{draft.id}/online"),
            Link(say("Back"), f"draft/{draft.id}"),
        ),
        waits=f"draft/{draft.id}/where",
    )


@of_draft
async def chosen(visit: Visit, draft: Draft, postcode: str) -> Answered:
    """In a place that was offered as a button, at the street that was typed with it."""
    area = visit.house.gazetteer.area(postcode)
    if area is None:
        return Address(f"draft/{draft.id}/where")
    address = "" if draft.sketch.postcode else draft.sketch.address
    return await tell(visit, draft, postcode=area.postcode, address=address, online=False)


@of_draft
async def as_at(visit: Visit, draft: Draft, other: int) -> Answered:
    """At the same place as another of the organisation's."""
    one = await visit.memory.opportunities.get(other)
    if one is None or one.organisation_id != draft.organisation_id or not one.postcode:
        return Address(f"draft/{draft.id}/where")
    return await tell(visit, draft, postcode=one.postcode, address=one.address, online=False)


@of_draft
async def online(visit: Visit, draft: Draft) -> Answered:
    """From home."""
    return await tell(visit, draft, postcode="", address="", online=True)


@of_draft
async def places(visit: Visit, draft: Draft) -> Answered:
    """How many people are needed: a tap, or a number typed."""
    say = visit.say
    help: Text | None = say("I stop asking when so many people said yes.")
    one = await visit.memory.opportunities.get(draft.opportunity_id) if draft.opportunity_id else None
    taken = one.taken if one else 0
    if visit.text is not None or visit.incoming.other:
        number = re.fullmatch(r"\D{0,20}?([0-9]{1,5})\D{0,20}", visit.text or "")
        if number and max(1, taken) <= int(number[1]) <= MOST_PLACES:
            return await tell(visit, draft, places=int(number[1]))
        help = say("Type a number, for example {example}.", example="4")
    least = (
        say.plural("{n} person said yes already.", "{n} people said yes already.", taken) if taken else None
    )
    links = [Link(say.number(n), f"draft/{draft.id}/places/{n}") for n in NUMBERS if n >= taken]
    lots: list[Row] = [tuple(links[start : start + 5]) for start in range(0, len(links), 5)]
    return Screen(
        text=paragraphs(bold(say("How many people do you need?")), least, help),
        rows=rows(*lots, Link(say("Back"), f"draft/{draft.id}")),
        waits=f"draft/{draft.id}/places",
    )


@of_draft
async def set_places(visit: Visit, draft: Draft, n: int) -> Answered:
    """So many."""
    one = await visit.memory.opportunities.get(draft.opportunity_id) if draft.opportunity_id else None
    if not max(1, one.taken if one else 0) <= n <= MOST_PLACES:
        return Address(f"draft/{draft.id}/places")
    return await tell(visit, draft, places=n)


@of_draft
async def contact(visit: Visit, draft: Draft) -> Answered:
    """How people who said yes reach the organisation."""
    say = visit.say
    help = lines(
        say("People who said yes see it. Type a phone number or an e-mail address."),
        say("A phone number also stands on the web page of an invitation, for people without Telegram."),
    )
    if visit.text is not None or visit.incoming.other:
        reach = read_contact(visit.text)
        if reach:
            return await tell(visit, draft, contact=reach)
        help = say("I cannot read that. Type a phone number with all its digits, or an e-mail address.")
    it = await visit.memory.organisations.get(draft.organisation_id)
    known = read_contact(it.contact) if it else None
    now = say("Now it is: {words}", words=own(draft.sketch.contact)) if draft.sketch.contact else None
    return Screen(
        text=paragraphs(bold(say("How can people who said yes reach you?")), now, help),
        rows=rows(
            Link(say("☎️ {contact}", contact=known), f"draft/{draft.id}/contact/ours") if known else None,
            Link(say("Back"), f"draft/{draft.id}"),
        ),
        waits=f"draft/{draft.id}/contact",
    )


@of_draft
async def our_contact(visit: Visit, draft: Draft) -> Answered:
    """As the team reaches it."""
    it = await visit.memory.organisations.get(draft.organisation_id)
    known = read_contact(it.contact) if it else None
    return await tell(visit, draft, contact=known) if known else Address(f"draft/{draft.id}/contact")


def street(typed: str) -> str:
    """The street with its number at the beginning of an address; empty where there is none."""
    first = re.split(r",|\b[1-9][0-9]{3}\s?[A-Za-z]{2}\b", typed)[0].strip(" ,")
    named = re.search(r"[^\W\d]{2}", first) and re.search(r"\d", first)
    return first if named else ""


def _choose(visit: Visit, draft: Draft, options: tuple[Match, ...]) -> Screen:
    say = visit.say
    return Screen(
        text=say("Which one do you mean? If it is not there, type the postcode."),
        rows=rows(
            *namesakes(say, options, f"draft/{draft.id}/in"), Link(say("Back"), f"draft/{draft.id}/where")
        ),
        waits=f"draft/{draft.id}/where",
    )


ROUTES = (
    Route("draft/{number:int}/where", where, Role.MEMBER),
    Route("draft/{number:int}/in/{postcode:word}", chosen, Role.MEMBER),
    Route("draft/{number:int}/asat/{other:int}", as_at, Role.MEMBER),
    Route("draft/{number:int}/online", online, Role.MEMBER),
    Route("draft/{number:int}/places", places, Role.MEMBER),
    Route("draft/{number:int}/places/{n:int}", set_places, Role.MEMBER),
    Route("draft/{number:int}/contact", contact, Role.MEMBER),
    Route("draft/{number:int}/contact/ours", our_contact, Role.MEMBER),
)
