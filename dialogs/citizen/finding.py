"""Finding what fits this visitor, and saying why it is shown."""

from collections.abc import Sequence

from campaign.matching import Candidate, Match, Wish, rank
from campaign.reasons import (
    Because,
    Beginners,
    FewPlaces,
    MinimumAge,
    Near,
    OnDate,
    Online,
    SharedLikes,
    SharedTimes,
    TimesToAgree,
)
from campaign.records import Opportunity, Point
from campaign.values import likes_of
from dialogs import words
from dialogs.text import Say, Text, dotted
from dialogs.visit import Visit
from storage.gazetteer import Area

_BESIDE_THE_CARD = (Near, SharedLikes)
"""Reasons that are not on an opportunity's own card."""


def wish_of(visit: Visit, around: Area | None = None) -> Wish:
    """What the visitor looks for, from what they told; `around` is where, while they told no place."""
    area, told = visit.area or around, visit.profile
    return Wish(
        point=Point(area.latitude, area.longitude) if area else None,
        radius=told.radius,
        likes=told.likes,
        times=told.times,
        often=told.often,
        online=told.online,
    )


async def candidates(visit: Visit, around: Area | None = None) -> list[Candidate]:
    """All that may be shown to this visitor, not yet in order."""
    citizen = visit.citizen.id if visit.citizen else None
    return await visit.memory.opportunities.near(wish_of(visit, around), now=visit.now, citizen_id=citizen)


async def unmuted(visit: Visit, found: list[Candidate]) -> list[Candidate]:
    """What may be asked outright: nothing of an organisation that the visitor hears no more of."""
    if visit.citizen is None:
        return found
    muted = {one.organisation_id for one in await visit.memory.mutes.of_citizen(visit.citizen.id)}
    return [one for one in found if one.organisation_id not in muted]


def best(
    visit: Visit, found: list[Candidate], *, skip: int, limit: int, around: Area | None = None
) -> tuple[Match[Candidate], ...]:
    """The best of what was found, in order."""
    return rank(wish_of(visit, around), found, visit.now, limit=limit, skip=skip)


async def next_best(
    visit: Visit, *, but: int | None = None, skip: int = 0, around: Area | None = None
) -> Opportunity | None:
    """What fits best but for so many before it, never the one with the number `but`; None where nothing fits.

    Nothing of an organisation that the visitor hears no more of.
    """
    if visit.area is None and around is None and not visit.profile.online:
        return None
    found = [one for one in await unmuted(visit, await candidates(visit, around)) if one.id != but]
    matches = best(visit, found, skip=skip, limit=1, around=around)
    if not matches or not matches[0].fits:
        return None
    return await visit.opportunity(matches[0].opportunity.id)


def why(visit: Visit, one: Opportunity) -> Text | None:
    """Why this one is asked of this visitor, in what its card does not tell already."""
    matches = rank(wish_of(visit), [one], visit.now, limit=1)
    told = [reason for match in matches for reason in match.reasons if isinstance(reason, _BESIDE_THE_CARD)]
    return visit.say("✨ {reasons}", reasons=reasons(visit.say, told)) if told else None


def reasons(say: Say, because: Sequence[Because]) -> Text:
    """Reasons in one line: "1.2 km · Saturday 23 January · you like sport"."""
    return dotted(_reason(say, reason) for reason in because)


def _reason(say: Say, reason: Because) -> Text:
    match reason:
        case Near(km):
            return say.distance(km)
        case Online():
            return say("from home")
        case OnDate(starts):
            return say.date(starts)
        case SharedTimes(mask):
            return words.times(say, mask)
        case TimesToAgree():
            return say("at a time you choose together")
        case SharedLikes(mask):
            return words.liked(say, likes_of(mask)[:2])
        case Beginners():
            return say("good for a first time")
        case FewPlaces(left):
            return say.plural("{n} place left", "{n} places left", left)
        case MinimumAge(years):
            return say("from {age} years", age=years)
