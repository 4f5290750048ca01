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

_BESIDE_THE_CARD = (Near, SharedLikes)
"""Reasons that are not on an opportunity's own card."""


def wish_of(visit: Visit) -> Wish:
    """What the visitor looks for, from what they told."""
    area, told = visit.area, visit.profile
    return Wish(
        point=Point(area.latitude, area.longitude) if area else None,
        radius=told.radius,
        likes=told.likes,
        times=told.times,
        often=told.often,
        online=told.online,
    )


async def candidates(visit: Visit) -> list[Candidate]:
    """All that may be shown to this visitor, not yet in order."""
    citizen = visit.citizen.id if visit.citizen else None
    return await visit.memory.opportunities.near(wish_of(visit), now=visit.now, citizen_id=citizen)


async def unmuted(visit: Visit, found: list[Candidate]) -> list[Candidate]:
    """What may be asked outright: nothing of an organisation that the visitor hears no more of."""
    if visit.citizen is None:
        return found
    muted = {one.organisation_id for one in await visit.memory.mutes.of_citizen(visit.citizen.id)}
    return [one for one in found if one.organisation_id not in muted]


def best(visit: Visit, found: list[Candidate], *, skip: int, limit: int) -> tuple[Match[Candidate], ...]:
    """The best of what was found, in order."""
    return rank(wish_of(visit), found, visit.now, limit=limit, skip=skip)


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
