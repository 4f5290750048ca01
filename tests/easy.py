"""Languages that are invented for tests: Dutch in easy words, and one that no native reader has read."""

from dataclasses import replace

from dialogs import catalogues
from dialogs.languages import SIMPLE, Languages
from dialogs.text import Catalogue, Language
from tests.talk import LANGUAGES

MARK = "⚑"
"""Stands before every text in easy words."""


def in_easy_words() -> Languages:
    """The languages of the tests, with an invented catalogue in easy words."""
    return Languages([*LANGUAGES, marked("nl", SIMPLE, "Makkelijk Nederlands")])


def with_unread(*, offered: bool = False) -> Languages:
    """The languages of the tests, with an invented Turkish one that is a preview; offered or not."""
    every = Languages([*LANGUAGES, marked("en", "tr", "Türkçe")])
    return every.live(("tr",) if offered else ())


def marked(source: str, code: str, name: str) -> Language:
    """A language whose every text is that of another, marked."""
    other = LANGUAGES.get(source)
    texts = catalogues.texts(catalogues.template())
    keys = {
        key if key[0] else key[1]: catalogues.entry_of(text)
        for text in texts
        for key in [catalogues.key_of(text)]
    }
    forms = {key: (one.english, one.plural or one.english) for key, one in keys.items()}
    said = {key: other.catalogue.messages.get(key, form) for key, form in forms.items()}
    messages = {key: tuple(f"{MARK}{form}" for form in form) for key, form in said.items()}
    catalogue = Catalogue(messages, other.catalogue.form)
    return replace(other, code=code, name=name, catalogue=catalogue, reviewed=False)
