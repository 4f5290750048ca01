"""Approving organisations: the screening list ticked one by one, and what follows from it."""

from campaign.records import Ask, Opportunity, Organisation
from campaign.screening import Check, unchecked
from campaign.values import Answer, AskState, OrganisationState, Role
from dialogs.admitting import new_link
from dialogs.citizen import card
from dialogs.citizen.home import short
from dialogs.citizen.likes import ticked
from dialogs.citizen.message import reach
from dialogs.organisation import ask_words, standing
from dialogs.organisation.ask_draft import what_it_asks
from dialogs.organisation.ask_send import note, release
from dialogs.organisation.details import facts
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.team import texts
from dialogs.text import Say, Text, bold, lines, own, paragraphs, quote
from dialogs.visit import Visit

LISTED = 8
_STATES = (
    OrganisationState.WAITING,
    OrganisationState.APPROVED,
    OrganisationState.SUSPENDED,
    OrganisationState.REFUSED,
)


async def organisations(visit: Visit) -> Screen:
    """How many there are of each kind, those that wait first."""
    say = visit.say
    counts = {state: await visit.memory.organisations.count(state) for state in _STATES}
    return Screen(
        text=bold(say("Organisations")),
        rows=rows(
            *(
                Link(
                    say("{state}: {number}", state=standing.state(say, state), number=counts[state]),
                    f"team/orgs/{state}/0",
                )
                for state in _STATES
            ),
            Link(say("✉️ Invite"), "team/admit"),
            Link(say("🧭 Team desk"), "team"),
        ),
    )


async def listed(visit: Visit, state: OrganisationState, after: int) -> Screen:
    """Those in one state, a page at a time."""
    found = await visit.memory.organisations.listed(state, after=after, limit=LISTED + 1)
    say, shown = visit.say, found[:LISTED]
    return Screen(
        text=paragraphs(bold(standing.state(say, state)), None if found else say("There is nothing now.")),
        rows=rows(
            *(
                Link(say("🏢 {organisation}", organisation=short(one.name)), f"team/org/{one.id}")
                for one in shown
            ),
            Link(say("Next"), f"team/orgs/{state}/{shown[-1].id}") if len(found) > LISTED else None,
            Link(say("🏢 Organisations"), "team/orgs"),
        ),
    )


async def organisation(visit: Visit, number: int) -> Screen:
    """All that is known of an organisation, the screening list, and what can be decided."""
    return await _card(visit, await _get(visit, number), None)


async def changed(visit: Visit, number: int, at: int) -> Screen:
    """The same, told because something changed with it."""
    it = await _get(visit, number)
    say = visit.say
    words = say("Something changed. Look at it again.") if it.members else say("Nobody acts for it any more.")
    return await _card(visit, it, words)


async def check(visit: Visit, number: int, check: Check, on: bool) -> Address:
    """Tick one check of the screening list, or take the tick away."""
    it = await _get(visit, number)
    if bool(it.screened & check.bit) != on:
        await visit.memory.organisations.screen(number, check.bit, checked=on)
        await visit.note("checked" if on else "unchecked", Role.TEAM, organisation_id=number)
    return Address(f"team/org/{number}")


async def approve(visit: Visit, number: int, ask: int, seen: int) -> Screen | Address:
    """Approve it and the ask that was shown, if everything is checked; else say what is not.

    `ask` is 0 where none was shown. What changed since it was shown is looked at again.
    """
    it = await _get(visit, number)
    say = visit.say
    missing = unchecked(it.screened)
    if it.state is OrganisationState.APPROVED:
        return Address(f"team/org/{number}")
    if it.state is OrganisationState.SUSPENDED:
        return await _card(visit, it, say("It is suspended. Lift that first."))
    if missing:
        return await _card(visit, it, _open(say, it))
    waiting = await _waiting_asks(visit, number)
    first = waiting[0] if waiting else None
    one = await what_it_asks(visit, first) if first else None
    if (first.id if first else 0, texts.seen(one) if one else 0) != (ask, seen):
        return await _card(visit, it, say("Something changed. Look at it again."))
    await _approved(visit, it, "approved", first)
    return Address(f"team/org/{number}")


async def refuse(visit: Visit, number: int) -> Screen | Address:
    """Ask once before refusing."""
    it = await _get(visit, number)
    if it.state is not OrganisationState.WAITING:
        return Address(f"team/org/{number}")
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(say("Do you refuse {organisation}?", organisation=own(it.name))),
            say("Its members hear it. You can approve it later."),
        ),
        rows=rows(
            Link(say("🚫 Yes, refuse"), f"team/org/{number}/refuse/yes", word=Answer.YES),
            Link(say("No, go back"), f"team/org/{number}", word=Answer.NO),
        ),
    )


async def refused(visit: Visit, number: int) -> Address:
    """Refuse it, and its asks that wait with it."""
    it = await _get(visit, number)
    if it.state is OrganisationState.WAITING:
        await visit.memory.organisations.change(number, state=OrganisationState.REFUSED)
        for ask in await _waiting_asks(visit, number):
            await visit.memory.asks.set_state(ask.id, AskState.REFUSED, why="other", now=visit.now)
            await note(visit, ask, "ask_refused", Role.TEAM)
        await visit.memory.organisations.close_opportunities(number)
        await visit.note("refused", Role.TEAM, organisation_id=number)
        await standing.tell_members(visit, number)
    return Address(f"team/org/{number}")


async def suspend(visit: Visit, number: int) -> Screen | Address:
    """Ask once before suspending."""
    it = await _get(visit, number)
    if it.state is OrganisationState.SUSPENDED:
        return Address(f"team/org/{number}")
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(say("Do you suspend {organisation}?", organisation=own(it.name))),
            say("Its asks stop at once, and people no longer see what it has to do. Its members hear it."),
        ),
        rows=rows(
            Link(say("⛔ Yes, suspend"), f"team/org/{number}/suspend/yes", word=Answer.YES),
            Link(say("No, go back"), f"team/org/{number}", word=Answer.NO),
        ),
    )


async def suspended(visit: Visit, number: int) -> Address:
    """Suspend it."""
    it = await _get(visit, number)
    if it.state is not OrganisationState.SUSPENDED:
        await standing.suspend(visit, number, what="suspended", role=Role.TEAM)
        await standing.tell_members(visit, number)
    return Address(f"team/org/{number}")


async def lift(visit: Visit, number: int) -> Screen | Address:
    """Lift the suspension: approved where everything is checked, waiting where not. What stopped stays so."""
    it = await _get(visit, number)
    if it.state is not OrganisationState.SUSPENDED:
        return Address(f"team/org/{number}")
    if not unchecked(it.screened):
        await _approved(visit, it, "lifted", None)
        return Address(f"team/org/{number}")
    await visit.memory.organisations.change(number, state=OrganisationState.WAITING)
    await visit.note("lifted", Role.TEAM, organisation_id=number)
    await standing.tell_members(visit, number)
    return Address(f"team/org/{number}")


async def admit(visit: Visit, number: int) -> Screen:
    """Make a link by which somebody can act for this organisation."""
    it = await _get(visit, number)
    return await new_link(visit, Role.MEMBER, (it.id, it.name), back=f"team/org/{number}")


def name_of(say: Say, check: Check) -> Text:
    """One check of the screening list."""
    names = {
        Check.CONTACT: say("contact checked"),
        Check.REGISTRATION: say("KvK, or a centre's word"),
        Check.VOG: say("VOG where needed"),
        Check.HOME: say("no first meeting alone at home"),
        Check.AGE: say("lowest age is clear"),
    }
    return names[check]


async def _card(visit: Visit, it: Organisation, words: Text | None) -> Screen:
    say, root = visit.say, f"team/org/{it.id}"
    waiting = await _waiting_asks(visit, it.id)
    decided = it.state in (OrganisationState.APPROVED, OrganisationState.SUSPENDED)
    one = await what_it_asks(visit, waiting[0]) if waiting else None
    further = await texts.further(visit, one) if one else None
    first = f"{waiting[0].id}/{texts.seen(one)}" if one else "0/0"
    more = max(0, len(waiting) - 1)
    return Screen(
        text=paragraphs(
            bold(words) if words else None,
            lines(say("🏢 {organisation}", organisation=bold(own(it.name))), standing.state(say, it.state)),
            quote(own(it.description)) if it.description else None,
            facts(visit, it),
            say.plural("👥 {n} person acts for it", "👥 {n} people act for it", it.members),
            _first_ask(visit, waiting[0], one) if one and not decided else None,
            further[0] if further else None,
            say.plural(
                "{n} more ask waits. You look at it by itself.",
                "{n} more asks wait. You look at each by itself.",
                more,
            )
            if more and not decided
            else None,
            say("Check these five. Tap what is all right.") if not decided else _open(say, it),
        ),
        rows=rows(
            *(
                Link(
                    ticked(visit, name_of(say, one), bool(it.screened & one.bit)),
                    f"{root}/{one}/{'off' if it.screened & one.bit else 'on'}",
                )
                for one in Check
            ),
            further[1] if further else None,
            (Link(say("✅ Approve"), f"{root}/approve/{first}"), Link(say("🚫 Refuse"), f"{root}/refuse"))
            if it.state is OrganisationState.WAITING
            else None,
            Link(say("✅ Approve"), f"{root}/approve/{first}")
            if it.state is OrganisationState.REFUSED
            else None,
            Link(say("▶️ Lift the suspension"), f"{root}/lift")
            if it.state is OrganisationState.SUSPENDED
            else Link(say("⛔ Suspend"), f"{root}/suspend"),
            *(Link(say("📨 The ask that waits"), f"team/ask/{ask.id}") for ask in waiting[:LISTED]),
            (
                Link(say("👥 Who acts for it"), f"team/acting/{it.id}"),
                Link(say("✉️ Invite somebody for it"), f"{root}/admit"),
            ),
            (Link(say("🏢 Organisations"), "team/orgs"), Link(say("🧭 Team desk"), "team")),
        ),
    )


def _open(say: Say, it: Organisation) -> Text | None:
    """The checks that nobody ticked; with a feed organisations come approved and without a tick."""
    names = [say("• {check}", check=name_of(say, one)) for one in unchecked(it.screened)]
    return lines(say("Not checked yet:"), *names) if names else None


def _first_ask(visit: Visit, ask: Ask, one: Opportunity) -> Text:
    """What would go out with the approval, in full, and to whom."""
    say = visit.say
    return paragraphs(
        bold(say("Its first ask goes out when you approve:")),
        ask_words.own_words(say, ask),
        card.full(say, one),
        reach(say, one.contact),
        ask_words.audience(say, ask.audience, one),
    )


async def _approved(visit: Visit, it: Organisation, what: str, first: Ask | None) -> None:
    """Let an organisation ask; its first ask goes out now, others wait for the team each by itself."""
    memory = visit.memory
    await memory.organisations.change(it.id, state=OrganisationState.APPROVED)
    await memory.writing.show(it.id, now=visit.now)
    await visit.note(what, Role.TEAM, organisation_id=it.id)
    chats = await memory.members.chats_of(it.id)
    if first is not None:
        await release(visit, first, chats)
        await note(visit, first, "ask_approved", Role.TEAM)
    await standing.tell_members(visit, it.id)


async def _waiting_asks(visit: Visit, organisation_id: int) -> list[Ask]:
    asks = await visit.memory.asks.of_organisation(organisation_id)
    return [ask for ask in reversed(asks) if ask.state is AskState.WAITING]


async def _get(visit: Visit, number: int) -> Organisation:
    it = await visit.memory.organisations.get(number)
    if it is None:
        raise Nowhere(f"organisation {number}")
    return it


ROUTES = (
    Route("team/orgs", organisations, Role.TEAM),
    Route("team/orgs/{state:state}/{after:int}", listed, Role.TEAM),
    Route("team/org/{number:int}", organisation, Role.TEAM),
    Route("team/org/{number:int}/changed/{at:int}", changed, Role.TEAM),
    Route("team/org/{number:int}/approve/{ask:int}/{seen:int}", approve, Role.TEAM),
    Route("team/org/{number:int}/refuse", refuse, Role.TEAM),
    Route("team/org/{number:int}/refuse/yes", refused, Role.TEAM),
    Route("team/org/{number:int}/suspend", suspend, Role.TEAM),
    Route("team/org/{number:int}/suspend/yes", suspended, Role.TEAM),
    Route("team/org/{number:int}/lift", lift, Role.TEAM),
    Route("team/org/{number:int}/admit", admit, Role.TEAM),
    Route("team/org/{number:int}/{check:check}/{on:switch}", check, Role.TEAM),
)
