"""Stop: nothing comes unasked any more, confirmed once, with all that may have been meant instead."""

from campaign.leaving import Leaving
from campaign.records import Citizen, Opportunity
from dialogs.citizen import age
from dialogs.citizen.consent import ASK_AGAIN_VERSION
from dialogs.citizen.home import short
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.stopwords import STOP_WORDS, stop_word
from dialogs.text import bold, paragraphs
from dialogs.visit import Visit
from storage.citizens import Consent


async def stop(visit: Visit) -> Screen:
    """Send nothing unasked any more, from this moment; said once."""
    await _stop(visit, None)
    return await _stopped(visit, None)


async def stop_under(visit: Visit, delivery: int) -> Screen:
    """The same under a message, where its organisation alone may have been meant."""
    await _stop(visit, delivery)
    say, asked = visit.say, await _asked(visit, delivery)
    if asked is None:
        return await _stopped(visit, None)
    label = say("Only nothing more from {organisation}", organisation=short(asked.organisation, 30))
    return await _stopped(visit, Link(label, f"only/{delivery}"))


async def only(visit: Visit, delivery: int) -> Screen:
    """Hear nothing more from the organisation of one message, and take back the stop of all."""
    asked = await _asked(visit, delivery)
    if visit.citizen is None or asked is None:
        raise Nowhere(str(delivery))
    await undo(visit)
    await visit.memory.mutes.add(visit.citizen.id, asked.organisation_id, now=visit.now)
    say, name = visit.say, short(asked.organisation, 30)
    return Screen(
        name="stopped-one",
        text=paragraphs(
            bold(say("Good. I send you nothing more from {organisation}.", organisation=asked.organisation)),
            say("Others may still ask you.") if visit.citizen.may_ask else None,
        ),
        rows=rows(
            Link(
                say("🔔 Hear from {organisation} again", organisation=name), f"hear/{asked.organisation_id}"
            ),
            Link(say("Stop everything"), "stop"),
            Link(say("🏠 Home"), "home"),
        ),
    )


async def keep_reminders(visit: Visit) -> Screen | Address:
    """Stay stopped, but for the reminders of what one said yes to."""
    if visit.citizen is None:
        return Address("home")
    await visit.settle(reminders=True)
    say = visit.say
    stopped = visit.citizen.stopped
    return Screen(
        name="reminders-on",
        text=paragraphs(
            bold(say("Good. I remind you of what you said yes to.")),
            say("Nothing else comes by itself.") if stopped else None,
        ),
        rows=rows(
            Link(say("Stop the reminders too"), "stop") if stopped else None,
            Link(say("I do not want to stop"), "resume") if stopped else None,
            Link(say("🏠 Home"), "home"),
        ),
    )


async def answered(visit: Visit, word: int) -> Screen | Address:
    """The stop word was an answer to a question: take it as that, and undo the stop."""
    await undo(visit)
    if word >= len(STOP_WORDS) or visit.chat.waiting is None:
        return Address("home")
    visit.text = STOP_WORDS[word]
    return Address(visit.chat.waiting)


async def resume(visit: Visit) -> Screen | Address:
    """Undo a stop."""
    await undo(visit)
    return Address("home")


async def _stopped(visit: Visit, only_them: Link | None) -> Screen:
    """The one message that confirms a stop."""
    say, citizen = visit.say, visit.citizen
    typed = stop_word(visit.text or "")
    waiting = visit.chat.waiting
    meant_as_answer = typed is not None and waiting is not None and not age.is_asked(waiting)
    promises = citizen and await _promises(visit, citizen)
    return Screen(
        name="stopped",
        text=paragraphs(
            bold(say("I have stopped. I send you nothing by myself any more.")),
            say("You said yes to something. I do not remind you of that either, unless you want it.")
            if promises
            else None,
            say("You can still talk to me whenever you want."),
        ),
        rows=rows(
            Link(say("⏰ Do remind me of that"), "stop/reminders/on") if promises else None,
            only_them,
            Link(say("That was my answer"), f"answered/{typed}") if meant_as_answer else None,
            Link(say("I do not want to stop"), "resume") if citizen is not None else None,
            Link(say("💬 I want to say why"), f"why/{Leaving.STOP.value}") if citizen is not None else None,
            Link(say("🗑 Erase everything about me"), "forget"),
            Link(say("🏠 Home"), "home"),
        ),
        waits=waiting if meant_as_answer else None,
    )


async def _promises(visit: Visit, citizen: Citizen) -> bool:
    """Whether an organisation counts on them, so that there is something to be reminded of."""
    found = await visit.memory.replies.promises(citizen.id, now=visit.now)
    return any(one.introduced for one in found)


async def _asked(visit: Visit, delivery: int) -> Opportunity | None:
    """What was asked in a message of this citizen."""
    if visit.citizen is None:
        return None
    mine = await visit.memory.deliveries.access(visit.citizen.id, delivery)
    if mine is None or mine.opportunity_id is None or not mine.asks:
        return None
    return await visit.memory.opportunities.get(mine.opportunity_id)


async def _stop(visit: Visit, delivery: int | None) -> None:
    """Stop, under a message or by itself, and take the second consent away.

    Then `may_ask` is empty, where a no leaves it False: so `undo` gives back what the stop itself took,
    however often stop was said, and nothing else. Said again, it ends the reminders that a first stop left.
    """
    if visit.citizen is None:
        return
    if visit.citizen.stopped:
        if visit.citizen.reminders:
            await visit.settle(reminders=False)
        return
    had = visit.citizen.may_ask is True
    await visit.memory.losses.stopped(visit.citizen.id, under=delivery, now=visit.now)
    await visit.settle(stopped=True, reminders=False, may_ask=None if had else visit.citizen.may_ask)
    if had:
        await visit.memory.citizens.withdraw(visit.citizen.id, Consent.ASK_AGAIN, now=visit.now)


async def undo(visit: Visit) -> None:
    """Take a stop back, with the second consent where the stop took it."""
    if visit.citizen is None or not visit.citizen.stopped:
        return
    log = await visit.memory.citizens.consents(visit.citizen.id)
    if visit.citizen.may_ask is None and any(one["kind"] == Consent.ASK_AGAIN for one in log):
        await visit.settle(may_ask=True)
        await visit.consent(Consent.ASK_AGAIN, ASK_AGAIN_VERSION)
    await visit.memory.losses.taken_back(visit.citizen.id)
    await visit.settle(stopped=False)


ROUTES = (
    Route("stop", stop),
    Route("stop/{delivery:int}", stop_under),
    Route("stop/reminders/on", keep_reminders),
    Route("only/{delivery:int}", only),
    Route("answered/{word:int}", answered),
    Route("resume", resume),
)
