"""The words for a trial: how many each way reached, and once it was counted what may be said of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from campaign.experiments import CLOSE, Arm, Finding, Interval, Outcome, Trying, bound, points, share
from campaign.lots import Way
from dialogs.text import Say, Text, bold, lines, own, paragraphs, quote
from storage.trials import Counted

FEW = 10
"""Of fewer people in a way the campaign's own trials tell nothing."""


def ways(say: Say, texts: Sequence[str]) -> Text:
    """Two wordings, one below the other."""
    first, second = (quote(own(text)) for text in texts)
    return lines(name(say, Way.FIRST), first, name(say, Way.SECOND), second)


def name(say: Say, way: Way) -> Text:
    """What a way is called."""
    return say("1️⃣ The first way") if way is Way.FIRST else say("2️⃣ The second way")


def running(say: Say, reached: Mapping[Way, int], told: datetime | None) -> Text:
    """What is told before the end: how many were reached, and when more is told."""
    first, second = (reached.get(way, 0) for way in Way)
    return paragraphs(
        bold(say("We cannot tell yet.")),
        say("So far the first way went to {first}, the second to {second}.", first=first, second=second),
        say("What came of both I tell {moment}.", moment=say.moment(told, None))
        if told
        else say("What came of both I tell three days after the ask is over."),
        say("I show nothing of it before: who looks every day takes chance for a difference."),
    )


def counted(say: Say, what: Trying, found: Counted, names: Mapping[Way, Text]) -> Text:
    """What came of a trial: the sentence that may be said, and the figures."""
    outcome = found.outcome
    return paragraphs(
        bold(finding(say, what, outcome)),
        *(_arm(say, names[way], arm) for way, arm in zip(Way, (outcome.first, outcome.second), strict=True)),
        _difference(say, outcome.difference),
        say("Counted {moment}. It is not counted again.", moment=say.moment(found.at, None)),
    )


def finding(say: Say, what: Trying, outcome: Outcome) -> Text:
    """The one sentence that may be said of a trial that was counted."""
    found = outcome.difference
    if found is None or outcome.finding is Finding.UNSURE:
        return say("We cannot tell which is better: what we see may be chance.")
    if outcome.finding is Finding.CLOSE:
        digits = 1 if bound(found) < CLOSE / 3 else 0
        most = say.decimal(points(bound(found)), digits)
        return say("They differ by less than {number} points.", number=most)
    low, high = sorted((abs(found.low), abs(found.high)))
    figures = {"low": _points(say, low, high - low), "high": _points(say, high, high - low)}
    if what is Trying.HOLDOUT:
        return _of_follow_ups(say, outcome.finding, figures)
    if outcome.finding is Finding.FIRST:
        return say(
            "The first does better: of every 100 people, {low} to {high} more say yes to it.", **figures
        )
    return say("The second does better: of every 100 people, {low} to {high} more say yes to it.", **figures)


def _of_follow_ups(say: Say, found: Finding, figures: Mapping[str, Text]) -> Text:
    if found is Finding.FIRST:
        return say("Follow-ups help: of every 100 people, {low} to {high} more say yes.", **figures)
    return say("Follow-ups do harm: of every 100 people, {low} to {high} fewer say yes.", **figures)


def how(say: Say) -> Text:
    """How a trial works, in plain words."""
    return paragraphs(
        say("By lot one half of the people get the first way, the other half the second."),
        lines(
            say("An answer counts within 72 hours after the message."),
            say("A yes counts as long as it stands."),
            say("“Between” means: of 100 such ranges, 95 hold the true figure."),
        ),
    )


def _arm(say: Say, what: Text, arm: Arm) -> Text:
    people = say.plural("{n} person", "{n} people", arm.people)
    yes, answered = share(arm.yes, arm.people), share(arm.answered, arm.people)
    if yes is None or answered is None:
        return lines(what, say("It reached nobody."))
    return lines(
        what,
        say("👥 {people}", people=people),
        say(
            "👍 Yes: {percent} % (between {low} and {high} %)",
            **_figures(say, yes),
        ),
        say(
            "💬 An answer: {percent} % (between {low} and {high} %)",
            **_figures(say, answered),
        ),
    )


def _difference(say: Say, found: Interval | None) -> Text | None:
    if found is None:
        return None
    wide = found.high - found.low
    values = (found.value, found.low, found.high)
    value, low, high = (_points(say, one, wide) for one in values)
    return say(
        "With the second way {value} points more say yes than with the first (between {low} and {high}).",
        value=value,
        low=low,
        high=high,
    )


def _figures(say: Say, found: Interval) -> dict[str, Text]:
    wide = found.high - found.low
    values = {"percent": found.value, "low": found.low, "high": found.high}
    return {key: _points(say, value, wide) for key, value in values.items()}


def _points(say: Say, value: float, wide: float) -> Text:
    """A hundredfold, as exact as tells the ends of an interval apart."""
    return say.decimal(100 * value, 1 if wide >= 0.002 else 2)
