"""Organisations that a citizen hears no more of: which they are, and the way back."""

from collections.abc import Sequence

from dialogs.citizen.home import short
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import Text, bold, own, paragraphs
from dialogs.visit import Visit
from storage.mutes import Muted

MOST = 8
"""Buttons on one screen; the others follow when these are gone."""


async def of(visit: Visit) -> list[Muted]:
    """The organisations that the visitor hears no more of."""
    return await visit.memory.mutes.of_citizen(visit.citizen.id) if visit.citizen is not None else []


def told(visit: Visit, muted: Sequence[Muted]) -> Text | None:
    """Of whom nothing comes, in a sentence."""
    say = visit.say
    names = say.list([own(one.name) for one in muted])
    return say("I send you nothing from {organisations}.", organisations=names) if muted else None


def ways_back(visit: Visit, muted: Sequence[Muted]) -> list[Link]:
    """A button for each, to hear of it again."""
    say = visit.say
    return [
        Link(
            say("🔔 Hear from {organisation} again", organisation=short(one.name, 30)),
            f"hear/{one.organisation_id}",
        )
        for one in muted[:MOST]
    ]


async def hear(visit: Visit, organisation: int) -> Screen | Address:
    """Hear of an organisation again."""
    found = [one for one in await of(visit) if one.organisation_id == organisation]
    if visit.citizen is None or not found:
        return Address("pause")
    await visit.memory.mutes.remove(visit.citizen.id, organisation)
    say = visit.say
    return Screen(
        name="hear-again",
        text=paragraphs(
            bold(say("Good. {organisation} may ask you again.", organisation=found[0].name)),
            None if visit.citizen.may_ask else say("But I send you nothing by myself now."),
        ),
        rows=rows(
            None if visit.citizen.may_ask else Link(say("🔔 You may ask me again"), "again"),
            Link(say("⏸ Pause"), "pause"),
            Link(say("🏠 Home"), "home"),
        ),
    )


ROUTES = (Route("hear/{organisation:int}", hear),)
