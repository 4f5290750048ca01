"""Something is wrong here: said in two taps, heard by the team, and two of it stop the asking for now."""

from campaign.values import AskState, Role
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import bold, paragraphs
from dialogs.visit import Visit
from storage.reports import WHY

WRONGS = ("untrue", "unsafe", "rude", "other")


async def wrong(visit: Visit, number: int) -> Screen:
    """Ask what is wrong."""
    say = visit.say
    names = {
        "untrue": say("It is not true"),
        "unsafe": say("It does not feel safe"),
        "rude": say("It is rude, or leaves people out"),
        "other": say.about("something else is wrong", "Something else"),
    }
    return Screen(
        name="wrong",
        text=paragraphs(
            bold(say("What is wrong with it?")),
            say("I tell the campaign team at once. The organisation does not hear who said it."),
        ),
        rows=rows(
            *(Link(names[what], f"wrong/{number}/{what}") for what in WRONGS),
            Link(say("Nothing, go back"), f"opportunity/{number}"),
        ),
    )


async def report(visit: Visit, number: int, what: str) -> Screen | Address:
    """Pass on to the team that something is wrong."""
    one = await visit.memory.opportunities.get(number)
    if one is None or what not in WRONGS:
        return Address("near")
    await _pass_on(visit, number, what)
    say = visit.say
    return Screen(
        name="wrong-told",
        text=paragraphs(
            bold(say("Thank you for telling us.")), say("The campaign team gets it now. They look into it.")
        ),
        rows=rows(Link(say("🔎 What is nearby?"), "near"), Link(say("🏠 Home"), "home")),
    )


async def _pass_on(visit: Visit, number: int, what: str) -> None:
    memory = visit.memory
    citizen = visit.citizen.id if visit.citizen else None
    told = await memory.reports.add(
        number, what, citizen_id=citizen, message_id=visit.incoming.message_id, now=visit.now
    )
    team = await memory.members.team_chats(visit.house.team_ids)
    await memory.notices.add(team, f"team/report/{told}", due=visit.now)
    await memory.notices.redraw(f"team/report/{told}")
    if await memory.reports.enough(number):
        for ask_id in await memory.reports.running_asks(number):
            await _pause(visit, ask_id)
        await _hold(visit, number)


async def _pause(visit: Visit, ask_id: int) -> None:
    """Hold an ask, and tell who sent it; that it was this visitor who said something stands nowhere."""
    memory = visit.memory
    ask = await memory.asks.get(ask_id)
    if ask is None:
        return
    await memory.asks.set_state(ask_id, AskState.PAUSED, why=WHY, now=visit.now)
    await memory.audit.note(
        "ask_paused",
        role=Role.SYSTEM,
        organisation_id=ask.organisation_id,
        opportunity_id=ask.opportunity_id,
        ask_id=ask_id,
        now=visit.now,
    )
    members = await memory.members.chats_of(ask.organisation_id)
    await memory.notices.add(members, f"theask/{ask_id}", due=visit.by_day)
    await memory.notices.redraw(f"theask/{ask_id}")


async def _hold(visit: Visit, number: int) -> None:
    """Offer it to nobody until the team opens it again, and tell whose it is."""
    memory = visit.memory
    one = await memory.opportunities.get(number)
    if one is None or one.closed or not await memory.opportunities.hold(number, now=visit.now):
        return
    await memory.audit.note(
        "opportunity_held",
        role=Role.SYSTEM,
        organisation_id=one.organisation_id,
        opportunity_id=number,
        now=visit.now,
    )
    members = await memory.members.chats_of(one.organisation_id)
    await memory.notices.add(members, f"opp/{number}/held/{int(visit.now.timestamp())}", due=visit.by_day)


ROUTES = (
    Route("wrong/{number:int}", wrong),
    Route("wrong/{number:int}/{what:word}", report),
)
