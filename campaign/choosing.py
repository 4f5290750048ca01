"""What one concrete thing a citizen is asked at a moment, purely by rule: the best that fits and has room."""

from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import NamedTuple

from campaign import asking, waves
from campaign.asking import Aim, Person
from campaign.matching import Candidate, Match
from campaign.records import Audience, Profile
from campaign.values import WhyNot


@dataclass(frozen=True, slots=True)
class Terms:
    """What must hold for an opportunity: who reads its languages, who asks, and how full it is.

    `languages` are those that will do for the work, `written` those its words stand in. `load` counts people
    who were asked lately, or are about to be, and did not answer. `ask_id` and `audience` are of the ask that
    goes out for it, where there is one.
    """

    organisation_id: int
    languages: tuple[str, ...]
    written: frozenset[str]
    free: int
    load: int
    ask_id: int | None = None
    audience: Audience | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """What citizens were asked and answered, by (citizen, opportunity), and the organisations they mute."""

    asked: frozenset[tuple[int, int]] = frozenset()
    answered: frozenset[tuple[int, int]] = frozenset()
    muted: frozenset[tuple[int, int]] = frozenset()


class Choice(NamedTuple):
    """What is asked, and the organisation's ask that it is put for, where there is one."""

    opportunity_id: int
    ask_id: int | None


def pick(
    citizen_id: int,
    profile: Profile,
    language: str | None,
    matches: Iterable[Match[Candidate]],
    terms: Mapping[int, Terms],
    past: Past,
    loads: MutableMapping[int, int],
    *,
    first: int | None = None,
) -> Choice | WhyNot:
    """The best that fits, organisations' asks first; NOTHING where nothing does, FULL where all have enough.

    `first` is what was asked before and comes first, where it is still to be had. At most so many people are
    asked for one thing as a wave holds: `loads` counts them, and is raised by what is picked.
    """
    fitting = [match for match in matches if match.fits]
    best: Choice | None = None
    full = False
    for number in _in_order(first, fitting):
        its = terms.get(number)
        if its is None or not _may(citizen_id, number, its, past, language, again=number == first):
            continue
        if loads.get(number, its.load) >= waves.size(its.free):
            full = full or its.free > 0
            continue
        km = next((match.distance_km for match in fitting if match.opportunity.id == number), None)
        put = _put(number, its, profile, language, fitting, km)
        if number == first or put.ask_id is not None:
            best = put
            break
        best = best or put
    if best is None:
        return WhyNot.FULL if full else WhyNot.NOTHING
    loads[best.opportunity_id] = loads.get(best.opportunity_id, terms[best.opportunity_id].load) + 1
    return best if best.opportunity_id != first else Choice(best.opportunity_id, None)


def _in_order(first: int | None, fitting: Iterable[Match[Candidate]]) -> Iterable[int]:
    if first is not None:
        yield first
    yield from (match.opportunity.id for match in fitting if match.opportunity.id != first)


def _may(citizen_id: int, number: int, its: Terms, past: Past, language: str | None, *, again: bool) -> bool:
    """Whether it may be asked of them: not muted, answered or asked before, and in a language they read."""
    if (citizen_id, its.organisation_id) in past.muted or (citizen_id, number) in past.answered:
        return False
    if (citizen_id, number) in past.asked and not again:
        return False
    needed = asking.needed(its.languages, its.audience or Audience(), its.written)
    return needed is None or asking.plain(language or asking.UNKNOWN_LANGUAGE) in needed


def _put(
    number: int,
    its: Terms,
    profile: Profile,
    language: str | None,
    fitting: Iterable[Match[Candidate]],
    km: float | None,
) -> Choice:
    """The choice of an opportunity, for its organisation's ask where the citizen is in its audience."""
    one = next((match.opportunity for match in fitting if match.opportunity.id == number), None)
    if its.ask_id is None or its.audience is None or one is None:
        return Choice(number, None)
    aim = Aim(one.likes, one.times, one.often, one.online, None, its.audience)
    person = Person(
        may_ask=True,
        stopped=False,
        paused_until=None,
        blocked=False,
        muted=False,
        answered=False,
        asked=False,
        language=language,
        likes=profile.likes,
        times=profile.times,
        often=profile.often,
        door=profile.door,
        radius=profile.radius,
        online=profile.online,
        km=km,
        this_week=0,
        today=0,
    )
    return Choice(number, its.ask_id if asking.in_audience(person, aim) else None)
