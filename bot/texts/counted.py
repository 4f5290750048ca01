"""What is counted of an asking week: who got how far, what happened when, and what would come."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import product

from bot.texts.stage import Stage
from campaign import crossing, groups
from campaign.groups import Person
from campaign.groups import Stage as Reached
from campaign.leaving import Leaving, Why
from campaign.nudges import Step
from campaign.spans import Span
from campaign.statistics import Measure
from campaign.values import AskState, Door, Origin, WhyNot
from dialogs.ahead import Sight
from storage.memory import Memory
from storage.tallies import Change, tally

LANGUAGES = {"nl": 40, "tr": 12, "ar": 4, "so": 1}
"""Of each group of people, how many speak what; the last are too few to be told of."""
PLACES = ("Zwijndrecht", "Rotterdam", "Dordrecht", "Utrecht", "Assen")
KINDS = ("ask", *(step.value for step in Step), "remind", "did", "intro", "theask", "other")
"""What can come by itself."""


async def week_closed(stage: Stage, memory: Memory) -> None:
    """The first asking week is over: what happened in it stands, and its people are counted."""
    zone, week = stage.app.zone, stage.app.campaign.weeks[0]
    span = Span(week.first, week.last, week.name)
    stage.now = span.closes(zone)
    await _happened(memory, span, stage)
    await memory.countings.begin(span)
    where = stage.app.gazetteer.where()
    sums = _people(where)
    cells = list(groups.cells(sums, where))
    cells += crossing.cells(sums, cells, where)
    await memory.countings.freeze(span, 0, cells, now=stage.now)
    for stamp, (what, why) in enumerate(product(Leaving, Why)):
        for again in range(11):
            await memory.leavings.note(100 * stamp + again, what, why, day=span.first)


async def week_begun(stage: Stage, memory: Memory) -> None:
    """The first asking week goes on, and much happened in it."""
    zone, week = stage.app.zone, stage.app.campaign.weeks[0]
    span = Span(week.first, week.last, week.name)
    stage.now = span.begins(zone) + timedelta(days=3)
    await _happened(memory, span, stage)


async def foreseen(stage: Stage, _memory: Memory) -> None:
    """The days ahead were looked at."""
    stage.app.house = replace(stage.app.house, ahead=_Ahead(stage))


class _Ahead:
    """One message of each kind on each of three days, and one held back for every reason."""

    def __init__(self, stage: Stage) -> None:
        self._now = stage.now

    def begin(self, days: int) -> None:
        """It is there already."""

    def found(self, days: int) -> Sight | float | None:
        """What would come; of a week that it is being looked at."""
        if days == 7:
            return 0.4
        until = self._now + timedelta(days=days)
        told = [(self._now.date() + timedelta(days=day), kind, 12) for day in range(3) for kind in KINDS]
        return Sight(
            self._now, until, told, [(why.value, 3) for why in WhyNot if why is not WhyNot.WITHDRAWN], b""
        )


async def _happened(memory: Memory, span: Span, stage: Stage) -> None:
    """Every thing that is counted happened each day, asks most; the first ask goes out."""
    await memory.asks.set_state(1, AskState.SENDING, now=span.begins(stage.app.zone))
    change = Change()
    for day, measure in product(range(7), Measure):
        at = span.begins(stage.app.zone) + timedelta(days=day, hours=12 + day)
        change[tally(at, measure, ask_id=1)] += 300 if measure is Measure.SENT else 30 - day
    await memory.tallies.note(change)


def _people(where: Mapping[str, str]) -> groups.Sums:
    """People of every door, origin and place, each of whom got as far as another."""
    sums: groups.Sums = {}
    nested = [one for one in Reached if one is not Reached.MATCHED]
    for number, (door, origin, place) in enumerate(product(Door, Origin, PLACES)):
        for language, people in LANGUAGES.items():
            for one in range(people):
                reached = nested[(number + one) % len(nested)]
                matched = reached is Reached.INTRODUCED and one % 2 == 0
                person = Person(
                    language, door.value, origin.value, place, reached, matched, province=where[place]
                )
                groups.add(sums, person)
    return sums
