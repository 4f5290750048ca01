"""When an ask says the same again to people who may have read it just before."""

from datetime import timedelta
from hashlib import sha256

from campaign.matching import distance_km
from campaign.records import Audience, Opportunity

LATELY = timedelta(hours=12)
"""So long the same words to the same people need a second thought."""


def digest(one: Opportunity, words: str) -> str:
    """What tells the words of an ask from those of another: the opportunity's texts and the ask's own."""
    return sha256("\0".join((one.title, one.description, words)).encode()).hexdigest()


def overlap(one: Opportunity, audience: Audience, other: Opportunity, others: Audience) -> bool:
    """Whether somebody may be in both audiences; what people like or can does not keep two apart."""
    return (
        _share(audience.languages, others.languages)
        and _share(audience.doors, others.doors)
        and _near(one, audience, other, others)
    )


def _share(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return not some or not others or not set(some).isdisjoint(others)


def _near(one: Opportunity, audience: Audience, other: Opportunity, others: Audience) -> bool:
    if one.point is None or other.point is None:
        return True
    return distance_km(one.point, other.point) <= audience.radius + others.radius
