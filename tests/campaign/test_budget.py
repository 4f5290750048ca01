"""The budget: hours to send at, days and weeks by the clock on the wall, also where that clock is moved."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from campaign.budget import DEFAULT, Budget

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@given(MOMENTS, st.tuples(TIMES, TIMES).map(sorted).filter(lambda hours: hours[0] < hours[1]))
def test_the_next_moment_to_send_is_the_first_in_hours(now: datetime, hours: list[time]) -> None:
    budget = Budget(hours=(hours[0], hours[1]))
    due = budget.next_sending(now)
    assert due >= now
    assert due - now < timedelta(hours=26)
    if time(1) <= hours[0] < time(4):
        return  # an hour that a night in March does not have
    assert budget.in_hours(due)
    assert due == now or not budget.in_hours(due - timedelta(seconds=1)), "it is the first of that day"


@given(MOMENTS)
def test_every_moment_lies_in_its_own_day_and_week(now: datetime) -> None:
    day = DEFAULT.day_of(now)
    first, last = DEFAULT.hours_of(day)
    assert first <= now < last
    monday, sunday = DEFAULT.week_of(day)
    assert monday <= day <= sunday
    assert monday.isocalendar()[:2] == day.isocalendar()[:2] == sunday.isocalendar()[:2]
    assert (monday.isoweekday(), sunday.isoweekday()) == (1, 7)


def test_a_day_of_an_asking_week_counts_for_that_week_and_no_other() -> None:
    """From Wednesday to Tuesday: the days around it count for their ISO weeks, all seven of them."""
    asking_week = date(2027, 1, 13), date(2027, 1, 19)
    budget = Budget(weeks=(asking_week,))
    assert {budget.week_of(date(2027, 1, day)) for day in range(13, 20)} == {asking_week}
    assert budget.week_of(date(2027, 1, 12)) == (date(2027, 1, 11), date(2027, 1, 17))
    assert budget.week_of(date(2027, 1, 20)) == (date(2027, 1, 18), date(2027, 1, 24))


def test_nobody_is_written_to_at_night_also_when_the_clock_is_moved() -> None:
    evening = datetime(2027, 3, 27, 19, 0, tzinfo=UTC)  # eight in the evening, hours before summer time
    assert DEFAULT.next_sending(evening) == datetime(2027, 3, 28, 8, 0, tzinfo=UTC)
    assert DEFAULT.hours_of(date(2027, 3, 28)) == (
        datetime(2027, 3, 27, 23, 0, tzinfo=UTC),
        datetime(2027, 3, 28, 22, 0, tzinfo=UTC),
    )
    morning = datetime(2027, 1, 13, 8, 59, tzinfo=UTC)
    assert DEFAULT.next_sending(morning) == datetime(2027, 1, 13, 9, 0, tzinfo=UTC)
    assert DEFAULT.next_sending(morning.replace(hour=9)) == morning.replace(hour=9)


@given(MOMENTS)
def test_news_that_is_not_urgent_goes_by_day(now: datetime) -> None:
    """At once from eight until ten in the evening; at night at the next eight, and no later."""
    due = DEFAULT.by_day(now)
    assert now <= due <= now + timedelta(hours=11)
    local = due.astimezone(DEFAULT.zone).time()
    assert time(8) <= local < time(22)
    assert due == now or local == time(8)


def test_the_night_ends_at_eight_also_when_the_clock_is_moved() -> None:
    before = datetime(2027, 3, 27, 21, 0, tzinfo=UTC)  # ten in the evening, hours before summer time
    assert DEFAULT.by_day(before) == datetime(2027, 3, 28, 6, 0, tzinfo=UTC)
    assert DEFAULT.by_day(before - timedelta(seconds=1)) == before - timedelta(seconds=1)
