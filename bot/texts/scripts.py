"""What there is to read aloud: every citizen's screen in one language, among the sample people."""

import logging
import re
from collections.abc import Iterable

from bot.app import App
from bot.logs import told
from bot.texts.stage import Stage, stage
from bot.texts.walking import NAME
from bot.texts.ways import WAYS, go
from campaign.records import Opportunity
from dialogs import foot
from dialogs.languages import Languages
from dialogs.listening import SCREENS
from dialogs.reading import Reading, Script, script
from dialogs.screen import Screen

log = logging.getLogger("bot.scripts")
_SHORTEST = 3
"""Letters of what people wrote that is known again in a screen."""


async def scripts(database: str, languages: Languages, language: str) -> dict[str, Script]:
    """The scripts of all screens in one language, on an empty database that is thrown away.

    A screen that is not come to is left out: one can be there in some languages alone.
    """
    async with stage(database, languages, language) as there:
        say = Reading(there.app.house.languages.get(language), there.app.zone)
        data = _pattern(there.ones.values(), there.app)
        made = [(name, await _script(there, name, say, data)) for name in SCREENS]
    return {name: one for name, one in made if one is not None}


async def _script(there: Stage, name: str, say: Reading, data: re.Pattern[str]) -> Script | None:
    """What is read aloud of one screen; None where the way to it leads elsewhere."""
    try:
        screen = there.letter(name, say) or await _screen(there, name, say)
    except Exception as error:
        log.error("a screen cannot be read aloud", extra={"page": name, **told(error)})
        return None
    if screen.name != name:
        log.info("a screen is not come to", extra={"page": name})
        return None
    return script(screen, data, without=[f"{way}/" for way in foot.NAMES])


async def _screen(there: Stage, name: str, say: Reading) -> Screen:
    screen: Screen | None = None
    there.reset()
    async with there.app.store.begin() as memory, memory.undone():
        async for came in go(there, memory, WAYS[name], say):
            screen = came.screen
    if screen is None:
        raise LookupError(f"the way to {name} has no step")
    return screen


def _pattern(ones: Iterable[Opportunity], app: App) -> re.Pattern[str]:
    """Matches what organisations and the campaign wrote, and the names of languages."""
    written = {
        part
        for one in ones
        for text in (one.title, one.description, one.organisation, one.place, one.address, one.bring)
        for part in text.split("\n")
    }
    written |= {one.name for one in app.house.languages}
    written |= {text for week in app.campaign.weeks for text in week.titles.values()}
    written |= {text for event in app.campaign.events for text in event.titles.values()}
    longest = sorted((part for part in written if len(part) > _SHORTEST), key=len, reverse=True)
    return re.compile("|".join([r"https://\S+", rf"\b{NAME}\b", *map(re.escape, longest)]))
