"""A report of some days, for the campaign team: its language, and the page as a file."""

from datetime import date

from campaign.exporting import What, Window
from campaign.values import Role
from dialogs.formats import ENDONYMS
from dialogs.report.facts import Facts, gather
from dialogs.report.page import name_of, page
from dialogs.report.words import LANGUAGES
from dialogs.screen import Document, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.team import export_words
from dialogs.text import Say, bold, own, paragraphs
from dialogs.visit import Visit
from storage.memory import Memory


async def languages(visit: Visit, since: date, until: date) -> Screen:
    """Choose the language it is written in."""
    say, window = visit.say, _window(since, until)
    return Screen(
        text=paragraphs(
            bold(export_words.label(say, What.REPORT)),
            say(
                "From {first} to {last}, both counted.",
                first=export_words.day(window.since),
                last=export_words.day(window.until),
            ),
            say(
                "It tells of the whole weeks that these days lie in. "
                "Groups of people are in it once a week is closed."
            ),
            say("In which language?"),
        ),
        rows=rows(
            *(Link(own(ENDONYMS[code]), export_words.report(window, code)) for code in LANGUAGES),
            Link(say("Back"), f"team/export/{What.REPORT}"),
        ),
    )


async def report(visit: Visit, since: date, until: date, language: str) -> Screen:
    """The report, made as it is sent."""
    if language not in LANGUAGES:
        raise Nowhere(language)
    say, house, window, now = visit.say, visit.house, _window(since, until), visit.now

    async def look(memory: Memory) -> Facts:
        return await gather(memory, house.campaign, window, now)

    facts = await visit.look_long("a report", look)
    await visit.note("exported_report", Role.TEAM)
    reader = Say(house.languages.get(language), say.zone)
    return Screen(
        text=paragraphs(
            bold(say("Here is the report.")),
            say("Open it in a browser. Print it from there, or save it as a PDF."),
        ),
        rows=rows(Link(say("Another file"), "team/export"), Link(say("🧭 Team desk"), "team")),
        document=Document(
            name_of(window, language),
            lambda: page(reader, house.campaign, facts).encode(),
            say("No small group of people can be worked out from it."),
        ),
    )


def _window(since: date, until: date) -> Window:
    try:
        return Window(since, until)
    except ValueError:
        raise Nowhere(f"{since} to {until}") from None


ROUTES = (
    Route("team/report/{since:date}/{until:date}", languages, Role.TEAM),
    Route("team/report/{since:date}/{until:date}/{language:word}", report, Role.TEAM),
)
