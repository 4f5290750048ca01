"""The asking weeks and their moments: when each is, and how it stands."""

from collections.abc import Sequence

from campaign.values import Role
from campaign.weeks import Week
from dialogs.nudges import title
from dialogs.screen import Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.team import moment_words
from dialogs.text import Text, bold, dotted, lines, paragraphs
from dialogs.visit import Visit
from storage.moments import Course, Tally

SHOWN = 2
"""Weeks on one screen."""
EXAMPLE = "samples/campaign.toml"


async def weeks(visit: Visit) -> Screen:
    """The week that is going on, or the next one, and the one after it."""
    campaign = visit.house.campaign
    now = campaign.week_at(visit.now)
    return await page(visit, campaign.weeks.index(now) if now else max(0, len(campaign.weeks) - SHOWN))


async def page(visit: Visit, first: int) -> Screen:
    """The weeks from this one on, 0 being the first."""
    say, all_weeks = visit.say, visit.house.campaign.weeks
    if not all_weeks:
        return _none(visit)
    if first >= len(all_weeks):
        raise Nowhere(f"week {first}")
    courses = await visit.memory.moments.courses(visit.house.campaign)
    shown = all_weeks[first : first + SHOWN]
    names = {week.name for week in shown}
    mine = [one for one in courses if one.moment.week in names]
    tallies = await tallied(visit, mine)
    return Screen(
        text=paragraphs(
            bold(say("The asking weeks")),
            *(_week(visit, week, mine, tallies) for week in shown),
            say("Tap a moment to see what it says, to move it or to call it off."),
        ),
        rows=rows(
            *(Link(_label(visit, one), address(one)) for one in mine),
            (
                *([Link(say("Earlier"), f"weeks/{max(0, first - SHOWN)}")] if first else []),
                *([Link(say("Later"), f"weeks/{first + SHOWN}")] if first + SHOWN < len(all_weeks) else []),
            ),
            Link(say("🧭 Team desk"), "team"),
        ),
    )


def address(course: Course) -> str:
    """Where a moment is found."""
    return f"weeks/{course.moment.week}/{course.moment.name}"


async def tallied(visit: Visit, courses: Sequence[Course]) -> dict[int, Tally]:
    """How the messages of those that began stand, counted where nobody waits for it."""
    begun = sorted(one.id for one in courses if one.begun)
    if not begun:
        return {}
    return await visit.look_long("tallies", lambda memory: memory.moments.tallies(begun))


def _week(visit: Visit, week: Week, courses: Sequence[Course], tallies: dict[int, Tally]) -> Text:
    say = visit.say
    told = [
        lines(
            dotted([moment_words.kind(say, one.moment), say.moment(one.moment.at, None)]),
            moment_words.standing(say, one, tallies.get(one.id)),
        )
        for one in courses
        if one.moment.week == week.name
    ]
    return paragraphs(
        bold(title(say, week)), *(told or [say("This week has no moments. I say nothing by myself in it.")])
    )


def _label(visit: Visit, course: Course) -> Text:
    say, moment = visit.say, course.moment
    return dotted([moment_words.kind(say, moment), say.day_and_month(moment.at)])


def _none(visit: Visit) -> Screen:
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(say("This campaign has no asking weeks yet.")),
            say(
                "They are set in the file campaign.toml. {file} is an example that explains every line.",
                file=EXAMPLE,
            ),
            say("Without weeks I still ask who agreed to be asked, once, within a week."),
        ),
        rows=rows(Link(say("🧭 Team desk"), "team")),
    )


ROUTES = (
    Route("weeks", weeks, Role.TEAM),
    Route("weeks/{first:int}", page, Role.TEAM),
)
