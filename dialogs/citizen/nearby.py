"""What is nearby: a page of five, nearest and best fitting first, each with its reasons."""

from campaign.matching import Candidate, Loosen, Looser, Match
from campaign.records import Opportunity
from campaign.values import RADII
from dialogs import words
from dialogs.citizen import talk
from dialogs.citizen.card import own_title
from dialogs.citizen.finding import best, candidates, reasons, wish_of
from dialogs.screen import Address, Button, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import Text, bold, dotted, lines, own, paragraphs
from dialogs.visit import Visit

PAGE = 5


async def first(visit: Visit) -> Screen | Address:
    """The first page."""
    return await near(visit, 0)


async def near(visit: Visit, page: int) -> Screen | Address:
    """One page of what is nearby; a page that is no longer there becomes the last one."""
    if visit.area is None:
        return Address("place")
    found = await candidates(visit)
    last = (len(found) - 1) // PAGE
    page = max(0, min(page, last))
    matches = best(visit, found, skip=page * PAGE, limit=PAGE)
    if not matches:
        return await _nothing(visit)
    records = await visit.opportunities([match.opportunity.id for match in matches])
    say = visit.say
    shown = [
        (number, match, records[match.opportunity.id])
        for number, match in enumerate(matches, start=page * PAGE + 1)
        if match.opportunity.id in records
    ]
    buttons = [
        Link(say("{number}. {task}", number=number, task=words.task(say, one.task)), f"opportunity/{one.id}")
        for number, _, one in shown
    ]
    maps = tuple(
        Link(say("🗺 {number}", number=number), f"map/{one.id}") for number, _, one in shown if one.point
    )
    return Screen(
        name="near",
        text=paragraphs(
            bold(say("Things to do near {place}", place=visit.area.place)),
            None if matches[0].fits else say("Nothing fits everything you told me. This comes close:"),
            *(_item(visit, *one) for one in shown),
            _young(visit),
        ),
        rows=rows(
            *buttons,
            maps,
            _pages(visit, page, last),
            (Link(say("↔️ Distance"), "radius"), Link(say("⭐ What I like"), "likes")),
            (Link(say("📍 Another place"), "place"), Link(say("🏠 Home"), "home")),
        ),
    )


async def wider(visit: Visit, km: int) -> Screen | Address:
    """Look this far, and show what is there."""
    if km not in RADII:
        raise Nowhere(str(km))
    await visit.tell(radius=km)
    return await near(visit, 0)


async def online(visit: Visit) -> Screen | Address:
    """Look online too, and show what is there."""
    await visit.tell(online=True)
    return await near(visit, 0)


def _item(visit: Visit, number: int, match: Match[Candidate], one: Opportunity) -> Text:
    say = visit.say
    return lines(
        say("{number}. {task}", number=number, task=bold(words.task(say, one.task))),
        dotted([own_title(say, one.title, one.language), own(one.organisation)]),
        reasons(say, match.reasons),
    )


def _pages(visit: Visit, page: int, last: int) -> tuple[Button, ...]:
    say = visit.say
    back, on = ("➡️", "⬅️") if say.language.right_to_left else ("⬅️", "➡️")
    buttons = []
    if page > 0:
        buttons.append(Link(say("{arrow} Previous", arrow=own(back)), f"near/{page - 1}"))
    if page < last:
        buttons.append(Link(say("More {arrow}", arrow=own(on)), f"near/{page + 1}"))
    return tuple(buttons)


def _young(visit: Visit) -> Text | None:
    if not visit.young:
        return None
    say = visit.say
    return lines(
        say("You are under 16, so I keep no answers of yours."),
        say("Do you see something nice? Show it to a parent or to somebody at school."),
    )


async def _nothing(visit: Visit) -> Screen:
    say, area = visit.say, visit.area
    citizen = visit.citizen.id if visit.citizen else None
    looser = await visit.memory.opportunities.looser(wish_of(visit), now=visit.now, citizen_id=citizen)
    offers = [link for link in (_offer(visit, way) for way in looser) if link]
    place = own(area.place) if area else say("you")
    return Screen(
        name="near-nothing",
        text=paragraphs(
            bold(say("I find nothing near {place} right now.", place=place)),
            say("I looked up to {km} km away.", km=visit.profile.radius),
            say("Shall I look a bit further?")
            if offers
            else say("New things come in. Look again in a few days."),
        ),
        rows=rows(
            *offers,
            (Link(say("📍 Another place"), "place"), Link(say("↔️ Distance"), "radius")),
            talk.way(say),
            Link(say("🏠 Home"), "home"),
        ),
    )


def _offer(visit: Visit, way: Looser) -> Link | None:
    say = visit.say
    if way.way is Loosen.WIDER:
        km = max(RADII)
        label = say.plural("Up to {km} km: {n} thing", "Up to {km} km: {n} things", way.count, km=km)
        return Link(label, f"near/radius/{km}")
    if way.way is Loosen.ONLINE:
        return Link(say.plural("💻 Online: {n} thing", "💻 Online: {n} things", way.count), "near/online")
    return None


ROUTES = (
    Route("near", first),
    Route("near/{page:int}", near),
    Route("near/radius/{km:int}", wider),
    Route("near/online", online),
)
