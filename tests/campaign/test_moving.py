"""Moving a moment: inside sending hours, in its week, to come, and in the order that makes sense."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from campaign.moving import Fault, Wrong, fault, later, moved
from campaign.weeks import Moment
from tests.weeks import MOMENTS, at, campaign

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HEADS_UP, ASK, FOLLOW_UP, THANKS = MOMENTS
NOW = at(14, 9)


def test_the_deadline_moves_along() -> None:
    """By the clock on the wall, also over the night in which summer time begins."""
    there = moved(ASK, at(19, 15), AMSTERDAM)
    assert (there.at, there.deadline) == (at(19, 15), at(21, 22))
    saturday = datetime(2027, 3, 27, 10, tzinfo=UTC)
    spring = replace(ASK, at=saturday, deadline=saturday + timedelta(hours=7))
    sunday = later(spring, timedelta(days=1), AMSTERDAM)
    assert [one.astimezone(AMSTERDAM).hour for one in (sunday.at, sunday.deadline)] == [11, 18]
    assert later(sunday, timedelta(days=-1), AMSTERDAM) == spring


@pytest.mark.parametrize(
    ("moment", "when", "found"),
    [
        (ASK, at(19, 15), None),
        (ASK, NOW, Fault(Wrong.PAST)),
        (ASK, at(19, 9), Fault(Wrong.HOURS)),
        (ASK, at(19, 20), Fault(Wrong.HOURS)),
        (ASK, at(25, 11), Fault(Wrong.WEEK)),
        (ASK, at(21, 11), Fault(Wrong.LATE, FOLLOW_UP)),
        (ASK, at(15, 11), Fault(Wrong.EARLY, HEADS_UP)),
        (FOLLOW_UP, at(18, 11), Fault(Wrong.EARLY, ASK)),
        (FOLLOW_UP, at(18, 12), None),
        (THANKS, at(17, 12), Fault(Wrong.EARLY, ASK)),
        (HEADS_UP, at(18, 12), Fault(Wrong.LATE, ASK)),
        (HEADS_UP, at(16, 12), None),
    ],
)
def test_a_time_is_right_or_it_is_told_what_is_wrong_with_it(
    moment: Moment, when: datetime, found: Fault | None
) -> None:
    assert fault(campaign(), moved(moment, when, AMSTERDAM), MOMENTS, NOW) == found


def test_a_moment_without_an_ask_in_its_week_has_no_order_to_keep_to() -> None:
    others = (HEADS_UP, THANKS)
    assert fault(campaign(others), moved(THANKS, at(15, 12), AMSTERDAM), others, NOW) is None
