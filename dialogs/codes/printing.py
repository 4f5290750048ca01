"""The poster: in which language it is printed, with whose phone number, and on which paper."""

from functools import partial

from campaign.inviting import Code, Paper, Phone
from campaign.records import Opportunity
from dialogs import words
from dialogs.citizen import card
from dialogs.citizen.home import short
from dialogs.codes.room import Room, link_of
from dialogs.drawing.cards import Poster
from dialogs.drawing.poster import poster
from dialogs.languages import is_checked
from dialogs.screen import Address, Document, Link, Row, Screen, rows
from dialogs.site import Nowhere
from dialogs.text import Say, Text, bold, dotted, italic, lines, own, paragraphs
from dialogs.visit import Visit

IN_A_ROW = 3


async def first(room: Room, visit: Visit, code: Code) -> Address:
    """The poster in the language in which it greets, with the local centre's number where there is one."""
    numbers = await phones(room, visit, code)
    whose = Phone.CENTRE if Phone.CENTRE in numbers else Phone.NONE
    language = visit.house.languages.get(code.language).code
    return Address(f"{room.card(code.id)}/paper/{language}/{whose}")


async def choose(room: Room, visit: Visit, code: Code, language: str, whose: Phone) -> Screen | Address:
    """What will be on it, everything else it could be, and the two sizes."""
    say, numbers = visit.say, await phones(room, visit, code)
    if language not in visit.house.languages:
        raise Nowhere(language)
    if whose != Phone.NONE and whose not in numbers:
        return Address(f"{room.card(code.id)}/paper/{language}/{Phone.NONE}")
    root = f"{room.card(code.id)}/paper"
    here = f"{root}/{language}/{whose}"
    chosen = visit.house.languages.get(language)
    ready = bool(link_of(visit, code)) and code.closed is None
    return Screen(
        text=paragraphs(
            bold(say("The poster of {name}", name=own(code.name))),
            lines(
                say("🌐 Language: {language}", language=own(chosen.name)),
                say("☎️ {number} ({whose})", number=numbers[whose][0], whose=own(numbers[whose][1]))
                if whose in numbers
                else say("☎️ Without a phone number"),
            ),
            italic(say("No native reader has looked at this language yet."))
            if not is_checked(chosen)
            else None,
            say("Everybody who passes by can read the number.") if whose in numbers else None,
        ),
        rows=rows(
            (Link(say("🖨 A4"), f"{here}/a4"), Link(say("🖨 A3"), f"{here}/a3")) if ready else None,
            *_languages(visit, language, whose, root),
            *(
                Link(
                    say("☎️ {number} ({whose})", number=number[:20], whose=short(name, 30)),
                    f"{root}/{language}/{key}",
                )
                for key, (number, name) in numbers.items()
                if key != whose
            ),
            Link(say("☎️ Without a phone number"), f"{root}/{language}/{Phone.NONE}")
            if whose != Phone.NONE
            else None,
            Link(say("Back"), room.card(code.id)),
        ),
    )


async def printed(
    room: Room, visit: Visit, code: Code, language: str, whose: Phone, paper: Paper
) -> Screen | Address:
    """The poster itself, as a PDF."""
    numbers, link = await phones(room, visit, code), link_of(visit, code)
    back = f"{room.card(code.id)}/paper/{language}/{whose}"
    if language not in visit.house.languages:
        raise Nowhere(language)
    if not link or code.closed or (whose != Phone.NONE and whose not in numbers):
        return Address(back)
    say = visit.say
    one = await _asked(visit, code, language)
    made = _poster(visit.say_in(language), code, one, link, numbers.get(whose, ("", "")))
    return Screen(
        text=paragraphs(
            bold(say("Here is the poster.")),
            say("Print it, and scan it once yourself before you hang it up."),
        ),
        rows=rows(Link(say("Back"), back), (Link(say("🖼 Posters"), room.list), room.desk(say))),
        document=Document(
            f"poster-{code.id}-{language.replace('@', '-')}-{paper}.pdf",
            partial(poster, made, paper=paper),
            own(code.name),
        ),
    )


async def phones(room: Room, visit: Visit, code: Code) -> dict[Phone, tuple[str, str]]:
    """The numbers that may stand on it, each with whose it is."""
    found: dict[Phone, tuple[str, str]] = {}
    for one in await visit.memory.centres.of_municipality(code.municipality):
        if one.phone and Phone.CENTRE not in found:
            found[Phone.CENTRE] = one.phone, one.name
    return found | await room.phones(visit, code)


async def _asked(visit: Visit, code: Code, language: str) -> Opportunity | None:
    """The one thing that it asks, where it still can, in the poster's language if there are words in it."""
    if code.opportunity_id is None:
        return None
    one = await visit.memory.opportunities.get_some([code.opportunity_id])
    found = (await visit.memory.wordings.read(one, language.partition("@")[0])).get(code.opportunity_id)
    return found if found is not None and not found.closed and found.free else None


def _poster(say: Say, code: Code, one: Opportunity | None, link: str, phone: tuple[str, str]) -> Poster:
    language = say.language
    return Poster(
        heading=_question(say, one).plain,
        words=(_one_thing(say, one) if one else _anything(say)).plain,
        place_name=code.name,
        link=link,
        link_text=link.partition("://")[2],
        phone=phone[0],
        phone_whose=say("Or call {whose}", whose=own(phone[1])).plain if phone[0] else "",
        footer=say("Week van het Vragen · Mensen maken Nederland").plain,
        language=language.code,
        right_to_left=language.right_to_left,
    )


def _question(say: Say, one: Opportunity | None) -> Text:
    if one is None:
        return say("Would you do something small for somebody?")
    return lines(say("Would you do this?"), words.task(say, one.task))


def _one_thing(say: Say, one: Opportunity) -> Text:
    return lines(
        card.own_title(say, one.title, one.language),
        dotted([card.when(say, one), card.where(say, one)]),
        say(
            "{organisation} asks it. Scan the code, and say yes, maybe or no.",
            organisation=own(one.organisation),
        ),
    )


def _anything(say: Say) -> Text:
    return lines(
        say("Scan the code. I ask you one thing near you."),
        say("You say yes or no. You are not tied to anything."),
    )


def _languages(visit: Visit, language: str, whose: Phone, root: str) -> list[Row]:
    links = [
        Link(own(f"🌐 {one.name}"), f"{root}/{one.code}/{whose}")
        for one in visit.house.languages
        if one.code != language
    ]
    return [tuple(links[start : start + IN_A_ROW]) for start in range(0, len(links), IN_A_ROW)]
