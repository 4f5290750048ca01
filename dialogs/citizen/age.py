"""The one neutral question about age, and what is said where it is not answered with a tap."""

from dataclasses import replace

from dialogs.citizen import help
from dialogs.screen import Link, Screen, rows
from dialogs.site import Route
from dialogs.text import Text, bold, paragraphs
from dialogs.visit import Visit

AGE = "age"
"""Stands before the address that the question leads on to; there is taken what is typed meanwhile."""


def question(visit: Visit) -> Text:
    """It in words."""
    return visit.say("First a short question. How old are you?")


def buttons(visit: Visit, to: str) -> tuple[tuple[Link, Link]]:
    """It as two buttons that lead on to the same page."""
    say = visit.say
    young = Link(say("Under 16"), to, told=replace(visit.profile, adult=False))
    adult = Link(say("16 or older"), to, told=replace(visit.profile, adult=True))
    return ((young, adult),)


def waits(to: str) -> str:
    """The address that takes what is typed in place of a tap."""
    return f"{AGE}/{to}"


def is_asked(waiting: str | None) -> bool:
    """Whether the chat waits for a tap on this question, and for no words."""
    return (waiting or "").partition("/")[0] == AGE


async def age(visit: Visit, address: str) -> Screen:
    """The question once more, under the answer to what was typed."""
    if visit.citizen is not None or visit.profile.adult is not None:
        return replace(await help.lost(visit), waits=None)
    if visit.text is None and not visit.incoming.other:
        return Screen(
            name="age",
            text=bold(question(visit)),
            rows=rows(*buttons(visit, address)),
            waits=waits(address),
        )
    lost = await help.lost(visit)
    return replace(
        lost,
        text=paragraphs(lost.text, bold(question(visit))),
        rows=rows(*buttons(visit, address), *lost.rows),
        waits=waits(address),
    )


ROUTES = (Route("age/{address:address}", age),)
