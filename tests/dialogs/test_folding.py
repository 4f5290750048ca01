"""Words as they are compared: alike for whoever types them, and apart where they mean different things."""

import pytest

from dialogs.folding import bare, fold, undisguised


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("İSTANBUL", "istanbul"),
        ("ılık", "ILIK"),
        ("Łódź", "lodz"),
        ("Straße", "STRASSE"),
        ("١٢ مارس", "12 مارس"),
        ("۱۲ مارس", "12 مارس"),
        ("أنا", "انا"),
        ("كتـــاب", "کتاب"),
        ("می‌خواهم", "می خواهم"),
        ("ሠላም", "ሰላም"),
        ("  a \n\t b ", "a b"),
        ("laisse-moi", "Laisse moi"),
        ("ﻻ", "لا"),
    ],
)
def test_what_is_the_same_word_is_compared_as_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_what_stands_at_the_edges_is_left_out_and_what_stands_inside_is_not() -> None:
    assert bare("¿¡ « a, b » !? 🛑") == "a, b"
    assert bare("؟توقف،") == "توقف"
    assert bare("።፧ደው በል፡") == bare("ደው በል")
    assert bare("...") == bare("") == ""
    assert fold("a, b!") == "a, b!"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Zwijndrecht groener", ("zwijndrecht", "groener", "zwijndrechtgroener")),
        ("g r o e n", ("groen", "groen")),
        ("g.r.o.e.n is mooi", ("groen", "is", "mooi", "groenismooi")),
        ("GR03N", ("groen", "groen")),
        ("m\u200booi €én", ("mooi", "een", "mooieen")),
        ("12", ("i", "i")),
        ("?!", ("i", "i")),
        ("", ("",)),
    ],
)
def test_hidden_letters_are_read(written: str, words: tuple[str, ...]) -> None:
    assert undisguised(written) == words
