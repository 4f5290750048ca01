"""A pause: nothing comes unasked for some days, and then it goes on by itself."""

from datetime import UTC, date, datetime, time, timedelta

from dialogs.citizen import muting
from dialogs.dates import read_day
from dialogs.screen import Address, Link, Row, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import Text, bold, paragraphs
from dialogs.visit import Visit

PAUSES = (7, 30, 90)
"""Days that one can pause for."""
LONGEST = timedelta(days=366)
MONDAYS = 4
"""The coming weeks until whose Monday one can pause with a tap."""


async def pause(visit: Visit) -> Screen:
    """Choose how long to be left alone."""
    say = visit.say
    resting = visit.citizen and visit.citizen.paused_until and visit.citizen.paused_until > visit.now
    choices = [Link(say.plural("{n} day", "{n} days", days), f"pause/{days}") for days in PAUSES]
    if visit.citizen is None or not await _may_come(visit):
        may_ask = Link(say("🔔 You may ask me again"), "again") if visit.citizen is not None else None
        text = say("I send you nothing by myself. So there is nothing to pause.")
        return Screen(
            name="pause-none",
            text=text,
            rows=rows(
                may_ask,
                Link(say("End the pause"), "pause/0") if resting else None,
                Link(say("🏠 Home"), "home"),
            ),
        )
    until, muted = visit.citizen.paused_until, await muting.of(visit)
    return Screen(
        name="pause",
        text=paragraphs(
            bold(say("How long shall I leave you alone?")),
            say("I send you nothing by myself until {date}.", date=say.date(until))
            if resting and until
            else None,
            muting.told(visit, muted),
            say("You can still talk to me whenever you want."),
        ),
        rows=rows(
            *choices,
            Link(say("Until a day I choose"), "pause/until"),
            Link(say("End the pause"), "pause/0") if resting else None,
            *muting.ways_back(visit, muted),
            Link(say("Stop for good"), "stop"),
            Link(say("🏠 Home"), "home"),
        ),
    )


async def set_pause(visit: Visit, days: int) -> Screen | Address:
    """Be silent for so many days from now; 0 ends the pause."""
    if days not in (0, *PAUSES):
        raise Nowhere(str(days))
    if visit.citizen is None or (days and not await _may_come(visit)):
        return Address("pause")
    until = visit.now + timedelta(days=days) if days else None
    await visit.settle(paused_until=until)
    say = visit.say
    return Screen(
        name="paused" if until else "pause-over",
        text=bold(
            say("Good. I send you nothing by myself until {date}.", date=say.date(until))
            if until
            else say("The pause is over.")
        ),
        rows=rows(Link(say("⏸ Another pause"), "pause"), Link(say("🏠 Home"), "home")),
    )


async def until(visit: Visit) -> Screen | Address:
    """Choose the day on which the pause ends, or type it; what is no such day is asked again."""
    if not await _may_come(visit):
        return Address("pause")
    say, today, wrong = visit.say, _today(visit), None
    if visit.text is not None or visit.incoming.other:
        day = read_day(visit.text or "", say.language.babel, today)
        wrong = _wrong(visit, day)
        if day is not None and wrong is None:
            return await _rest(visit, day)
    monday = today + timedelta(days=7 - today.weekday())
    days = [monday + timedelta(weeks=week) for week in range(MONDAYS)]
    links = [Link(say.date(_begin(visit, day)), f"pause/until/{day:%Y%m%d}") for day in days]
    pairs: list[Row] = [tuple(links[start : start + 2]) for start in range(0, len(links), 2)]
    example = say.day_and_month(_begin(visit, monday + timedelta(weeks=MONDAYS)))
    return Screen(
        name="pause-until",
        text=paragraphs(
            bold(say("Until which day shall I leave you alone?")),
            wrong,
            say("Tap a day, or type it, for example: {example}", example=example),
        ),
        rows=rows(*pairs, Link(say("Back"), "pause")),
        waits="pause/until",
    )


async def set_until(visit: Visit, day: int) -> Screen | Address:
    """Be silent until this day; one that has come meanwhile is asked again."""
    try:
        chosen = datetime.strptime(str(day), "%Y%m%d").date()
    except ValueError:
        raise Nowhere(str(day)) from None
    if not await _may_come(visit) or _wrong(visit, chosen) is not None:
        return Address("pause/until")
    return await _rest(visit, chosen)


async def _rest(visit: Visit, day: date) -> Screen:
    until = _begin(visit, day)
    await visit.settle(paused_until=until)
    say, days = visit.say, (day - _today(visit)).days
    return Screen(
        name="paused",
        text=paragraphs(
            bold(say("Good. I send you nothing by myself until {date}.", date=say.date(until))),
            say.plural("That is {n} day from now.", "That is {n} days from now.", days),
        ),
        rows=rows(Link(say("⏸ Another pause"), "pause"), Link(say("🏠 Home"), "home")),
    )


async def _may_come(visit: Visit) -> bool:
    """Whether anything comes by itself that a pause holds back.

    That is asks, reminders of what one said yes to, and what came of asking a friend. To who stopped nothing
    comes but the reminders they kept, and a pause leaves those.
    """
    citizen = visit.citizen
    if citizen is None or citizen.stopped:
        return False
    if citizen.may_ask is True:
        return True
    promises = await visit.memory.replies.promises(citizen.id, now=visit.now)
    if any(one.introduced for one in promises):
        return True
    return bool(await visit.memory.invitations.latest(citizen.id, now=visit.now, limit=1))


def _wrong(visit: Visit, day: date | None) -> Text | None:
    """Why a pause cannot end on this day."""
    say, today = visit.say, _today(visit)
    if day is None:
        return say("I cannot find a day in that.")
    if day <= today:
        return say("That day is not to come any more. Choose a later one.")
    if day > today + LONGEST:
        return say("That is too far away. Choose a day within a year.")
    return None


def _today(visit: Visit) -> date:
    return visit.now.astimezone(visit.say.zone).date()


def _begin(visit: Visit, day: date) -> datetime:
    return datetime.combine(day, time(), visit.say.zone).astimezone(UTC)


ROUTES = (
    Route("pause", pause),
    Route("pause/{days:int}", set_pause),
    Route("pause/until", until),
    Route("pause/until/{day:int}", set_until),
)
