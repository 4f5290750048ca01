"""When it is: a day and an hour, parts of every week, or a time to agree on."""

from datetime import UTC, date, datetime, timedelta

from campaign.drafting import Draft
from campaign.offers import Session, Unfit
from campaign.values import Day, Often, Part, Role, slot
from dialogs import words
from dialogs.organisation.ask_draft import local_hour, minute
from dialogs.organisation.draft import Answered, of_draft, tell
from dialogs.screen import Address, Link, Row, Screen, rows
from dialogs.site import Route
from dialogs.text import Text, bold, own, paragraphs
from dialogs.visit import Visit
from storage.feeds.dates import USUAL, Calendar

DAYS = 14
HOURS = range(8, 21)
FURTHEST = timedelta(days=366)


@of_draft
async def when(visit: Visit, draft: Draft) -> Answered:
    """Choose the day, or type day and time."""
    say = visit.say
    wrong = None
    if visit.text is not None or visit.incoming.other:
        read = _read(visit, visit.text or "")
        if isinstance(read, Session):
            return await _at(visit, draft, read.starts, read.ends)
        wrong = read
    mornings = [local_hour(visit, ahead, 12) for ahead in range(DAYS)]
    links = [Link(say.date(noon), f"draft/{draft.id}/day/{_number(visit, noon)}") for noon in mornings]
    pairs: list[Row] = [tuple(links[start : start + 2]) for start in range(0, len(links), 2)]
    example = own(f"{local_hour(visit, DAYS, 12).astimezone(say.zone):%d-%m-%Y} 10:00-12:00")
    return Screen(
        text=paragraphs(
            bold(say("When is it?")),
            wrong,
            say("Tap a day, or type it, for example: {example}", example=example),
        ),
        rows=rows(
            *pairs,
            Link(say("🔁 Every week"), f"draft/{draft.id}/weekly"),
            Link(say("🤝 We agree on a time"), f"draft/{draft.id}/agree"),
            Link(say("Back"), f"draft/{draft.id}"),
        ),
        waits=f"draft/{draft.id}/when",
    )


@of_draft
async def day(visit: Visit, draft: Draft, day: int) -> Answered:
    """Choose the hour of a day, or type from when until when."""
    say, chosen = visit.say, _date(day)
    if chosen is None:
        return Address(f"draft/{draft.id}/when")
    wrong = None
    if visit.text is not None or visit.incoming.other:
        read = _read(visit, f"{chosen:%Y-%m-%d} {visit.text or ''}")
        if isinstance(read, Session):
            return await _at(visit, draft, read.starts, read.ends)
        wrong = read
    moments = [datetime(chosen.year, chosen.month, chosen.day, hour, tzinfo=say.zone) for hour in HOURS]
    links = [
        Link(say.clock(moment), f"draft/{draft.id}/at/{minute(moment)}")
        for moment in moments
        if moment > visit.now
    ]
    lots: list[Row] = [tuple(links[start : start + 4]) for start in range(0, len(links), 4)]
    return Screen(
        text=paragraphs(
            bold(say("At what time, on {day}?", day=say.date(moments[4]))),
            wrong,
            say(
                "I take two hours. Is it longer or shorter? Type it, for example: {example}",
                example="10:00-13:00",
            ),
        ),
        rows=rows(*lots, Link(say("Back"), f"draft/{draft.id}/when")),
        waits=f"draft/{draft.id}/day/{day}",
    )


@of_draft
async def at(visit: Visit, draft: Draft, moment: int) -> Answered:
    """At this moment, for two hours; one that has passed is asked again."""
    starts = datetime.fromtimestamp(0, UTC) + timedelta(minutes=min(moment, 1_000_000_000))
    return await _at(visit, draft, starts, starts + USUAL)


@of_draft
async def weekly(visit: Visit, draft: Draft) -> Answered:
    """The week, to choose one part of a day."""
    say = visit.say
    body: list[Row] = [
        tuple(
            Link(_cell(visit, draft, value, part), f"draft/{draft.id}/weekly/{value.value}/{part.value}")
            for part in Part
        )
        for value in Day
    ]
    return Screen(
        text=paragraphs(bold(say("When is it, every week?")), say("Choose the part of the day.")),
        rows=rows(*body, Link(say("Back"), f"draft/{draft.id}/when")),
    )


@of_draft
async def set_weekly(visit: Visit, draft: Draft, day: Day, part: Part) -> Answered:
    """Every week on this part of this day."""
    return await tell(
        visit,
        draft,
        starts=None,
        ends=None,
        times=slot(day, part),
        agreed=False,
        often=Often.WEEKLY,
    )


@of_draft
async def agree(visit: Visit, draft: Draft) -> Answered:
    """At a time to agree on."""
    return await tell(visit, draft, starts=None, ends=None, times=0, agreed=True)


async def _at(visit: Visit, draft: Draft, starts: datetime, ends: datetime) -> Answered:
    if not visit.now < starts < visit.now + FURTHEST:
        return Address(f"draft/{draft.id}/when")
    return await tell(visit, draft, starts=starts, ends=ends, times=0, agreed=False, often=Often.ONCE)


def _read(visit: Visit, typed: str) -> Session | Text:
    """The one date that was typed, or what is wrong with it."""
    say = visit.say
    calendar = Calendar(say.zone, visit.now)
    try:
        read = calendar.read(typed.strip(), "", "", "", often=Often.ONCE, relative=False)
    except Unfit:
        return say("I cannot read that. Type the day, the month and the time.")
    if read.past or not read.sessions:
        return say("That has passed already. Choose a day to come.")
    if len(read.sessions) > 1:
        return say("Those are several days. Begin with one of them.")
    session = read.sessions[0]
    if session.starts > visit.now + FURTHEST:
        return say("That is too far away. Choose a day within a year.")
    return session


def _number(visit: Visit, moment: datetime) -> str:
    return f"{moment.astimezone(visit.say.zone):%Y%m%d}"


def _date(number: int) -> date | None:
    try:
        return datetime.strptime(str(number), "%Y%m%d").date()
    except ValueError:
        return None


def _cell(visit: Visit, draft: Draft, value: Day, part: Part) -> Text:
    say = visit.say
    short, name = words.short_day(say, value), words.slot_part(say, part)
    chosen = draft.sketch.times & slot(value, part)
    if chosen:
        return say.about("a cell of the week", "✅ {day} {part}", day=short, part=name)
    return say.about("a cell of the week", "{day} {part}", day=short, part=name)


ROUTES = (
    Route("draft/{number:int}/when", when, Role.MEMBER),
    Route("draft/{number:int}/day/{day:int}", day, Role.MEMBER),
    Route("draft/{number:int}/at/{moment:int}", at, Role.MEMBER),
    Route("draft/{number:int}/weekly", weekly, Role.MEMBER),
    Route("draft/{number:int}/weekly/{day:day}/{part:part}", set_weekly, Role.MEMBER),
    Route("draft/{number:int}/agree", agree, Role.MEMBER),
)
