"""Two openings of a moment's message: whether they are tried, which is settled before it begins."""

from campaign.nudges import tried
from campaign.values import Role
from dialogs.screen import Screen
from dialogs.site import Nowhere, Route
from dialogs.team.moment import get, shown, too_late
from dialogs.visit import Visit


async def openings(visit: Visit, week: str, name: str, on: bool) -> Screen:
    """Try two openings at a moment, or have but one."""
    course, say = await get(visit, week, name), visit.say
    if tried(course.moment.kind) is None:
        raise Nowhere(f"{week}/{name}/openings")
    if (course.tries is not None) is on:
        return await shown(visit, week, name)
    if not course.waits or not await visit.memory.moments.try_openings(course.filed, on):
        return await too_late(visit, week, name)
    await visit.note("openings_tried" if on else "openings_single", Role.TEAM)
    told = say("Two openings are tried, each by half of the people.") if on else say("It has one opening.")
    return await shown(visit, week, name, told)


ROUTES = (Route("weeks/{week:word}/{name:word}/openings/{on:switch}", openings, Role.TEAM),)
