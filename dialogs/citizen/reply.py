"""The answer to an ask: yes, maybe or no, in one tap, with a reason in one more."""

from campaign.records import Opportunity
from campaign.values import Answer, Origin, Reason
from dialogs import words
from dialogs.citizen import age, both, held, introduction
from dialogs.citizen.opportunity import over
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import bold, paragraphs
from dialogs.visit import Visit


async def reply(visit: Visit, number: int, answer: Answer) -> Screen | Address:
    """Take the answer; a visitor is first asked for what it needs."""
    one = await visit.opportunity(number)
    if one is None or one.closed:
        return await over(visit, one)
    if visit.young:
        await held.give_back(visit, number)
        return _young(visit)
    if visit.citizen is None:
        return await _visitor(visit, one, answer)
    if answer is Answer.YES:
        return await say_yes(visit, number)
    await take(visit, number, answer, None)
    return _why(visit, number, answer)


async def _visitor(visit: Visit, one: Opportunity, answer: Answer) -> Screen | Address:
    """Who gave no consent yet is asked for it; meanwhile a place is held for whom a friend asked."""
    if answer is not Answer.YES:
        await held.give_back(visit, one.id)
    elif not await held.keep(visit, one, await held.invited_by(visit, one.id)):
        return await over(visit, one)
    if visit.profile.adult is None:
        return await _age(visit, one.id, answer)
    return _why(visit, one.id, answer) if answer is not Answer.YES else Address(f"keep/{one.id}/yes")


async def because(visit: Visit, number: int, answer: Answer, reason: Reason) -> Screen | Address:
    """Take a maybe or no with its reason."""
    if visit.young:
        return _young(visit)
    if answer is Answer.YES:
        return await reply(visit, number, answer)
    if visit.citizen is None:
        return Address(f"keep/{number}/{answer.value}/{reason.value}")
    if await visit.opportunity(number) is None:
        return Address("near")
    await take(visit, number, answer, reason)
    return thanks(visit, number, answer, reason)


async def say_yes(visit: Visit, number: int, *, anyway: bool = False) -> Screen | Address:
    """A citizen's yes: it takes a place, or hears kindly that another was just before.

    Of two who come only if the other comes, the friend's waits for the asker's, unless they come `anyway`;
    the asker's is then both of theirs.
    """
    if visit.citizen is None:
        return Address(f"keep/{number}/yes")
    before = await visit.memory.replies.get(visit.citizen.id, number)
    if before is not None and before.answer is Answer.YES:
        return Address(f"plan/{number}")
    one = await visit.opportunity(number)
    if one is None or one.closed:
        await held.give_back(visit, number)
        return await over(visit, one)
    if not anyway and (waiting := await both.wait(visit, one)) is not None:
        return waiting
    invitation = await held.invited_by(visit, number)
    two = await visit.memory.pairs.of_place(number, visit.chat.id)
    kept = await visit.memory.holds.use(number, visit.chat.id)
    if not kept and not await visit.memory.opportunities.claim(number):
        return await over(visit, await visit.opportunity(number))
    await _put(visit, number, Answer.YES, None, invitation)
    if two is not None and two[1] == two[0].asker and await both.agree(visit, two[0], one):
        return Address(f"share/{number}")
    dates = await visit.memory.opportunities.dates(number, now=visit.now)
    return Address(f"date/{number}" if len(dates) > 1 else f"share/{number}")


async def anyway(visit: Visit, number: int) -> Screen | Address:
    """A friend who does not wait for whoever asked them."""
    return await say_yes(visit, number, anyway=True)


async def take(visit: Visit, number: int, answer: Answer, reason: Reason | None) -> None:
    """Save a maybe or no; a place held by an earlier yes comes free, and who was told of it hears that."""
    if visit.citizen is None:
        return
    if await visit.memory.replies.take_back(visit.citizen.id, number):
        await visit.memory.opportunities.release(number)
        await introduction.withdraw(visit, number)
    invitation = await held.invited_by(visit, number)
    await held.give_back(visit, number)
    await _put(visit, number, answer, reason, invitation)


def thanks(visit: Visit, number: int, answer: Answer, reason: Reason | None) -> Screen:
    """Thank for an answer, and offer what fits its reason."""
    say = visit.say
    fitting = {
        Reason.FAR: Link(say("↔️ Distance"), "radius"),
        Reason.TIME: Link(say("🗓 When I can"), "times"),
        Reason.TASK: Link(say("⭐ What I like"), "likes"),
        Reason.ALONE: Link(say("👥 Ask somebody to come with me"), f"together/{number}"),
    }
    head = say("Thank you for your answer.")
    if answer is Answer.MAYBE:
        note = say("Nobody hears that it is you who doubts. You find it again under what is nearby.")
    else:
        note = say("No is a fine answer. Nobody hears that it was you.")
    return Screen(
        name="thanks-maybe" if answer is Answer.MAYBE else "thanks-no",
        text=paragraphs(bold(head), note),
        rows=rows(
            fitting.get(reason) if reason else None,
            Link(say("Ask me something else"), "ask"),
            (Link(say("🔎 What is nearby?"), "near"), Link(say("🏠 Home"), "home")),
        ),
    )


async def _put(
    visit: Visit, number: int, answer: Answer, reason: Reason | None, invitation: int | None
) -> None:
    if visit.citizen is None:
        return
    one = await visit.opportunity(number)
    ask_id = await visit.memory.asks.ask_of(visit.citizen.id, number)
    await visit.memory.replies.put(
        visit.citizen.id,
        number,
        answer,
        origin=_origin(invitation, ask_id),
        ask_id=ask_id,
        invitation_id=invitation,
        language=visit.say.language.code,
        now=visit.now,
        reason=reason,
        on_date=one.starts if one is not None and answer is Answer.YES else None,
    )


def _origin(invitation: int | None, ask_id: int | None) -> Origin:
    if invitation is not None:
        return Origin.FRIEND
    return Origin.CAMPAIGN if ask_id is None else Origin.ORGANISATION


def _why(visit: Visit, number: int, answer: Answer) -> Screen:
    say = visit.say
    skip = "ask" if visit.citizen else f"keep/{number}/{answer.value}"
    doubts = answer is Answer.MAYBE
    question = say("What makes you doubt?") if doubts else say("That is fine. May I ask why?")
    return Screen(
        name="why-maybe" if doubts else "why-no",
        text=bold(question),
        rows=rows(
            *(
                Link(words.reason(say, reason), f"reply/{number}/{answer.value}/{reason.value}")
                for reason in Reason
            ),
            Link(say("I would rather not say"), skip),
        ),
    )


async def _age(visit: Visit, number: int, answer: Answer) -> Screen:
    say, kept = visit.say, await visit.memory.holds.of(number, visit.chat.id)
    to = f"reply/{number}/{answer.value}"
    return Screen(
        name="age",
        text=paragraphs(
            say("How nice. I keep a place for you for one hour.") if kept is not None else None,
            bold(age.question(visit)),
        ),
        rows=rows(*age.buttons(visit, to)),
        waits=age.waits(to),
    )


def _young(visit: Visit) -> Screen:
    say = visit.say
    return Screen(
        name="young-yes",
        text=paragraphs(
            bold(say("How nice of you.")),
            say("You are under 16. So I do not pass anything on, and I keep no answers of yours."),
            say("Show this to a parent or to somebody at school. Then you can do it together."),
        ),
        rows=rows(Link(say("🔎 What is nearby?"), "near"), Link(say("🏠 Home"), "home")),
    )


ROUTES = (
    Route("reply/{number:int}/anyway", anyway),
    Route("reply/{number:int}/{answer:answer}", reply),
    Route("reply/{number:int}/{answer:answer}/{reason:reason}", because),
)
