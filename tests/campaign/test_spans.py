"""Spans: every day lies in one, asking weeks are whole, and what was counted is not counted again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from campaign.budget import AMSTERDAM
from campaign.spans import Span, span_after, span_of
from campaign.weeks import Week

DAY = timedelta(days=1)
WEDNESDAYS = Week("winter", date(2027, 1, 20), date(2027, 1, 26), {}, ())


def test_an_asking_week_is_whole_and_cuts_those_beside_it() -> None:
    spans = [
        Span(date(2027, 1, 11), date(2027, 1, 17)),
        Span(date(2027, 1, 18), date(2027, 1, 19)),
        Span(date(2027, 1, 20), date(2027, 1, 26), "winter"),
        Span(date(2027, 1, 27), date(2027, 1, 31)),
        Span(date(2027, 2, 1), date(2027, 2, 7)),
    ]
    found = [span_of(date(2027, 1, 13), [WEDNESDAYS])]
    while len(found) < len(spans):
        found.append(span_after(found[-1].last, [WEDNESDAYS]))
    assert found == spans


def test_a_week_that_is_moved_into_what_was_counted_begins_after_it() -> None:
    moved = replace(WEDNESDAYS, first=date(2027, 1, 15), last=date(2027, 1, 22))
    counted = span_of(date(2027, 1, 18), [WEDNESDAYS])
    assert span_after(counted.last, [moved]) == Span(date(2027, 1, 20), date(2027, 1, 22), "winter")


def test_a_week_begins_and_ends_at_midnight_on_the_clock_and_closes_a_day_later() -> None:
    span = span_of(date(2027, 3, 28), [])
    assert span.begins(AMSTERDAM) == datetime(2027, 3, 21, 23, tzinfo=UTC)
    assert span.ends(AMSTERDAM) == datetime(2027, 3, 28, 22, tzinfo=UTC)
    assert span.closes(AMSTERDAM) == datetime(2027, 3, 29, 22, tzinfo=UTC)


@given(
    st.dates(date(2027, 1, 1), date(2027, 3, 1)),
    st.lists(st.tuples(st.dates(date(2027, 1, 1), date(2027, 3, 1)), st.integers(0, 12)), max_size=3),
)
def test_every_day_lies_in_one_span(day: date, asking: list[tuple[date, int]]) -> None:
    weeks: list[Week] = []
    for number, (first, days) in enumerate(sorted(asking)):
        if not weeks or first > weeks[-1].last:
            weeks.append(Week(str(number), first, first + days * DAY, {}, ()))
    span = span_of(day, weeks)
    assert span.first <= day <= span.last
    days = [span.first + number * DAY for number in range((span.last - span.first).days + 1)]
    assert {span_of(one, weeks) for one in days} == {span}
    assert span_after(span.last, weeks) == span_of(span.last + DAY, weeks)
