"""When people answer: by day and by hour, of one week or of the asking weeks beside each other."""

from collections.abc import Sequence

from campaign.disclosure import FEW
from campaign.spans import Span
from campaign.statistics import ANSWERS
from campaign.values import Role
from dialogs.figures import clock, pictures, weeks
from dialogs.figures.clock import Day
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.team.stats import beside
from dialogs.text import Say, Text, bold, lines, paragraphs
from dialogs.visit import Visit

BOTH = 2
"""Asking weeks on one screen: the last ones that began."""


async def both(visit: Visit) -> Screen:
    """The asking weeks so far; without any, this week."""
    say = visit.say
    spans = asking_weeks(visit)
    told = [lines(bold(weeks.title(visit, span)), *_told(say, await days(visit, span))) for span in spans]
    return Screen(
        text=paragraphs(bold(say("When do people answer?")), *told, _hidden(say)),
        rows=rows(
            Link(say("🖼 As a picture"), "team/stats/hours/picture"),
            Link(say("📊 All figures"), "team/stats"),
        ),
    )


async def picture(visit: Visit) -> Screen:
    """The asking weeks under each other, drawn."""
    found = [(weeks.title(visit, span), await days(visit, span)) for span in asking_weeks(visit)]
    begins, ends = visit.house.campaign.budget.hours
    drawn = pictures.of_hours(visit.say, found, (begins.hour, ends.hour))
    return pictures.screen(visit.say, drawn, "team/stats/hours")


async def one(visit: Visit, first: int) -> Screen | Address:
    """One week."""
    span, closed = await weeks.read(visit, first)
    if weeks.number_of(span) != str(first):
        return Address(weeks.address(span, "hours"))
    say = visit.say
    return Screen(
        text=paragraphs(
            lines(bold(say("When do people answer?")), weeks.title(visit, span)),
            lines(*_told(say, await days(visit, span))),
            _hidden(say),
        ),
        rows=rows(
            beside(visit, span, closed, "hours"),
            Link(say("📅 The whole week"), weeks.address(span)),
            Link(say("📊 All figures"), "team/stats"),
        ),
    )


def asking_weeks(visit: Visit) -> Sequence[Span]:
    """The last asking weeks that began, the first of them first; this week where there is none."""
    today = visit.now.astimezone(visit.say.zone).date()
    begun = [weeks.of_day(visit, week.first) for week in visit.house.campaign.weeks if week.first <= today]
    return begun[-BOTH:] or [weeks.this_week(visit)]


async def days(visit: Visit, span: Span) -> Sequence[Day]:
    """The days of a week, as they may be told."""
    zone = visit.say.zone
    since, until = span.begins(zone), span.ends(zone)
    hours = await visit.look_long(
        f"hours/{weeks.number_of(span)}",
        lambda memory: memory.tallies.hours(ANSWERS, since=since, until=until),
    )
    return clock.days(span, hours, zone)


def _told(say: Say, some: Sequence[Day]) -> Sequence[Text]:
    if all(day.answers is None for day in some):
        return [say("There were too few answers to tell days apart.")]
    return [_line(say, day) for day in some]


def _line(say: Say, day: Day) -> Text:
    name = say.day(day.day)
    if day.answers is None:
        return say("{day}: not told", day=name)
    if day.busiest is None:
        return say("{day}: {n} answers", day=name, n=day.answers)
    return say(
        "{day}: {n} answers, most from {hour}:00 to {next}:00",
        day=name,
        n=day.answers,
        hour=day.busiest,
        next=day.busiest + 1,
    )


def _hidden(say: Say) -> Text:
    return say("Days and hours with fewer than {n} answers are not told.", n=FEW)


ROUTES = (
    Route("team/stats/hours", both, Role.TEAM),
    Route("team/stats/hours/picture", picture, Role.TEAM),
    Route("team/stats/{first:int}/hours", one, Role.TEAM),
)
