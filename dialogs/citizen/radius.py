"""How far somebody wants to go, or online."""

from campaign.values import RADII
from dialogs.citizen.likes import ticked
from dialogs.screen import Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import bold, paragraphs
from dialogs.visit import Visit


async def radius(visit: Visit) -> Screen:
    """Choose a distance, and whether online things count."""
    say = visit.say
    choices = tuple(
        Link(ticked(visit, say("{km} km", km=km), visit.profile.radius == km), f"radius/{km}") for km in RADII
    )
    online = visit.profile.online
    at_home = ticked(visit, say("💻 From home, online"), online)
    return Screen(
        name="radius",
        text=paragraphs(bold(say("How far do you want to go?")), say("I look no further than that.")),
        rows=rows(
            choices[:2],
            choices[2:],
            Link(at_home, f"radius/online/{'off' if online else 'on'}"),
            (Link(say("Show what is nearby"), "near"), Link(say("Done"), "profile")),
        ),
    )


async def choose(visit: Visit, km: int) -> Screen:
    """Set the distance."""
    if km not in RADII:
        raise Nowhere(str(km))
    await visit.tell(radius=km)
    return await radius(visit)


async def online(visit: Visit, on: bool) -> Screen:
    """Show online things too, or not."""
    await visit.tell(online=on)
    return await radius(visit)


ROUTES = (
    Route("radius", radius),
    Route("radius/{km:int}", choose),
    Route("radius/online/{on:switch}", online),
)
