"""The week's grid is read from words as people write them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.offers import Session, Unfit
from campaign.values import ALL_TIMES, EVENINGS, WEEKDAYS_BY_DAY, WEEKEND
from storage.feeds.times import mask_of_sessions, mask_of_words, words_of_mask

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("words", "plainly"),
    [
        ("zaterdagochtend", "saturday morning"),
        ("Saturday morning; Tuesday evening", "tuesday evening; saturday morning"),
        ("MondayMorning", "monday morning"),
        ("ma en di ochtend", "monday morning; tuesday morning"),
        ("maandagochtend en dinsdagavond", "monday morning; tuesday evening"),
        ("vr/za avond", "friday evening; saturday evening"),
        ("wo t/m vr middag", "wednesday afternoon; thursday afternoon; friday afternoon"),
        ("do- en vrijdagmiddag", "thursday afternoon; friday afternoon"),
        ("mornings on tuesday", "tuesday morning"),
        ("zo. overdag", "sunday morning; sunday afternoon"),
    ],
)
def test_days_and_parts_are_read_in_dutch_and_english(words: str, plainly: str) -> None:
    assert words_of_mask(mask_of_words(words)) == plainly


@pytest.mark.parametrize(
    ("words", "mask"),
    [
        ("'s avonds", EVENINGS),
        ("weekend", WEEKEND),
        ("avond en weekend", EVENINGS | WEEKEND),
        ("doordeweeks overdag", WEEKDAYS_BY_DAY),
        ("elke dag", ALL_TIMES),
        ("in overleg", 0),
        ("", 0),
    ],
)
def test_stretches_of_the_week_are_read(words: str, mask: int) -> None:
    assert mask_of_words(words) == mask


@pytest.mark.parametrize("words", ["zo nu en dan", "13:00", "dag", "maandag ochtent", "🙂"])
def test_words_that_name_no_time_are_refused(words: str) -> None:
    with pytest.raises(Unfit, match="names no part of the week"):
        mask_of_words(words)


@given(st.integers(0, ALL_TIMES))
def test_every_mask_comes_back_from_its_words(mask: int) -> None:
    assert mask_of_words(words_of_mask(mask)) == mask


@pytest.mark.parametrize(
    ("starts", "ends", "plainly"),
    [
        ((16, 9, 0), (16, 11, 0), "saturday morning"),
        ((16, 10, 30), (16, 11, 30), "saturday morning"),
        ((16, 9, 0), (16, 13, 0), "saturday morning; saturday afternoon"),
        ((16, 21, 0), (17, 0, 0), "saturday evening"),
        ((16, 23, 30), (17, 2, 0), "saturday evening"),
    ],
)
def test_a_session_lies_where_it_takes_an_hour_by_local_time(
    starts: tuple[int, int, int], ends: tuple[int, int, int], plainly: str
) -> None:
    session = Session(datetime(2027, 1, *starts, tzinfo=UTC), datetime(2027, 1, *ends, tzinfo=UTC))
    assert words_of_mask(mask_of_sessions([session], AMSTERDAM)) == plainly
