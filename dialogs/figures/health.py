"""How healthy asking is, in words and drawn: how many people wanted no more messages after those they got."""

from collections.abc import Sequence

from campaign.health import Health
from campaign.ratio import poisson_bounds
from dialogs.drawing.charts.estimates import Estimates
from dialogs.drawing.charts.intervals import Estimate, Intervals
from dialogs.drawing.charts.scale import Mark, round_figures
from dialogs.figures import pictures
from dialogs.figures.pictures import Drawn
from dialogs.text import Say, Text, lines

FEW = 100
"""Of fewer messages no rate is told: one person would make more than the limit."""


def counted(say: Say, it: Health) -> Text:
    """The counts, a line for each."""
    return lines(
        say("📨 Messages: {n}", n=it.messages),
        say("🔕 Stopped after it: {n}", n=it.stopped),
        say("🚫 Blocked me after it: {n}", n=it.blocked),
    )


def rate(say: Say, it: Health) -> Text:
    """How many of every 1,000, short; of few messages the two numbers alone."""
    numbers = {"lost": say.number(it.lost), "messages": say.number(it.messages)}
    if not it.messages:
        return say("no messages")
    if it.messages < FEW:
        return say("{lost} of {messages}, too few to tell more", **numbers)
    return say("{rate} of every 1,000 ({lost} of {messages})", rate=say.decimal(it.rate, 1), **numbers)


def told(say: Say, label: Text, it: Health, limit: float) -> Text:
    """One week or ask with its rate, and whether that is above the limit."""
    if it.messages >= FEW and it.rate > limit:
        return say("• {what}: {rate}, above the limit", what=label, rate=rate(say, it))
    return say("• {what}: {rate}", what=label, rate=rate(say, it))


def picture(say: Say, found: Sequence[tuple[Text, Health]], note: Text, limit: float) -> Drawn:
    """The rates of some weeks or asks with the bounds they lie between, held against the limit."""
    estimates = [_estimate(say, label, it) for label, it in found]
    most = max([1.5 * limit, *(min(one.high, 4 * limit) for one in estimates)])
    marks = tuple(Mark(value, say.decimal(value, 0).plain) for value in round_figures(0, most, 4))
    line = Mark(limit, say("The limit: {limit}", limit=say.decimal(limit, 0)).plain)
    title = say("How many of every 1,000 messages made somebody want no more")
    chart = Estimates(pictures.frame(say, title, note), Intervals(tuple(estimates), marks, line))
    said = lines(
        *(told(say, label, it, limit) for label, it in found), say("Of 100 such bounds, 95 are right.")
    )
    return pictures.drawn("health.png", chart, title, note, said)


def _estimate(say: Say, label: Text, it: Health) -> Estimate:
    if it.messages < FEW:
        return Estimate(label.plain, None, 0, 0, say("too few to tell").plain, "")
    low, high = (1000 * bound / it.messages for bound in poisson_bounds(it.lost))
    between = say("between {low} and {high}", low=say.decimal(low, 1), high=say.decimal(high, 1))
    return Estimate(label.plain, it.rate, low, high, say.decimal(it.rate, 1).plain, between.plain)
