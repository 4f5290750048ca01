"""Dates are read in local time, across the changes of the clock, and come back from what is written."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.offers import Session, Unfit
from campaign.values import Often
from storage.feeds.dates import WEEKS_AHEAD, Calendar, When

NOW = datetime(2027, 1, 13, 14, 0, tzinfo=UTC)
CALENDAR = Calendar(ZoneInfo("Europe/Amsterdam"), NOW)


def read(
    dates: str,
    start: str = "",
    end: str = "",
    until: str = "",
    *,
    often: Often | None = None,
    relative: bool = False,
) -> When:
    return CALENDAR.read(dates, start, end, until, often=often, relative=relative)


@pytest.mark.parametrize(
    "cells",
    [
        ("2027-01-16", "10:00", "12:00"),
        ("16-1-2027", "10", "12"),
        ("16/01/2027", "10.00", "12.00"),
        ("za 16 januari 2027 10.00 - 12.00 uur",),
        ("16 Jan 2027", "10:00:00", "12:00:00"),
        ("2027-01-16 10:00-12:00",),
        ("2027-01-16", "10:00 tot 12:00"),
        ("2027-01-16T09:00Z/2027-01-16T11:00Z",),
        ("2027-01-16T10:00+01:00/2027-01-16T12:00:30+01:00",),
        ("2027-01-16T10:00/2027-01-16T12:00",),
    ],
)
def test_one_saturday_morning_is_read_however_it_is_written(cells: tuple[str, ...]) -> None:
    morning = Session(datetime(2027, 1, 16, 9, 0, tzinfo=UTC), datetime(2027, 1, 16, 11, 0, tzinfo=UTC))
    assert read(*cells).sessions == (morning,)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (("31-02-2027", "10:00"), "write it like"),
        (("1/16/2027", "10:00"), "write it like"),
        (("2027-01-16",), "no start time"),
        (("2027-01-16", "25:00"), "not a time of the day"),
        (("2027-01-16", "ochtend"), "start says 'ochtend'"),
        (("2027-01-16 zomaar",), "write it like"),
        (("2027-01-16T12:00/2027-01-16T10:00",), "not after its start"),
        (("volgende week", "10:00"), "write it like"),
        (("0001-01-01", "10:00"), "write it like"),
        (("+5", "10:00"), "samples only"),
        (("; ".join(["2027-01-16"] * 201), "10:00"), "201 dates"),
    ],
)
def test_a_date_that_cannot_be_meant_is_refused(cells: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(Unfit, match=sentence):
        read(*cells)


def test_several_dates_come_in_order_and_once_each_without_those_that_are_past() -> None:
    when = read("2027-01-23; 2027-01-16 9:00-10:00; 2027-01-23; 2026-12-01", "10:00", "12:00")
    assert [CALENDAR.words(one) for one in when.sessions] == [
        "2027-01-16 09:00-10:00",
        "2027-01-23 10:00-12:00",
    ]
    assert not when.past
    assert read("2026-12-01; 2026-12-08", "10:00", "12:00").past


def test_a_session_that_has_begun_is_not_past() -> None:
    assert read("2027-01-13", "14:30", "15:30").sessions
    assert read("2027-01-13", "13:00", "15:00").past


def test_an_evening_may_end_after_midnight_and_no_end_means_two_hours() -> None:
    assert read("2027-01-16", "22:00", "01:00").sessions[0].ends == datetime(2027, 1, 17, 0, 0, tzinfo=UTC)
    open_ended = read("2027-01-16", "10:00")
    assert open_ended.sessions[0].ends == datetime(2027, 1, 16, 11, 0, tzinfo=UTC)
    assert open_ended.remarks


def test_what_is_weekly_keeps_its_local_time_when_the_clock_changes() -> None:
    sessions = read("2027-03-20", "19:30", "21:30", often=Often.WEEKLY).sessions
    assert len(sessions) == WEEKS_AHEAD
    assert [one.starts.hour for one in sessions[:3]] == [18, 18, 17]
    assert all(one.starts.astimezone(CALENDAR.zone).hour == 19 for one in sessions)


def test_something_weekly_that_began_long_ago_goes_on_until_its_last_day() -> None:
    sessions = read("2020-01-02", "19:30", "21:30", "2027-01-21", often=Often.WEEKLY).sessions
    assert [f"{one.starts:%d-%m}" for one in sessions] == ["14-01", "21-01"]
    assert read("2020-01-02", "19:30", "21:30", "2026-12-31", often=Often.WEEKLY).past


def test_samples_count_from_today_and_can_ask_for_a_weekday() -> None:
    assert f"{read('+5', '10:00', relative=True).sessions[0].starts:%A %d}" == "Monday 18"
    assert f"{read('+5 saturday', '10:00', relative=True).sessions[0].starts:%A %d}" == "Saturday 23"
    with pytest.raises(Unfit, match="no day of the week"):
        read("+5 someday", "10:00", relative=True)


def test_a_period_to_show_it_includes_its_last_day() -> None:
    assert CALENDAR.within("2027-01-01", "2027-01-13")
    assert not CALENDAR.within("2027-01-14", "")
    assert not CALENDAR.within("", "2027-01-12")
    assert CALENDAR.within("", "")


MINUTES = st.integers(0, 60 * 24 * 700).map(lambda minutes: NOW + timedelta(minutes=minutes))


@given(MINUTES, st.integers(1, 60 * 30))
def test_every_session_comes_back_from_its_words(starts: datetime, minutes: int) -> None:
    session = Session(starts, starts + timedelta(minutes=minutes))
    assert read(CALENDAR.words(session)).sessions == (session,)


@pytest.mark.parametrize("hour", [0, 1, 2])
def test_the_hour_that_comes_twice_is_told_apart(hour: int) -> None:
    starts = datetime(2027, 10, 30, 23, 30, tzinfo=UTC) + timedelta(hours=hour)
    session = Session(starts, starts + timedelta(hours=1))
    assert read(CALENDAR.words(session)).sessions == (session,)
