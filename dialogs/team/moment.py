"""One moment of an asking week: what it says to whom, how far it is, and whether it takes place."""

from datetime import timedelta

from campaign import moving
from campaign.experiments import Trying
from campaign.moving import Fault, later
from campaign.nudges import tried
from campaign.values import Role
from campaign.weeks import Moment
from dialogs.nudges import title
from dialogs.screen import Link, Row, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.team import moment_words
from dialogs.team.weeks import address, tallied
from dialogs.text import Text, bold, code, lines, paragraphs
from dialogs.visit import Visit
from storage.moments import Course

STEPS = (timedelta(hours=-1), timedelta(hours=1), timedelta(days=-1), timedelta(days=1))
"""How far a tap moves it."""


async def moment(visit: Visit, week: str, name: str) -> Screen:
    """All about one moment."""
    return await shown(visit, week, name)


async def cancel(visit: Visit, week: str, name: str, on: bool) -> Screen:
    """Call it off, or let it take place after all."""
    course, say = await get(visit, week, name), visit.say
    if (course.cancelled is not None) is on:
        return await shown(visit, week, name)
    if not on and visit.now >= course.moment.deadline:
        return await shown(visit, week, name, over(visit))
    if not await visit.memory.moments.cancel(course.filed, on, by=visit.chat.id, now=visit.now):
        return await too_late(visit, week, name)
    await visit.note("moment_cancelled" if on else "moment_restored", Role.TEAM)
    return await shown(
        visit, week, name, say("It is called off. Nothing of it goes out.") if on else say("It takes place.")
    )


async def shown(visit: Visit, week: str, name: str, told: Text | None = None) -> Screen:
    """The page of a moment; `told` is what just happened."""
    course, say = await get(visit, week, name), visit.say
    tally = (await tallied(visit, [course])).get(course.id)
    root, one = address(course), course.moment
    its_week = visit.house.campaign.week(week)
    return Screen(
        text=paragraphs(
            told,
            lines(bold(moment_words.kind(say, one)), title(say, its_week) if its_week else None),
            lines(
                say("🗓 {moment}", moment=say.moment(one.at, one.deadline)),
                moment_words.standing(say, course, tally),
            ),
            moment_words.plainly(say, one),
            say("🔀 Two openings are tried: by lot, each goes to half of the people.")
            if course.tries
            else None,
            moment_words.counted(say, tally) if tally else None,
            say("In campaign.toml: {name}", name=code(f"{week}/{name}")),
        ),
        rows=rows(
            Link(say("👁 See the message"), f"{root}/see"),
            Link(say("⏸ Why it rests"), f"team/rest/{course.rest}") if course.rest else None,
            *(await _changes(visit, course)),
            _openings(visit, course),
            (Link(say("🗓 All moments"), "weeks"), Link(say("🧭 Team desk"), "team")),
        ),
    )


async def _changes(visit: Visit, course: Course) -> list[Row | Link]:
    """Buttons for what can still be changed; those that would break a rule are left out."""
    say, root = visit.say, address(course)
    if not course.waits:
        return []
    if course.cancelled:
        again = Link(say("↩️ Let it take place"), f"{root}/cancel/off")
        return [again] if visit.now < course.moment.deadline else []
    labels = (
        say("An hour earlier"),
        say("An hour later"),
        say("A day earlier"),
        say("A day later"),
    )
    links = []
    for label, by in zip(labels, STEPS, strict=True):
        there = later(course.moment, by, say.zone)
        fits = await fault(visit, there) is None
        links.append(Link(label, f"{root}/at/{int(there.at.timestamp())}") if fits else None)
    pairs = [tuple(link for link in links[start : start + 2] if link) for start in (0, 2)]
    return [
        *pairs,
        Link(say("✏️ Another time"), f"{root}/when"),
        Link(say("🚫 Call it off"), f"{root}/cancel/on"),
    ]


def _openings(visit: Visit, course: Course) -> Link | None:
    """To try two openings, as long as that can be chosen; then to what comes of it."""
    say, root = visit.say, address(course)
    if course.begun is not None and course.tries:
        return Link(say("🔀 What comes of the two"), f"team/trial/{Trying.OPENING.value}/{course.id}")
    if not course.waits or course.cancelled or tried(course.moment.kind) is None:
        return None
    if course.tries:
        return Link(say("1️⃣ Only one opening"), f"{root}/openings/off")
    return Link(say("🔀 Try two openings"), f"{root}/openings/on")


async def fault(visit: Visit, there: Moment) -> Fault | None:
    """What is wrong with a moment at its new time."""
    courses = await visit.memory.moments.courses(visit.house.campaign)
    others = [one.moment for one in courses if not one.cancelled]
    return moving.fault(visit.house.campaign, there, others, visit.now)


async def get(visit: Visit, week: str, name: str) -> Course:
    """A moment as it stands; Nowhere where the file has none of that name."""
    courses = await visit.memory.moments.courses(visit.house.campaign)
    found = next((one for one in courses if one.moment.key == (week, name)), None)
    if found is None:
        raise Nowhere(f"{week}/{name}")
    return found


async def too_late(visit: Visit, week: str, name: str) -> Screen:
    """Where somebody wants to change what has begun."""
    course, say = await get(visit, week, name), visit.say
    begun = say("It has begun. It cannot be changed any more.")
    return await shown(visit, week, name, begun if course.begun else over(visit))


def over(visit: Visit) -> Text:
    """Said of a moment that can take place no more."""
    return visit.say("Its time has passed. It cannot be changed any more.")


ROUTES = (
    Route("weeks/{week:word}/{name:word}", moment, Role.TEAM),
    Route("weeks/{week:word}/{name:word}/cancel/{on:switch}", cancel, Role.TEAM),
)
