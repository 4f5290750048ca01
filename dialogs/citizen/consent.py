"""The two consents, apart: to keep answers, and to be asked again."""

from campaign.values import Answer, Reason
from dialogs.citizen import age, held, how
from dialogs.citizen.reply import say_yes, take
from dialogs.citizen.steps import done, onward
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import Text, bold, paragraphs
from dialogs.visit import Visit
from storage.citizens import Consent

KEEP_VERSION = "keep-2"
ASK_AGAIN_VERSION = "askagain-2"
"""Raise a version whenever the words of its question change: the log names what was read."""


async def keep(visit: Visit) -> Screen | Address:
    """Ask to keep answers, with nothing waiting for it."""
    return _ask(visit, "keep", visit.say("May I keep your answers?"))


async def keep_reply(visit: Visit, number: int, answer: Answer) -> Screen | Address:
    """Ask to keep answers, with an answer in hand."""
    if visit.young:
        await held.give_back(visit, number)
    refuse = f"alone/{number}" if answer is Answer.YES else "keep/no"
    return _ask(visit, f"keep/{number}/{answer.value}", _question(visit, answer), refuse=refuse)


async def keep_reason(visit: Visit, number: int, answer: Answer, reason: Reason) -> Screen | Address:
    """Ask to keep answers, with an answer and its reason in hand."""
    return _ask(visit, f"keep/{number}/{answer.value}/{reason.value}", _question(visit, answer))


async def keep_invite(visit: Visit, thing: str, where: str) -> Screen | Address:
    """Ask to keep answers, with somebody to ask in mind."""
    question = visit.say("May I keep your answers? I need that to give your message a link of its own.")
    return _ask(visit, f"keep/invite/{thing}/{where}", question, refuse="someone/plain")


async def kept(visit: Visit) -> Screen | Address:
    """Keep the answers from here on."""
    if not _may_join(visit):
        return await keep(visit)
    await visit.join(KEEP_VERSION)
    return await _next(visit)


async def kept_reply(visit: Visit, number: int, answer: Answer) -> Screen | Address:
    """Keep the answers, and the one in hand first of all."""
    if not _may_join(visit):
        return await keep_reply(visit, number, answer)
    await visit.join(KEEP_VERSION)
    await visit.note_asked(by_friend=await held.invited_by(visit, number) is not None)
    if answer is Answer.YES:
        return await say_yes(visit, number)
    return await _save(visit, number, answer, None)


async def kept_invite(visit: Visit, thing: str, where: str) -> Screen | Address:
    """Keep the answers, and go on to the message."""
    if not _may_join(visit):
        return await keep_invite(visit, thing, where)
    await visit.join(KEEP_VERSION)
    return Address(f"invite/{thing}/{where}")


async def kept_reason(visit: Visit, number: int, answer: Answer, reason: Reason) -> Screen | Address:
    """Keep the answers, and the one in hand with its reason; a yes has none, and claims its place."""
    if answer is Answer.YES:
        return await kept_reply(visit, number, answer)
    if not _may_join(visit):
        return await keep_reason(visit, number, answer, reason)
    await visit.join(KEEP_VERSION)
    await visit.note_asked(by_friend=await held.invited_by(visit, number) is not None)
    return await _save(visit, number, answer, reason)


async def not_kept(visit: Visit) -> Screen:
    """Keep nothing, and look around all the same."""
    say = visit.say
    return Screen(
        name="not-kept",
        text=paragraphs(
            bold(say("Fine. I keep no answers.")),
            say("You can look around as much as you like."),
        ),
        rows=rows(Link(say("🔎 What is nearby?"), "near"), Link(say("🏠 Home"), "home")),
    )


async def again(visit: Visit) -> Screen | Address:
    """Ask for the second consent: to be asked again."""
    if visit.citizen is None:
        return await keep(visit)
    say = visit.say
    return Screen(
        name="again",
        text=paragraphs(
            bold(say("May I ask you again some time?")),
            say("At most twice a week, and only about things that fit you."),
            say("Under every message is a button to stop."),
        ),
        rows=rows(
            Link(say("Yes, you may"), "again/on", word=Answer.YES),
            Link(say("No, thank you"), "again/off", word=Answer.NO),
        ),
    )


async def set_again(visit: Visit, on: bool) -> Screen | Address:
    """May be asked again, or not."""
    if visit.citizen is None:
        return await keep(visit)
    if on:
        await visit.settle(may_ask=True, stopped=False, paused_until=None)
        await visit.consent(Consent.ASK_AGAIN, ASK_AGAIN_VERSION)
    else:
        await visit.settle(may_ask=False)
        await visit.memory.citizens.withdraw(visit.citizen.id, Consent.ASK_AGAIN, now=visit.now)
    return _noted(visit, on)


async def next_step(visit: Visit) -> Screen | Address:
    """After an answer: the second consent if it was never asked, then the questions still open."""
    return await _next(visit)


def _noted(visit: Visit, on: bool) -> Screen:
    say = visit.say
    question = onward(visit)
    asks = question != done(visit)
    return Screen(
        name="again-on" if on else "again-off",
        text=paragraphs(
            bold(
                say("Good. I ask you again some time.") if on else say("Good. I send you nothing by myself.")
            ),
            say("May I get to know you a little? Then I find what fits you.") if asks else None,
        ),
        rows=rows(
            Link(say("Yes, go ahead"), question, word=Answer.YES) if asks else None,
            Link(say("💬 Ask somebody"), "someone"),
            (
                Link(say("🔎 What is nearby?"), "near"),
                Link(say("🏠 Home"), "home", word=Answer.NO if asks else None),
            ),
        ),
    )


def _may_join(visit: Visit) -> bool:
    return visit.citizen is not None or visit.profile.adult is True


async def _next(visit: Visit) -> Screen | Address:
    if visit.citizen is not None and visit.citizen.may_ask is None and not visit.citizen.stopped:
        return await again(visit)
    return onward(visit)


async def _save(visit: Visit, number: int, answer: Answer, reason: Reason | None) -> Screen | Address:
    if await visit.memory.opportunities.get(number) is not None:
        await take(visit, number, answer, reason)
    return await _next(visit)


def _question(visit: Visit, answer: Answer) -> Text:
    if answer is Answer.YES:
        return visit.say("How nice. May I keep your answers? I need that to arrange your yes.")
    return visit.say("Thank you for your answer. May I keep your answers?")


def _ask(visit: Visit, address: str, question: Text, *, refuse: str = "keep/no") -> Screen | Address:
    say = visit.say
    if visit.citizen is not None:
        return Address(f"{address}/on")
    if visit.young:
        return Screen(
            name="too-young",
            text=say("You are under 16. So I keep no answers of yours. You can look around."),
            rows=rows(Link(say("🔎 What is nearby?"), "near"), Link(say("🏠 Home"), "home")),
        )
    if visit.profile.adult is None:
        return Screen(
            name="age",
            text=bold(age.question(visit)),
            rows=rows(*age.buttons(visit, address)),
            waits=age.waits(address),
        )
    area = visit.area
    return Screen(
        name="keep",
        text=paragraphs(
            bold(question),
            say("Then you do not have to tell me everything again."),
            say(
                "I keep your area ({place}, {postcode}), what you choose and what you answer.",
                place=area.place,
                postcode=area.postcode,
            )
            if area
            else say("I keep your area, what you choose and what you answer."),
            say("With it I keep the number of your Telegram account, and your language."),
            say("You can see, change and erase it at any moment."),
        ),
        rows=rows(
            Link(say("Yes, keep them"), f"{address}/on", word=Answer.YES),
            Link(say("No, rather not"), refuse, word=Answer.NO),
            Link(say("🔒 How does that work?"), how.way(address)),
        ),
    )


ROUTES = (
    Route("keep", keep),
    Route("keep/no", not_kept),
    Route("keep/on", kept),
    Route("keep/invite/{thing:word}/{where:word}", keep_invite),
    Route("keep/invite/{thing:word}/{where:word}/on", kept_invite),
    Route("keep/{number:int}/{answer:answer}", keep_reply),
    Route("keep/{number:int}/{answer:answer}/on", kept_reply),
    Route("keep/{number:int}/{answer:answer}/{reason:reason}", keep_reason),
    Route("keep/{number:int}/{answer:answer}/{reason:reason}/on", kept_reason),
    Route("again", again),
    Route("again/{on:switch}", set_again),
    Route("next", next_step),
)
