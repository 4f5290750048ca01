"""Files of what happened: which, of which days, in which format; one that is small is there at once."""

from collections.abc import Sequence
from datetime import date, timedelta

from campaign.closing import left_out
from campaign.exporting import Format, What, Window
from campaign.values import Role
from dialogs.dates import read_day
from dialogs.exporting import Small
from dialogs.nudges import title
from dialogs.screen import Address, Document, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.team import export_words
from dialogs.text import Say, Text, bold, lines, paragraphs
from dialogs.visit import Visit

WEEKS = 4
"""So many asking weeks can be chosen by a button, and so many weeks at once."""
YEAR = timedelta(days=365)
"""A day that is typed without its year is the last one of that name."""


async def choose(visit: Visit) -> Screen:
    """Choose what the file is to hold."""
    say = visit.say
    asked = await visit.memory.exports.latest(visit.chat.id, limit=1)
    return Screen(
        text=paragraphs(
            bold(say("What shall I put in a file?")),
            lines(*(export_words.in_a_line(say, what) for what in What if what is not What.ALL)),
            say("No file tells who a citizen is."),
        ),
        rows=rows(
            *(Link(export_words.label(say, what), f"team/export/{what}") for what in What),
            Link(say("⏳ Files that I make for you"), "team/exports") if asked else None,
            Link(say("🧭 Team desk"), "team"),
        ),
    )


async def days(visit: Visit, what: What) -> Screen:
    """Choose of which days; what can be done now needs none."""
    if what is What.OPPORTUNITIES:
        return _formats(visit, what, None)
    say, today = visit.say, _today(visit)
    begun = [week for week in visit.house.campaign.weeks if week.first <= today]
    monday = today - timedelta(days=today.weekday())
    weeks = Window(monday - timedelta(weeks=WEEKS), monday - timedelta(days=1))
    first = await visit.memory.exporting.first()
    all_ = Window(min(first or weeks.since, weeks.since), today)
    return Screen(
        text=paragraphs(bold(export_words.label(say, what)), say("Of which days?")),
        rows=rows(
            *(
                Link(title(say, week), export_words.wanted(what, Window(week.first, week.last)))
                for week in begun[: -WEEKS - 1 : -1]
            ),
            Link(
                say.plural("The last {n} week", "The last {n} weeks", WEEKS), export_words.wanted(what, weeks)
            ),
            Link(say("All until today"), export_words.wanted(what, all_)),
            Link(say("✏️ Other days"), f"team/export/{what}/from"),
            Link(say("Back"), "team/export"),
        ),
    )


async def first_day(visit: Visit, what: What) -> Screen | Address:
    """Type the first day."""
    day = _typed(visit)
    if day is not None:
        return Address(f"team/export/{what}/from/{day:%Y%m%d}")
    return _asked(visit, what, visit.say("What is the first day?"), "from")


async def last_day(visit: Visit, what: What, since: date) -> Screen | Address:
    """Type the last day, which counts too."""
    day, say = _typed(visit), visit.say
    if day is not None and day >= since:
        return Address(export_words.wanted(what, Window(since, day)))
    early = say("That is before {date}.", date=export_words.day(since)) if day is not None else None
    question = say("From {date}. What is the last day? It counts too.", date=export_words.day(since))
    return _asked(visit, what, question, f"from/{since:%Y%m%d}", early)


async def formats(visit: Visit, what: What, since: date, until: date) -> Screen | Address:
    """Choose the format; weeks that are not over are told."""
    window = _window(since, until)
    if what is What.REPORT:
        return Address(export_words.report(window))
    return _formats(visit, what, window, await _left_out(visit, what, window))


async def file(visit: Visit, what: What, since: date, until: date, format: Format) -> Screen | Address:
    """The file, or the page that tells how far it is."""
    if what is What.REPORT:
        raise Nowhere(what)
    return await _file(visit, what, _window(since, until), format)


async def file_of_now(visit: Visit, what: What, format: Format) -> Screen | Address:
    """The same of what can be done now."""
    if what is not What.OPPORTUNITIES:
        raise Nowhere(what)
    return await _file(visit, what, None, format)


async def _file(visit: Visit, what: What, window: Window | None, format: Format) -> Screen | Address:
    small = await _small(visit, what, window, format)
    if small is None:
        number, _ = await visit.memory.exports.ask(visit.chat.id, what, format, window, now=visit.now)
        return Address(export_words.address(number))
    await visit.note(f"exported_{what}", Role.TEAM, count=small.rows)
    names = await _left_out(visit, what, window) if window is not None else ()
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(say("Here is the file.")),
            export_words.not_in_it(say, names),
            export_words.how_to_open(say, format),
        ),
        rows=rows(
            Link(say("Another file"), "team/export"),
            Link(say("🧭 Team desk"), "team"),
        ),
        document=Document(small.name, small.content, export_words.caption(say, small.rows, ())),
    )


async def _small(visit: Visit, what: What, window: Window | None, format: Format) -> Small | None:
    files = visit.house.files
    if files is None:
        return None
    language, now = visit.say.language.code, visit.now
    return await visit.look_long(
        "a small file",
        lambda memory: files.small(memory, what, format, window, language=language, now=now),
    )


def _formats(visit: Visit, what: What, window: Window | None, names: Sequence[str] = ()) -> Screen:
    say = visit.say
    back = "team/export" if window is None else f"team/export/{what}"
    return Screen(
        text=paragraphs(
            bold(export_words.label(say, what)),
            say(
                "From {first} to {last}, both counted.",
                first=export_words.day(window.since),
                last=export_words.day(window.until),
            )
            if window is not None
            else None,
            export_words.not_in_it(say, names),
            _of_people(say) if what in (What.REPLIES, What.ALL) else None,
            say("Which kind of file?"),
        ),
        rows=rows(
            Link(say("📗 Excel (XLSX)"), export_words.wanted(what, window, Format.XLSX)),
            Link(say("📄 CSV, for Excel or R"), export_words.wanted(what, window, Format.CSV)),
            Link(say("🧩 JSON, for programs"), export_words.wanted(what, window, Format.JSON)),
            Link(say("Back"), back),
        ),
    )


def _asked(visit: Visit, what: What, question: Text, rest: str, early: Text | None = None) -> Screen:
    """A question for a day, once more where what was typed is none."""
    say = visit.say
    typed = visit.text is not None or visit.incoming.other is not None
    wrong = early or (say("I cannot find a day in that.") if typed else None)
    example = export_words.day(_today(visit) - timedelta(weeks=1))
    return Screen(
        text=paragraphs(bold(question), wrong, say("Type it like this: {example}", example=example)),
        rows=rows(Link(say("Back"), f"team/export/{what}")),
        waits=f"team/export/{what}/{rest}",
    )


def _typed(visit: Visit) -> date | None:
    if visit.text is None:
        return None
    return read_day(visit.text, visit.say.language.babel, _today(visit) - YEAR)


async def _left_out(visit: Visit, what: What, window: Window) -> tuple[str, ...]:
    """The weeks whose replies are not given out yet, by their names."""
    if what not in (What.REPLIES, What.ALL):
        return ()
    exporting = visit.memory.exporting
    closed, first = await exporting.closed(window), await exporting.first()
    return tuple(left_out(visit.house.campaign.weeks, window, closed, first))


def _of_people(say: Say) -> Text:
    return say(
        "People have a code that is new in every file. Language, province and door are told only where at "
        "least 10 people of that week share them."
    )


def _window(since: date, until: date) -> Window:
    try:
        return Window(since, until)
    except ValueError:
        raise Nowhere(f"{since} to {until}") from None


def _today(visit: Visit) -> date:
    return visit.now.astimezone(visit.say.zone).date()


ROUTES = (
    Route("team/export", choose, Role.TEAM),
    Route("team/export/{what:what}", days, Role.TEAM),
    Route("team/export/{what:what}/from", first_day, Role.TEAM),
    Route("team/export/{what:what}/from/{since:date}", last_day, Role.TEAM),
    Route("team/export/{what:what}/{since:date}/{until:date}", formats, Role.TEAM),
    Route("team/export/{what:what}/{since:date}/{until:date}/{format:format}", file, Role.TEAM),
    Route("team/export/{what:what}/as/{format:format}", file_of_now, Role.TEAM),
)
