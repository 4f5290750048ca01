"""When one thing cannot be done any more: the next best concrete thing, asked outright."""

from dialogs.citizen import card, talk
from dialogs.citizen.finding import next_best, why
from dialogs.screen import Link, Screen, rows
from dialogs.text import Text, paragraphs
from dialogs.visit import Visit
from storage.gazetteer import Area


async def instead(visit: Visit, head: Text, number: int | None, *, around: Area | None = None) -> Screen:
    """The head, then what fits best, never the one with this number; where nothing fits, the way on.

    `around` is where to look for who told no place.
    """
    say = visit.say
    one = await next_best(visit, but=number, around=around)
    if one is None:
        return Screen(
            name="instead-none",
            text=paragraphs(head, say("Shall I show you something else?")),
            rows=rows(Link(say("🔎 What is nearby?"), "near"), talk.way(say), Link(say("🏠 Home"), "home")),
        )
    return Screen(
        name="instead",
        text=paragraphs(head, card.asking(say, say("Would you do this instead?"), one, why(visit, one))),
        rows=card.answers(say, one, "near"),
    )
