"""What is missing before a week: people with nothing near, told by municipality where they are not a few."""

from datetime import date

import pytest

from campaign.matching import KM_PER_DEGREE
from campaign.reach import Reach
from campaign.records import Point
from campaign.weeks import Campaign, Week
from dialogs.languages import Languages
from dialogs.team.ready_before import bare, near
from dialogs.text import Say
from storage.gazetteer import Gazetteer
from storage.readiness import Group
from tests.dialogs.organisations import TEAM, two_organisations
from tests.talk import Talk


def test_people_with_nothing_near_are_told_by_municipality(gazetteer: Gazetteer) -> None:
    """One's own distance counts. Of fewer than ten no municipality is named, and five at most are."""
    here = gazetteer.area("3331")
    assert here is not None
    reach = Reach([Point(here.latitude + 4 / KM_PER_DEGREE, here.longitude)])
    far = {"9712": 30, "1012": 25, "6211": 20, "4331": 15, "7511": 12, "8911": 11}
    groups = [Group("3331", 5, 100), Group("3331", 2, 9), Group(None, 10, 3), Group("9712", 25, 4)]
    counts = bare([*groups, *(Group(code, 10, number) for code, number in far.items())], reach, gazetteer)
    assert (counts["Zwijndrecht"], counts["Groningen"], counts[None]) == (9, 34, 3)
    line = near(Say(Languages.load().get("en"), Talk.zone()), counts)
    assert not line.fine
    assert line.what.plain == "129 people have nothing to do within their distance"
    assert [text.plain for text in line.details] == [
        "• Groningen: 34",
        "• Amsterdam: 25",
        "• Maastricht: 20",
        "• Middelburg: 15",
        "• Enschede: 12",
        "• Elsewhere: 20",
        "• Told no place: 3",
    ]
    few = near(Say(Languages.load().get("en"), Talk.zone()), {"Zwijndrecht": 9})
    assert [text.plain for text in few.details] == ["• Nowhere 10 or more"]


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (date(2027, 2, 2), date(2027, 2, 8), "Then we look if all is ready for the Week of Asking."),
        (date(2027, 1, 11), date(2027, 1, 24), "Then you see what is left after the Week of Asking."),
    ],
    ids=["long before", "while it goes on"],
)
async def test_between_the_weeks_it_is_said_when_to_come_back_and_what_for(
    sqlite_url: str, first: date, last: date, why: str
) -> None:
    """Long before a week: to see whether all is ready. While it goes on: to see what is left after it."""
    week = Week("winter", first, last, {"en": "Week of Asking"}, ())
    async with two_organisations(sqlite_url, campaign=Campaign(weeks=(week,))) as world:
        words = (await world.go(TEAM, "ready")).words
    assert f"There is nothing to see now. Come back on Monday 25 January. {why}" in words
