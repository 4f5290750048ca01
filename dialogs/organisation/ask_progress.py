"""How an ask goes: its numbers while it runs, to pause, to stop, to ask again."""

from collections.abc import Awaitable, Callable
from typing import Any

from campaign.records import Ask
from campaign.values import Answer, AskState, OrganisationState, Role
from dialogs.organisation import ask_words
from dialogs.organisation.ask import repeat
from dialogs.organisation.ask_draft import Answered, mine, what_it_asks
from dialogs.organisation.ask_send import note
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import Say, Text, bold, lines, paragraphs
from dialogs.visit import Visit
from storage import rests
from storage.asks import Progress
from storage.reports import WHY

LISTED = 8
RUNNING = (AskState.WAITING, AskState.SENDING, AskState.PAUSED)
HELD = (WHY, ask_words.TEAM, rests.WHY)
"""Why an ask is paused that the team alone lets go on."""


def of_sent(page: Callable[..., Awaitable[Answered]]) -> Callable[..., Awaitable[Answered]]:
    """A page about an ask that was sent; for one in the making it leads to its card."""

    async def looked_up(visit: Visit, number: int, **more: Any) -> Answered:
        ask = await mine(visit, number)
        if ask.state is AskState.DRAFT:
            return Address(f"asks/{number}")
        return await page(visit, ask, **more)

    return looked_up


async def asks(visit: Visit) -> Answered:
    """The organisation's asks, the newest first, each with how it stands."""
    member = await visit.member()
    found = (await visit.memory.asks.of_organisation(member.organisation_id) if member else [])[:LISTED]
    ones = await visit.memory.opportunities.get_some([ask.opportunity_id for ask in found])
    say = visit.say
    told, links = [], []
    for ask in found:
        one = ones[ask.opportunity_id]
        made = say.date(ask.sent or ask.made)
        told.append(lines(ask_words.title(one), ask_words.state(say, ask), made))
        label = say("{title}, {date}", title=_short(one.title), date=made)
        links.append(Link(label, f"theask/{ask.id}"))
    nothing = say("You did not ask anything yet.")
    return Screen(
        text=paragraphs(bold(say("Your asks")), *(told or [nothing])),
        rows=rows(
            *links,
            Link(say("📨 Ask people"), "quick"),
            (Link(say("📋 What we have to do"), "opps"), Link(say("🏢 Desk"), "desk")),
        ),
    )


@of_sent
async def the_ask(visit: Visit, ask: Ask) -> Answered:
    """How it goes right now."""
    one = await what_it_asks(visit, ask)
    progress = await visit.memory.asks.progress(ask.id)
    say, root = visit.say, f"theask/{ask.id}"
    running = ask.state is AskState.SENDING
    held = ask.state is AskState.PAUSED and ask.why in HELD
    rest = await visit.memory.rests.of_ask(ask.id) if held and ask.why == rests.WHY else None
    return Screen(
        text=paragraphs(
            ask_words.title(one),
            bold(ask_words.state(say, ask)),
            numbers(say, progress) if ask.sent else None,
            ask_words.skipped(say, progress.skipped),
            await _next(visit, ask),
            say("The campaign team looks at it. They let it go on, or they talk with you.") if held else None,
        ),
        rows=rows(
            Link(say("⏸ Pause"), f"{root}/pause") if running else None,
            Link(say("▶️ Go on"), f"{root}/go") if ask.state is AskState.PAUSED and not held else None,
            Link(say("❔ Why it rests"), f"{root}/rest/{rest.id}") if rest else None,
            Link(say("⏹ Stop"), f"{root}/stop") if ask.state in RUNNING else None,
            (Link(say("💬 Replies"), f"{root}/replies"), Link(say("👍 Who said yes"), "intros")),
            Link(say("🔀 The two ways"), f"{root}/ways") if ask.second_words else None,
            Link(say("🔁 Ask again"), f"{root}/again"),
            (Link(say("🔄 How is it now?"), root), Link(say("🏢 Desk"), "desk")),
        ),
    )


@of_sent
async def pause(visit: Visit, ask: Ask) -> Answered:
    """Hold what has not gone out yet, from now on."""
    if ask.state is AskState.SENDING:
        await visit.memory.asks.set_state(ask.id, AskState.PAUSED, why="member", now=visit.now)
        await note(visit, ask, "ask_paused")
    return Address(f"theask/{ask.id}")


@of_sent
async def go_on(visit: Visit, ask: Ask) -> Answered:
    """Send the rest after a pause; what the team holds stays held."""
    member = await visit.member()
    allowed = member is not None and member.state is OrganisationState.APPROVED and ask.why not in HELD
    if ask.state is AskState.PAUSED and allowed:
        await visit.memory.asks.set_state(ask.id, AskState.SENDING, now=visit.now)
        await note(visit, ask, "ask_went_on")
    return Address(f"theask/{ask.id}")


@of_sent
async def stop(visit: Visit, ask: Ask) -> Answered:
    """Ask once before stopping."""
    if ask.state not in RUNNING:
        return Address(f"theask/{ask.id}")
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(say("Shall I stop this ask?")),
            say("Nobody else gets it. Who got it and did not answer reads that it is over."),
            say("A yes that you have stays a yes."),
        ),
        rows=rows(
            Link(say("⏹ Yes, stop it"), f"theask/{ask.id}/stop/yes", word=Answer.YES),
            Link(say("No, go back"), f"theask/{ask.id}", word=Answer.NO),
        ),
    )


@of_sent
async def stopped(visit: Visit, ask: Ask) -> Answered:
    """Stop for good: nothing more goes out, and who did not answer reads that it is over."""
    if ask.state in RUNNING:
        await visit.memory.asks.set_state(ask.id, AskState.STOPPED, why="member", now=visit.now)
        await visit.memory.deliveries.redraw_untouched(ask.id)
        await note(visit, ask, "ask_stopped")
    return Address(f"theask/{ask.id}")


@of_sent
async def replies(visit: Visit, ask: Ask) -> Answered:
    """What people answered, without who they are."""
    one = await what_it_asks(visit, ask)
    progress = await visit.memory.asks.progress(ask.id)
    say = visit.say
    return Screen(
        text=paragraphs(
            ask_words.title(one),
            _answers(say, progress),
            ask_words.replied_why(say, progress.reasons),
            say("Replies have no names. After a yes you hear what somebody wants you to know."),
        ),
        rows=rows(
            Link(say("👍 Who said yes"), "intros"),
            Link(say("Back"), f"theask/{ask.id}"),
            Link(say("🏢 Desk"), "desk"),
        ),
    )


@of_sent
async def again(visit: Visit, ask: Ask) -> Answered:
    """Begin a new ask for the same, in the same or the better words; one begun is gone on with."""
    one = await what_it_asks(visit, ask)
    before = await visit.memory.making.begun(ask.organisation_id, one.id)
    if before is not None or one.closed or one.free == 0:
        return Address(f"asknew/{one.id}")
    return Address(f"asks/{await repeat(visit, one, ask)}")


def numbers(say: Say, progress: Progress) -> Text:
    """The numbers of an ask that went out, exactly: it is the organisation's own."""
    unanswered = max(0, progress.sent - progress.yes - progress.maybe - progress.no)
    return lines(
        say.plural("📨 Sent to {n} person", "📨 Sent to {n} people", progress.sent),
        say("⏳ Still to go now: {number}", number=progress.planned) if progress.planned else None,
        _answers(say, progress),
        say("💤 No answer yet: {number}", number=unanswered) if unanswered else None,
        say.plural(
            "❓ With {n} person I do not know whether it arrived. I do not send it twice.",
            "❓ With {n} people I do not know whether it arrived. I do not send it twice.",
            progress.unknown,
        )
        if progress.unknown
        else None,
        say("⌛ Not sent, it was too late: {number}", number=progress.missed) if progress.missed else None,
        say("⚠️ Could not be sent: {number}", number=progress.failed) if progress.failed else None,
    )


def _answers(say: Say, progress: Progress) -> Text:
    return lines(
        say("👍 Yes: {number} of {places}", number=progress.yes, places=progress.places),
        say("🤝 Did it: {number}", number=progress.matched) if progress.matched else None,
        say("🤔 Maybe: {number}", number=progress.maybe),
        say("👋 No: {number}", number=progress.no),
    )


async def _next(visit: Visit, ask: Ask) -> Text | None:
    say = visit.say
    if ask.state is not AskState.SENDING or ask.next_wave is None:
        return None
    if await visit.memory.brake.pulled() is not None:
        return say("The campaign team has stopped all messages for a while.")
    due = visit.house.campaign.budget.next_sending(max(ask.next_wave, visit.now))
    if due <= visit.now:
        return say("The next messages go now.")
    moment = say.moment(due, None)
    if not ask.wave:
        return say("The first messages go {moment}.", moment=moment)
    return say("The next messages go {moment}, while there is room.", moment=moment)


def _short(title: str, length: int = 30) -> str:
    return title if len(title) <= length else f"{title[: length - 1].rstrip()}…"


ROUTES = (
    Route("asks", asks, Role.MEMBER),
    Route("theask/{number:int}", the_ask, Role.MEMBER),
    Route("theask/{number:int}/pause", pause, Role.MEMBER),
    Route("theask/{number:int}/go", go_on, Role.MEMBER),
    Route("theask/{number:int}/stop", stop, Role.MEMBER),
    Route("theask/{number:int}/stop/yes", stopped, Role.MEMBER),
    Route("theask/{number:int}/replies", replies, Role.MEMBER),
    Route("theask/{number:int}/again", again, Role.MEMBER),
)
