"""Moving a moment of an asking week: an hour or a day by a tap, to any other time by typing it."""

import re
from datetime import UTC, datetime

from campaign.budget import Budget
from campaign.moving import moved
from campaign.values import Role
from campaign.wall import utc_of
from dialogs.dates import read_day
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.team import moment_words
from dialogs.team.moment import fault, get, shown, too_late
from dialogs.team.weeks import address
from dialogs.text import Text, bold, own, paragraphs
from dialogs.visit import Visit
from storage.moments import Course

_TIME = re.compile(r"(.*?)[\s,]*\b([01]?\d|2[0-3])[:.]([0-5]\d)(?:\s*(?:uur|u|h))?", re.DOTALL)


async def when(visit: Visit, week: str, name: str) -> Screen | Address:
    """Type another time; what is none is asked again."""
    course, wrong = await get(visit, week, name), None
    if not course.waits:
        return await too_late(visit, week, name)
    if course.cancelled:
        return Address(address(course))
    if visit.text is not None or visit.incoming.other:
        found = read(visit, course, visit.text or "")
        if isinstance(found, datetime):
            return await _move(visit, course, found)
        wrong = found
    return _asking(visit, course, wrong)


async def at(visit: Visit, week: str, name: str, moment: int) -> Screen | Address:
    """Have it at this moment, in seconds of the epoch."""
    course = await get(visit, week, name)
    if course.cancelled:
        return Address(address(course))
    return await _move(visit, course, datetime.fromtimestamp(moment, UTC))


def read(visit: Visit, course: Course, typed: str) -> datetime | Text:
    """The time that was typed, on the moment's own day where no other is named; or what is wrong with it."""
    say = visit.say
    found = _TIME.fullmatch(typed.strip()[:100])
    if found is None:
        return say("I cannot find a time in that.")
    today = visit.now.astimezone(say.zone).date()
    day = course.moment.at.astimezone(say.zone).date()
    if found[1].strip():
        named = read_day(found[1], say.language.babel, today)
        if named is None:
            return say("I cannot find a day in that.")
        day = named
    try:
        return utc_of(datetime(day.year, day.month, day.day, int(found[2]), int(found[3])), say.zone)
    except (ValueError, OverflowError):
        return say("I cannot find a time in that.")


async def _move(visit: Visit, course: Course, moment: datetime) -> Screen:
    """Move it, where it has not begun and the time will do."""
    week, name = course.moment.key
    if not course.waits:
        return await too_late(visit, week, name)
    if moment == course.moment.at:
        return await shown(visit, week, name)
    there = moved(course.moment, moment, visit.say.zone)
    if (wrong := await fault(visit, there)) is not None:
        return _asking(visit, course, moment_words.wrong(visit.say, wrong, _hours(visit)))
    changed = await visit.memory.moments.move(
        course.filed, there.at, there.deadline, by=visit.chat.id, now=visit.now
    )
    if not changed:
        return await too_late(visit, week, name)
    await visit.note("moment_moved", Role.TEAM)
    return await shown(visit, week, name, visit.say("It is moved. What comes after it stays where it was."))


def _asking(visit: Visit, course: Course, wrong: Text | None) -> Screen:
    say, one = visit.say, course.moment
    local = one.at.astimezone(say.zone)
    first, last = _hours(visit)
    return Screen(
        text=paragraphs(
            wrong,
            bold(say("To when shall I move it?")),
            say("Now it is on {moment}. Its deadline moves along.", moment=say.moment(one.at, None)),
            say(
                "Type a time, or a day and a time, for example: {time} or {day}",
                time=own(f"{local:%H:%M}"),
                day=own(f"{local.day}-{local.month} {local:%H:%M}"),
            ),
            say("I send between {first} and {last} only.", first=first, last=last),
        ),
        rows=rows(Link(say("Back"), address(course))),
        waits=f"{address(course)}/when",
    )


def _hours(visit: Visit) -> tuple[Text, Text]:
    """The sending hours, in words."""
    budget: Budget = visit.house.campaign.budget
    day = datetime(2027, 1, 1, tzinfo=budget.zone)
    first, last = (day.replace(hour=one.hour, minute=one.minute) for one in budget.hours)
    return visit.say.clock(first), visit.say.clock(last)


ROUTES = (
    Route("weeks/{week:word}/{name:word}/when", when, Role.TEAM),
    Route("weeks/{week:word}/{name:word}/at/{moment:int}", at, Role.TEAM),
)
