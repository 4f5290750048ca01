"""The first hello: a greeting, the languages one tap away, and one neutral question about age."""

import re
from dataclasses import replace

from dialogs.citizen import age, coming
from dialogs.citizen.home import desks, home
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import Text, bold, paragraphs
from dialogs.visit import Visit

_LINK = re.compile(r"([jic])_([A-Za-z0-9_-]{1,62})")
"""The payload of a link: one that admits to an organisation or the team, a friend's, or a poster's."""


async def start(visit: Visit) -> Screen | Address:
    """`/start`: a link leads to what it is for; one that is not known is greeted all the same."""
    payload = visit.incoming.payload
    if not payload:
        return await greet(visit)
    if payload == "someone":
        return Address("someone")
    if link := _LINK.fullmatch(payload):
        kind, code = link.groups()
        if kind == "j":
            return Address(f"join/{code}")
        found = await (coming.by_friend if kind == "i" else coming.by_poster)(visit, code)
        if found is not None:
            return found
    return await greet(visit, visit.say("I do not know that link any more. You are welcome all the same."))


async def greet(visit: Visit, first: Text | None = None) -> Screen | Address:
    """A visitor is greeted and asked their age, a citizen comes home; `first` is said before it."""
    if visit.citizen is not None:
        return _after(first, await home(visit))
    say = visit.say
    return Screen(
        name="hello",
        text=paragraphs(
            first,
            bold(say("Hello {name}.", name=visit.incoming.name) if visit.incoming.name else say("Hello.")),
            say(
                "I am Vraagbot. I ask you to do one small thing for somebody near you. You choose yes or no."
            ),
            age.question(visit),
        ),
        rows=rows(*age.buttons(visit, "place"), language_row(visit), *await desks(visit)),
        waits=age.waits("place"),
    )


def _after(first: Text | None, shown: Screen | Address) -> Screen | Address:
    """What is shown, after something else was said."""
    if first is None or not isinstance(shown, Screen):
        return shown
    return replace(shown, text=paragraphs(first, shown.text))


def language_row(visit: Visit) -> tuple[Link, ...]:
    """The other languages in their own names, or one button to all of them where there are many."""
    languages = visit.house.languages
    others = [languages.get(code) for code in languages.plain if code != visit.say.language.plain]
    if len(others) > 2:
        return (Link(visit.say("🌐 Another language"), "language"),)
    return tuple(
        Link(visit.say("🌐 {language}", language=one.name), f"language/{one.code}/start") for one in others
    )


ROUTES = (Route("start", start),)
