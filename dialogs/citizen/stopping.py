"""Staying in charge of what comes unasked: stop, pause, and back again."""

from datetime import timedelta

from dialogs.citizen.consent import ASK_AGAIN_VERSION
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.stopwords import STOP_WORDS, stop_word
from dialogs.text import bold, paragraphs
from dialogs.visit import Visit
from storage.citizens import Consent

PAUSES = (7, 30, 90)
"""Days that one can pause for."""


async def stop(visit: Visit) -> Screen:
    """Send nothing unasked any more, from this moment; said once."""
    say = visit.say
    await _stop(visit)
    typed = stop_word(visit.incoming.text or "")
    meant_as_answer = typed is not None and visit.chat.waiting is not None
    return Screen(
        text=paragraphs(
            bold(say("I have stopped. I send you nothing by myself any more.")),
            say("You can still talk to me whenever you want."),
        ),
        rows=rows(
            Link(say("That was my answer"), f"answered/{typed}") if meant_as_answer else None,
            Link(say("I do not want to stop"), "resume") if visit.citizen is not None else None,
            Link(say("🗑 Erase everything about me"), "forget"),
            Link(say("🏠 Home"), "home"),
        ),
        waits=visit.chat.waiting if meant_as_answer else None,
    )


async def answered(visit: Visit, word: int) -> Screen | Address:
    """The stop word was an answer to a question: take it as that, and undo the stop."""
    await _resume(visit)
    if word >= len(STOP_WORDS) or visit.chat.waiting is None:
        return Address("home")
    visit.text = STOP_WORDS[word]
    return Address(visit.chat.waiting)


async def resume(visit: Visit) -> Screen | Address:
    """Undo a stop."""
    await _resume(visit)
    return Address("home")


async def pause(visit: Visit) -> Screen:
    """Choose how long to be left alone."""
    say = visit.say
    resting = visit.citizen and visit.citizen.paused_until and visit.citizen.paused_until > visit.now
    choices = [Link(say.plural("{n} day", "{n} days", days), f"pause/{days}") for days in PAUSES]
    if visit.citizen is None:
        text = say("I send you nothing by myself. So there is nothing to pause.")
        return Screen(text=text, rows=rows(Link(say("🏠 Home"), "home")))
    until = visit.citizen.paused_until
    return Screen(
        text=paragraphs(
            bold(say("How long shall I leave you alone?")),
            say("I send you nothing by myself until {date}.", date=say.date(until))
            if resting and until
            else None,
            say("You can still talk to me whenever you want."),
        ),
        rows=rows(
            *choices,
            Link(say("End the pause"), "pause/0") if resting else None,
            Link(say("Stop for good"), "stop"),
            Link(say("🏠 Home"), "home"),
        ),
    )


async def set_pause(visit: Visit, days: int) -> Screen | Address:
    """Be silent for so many days from now; 0 ends the pause."""
    if days not in (0, *PAUSES):
        raise Nowhere(str(days))
    if visit.citizen is None:
        return Address("pause")
    until = visit.now + timedelta(days=days) if days else None
    await visit.settle(paused_until=until)
    say = visit.say
    return Screen(
        text=bold(
            say("Good. I send you nothing by myself until {date}.", date=say.date(until))
            if until
            else say("The pause is over.")
        ),
        rows=rows(Link(say("⏸ Another pause"), "pause"), Link(say("🏠 Home"), "home")),
    )


async def _stop(visit: Visit) -> None:
    """Stop, and take the second consent away: then `may_ask` is empty, where a no leaves it False.

    So `_resume` gives back what the stop itself took, however often stop was said, and nothing else.
    """
    if visit.citizen is None or visit.citizen.stopped:
        return
    had = visit.citizen.may_ask is True
    await visit.settle(stopped=True, may_ask=None if had else visit.citizen.may_ask)
    if had:
        await visit.memory.citizens.withdraw(visit.citizen.id, Consent.ASK_AGAIN, now=visit.now)


async def _resume(visit: Visit) -> None:
    if visit.citizen is None or not visit.citizen.stopped:
        return
    log = await visit.memory.citizens.consents(visit.citizen.id)
    if visit.citizen.may_ask is None and any(one["kind"] == Consent.ASK_AGAIN for one in log):
        await visit.settle(may_ask=True)
        await visit.consent(Consent.ASK_AGAIN, ASK_AGAIN_VERSION)
    await visit.settle(stopped=False)


ROUTES = (
    Route("stop", stop),
    Route("answered/{word:int}", answered),
    Route("resume", resume),
    Route("pause", pause),
    Route("pause/{days:int}", set_pause),
)
