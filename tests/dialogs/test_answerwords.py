"""A yes, no or maybe is known in every language when it is the whole message, and nothing else is one."""

from itertools import chain, combinations

import pytest

from campaign.values import Answer
from dialogs.answerwords import OTHERWISE, WORDS, answer_word
from dialogs.folding import bare
from dialogs.formats import ENDONYMS
from dialogs.stopwords import STOP_WORDS, stop_word
from storage.gazetteer import Gazetteer

SPOKEN = {
    "nl": ("ja", "nee", "misschien"),
    "en": ("yes", "no", "maybe"),
    "ar": ("نعم", "لا", "ربما"),
    "tr": ("evet", "hayır", "belki"),
    "pl": ("tak", "nie", "może"),
    "uk": ("так", "ні", "можливо"),
    "fa": ("بله", "نه", "شاید"),
    "ti": ("እወ", "ኣይፋል", "ምናልባት"),
    "so": ("haa", "maya", "malaha"),
    "fr": ("oui", "non", "peut-être"),
    "es": ("sí", "no", "quizás"),
    "de": ("ja", "nein", "vielleicht"),
    "pap": ("si", "nò", "kisas"),
}
AS_TYPED = {
    "JA!!": Answer.YES,
    "Ja, graag 😊": Answer.YES,
    "EVET": Answer.YES,
    "Sí.": Answer.YES,
    "¡si!": Answer.YES,
    "oui, s’il vous plaît": Answer.YES,
    "بلـه": Answer.YES,
    "آره": Answer.YES,
    "да": Answer.YES,
    "ДА!": Answer.YES,
    "HAYIR": Answer.NO,
    "hayir": Answer.NO,
    "Nee, dank je.": Answer.NO,
    "no, gracias": Answer.NO,
    "አይፋል": Answer.NO,
    "нет…": Answer.NO,
    "Peut être": Answer.MAYBE,
    "moze": Answer.MAYBE,
    "quizas?": Answer.MAYBE,
}
NONE = (
    "",
    " ",
    "?",
    "👍",
    "ok",
    "oke",
    "tamam",
    "yes and no",
    "ja maar",
    "no sé",
    "nee toch",
    "janee",
    "y",
    "n",
)
"""What may be meant otherwise, or is more than an answer."""


@pytest.mark.parametrize("answer", Answer)
def test_each_language_of_ours_can_say_it(answer: Answer) -> None:
    assert {code.partition("@")[0] for code in ENDONYMS} == SPOKEN.keys()
    place = [Answer.YES, Answer.NO, Answer.MAYBE].index(answer)
    for code, words in SPOKEN.items():
        assert answer_word(words[place], code) is answer, code


@pytest.mark.parametrize("answer", Answer)
def test_a_word_answers_however_it_is_written_and_wherever_one_is(answer: Answer) -> None:
    for word in WORDS[answer]:
        for written in (
            word,
            word.upper(),
            word.title(),
            f"  {word}!! ",
            f"¡{word}.",
            word.replace(" ", ",  \n "),
        ):
            assert answer_word(written, "nl") is answer, written


@pytest.mark.parametrize("text", AS_TYPED)
def test_it_answers_on_whatever_keyboard_it_is_typed(text: str) -> None:
    assert answer_word(text, "nl") is AS_TYPED[text]


@pytest.mark.parametrize("text", [*NONE, f"ja{' ' * 100}", *STOP_WORDS])
def test_what_can_be_misread_and_what_stops_is_no_answer(text: str) -> None:
    assert answer_word(text, "nl") is None


def test_no_word_says_two_things_and_none_stops() -> None:
    for one, other in combinations(Answer, 2):
        assert not {*map(bare, WORDS[one])} & {*map(bare, WORDS[other])}
    assert not [word for word in chain(*WORDS.values()) if stop_word(word) is not None]
    for words in WORDS.values():
        assert len(set(words)) == len(words)
        assert all(word == " ".join(word.lower().split()) for word in words)


def test_what_means_something_else_where_one_speaks_it_is_no_answer_there() -> None:
    assert OTHERWISE.keys() <= SPOKEN.keys()
    for code, words in OTHERWISE.items():
        for word in words:
            assert answer_word(word, code) is None
            assert answer_word(word, "nl") is not None


def test_no_place_is_called_like_an_answer(gazetteer: Gazetteer) -> None:
    named = {area.place for area in gazetteer.areas()} | set(gazetteer.municipalities())
    assert len(named) > 2_000
    assert not [name for name in named if answer_word(name, "nl") is not None]
