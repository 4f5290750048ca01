"""A knock: what the door knows of whoever opens a page, which is the languages they read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dialogs.text import Say
from dialogs.visit import House

_LONGEST, _MOST = 35, 10
"""Characters of the name of a language, and languages of a browser that are looked at."""


@dataclass(frozen=True, slots=True)
class Knock:
    """The house, the moment, and which languages were wanted.

    `bot_name` is what the bot is called in links, empty where that is not known. `wanted` is the language
    chosen on the page, `spoken` what the browser tells of its languages.
    """

    house: House
    now: datetime
    bot_name: str = ""
    wanted: str = ""
    spoken: str = ""

    def speak(self, code: str = "") -> Say:
        """A translator into the language chosen here, else this one, else one of the browser's."""
        languages = self.house.languages
        known = (languages.find(name[:_LONGEST]) for name in (self.wanted, code, *self._spoken()))
        return Say(languages.get(next(filter(None, known), None)), self.house.campaign.zone)

    def _spoken(self) -> Iterator[str]:
        """The browser's languages in its own order, which is that of liking in all there are."""
        for piece in self.spoken.split(",", _MOST)[:_MOST]:
            name = re.split(r"[;\s]", piece.strip(), maxsplit=1)[0]
            if name not in ("", "*"):
                yield name
