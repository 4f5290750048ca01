"""The campaign's weeks as they are looked at: by their first day, with their name, and those beside them."""

from collections.abc import Sequence
from datetime import date, timedelta

from campaign.spans import Span, span_of
from campaign.weeks import Campaign
from dialogs import nudges
from dialogs.site import Nowhere
from dialogs.text import Say, Text
from dialogs.visit import Visit


def number_of(span: Span) -> str:
    """The first day of a week, as it stands in an address: 20270118."""
    return f"{span.first:%Y%m%d}"


def address(span: Span, page: str = "") -> str:
    """Where the team finds a week, or one of its pages."""
    return f"team/stats/{number_of(span)}{'/' if page else ''}{page}"


async def read(visit: Visit, first: int) -> tuple[Span, Sequence[Span]]:
    """The week that begins on this day, and all that were closed, newest first; Nowhere for no such day."""
    try:
        day = date(first // 10_000, first // 100 % 100, first % 100)
    except ValueError:
        raise Nowhere(f"week {first}") from None
    closed = await visit.memory.countings.frozen()
    return next((span for span in closed if span.first == day), None) or of_day(visit, day), closed


def this_week(visit: Visit) -> Span:
    """The week that is going on."""
    return of_day(visit, visit.now.astimezone(visit.say.zone).date())


def of_day(visit: Visit, day: date) -> Span:
    """The week that a day lies in."""
    return span_of(day, visit.house.campaign.weeks)


def title(visit: Visit, span: Span) -> Text:
    """Its days, with its name where it is an asking week."""
    return named(visit.say, visit.house.campaign, span)


def named(say: Say, campaign: Campaign, span: Span) -> Text:
    """The same, of a campaign's week."""
    week = campaign.week(span.name)
    days = {"first": say.day(span.first), "last": say.day(span.last)}
    if week is None:
        return say("From {first} to {last}", **days)
    return say("{week}: {first} to {last}", week=nudges.title(say, week), **days)


def short(say: Say, span: Span) -> Text:
    """Its days on a button."""
    begins, ends = span.begins(say.zone), span.ends(say.zone) - timedelta(hours=1)
    return say("📅 {first} – {last}", first=say.day_and_month(begins), last=say.day_and_month(ends))
