"""The screens that were come past, each once, with its page and the texts that are seen on it."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.texts.walking import Trail
from dialogs.catalogues import mark
from dialogs.screen import Key, Screen
from dialogs.text import Text

GONE = "gone"
"""The name of the screen that is shown where an address leads nowhere."""
BY_ITSELF = "message"
"""Stands in the place of a page for what comes by itself, and what Telegram shows of the bot."""
_PIECE = re.compile(r"\{(\w+):\w+\}")


@dataclass(frozen=True, slots=True)
class Seen:
    """A screen, the pattern of the page it stands on, the steps that lead to it, and where to find it."""

    pattern: str
    trail: Trail
    screen: Screen
    anchor: str


@dataclass(slots=True)
class Album:
    """All screens in the order in which they were come to; and where each route and each text is seen.

    A route can lead to a screen that stands on another page: one that only changes something.
    """

    screens: list[Seen] = field(default_factory=list)
    routes: dict[str, Seen] = field(default_factory=dict)
    texts: dict[Key, Seen] = field(default_factory=dict)
    _looks: dict[str, Seen] = field(default_factory=dict)
    _numbers: Counter[str] = field(default_factory=Counter)

    def add(
        self, route: str, at: str, trail: Trail, screen: Screen, said: Mapping[Key, Text]
    ) -> tuple[Seen, bool]:
        """Put in what somebody came to by a route; and whether it looks like none before."""
        look = "\n".join(text.html for text in shown(screen))
        seen = self._looks.get(look)
        fresh = seen is None
        if seen is None:
            pattern = at or route or "lost"
            self._numbers[pattern] += 1
            seen = Seen(pattern, trail, screen, anchor(pattern, self._numbers[pattern]))
            self._looks[look] = seen
            self.screens.append(seen)
            words = "\n".join(text.plain for text in shown(screen))
            for key, text in said.items():
                if key not in self.texts and text.plain in words:
                    self.texts[key] = seen
        if route and screen.name != GONE:
            self.routes.setdefault(route, seen)
        return seen, fresh

    def anchor_of(self, key: Key) -> str:
        """Where a text is found: the first screen that shows it, or the list of those that none shows."""
        seen = self.texts.get(key)
        return seen.anchor if seen is not None else f"text-{mark(*key)}"


def shown(screen: Screen) -> list[Text]:
    """All that is to be read of a screen, what goes with it too."""
    texts = [screen.text, screen.toast, screen.locate_words]
    texts += [screen.venue.title, screen.venue.address] if screen.venue else []
    texts += [file.caption for file in (screen.picture, screen.document) if file]
    texts += [screen.voice.forbidden, screen.voice.lost] if screen.voice else []
    texts += [button.label for row in screen.rows for button in row]
    texts += [screen.locate] if screen.locate else []
    texts += [words for _, words in screen.menu or ()]
    return [text for text in texts if text]


def anchor(pattern: str, number: int) -> str:
    """What the `number`-th screen of a page is found by, in an address too: `plan.number.when-2`."""
    name = _PIECE.sub(r"\1", pattern).replace("/", ".")
    return name if number == 1 else f"{name}-{number}"
