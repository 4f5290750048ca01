"""Through which door somebody comes: never volunteered, used to, or does it now."""

from campaign.values import Answer, Door, Fit
from dialogs import words
from dialogs.citizen.likes import ticked
from dialogs.citizen.steps import onward, steps
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import bold, paragraphs
from dialogs.visit import Visit


async def door(visit: Visit) -> Screen:
    """Ask whether somebody ever volunteered."""
    say = visit.say
    choices = [
        Link(
            ticked(visit, words.door(say, one), visit.profile.door is one),
            f"door/{one.value}",
            word=Answer.NO if one is Door.NEVER else Answer.YES,
        )
        for one in Door
    ]
    return Screen(
        name="door",
        text=paragraphs(
            bold(say("Did you ever do voluntary work?")),
            say("If you often help a neighbour, that counts too. I ask so that we know who we reach."),
        ),
        rows=rows(*choices, steps(visit, "radius", told=visit.profile.door is not None)),
    )


async def choose(visit: Visit, choice: Door) -> Screen | Address:
    """Set the door; who used to volunteer is asked what would make it fit now, who does it now to ask."""
    await visit.tell(door=choice)
    if choice is Door.NOW:
        return _does_it(visit)
    return Address("fit") if choice is Door.USED_TO else onward(visit, "door")


def _does_it(visit: Visit) -> Screen:
    """Who volunteers already is the best asker."""
    say = visit.say
    return Screen(
        name="does-it",
        text=paragraphs(
            bold(say("You already volunteer. Thank you.")),
            say("Most people start because somebody asked them. They say yes to you sooner than to me."),
            say("Whom could you ask?"),
        ),
        rows=rows(
            Link(say("💬 Ask somebody"), "someone"),
            Link(say("Not now"), onward(visit, "door")),
        ),
    )


async def fits(visit: Visit) -> Screen:
    """Ask what would make it fit now."""
    say = visit.say
    choices = [
        Link(ticked(visit, words.fit(say, one), visit.profile.fit is one), f"fit/{one.value}") for one in Fit
    ]
    return Screen(
        name="fit",
        text=bold(say("When would it fit you again?")),
        rows=rows(*choices, steps(visit, "radius", told=visit.profile.fit is not None)),
    )


async def set_fit(visit: Visit, choice: Fit) -> Address:
    """Set what would make it fit now."""
    await visit.tell(fit=choice)
    return onward(visit, "door")


ROUTES = (
    Route("door", door),
    Route("door/{choice:door}", choose),
    Route("fit", fits),
    Route("fit/{choice:fit}", set_fit),
)
