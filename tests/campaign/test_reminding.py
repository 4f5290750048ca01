"""Reminders: three days and one day before, by the days on the wall, and never two for one date in a row."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from campaign.budget import DEFAULT
from campaign.reminding import BEFORE, coming, reminder, windows

SATURDAY = datetime(2027, 1, 16, 9, tzinfo=UTC)
"""Ten in the morning in Amsterdam."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))


def at(day: int, hour: int) -> datetime:
    """A moment of that January, by the clock in Amsterdam."""
    return datetime(2027, 1, day, hour - 1, tzinfo=UTC)


def test_a_reminder_goes_three_days_and_one_day_before() -> None:
    found = {
        (day, hour): reminder(SATURDAY, at(day, hour), DEFAULT)
        for day in range(12, 17)
        for hour in range(8, 22)
    }
    assert {when for when, days in found.items() if days == 3} == {
        *((13, hour) for hour in range(10, 22)),
        *((14, hour) for hour in range(8, 20)),
    }, "from Wednesday at ten, until it could only go beside the next one"
    assert {when for when, days in found.items() if days == 1} == {
        *((15, hour) for hour in range(10, 20)),
    }, "on Friday; after eight it could only go when it begins"


def test_the_last_one_may_still_go_on_the_day_itself() -> None:
    evening = at(16, 19)
    assert reminder(evening, at(15, 21), DEFAULT) == 1
    assert reminder(evening, at(16, 18), DEFAULT) == 1
    assert reminder(evening, evening, DEFAULT) is None


@given(MOMENTS, st.timedeltas(timedelta(0), 5 * DAY))
def test_what_may_go_can_go_in_hours_before_the_next_and_before_it_begins(
    now: datetime, ahead: timedelta
) -> None:
    starts = now + ahead
    days = reminder(starts, now, DEFAULT)
    if days is None:
        return
    goes = DEFAULT.next_sending(now)
    assert now <= goes < starts
    assert reminder(starts, goes, DEFAULT) == days, "it is still the same one when it goes"
    (window,) = [one for one in windows(now, DEFAULT) if one.first <= starts < one.last]
    assert window.at <= now
    assert 0 <= (DEFAULT.day_of(starts) - DEFAULT.day_of(now)).days <= days


@given(MOMENTS)
def test_no_moment_belongs_to_two_windows(now: datetime) -> None:
    found = sorted(windows(now, DEFAULT), key=lambda one: one.first)
    assert all(one.last <= other.first for one, other in pairwise(found))


def test_those_to_come_are_told_apart_from_those_that_went() -> None:
    assert coming(SATURDAY, at(13, 9), DEFAULT) == BEFORE
    assert coming(SATURDAY, at(13, 10), DEFAULT) == (1,)
    assert coming(SATURDAY, at(15, 10), DEFAULT) == ()


@given(MOMENTS, st.timedeltas(timedelta(0), 9 * DAY))
def test_what_is_told_to_come_comes(now: datetime, ahead: timedelta) -> None:
    starts = now + ahead
    later = [now + hours * HOUR for hours in range(1, 10 * 24)]
    found = {reminder(starts, moment, DEFAULT) for moment in later}
    assert set(coming(starts, now, DEFAULT)) <= found
