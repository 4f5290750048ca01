"""What a report is made of: figures that are told elsewhere too, of whole weeks, read at one moment."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from campaign.closing import weeks_in
from campaign.experiments import Outcome, Trying
from campaign.exporting import Window
from campaign.gap import Compared, compare
from campaign.groups import Cell
from campaign.leaving import Leaving, Why
from campaign.ledger import Generation
from campaign.population import COMPARED
from campaign.spans import Span
from campaign.statistics import ANSWERS, Measure, total
from campaign.weeks import Campaign
from dialogs.figures import clock
from dialogs.figures.trials import AtMoment, at_moments
from storage.memory import Memory
from storage.trials import AskTrial
from storage.unasked import InTime

CHAPTERS = 4
"""Weeks at most of which groups of people are told: the asking weeks that were closed, or the last weeks."""
ORDINARY = 2
"""The same where none of them is an asking week."""
TRIALS = 20
"""Asks in two wordings at most."""

Counts = Mapping[Measure, int]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A closed week: its people as they were told, its answers by the hour, and who is asked too little."""

    span: Span
    cells: Sequence[Cell]
    days: Sequence[clock.Day]
    gaps: Sequence[Compared]
    leaving: Mapping[tuple[Leaving, Why], int]


@dataclass(frozen=True, slots=True)
class Tried:
    """A trial that was counted: at a moment, or of an ask."""

    what: Trying
    outcome: Outcome
    moment: AtMoment | None = None
    ask: AskTrial | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a report tells.

    It was made on the local day `today`. `first` and `last` are its days, those of whole weeks of the
    campaign; of a week that goes on `last` is today. `weeks` are those in which anything happened, with their
    counts, `closed` those of them whose people were counted, and `chapters` what is told of these in full.
    `rounds` are the asks that people made.
    """

    made: datetime
    today: date
    first: date
    last: date
    weeks: Sequence[tuple[Span, Counts]]
    closed: Collection[Span]
    chapters: Sequence[Chapter]
    in_time: InTime
    rounds: Sequence[Generation]
    trials: Sequence[Tried]

    @property
    def counts(self) -> Counts:
        """All weeks together."""
        return total(counts for _, counts in self.weeks)


async def gather(memory: Memory, campaign: Campaign, window: Window, now: datetime) -> Facts:
    """The facts about the weeks that these days lie in, as far as they are there by now."""
    zone = campaign.zone
    today = now.astimezone(zone).date()
    if window.since > today:
        return Facts(now, today, window.since, window.until, (), (), (), InTime(0, 0), (), ())
    frozen = await memory.countings.frozen()
    spans = _weeks(campaign, Window(window.since, min(window.until, today)), frozen)
    since, until = spans[0].begins(zone), spans[-1].ends(zone)
    begun = await memory.tallies.first()
    weeks = []
    for span in spans:
        if begun is not None and span.ends(zone) > begun:
            counts = await memory.tallies.sums(since=span.begins(zone), until=span.ends(zone))
            weeks.append((span, counts))
    closed = [span for span in spans if span in frozen]
    return Facts(
        now,
        today,
        spans[0].first,
        min(spans[-1].last, today),
        tuple((span, counts) for span, counts in weeks if any(counts.values()) or span in closed),
        frozenset(closed),
        [await _chapter(memory, campaign, span) for span in _chosen(closed)],
        await memory.unasked.in_time(
            since=since, until=min(until, now - campaign.asked_within), within=campaign.asked_within
        ),
        await memory.ledger.generations(since=since, until=until),
        await _trials(memory, campaign, since, until),
    )


def _weeks(campaign: Campaign, window: Window, frozen: Sequence[Span]) -> list[Span]:
    """The weeks of these days, each whole; nobody's file goes back to where there was no Telegram."""
    since = max(window.since, _EARLIEST)
    found = weeks_in(campaign.weeks, Window(since, max(since, window.until)), frozen)
    return [span for span, _ in found]


_EARLIEST = date(2020, 1, 6)


def _chosen(closed: Sequence[Span]) -> Sequence[Span]:
    """The closed weeks that are told in full."""
    asking = [span for span in closed if span.name]
    return asking[-CHAPTERS:] or closed[-ORDINARY:]


async def _chapter(memory: Memory, campaign: Campaign, span: Span) -> Chapter:
    zone = campaign.zone
    cells = await memory.countings.cells(span.first)
    hours = await memory.tallies.hours(ANSWERS, since=span.begins(zone), until=span.ends(zone))
    compared = (compare(one, cells, campaign.population.of(one)) for one in COMPARED)
    return Chapter(
        span,
        cells,
        clock.days(span, hours, zone),
        tuple(one for one in compared if one is not None),
        await memory.leavings.between(span.first, span.last),
    )


async def _trials(memory: Memory, campaign: Campaign, since: datetime, until: datetime) -> list[Tried]:
    """The trials that began in this time and were counted, the newest first."""
    found = []
    every = await at_moments(memory, campaign)
    moments = [one for one in every if since <= one.course.moment.at < until]
    for what in (Trying.HOLDOUT, Trying.OPENING):
        numbers = {one.course.id: one for one in moments if one.what is what and one.course.id is not None}
        counted = await memory.trials.counted(what, list(numbers))
        found += [
            Tried(what, counted[id].outcome, moment=one) for id, one in numbers.items() if id in counted
        ]
    asks = {one.ask_id: one for one in await memory.trials.asks(limit=TRIALS, since=since, until=until)}
    counted = await memory.trials.counted(Trying.WORDS, list(asks))
    found += [Tried(Trying.WORDS, counted[id].outcome, ask=one) for id, one in asks.items() if id in counted]
    return found
