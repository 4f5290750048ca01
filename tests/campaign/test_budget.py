"""The budget: hours to send at, days and weeks by the clock on the wall, also where that clock is moved."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from campaign.budget import SENDING_HOURS, ZONE, hours_of, in_hours, local_day, next_sending, week_of

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))


@given(MOMENTS)
def test_the_next_moment_to_send_is_the_first_in_hours(now: datetime) -> None:
    due = next_sending(now, ZONE)
    assert in_hours(due, ZONE)
    assert due >= now
    assert due == now or not in_hours(due - timedelta(seconds=1), ZONE), "it is the first of that day"
    assert due - now < timedelta(hours=24 - (SENDING_HOURS[1] - SENDING_HOURS[0]) + 1)


@given(MOMENTS)
def test_every_moment_lies_in_its_own_day_and_week(now: datetime) -> None:
    day = local_day(now, ZONE)
    first, last = hours_of(day, ZONE)
    assert first <= now < last
    monday, sunday = week_of(day)
    assert monday <= day <= sunday
    assert monday.isocalendar()[:2] == day.isocalendar()[:2] == sunday.isocalendar()[:2]
    assert (monday.isoweekday(), sunday.isoweekday()) == (1, 7)


def test_nobody_is_written_to_at_night_also_when_the_clock_is_moved() -> None:
    evening = datetime(2027, 3, 27, 19, 0, tzinfo=UTC)  # eight in the evening, hours before summer time
    assert next_sending(evening, ZONE) == datetime(2027, 3, 28, 8, 0, tzinfo=UTC)
    assert hours_of(date(2027, 3, 28), ZONE) == (
        datetime(2027, 3, 27, 23, 0, tzinfo=UTC),
        datetime(2027, 3, 28, 22, 0, tzinfo=UTC),
    )
    morning = datetime(2027, 1, 13, 8, 59, tzinfo=UTC)
    assert next_sending(morning, ZONE) == datetime(2027, 1, 13, 9, 0, tzinfo=UTC)
    assert next_sending(morning.replace(hour=9), ZONE) == morning.replace(hour=9)
