"""What cannot be right in what a campaign sets, in sentences, each with its place."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations

from campaign import controller, population
from campaign.budget import Budget
from campaign.nudges import tried
from campaign.weeks import Campaign, Event, Kind, Moment, Week

DUTCH = "nl"
"""The campaign's own language: every text is there in it, for whose language has none."""


def faults(campaign: Campaign, *, known: Collection[str]) -> list[str]:
    """Every fault at once; `known` are the codes of the languages that the bot speaks."""
    return [
        *_languages(campaign, known),
        *_figures(campaign),
        *_weeks(campaign, known),
        *_events(campaign.events, known),
        *population.faults(campaign.population),
        *controller.faults(campaign.controller),
    ]


def _languages(campaign: Campaign, known: Collection[str]) -> Iterator[str]:
    for code in campaign.languages:
        if code not in known:
            yield f'languages: the bot does not speak "{code}"; it speaks {_listed(known)}'
    if campaign.languages and DUTCH not in campaign.languages:
        yield f'languages: "{DUTCH}" has to be one of them'


def _figures(campaign: Campaign) -> Iterator[str]:
    begins, ends = campaign.budget.hours
    if ends <= begins:
        yield f"sending: until ({ends:%H:%M}) has to be later than from ({begins:%H:%M})"
    if campaign.asked_within <= campaign.first_ask:
        yield "guarantee: asked_within_days has to be more than first_ask_days"


def _weeks(campaign: Campaign, known: Collection[str]) -> Iterator[str]:
    yield from _twice("week", (week.name for week in campaign.weeks))
    for week in campaign.weeks:
        place = f'week "{week.name}"'
        if week.last < week.first:
            yield f"{place}: its last day ({week.last}) is before its first ({week.first})"
        yield from _texts(f"{place}: titles", week.titles, known)
        yield from _moments(place, week, campaign.budget)
    right = (week for week in campaign.weeks if week.first <= week.last)
    for earlier, later in combinations(sorted(right, key=lambda week: week.first), 2):
        if later.first <= earlier.last:
            yield f'weeks "{earlier.name}" and "{later.name}" overlap: a day belongs to one week'


def _moments(place: str, week: Week, budget: Budget) -> Iterator[str]:
    yield from _twice(f"{place}: moment", (moment.name for moment in week.moments))
    asks = [moment.at for moment in week.moments if moment.kind is Kind.ASK]
    for moment in week.moments:
        for fault in _moment(moment, budget):
            yield f'{place}, moment "{moment.name}": {fault}'
        if asks and moment.kind in (Kind.FOLLOW_UP, Kind.THANKS) and moment.at < min(asks):
            yield f'{place}, moment "{moment.name}": it is before the ask that it follows'


def _moment(moment: Moment, budget: Budget) -> Iterator[str]:
    begins, ends = budget.hours
    if begins < ends and not budget.in_hours(moment.at):
        wall = moment.at.astimezone(budget.zone)
        yield f"its time ({wall:%H:%M}) is outside sending hours ({begins:%H:%M} to {ends:%H:%M})"
    if moment.deadline <= moment.at:
        yield "its deadline is not after its time"
    if moment.two_openings and tried(moment.kind) is None:
        yield f"there are no two openings of a moment of the kind {moment.kind.value}"


def _events(events: Iterable[Event], known: Collection[str]) -> Iterator[str]:
    events = tuple(events)
    yield from _twice("event", (event.name for event in events))
    for event in events:
        place = f'event "{event.name}"'
        if event.ends <= event.starts:
            yield f"{place}: it ends before it starts"
        yield from _texts(f"{place}: titles", event.titles, known)
        if event.texts:
            yield from _texts(f"{place}: texts", event.texts, known)


def _texts(place: str, texts: Mapping[str, str], known: Collection[str]) -> Iterator[str]:
    if DUTCH not in texts:
        yield f"{place}: the Dutch text ({DUTCH}) is missing"
    for code in texts:
        if code not in known:
            yield f'{place}: the bot does not speak "{code}"; it speaks {_listed(known)}'


def _twice(what: str, names: Iterable[str]) -> Iterator[str]:
    for name, count in Counter(names).items():
        if count > 1:
            yield f'{what} "{name}": the name is used {count} times'


def _listed(codes: Collection[str]) -> str:
    return ", ".join(sorted(codes))
