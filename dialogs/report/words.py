"""The report's own words, in the two languages that it is read in."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from dialogs.columns import language_of
from dialogs.text import Say, Text, own

LANGUAGES = ("nl", "en")
"""Those that a report is made in, the first where nothing is said of it."""
_FILE = Path(__file__).with_name("words.json")


@cache
def every() -> dict[str, dict[str, Any]]:
    """All there are, by name and language: a sentence, or several."""
    found: dict[str, dict[str, Any]] = json.loads(_FILE.read_text(encoding="utf-8"))
    return found


class Words:
    """The words of one report, and what its language says elsewhere (`say`)."""

    def __init__(self, say: Say) -> None:
        self.say = say
        self._code = language_of(say.language.code)

    def __call__(self, name: str, /, **arguments: Text | str | int) -> Text:
        """A sentence, with what belongs into it; numbers are written as in its language."""
        return self._fill(every()[name][self._code], arguments)

    def several(self, name: str, /, **arguments: Text | str | int) -> list[Text]:
        """Sentences that belong together."""
        return [self._fill(one, arguments) for one in every()[name][self._code]]

    def pairs(self, name: str) -> list[tuple[Text, Text]]:
        """Words, each with what it means."""
        return [(own(word), own(meaning)) for word, meaning in every()[name][self._code]]

    def _fill(self, sentence: str, arguments: dict[str, Text | str | int]) -> Text:
        return Text(own(sentence).html.format_map({key: self._word(one) for key, one in arguments.items()}))

    def _word(self, value: Text | str | int) -> str:
        if isinstance(value, int):
            return self.say.number(value).html
        return value.html if isinstance(value, Text) else own(value).html
