"""Making a code: what kind of place it hangs in, its language, and what the place is called."""

from campaign.inviting import Code, Place
from campaign.records import Opportunity
from dialogs.citizen.home import short
from dialogs.codes import wording
from dialogs.codes.room import Room, note
from dialogs.organisation.details import read_name
from dialogs.screen import Address, Link, Row, Screen, rows
from dialogs.site import Nowhere
from dialogs.text import bold, own, paragraphs
from dialogs.visit import Visit

MOST = 100
"""Posters in use that one organisation may have; more would be a mistake, or mischief."""


async def kinds(room: Room, visit: Visit, thing: int) -> Screen:
    """Ask what kind of place it is; `thing` is what the code will ask, 0 for whatever fits."""
    say, root = visit.say, f"{room.list}/new/{thing}"
    one = await _thing(room, visit, thing)
    if await _many(room, visit):
        return _too_many(room, visit)
    return Screen(
        text=paragraphs(
            bold(say("Where will the poster hang?")),
            say("📌 Asks: {title}", title=own(one.title)) if one else None,
        ),
        rows=rows(
            *two_by_two([Link(wording.kind(say, kind), f"{root}/{kind}") for kind in Place]),
            Link(say("🖼 Posters"), room.list),
        ),
    )


async def languages(room: Room, visit: Visit, thing: int, kind: Place) -> Screen:
    """Ask in which language the bot greets who scans the code."""
    say, root = visit.say, f"{room.list}/new/{thing}"
    return Screen(
        text=paragraphs(
            bold(say("In which language shall I greet people who scan the code?")),
            say("They can choose another language with one tap."),
        ),
        rows=rows(
            *two_by_two([Link(own(one.name), f"{root}/{kind}/{one.code}") for one in visit.house.languages]),
            Link(say("Back"), root),
        ),
    )


async def name(room: Room, visit: Visit, thing: int, kind: Place, language: str) -> Screen | Address:
    """Ask what the place is called; with its name the code is made."""
    say, here = visit.say, f"{room.list}/new/{thing}/{kind}/{language}"
    if language not in visit.house.languages:
        raise Nowhere(language)
    question = say("What is the place called? It stands on the poster.")
    if visit.text is not None or visit.incoming.other:
        called = read_name(visit.text)
        if called:
            return await _make(room, visit, thing, kind, language, called)
        question = say("That is too short or too long. What is the place called?")
    ours = await _our_name(room, visit)
    return Screen(
        text=paragraphs(bold(question), say("For example: {example}", example=say("Library Zwijndrecht"))),
        rows=rows(
            Link(own(short(ours)), f"{here}/ours") if ours else None,
            Link(say("Back"), f"{room.list}/new/{thing}/{kind}"),
        ),
        waits=here,
    )


async def ours(room: Room, visit: Visit, thing: int, kind: Place, language: str) -> Screen | Address:
    """It hangs at the organisation's own."""
    called = await _our_name(room, visit)
    if called is None or language not in visit.house.languages:
        raise Nowhere("our name")
    return await _make(room, visit, thing, kind, language, called)


def two_by_two(links: list[Link]) -> list[Row]:
    """Links, two in a row."""
    return [tuple(links[start : start + 2]) for start in range(0, len(links), 2)]


async def _make(
    room: Room, visit: Visit, thing: int, kind: Place, language: str, called: str
) -> Screen | Address:
    """Make it; where it is, is asked next, unless what it asks tells."""
    if await _many(room, visit):
        return _too_many(room, visit)
    visit.text = None  # it is taken: the next page asks for something else
    one = await _thing(room, visit, thing)
    code: Code = await visit.memory.codes.make(
        kind,
        called,
        language=language,
        municipality=one.municipality if one else "",
        organisation_id=await room.whose(visit),
        opportunity_id=one.id if one else None,
        now=visit.now,
    )
    await note(room, visit, "code_made", code)
    return Address(room.card(code.id) if code.municipality else f"{room.card(code.id)}/where")


async def _many(room: Room, visit: Visit) -> bool:
    whose = await room.whose(visit)
    return whose is not None and (await visit.memory.codes.page(organisation_id=whose, limit=1))[1] >= MOST


def _too_many(room: Room, visit: Visit) -> Screen:
    say = visit.say
    return Screen(
        text=bold(say("There are many posters already. Close one first.")),
        rows=rows(Link(say("🖼 Posters"), room.list)),
    )


async def _thing(room: Room, visit: Visit, number: int) -> Opportunity | None:
    """What the code will ask; None for whatever fits."""
    one = await room.thing(visit, number) if number else None
    if number and one is None:
        raise Nowhere(f"thing {number}")
    return one


async def _our_name(room: Room, visit: Visit) -> str | None:
    whose = await room.whose(visit)
    it = await visit.memory.organisations.get(whose) if whose is not None else None
    return it.name if it else None
