"""I come if you come: one person is asked along, and two places are held for two days."""

from campaign.inviting import HELD_TOGETHER, Invitation
from campaign.records import Opportunity
from campaign.values import Answer
from dialogs.citizen import card
from dialogs.citizen.ask_someone import invite
from dialogs.citizen.invitation import usual_name
from dialogs.citizen.opportunity import over
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import bold, lines, paragraphs
from dialogs.visit import Visit

HOURS = int(HELD_TOGETHER.total_seconds()) // 3600


async def together(visit: Visit, number: int) -> Screen | Address:
    """What it means; who asked somebody along already comes to that."""
    one = await visit.opportunity(number)
    if visit.young:
        return Address("someone/plain")
    if one is None or one.closed:
        return await over(visit, one)
    if (elsewhere := await _already(visit, one)) is not None:
        return elsewhere
    say = visit.say
    if not await _is_roomy(visit, one):
        return _crowded(visit, one)
    return Screen(
        name="together",
        text=paragraphs(
            bold(say("Would you rather not go alone?")),
            lines(
                card.own_title(say, one.title, one.language),
                say("🗓 {when}", when=card.when(say, one)),
            ),
            say("Ask one person you know: “I come if you come.”"),
            say.plural(
                "I keep two places for you for {n} hour. It is on as soon as you have both said yes.",
                "I keep two places for you for {n} hours. It is on as soon as you have both said yes.",
                HOURS,
            ),
            say("For that I need to keep your answers.") if visit.citizen is None else None,
        ),
        rows=rows(
            Link(say("💬 Ask somebody along"), f"together/{number}/on")
            if visit.citizen is not None
            else Link(say("💾 Keep my answers"), "keep"),
            Link(say("Back"), f"opportunity/{number}"),
        ),
    )


async def ask_along(visit: Visit, number: int) -> Screen | Address:
    """Hold the two places, and go on to the message that is sent."""
    one = await visit.opportunity(number)
    if visit.citizen is None or one is None or one.closed:
        return Address(f"together/{number}")
    if (elsewhere := await _already(visit, one)) is not None:
        return elsewhere
    if not await _is_roomy(visit, one):
        return _crowded(visit, one)
    it = await visit.memory.invitations.make(
        visit.citizen.id,
        visit.chat.id,
        opportunity_id=number,
        language=visit.say.language.code,
        name=await usual_name(visit),
        together=True,
        now=visit.now,
    )
    return Address(f"invitation/{it.id}") if await hold_two(visit, it) else _crowded(visit, one)


async def hold_two(visit: Visit, it: Invitation) -> bool:
    """Hold a place for the asker and one for whoever answers; whether they are held, or needed no more.

    They are held from when the invitation was made: to look at it again holds them no longer.
    """
    number, chat, holds = it.opportunity_id, visit.chat.id, visit.memory.holds
    if visit.citizen is None or number is None or not it.together or it.citizen_id != visit.citizen.id:
        return False
    if await holds.of_invitation(it.id) or await _said_yes(visit, number):
        return True
    one = await visit.memory.opportunities.get(number)
    mine = await holds.of(number, chat)
    if one is None or one.closed or visit.now >= it.held_until or (mine is not None and mine.together):
        return False
    if not await _is_roomy(visit, one):
        return False
    await holds.release(number, chat)
    until = it.held_until
    if not await holds.hold(number, chat, until=until, invitation_id=it.id, together=True):
        return False
    if not await holds.hold_open(number, it.id, until=until):
        await holds.release(number, chat)
        return False
    return True


async def _already(visit: Visit, one: Opportunity) -> Address | None:
    """Where somebody is led who said yes, or for whom a place of two is held."""
    if await _said_yes(visit, one.id):
        return Address(invite(one.id, None))
    found = await visit.memory.pairs.of_place(one.id, visit.chat.id)
    if found is None:
        return None
    two, mine = found
    return Address(f"invitation/{two.it.id}" if mine == two.asker else f"opportunity/{one.id}")


async def _is_roomy(visit: Visit, one: Opportunity) -> bool:
    """Whether two places are free, one that is kept for the visitor among them."""
    kept = await visit.memory.holds.of(one.id, visit.chat.id)
    return one.free >= (2 if kept is None else 1)


async def _said_yes(visit: Visit, number: int) -> bool:
    if visit.citizen is None:
        return False
    reply = await visit.memory.replies.get(visit.citizen.id, number)
    return reply is not None and reply.answer is Answer.YES


def _crowded(visit: Visit, one: Opportunity) -> Screen:
    say = visit.say
    return Screen(
        name="together-full",
        text=paragraphs(
            bold(say("There are not two places left here.")), say("Shall I show you something else?")
        ),
        rows=rows(
            Link(say("🔎 What is nearby?"), "near"),
            Link(say("Back"), f"opportunity/{one.id}"),
            Link(say("🏠 Home"), "home"),
        ),
    )


ROUTES = (
    Route("together/{number:int}", together),
    Route("together/{number:int}/on", ask_along),
)
