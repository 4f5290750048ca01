"""Who said yes: shown to the organisation after a promise, answered in one tap, gone when it is over.

A name stands only in messages that are remembered as notices, so that it can be taken out again: in the
notice itself, or in a message that was tapped and now shows the page.
"""

from dataclasses import replace

from campaign.records import Member
from campaign.values import Answer, OrganisationState, Role
from dialogs.citizen import card
from dialogs.citizen.introduction import what_they_read
from dialogs.screen import Address, Button, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import Text, bold, lines, own, paragraphs
from dialogs.visit import Visit
from storage.introductions import Ending, Introduction

LISTED = 8
_SHORT = 30


async def first(visit: Visit) -> Screen:
    """The first page of who said yes."""
    return await intros(visit, 0)


async def intros(visit: Visit, page: int) -> Screen:
    """Who said yes, those who wait for an answer first; without names, which stand one page further."""
    member = await _member(visit)
    found = await visit.memory.introductions.open_of(
        member.organisation_id, skip=page * LISTED, limit=LISTED + 1
    )
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(say("Who said yes")),
            say("⏳ waits for your answer. ✅ has it. Tap to see who it is.")
            if found
            else say("Nobody waits for you now. You hear it at once when somebody says yes."),
        ),
        rows=rows(
            *(Link(_label(visit, it), f"intro/{it.id}") for it in found[:LISTED]),
            _pages(visit, page, more=len(found) > LISTED),
            (Link(say("💬 Our asks"), "asks"), Link(say("🏠 Desk"), "desk")),
        ),
    )


async def intro(visit: Visit, number: int) -> Screen:
    """Somebody who said yes."""
    member, it = await theirs(visit, number)
    return await _show(visit, member, it, visit.say("Somebody said yes to you."))


async def in_message(visit: Visit, number: int, message: int) -> Screen:
    """The same, where it stands in a message that was tapped."""
    return await intro(visit, number)


async def reminder(visit: Visit, number: int) -> Screen:
    """The same, when a day went by without an answer."""
    member, it = await theirs(visit, number)
    waits = it.confirmed is None
    say = visit.say
    head = say("Somebody is waiting for your answer.") if waits else say("Somebody said yes to you.")
    return await _show(visit, member, it, head)


async def agree(visit: Visit, number: int) -> Screen:
    """Promise how people who say yes are treated; asked once."""
    member, it = await theirs(visit, number)
    if member.agreed is None:
        await visit.memory.members.agree(member.id, now=visit.now)
        await _note(visit, it, "intro_promised")
        await visit.memory.notices.redraw_in([visit.chat.id], "intro")
    agreed = replace(member, agreed=visit.now)
    return await _show(visit, agreed, it, visit.say("Somebody said yes to you."))


async def confirm(visit: Visit, number: int) -> Address:
    """They know of it: the citizen hears that."""
    it = await _known(visit, number)
    if it is not None and await visit.memory.introductions.confirm(number, now=visit.now):
        due = visit.house.campaign.budget.next_sending(visit.now)
        await visit.memory.notices.add(_citizen(it), f"met/{number}", due=due)
        await visit.memory.notices.redraw_under(f"intro/{number}")
        await _note(visit, it, "intro_confirmed")
    return Address(f"intro/{number}")


async def off(visit: Visit, number: int) -> Screen | Address:
    """Ask once whether it is off."""
    it = await _known(visit, number)
    if it is None:
        return Address(f"intro/{number}")
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(say("Is it no longer possible?")),
            card.own_title(say, it.title, it.title_language),
            say("I tell them kindly, and show them something else. Their place is free again."),
        ),
        rows=rows(
            Link(say("It is no longer possible"), f"intro/{number}/off/yes"),
            Link(say("No, go back"), f"intro/{number}", word=Answer.NO),
        ),
    )


async def called_off(visit: Visit, number: int) -> Address:
    """It is off: the place comes free, and the citizen hears it by day."""
    it = await _known(visit, number)
    if it is not None:
        freed = await visit.memory.introductions.decline(number, now=visit.now)
        if freed is not None:
            await visit.memory.opportunities.release(freed)
            await visit.memory.notices.add(_citizen(it), f"calledoff/{number}", due=visit.by_day)
            await visit.memory.notices.redraw_under(f"intro/{number}")
            await _note(visit, it, "intro_declined")
    return Address(f"intro/{number}")


async def _show(visit: Visit, member: Member, it: Introduction, head: Text) -> Screen:
    say = visit.say
    if it.ending is not None:
        return await over(visit, member, it)
    if member.state is not OrganisationState.APPROVED:
        return plain(
            visit,
            bold(say("The campaign team looks at your organisation.")),
            say("Until they are done I show no names. They talk with you."),
        )
    if not it.name:
        return plain(
            visit, bold(say("This is over.")), say("30 days have passed. I erased who it was; please do too.")
        )
    if member.agreed is None:
        return _promise(visit, it, head)
    if not await remembered(visit, it):
        return plain(visit, bold(say("I send it to you as a new message.")))
    return _details(visit, it, head)


def _details(visit: Visit, it: Introduction, head: Text) -> Screen:
    say, root = visit.say, f"intro/{it.id}"
    answer = None
    if it.confirmed is None:
        label = say("✅ We will be in touch") if it.reach else say("✅ We count on them")
        answer = Link(label, f"{root}/confirm")
    return Screen(
        text=paragraphs(
            bold(head),
            what_they_read(say, it),
            say("They wait for your answer.")
            if it.confirmed is None
            else say("✅ They have your answer: you count on them."),
            say("Only for this. Do not pass it on, and erase it within 30 days."),
        ),
        rows=rows(
            answer,
            Link(say("It is no longer possible"), f"{root}/off"),
            (Link(say("👍 Who said yes"), "intros"), Link(say("🏠 Desk"), "desk")),
        ),
    )


def _promise(visit: Visit, it: Introduction, head: Text) -> Screen:
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(head),
            card.own_title(say, it.title, it.title_language),
            lines(
                say("Before I show who it is, promise me:"),
                say("• You use it only for this."),
                say("• You do not pass it on."),
                say("• You erase it within 30 days. I do that too."),
            ),
        ),
        rows=rows(
            Link(say("✅ I promise"), f"intro/{it.id}/agree"),
            Link(say("🏠 Desk"), "desk"),
        ),
    )


async def over(visit: Visit, member: Member, it: Introduction) -> Screen:
    """What is left to say of an introduction that is over."""
    say = visit.say
    title = card.own_title(say, it.title, it.title_language)
    named = bool(it.name) and member.agreed is not None and member.state is OrganisationState.APPROVED
    if it.ending is Ending.FORGOTTEN:
        head, note = say("Somebody has withdrawn."), say("Their place is free again.")
    elif it.ending is Ending.DECLINED:
        head, note = say("You said that it is no longer possible."), say("They have heard it.")
    else:
        head = say("Somebody cannot come after all.")
        if named and await remembered(visit, it):
            head = say("{name} cannot come after all.", name=own(it.name))
        note = say("Their place is free again.")
    when = say("🗓 {when}", when=say.moment(it.on_date, None)) if it.on_date else None
    return plain(visit, bold(head), lines(title, when), note)


def plain(visit: Visit, *words: Text) -> Screen:
    """Words with the ways on."""
    say = visit.say
    return Screen(
        text=paragraphs(*words),
        rows=rows((Link(say("👍 Who said yes"), "intros"), Link(say("🏠 Desk"), "desk"))),
    )


async def remembered(visit: Visit, it: Introduction) -> bool:
    """Whether what is shown now can be taken out again; where it cannot, it is sent as a notice instead."""
    incoming = visit.incoming
    if incoming.address is None:
        return True
    if incoming.message_id is not None and not visit.chat.keyboard:
        await visit.memory.notices.stand(
            visit.chat.id, incoming.message_id, "intro", number=it.id, now=visit.now
        )
        return True
    address = f"intro/{it.id}/{int(visit.now.timestamp())}"
    await visit.memory.notices.add([visit.chat.id], address, due=visit.now)
    return False


async def theirs(visit: Visit, number: int) -> tuple[Member, Introduction]:
    """Who visits, and the introduction that went to their organisation."""
    member = await _member(visit)
    it = await visit.memory.introductions.access(member.organisation_id, number)
    if it is None:
        raise Nowhere(f"introduction {number}")
    return member, it


async def _known(visit: Visit, number: int) -> Introduction | None:
    """The introduction, where the visitor may see who it is and it is not over."""
    member, it = await theirs(visit, number)
    allowed = member.agreed is not None and member.state is OrganisationState.APPROVED
    return it if allowed and it.ending is None and it.name else None


async def _member(visit: Visit) -> Member:
    member = await visit.member()
    if member is None:
        raise Nowhere("no member")
    return member


def _citizen(it: Introduction) -> list[int]:
    return [] if it.chat_id is None else [it.chat_id]


async def _note(visit: Visit, it: Introduction, what: str) -> None:
    await visit.note(what, Role.MEMBER, organisation_id=it.organisation_id, opportunity_id=it.opportunity_id)


def _label(visit: Visit, it: Introduction) -> Text:
    say = visit.say
    title = it.title if len(it.title) <= _SHORT else f"{it.title[: _SHORT - 1].rstrip()}…"
    date = say.date(it.on_date or it.at or visit.now)
    if it.confirmed is None:
        return say("⏳ {title}, {date}", title=title, date=date)
    return say("✅ {title}, {date}", title=title, date=date)


def _pages(visit: Visit, page: int, *, more: bool) -> tuple[Button, ...]:
    say = visit.say
    back, on = ("➡️", "⬅️") if say.language.right_to_left else ("⬅️", "➡️")
    buttons: list[Button] = []
    if page > 0:
        buttons.append(Link(say("{arrow} Previous", arrow=own(back)), f"intros/{page - 1}"))
    if more:
        buttons.append(Link(say("More {arrow}", arrow=own(on)), f"intros/{page + 1}"))
    return tuple(buttons)


ROUTES = (
    Route("intros", first, Role.MEMBER),
    Route("intros/{page:int}", intros, Role.MEMBER),
    Route("intro/{number:int}", intro, Role.MEMBER),
    Route("intro/{number:int}/{message:int}", in_message, Role.MEMBER),
    Route("intro/{number:int}/over", intro, Role.MEMBER),
    Route("intro/{number:int}/reminder", reminder, Role.MEMBER),
    Route("intro/{number:int}/agree", agree, Role.MEMBER),
    Route("intro/{number:int}/confirm", confirm, Role.MEMBER),
    Route("intro/{number:int}/off", off, Role.MEMBER),
    Route("intro/{number:int}/off/yes", called_off, Role.MEMBER),
)
