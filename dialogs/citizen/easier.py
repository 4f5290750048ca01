"""Easier words and back: the very screen once more in the other register of its language.

An answer to what was typed is drawn again too: the words travel in the button, for they are kept nowhere.
Where they are too long for that (some 40 bytes), what they answered is asked again: the nearest screen.
"""

from dialogs import foot
from dialogs.citizen.language import speak
from dialogs.languages import EASY
from dialogs.screen import Again
from dialogs.site import Nowhere, Route
from dialogs.visit import Visit


async def easier(visit: Visit, address: str) -> Again:
    """Speak in easy words from here on, where the language has such, and show the same again."""
    return await _again(visit, address, simple=True)


async def usual(visit: Visit, address: str) -> Again:
    """Speak in the usual words from here on, and show the same again."""
    return await _again(visit, address, simple=False)


async def _again(visit: Visit, address: str, *, simple: bool) -> Again:
    if address.partition("/")[0] in (foot.EASIER, foot.USUAL):
        raise Nowhere(address)
    other = visit.house.languages.sibling(visit.say.language.code)
    if other is not None and other.endswith(EASY) is simple:
        await speak(visit, other)
    return Again(address)


ROUTES = (
    Route("easier/{address:address}", easier),
    Route("usual/{address:address}", usual),
)
