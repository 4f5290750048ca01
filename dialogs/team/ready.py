"""Before an asking week: what is still missing. After it: what is left to do."""

from datetime import timedelta

from campaign.lots import Way
from campaign.nudges import MAIN
from campaign.values import Role
from campaign.weeks import Week
from dialogs.nudges import title
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.team import ready_after, ready_before
from dialogs.team.moment_message import send
from dialogs.team.ready_lines import Line, told
from dialogs.text import Text, bold, paragraphs
from dialogs.visit import Visit

DAYS = timedelta(days=8)
"""So long before a week, and after it, there is something to see."""


async def ready(visit: Visit) -> Screen:
    """What to look at now; between the weeks, when there will be something."""
    say, zone = visit.say, visit.house.campaign.zone
    weeks = visit.house.campaign.weeks
    for week in weeks:
        if week.begins(zone) - DAYS <= visit.now < week.begins(zone):
            head = say(
                "Before the {week}, from {date}", week=title(say, week), date=say.date(week.begins(zone))
            )
            test = Link(say("📤 Send me all messages of the week"), "ready/try")
            return _screen(visit, head, await ready_before.lines_of(visit, week), test)
    for week in reversed(weeks):
        if week.ends(zone) <= visit.now < week.ends(zone) + DAYS:
            head = say("After the {week}", week=title(say, week))
            return _screen(visit, head, await ready_after.lines_of(visit, week))
    return _nothing(visit)


async def try_all(visit: Visit) -> Screen | Address:
    """Send every message of the coming week to oneself."""
    say, week = visit.say, _coming(visit)
    if week is None:
        return Address("ready")
    courses = await visit.memory.moments.courses(visit.house.campaign)
    mine = [one for one in courses if one.moment.week == week.name and not one.cancelled]
    every = [(one, way) for one in mine for way in (Way if one.tries else (Way.FIRST,))]
    for one, way in every:
        await send(visit, one, MAIN[one.moment.kind], way)
    return Screen(
        text=paragraphs(
            bold(say.plural("I send you {n} message now.", "I send you {n} messages now.", len(every))),
            say("They come as people get them. Their buttons do nothing."),
        ),
        rows=rows(Link(say("Back"), "ready")),
    )


def _screen(visit: Visit, head: Text, lines: list[Line], *buttons: Link) -> Screen:
    say, look = visit.say, sum(not line.fine for line in lines)
    return Screen(
        text=paragraphs(
            bold(head),
            say.plural("Look at {n} thing.", "Look at {n} things.", look) if look else say("All is well."),
            *(told(say, line) for line in lines),
        ),
        rows=rows(
            *(button for line in lines for button in line.buttons),
            *buttons,
            (Link(say("🗓 Asking weeks"), "weeks"), Link(say("🧭 Team desk"), "team")),
        ),
    )


def _coming(visit: Visit) -> Week | None:
    zone = visit.house.campaign.zone
    return next((week for week in visit.house.campaign.weeks if week.begins(zone) > visit.now), None)


def _nothing(visit: Visit) -> Screen:
    say, zone, now = visit.say, visit.house.campaign.zone, visit.now
    weeks = visit.house.campaign.weeks
    before = [(week.begins(zone) - DAYS, week) for week in weeks if week.begins(zone) - DAYS > now]
    after = [(week.ends(zone), week) for week in weeks if week.ends(zone) > now]
    moment, week = min(before + after, key=lambda one: one[0], default=(now, None))
    if week is None:
        words = say("No asking week is coming. Weeks are set in the file campaign.toml.")
    elif moment < week.begins(zone):
        words = say(
            "There is nothing to see now. Come back on {date}. Then we look if all is ready for the {week}.",
            date=say.date(moment),
            week=title(say, week),
        )
    else:
        words = say(
            "There is nothing to see now. Come back on {date}. Then you see what is left after the {week}.",
            date=say.date(moment),
            week=title(say, week),
        )
    return Screen(
        text=paragraphs(
            bold(say("Are we ready?")),
            say("Before an asking week I show here what is still missing, and after it what is left to do."),
            words,
        ),
        rows=rows((Link(say("🗓 Asking weeks"), "weeks"), Link(say("🧭 Team desk"), "team"))),
    )


ROUTES = (
    Route("ready", ready, Role.TEAM),
    Route("ready/try", try_all, Role.TEAM),
)
