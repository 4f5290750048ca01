"""What came of one ask, or of some, exactly: for the team, and for the organisation whose they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from campaign.records import Ask, Opportunity
from campaign.statistics import Measure, total
from dialogs.citizen.home import short
from dialogs.figures import pictures, telling
from dialogs.organisation import ask_words
from dialogs.screen import Link, Screen
from dialogs.text import Say, Text, lines, own, paragraphs
from dialogs.visit import Visit

LISTED = 8


@dataclass(frozen=True, slots=True)
class Counted:
    """An ask, what it asks, and what came of it."""

    ask: Ask
    one: Opportunity
    counts: Mapping[Measure, int]


async def count(visit: Visit, asks: Sequence[Ask]) -> list[Counted]:
    """What came of these asks; one whose opportunity is gone is left out."""
    ids = [ask.id for ask in asks]
    found = await visit.look_long(
        f"asks/{','.join(map(str, ids))}", lambda memory: memory.tallies.by_ask(ask_ids=ids)
    )
    ones = await visit.opportunities([ask.opportunity_id for ask in asks])
    return [
        Counted(ask, ones[ask.opportunity_id], found.get(ask.id, {}))
        for ask in asks
        if ask.opportunity_id in ones
    ]


def together(say: Say, some: Sequence[Counted]) -> Text:
    """All of them as one."""
    counts = total(one.counts for one in some)
    return paragraphs(telling.happened(say, counts), telling.meaning(say, counts))


def alone(say: Say, it: Counted) -> Text:
    """One of them."""
    return paragraphs(
        lines(ask_words.title(it.one), ask_words.state(say, it.ask)),
        telling.happened(say, it.counts),
        telling.meaning(say, it.counts),
    )


def picture(say: Say, it: Counted, back: str) -> Screen:
    """One of them, drawn."""
    return pictures.screen(say, pictures.of_funnel(say, it.counts, own(it.one.title)), back)


def links(say: Say, some: Sequence[Counted], root: str) -> list[Link]:
    """A button for each."""
    return [
        Link(
            say(
                "{title}, {date}",
                title=short(it.one.title, 24),
                date=say.day_and_month(it.ask.sent or it.ask.made),
            ),
            f"{root}/{it.ask.id}",
        )
        for it in some
    ]
