"""A friend's ask as it opens: who asks, in their own words, for one concrete thing; a yes is one tap."""

from dataclasses import replace

from campaign.inviting import Invitation
from campaign.records import Opportunity
from campaign.values import Answer
from dialogs.citizen import both, card, held, place, talk
from dialogs.citizen.finding import next_best, why
from dialogs.citizen.instead import instead
from dialogs.citizen.welcome import language_row
from dialogs.screen import Address, Link, Row, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import Say, Text, bold, italic, lines, own, paragraphs, quote
from dialogs.visit import Visit
from storage.gazetteer import Area


async def invited(visit: Visit, invitation: int) -> Screen | Address:
    """What a friend asks; where it cannot be done any more, so, and what can."""
    if visit.citizen is not None and await visit.memory.invitations.access(visit.citizen.id, invitation):
        return _own(visit, invitation)
    it = await opened(visit, invitation)
    if it.opportunity_id is None:
        return await _something(visit, it, 0)
    if await _said_yes(visit, it.opportunity_id):
        return Address(f"plan/{it.opportunity_id}")
    one = await visit.opportunity(it.opportunity_id)
    if one is None or one.closed or it.is_past(visit.now) or not await held.room(visit, one):
        return await _over(visit, it, one)
    return await _asked(visit, it, one, f"invited/{it.id}/0")


async def other(visit: Visit, invitation: int, skip: int) -> Screen | Address:
    """Something else near, but for so many things before it."""
    it = await opened(visit, invitation)
    return await _something(visit, it, skip)


async def yes(visit: Visit, invitation: int, number: int) -> Screen | Address:
    """Keep a place for who says yes; then comes what a yes needs."""
    it = await opened(visit, invitation)
    one = await visit.opportunity(number)
    asked = it.opportunity_id in (None, number) and await _is_noted(visit, it)
    if asked and one is not None and not one.closed and not visit.young:
        if await _said_yes(visit, number):
            return Address(f"plan/{number}")
        await held.keep(visit, one, it.id)
    return Address(f"reply/{number}/yes")


async def not_now(visit: Visit, invitation: int) -> Screen:
    """Not now is a fine answer, and none that anybody hears of."""
    it = await opened(visit, invitation)
    if it.opportunity_id is not None:
        await held.give_back(visit, it.opportunity_id)
    say = visit.say
    return Screen(
        name="invited-not-now",
        text=paragraphs(
            bold(say("That is fine.")),
            say("Nobody hears about it. The link goes on working, so you can come back whenever you like."),
        ),
        rows=rows(
            Link(say("🤔 Maybe"), f"reply/{it.opportunity_id}/maybe", word=Answer.MAYBE)
            if it.opportunity_id
            else None,
            Link(say("⭐ What I like"), "likes"),
            Link(say("🔎 What is nearby?"), "near"),
            talk.way(say),
            Link(say("🏠 Home"), "home"),
        ),
    )


async def where(visit: Visit, invitation: int) -> Screen:
    """Ask where somebody is whom a friend asked for anything that suits them."""
    it = await opened(visit, invitation)
    say, name = visit.say, own(it.name)
    question = (
        say("{name} asks you to do one small thing for somebody near you.", name=name)
        if it.name
        else say("Somebody you know asks you to do one small thing for somebody near you.")
    )
    screen = place.asking(visit, question, f"invited/{it.id}/where")
    return replace(screen, text=paragraphs(_words(say, it), bold(say("Where are you?")), screen.text))


async def typed(visit: Visit, invitation: int) -> Screen | Address:
    """Understand the place that was typed, and come back; an unclear one is asked about."""
    await opened(visit, invitation)
    root = f"invited/{invitation}"
    return await place.understand(visit, f"{root}/where", onward=root)


async def chosen(visit: Visit, invitation: int, postcode: str) -> Screen | Address:
    """Take a place that was offered as a button, and come back."""
    await opened(visit, invitation)
    area = visit.house.gazetteer.area(postcode)
    if area is None:
        return await where(visit, invitation)
    return await place.take(visit, area, onward=f"invited/{invitation}")


async def opened(visit: Visit, invitation: int) -> Invitation:
    """Another's invitation that the visitor opened; Nowhere for any else. In a circle it is not noted."""
    it = await visit.memory.invitations.get(invitation)
    if it is not None and await _is_noted(visit, it):
        return it
    if it is None or visit.citizen is None or it.citizen_id == visit.citizen.id:
        raise Nowhere(f"invitation {invitation}")
    if not await visit.memory.invitations.in_circle(invitation, visit.citizen.id):
        raise Nowhere(f"invitation {invitation}")
    return it


def asks(say: Say, it: Invitation) -> Text:
    """Who asks, as the beginning of it."""
    return say("{name} asks you:", name=own(it.name)) if it.name else say("Somebody you know asks you:")


async def _asked(visit: Visit, it: Invitation, one: Opportunity, onward: str) -> Screen:
    """The ask itself."""
    await visit.note_asked(by_friend=True)
    say = visit.say
    return Screen(
        name="invited",
        text=paragraphs(
            bold(asks(say, it)),
            _words(say, it),
            italic(say("🧪 This is an invented example. Nobody is waiting for you.")) if one.sample else None,
            bold(say("Would you do this?")),
            card.brief(say, one, why(visit, one)),
            say("This is for {organisation}.", organisation=own(one.organisation)),
            await both.note(visit, it),
        ),
        rows=_answers(visit, it, one, onward),
    )


def _answers(visit: Visit, it: Invitation, one: Opportunity, onward: str) -> tuple[Row, ...]:
    say = visit.say
    anywhere = it.opportunity_id is None
    return rows(
        Link(say("👍 Yes"), f"invited/{it.id}/{one.id}/yes", word=Answer.YES),
        (
            Link(say("Tell me more"), f"opportunity/{one.id}"),
            Link(say("🤔 Maybe"), f"reply/{one.id}/maybe", word=Answer.MAYBE),
        ),
        (
            Link(say.about("another thing to do", "Something else"), onward),
            Link(say("Not now"), f"invited/{it.id}/notnow", word=Answer.NO),
        ),
        Link(say("📍 Somewhere else"), f"invited/{it.id}/where") if anywhere else None,
        Link(say("⚠️ Something is wrong"), f"wrong/{one.id}"),
        language_row(visit) if visit.citizen is None else None,
    )


async def _something(visit: Visit, it: Invitation, skip: int) -> Screen | Address:
    """What fits best but for so many before it: as what the friend asks, where they asked for anything."""
    around = await _around(visit, it)
    if visit.area is None and around is None:
        return Address(f"invited/{it.id}/where")
    one = await next_best(visit, but=it.opportunity_id, skip=skip, around=around)
    if one is None:
        return Address("near" if visit.area else "place")
    onward = f"invited/{it.id}/{skip + 1}"
    if it.opportunity_id is None and not it.is_past(visit.now):
        return await _asked(visit, it, one, onward)
    await visit.note_asked()
    say = visit.say
    return Screen(
        name="instead",
        text=card.asking(say, say("Would you do this instead?"), one, why(visit, one)),
        rows=_answers(visit, it, one, onward),
    )


async def _over(visit: Visit, it: Invitation, one: Opportunity | None) -> Screen:
    """It is full, or over: kind words, and the next best thing near it."""
    say, name = visit.say, own(it.name)
    if one is None or one.closed or it.is_past(visit.now):
        head = (
            say("What {name} asked you is over.", name=name)
            if it.name
            else say("What somebody asked you is over.")
        )
    else:
        head = (
            say("Good news: enough people said yes to what {name} asked you. It is full.", name=name)
            if it.name
            else say("Good news: enough people said yes to what somebody asked you. It is full.")
        )
    title = card.own_title(say, one.title, one.language) if one is not None else None
    around = await _around(visit, it)
    return await instead(visit, lines(bold(head), title), it.opportunity_id, around=around)


def _own(visit: Visit, invitation: int) -> Screen:
    say = visit.say
    return Screen(
        name="own-link",
        text=paragraphs(
            bold(say("This is your own link.")),
            say("Send it to somebody you know. Whoever opens it reads what you ask."),
        ),
        rows=rows(
            Link(say("📤 Send it"), f"invitation/{invitation}"),
            Link(say("💬 Ask somebody"), "someone"),
            Link(say("🏠 Home"), "home"),
        ),
    )


async def _around(visit: Visit, it: Invitation) -> Area | None:
    """Where to look for who told no place: near the friend as the asker said, or near what was asked."""
    postcode = it.postcode
    if postcode is None and it.opportunity_id is not None:
        one = await visit.memory.opportunities.get(it.opportunity_id)
        postcode = one.postcode if one is not None else None
    return visit.house.gazetteer.area(postcode) if postcode else None


async def _said_yes(visit: Visit, number: int) -> bool:
    if visit.citizen is None:
        return False
    reply = await visit.memory.replies.get(visit.citizen.id, number)
    return reply is not None and reply.answer is Answer.YES


async def _is_noted(visit: Visit, it: Invitation) -> bool:
    return await visit.memory.openings.of(visit.chat.id, it.id) is not None


def _words(say: Say, it: Invitation) -> Text | None:
    """The asker's own words as a quotation, marked where they are in another language than the reader's."""
    if not it.words:
        return None
    mark = None
    if it.words_language != say.language.plain:
        language = say.language_name(it.words_language)
        mark = (
            say("{name} writes this in {language}:", name=own(it.name), language=language)
            if it.name
            else say("They write this in {language}:", language=language)
        )
    return lines(italic(mark) if mark else None, quote(own(it.words)))


ROUTES = (
    Route("invited/{invitation:int}", invited),
    Route("invited/{invitation:int}/{skip:int}", other),
    Route("invited/{invitation:int}/notnow", not_now),
    Route("invited/{invitation:int}/where", where),
    Route("invited/{invitation:int}/where/typed", typed),
    Route("invited/{invitation:int}/where/{postcode:word}", chosen),
    Route("invited/{invitation:int}/{number:int}/yes", yes),
)
