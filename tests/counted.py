"""A closed week for tests: people of some groups, counted and told; and what happened in it, hour by hour."""

from collections.abc import Iterable
from datetime import timedelta

from campaign import groups
from campaign.groups import UNKNOWN, Person, Stage, Sums
from campaign.spans import Span
from campaign.statistics import Measure
from storage.gazetteer import Gazetteer
from storage.memory import Memory
from storage.tallies import Change, tally
from tests.weeks import FIRST, LAST, campaign

WINTER = Span(FIRST, LAST, "winter")
CLOSED = WINTER.closes(campaign().zone)

PEOPLE: tuple[tuple[int, str, str, str, str, Stage], ...] = (
    (400, "nl", "never", "organisation", "Zwijndrecht", Stage.DELIVERED),
    (120, "nl", "usedto", "organisation", "Dordrecht", Stage.ANSWERED),
    (60, "nl", "now", "campaign", "Utrecht", Stage.YES),
    (40, "en", "never", "friend", "Zwijndrecht", Stage.ANSWERED),
    (30, "en", "usedto", "friend", "Groningen", Stage.INTRODUCED),
    (25, "tr", "never", "organisation", "Rotterdam", Stage.DELIVERED),
    (15, "tr", UNKNOWN, "campaign", "Rotterdam", Stage.YES),
    (7, "so", "never", "organisation", "Assen", Stage.DELIVERED),
    (6, "ar", "now", "campaign", UNKNOWN, Stage.ANSWERED),
)
"""How many people, of which language, door, origin and municipality, who got so far."""


def summed(people: Iterable[tuple[int, str, str, str, str, Stage]] = PEOPLE) -> Sums:
    """These people, counted."""
    sums: Sums = {}
    for number, language, door, origin, place, reached in people:
        for one in range(number):
            matched = reached is Stage.INTRODUCED and one < 12
            groups.add(sums, Person(language, door, origin, place, reached, matched))
    return sums


async def closed_week(memory: Memory, span: Span = WINTER) -> None:
    """Count these people in a week, and tell of them what may be told."""
    await memory.countings.begin(span)
    cells = groups.cells(summed(), Gazetteer.load().where())
    await memory.countings.freeze(span, 0, cells, now=span.closes(campaign().zone))


async def happenings(memory: Memory, ask_id: int, span: Span = WINTER) -> None:
    """What happened in a week: most on Monday, at noon and in the evening."""
    begins = span.begins(campaign().zone)
    counts = {
        Measure.SENT: 300,
        Measure.UNKNOWN: 4,
        Measure.SKIPPED: 20,
        Measure.REFUSED: 6,
        Measure.OTHER: 100,
        Measure.SHOWN: 50,
        Measure.OPENED: 30,
        Measure.INTRODUCED: 41,
        Measure.MATCHED: 12,
        Measure.STOPPED: 3,
        Measure.BLOCKED: 1,
    }
    change = Change()
    for measure, number in counts.items():
        change[tally(begins + timedelta(hours=11), measure, ask_id=ask_id)] += number
    for day in range(7):
        for hour, number in ((12, 40 - 5 * day), (19, 90 - 12 * day), (23, 3)):
            at = begins + timedelta(days=day, hours=hour)
            for measure, share in ((Measure.YES, 3), (Measure.MAYBE, 4), (Measure.NO, 5)):
                change[tally(at, measure, ask_id=ask_id)] += number // share
    await memory.tallies.note(change)
