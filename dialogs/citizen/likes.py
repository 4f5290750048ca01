"""What somebody likes to do: eight buttons that switch on and off."""

from campaign.values import Like, mask_of_likes
from dialogs import words
from dialogs.citizen.steps import steps
from dialogs.screen import Link, Screen, rows
from dialogs.site import Route
from dialogs.text import Text, bold, paragraphs
from dialogs.visit import Visit


async def likes(visit: Visit) -> Screen:
    """Choose what you like."""
    say = visit.say
    switches = []
    for like in Like:
        on = bool(visit.profile.likes & like.bit)
        name = words.like(say, like)
        switches.append(Link(ticked(visit, name, on), f"likes/{like.value}/{'off' if on else 'on'}"))
    return Screen(
        name="likes",
        text=paragraphs(
            bold(say("What do you like?")),
            say("Choose as many as you want. Then I ask you things that fit you."),
        ),
        rows=rows(*switches, steps(visit, "times", told=visit.profile.likes > 0)),
    )


async def switch(visit: Visit, like: Like, on: bool) -> Screen:
    """Like it, or no longer."""
    mask = visit.profile.likes | like.bit if on else visit.profile.likes & ~like.bit
    await visit.tell(likes=mask & mask_of_likes(Like))
    return await likes(visit)


def ticked(visit: Visit, name: Text, on: bool) -> Text:
    """A name on a switch, with a tick when it is on."""
    return visit.say("✅ {name}", name=name) if on else name


ROUTES = (
    Route("likes", likes),
    Route("likes/{like:like}/{on:switch}", switch),
)
