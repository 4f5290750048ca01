"""Changing what a code says: its language, its municipality, and the one thing it asks."""

from campaign.inviting import Code
from campaign.values import Role
from dialogs.citizen import card
from dialogs.citizen.home import short
from dialogs.codes import wording
from dialogs.codes.making import two_by_two
from dialogs.codes.room import Room, note
from dialogs.namesakes import namesakes
from dialogs.screen import Address, Link, Row, Screen, rows
from dialogs.site import Nowhere
from dialogs.text import Text, bold, lines, own, paragraphs
from dialogs.visit import Visit
from storage.gazetteer import Area, Match

LISTED = 6
LONGEST = 80
"""Characters of a place's name that are looked at."""
NOWHERE = "none"
"""Stands in an address where no municipality is meant."""


async def language(room: Room, visit: Visit, code: Code) -> Screen:
    """Ask in which language it greets."""
    say, root = visit.say, room.card(code.id)
    return Screen(
        text=paragraphs(
            bold(say("In which language shall I greet people who scan the code?")),
            say("The posters that hang already greet in that language too."),
        ),
        rows=rows(
            *two_by_two(
                [Link(own(one.name), f"{root}/language/{one.code}") for one in visit.house.languages]
            ),
            Link(say("Back"), root),
        ),
    )


async def speak(room: Room, visit: Visit, code: Code, chosen: str) -> Address:
    """Greet in this language."""
    if chosen not in visit.house.languages:
        raise Nowhere(chosen)
    if chosen != code.language:
        await visit.memory.codes.change(code.id, language=chosen)
        await note(room, visit, "code_changed", code)
    return Address(room.card(code.id))


async def where(room: Room, visit: Visit, code: Code) -> Screen | Address:
    """Ask in which municipality it hangs, typed or chosen; it may be skipped."""
    say = visit.say
    help = say("Then I can put the phone number of the volunteer centre on the poster. Type the place.")
    if visit.text is not None or visit.incoming.other:
        found = visit.house.gazetteer.search(" ".join((visit.text or "")[: LONGEST * 2].split())[:LONGEST])
        if found.exact is not None:
            return await _place(room, visit, code, found.exact.area.municipality)
        if found.options:
            return _choose(room, visit, code, found.options)
        help = say("I do not know that place. Type the postcode too, for example {code}.", code="3331 AB")
    guess = _in_name(visit, code.name)
    return Screen(
        text=paragraphs(bold(say("In which municipality does it hang?")), help),
        rows=rows(
            _guessed(room, visit, code, guess) if guess else None,
            Link(say("Take the municipality away"), f"{room.card(code.id)}/where/{NOWHERE}")
            if code.municipality
            else None,
            Link(say("Back") if code.municipality else say("Skip"), room.card(code.id)),
        ),
        waits=f"{room.card(code.id)}/where",
    )


async def place(room: Room, visit: Visit, code: Code, postcode: str) -> Screen | Address:
    """In the municipality of this postcode, or in none."""
    if postcode == NOWHERE:
        return await _place(room, visit, code, "")
    area = visit.house.gazetteer.area(postcode)
    return await _place(room, visit, code, area.municipality) if area else await where(room, visit, code)


async def things(room: Room, visit: Visit, code: Code, page: int) -> Screen | Address:
    """What it can ask: one concrete thing, or whatever fits who opens it."""
    say, root = visit.say, room.card(code.id)
    found = await room.things(visit, code, page * LISTED, LISTED + 1)
    if not found and page:
        return await things(room, visit, code, 0)
    shown = found[:LISTED]
    arrows: Row = (
        *([Link(say("⬅️ Previous"), f"{root}/asks/{page - 1}")] if page else []),
        *([Link(say("More ➡️"), f"{root}/asks/{page + 1}")] if len(found) > LISTED else []),
    )
    return Screen(
        text=paragraphs(
            bold(say("What shall the poster ask?")),
            *(
                lines(
                    bold(card.own_title(say, one.title, one.language)),
                    own(one.organisation),
                    *card.where_and_when(say, one),
                )
                for one in shown
            ),
            None if shown else _nothing(room, visit, code),
        ),
        rows=rows(
            *(
                Link(card.own_title(say, short(one.title), one.language), f"{root}/ask/{one.id}")
                for one in shown
            ),
            arrows,
            Link(say("✨ Whatever fits who opens it"), f"{root}/ask/0"),
            Link(say("Back"), root),
        ),
    )


async def thing(room: Room, visit: Visit, code: Code, chosen: int) -> Address:
    """Ask this one thing; 0 for whatever fits."""
    if chosen and await room.thing(visit, chosen) is None:
        raise Nowhere(f"thing {chosen}")
    if chosen != (code.opportunity_id or 0):
        await visit.memory.codes.change(code.id, opportunity_id=chosen)
        await note(room, visit, "code_changed", code)
    return Address(room.card(code.id))


async def _place(room: Room, visit: Visit, code: Code, municipality: str) -> Address:
    visit.text = None  # it is taken: the next page asks for something else
    if municipality != code.municipality:
        await visit.memory.codes.change(code.id, municipality=municipality)
        await note(room, visit, "code_changed", code)
    return Address(room.card(code.id))


def _in_name(visit: Visit, name: str) -> Area | None:
    """The place with whose name this one ends: "Library Zwijndrecht"."""
    words = name.split()
    for start in range(1, len(words)):
        if not words[start][0].islower():
            found = visit.house.gazetteer.search(" ".join(words[start:])).exact
            if found is not None:
                return found.area
    return None


def _guessed(room: Room, visit: Visit, code: Code, area: Area) -> Link | None:
    if area.municipality == code.municipality:
        return None
    label = visit.say("🏘 {place}", place=area.shown_municipality)
    return Link(label, f"{room.card(code.id)}/where/{area.postcode}")


def _nothing(room: Room, visit: Visit, code: Code) -> Text:
    say = visit.say
    if room.role is Role.MEMBER:
        return say("You have nothing open that it could ask.")
    if not code.municipality:
        return say("Tell me the municipality first. Then I show what there is to do around it.")
    return say("There is nothing to do around {place} now.", place=own(wording.shown(code.municipality)))


def _choose(room: Room, visit: Visit, code: Code, options: tuple[Match, ...]) -> Screen:
    say, root = visit.say, room.card(code.id)
    return Screen(
        text=say("Which one do you mean? If it is not there, type the postcode."),
        rows=rows(*namesakes(say, options, f"{root}/where"), Link(say("Back"), f"{root}/where")),
        waits=f"{root}/where",
    )
