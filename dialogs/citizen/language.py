"""The languages, in their own names; a choice redraws the talk at once."""

from campaign.values import Role
from dialogs import menus
from dialogs.citizen import coming
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import Text, own, paragraphs
from dialogs.visit import Visit

_BACK = ("start", "home", "profile")


async def languages(visit: Visit) -> Screen:
    """Choose a language."""
    say = visit.say
    buttons = [
        Link(_mark(one.name, one.code == say.language.code), f"language/{one.code}/home")
        for one in visit.house.languages
    ]
    pairs = [tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2)]
    return Screen(
        text=paragraphs(
            say("Which language shall I speak?"),
            say("An organisation writes in its own language. I always say which one that is."),
        ),
        rows=rows(*pairs, Link(say("🏠 Home"), "home")),
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
    if await visit.has(Role.MEMBER) or await visit.has(Role.TEAM):
        await menus.renew(visit)


def _mark(name: str, chosen: bool) -> Text:
    return own(f"✓ {name}" if chosen else name)


ROUTES = (
    Route("language", languages),
    Route("language/{code:word}/{back:word}", choose),
)
