"""Texts that people say are not right: the same together, with how they would say it."""

from campaign.values import Role
from dialogs.citizen.home import short
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import Say, Text, bold, code, dotted, lines, own, paragraphs, quote
from dialogs.visit import Visit
from storage.unclear import TOLD, Told

LISTED = 8
QUOTED = 10


async def listed(visit: Visit) -> Screen:
    """The open ones, those that most people name first."""
    found = await visit.memory.unclear.listed(LISTED)
    say = visit.say
    told = [
        lines(quote(own(short(_words(one), 200))), dotted([_language(visit, one), _times(say, one)]))
        for one in found
    ]
    return Screen(
        text=paragraphs(
            bold(say("Texts that are not right")), *(told or [say("Nobody said so, or you closed them all.")])
        ),
        rows=rows(
            *(Link(say("✏️ {text}", text=short(_words(one))), f"team/unclear/{one.id}") for one in found),
            (Link(say("⚠️ All reports"), "team/reports"), Link(say("🧭 Team desk"), "team")),
        ),
    )


async def one(visit: Visit, number: int) -> Screen:
    """One text: in English and as it was read, where, how often, and how people would say it."""
    it = await visit.memory.unclear.get(number)
    if it is None:
        raise Nowhere(f"text {number}")
    say, text = visit.say, it.text
    heads = [
        _language(visit, it),
        _times(say, it),
        say("🗓 {moment}", moment=say.moment(it.at, None)),
    ]
    known = text.mark != TOLD
    return Screen(
        text=paragraphs(
            bold(say("A text that is not right")),
            lines(
                dotted(heads),
                say("🔑 {mark}", mark=code(text.mark)) if known else None,
                say("📄 Pages: {pages}", pages=code(", ".join(it.pages))),
                say("💬 Meaning: {context}", context=own(text.context)) if text.context else None,
            ),
            paragraphs(say("The English text:"), quote(own(text.english))) if known else None,
            paragraphs(say("What people read:"), quote(own(_translation(visit, it)))) if known else None,
            paragraphs(
                say("How people would say it:") if known else say("What somebody wrote:"),
                *(quote(own(words)) for words in it.words[:QUOTED]),
            )
            if it.words
            else None,
        ),
        rows=rows(
            Link(say("✅ It is settled"), f"team/unclear/{number}/close"),
            (Link(say("✏️ All texts"), "team/unclear"), Link(say("🧭 Team desk"), "team")),
        ),
    )


async def close(visit: Visit, number: int) -> Address:
    """The team looked at a text, and at all that is equal."""
    if await visit.memory.unclear.close(number, now=visit.now):
        await visit.note("text_settled", Role.TEAM)
    return Address("team/unclear")


def _words(it: Told) -> str:
    """What it is known by: the English, or what somebody wrote."""
    return it.text.english or " ".join(it.words)


def _translation(visit: Visit, it: Told) -> str:
    """How the text reads in the language now."""
    language = visit.house.languages.every.get(it.text.language)
    key = (it.text.context, it.text.english) if it.text.context else it.text.english
    forms = language.catalogue.messages.get(key) if language else None
    return forms[0] if forms else it.text.english


def _language(visit: Visit, it: Told) -> Text:
    known = visit.house.languages.every.get(it.text.language)
    return own(known.name if known else it.text.language)


def _times(say: Say, it: Told) -> Text:
    return say.plural("{n} person", "{n} people", it.count)


ROUTES = (
    Route("team/unclear", listed, Role.TEAM),
    Route("team/unclear/{number:int}", one, Role.TEAM),
    Route("team/unclear/{number:int}/close", close, Role.TEAM),
)
