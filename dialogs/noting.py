"""A translator that notes what it says: which texts, and how each was put into words."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dialogs.screen import Key
from dialogs.text import Say, Text

_Forms = tuple[str, ...]


class Noting(Say):
    """Says what another translator would; `said` has each text by its key, the first time it was said."""

    __slots__ = ("_asked", "said")

    def __init__(self, say: Say) -> None:
        language = say.language
        self._asked = _Asked(language.catalogue.messages)
        catalogue = replace(language.catalogue, messages=self._asked)
        super().__init__(replace(language, catalogue=catalogue), say.zone)
        self.said: dict[Key, Text] = {}

    def _fill(self, sentence: str, arguments: Mapping[str, object]) -> Text:
        """Right before it is filled, a text is asked for by its key."""
        key = self._asked.last
        text = super()._fill(sentence, arguments)
        self.said.setdefault(key, text)
        return text


class _Asked(Mapping[str | tuple[str, str], _Forms]):
    """The texts of a catalogue, with the one that was asked for last."""

    def __init__(self, messages: Mapping[str | tuple[str, str], _Forms]) -> None:
        self._messages = messages
        self.last: Key = (None, "")

    def __getitem__(self, key: str | tuple[str, str]) -> _Forms:
        self.last = key if isinstance(key, tuple) else (None, key)
        return self._messages[key]

    def __iter__(self) -> Iterator[str | tuple[str, str]]:
        return iter(self._messages)

    def __len__(self) -> int:
        return len(self._messages)
