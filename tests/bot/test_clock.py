"""The clock: aware, in UTC, and forward only."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import CampaignClock, Clock


def test_the_time_is_aware_and_that_of_the_machine() -> None:
    before = datetime.now(UTC)
    now = Clock().now()
    assert now.utcoffset() == timedelta(0)
    assert before <= now <= datetime.now(UTC)


def test_the_campaigns_clock_starts_where_it_is_told_and_goes_on() -> None:
    start = datetime.fromisoformat("2027-01-18T09:00:00+01:00")
    clock = CampaignClock(start)
    first, second = clock.now(), clock.now()
    assert start <= first <= second < start + timedelta(minutes=1)
    assert first.utcoffset() == timedelta(0)
    assert abs(CampaignClock().now() - Clock().now()) < timedelta(minutes=1)


def test_the_campaigns_clock_goes_forward_only() -> None:
    start = datetime(2027, 1, 18, tzinfo=UTC)
    clock = CampaignClock(start)
    later = start + timedelta(days=3)
    clock.move(later)
    assert later <= clock.now() < later + timedelta(minutes=1)
    with pytest.raises(ValueError, match="forward only"):
        clock.move(start)
    assert clock.now() >= later
