"""Times on the wall: each is one moment, but those that the clocks skip."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.wall import utc_of

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
CHANGES = (datetime(2027, 3, 28), datetime(2027, 10, 31))
"""The days on which the clocks in Amsterdam change."""


@given(st.sampled_from(CHANGES), st.integers(-3 * 24 * 60, 3 * 24 * 60))
def test_a_time_around_the_clock_changes_is_shown_again_by_the_clocks(day: datetime, minutes: int) -> None:
    wall = day + timedelta(minutes=minutes)
    skipped = datetime(2027, 3, 28, 2) <= wall < datetime(2027, 3, 28, 3)
    if skipped:
        with pytest.raises(ValueError, match=f"no {wall:%H:%M} on 2027-03-28"):
            utc_of(wall, AMSTERDAM)
        return
    moment = utc_of(wall, AMSTERDAM)
    assert moment.tzinfo is UTC
    assert moment.astimezone(AMSTERDAM).replace(tzinfo=None) == wall


@given(st.sampled_from(CHANGES), st.integers(-2000, 2000), st.integers(1, 2000))
def test_what_is_later_on_the_wall_is_never_earlier(day: datetime, minutes: int, more: int) -> None:
    earlier, later = day + timedelta(minutes=minutes), day + timedelta(minutes=minutes + more)
    with suppress(ValueError):
        assert utc_of(earlier, AMSTERDAM) < utc_of(later, AMSTERDAM)


def test_of_a_time_that_comes_twice_it_is_the_first() -> None:
    assert utc_of(datetime(2027, 10, 31, 2, 30), AMSTERDAM) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
