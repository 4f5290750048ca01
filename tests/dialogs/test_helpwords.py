"""Help is known in every language when it is the whole message, and is no other word that the bot knows."""

import pytest

from dialogs.answerwords import answer_word
from dialogs.formats import ENDONYMS
from dialogs.helpwords import HELP_WORDS, help_word
from dialogs.stopwords import stop_word
from storage.gazetteer import Gazetteer

SPOKEN = {
    "nl": "hulp",
    "en": "help",
    "ar": "مساعدة",
    "tr": "yardım",
    "pl": "pomoc",
    "uk": "допомога",
    "fa": "راهنما",
    "ti": "ሓገዝ",
    "so": "caawimo",
    "fr": "aide",
    "es": "ayuda",
    "de": "hilfe",
    "pap": "yudansa",
}


def test_every_language_has_its_word() -> None:
    assert SPOKEN.keys() == {code.partition("@")[0] for code in ENDONYMS}
    assert all(help_word(word) for word in SPOKEN.values())


@pytest.mark.parametrize(
    "text", ["HELP!", "Hulp?", "uitleg…", "Yardim", "¡Ayúdame!", "مساعـدة", "Hoe werkt dit?"]
)
def test_it_is_known_as_people_type_it(text: str) -> None:
    assert help_word(text)


@pytest.mark.parametrize(
    "text", ["", " ", "?", "ja", "stop", "ik wil helpen", "help zwijndrecht", "helper", "help " * 20]
)
def test_nothing_else_asks_for_help(text: str) -> None:
    assert not help_word(text)


def test_it_means_nothing_else_that_the_bot_knows() -> None:
    for word in HELP_WORDS:
        assert stop_word(word) is None, word
        assert answer_word(word, "nl") is None, word


def test_no_place_is_called_like_it(gazetteer: Gazetteer) -> None:
    named = {area.place for area in gazetteer.areas()} | set(gazetteer.municipalities())
    assert len(named) > 2_000
    assert not [name for name in named if help_word(name)]
