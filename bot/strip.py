"""The days around an asking week, as the sandbox page draws them."""

from datetime import date, datetime, timedelta

from bot.app import App
from campaign.values import Answer
from campaign.weeks import Kind, Moment, Week, text_in
from sandbox.page.hands import Day, Strip
from storage.days import MISSED
from storage.days import Day as Counted

BEFORE, AFTER = timedelta(days=4), timedelta(days=2)
"""The days that are shown around a week."""
_ANSWERS = {Answer.YES: "yes", Answer.MAYBE: "maybe", Answer.NO: "no"}
_KINDS = {Kind.HEADS_UP: "Heads-up", Kind.ASK: "Ask", Kind.FOLLOW_UP: "Follow-up", Kind.THANKS: "Thanks"}
_REASONS = {
    "stopped": "want no more",
    "paused": "paused",
    "blocked": "blocked the bot",
    "muted": "want no more of that organisation",
    "answered": "answered it before",
    "asked": "asked it before",
    "language": "another language",
    "week": "asked enough this week",
    "day": "asked today already",
    "heldout": "held out, to compare with",
    "busy": "in the middle of an answer",
    "nothing": "nothing fits them nearby",
    "full": "all that fits is full",
    "filled": "full by then",
    "suspended": "taken back",
    MISSED: "too late",
    "": "nothing to say any more",
}


async def moments_of(app: App) -> list[Moment]:
    """The moments that were not called off, as they stand, by time."""
    async with app.store.look() as memory:
        courses = await memory.moments.courses(app.campaign)
    return [one.moment for one in courses if one.cancelled is None]


async def strip_of(app: App, now: datetime) -> Strip | None:
    """The days around the week that is going on, was until just now, or comes next."""
    campaign = app.campaign
    week = campaign.week_at(now - AFTER) or max(campaign.weeks, key=lambda one: one.last, default=None)
    if week is None:
        return None
    dates = [week.first - BEFORE + timedelta(days=number) for number in range(_length(week))]
    midnights = [campaign.budget.hours_of(day)[0] for day in dates]
    async with app.store.look() as memory:
        days = await memory.days.between([*midnights, campaign.budget.hours_of(dates[-1])[1]])
    return Strip(
        title=text_in(week.titles, "en")[0],
        first=week.first,
        last=week.last,
        days=[_day(at, day) for at, day in zip(dates, days, strict=True)],
        moments=[(one.at, _KINDS[one.kind]) for one in await moments_of(app) if one.week == week.name],
    )


def _length(week: Week) -> int:
    return (week.last + AFTER - (week.first - BEFORE)).days + 1


def _day(at: date, day: Counted) -> Day:
    held = {_REASONS.get(reason, reason): number for reason, number in day.held.items()}
    answers = {words: day.answers[answer] for answer, words in _ANSWERS.items() if answer in day.answers}
    return Day(at, sent=day.sent, touched=day.touched, answers=answers, held=held)
