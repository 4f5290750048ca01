"""The first hello: a greeting, the languages one tap away, and one neutral question about age."""

import re
from dataclasses import replace

from dialogs.citizen.home import desks, home
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import bold, paragraphs
from dialogs.visit import Visit

_ADMITS = re.compile(r"j_([A-Za-z0-9_-]{1,62})")
"""The payload of a link that admits somebody to an organisation or the team."""


async def start(visit: Visit) -> Screen | Address:
    """`/start`: a link that admits leads on; otherwise a greeting."""
    admits = _ADMITS.fullmatch(visit.incoming.payload)
    return Address(f"join/{admits[1]}") if admits else await greet(visit)


async def greet(visit: Visit) -> Screen | Address:
    """A visitor is greeted and asked their age, a citizen comes home."""
    if visit.citizen is not None:
        return await home(visit)
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(say("Hello {name}.", name=visit.incoming.name) if visit.incoming.name else say("Hello.")),
            say(
                "I am Vraagbot. I ask you to do one small thing for somebody near you. You choose yes or no."
            ),
            say("First a short question. How old are you?"),
        ),
        rows=rows(*age_buttons(visit, "place"), language_row(visit), *await desks(visit)),
    )


def age_buttons(visit: Visit, to: str) -> tuple[tuple[Link, Link]]:
    """The neutral question about age, as two buttons that lead on to the same page."""
    say = visit.say
    young = Link(say("Under 16"), to, told=replace(visit.profile, adult=False))
    adult = Link(say("16 or older"), to, told=replace(visit.profile, adult=True))
    return ((young, adult),)


def language_row(visit: Visit) -> tuple[Link, ...]:
    """The other languages in their own names, or one button to all of them where there are many."""
    others = [one for one in visit.house.languages if one.code != visit.say.language.code]
    if len(others) > 2:
        return (Link(visit.say("🌐 Another language"), "language"),)
    return tuple(
        Link(visit.say("🌐 {language}", language=one.name), f"language/{one.code}/start") for one in others
    )


ROUTES = (Route("start", start),)
