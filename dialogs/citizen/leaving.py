"""After a stop, or after "I can't after all": why, for who wants to say it, and what one may want instead."""

from collections.abc import Callable, Mapping
from secrets import randbelow

from campaign.leaving import REASONS, Leaving, Why
from campaign.values import Answer
from dialogs.citizen import pausing
from dialogs.citizen.pausing import PAUSES
from dialogs.citizen.stopping import undo
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import Say, Text, bold, paragraphs
from dialogs.visit import Visit

_STAMPS = 10**9
"""A telling has one of so many numbers, drawn anew each time: nothing tells whose it was."""
_WORDS: Mapping[Why, Callable[[Say], Text]] = {
    Why.OFTEN: lambda say: say("I get too many messages"),
    Why.TIME: lambda say: say("I have no time"),
    Why.FIT: lambda say: say("It does not suit me"),
    Why.FAR: lambda say: say("It is too far away"),
    Why.ENOUGH: lambda say: say("I already do enough"),
    Why.UNCLEAR: lambda say: say("I do not quite understand it"),
    Why.OTHER: lambda say: say.about("another reason", "Something else"),
}


def reason(say: Say, value: Why) -> Text:
    """A reason, as it is chosen."""
    return _WORDS[value](say)


async def why(visit: Visit, what: Leaving) -> Address:
    """Begin to tell."""
    return Address(f"why/{what.value}/{randbelow(_STAMPS)}")


async def ask(visit: Visit, what: Leaving, stamp: int) -> Screen:
    """Ask why; one need not say."""
    say, root = visit.say, f"why/{what.value}/{stamp}"
    question = say("Why do you stop?") if what is Leaving.STOP else say("What came in between?")
    return Screen(
        name="why-stop" if what is Leaving.STOP else "why-cancel",
        text=paragraphs(bold(question), say("You do not have to say it. I count it without your name.")),
        rows=rows(
            *(Link(reason(say, one), f"{root}/{one.value}") for one in REASONS[what]),
            Link(say("I would rather not say"), f"instead/{what.value}"),
        ),
    )


async def tell(visit: Visit, what: Leaving, stamp: int, reason: Why) -> Address:
    """Count a reason; tapped again it is still one."""
    if reason not in REASONS[what]:
        raise Nowhere(reason.value)
    day = visit.house.campaign.budget.day_of(visit.now)
    await visit.memory.leavings.note(stamp, what, reason, day=day)
    return Address(f"instead/{what.value}")


async def instead(visit: Visit, what: Leaving) -> Screen:
    """A pause, something else, or never again; and somebody else who might like it."""
    say = visit.say
    if what is Leaving.STOP:
        note = say("I stay silent. You can also choose something else:")
        rest = [
            Link(say.plural("⏸ A pause of {n} day", "⏸ A pause of {n} days", days), f"rest/{days}")
            for days in PAUSES[1:]
        ]
        never = Link(say("No, never again"), "home", word=Answer.NO)
    else:
        note = say("What would you like now?")
        rest, never = [Link(say("⏸ Pause"), "pause")], Link(say("🔕 Never ask me again"), "stop")
    return Screen(
        name="after-stop" if what is Leaving.STOP else "after-cancel",
        text=paragraphs(
            bold(say("Thank you.")),
            note,
            say("Do you know somebody who would like to do something? Ask them in your place."),
        ),
        rows=rows(
            tuple(rest),
            Link(say("Ask me something else"), "ask"),
            Link(say("💬 Ask somebody"), "someone"),
            never,
        ),
    )


async def rest(visit: Visit, days: int) -> Screen | Address:
    """A pause instead of a stop: it ends by itself, and takes the stop back."""
    if days not in PAUSES or visit.citizen is None:
        raise Nowhere(str(days))
    await undo(visit)
    return await pausing.set_pause(visit, days)


ROUTES = (
    Route("why/{what:leaving}", why),
    Route("why/{what:leaving}/{stamp:int}", ask),
    Route("why/{what:leaving}/{stamp:int}/{reason:why}", tell),
    Route("instead/{what:leaving}", instead),
    Route("rest/{days:int}", rest),
)
