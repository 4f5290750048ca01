"""The words about codes: kinds of place, what a code says, and how many people it brought."""

from collections.abc import Callable, Mapping

from campaign.inviting import Code, Place
from campaign.records import Opportunity
from dialogs.citizen import card
from dialogs.text import Say, Text, lines, own
from dialogs.visit import Visit

FEW = 10
"""Fewer people than this are not counted out loud."""

_KINDS: Mapping[Place, Callable[[Say], Text]] = {
    Place.LIBRARY: lambda say: say("📚 Library"),
    Place.LANGUAGE_SCHOOL: lambda say: say("💬 Language school"),
    Place.MUNICIPALITY: lambda say: say("🏛 Municipality"),
    Place.COMPANY: lambda say: say("🏭 Company"),
    Place.SCHOOL: lambda say: say("🎒 School"),
    Place.ORGANISATION: lambda say: say("🏢 Organisation"),
    Place.OTHER: lambda say: say("📍 Somewhere else"),
}


def kind(say: Say, value: Place) -> Text:
    """A kind of place, with its pictogram."""
    return _KINDS[value](say)


def came(say: Say, number: int) -> Text:
    """How many people came by it, without telling of few."""
    if number < FEW:
        return say("👣 Fewer than {n} people came by it", n=FEW)
    return say.plural("👣 {n} person came by it", "👣 {n} people came by it", number)


def told(visit: Visit, code: Code, thing: Opportunity | None) -> Text:
    """What is known of a code, a line each."""
    say = visit.say
    if thing is not None:
        asks = say("📌 Asks: {title}", title=card.own_title(say, thing.title, thing.language))
    else:
        asks = say("📌 Asks: whatever fits who opens it")
    return lines(
        kind(say, code.kind),
        say("🌐 Greets in: {language}", language=own(visit.house.languages.get(code.language).name)),
        say("🏘 Municipality: {name}", name=own(shown(code.municipality)))
        if code.municipality
        else say("🏘 Municipality: not told yet"),
        asks,
    )


def shown(municipality: str) -> str:
    """A municipality as people say it, without the bracket of its official name."""
    return municipality.partition(" (")[0]
