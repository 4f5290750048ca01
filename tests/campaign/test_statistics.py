"""What a message counts as, and the funnel that counts make."""

from datetime import UTC, date, datetime

from campaign.budget import AMSTERDAM
from campaign.statistics import Funnel, Measure, by_hour, funnel, measures_of, per_thousand, total


def test_a_message_counts_once_it_is_at_an_end() -> None:
    ask = {"of_moment": False, "step": None}
    assert measures_of("planned", None, **ask) == measures_of("claimed", None, **ask) == ()
    assert measures_of("sent", None, **ask) == (Measure.SENT,)
    assert measures_of("skipped", "stopped", **ask) == (Measure.SKIPPED,)
    assert measures_of("sent", "stopped", **ask) == (Measure.SENT, Measure.STOPPED)
    assert measures_of("unknown", "blocked", of_moment=True, step="again") == (
        Measure.UNKNOWN,
        Measure.BLOCKED,
    )
    assert measures_of("sent", "stopped", of_moment=True, step="help") == (Measure.OTHER, Measure.STOPPED)
    assert measures_of("refused", None, of_moment=True, step="help") == ()
    assert measures_of("skipped", "week", of_moment=True, step=None) == ()


def test_the_funnel_is_of_all_that_asks() -> None:
    counts = {one: 2**number for number, one in enumerate(Measure)}
    delivered = sum(counts[one] for one in (Measure.SENT, Measure.UNKNOWN, Measure.SHOWN, Measure.OPENED))
    held = sum(counts[one] for one in (Measure.REFUSED, Measure.SKIPPED, Measure.MISSED, Measure.FAILED))
    answered = counts[Measure.YES] + counts[Measure.MAYBE] + counts[Measure.NO]
    assert funnel(counts) == Funnel(
        asked=delivered + held,
        delivered=delivered,
        answered=answered,
        yes=counts[Measure.YES],
        introduced=counts[Measure.INTRODUCED],
        matched=counts[Measure.MATCHED],
    )
    assert funnel({}) == Funnel()
    assert total([counts, counts]) == {one: 2 * number for one, number in counts.items()}


def test_losses_are_counted_by_the_thousand_messages() -> None:
    counts = {
        Measure.SENT: 900,
        Measure.OTHER: 50,
        Measure.UNKNOWN: 50,
        Measure.SKIPPED: 7,
        Measure.STOPPED: 4,
    }
    assert per_thousand(counts, [Measure.STOPPED, Measure.BLOCKED]) == 4
    assert per_thousand({Measure.STOPPED: 1}, [Measure.STOPPED]) is None


def test_hours_are_those_on_the_clock() -> None:
    """In winter, in summer, and in the night in which an hour comes twice."""
    found = by_hour(
        {
            datetime(2027, 1, 13, 23, tzinfo=UTC): 1,
            datetime(2027, 7, 13, 22, tzinfo=UTC): 2,
            datetime(2027, 10, 31, 0, tzinfo=UTC): 3,
            datetime(2027, 10, 31, 1, tzinfo=UTC): 4,
        },
        AMSTERDAM,
    )
    assert {day: {hour: n for hour, n in enumerate(hours) if n} for day, hours in found.items()} == {
        date(2027, 1, 14): {0: 1},
        date(2027, 7, 14): {0: 2},
        date(2027, 10, 31): {2: 7},
    }
