"""Dutch in two registers for tests: the catalogue there is, and one in easy words that is invented."""

from dataclasses import replace

from dialogs.languages import SIMPLE, Languages
from dialogs.text import Catalogue
from tests.talk import LANGUAGES

MARK = "⚑"
"""Stands before every text in easy words."""


def in_easy_words() -> Languages:
    """The languages of the tests, with an invented catalogue in easy words."""
    dutch = LANGUAGES.get("nl")
    messages = {
        key: tuple(f"{MARK}{form}" for form in forms) for key, forms in dutch.catalogue.messages.items()
    }
    easy = replace(
        dutch,
        code=SIMPLE,
        name="Makkelijk Nederlands",
        catalogue=Catalogue(messages, dutch.catalogue.form),
        reviewed=False,
    )
    return Languages([*LANGUAGES, easy])
