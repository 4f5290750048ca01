"""Asking somebody oneself: first of all, what one asks them to do, near them or near oneself."""

from campaign.matching import Candidate, Match, Wish, rank
from campaign.records import Opportunity, Point
from campaign.values import RADII
from dialogs import words
from dialogs.citizen import place
from dialogs.citizen.finding import unmuted
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import Text, bold, dotted, own, paragraphs
from dialogs.visit import Visit
from storage.gazetteer import Area

ANYTHING, HERE = "anything", "here"
"""What stands in an address where no one thing is asked, and where no other place than one's own is meant."""
PROMISED, NEARBY = 3, 4
"""So many things are offered at most: those one said yes to, and those near."""
WIDTH = 48
"""Characters of a button that has a row to itself, on a phone of 360 points."""


async def someone(visit: Visit) -> Screen | Address:
    """What to ask: what one said yes to, what is near oneself, or anything."""
    if visit.young:
        return Address("someone/plain")
    return await _choices(visit, visit.area, None)


async def near(visit: Visit, postcode: str) -> Screen | Address:
    """The same, near where the friend lives."""
    area = visit.house.gazetteer.area(postcode)
    if area is None:
        raise Nowhere(postcode)
    return await _choices(visit, area, postcode)


async def where(visit: Visit) -> Screen:
    """Ask where the friend lives."""
    return _where(visit, visit.say("Where does this person live?"))


async def typed(visit: Visit) -> Screen | Address:
    """Understand the place that was typed; an unclear one is asked about. It is nobody's profile."""
    if visit.text is None and not visit.incoming.other:
        return await where(visit)
    back = Link(visit.say("Back"), "someone")
    found = place.read(visit, "someone", lambda question: _where(visit, question), back=back)
    return Address(f"someone/{found.postcode}") if isinstance(found, Area) else found


def invite(number: int | None, postcode: str | None) -> str:
    """The address that asks for this, near there."""
    return f"invite/{ANYTHING if number is None else number}/{postcode or HERE}"


async def _choices(visit: Visit, area: Area | None, postcode: str | None) -> Screen:
    say = visit.say
    promised = await _promised(visit) if postcode is None else []
    known = {one.id for one, _ in promised}
    found = [(one, label) for one, label in await _near(visit, area) if one.id not in known]
    if area is None:
        there = say("I do not know your place yet. Tap “{button}”.", button=_elsewhere(visit))
    elif found:
        there = say("This is near {place}:", place=own(area.place))
    else:
        there = say("I find nothing near {place} right now.", place=own(area.place))
    return Screen(
        name="someone",
        text=paragraphs(
            bold(say("Whom do you think of?")),
            say("Choose one person. What would you like to ask them to do?"),
            there,
        ),
        rows=rows(
            *(Link(say("📌 {what}", what=label), invite(one.id, postcode)) for one, label in promised),
            *(Link(label, invite(one.id, postcode)) for one, label in found[:NEARBY]),
            Link(say("🎁 Anything that suits them"), invite(None, postcode)),
            Link(_elsewhere(visit), "someone/where"),
            Link(say("🏠 Home"), "home"),
        ),
    )


async def _promised(visit: Visit) -> list[tuple[Opportunity, Text]]:
    """What one said yes to and others still can, each with its button."""
    if visit.citizen is None:
        return []
    promises = await visit.memory.replies.promises(visit.citizen.id, now=visit.now)
    records = await visit.memory.opportunities.get_some([one.opportunity_id for one in promises])
    found = []
    for promise in promises:
        one = records.get(promise.opportunity_id)
        if one is not None and not one.closed and one.free:
            date = visit.say.date(promise.on_date) if promise.on_date else _when(visit, one)
            found.append((one, _label(visit, one, date, None)))
    return found[:PROMISED]


async def _near(visit: Visit, area: Area | None) -> list[tuple[Opportunity, Text]]:
    """The nearest that somebody there might do, whatever the asker likes; from further away if need be."""
    if area is None:
        return []
    best: tuple[Match[Candidate], ...] = ()
    for radius in sorted({visit.profile.radius, max(RADII)}):
        wish = Wish(Point(area.latitude, area.longitude), radius)
        candidates = await unmuted(visit, await visit.memory.opportunities.near(wish, now=visit.now))
        best = rank(wish, candidates, visit.now, limit=PROMISED + NEARBY)
        if best:
            break
    records = await visit.memory.opportunities.get_some([match.opportunity.id for match in best])
    return [
        (one, _label(visit, one, _when(visit, one), match.distance_km))
        for match in best
        if (one := records.get(match.opportunity.id)) is not None
    ]


def _when(visit: Visit, one: Opportunity) -> Text | None:
    """When it is, where that is short enough for a button."""
    if one.starts is not None:
        return visit.say.short_date(one.starts)
    return words.times(visit.say, one.times) if one.times.bit_count() == 1 else None


def _label(visit: Visit, one: Opportunity, when: Text | None, km: float | None) -> Text:
    """As much of what, when and how far as fits; half a word helps nobody."""
    far = visit.say.distance(km) if km is not None else None
    told = [text for text in (words.task(visit.say, one.task), when, far) if text]
    while len(told) > 1 and len(dotted(told).plain) > WIDTH:
        told.pop()
    return dotted(told)


def _elsewhere(visit: Visit) -> Text:
    return visit.say("📍 Somewhere else")


def _where(visit: Visit, question: Text) -> Screen:
    say = visit.say
    return Screen(
        name="someone-where",
        text=paragraphs(
            bold(question),
            say("Type the place or the postcode. I look for something near there."),
        ),
        rows=rows(Link(say("Back"), "someone")),
        waits="someone/typed",
    )


ROUTES = (
    Route("someone", someone),
    Route("someone/where", where),
    Route("someone/typed", typed),
    Route("someone/{postcode:word}", near),
)
