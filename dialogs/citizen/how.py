"""What is kept, read before one agrees to it: what waits for the consent stays in hand all along.

It stands in the address. That names a part of the statement by its place, so that there is room for what a
visitor told.
"""

from dataclasses import replace

from campaign.values import Answer, Reason
from dialogs.citizen import privacy
from dialogs.screen import Address, Button, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.statement import statement
from dialogs.text import Text, own
from dialogs.visit import Visit

_HERE, _KEEP = "how/", "keep/"


def way(keep: str) -> str:
    """Where to read about it from the question at this address (`keep/7/yes`); what waits comes along."""
    return f"{_HERE}{keep.removeprefix(_KEEP)}" if keep.startswith(_KEEP) else "privacy"


async def reply(
    visit: Visit, number: int, answer: Answer, reason: Reason | None = None, part: int | None = None
) -> Screen | Address:
    """In short, or a part of the statement, with an answer in hand."""
    because = f"/{reason.value}" if reason else ""
    arrow = own("➡️" if visit.say.language.right_to_left else "⬅️")
    back = visit.say("{arrow} Back to my answer", arrow=arrow)
    return await _read(visit, f"{number}/{answer.value}{because}", part, back)


async def invite(visit: Visit, thing: str, where: str, part: int | None = None) -> Screen | Address:
    """In short, or a part of the statement, with somebody to ask in mind."""
    return await _read(visit, f"invite/{thing}/{where}", part, visit.say("Back"))


async def _read(visit: Visit, hand: str, part: int | None, back: Text) -> Screen | Address:
    """What is read without anything in hand, but its ways keep it; none leads home, past the question."""
    keys = [section.key for section in statement(visit.say, visit.house.campaign)]
    if part is not None and part >= len(keys):
        raise Nowhere(str(part))
    if visit.citizen is not None:
        return Address("privacy" if part is None else f"privacy/{keys[part]}")
    screen = await (privacy.privacy(visit) if part is None else privacy.section(visit, keys[part]))
    to = {
        "privacy": f"{_HERE}{hand}",
        **{f"privacy/{key}": f"{_HERE}{place}/{hand}" for place, key in enumerate(keys)},
        "keep": f"{_KEEP}{hand}",
    }

    def kept(button: Button) -> Button:
        return replace(button, to=to.get(button.to, button.to)) if isinstance(button, Link) else button

    def stays(button: Button) -> bool:
        return not (isinstance(button, Link) and button.to == "home")

    buttons = (tuple(map(kept, filter(stays, row))) for row in screen.rows)
    return replace(screen, rows=rows(Link(back, f"{_KEEP}{hand}"), *buttons))


ROUTES = (
    Route("how/{number:int}/{answer:answer}", reply),
    Route("how/{number:int}/{answer:answer}/{reason:reason}", reply),
    Route("how/invite/{thing:word}/{where:word}", invite),
    Route("how/{part:digit}/{number:int}/{answer:answer}", reply),
    Route("how/{part:digit}/{number:int}/{answer:answer}/{reason:reason}", reply),
    Route("how/{part:digit}/invite/{thing:word}/{where:word}", invite),
)
