"""One ask as the campaign team sees it: in full, to let it go out, to refuse, to hold, to stop."""

from campaign.records import Ask, Opportunity, Organisation
from campaign.values import Answer, AskState, OrganisationState, Role
from dialogs.citizen import card
from dialogs.citizen.message import reach
from dialogs.organisation import ask_words, standing
from dialogs.organisation.ask_counts import counts
from dialogs.organisation.ask_draft import Answered, what_it_asks
from dialogs.organisation.ask_look import as_sent
from dialogs.organisation.ask_progress import RUNNING, numbers
from dialogs.organisation.ask_send import note, release
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.team import texts
from dialogs.text import bold, lines, own, paragraphs
from dialogs.visit import Visit


async def the_ask(visit: Visit, number: int) -> Answered:
    """The ask in full, with what the team can do with it."""
    ask, one, organisation = await _all(visit, number)
    progress = await visit.memory.asks.progress(number)
    reports = await visit.memory.reports.count(one.id)
    say, root = visit.say, f"team/ask/{number}"
    waiting = ask.state is AskState.WAITING
    approved = organisation.state is OrganisationState.APPROVED
    further = await texts.further(visit, one)
    return Screen(
        text=paragraphs(
            bold(ask_words.state(say, ask)),
            lines(
                say("🏢 {organisation}", organisation=own(organisation.name)),
                standing.state(say, organisation.state),
            ),
            (await as_sent(visit, ask, say.language.code)).text,
            ask_words.second_words(say, ask),
            lines(*card.needs(say, one), reach(say, one.contact)) if waiting else None,
            further[0] if further else None,
            ask_words.audience(say, ask.audience, one),
            numbers(say, progress) if ask.sent else None,
            ask_words.skipped(say, progress.skipped),
            say.plural(
                "⚠️ {n} report that something is wrong", "⚠️ {n} reports that something is wrong", reports
            )
            if reports
            else None,
            say("First look at the organisation. When you approve it, its first ask goes out too.")
            if waiting and not approved
            else None,
        ),
        rows=rows(
            further[1] if further else None,
            Link(say("✅ Approve"), f"{root}/approve/{texts.seen(one)}") if waiting and approved else None,
            Link(say("🏢 Look at the organisation"), f"team/org/{organisation.id}"),
            Link(say("🚫 Refuse"), f"{root}/refuse") if waiting else None,
            Link(say("⏸ Pause"), f"{root}/pause") if ask.state is AskState.SENDING else None,
            Link(say("▶️ Let it go on"), f"{root}/go") if ask.state is AskState.PAUSED else None,
            Link(say("⏹ Stop"), f"{root}/stop") if ask.state in RUNNING and not waiting else None,
            Link(say("🔢 How many people?"), f"{root}/count") if ask.state in RUNNING else None,
            Link(say("🔀 The two ways"), f"team/trial/words/{number}")
            if ask.second_words and ask.sent
            else None,
            (Link(say("📋 All asks"), "team/asks"), Link(say("🧭 Team desk"), "team")),
        ),
    )


async def count(visit: Visit, number: int) -> Answered:
    """Roughly how many people it would reach, and who is left out."""
    ask, one, _ = await _all(visit, number)
    say = visit.say
    return Screen(
        text=paragraphs(ask_words.title(one), await counts(visit, ask, one)),
        rows=rows(Link(say("Back"), f"team/ask/{number}")),
    )


async def approve(visit: Visit, number: int, seen: int) -> Answered:
    """Let a waiting ask of an approved organisation go out, unless what it asks changed since it was seen."""
    ask, one, organisation = await _all(visit, number)
    if organisation.state is not OrganisationState.APPROVED:
        return Address(f"team/org/{organisation.id}")
    if ask.state is AskState.WAITING and texts.seen(one) == seen:
        await visit.memory.reports.settle(one.id, now=visit.now)
        await visit.memory.opportunities.let_go(one.id, now=visit.now)
        await release(visit, ask, await visit.memory.members.chats_of(organisation.id))
        await note(visit, ask, "ask_approved", Role.TEAM)
    return Address(f"team/ask/{number}")


async def refuse(visit: Visit, number: int) -> Answered:
    """Choose why it does not go out."""
    ask, one, _ = await _all(visit, number)
    if ask.state is not AskState.WAITING:
        return Address(f"team/ask/{number}")
    say = visit.say
    return Screen(
        text=paragraphs(
            ask_words.title(one),
            bold(say("Why does it not go out?")),
            say("The organisation reads this reason."),
        ),
        rows=rows(
            *(
                Link(ask_words.refusal(say, why), f"team/ask/{number}/refuse/{why}")
                for why in ask_words.REFUSALS
            ),
            Link(say("Back"), f"team/ask/{number}"),
        ),
    )


async def refused(visit: Visit, number: int, why: str) -> Answered:
    """It does not go out; the organisation hears why."""
    ask, _, _ = await _all(visit, number)
    if why not in ask_words.REFUSALS:
        raise Nowhere(why)
    if ask.state is AskState.WAITING:
        await visit.memory.asks.set_state(number, AskState.REFUSED, why=why, now=visit.now)
        await _tell(visit, ask, "ask_refused")
    return Address(f"team/ask/{number}")


async def pause(visit: Visit, number: int) -> Answered:
    """Hold what has not gone out yet; the organisation cannot let it go on."""
    ask, _, _ = await _all(visit, number)
    if ask.state in (AskState.SENDING, AskState.PAUSED):
        await visit.memory.asks.set_state(number, AskState.PAUSED, why=ask_words.TEAM, now=visit.now)
        await _tell(visit, ask, "ask_paused")
    return Address(f"team/ask/{number}")


async def go_on(visit: Visit, number: int) -> Answered:
    """Let it go on after a look; what was reported is settled, and what it asks is offered again.

    Where people ran from it, the reason is asked first.
    """
    ask, one, organisation = await _all(visit, number)
    rest = await visit.memory.rests.of_ask(number) if ask.state is AskState.PAUSED else None
    if rest is not None and rest.holds:
        return Address(f"team/rest/{rest.id}/go")
    if ask.state is AskState.PAUSED and organisation.state is OrganisationState.APPROVED:
        await visit.memory.reports.settle(one.id, now=visit.now)
        await visit.memory.opportunities.let_go(one.id, now=visit.now)
        await visit.memory.asks.set_state(number, AskState.SENDING, now=visit.now)
        await _tell(visit, ask, "ask_went_on")
    return Address(f"team/ask/{number}")


async def stop(visit: Visit, number: int) -> Answered:
    """Ask once before stopping."""
    ask, one, _ = await _all(visit, number)
    if ask.state not in RUNNING:
        return Address(f"team/ask/{number}")
    say = visit.say
    return Screen(
        text=paragraphs(
            ask_words.title(one),
            bold(say("Shall I stop this ask?")),
            say("Nobody else gets it. Who got it and did not answer reads that it is over."),
        ),
        rows=rows(
            Link(say("⏹ Yes, stop it"), f"team/ask/{number}/stop/yes", word=Answer.YES),
            Link(say("No, go back"), f"team/ask/{number}", word=Answer.NO),
        ),
    )


async def stopped(visit: Visit, number: int) -> Answered:
    """Stop it for good."""
    ask, _, _ = await _all(visit, number)
    if ask.state in RUNNING:
        await visit.memory.asks.set_state(number, AskState.STOPPED, why=ask_words.TEAM, now=visit.now)
        await visit.memory.deliveries.redraw_untouched(number)
        if (rest := await visit.memory.rests.of_ask(number)) is not None:
            await visit.memory.notices.redraw(f"team/rest/{rest.id}")
        await _tell(visit, ask, "ask_stopped")
    return Address(f"team/ask/{number}")


async def _all(visit: Visit, number: int) -> tuple[Ask, Opportunity, Organisation]:
    ask = await visit.memory.asks.get(number)
    if ask is None or ask.state is AskState.DRAFT:
        raise Nowhere(f"ask {number}")
    organisation = await visit.memory.organisations.get(ask.organisation_id)
    if organisation is None:
        raise Nowhere(f"organisation {ask.organisation_id}")
    return ask, await what_it_asks(visit, ask), organisation


async def _tell(visit: Visit, ask: Ask, what: str) -> None:
    """Note it, and have the organisation's members see it."""
    chats = await visit.memory.members.chats_of(ask.organisation_id)
    await visit.memory.notices.add(chats, f"theask/{ask.id}", due=visit.by_day)
    await note(visit, ask, what, Role.TEAM)


ROUTES = (
    Route("team/ask/{number:int}", the_ask, Role.TEAM),
    Route("team/ask/{number:int}/count", count, Role.TEAM),
    Route("team/ask/{number:int}/approve/{seen:int}", approve, Role.TEAM),
    Route("team/ask/{number:int}/refuse", refuse, Role.TEAM),
    Route("team/ask/{number:int}/refuse/{why:word}", refused, Role.TEAM),
    Route("team/ask/{number:int}/pause", pause, Role.TEAM),
    Route("team/ask/{number:int}/go", go_on, Role.TEAM),
    Route("team/ask/{number:int}/stop", stop, Role.TEAM),
    Route("team/ask/{number:int}/stop/yes", stopped, Role.TEAM),
)
