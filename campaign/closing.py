"""The weeks of which replies are given out, and those of which they are not yet."""

from collections.abc import Sequence
from datetime import date, timedelta

from campaign.exporting import Window
from campaign.spans import Span, span_of
from campaign.weeks import Week

_DAY = timedelta(days=1)


def name_of(first: date, name: str) -> str:
    """What a week is called: by the name of its asking week, or by its number in the year, `2027-W03`."""
    year, number, _ = first.isocalendar()
    return name or f"{year}-W{number:02}"


def weeks_in(weeks: Sequence[Week], window: Window, closed: Sequence[Span]) -> list[tuple[Span, bool]]:
    """The weeks of these days, each whole, and whether it is one of those that are `closed`."""
    found: list[tuple[Span, bool]] = []
    day = window.since
    while day <= window.until:
        inside = next((span for span in closed if span.first <= day <= span.last), None)
        span = inside or span_of(day, weeks)
        found.append((span, inside is not None))
        day = span.last + _DAY
    return found


def left_out(weeks: Sequence[Week], window: Window, closed: Sequence[Span], first: date | None) -> list[str]:
    """The names of weeks in these days whose replies are not given out.

    `closed` are those in it that are given out, `first` is the first day that ever was: before it there is
    nothing to give out. Without a first day all are left out.
    """
    if first is not None and first > window.until:
        return []
    since = window.since if first is None else max(window.since, first)
    some = weeks_in(weeks, Window(since, window.until), closed)
    return list(dict.fromkeys(name_of(span.first, span.name) for span, is_closed in some if not is_closed))
