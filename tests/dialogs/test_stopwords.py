"""Stop words: the whole message, however it is written, and nothing that merely holds one."""

import pytest

from dialogs.stopwords import STOP_WORDS, stop_word


@pytest.mark.parametrize("word", STOP_WORDS)
def test_a_stop_word_stops_however_it_is_written(word: str) -> None:
    place = STOP_WORDS.index(word)
    for written in (word, word.upper(), word.title(), f"  {word}!! ", f"¡{word}.", f"\n{word}\n?"):
        assert stop_word(written) == place
    assert stop_word(word.replace(" ", "  \n ")) == place


@pytest.mark.parametrize(
    "text",
    ["", " ", "!", "stop it", "please stop", "stopcontact", "nonstop", "stop 12", "Ş"],
)
def test_what_merely_holds_a_stop_word_does_not_stop(text: str) -> None:
    assert stop_word(text) is None


def test_each_word_stands_once_and_as_it_is_compared() -> None:
    assert len(set(STOP_WORDS)) == len(STOP_WORDS)
    for word in STOP_WORDS:
        assert word == " ".join(word.casefold().split())


def test_the_words_that_old_buttons_point_at_stay_where_they_are() -> None:
    assert STOP_WORDS[:10] == (
        "stop",
        "stoppen",
        "hou op",
        "ophouden",
        "afmelden",
        "uitschrijven",
        "geen berichten meer",
        "unsubscribe",
        "no more",
        "leave me alone",
    )
