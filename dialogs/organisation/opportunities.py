"""What an organisation has to do: its opportunities, to look at, to ask people for, to close and to open."""

from campaign.records import Opportunity
from campaign.values import Answer, OrganisationState, Role
from dialogs.citizen import card
from dialogs.organisation.draft import mine
from dialogs.screen import Address, Button, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import Text, bold, dotted, lines, paragraphs
from dialogs.visit import Visit
from storage.writing import may_be_changed

PAGE = 5


async def first(visit: Visit) -> Screen | Address:
    """The first page."""
    return await opportunities(visit, 0)


async def opportunities(visit: Visit, page: int) -> Screen | Address:
    """One page of what there is to do, the open ones first."""
    member = await visit.member()
    if member is None:
        raise Nowhere("opportunities")
    found = await visit.memory.opportunities.of_organisation(
        member.organisation_id, skip=page * PAGE, limit=PAGE + 1
    )
    if not found and page:
        return await opportunities(visit, 0)
    say = visit.say
    if not found:
        return Screen(
            text=paragraphs(
                bold(say("There is nothing to do yet.")),
                say("Tell me what you need people for. It takes two minutes."),
            ),
            rows=rows(
                Link(say("📨 Ask people"), "quick"),
                Link(say("✏️ Write something new"), "opps/new"),
                Link(say("🏢 Desk"), "desk"),
            ),
        )
    return Screen(
        text=paragraphs(
            bold(say("What you have to do")),
            *(_item(visit, one) for one in found[:PAGE]),
            say("Choose one to ask people for it."),
        ),
        rows=rows(
            *(Link(card.own_title(say, one.title, one.language), f"opp/{one.id}") for one in found[:PAGE]),
            _pages(visit, page, more=len(found) > PAGE),
            Link(say("✏️ Write something new"), "opps/new"),
            Link(say("🏢 Desk"), "desk"),
        ),
    )


async def opportunity(visit: Visit, number: int) -> Screen | Address:
    """One of them as citizens see it, with how many said yes."""
    one = await mine(visit, number)
    say = visit.say
    begun = Link(say("📨 Ask people"), f"asknew/{one.id}") if await _may_ask(visit, one) else None
    hidden = await visit.memory.writing.is_hidden(one.id)
    held = await visit.memory.opportunities.is_held(one.id)
    switch: Link | None = Link(say("Close it"), f"opp/{one.id}/close")
    if one.closed:
        switch = None if hidden or held else Link(say("Open it again"), f"opp/{one.id}/open")
    return Screen(
        text=paragraphs(
            _item(visit, one),
            say("People see it when the campaign team has approved you.") if hidden else None,
            say("🔒 The campaign team looks at it. They open it again, or they talk with you.")
            if held
            else None,
            say("This is what people see:"),
            card.full(say, one),
        ),
        rows=rows(
            begun,
            _write(visit, one) if await _stands(visit) else None,
            Link(say("🌍 In another language"), f"opp/{one.id}/in") if may_be_changed(one) else None,
            Link(say("🖼 A poster for this"), f"codes/new/{one.id}") if await _may_hang(visit, one) else None,
            (Link(say("👍 Who said yes"), "intros"), Link(say("📨 Our asks"), "asks")),
            switch,
            (Link(say("📋 What we have to do"), "opps"), Link(say("🏢 Desk"), "desk")),
        ),
    )


async def held(visit: Visit, number: int, at: int) -> Screen | Address:
    """Told to its members when it was closed because people said something is wrong with it."""
    one = await mine(visit, number)
    if not await visit.memory.opportunities.is_held(number):
        return Address(f"opp/{number}")
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(say("People said that something is wrong with this:")),
            card.own_title(say, one.title, one.language),
            say("Nobody new sees it now. Whoever said yes keeps their plan."),
            say("🔒 The campaign team looks at it. They open it again, or they talk with you."),
        ),
        rows=rows(Link(say("Show it"), f"opp/{number}"), Link(say("🏢 Desk"), "desk")),
    )


async def close(visit: Visit, number: int) -> Screen | Address:
    """Ask once whether to close it."""
    one = await mine(visit, number)
    if one.closed:
        return Address(f"opp/{number}")
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(say("Close this?")),
            card.own_title(say, one.title, one.language),
            say("Nobody new sees it then. Asks for it stop. Whoever said yes keeps their plan."),
        ),
        rows=rows(
            Link(say("Yes, close it"), f"opp/{number}/close/yes", word=Answer.YES),
            Link(say("No, leave it open"), f"opp/{number}", word=Answer.NO),
        ),
    )


async def closed(visit: Visit, number: int) -> Screen | Address:
    """Close it; it can be opened again."""
    one = await mine(visit, number)
    if not one.closed:
        await visit.memory.opportunities.set_open(number, False, now=visit.now)
        await _note(visit, "opportunity_closed", one)
    return Address(f"opp/{number}")


async def opened(visit: Visit, number: int) -> Screen | Address:
    """Open it again, unless its date is past, the organisation may not ask, or the team holds it."""
    one = await mine(visit, number)
    member = await visit.member()
    approved = member is not None and member.state is OrganisationState.APPROVED
    held = await visit.memory.opportunities.is_held(number)
    if one.closed and approved and not held and not _over(visit, one):
        await visit.memory.opportunities.set_open(number, True, now=visit.now)
        await _note(visit, "opportunity_opened", one)
    return Address(f"opp/{number}")


async def _stands(visit: Visit) -> bool:
    member = await visit.member()
    return member is not None and member.state in (OrganisationState.WAITING, OrganisationState.APPROVED)


async def _may_ask(visit: Visit, one: Opportunity) -> bool:
    return not one.closed and one.free > 0 and await _stands(visit)


async def _may_hang(visit: Visit, one: Opportunity) -> bool:
    """Whether a poster may ask it: what passers-by see, the team has approved."""
    member = await visit.member()
    return not one.closed and member is not None and member.state is OrganisationState.APPROVED


async def _note(visit: Visit, what: str, one: Opportunity) -> None:
    await visit.note(what, Role.MEMBER, organisation_id=one.organisation_id, opportunity_id=one.id)


def _write(visit: Visit, one: Opportunity) -> tuple[Button, ...]:
    """To change it, unless it came with a feed, and to write the same anew."""
    say = visit.say
    copy = Link(say("📄 Copy"), f"opp/{one.id}/copy")
    return (Link(say("✏️ Change"), f"opp/{one.id}/edit"), copy) if may_be_changed(one) else (copy,)


def _over(visit: Visit, one: Opportunity) -> bool:
    ends = one.ends or one.starts
    return ends is not None and ends < visit.now


def _item(visit: Visit, one: Opportunity) -> Text:
    say = visit.say
    if one.closed:
        state = say("closed")
    elif one.free == 0:
        state = say("full")
    else:
        state = say("open")
    said = say.plural(
        "{n} of {places} place taken", "{n} of {places} places taken", one.taken, places=one.places
    )
    return lines(
        bold(card.own_title(say, one.title, one.language)), dotted([state, said]), card.when(say, one)
    )


def _pages(visit: Visit, page: int, *, more: bool) -> tuple[Button, ...]:
    say = visit.say
    back = Link(say("⬅️ Previous"), f"opps/{page - 1}") if page else None
    on = Link(say("More ➡️"), f"opps/{page + 1}") if more else None
    return tuple(button for button in (back, on) if button)


ROUTES = (
    Route("opps", first, Role.MEMBER),
    Route("opps/{page:int}", opportunities, Role.MEMBER),
    Route("opp/{number:int}", opportunity, Role.MEMBER),
    Route("opp/{number:int}/held/{at:int}", held, Role.MEMBER),
    Route("opp/{number:int}/close", close, Role.MEMBER),
    Route("opp/{number:int}/close/yes", closed, Role.MEMBER),
    Route("opp/{number:int}/open", opened, Role.MEMBER),
)
