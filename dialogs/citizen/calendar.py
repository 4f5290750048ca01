"""The campaign's calendar: its weeks and events to come, each with a file for one's own."""

from dataclasses import dataclass
from datetime import UTC, datetime, time

from campaign.weeks import Event, Week, text_in
from dialogs.calendar_file import Entry, calendar_file
from dialogs.citizen import slogan
from dialogs.citizen.card import own_title
from dialogs.citizen.home import short
from dialogs.screen import Document, Link, Outside, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import Text, bold, italic, lines, own, paragraphs, quote
from dialogs.visit import Visit

SHOWN = 8
"""How many fit on one screen."""


@dataclass(frozen=True, slots=True)
class _Planned:
    """A week or an event in the visitor's words."""

    address: str
    starts: datetime
    ends: datetime
    title: str
    shown: Text
    when: Text
    where: Text | None


async def calendar(visit: Visit) -> Screen:
    """All that is to come, the nearest first."""
    return _overview(visit, None)


async def week(visit: Visit, name: str) -> Screen:
    """An asking week, and its file."""
    found = visit.house.campaign.week(name)
    if found is None:
        raise Nowhere(name)
    planned = _week(visit, found)
    if planned.ends <= visit.now:
        return _overview(visit, visit.say("That is over."))
    words = visit.say("In this week people ask each other to help. I ask you too, if you want.")
    entry = Entry(
        uid=f"week-{found.name}@vraagbot",
        title=planned.title,
        starts=found.first,
        ends=found.last,
        text=words.plain,
    )
    return _page(visit, planned, words, _file(visit, found.name, entry))


async def event(visit: Visit, name: str) -> Screen:
    """An event, and its file."""
    found = next((one for one in visit.house.campaign.events if one.name == name), None)
    if found is None:
        raise Nowhere(name)
    planned = _event(visit, found)
    if planned.ends <= visit.now:
        return _overview(visit, visit.say("That is over."))
    words, code = text_in(found.texts, visit.say.language.code)
    entry = Entry(
        uid=f"event-{found.name}@vraagbot",
        title=planned.title,
        starts=found.starts,
        ends=found.ends,
        where=found.place,
        text="\n".join(part for part in (words, found.link) if part),
    )
    told = _told(visit, words, code) if words else None
    return _page(visit, planned, told, _file(visit, found.name, entry), found.link)


def _overview(visit: Visit, note: Text | None) -> Screen:
    say, campaign = visit.say, visit.house.campaign
    planned = [_week(visit, one) for one in campaign.weeks] + [_event(visit, one) for one in campaign.events]
    ahead = sorted((one for one in planned if one.ends > visit.now), key=lambda one: (one.starts, one.title))
    onward = (Link(say("🔎 What is nearby?"), "near"), Link(say("🏠 Home"), "home"))
    if not ahead:
        return Screen(
            name="calendar-empty",
            text=paragraphs(
                note,
                bold(say("Nothing is in the calendar yet.")),
                say("You can look what there is to do near you."),
            ),
            rows=rows(slogan.way(say), onward),
        )
    shown, later = ahead[:SHOWN], len(ahead[SHOWN:])
    return Screen(
        name="calendar",
        text=paragraphs(
            note,
            bold(say("What is coming up")),
            *(lines(bold(one.shown), one.when, one.where) for one in shown),
            say.plural("{n} more comes later.", "{n} more come later.", later) if later else None,
            say("Tap one to put it in your own calendar."),
        ),
        rows=rows(
            *(Link(say("📅 {title}", title=short(one.title)), one.address) for one in shown),
            slogan.way(say),
            onward,
        ),
    )


def _page(visit: Visit, planned: _Planned, words: Text | None, file: Document, link: str = "") -> Screen:
    say = visit.say
    return Screen(
        name="calendar-entry",
        text=paragraphs(bold(planned.shown), lines(planned.when, planned.where), words),
        rows=rows(
            Outside(say("🔗 Read more"), link) if link else None,
            (Link(say("📅 Calendar"), "calendar"), Link(say("🏠 Home"), "home")),
        ),
        document=file,
    )


def _week(visit: Visit, one: Week) -> _Planned:
    say, zone = visit.say, visit.house.campaign.zone
    first, last = (say.date(datetime.combine(day, time(12), zone)) for day in (one.first, one.last))
    when = first if one.first == one.last else say("{first} to {last}", first=first, last=last)
    title, shown = _title(visit, text_in(one.titles, say.language.code))
    begins, ends = one.begins(zone), one.ends(zone)
    return _Planned(f"calendar/week/{one.name}", begins, ends, title, shown, say("🗓 {when}", when=when), None)


def _event(visit: Visit, one: Event) -> _Planned:
    say = visit.say
    title, shown = _title(visit, text_in(one.titles, say.language.code))
    return _Planned(
        address=f"calendar/event/{one.name}",
        starts=one.starts.astimezone(UTC),
        ends=one.ends.astimezone(UTC),
        title=title,
        shown=shown,
        when=say("🗓 {when}", when=say.moment(one.starts, one.ends)),
        where=say("📍 {where}", where=one.place) if one.place else None,
    )


def _title(visit: Visit, found: tuple[str, str]) -> tuple[str, Text]:
    """A title, and how it is shown: marked where it is in another language than the visitor's."""
    title, code = found
    return title, own_title(visit.say, title, code.partition("@")[0])


def _told(visit: Visit, words: str, code: str) -> Text:
    """The campaign's own words, with their language where it is not the visitor's."""
    say, language = visit.say, code.partition("@")[0]
    if language == say.language.plain:
        return own(words)
    return lines(
        italic(say("This is written in {language}:", language=say.language_name(language))), quote(own(words))
    )


def _file(visit: Visit, name: str, entry: Entry) -> Document:
    return Document(f"{name}.ics", calendar_file([entry], now=visit.now), visit.say("For your calendar"))


ROUTES = (
    Route("calendar", calendar),
    Route("calendar/week/{name:word}", week),
    Route("calendar/event/{name:word}", event),
)
