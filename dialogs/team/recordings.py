"""Recordings of what the bot says: in which language, which screens, and how far the team is."""

from collections.abc import Mapping

from campaign.listening import LONGEST
from campaign.values import Role
from dialogs.listening import SCREENS
from dialogs.reading import Script
from dialogs.screen import Address, Link, Row, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import bold, lines, own, paragraphs
from dialogs.visit import Visit
from storage.memory import Memory
from storage.recordings import Recording

PAGE = 8
"""Screens on one page of the list."""
_LABEL = 40
"""Letters of a screen's first line on a button; a phone shows as many as fit."""


async def languages(visit: Visit) -> Screen:
    """Choose a language; each with how many screens are recorded in it."""
    say, there = visit.say, await visit.memory.recordings.playable()
    links = []
    for one in visit.house.languages:
        count = sum(language == one.code for name, language in there if name in SCREENS)
        links.append(Link(own(f"{one.name} · {count}"), f"team/recordings/{one.code}/0"))
    pairs: list[Row] = [tuple(links[start : start + 2]) for start in range(0, len(links), 2)]
    return Screen(
        text=paragraphs(
            bold(say("🔊 Listening")),
            say("Whoever finds reading hard can listen to me. For that, one of you reads my words aloud."),
            say("In which language? Behind it stands how many of the {n} screens are done.", n=len(SCREENS)),
        ),
        rows=rows(
            *pairs,
            Link(say("❓ How do I record?"), "team/recordings/help"),
            Link(say("🧭 Team desk"), "team"),
        ),
    )


async def help(visit: Visit) -> Screen:
    """How one records, and what one says where the words are different for everybody."""
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(say("How do I record?")),
            lines(
                say("• Sit in a quiet room. Hold the microphone in this chat, and read aloud."),
                say("• Read slowly, as you would to a neighbour. Read the words as they are."),
                say(
                    "• What is underlined is different for everybody. Do not read it: say what stands there."
                ),
                say("• For example: “the name of the organisation”, or “the day and the time”."),
                say("• Then say which buttons there are. Say what is drawn on them: “a thumb for yes”."),
                say("• At most {n} seconds. Is it too long? Say in short what it is about.", n=LONGEST),
            ),
            say("You can also forward a voice message of somebody who speaks the language."),
            say("Everybody hears your voice. If you erase everything about you, your recordings go too."),
        ),
        rows=rows(Link(say("🔊 Listening"), "team/recordings"), Link(say("🧭 Team desk"), "team")),
    )


async def listed(visit: Visit, code: str, page: int) -> Screen | Address:
    """A page of the screens in the order in which somebody meets them, each with how it stands."""
    scripts = await scripts_in(visit, code)
    titles = await scripts_in(visit, visit.say.language.code)
    names = list(scripts)
    if page * PAGE >= len(names):
        return Address(f"team/recordings/{code}/0")
    say, there = visit.say, await visit.memory.recordings.of_language(code)
    done = [name for name in names if name in there]
    old = sum(there[name].fingerprint != scripts[name].fingerprint for name in done)
    shown = names[page * PAGE : (page + 1) * PAGE]
    missing = next((name for name in names if name not in there), None)
    return Screen(
        text=paragraphs(
            bold(own(f"🔊 {visit.house.languages.get(code).name}")),
            say("{n} of {total} screens are recorded.", n=len(done), total=len(names)),
            say.plural(
                "⚠️ The words of {n} have changed since. Record it again.",
                "⚠️ The words of {n} have changed since. Record them again.",
                old,
            )
            if old
            else None,
            say("The screens stand in the order in which people meet them."),
        ),
        rows=rows(
            *(
                Link(
                    own(f"{_mark(there.get(name), scripts[name])} {_short(titles.get(name, scripts[name]))}"),
                    f"team/recording/{code}/{name}",
                )
                for name in shown
            ),
            (
                *([Link(say("⬅️ Previous"), f"team/recordings/{code}/{page - 1}")] if page else []),
                *(
                    [Link(say("More ➡️"), f"team/recordings/{code}/{page + 1}")]
                    if (page + 1) * PAGE < len(names)
                    else []
                ),
            ),
            Link(say("⏭ The next one to record"), f"team/recording/{code}/{missing}") if missing else None,
            (Link(say("🌐 Another language"), "team/recordings"), Link(say("🧭 Team desk"), "team")),
        ),
    )


async def scripts_in(visit: Visit, code: str) -> Mapping[str, Script]:
    """What there is to read aloud in a language; Nowhere where there is none, or nothing that makes it."""
    scripts = visit.house.scripts
    if code not in visit.house.languages or scripts is None:
        raise Nowhere(f"recordings in {code}")

    async def make(_: Memory) -> Mapping[str, Script]:
        return await scripts.make(code)

    known = scripts.known(code)
    return known if known is not None else await visit.look_long(f"scripts {code}", make)


def _mark(there: Recording | None, script: Script) -> str:
    if there is None:
        return "▫️"
    return "✅" if there.fingerprint == script.fingerprint else "⚠️"


def _short(script: Script) -> str:
    title = script.title.plain
    return title if len(title) <= _LABEL else f"{title[: _LABEL - 1].rstrip()}…"


ROUTES = (
    Route("team/recordings", languages, Role.TEAM),
    Route("team/recordings/help", help, Role.TEAM),
    Route("team/recordings/{code:word}/{page:int}", listed, Role.TEAM),
)
