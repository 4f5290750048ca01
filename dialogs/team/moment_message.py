"""What a moment says, as a citizen reads it: on the screen, and as a test in one's own chat."""

from dataclasses import replace

from campaign.lots import Way
from campaign.nudges import MAIN, Step, steps, tried
from campaign.records import Together
from campaign.values import Role
from dialogs import nudges
from dialogs.screen import Link, Row, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.team import moment_words
from dialogs.team.moment import get
from dialogs.team.weeks import address
from dialogs.text import Text, bold, paragraphs
from dialogs.visit import Visit
from storage.memory import Memory
from storage.moments import Course

_TESTS = {Way.FIRST: "test", Way.SECOND: "two"}
"""Where a test message stands: with the names of a week and a moment there is no room for more."""


async def see(visit: Visit, week: str, name: str) -> Screen:
    """What most people get."""
    course = await get(visit, week, name)
    return await _seen(visit, course, MAIN[course.moment.kind])


async def see_one(visit: Visit, week: str, name: str, step: str, way: Way = Way.FIRST) -> Screen:
    """What people in one situation get, with one of the openings where there are two."""
    course = await get(visit, week, name)
    return await _seen(visit, course, _step(course, step), way)


async def try_out(visit: Visit, week: str, name: str, step: str, way: Way = Way.FIRST) -> Screen:
    """Send it to oneself."""
    course = await get(visit, week, name)
    await send(visit, course, _step(course, step), way)
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(say("I send it to you now.")),
            say("It comes as a message of its own, as people get it. Its buttons do nothing."),
        ),
        rows=rows(Link(say("Back"), f"{address(course)}/see/{step}/{way.value}")),
    )


async def send(visit: Visit, course: Course, step: Step, way: Way = Way.FIRST) -> None:
    """Have a test sent to the visitor, once for each tap."""
    there = f"{address(course)}/{_TESTS[way]}/{step.value}/{int(visit.now.timestamp())}"
    await visit.memory.notices.add([visit.chat.id], there, due=visit.now)


async def second_sample(visit: Visit, week: str, name: str, step: str, at: int) -> Screen:
    """The test message with the second opening."""
    return await sample(visit, week, name, step, at, Way.SECOND)


async def sample(visit: Visit, week: str, name: str, step: str, at: int, way: Way = Way.FIRST) -> Screen:
    """The test message: all of it, with buttons that do nothing."""
    course, say = await get(visit, week, name), visit.say
    here = f"{address(course)}/{_TESTS[way]}/{step}/{at}"
    message = await _message(visit, course, _step(course, step), way)
    if message is None:
        return Screen(text=_nothing(visit), rows=rows(Link(say("🗓 All moments"), "weeks")))
    inert = tuple(tuple(Link(button.label, here) for button in row) for row in message.rows)
    whole = replace(message, text=paragraphs(bold(say("A test, only for you:")), message.text), rows=inert)
    return whole.toasted(say("This is only a test.")) if visit.incoming.address else whole


async def _seen(visit: Visit, course: Course, step: Step, way: Way = Way.FIRST) -> Screen:
    say, root = visit.say, address(course)
    message = await _message(visit, course, step, way)
    two = message is not None and step is tried(course.moment.kind)
    others: list[Row | Link] = [
        Link(moment_words.step(say, one), f"{root}/see/{one.value}")
        for one in steps(course.moment.kind)
        if one is not step
    ]
    return Screen(
        text=message.text if message else _nothing(visit),
        rows=rows(
            Link(say("📤 Send it to me"), f"{root}/try/{step.value}/{way.value}") if message else None,
            Link(say("🔀 See the other opening"), f"{root}/see/{step.value}/{way.other.value}")
            if two
            else None,
            *others,
            Link(say("Back"), root),
        ),
    )


async def _message(visit: Visit, course: Course, step: Step, way: Way) -> Screen | None:
    """The message of a step, about anything that is open; None where it needs that and there is nothing."""
    campaign = visit.house.campaign
    week = campaign.week(course.moment.week)
    number = await visit.memory.opportunities.any_open(now=visit.now)
    one = await visit.opportunity(number) if number is not None else None
    together = await _together(visit, course) if step is Step.THANKS else None
    try:
        second = way is Way.SECOND
        prepared = nudges.prepare(visit.say, step, week=week, one=one, together=together, second=second)
    except ValueError:
        return None
    return prepared.to(0, None)


async def _together(visit: Visit, course: Course) -> Together:
    """What came of the week so far; a message that is sent has its own time to count it in."""
    week = visit.house.campaign.week(course.moment.week)
    since = week.opens(visit.say.zone) if week else course.moment.at

    async def look(memory: Memory) -> Together:
        return await memory.overview.together(since)

    tapped = visit.incoming.address is not None or visit.incoming.command is not None
    return await (visit.look_long("together", look) if tapped else look(visit.memory))


def _step(course: Course, word: str) -> Step:
    """A step by its name; Nowhere for one that this moment never says."""
    found = next((one for one in steps(course.moment.kind) if one.value == word), None)
    if found is None:
        raise Nowhere(word)
    return found


def _nothing(visit: Visit) -> Text:
    return visit.say("It is about something to do, and nothing is open now. There is nothing to show.")


ROUTES = (
    Route("weeks/{week:word}/{name:word}/see", see, Role.TEAM),
    Route("weeks/{week:word}/{name:word}/see/{step:word}", see_one, Role.TEAM),
    Route("weeks/{week:word}/{name:word}/see/{step:word}/{way:way}", see_one, Role.TEAM),
    Route("weeks/{week:word}/{name:word}/try/{step:word}", try_out, Role.TEAM),
    Route("weeks/{week:word}/{name:word}/try/{step:word}/{way:way}", try_out, Role.TEAM),
    Route("weeks/{week:word}/{name:word}/test/{step:word}/{at:int}", sample, Role.TEAM),
    Route("weeks/{week:word}/{name:word}/two/{step:word}/{at:int}", second_sample, Role.TEAM),
)
