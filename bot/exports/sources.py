"""The rows of each sheet, read from one state of the database."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

from campaign.closing import name_of, weeks_in
from campaign.experiments import Trying
from campaign.exporting import Window
from campaign.groups import ALL, CROSSED, Cell, Dimension, Stage
from campaign.ledger import PEOPLE, Told, told
from campaign.spans import Span
from campaign.statistics import ARRIVED, HELD_BACK, Measure, funnel
from campaign.values import Task
from campaign.weeks import Campaign
from storage.memory import Memory
from storage.trials import Counted

Chunks = AsyncIterator[list[tuple[Any, ...]]]
MESSAGES = (*ARRIVED, *HELD_BACK)
"""What became of messages, in the order of the columns."""
SECTORS = {task.code: task.sector.value for task in Task}


@dataclass(frozen=True, slots=True)
class Source:
    """What rows are read from: one transaction, the days that are wanted, and the key of this file alone."""

    memory: Memory
    campaign: Campaign
    window: Window
    now: datetime
    key: bytes


async def replies(source: Source) -> Chunks:
    """The replies of closed weeks, people under a key that is this file's alone."""
    exporting, sectors, person = source.memory.exporting, SECTORS, _persons(source.key)
    weeks = {str(one.first): name_of(one.first, one.name) for one in await exporting.closed(source.window)}
    async for rows in exporting.replies(source.window):
        yield [(person(row[0]), weeks[str(row[1])], *row[2:8], sectors[row[7]], *row[8:]) for row in rows]


def _persons(key: bytes) -> Callable[[int], str]:
    """What people are called in one file: a letter first, so that no spreadsheet takes it for a number."""

    def person(number: int) -> str:
        return f"p{blake2b(number.to_bytes(8), key=key, digest_size=8).hexdigest()}"

    return person


async def asks(source: Source) -> Chunks:
    """The asks of organisations that went out in these days, counted up to now."""
    since, until = _times(source)
    async for rows in source.memory.exporting.asks(since, until):
        counts = await source.memory.tallies.by_ask(ask_ids=[row[0] for row in rows])
        tried = await source.memory.trials.counted(Trying.WORDS, [row[0] for row in rows])
        yield [(*_ask(row, counts.get(row[0], {}), source), *_wordings(tried.get(row[0]))) for row in rows]


def _wordings(found: Counted | None) -> tuple[int | None, ...]:
    """How many people each of two wordings reached, and how many said yes, once that was counted."""
    if found is None:
        return (None,) * 4
    first, second = found.outcome.first, found.outcome.second
    return first.people, first.yes, second.people, second.yes


def _ask(row: tuple[Any, ...], counts: Mapping[Measure, int], source: Source) -> tuple[Any, ...]:
    number, organisation, title, task, online, *place, state, sent, ended, waves, places, taken = row
    come = funnel(counts)
    return (
        *(number, organisation, title, task, SECTORS[task], online, *place, state),
        *(_local(sent, source), _local(ended, source), waves, places, taken),
        *(counts.get(one, 0) for one in MESSAGES),
        *(come.answered, come.yes, counts.get(Measure.MAYBE, 0), counts.get(Measure.NO, 0)),
        *(come.introduced, come.matched),
        *(counts.get(one, 0) for one in (Measure.STOPPED, Measure.BLOCKED, Measure.REPORTED)),
    )


async def funnels(source: Source) -> Chunks:
    """Week by week how far asks came, and of a week that is counted how far people of each group did."""
    zone, countings = source.campaign.zone, source.memory.countings
    for week, is_counted in await _weeks(source):
        sums = await source.memory.tallies.sums(since=week.begins(zone), until=week.ends(zone))
        head = name_of(week.first, week.name), week.first, week.last
        rows = [(*head, "asks", "all", None, None, *astuple(funnel(sums)))] if any(sums.values()) else []
        if is_counted:
            rows += [(*head, "people", *row) for row in _groups(await countings.cells(week.first))]
        if rows:
            yield rows


def _groups(cells: Iterable[Cell]) -> Iterator[tuple[Any, ...]]:
    """A row for each group: how many people of it got to each stage, where that is told."""
    found: dict[tuple[str, str, str], dict[Stage, int]] = {}
    for cell in cells:
        found.setdefault((cell.dimension, cell.within, cell.group), {})[cell.stage] = cell.people
    for (by, within, group), people in sorted(found.items(), key=lambda one: (_BY.index(one[0][0]), one[0])):
        name = None if by == ALL else group or "others"
        yield (by, within or None, name, *(people.get(stage) for stage in Stage))


_BY = (ALL, *Dimension, CROSSED)


async def ledger(source: Source) -> Chunks:
    """What people asked each other, week by week and generation by generation."""
    zone = source.campaign.zone
    weeks = [week for week, _ in await _weeks(source)]
    if not weeks:
        return
    bounds = [*(week.begins(zone) for week in weeks), weeks[-1].ends(zone)]
    for week, generations in zip(weeks, await source.memory.ledger.weeks(bounds), strict=True):
        head = name_of(week.first, week.name), week.first, week.last
        rows = [(*head, *_generation(one)) for one in told(generations)]
        if rows:
            yield rows


def _generation(one: Told) -> tuple[Any, ...]:
    counts = one.counts
    ratios = (one.on_made, one.on_opened)
    return (
        *(one.number, counts["asks"], *(counts[name] for name in PEOPLE), counts["grown"]),
        *(
            value
            for ratio in ratios
            for value in ((ratio.value, ratio.low, ratio.high) if ratio else (None,) * 3)
        ),
    )


async def _weeks(source: Source) -> list[tuple[Span, bool]]:
    """The weeks in these days in which anything can have happened, and whether each is counted."""
    first = await source.memory.tallies.first()
    if first is None:
        return []
    zone, window = source.campaign.zone, source.window
    since = max(window.since, first.astimezone(zone).date())
    until = min(window.until, source.now.astimezone(zone).date())
    if until < since:
        return []
    counted = await source.memory.countings.frozen()
    return weeks_in(source.campaign.weeks, Window(since, until), counted)


def _times(source: Source) -> tuple[datetime, datetime]:
    """The moments [from, until) of the days that are wanted, UTC."""
    budget = source.campaign.budget
    return budget.hours_of(source.window.since)[0], budget.hours_of(source.window.until)[1]


def _local(moment: datetime | None, source: Source) -> date | None:
    return None if moment is None else moment.astimezone(source.campaign.zone).date()


async def opportunities(source: Source) -> Chunks:
    """What can be done now, whatever the days that are wanted."""
    from storage.feeds import sheet

    async for rows in sheet.rows(source.memory, source.campaign.zone, source.now):
        yield rows
