"""What a moment says, as a citizen reads it: on the screen, and as a test in one's own chat."""

from dataclasses import replace

from campaign.nudges import Step, steps
from campaign.records import Together
from campaign.values import Role
from campaign.weeks import Kind
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

MAIN = {
    Kind.HEADS_UP: Step.HEADS_UP,
    Kind.ASK: Step.ASK,
    Kind.FOLLOW_UP: Step.AGAIN,
    Kind.THANKS: Step.THANKS,
}
"""What most people get at a moment of a kind."""


async def see(visit: Visit, week: str, name: str) -> Screen:
    """What most people get."""
    course = await get(visit, week, name)
    return await _seen(visit, course, MAIN[course.moment.kind])


async def see_one(visit: Visit, week: str, name: str, step: str) -> Screen:
    """What people in one situation get."""
    course = await get(visit, week, name)
    return await _seen(visit, course, _step(course, step))


async def test(visit: Visit, week: str, name: str, step: str) -> Screen:
    """Send it to oneself."""
    course = await get(visit, week, name)
    await send(visit, course, _step(course, step))
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(say("I send it to you now.")),
            say("It comes as a message of its own, as people get it. Its buttons do nothing."),
        ),
        rows=rows(Link(say("Back"), f"{address(course)}/see/{step}")),
    )


async def send(visit: Visit, course: Course, step: Step) -> None:
    """Have a test sent to the visitor, once for each tap."""
    there = f"{address(course)}/test/{step.value}/{int(visit.now.timestamp())}"
    await visit.memory.notices.add([visit.chat.id], there, due=visit.now)


async def sample(visit: Visit, week: str, name: str, step: str, at: int) -> Screen:
    """The test message: all of it, with buttons that do nothing."""
    course, say = await get(visit, week, name), visit.say
    here = f"{address(course)}/test/{step}/{at}"
    message = await _message(visit, course, _step(course, step))
    if message is None:
        return Screen(text=_nothing(visit), rows=rows(Link(say("🗓 All moments"), "weeks")))
    inert = tuple(tuple(Link(button.label, here) for button in row) for row in message.rows)
    whole = replace(message, text=paragraphs(bold(say("A test, only for you:")), message.text), rows=inert)
    return whole.toasted(say("This is only a test.")) if visit.incoming.address else whole


async def _seen(visit: Visit, course: Course, step: Step) -> Screen:
    say, root = visit.say, address(course)
    message = await _message(visit, course, step)
    others: list[Row | Link] = [
        Link(moment_words.step(say, one), f"{root}/see/{one.value}")
        for one in steps(course.moment.kind)
        if one is not step
    ]
    return Screen(
        text=message.text if message else _nothing(visit),
        rows=rows(
            Link(say("📤 Send it to me"), f"{root}/try/{step.value}") if message else None,
            *others,
            Link(say("Back"), root),
        ),
    )


async def _message(visit: Visit, course: Course, step: Step) -> Screen | None:
    """The message of a step, about anything that is open; None where it needs that and there is nothing."""
    campaign = visit.house.campaign
    week = campaign.week(course.moment.week)
    number = await visit.memory.opportunities.any_open(now=visit.now)
    one = await visit.opportunity(number) if number is not None else None
    together = await _together(visit, course) if step is Step.THANKS else None
    try:
        prepared = nudges.prepare(visit.say, step, week=week, one=one, together=together)
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
    Route("weeks/{week:word}/{name:word}/try/{step:word}", test, Role.TEAM),
    Route("weeks/{week:word}/{name:word}/test/{step:word}/{at:int}", sample, Role.TEAM),
)
