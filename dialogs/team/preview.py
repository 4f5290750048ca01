"""Looking ahead: who would get what, when, and who not and why, on a clock that leaps."""

from datetime import date

from campaign.nudges import Step
from campaign.values import Role, WhyNot
from dialogs import words
from dialogs.ahead import Sight
from dialogs.screen import Document, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import Say, Text, bold, lines, own, paragraphs
from dialogs.visit import Visit
from storage.forecast import RESTS

DAYS = (1, 7, 14)
"""How far ahead one can look."""


async def preview(visit: Visit) -> Screen:
    """Choose how far to look."""
    say, resting = visit.say, len(await visit.memory.rests.open())
    return Screen(
        text=paragraphs(
            bold(say("How far shall I look ahead?")),
            say("I do it on a copy, so nothing is sent. It takes up to a minute for 10,000 people."),
            say("I assume that nobody answers."),
            say.plural(
                "⏸ {n} thing rests now, and goes on resting.",
                "⏸ {n} things rest now, and go on resting.",
                resting,
            )
            if resting
            else None,
        ),
        rows=rows(
            *(Link(say.plural("{n} day", "{n} days", days), f"team/preview/{days}/new") for days in DAYS),
            Link(say("🧭 Team desk"), "team"),
        ),
    )


async def begin(visit: Visit, days: int) -> Screen:
    """Begin to look, one look at a time, and say how far it is."""
    _known(days)
    if visit.house.ahead is not None:
        visit.house.ahead.begin(days)
    return _at_work(visit, days, 0.0)


async def see(visit: Visit, days: int) -> Screen:
    """What was found, or how far it is; what is not known any more is looked for anew."""
    _known(days)
    found = visit.house.ahead.found(days) if visit.house.ahead is not None else None
    if found is None:
        return await begin(visit, days)
    return _found(visit, days, found) if isinstance(found, Sight) else _at_work(visit, days, found)


async def table(visit: Visit, days: int) -> Screen:
    """Every message as a file."""
    _known(days)
    found = visit.house.ahead.found(days) if visit.house.ahead is not None else None
    if not isinstance(found, Sight):
        return await see(visit, days)
    say = visit.say
    name = f"preview-{found.made.astimezone(say.zone):%Y-%m-%d}.csv"
    return Screen(
        text=say("Every message stands in this file, with its words. It opens in a spreadsheet."),
        rows=rows(Link(say("Back"), f"team/preview/{days}"), Link(say("🧭 Team desk"), "team")),
        document=Document(name, found.table, say("What would come")),
    )


def _at_work(visit: Visit, days: int, share: float) -> Screen:
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(say("I am looking ahead.")),
            say("{percent} % is done.", percent=round(100 * share)),
        ),
        rows=rows(
            Link(say("🔄 How far is it now?"), f"team/preview/{days}"), Link(say("🧭 Team desk"), "team")
        ),
    )


def _found(visit: Visit, days: int, sight: Sight) -> Screen:
    say = visit.say
    by_day: dict[date, list[Text]] = {}
    for day, kind, number in sight.days:
        by_day.setdefault(day, []).append(say("{kind}: {number}", kind=_kind(say, kind), number=number))
    told = [lines(bold(say.day(day)), *each) for day, each in by_day.items()]
    held = [say("{reason}: {number}", reason=_reason(say, why), number=number) for why, number in sight.held]
    return Screen(
        text=paragraphs(
            bold(say("If nobody answers, this comes until {date}:", date=say.date(sight.until))),
            *(told or [say("Nothing goes out.")]),
            lines(bold(say("Held back:")), *held) if held else None,
            say("Seen {moment}.", moment=say.moment(sight.made, None)),
        ),
        rows=rows(
            Link(say("📄 Every message as a file"), f"team/preview/{days}/file"),
            Link(say("🔄 Look again"), f"team/preview/{days}/new"),
            (Link(say("Another number of days"), "team/preview"), Link(say("🧭 Team desk"), "team")),
        ),
    )


def _kind(say: Say, kind: str) -> Text:
    """What a message is, for the team."""
    names = {
        "ask": say("Asks"),
        Step.AGAIN.value: say("Follow-ups"),
        Step.HELP.value: say("Maybe: what would help"),
        Step.PLAN.value: say("The plan"),
        Step.SOMEONE.value: say("Ask somebody"),
        Step.THANKED.value: say("Thanks for a yes"),
        Step.HEADS_UP.value: say("The week is coming"),
        Step.THANKS.value: say("Thanks after the week"),
        "remind": say("Reminders of a plan"),
        "did": say("Did it become a match?"),
        "intro": say("To organisations"),
        "theask": say("Progress to organisations"),
        "team": say("To the campaign team"),
    }
    return names.get(kind) or say("Other messages")


def _reason(say: Say, why: str) -> Text:
    if why == RESTS:
        return say("It rests: too many people wanted no more messages after it")
    try:
        return words.why_not(say, WhyNot(why))
    except ValueError:
        return own(why)


def _known(days: int) -> None:
    if days not in DAYS:
        raise Nowhere(str(days))


ROUTES = (
    Route("team/preview", preview, Role.TEAM),
    Route("team/preview/{days:int}", see, Role.TEAM),
    Route("team/preview/{days:int}/new", begin, Role.TEAM),
    Route("team/preview/{days:int}/file", table, Role.TEAM),
)
