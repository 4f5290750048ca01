"""The foot of a citizen's screen: one last row with other ways to read the very same."""

from collections.abc import Callable

from dialogs.languages import EASY
from dialogs.screen import LONGEST, Link, Row
from dialogs.text import Say
from dialogs.visit import House

EASIER, USUAL = "easier", "usual"
"""What stands before the address of a screen to see it in the other register of its language."""
NAMES = (EASIER, USUAL)
_OTHERWISE = "home"
"""Where a way leads whose screen has too long an address to stand behind it."""


def foot(house: House, say: Say, path: str) -> Row:
    """The ways that there are for a screen at this path, in the language of `say`; often none."""
    return tuple(button for way in _WAYS if (button := way(house, say, path)) is not None)


def to(way: str, path: str) -> str:
    """The address of one way to read what stands at a path."""
    whole = f"{way}/{path}"
    return whole if len(whole.encode()) <= LONGEST else f"{way}/{_OTHERWISE}"


def _register(house: House, say: Say, path: str) -> Link | None:
    code = say.language.code
    if house.languages.sibling(code) is None:
        return None
    if code.endswith(EASY):
        return Link(say("🔤 Usual words"), to(USUAL, path))
    return Link(say("🔤 Easier words"), to(EASIER, path))


_WAYS: tuple[Callable[[House, Say, str], Link | None], ...] = (_register,)
"""In the order in which they stand. *Listen* comes first: a link to `to("listen", path)` where the page at
this path is recorded in this language."""
