"""An invitation on paper and as a picture: a card, four on a sheet, and a square to post."""

from dataclasses import dataclass
from functools import partial

from campaign.inviting import Invitation
from campaign.records import Opportunity
from dialogs.citizen import card
from dialogs.citizen.invitation import Answered, leads_on, of_mine
from dialogs.citizen.invitation_message import task_of, what_is_said, when_of
from dialogs.door.telephone import dialled
from dialogs.drawing.ask import ask_card, ask_picture
from dialogs.drawing.cards import AskCard
from dialogs.inviting_links import best_link, plain_link, web_link
from dialogs.screen import Address, Document, Link, Picture, Screen, rows
from dialogs.site import Route
from dialogs.text import Say, Text, bold, own, paragraphs
from dialogs.visit import Visit


@dataclass(frozen=True, slots=True)
class Phone:
    """A number for who would rather call, and whose it is; an invented one is marked."""

    number: str = ""
    whose: str = ""
    sample: bool = False


@of_mine
async def one_card(visit: Visit, it: Invitation) -> Answered:
    """One card, the size of a postcard."""
    return await _paper(visit, it, sheet=False)


@of_mine
async def four_cards(visit: Visit, it: Invitation) -> Answered:
    """Four of them on a sheet, to cut out."""
    return await _paper(visit, it, sheet=True)


@of_mine
async def picture(visit: Visit, it: Invitation) -> Answered:
    """The same as a picture to post."""
    found = await _drawn(visit, it)
    if found is None:
        return Address(f"invitation/{it.id}")
    drawn, phone = found
    say = visit.say
    note = say("Post it where people know you.")
    made = Picture("vraag.png", partial(ask_picture, drawn), say("To post"))
    return _screen(visit, it, paragraphs(bold(say("Here is your picture.")), note), phone, picture=made)


async def _paper(visit: Visit, it: Invitation, *, sheet: bool) -> Answered:
    found = await _drawn(visit, it)
    if found is None:
        return Address(f"invitation/{it.id}")
    drawn, phone = found
    say = visit.say
    told = paragraphs(
        bold(say("Here are your cards.") if sheet else say("Here is your card.")),
        say("Print it at home or at the library. Give it to somebody you think of."),
    )
    made = Document("vraag.pdf", partial(ask_card, drawn, sheet=sheet), say("To print"))
    return _screen(visit, it, told, phone, document=made)


def _screen(
    visit: Visit,
    it: Invitation,
    told: Text,
    phone: Phone,
    *,
    document: Document | None = None,
    picture: Picture | None = None,
) -> Screen:
    say = visit.say
    called = None
    if phone.number:
        called = say(
            "Who would rather call reads this number: {number}, {whose}.",
            number=own(phone.number),
            whose=own(phone.whose),
        )
    return Screen(
        name="card" if document else "picture",
        text=paragraphs(told, called),
        rows=rows((Link(say("Back"), f"invitation/{it.id}"), Link(say("🏠 Home"), "home"))),
        document=document,
        picture=picture,
    )


async def _drawn(visit: Visit, it: Invitation) -> tuple[AskCard, Phone] | None:
    """What is drawn, in the friend's language; None where it leads nowhere."""
    one = await _asked(visit, it)
    house, name = visit.house, visit.incoming.bot_name
    link = best_link(house.door, name, it.code)
    if not link or not await leads_on(visit, it, one):
        return None
    say, phone = visit.say_in(it.language), await _phone(visit, it, one)
    typed = (web_link(house.door, it.code) or plain_link(name)).partition("://")[2]
    return AskCard(
        heading=_heading(say, one).plain,
        words=(await what_is_said(visit, it, one)).plain,
        asker=it.name,
        what=task_of(say, one).plain if one else "",
        title=card.own_title(say, one.title, one.language).plain if one else "",
        when=(await when_of(visit, say, one)).plain if one else "",
        where=card.where(say, one).plain if one else "",
        link=link,
        link_text=say("Scan the code, or go to {link}", link=own(typed)).plain,
        phone=phone.number,
        phone_whose=_call(say, phone).plain if phone.number else "",
        footer=say("Week van het Vragen · Mensen maken Nederland").plain,
        language=say.language.plain,
        right_to_left=say.language.right_to_left,
    ), phone


async def _asked(visit: Visit, it: Invitation) -> Opportunity | None:
    """What is asked for, in the friend's language if there are words in it."""
    if it.opportunity_id is None:
        return None
    found = await visit.memory.opportunities.get_some([it.opportunity_id])
    read = await visit.memory.wordings.read(found, it.language.partition("@")[0])
    return read.get(it.opportunity_id)


async def _phone(visit: Visit, it: Invitation, one: Opportunity | None) -> Phone:
    """The number of who asks for it, or else of the local centre there."""
    if one is not None and dialled(one.contact.phone):
        return Phone(one.contact.phone, one.organisation, one.sample)
    area = visit.house.gazetteer.area(it.postcode) if it.postcode else visit.area
    there = one.municipality if one is not None and one.municipality else area.municipality if area else ""
    for centre in await visit.memory.centres.of_municipality(there):
        if dialled(centre.phone):
            return Phone(centre.phone, centre.name, centre.sample)
    return Phone()


def _heading(say: Say, one: Opportunity | None) -> Text:
    if one is not None and one.sample:
        return say("A question for you (an invented example)")
    return say("A question for you")


def _call(say: Say, phone: Phone) -> Text:
    if phone.sample:
        return say("Or call {whose} (an invented example)", whose=own(phone.whose))
    return say("Or call {whose}", whose=own(phone.whose))


ROUTES = (
    Route("invitation/{number:int}/card", one_card),
    Route("invitation/{number:int}/sheet", four_cards),
    Route("invitation/{number:int}/picture", picture),
)
