"""When an ask says the same again: to whom, and in which words."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from campaign.records import Audience, Contact, Opportunity, Point
from campaign.repeats import digest, overlap
from campaign.values import Door, Dutch, Often, Task

GARDEN = Opportunity(
    id=1, organisation_id=1, organisation="De Kers", task=Task.GARDENING, likes=8, times=0, often=Often.ONCE,
    places=2, taken=0, dutch=Dutch.LITTLE, beginners=True, online=False, point=Point(51.8170, 4.6330),
    postcode="3331", place="Zwijndrecht", municipality="Zwijndrecht", address="", language="nl",
    title="Samen de tuin in", description="Met koffie.", bring="", contact=Contact(), source="vraagbot",
    source_id="1", starts=None, ends=None, min_age=0, sample=False, closed=False,
    updated=datetime(2027, 1, 13, tzinfo=UTC),
)  # fmt: skip
FAR = replace(GARDEN, id=2, point=Point(53.3300, 6.9200))
ONLINE = replace(GARDEN, id=3, online=True, point=None)


def test_the_words_are_the_same_whichever_opportunity_they_stand_with() -> None:
    """A copy says the same; another title, text or word of one's own says something else."""
    mine = digest(GARDEN, "Kom je?")
    assert digest(FAR, "Kom je?") == mine
    others = [
        digest(GARDEN, "Kom je ook?"),
        digest(replace(GARDEN, title="De tuin in"), "Kom je?"),
        digest(replace(GARDEN, description="Met taart."), "Kom je?"),
    ]
    assert mine not in others
    assert len(set(others)) == 3


@pytest.mark.parametrize(
    ("one", "some", "other", "others", "expected"),
    [
        (GARDEN, Audience(), GARDEN, Audience(), True),
        (GARDEN, Audience(languages=("nl",)), GARDEN, Audience(languages=("en", "tr")), False),
        (GARDEN, Audience(languages=("nl",)), GARDEN, Audience(languages=("en", "nl")), True),
        (GARDEN, Audience(languages=("nl",)), GARDEN, Audience(), True),
        (GARDEN, Audience(doors=(Door.NEVER,)), GARDEN, Audience(doors=(Door.NOW,)), False),
        (GARDEN, Audience(likes=1), GARDEN, Audience(likes=2), True),
        (GARDEN, Audience(), FAR, Audience(), False),
        (GARDEN, Audience(), ONLINE, Audience(), True),
    ],
)
def test_audiences_overlap_where_somebody_may_be_in_both(
    one: Opportunity, some: Audience, other: Opportunity, others: Audience, expected: bool
) -> None:
    """One language, one door and one home keep people apart; several likes do not."""
    assert overlap(one, some, other, others) is expected
    assert overlap(other, others, one, some) is expected
