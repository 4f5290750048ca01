"""May the asker hear of a yes? Asked of the friend once; what the asker hears then, and never of a no."""

from campaign.inviting import Invitation
from campaign.values import Answer
from dialogs.citizen import card
from dialogs.citizen.promise import arranged
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import Text, bold, own, paragraphs
from dialogs.visit import Visit

NAMED, UNNAMED, NO = "named", "unnamed", "no"
"""What the friend may answer, as it stands in an address."""


async def is_open(visit: Visit, number: int) -> bool:
    """Whether a friend said yes to this and was not asked yet who may hear of it."""
    return await _open(visit, number) is not None


async def tell(visit: Visit, number: int) -> Screen | Address:
    """Ask it, once a plan stands; where there is nothing to ask, on with the plan."""
    found, plan = await _open(visit, number), await arranged(visit, number)
    if found is None or plan is None:
        return Address(f"plan/{number}")
    say, name, root = visit.say, plan[1].name, f"tell/{number}"
    return Screen(
        name="tell",
        text=paragraphs(
            bold(_question(visit, found[1])), say("It is up to you. I never tell anybody about a no.")
        ),
        rows=rows(
            Link(say("👍 Yes, with my name: {name}", name=name), f"{root}/{NAMED}", word=Answer.YES)
            if name
            else None,
            Link(say("👍 Yes, without my name"), f"{root}/{UNNAMED}", word=Answer.YES),
            Link(say("No, rather not"), f"{root}/{NO}", word=Answer.NO),
        ),
    )


async def told(visit: Visit, number: int, how: str) -> Address:
    """The friend's word on it; on a yes the asker hears, at a time of day when people are up."""
    found, memory = await _open(visit, number), visit.memory
    if found is None or how not in (NAMED, UNNAMED, NO):
        return Address(f"plan/{number}/go")
    opening, it = found
    if how == NO:
        await memory.hearing.keep_quiet(opening, now=visit.now)
    elif await memory.hearing.let_hear(opening, named=how == NAMED, now=visit.now):
        await notify(visit, it, f"heard/{opening}")
    return Address(f"plan/{number}/go")


async def notify(visit: Visit, it: Invitation, address: str) -> None:
    """Have a page shown to whoever asked: by day, and not while they pause."""
    chat = await visit.memory.invitations.asker(it.id)
    found = await visit.memory.chats.glance(chat) if chat is not None else None
    if found is None or found[1] is None:
        return
    paused, budget = found[1].paused_until, visit.house.campaign.budget
    due = budget.next_sending(max(visit.now, paused or visit.now))
    await visit.memory.notices.add([found[0].id], address, due=due)


async def heard(visit: Visit, opening: int) -> Screen:
    """What the asker hears: that somebody said yes, and who, where that somebody wanted it.

    Nothing comes to an asker who stopped.
    """
    found = await visit.memory.hearing.heard(visit.citizen.id, opening) if visit.citizen else None
    by_itself = visit.incoming.address is None
    if found is None or (by_itself and visit.citizen is not None and visit.citizen.stopped):
        raise Nowhere(f"opening {opening}")
    say = visit.say
    number = found.opportunity_id
    one = await visit.opportunity(number) if number is not None else None
    return Screen(
        name="heard",
        text=paragraphs(
            bold(
                say("{name} said yes.", name=own(found.name))
                if found.name
                else say("Somebody you asked said yes.")
            ),
            card.own_title(say, one.title, one.language) if one is not None else None,
            say("You asked, and that is how it starts. Thank you."),
        ),
        rows=rows(Link(say("💬 Ask somebody else"), "someone"), Link(say("🏠 Home"), "home")),
    )


async def _open(visit: Visit, number: int) -> tuple[int, Invitation] | None:
    """The opening behind a yes of which nobody said yet who may hear, with its invitation."""
    if visit.citizen is None:
        return None
    found = await visit.memory.hearing.to_settle(visit.citizen.id, number)
    it = await visit.memory.invitations.get(found[1]) if found is not None else None
    return (found[0], it) if found is not None and it is not None else None


def _question(visit: Visit, it: Invitation) -> Text:
    say = visit.say
    if it.name:
        return say("May I tell {name} that you said yes?", name=own(it.name))
    return say("May I tell whoever asked you that you said yes?")


ROUTES = (
    Route("tell/{number:int}", tell),
    Route("tell/{number:int}/{how:word}", told),
    Route("heard/{opening:int}", heard),
)
