"""The languages, in their own names; a choice redraws the talk at once."""

from collections.abc import Iterable

from dialogs import menus
from dialogs.citizen import coming
from dialogs.languages import EASY, is_checked
from dialogs.screen import Address, Link, Row, Screen, rows
from dialogs.site import Route
from dialogs.text import Language, Text, own, paragraphs
from dialogs.visit import Visit

_BACK = ("start", "home", "profile")
UNCHECKED = "◇"
"""Stands behind the name of a language that no native reader has read."""


async def languages(visit: Visit) -> Screen:
    """Choose a language: those that were checked first, the easy words of one beside the usual ones."""
    say, offered = visit.say, list(visit.house.languages)
    easy = {one.code.removesuffix(EASY): one for one in offered if one.code.endswith(EASY)}
    both = [one for one in offered if one.code in easy]
    rest = [one for one in offered if one not in both and one not in easy.values()]
    live = [one for one in rest if is_checked(one)]
    previews = [one for one in rest if not is_checked(one)]
    unchecked = any(not is_checked(one) for one in offered)
    return Screen(
        name="language",
        text=paragraphs(
            say("Which language shall I speak?"),
            say("{sign} means: nobody has checked this translation yet.", sign=Text(UNCHECKED))
            if unchecked
            else None,
            say("An organisation writes in its own language. I always say which one that is."),
        ),
        rows=rows(
            *((_way(visit, one), _way(visit, easy[one.code])) for one in both),
            *_pairs(visit, live),
            *_pairs(visit, previews),
            Link(say("🏠 Home"), "home"),
        ),
    )


async def choose(visit: Visit, code: str, back: str) -> Screen | Address:
    """Speak this language from here on, and go back to where it was chosen."""
    if code not in visit.house.languages:
        return await languages(visit)
    await speak(visit, code)
    if back == "home" and visit.citizen is None and visit.profile.adult is None:
        back = "start"
    if back == "start" and visit.citizen is None:
        return await coming.back(visit) or Address(back)
    return Address(back if back in _BACK else "home")


async def speak(visit: Visit, code: str) -> None:
    """Have the talk go on in this language, the chat's own command menu too."""
    visit.use_language(code)
    await menus.renew(visit)


def _pairs(visit: Visit, some: Iterable[Language]) -> list[Row]:
    ways = [_way(visit, one) for one in some]
    return [tuple(ways[start : start + 2]) for start in range(0, len(ways), 2)]


def _way(visit: Visit, one: Language) -> Link:
    chosen = "✓ " if one.code == visit.say.language.code else ""
    sign = "" if is_checked(one) else f" {UNCHECKED}"
    return Link(own(f"{chosen}{one.name}{sign}"), f"language/{one.code}/home")


ROUTES = (
    Route("language", languages),
    Route("language/{code:word}/{back:word}", choose),
)
