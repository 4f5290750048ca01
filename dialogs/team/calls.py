"""Who would like their local centre to call them: by name, until they are called.

Names stand only in messages that are remembered as notices, so that they can be taken out again.
"""

from campaign.values import Role
from dialogs.citizen.call import part_of_day
from dialogs.citizen.home import short
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import bold, lines, own, paragraphs
from dialogs.visit import Visit
from storage.calls import SHOWN
from storage.citizens import Consent


async def calls(visit: Visit) -> Screen:
    """All who wait, the longest first."""
    say, waiting = visit.say, await visit.memory.calls.listed()
    if waiting and not await _remembered(visit):
        return Screen(
            text=bold(say("I send it to you as a new message.")),
            rows=rows(Link(say("🧭 Team desk"), "team")),
        )
    return Screen(
        text=paragraphs(
            bold(say("📞 Please call me")),
            say("These people agreed that you pass this on to their centre, for one call.")
            if waiting
            else say("Nobody waits for a call."),
            *(
                lines(
                    bold(own(one.name)),
                    say("☎️ {contact}", contact=one.phone),
                    part_of_day(say, one.part),
                    own(one.centre),
                )
                for one in waiting
            ),
        ),
        rows=rows(
            *(
                Link(say("✅ Passed on or called: {name}", name=short(one.name)), f"team/calls/{one.id}/done")
                for one in waiting
            ),
            (Link(say("🗣 Local centres"), "team/centres"), Link(say("🧭 Team desk"), "team")),
        ),
    )


async def in_message(visit: Visit, page: int, message: int) -> Screen:
    """The same, where it stands in a message that is drawn anew when somebody is taken off the list."""
    return await calls(visit)


async def _remembered(visit: Visit) -> bool:
    """Whether what is shown now can be taken out again; where it cannot, it is sent as a notice instead."""
    incoming = visit.incoming
    if incoming.address is None:
        return True
    if incoming.message_id is not None and not visit.chat.keyboard:
        await visit.memory.notices.stand(visit.chat.id, incoming.message_id, SHOWN, number=0, now=visit.now)
        return True
    address = f"{SHOWN}/0/{int(visit.now.timestamp())}"
    await visit.memory.notices.add([visit.chat.id], address, due=visit.now)
    return False


async def done(visit: Visit, number: int) -> Address:
    """Somebody is called: their name and number are erased here."""
    one = await visit.memory.calls.get(number)
    if one is not None:
        await visit.memory.calls.drop(one.citizen_id)
        await visit.memory.citizens.withdraw(one.citizen_id, Consent.CALL, now=visit.now)
        await visit.note("called", Role.TEAM)
        visit.memory.erased = True
    return Address("team/calls")


ROUTES = (
    Route("team/calls", calls, Role.TEAM),
    Route("team/calls/{page:int}/{message:int}", in_message, Role.TEAM),
    Route("team/calls/{number:int}/done", done, Role.TEAM),
)
