"""What there is to read aloud, made for the team at the first look at a language."""

import asyncio
import tempfile
from collections.abc import Mapping

from dialogs.languages import Languages
from dialogs.reading import Script


class SampleScripts:
    """The scripts of all screens among the sample people, made in a thread, then kept.

    They are the same whichever of these languages are offered.
    """

    def __init__(self, languages: Languages) -> None:
        self._languages = languages
        self._known: dict[str, Mapping[str, Script]] = {}
        self._making: dict[str, asyncio.Lock] = {}

    def known(self, language: str) -> Mapping[str, Script] | None:
        """Those of a language, by the name of the screen."""
        return self._known.get(language)

    async def make(self, language: str) -> Mapping[str, Script]:
        """Make them beside the loop, so that nobody who taps meanwhile waits for it."""
        async with self._making.setdefault(language, asyncio.Lock()):
            if language not in self._known:
                self._known[language] = await asyncio.to_thread(self._made, language)
            return self._known[language]

    def _made(self, language: str) -> Mapping[str, Script]:
        from bot.texts.scripts import scripts  # a tenth of a second that most never need

        every = Languages(self._languages.every.values())
        with tempfile.TemporaryDirectory(prefix="scripts-") as folder:
            return asyncio.run(scripts(f"sqlite:///{folder}/scripts.sqlite", every, language))
