"""What is still missing before an asking week."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from campaign.reach import Reach
from campaign.records import Point
from campaign.weeks import Week
from dialogs.screen import Link
from dialogs.team import rest
from dialogs.team.ready_lines import Line
from dialogs.text import Say, Text, own
from dialogs.visit import Visit
from storage.gazetteer import Gazetteer
from storage.memory import Memory
from storage.overview import Waiting
from storage.readiness import Group
from storage.unasked import FEW

LISTED = 5
"""Municipalities by name."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What takes long to look up: how many may be asked, and how many have nothing near, by municipality.

    None stands for those who told no place.
    """

    people: int
    bare: Mapping[str | None, int]


async def lines_of(visit: Visit, week: Week) -> list[Line]:
    """All that is looked at, in the order in which it is done."""
    memory, gazetteer, now = visit.memory, visit.house.gazetteer, visit.now
    found = await visit.look_long("ready", lambda long: _look(long, gazetteer, now))
    waits = await memory.overview.waiting(unanswered_before=now)
    return [
        await _moments(visit, week),
        _approvals(visit.say, waits),
        near(visit.say, found.bare),
        _languages(visit),
        await _sending(visit),
        *await resting(visit),
        _people(visit, found.people),
    ]


async def _look(memory: Memory, gazetteer: Gazetteer, now: datetime) -> _Found:
    online = await memory.readiness.anything_online(now=now)
    groups = await memory.readiness.groups(online=online)
    reach = Reach(await memory.readiness.points(now=now))
    return _Found(await memory.readiness.reachable(now=now), bare(groups, reach, gazetteer))


def bare(groups: Iterable[Group], reach: Reach, gazetteer: Gazetteer) -> dict[str | None, int]:
    """How many have nothing within their distance, by municipality; None for who told no place."""
    found: Counter[str | None] = Counter()
    for group in groups:
        area = gazetteer.area(group.postcode) if group.postcode else None
        if area is None:
            found[None] += group.number
        elif not reach.any_within(Point(area.latitude, area.longitude), group.radius):
            found[area.shown_municipality] += group.number
    return dict(found)


async def _moments(visit: Visit, week: Week) -> Line:
    say, courses = visit.say, await visit.memory.moments.courses(visit.house.campaign)
    mine = [one for one in courses if one.moment.week == week.name]
    off = sum(one.cancelled is not None for one in mine)
    there = [one.moment.at for one in mine if not one.cancelled]
    what = say.plural("{n} moment takes place", "{n} moments take place", len(there))
    first = say("• The first: {moment}", moment=say.moment(min(there), None)) if there else None
    called_off = say.plural("• {n} is called off", "• {n} are called off", off) if off else None
    details = tuple(line for line in (first, called_off) if line)
    return Line(bool(there) and not off, what, details, (Link(say("🗓 The moments"), "weeks"),))


def _approvals(say: Say, waits: Waiting) -> Line:
    details, buttons = list[Text](), list[Link]()
    if waits.organisations:
        details.append(say.plural("• {n} organisation", "• {n} organisations", waits.organisations))
        buttons.append(Link(say("🏢 Organisations"), "team/orgs"))
    if waits.asks:
        details.append(say.plural("• {n} ask", "• {n} asks", waits.asks))
        buttons.append(Link(say("📨 Asks"), "team/asks"))
    if not details:
        return Line(True, say("Nothing waits for your approval"))
    return Line(False, say("This waits for your approval:"), tuple(details), tuple(buttons))


def near(say: Say, counts: Mapping[str | None, int]) -> Line:
    """Who has nothing near, by name where it is not about a few."""
    placed = {name: number for name, number in counts.items() if name is not None}
    total, nowhere = sum(placed.values()), counts.get(None, 0)
    if not total and not nowhere:
        return Line(True, say("Everybody has something to do within their distance"))
    largest = sorted(placed.items(), key=lambda pair: (-pair[1], pair[0]))[:LISTED]
    named = [(name, number) for name, number in largest if number >= FEW]
    elsewhere = total - sum(number for _, number in named)
    details = [say("• {place}: {number}", place=own(name), number=number) for name, number in named]
    if elsewhere:
        details.append(
            say("• Elsewhere: {number}", number=elsewhere) if named else say("• Nowhere {n} or more", n=FEW)
        )
    if nowhere:
        details.append(say("• Told no place: {number}", number=nowhere))
    what = say.plural(
        "{n} person has nothing to do within their distance",
        "{n} people have nothing to do within their distance",
        total + nowhere,
    )
    return Line(False, what, tuple(details), (Link(say("✉️ Invite an organisation"), "team/admit"),))


def _languages(visit: Visit) -> Line:
    say = visit.say
    unread = [own(one.name) for one in visit.house.languages if not one.reviewed]
    if not unread:
        return Line(True, say("All languages were read by somebody who grew up with them"))
    what = say("No native reader has gone through: {languages}", languages=say.list(unread))
    return Line(False, what, (), (Link(say("🌍 See the languages"), "team/languages"),))


async def _sending(visit: Visit) -> Line:
    say, stopped = visit.say, await visit.memory.brake.pulled()
    button = Link(say("🛑 The brake"), "team/brake")
    if stopped:
        what = say("All sending is stopped, since {moment}", moment=say.moment(stopped, None))
        return Line(False, what, (), (button,))
    budget = visit.house.campaign.budget
    day = datetime.combine(visit.now.date(), budget.hours[0], budget.zone)
    first, last = (day.replace(hour=one.hour, minute=one.minute) for one in budget.hours)
    what = say("I send between {first} and {last}", first=say.clock(first), last=say.clock(last))
    return Line(True, what, (), (button,))


async def resting(visit: Visit) -> list[Line]:
    """What rests because too many people ran from it; no line where nothing does."""
    say, found = visit.say, await visit.memory.rests.open()
    if not found:
        return []
    what = say.plural(
        "{n} thing rests, because too many people left after it",
        "{n} things rest, because too many people left after them",
        len(found),
    )
    details = tuple([say("• {what}", what=await rest.name(visit, one)) for one in found[:LISTED]])
    return [Line(False, what, details, (Link(say("⏸ What rests now"), "team/rests"),))]


def _people(visit: Visit, people: int) -> Line:
    say, pace = visit.say, visit.house.pace
    ahead = Link(say("🔮 Look ahead"), "team/preview")
    if not people:
        return Line(False, say("Nobody may be asked yet"), (), (ahead,))
    takes = timedelta(seconds=people / pace)
    hours = visit.house.campaign.budget.hours
    open_for = datetime.combine(visit.now, hours[1]) - datetime.combine(visit.now, hours[0])
    what = say.plural("About {n} person gets a message", "About {n} people get a message", people)
    long = say("• That takes {time}, at {pace} a second", time=_long(say, takes), pace=pace)
    return Line(takes <= open_for, what, (long,), (ahead,))


def _long(say: Say, takes: timedelta) -> Text:
    minutes = max(1, round(takes / timedelta(minutes=1)))
    if minutes < 120:
        return say.plural("{n} minute", "{n} minutes", minutes)
    return say.plural("{n} hour", "{n} hours", round(minutes / 60))
