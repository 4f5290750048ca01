"""I'd rather talk to somebody: the local volunteer centre of where one lives."""

from campaign.records import Centre
from dialogs.citizen import place
from dialogs.screen import Address, Link, Outside, Screen, rows
from dialogs.site import Route
from dialogs.text import Say, Text, bold, italic, lines, own, paragraphs
from dialogs.visit import Visit


async def talk(visit: Visit) -> Screen:
    """Who is there to talk to, with how and when to reach them."""
    say, area = visit.say, visit.area
    if area is None:
        return Screen(
            name="talk-where",
            text=paragraphs(
                bold(say("You would rather talk to somebody.")),
                say("Good. Type your postcode or your place. Then I look for people near you who can help."),
            ),
            rows=rows(Link(say("📍 Say where I am"), "talk/where"), Link(say("🏠 Home"), "home")),
            waits="talk/typed",
        )
    found = await visit.memory.centres.of_municipality(area.municipality)
    if not found:
        return Screen(
            name="talk-nobody",
            text=paragraphs(
                bold(say("I know nobody to talk to in {place} yet.", place=area.shown_municipality)),
                say("Ask at the library or the town hall. They often know who can help."),
            ),
            rows=rows(
                Link(say("🔎 What is nearby?"), "near"),
                (Link(say("📍 Another place"), "talk/where"), Link(say("🏠 Home"), "home")),
            ),
        )
    return Screen(
        name="talk",
        text=paragraphs(
            bold(say("You would rather talk to somebody.")),
            say("These people help you find something that fits. It costs nothing."),
            *(_centre(say, one) for one in found),
        ),
        rows=rows(
            Link(say("📞 Please call me"), "call"),
            *(Outside(own(one.name[:60]), one.website) for one in found if one.website),
            Link(say("🔎 What is nearby?"), "near"),
            (Link(say("📍 Another place"), "talk/where"), Link(say("🏠 Home"), "home")),
        ),
    )


async def where(visit: Visit) -> Screen:
    """Ask where somebody is, to come back here."""
    return place.asking(visit, visit.say("Where are you?"), "talk")


async def typed(visit: Visit) -> Screen | Address:
    """Understand the place that was typed, and come back; an unclear one is asked about."""
    return await place.understand(visit, "talk", onward="talk")


async def chosen(visit: Visit, postcode: str) -> Screen | Address:
    """Take a place that was offered as a button, and come back."""
    area = visit.house.gazetteer.area(postcode)
    return await where(visit) if area is None else await place.take(visit, area, onward="talk")


def way(say: Say) -> Link:
    """The button that leads here, wherever somebody may want it."""
    return Link(say("🗣 I'd rather talk to somebody"), "talk")


def _centre(say: Say, one: Centre) -> Text:
    return lines(
        italic(say("🧪 An invented example:")) if one.sample else None,
        bold(own(one.name)),
        say("☎️ {contact}", contact=one.phone) if one.phone else None,
        say("✉️ {address}", address=one.email) if one.email else None,
        say("📍 {where}", where=one.address) if one.address else None,
        say("🕘 {hours}", hours=one.hours) if one.hours else None,
    )


ROUTES = (
    Route("talk", talk),
    Route("talk/where", where),
    Route("talk/typed", typed),
    Route("talk/{postcode:word}", chosen),
)
