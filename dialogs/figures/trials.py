"""Trials at the campaign's moments, and any trial that was counted as a picture."""

from dataclasses import dataclass
from datetime import datetime

from campaign.experiments import Arm, Interval, Outcome, Trying, share, told_from, window
from campaign.lots import Way
from campaign.weeks import Campaign, Kind
from dialogs.drawing.charts.experiment import Experiment
from dialogs.drawing.charts.intervals import Estimate, Intervals
from dialogs.drawing.charts.scale import Mark, round_figures
from dialogs.figures import pictures
from dialogs.figures.pictures import Drawn
from dialogs.organisation import trial_words
from dialogs.text import Say, Text, bold
from storage.memory import Memory
from storage.moments import Course

PARTS = 4
"""Steps of a scale."""


@dataclass(frozen=True, slots=True)
class AtMoment:
    """A trial at a moment; `told` is when it is counted."""

    what: Trying
    course: Course
    told: datetime


async def at_moments(memory: Memory, campaign: Campaign) -> list[AtMoment]:
    """The trials at moments that have begun, the newest first."""
    found = []
    for course in await memory.moments.courses(campaign):
        moment = course.moment
        if course.begun is None:
            continue
        if course.tries:
            told = told_from(moment.deadline, window(moment.kind))
            found.append(AtMoment(Trying.OPENING, course, told))
        if moment.kind is Kind.FOLLOW_UP and campaign.holdout:
            found.append(AtMoment(Trying.HOLDOUT, course, told_from(moment.deadline)))
    return found[::-1]


def is_few(outcome: Outcome) -> bool:
    """Whether one of the ways has so few people that the campaign tells nothing of it."""
    return min(outcome.first.people, outcome.second.people) < trial_words.FEW


def way(say: Say, what: Trying, one: Way) -> Text:
    """What a way is called beside a picture or in a table."""
    if what is Trying.HOLDOUT:
        return say("With follow-ups") if one is Way.FIRST else say("Without follow-ups")
    return say("The first way") if one is Way.FIRST else say("The second way")


def of_trial(say: Say, what: Trying, outcome: Outcome, note: Text) -> Drawn:
    """Both ways beside each other, and what lies between them."""
    arms = dict(zip(Way, (outcome.first, outcome.second), strict=True))
    estimates = tuple(_of_arm(say, way(say, what, one), arm) for one, arm in arms.items())
    between = _difference(say, outcome.difference)
    found = trial_words.finding(say, what, outcome)
    title = say("How many said yes, of every 100 people")
    chart = Experiment(
        pictures.frame(say, title, note),
        Intervals(estimates, _marks(say, 0.0, max(0.04, *(one.high for one in estimates)))),
        Intervals((between,), _around(say, between), Mark(0, say("0: no difference").plain)),
        found.plain,
    )
    told = [
        say("{group}: {number}", group=one.label, number=f"{one.told} {one.between}".strip())
        for one in (*estimates, between)
    ]
    return pictures.drawn(f"{what.value}.png", chart, title, note, *told, bold(found))


def _of_arm(say: Say, label: Text, arm: Arm) -> Estimate:
    yes = share(arm.yes, arm.people)
    if yes is None:
        return Estimate(label.plain, None, 0, 0, say("It reached nobody.").plain, "")
    return _estimate(say, label, yes)


def _difference(say: Say, found: Interval | None) -> Estimate:
    label = say("The second less the first")
    if found is None:
        return Estimate(label.plain, None, 0, 0, say("too few to tell").plain, "")
    return _estimate(say, label, found)


def _estimate(say: Say, label: Text, found: Interval) -> Estimate:
    value, low, high = (say.decimal(100 * one, 1) for one in (found.value, found.low, found.high))
    between = say("between {low} and {high}", low=low, high=high)
    return Estimate(label.plain, found.value, found.low, found.high, value.plain, between.plain)


def _around(say: Say, between: Estimate) -> tuple[Mark, ...]:
    """A scale that reaches as far to either side of 0."""
    most = max(0.02, abs(between.low), abs(between.high))
    right = _marks(say, 0.0, most, PARTS // 2)
    return (*(_mark(say, -one.value) for one in right[:0:-1]), *right)


def _marks(say: Say, low: float, high: float, parts: int = PARTS) -> tuple[Mark, ...]:
    return tuple(_mark(say, value) for value in round_figures(low, high, parts))


def _mark(say: Say, value: float) -> Mark:
    return Mark(value, say.decimal(100 * value, 1).plain)
