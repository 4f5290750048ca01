"""Figures as pictures: each with words that tell the same to whoever cannot see it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from campaign.disclosure import FEW
from campaign.groups import OTHERS, Dimension, Stage
from campaign.ledger import Generation
from campaign.statistics import Measure, funnel
from campaign.values import Day as Weekday
from dialogs import words
from dialogs.drawing.charts.amounts import Amount
from dialogs.drawing.charts.bars import Bars
from dialogs.drawing.charts.drawn import Chart, png
from dialogs.drawing.charts.estimates import Estimates
from dialogs.drawing.charts.frame import Frame
from dialogs.drawing.charts.funnel import Funnel
from dialogs.drawing.charts.hours import Day, Hours, Week
from dialogs.drawing.charts.intervals import Estimate, Intervals
from dialogs.drawing.charts.provinces import TILES, Provinces
from dialogs.drawing.charts.scale import Mark, bands, round_figures
from dialogs.figures import clock, telling
from dialogs.screen import Link, Picture, Screen, rows
from dialogs.text import Say, Text, bold, dotted, lines

DRAWN = Stage.DELIVERED
"""What is drawn of groups: the stage of which most groups can be told."""
SHADES = 4
TOLD = 12
"""Groups that a caption tells, the largest; the picture has them all."""
MARKED = (0, 6, 12, 18, 24)
"""Hours that are written under the others."""

_STEPS: Mapping[str, Callable[[Say], Text]] = {
    "asked": lambda say: say("Asked"),
    "delivered": lambda say: say("Got the ask"),
    "answered": lambda say: say("Answered"),
    "yes": lambda say: say("Said yes"),
    "introduced": lambda say: say("Was introduced"),
    "matched": lambda say: say("Became a match"),
}
_TITLES: Mapping[Dimension, Callable[[Say], Text]] = {
    Dimension.LANGUAGE: lambda say: say("Who got an ask, by language"),
    Dimension.DOOR: lambda say: say("Who got an ask, and did it before"),
    Dimension.ORIGIN: lambda say: say("Who got an ask, and from whom"),
    Dimension.PROVINCE: lambda say: say("Who got an ask, by province"),
    Dimension.MUNICIPALITY: lambda say: say("Who got an ask, by municipality"),
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture that is not made yet: its file's name, its chart, and words that tell the same."""

    name: str
    chart: Chart
    told: Text

    @property
    def picture(self) -> Picture:
        """The picture for the chat, made when it is sent; its caption tells what is in it."""
        return Picture(self.name, partial(png, self.chart), self.told)


def screen(say: Say, drawn: Drawn, back: str) -> Screen:
    """A picture, and the way back to its numbers."""
    return Screen(
        text=say("Here is the picture. You can keep it or pass it on."),
        rows=rows(Link(say("🔢 The numbers"), back)),
        picture=drawn.picture,
    )


def step(say: Say, name: str) -> Text:
    """What a step of the funnel is called, by its name."""
    return _STEPS[name](say)


def of_funnel(say: Say, counts: Mapping[Measure, int], note: Text) -> Drawn:
    """How far asks came."""
    it = funnel(counts)
    steps, before = [], 0
    for name in _STEPS:
        number = getattr(it, name)
        steps.append(_step(say, step(say, name), number, before))
        before = number
    title = say("How far asks came")
    if FEW <= it.yes <= it.asked:
        title = say("Of every 100 asks, {n} became a yes", n=round(100 * it.yes / it.asked))
    told = dotted(say("{group}: {number}", group=one.label, number=one.told) for one in steps)
    return drawn("asks.png", Funnel(frame(say, title, note), tuple(steps)), title, note, told)


def _step(say: Say, label: Text, number: int, before: int) -> Amount:
    share = ""
    if number <= before and before:
        share = say("{n} % of the step before", n=round(100 * number / before)).plain
    return Amount(label.plain, number, say.number(number).plain, share)


def of_groups(say: Say, by: Dimension, figures: Mapping[str, Mapping[Stage, int]], note: Text) -> Drawn:
    """How many people of each group got an ask, as bars; of provinces as a map."""
    found = {name: counts[DRAWN] for name, counts in figures.items() if DRAWN in counts}
    amounts = {
        name: Amount(telling.group(say, by, name).plain, number, say.number(number).plain)
        for name, number in found.items()
    }
    title = _TITLES[by](say)
    around = frame(say, title, note)
    chart: Chart = Bars(around, tuple(amounts.values()))
    if by is Dimension.PROVINCE:
        hidden = say("among the others").plain
        tiles = tuple((name, amounts.get(name, Amount(name, None, hidden))) for name in TILES)
        chart = Provinces(around, tiles, _bands(say, [found[name] for name in TILES if name in found]))
    told = dotted(
        say("{group}: {number}", group=telling.group(say, by, name), number=say.number(number))
        for name, number in list(found.items())[:TOLD]
    )
    hides = telling.hidden(say) if OTHERS in found else None
    return drawn(f"{by.value}.png", chart, title, note, told, hides)


def of_hours(
    say: Say,
    weeks: Sequence[tuple[Text, Sequence[clock.Day]]],
    hours: tuple[int, int],
    *,
    quiet: Text | None = None,
) -> Drawn:
    """When people answered, week under week; nothing is sent outside these hours, which `quiet` tells."""
    told = [count for _, days in weeks for day in days for count in day.hours if count]
    title = say("When people answered")
    chart = Hours(
        frame(say, title, Text("")),
        tuple(Week(label.plain, tuple(_day(say, day) for day in days)) for label, days in weeks),
        tuple(Mark(hour, str(hour)) for hour in MARKED),
        _bands(say, told),
        say("not told").plain,
        (hours[1], hours[0]),
        (quiet or say("At these hours I send nothing.")).plain,
    )
    busiest = max(
        ((day.answers or 0, day) for _, days in weeks for day in days), key=lambda one: one[0], default=None
    )
    most = None
    if busiest is not None and busiest[0]:
        most = say("Most answers came on {day}: {n}.", day=say.day(busiest[1].day), n=busiest[0])
    return drawn("hours.png", chart, title, dotted(label for label, _ in weeks), most)


def _day(say: Say, day: clock.Day) -> Day:
    told = "" if day.answers is None else say.number(day.answers).plain
    return Day(words.short_day(say, Weekday(day.day.weekday())).plain, day.hours, told)


def of_generations(say: Say, found: Sequence[tuple[Text, Generation]], note: Text) -> Drawn:
    """Asking-R of each round, with the bounds it lies between."""
    estimates = [_estimate(say, label, one) for label, one in found]
    most = max([1.0, *(min(one.high, 4.0) for one in estimates)])
    marks = tuple(Mark(value, say.decimal(value, 2).plain) for value in round_figures(0, most, 4))
    title = say("How many new asks each person asked makes")
    line = Mark(1, say("1: asking grows by itself").plain)
    chart = Estimates(frame(say, title, note), Intervals(tuple(estimates), marks, line))
    told = lines(
        *(
            say("{group}: {number}", group=one.label, number=f"{one.told} {one.between}".strip())
            for one in estimates
        ),
        say("Of 100 such bounds, 95 are right."),
    )
    return drawn("asking.png", chart, title, note, told)


def _estimate(say: Say, label: Text, one: Generation) -> Estimate:
    ratio = one.on_made
    if ratio is None or ratio.asked < FEW:
        return Estimate(label.plain, None, 0, 0, say("too few to tell").plain, "")
    figures = {"low": say.decimal(ratio.low, 2), "high": say.decimal(ratio.high, 2)}
    between = say("between {low} and {high}", **figures)
    if ratio.rough:
        between = say("roughly between {low} and {high}", **figures)
    told = say.decimal(ratio.value, 2).plain
    return Estimate(label.plain, ratio.value, ratio.low, ratio.high, told, between.plain, ratio.rough)


def _bands(say: Say, numbers: Sequence[int]) -> tuple[Mark, ...]:
    """Where each shade begins, told with its end."""
    if not numbers:
        return ()
    begins = [round(begin) for begin in bands(min(numbers), max(numbers), SHADES)]
    ranges = [
        say("{first} to {last}", first=say.number(low), last=say.number(high - 1)).plain
        for low, high in pairwise(begins)
    ]
    last = say("{n} or more", n=begins[-1]).plain
    return tuple(Mark(begin, told) for begin, told in zip(begins, [*ranges, last], strict=True))


def frame(say: Say, title: Text, note: Text) -> Frame:
    """What stands around each of them."""
    return Frame(
        title=title.plain,
        note=note.plain,
        foot=say("Week van het Vragen · Mensen maken Nederland").plain,
        empty=say("There is nothing to see yet.").plain,
        language=say.language.code,
        right_to_left=say.language.right_to_left,
    )


def drawn(name: str, chart: Chart, title: Text, note: Text, *told: Text | None) -> Drawn:
    """A picture with its words, of which the title comes first."""
    return Drawn(name, chart, lines(bold(title), note, *told))
