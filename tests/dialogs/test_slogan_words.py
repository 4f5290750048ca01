"""The slogan as people type it: read in every way they write it, and refused where it must be."""

import pytest

from dialogs.slogan_words import (
    LONGEST_PLACE,
    LONGEST_WORD,
    Goal,
    Refused,
    Slogan,
    Word,
    goal,
    meant,
    read,
    read_place,
    refusal,
    tidy,
    whole,
    word,
)
from dialogs.text import Catalogue, Language, Say, Text, own
from tests.talk import LANGUAGES, Talk

DUTCH, ENGLISH = (Say(LANGUAGES.get(code), Talk.zone()) for code in ("nl", "en"))
EMBRACING = Say(
    Language(
        "xx",
        "Polish-like",
        "pl",
        False,
        Catalogue(
            {"People make {place} {word}": ("Ludzie chcą, że {place} jest {word} razem",)}, lambda n: 0
        ),
        False,
    ),
    Talk.zone(),
)
"""A language with words before, between and behind the gaps."""


@pytest.mark.parametrize(
    ("typed", "place", "last"),
    [
        ("Zwijndrecht groener", "Zwijndrecht", "groener"),
        ("  Zwijndrecht   groener!! 🌳", "Zwijndrecht", "groener"),
        ("Mensen maken Zwijndrecht groener", "Zwijndrecht", "groener"),
        ("mensen maken onze straat leuker.", "onze straat", "leuker"),
        ("Mensen maken groener", "", "groener"),
        ("Mensen maken", "Mensen", "maken"),
        ("de wereld, een stukje mooier", "de wereld", "een stukje mooier"),
        ("de wereld\neen stukje mooier", "de wereld", "een stukje mooier"),
        ("de buurt meer samen", "de buurt", "meer samen"),
        ("meer samen", "", "meer samen"),
        ("'s-Hertogenbosch groener", "'s-Hertogenbosch", "groener"),
        ("’t Harde groener", "’t Harde", "groener"),
        ("'Zwijndrecht' groener", "Zwijndrecht", "groener"),
        ("Zwijndrecht 'groener'", "Zwijndrecht", "groener"),
        ("“Zwijndrecht” groener", "Zwijndrecht", "groener"),
        ("Bergen (NH) mooier", "Bergen (NH)", "mooier"),
        ("(Zwijndrecht) groener", "(Zwijndrecht)", "groener"),
        ("Tom & Jerry blijer", "Tom & Jerry", "blijer"),
        ("Zwijndrecht/Heerjansdam groener", "Zwijndrecht-Heerjansdam", "groener"),
        ("groener", "", "groener"),
        ("onze school veiliger, ", "onze school", "veiliger"),
        (",", "", ""),
        ("🌳", "", ""),
        ("\n\n", "", ""),
        ("", "", ""),
    ],
)
def test_what_was_typed_is_read(typed: str, place: str, last: str) -> None:
    assert read(DUTCH, typed) == Slogan(place, last)


def test_the_slogan_is_read_as_the_language_words_it() -> None:
    assert read(ENGLISH, "People make our street greener") == Slogan("our street", "greener")
    assert read(ENGLISH, "our street more fun") == Slogan("our street", "more fun")
    assert read(ENGLISH, "Curaçao mas bèrdè") == Slogan("Curaçao", "mas bèrdè")
    for typed in ("Ludzie chcą, że szkoła jest bardzo miła razem", "szkoła jest bardzo miła"):
        assert read(EMBRACING, typed) == Slogan("szkoła", "bardzo miła"), typed
    assert read(EMBRACING, "szkoła miła") == Slogan("szkoła", "miła")


@pytest.mark.parametrize(
    "typed", ["Zwijndrecht", "Zwijndrecht groener", "Mensen maken Zwijndrecht groener", "Zwijndrecht!"]
)
def test_the_place_is_read_where_the_word_is_chosen(typed: str) -> None:
    assert read_place(DUTCH, typed, "groener") == Slogan("Zwijndrecht", "groener")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("Zwijndrecht groener", None),
        ("St.Annaparochie groener", None),
        ("Oranje 4-Hoog groener", None),
        ("groener", None),
        ("VVD socialer", None),
        ("", Refused.EMPTY),
        ("🌳🌳", Refused.EMPTY),
        ("zwijndrecht.nl groener", Refused.LINK),
        ("https://x.example groener", Refused.LINK),
        ("t.me/vraagbot groener", Refused.LINK),
        ("@ana blijer", Refused.LINK),
        ("#groen groener", Refused.LINK),
        ("3331 groener", Refused.NUMBER),
        ("Zwijndrecht 2", Refused.NUMBER),
        ("bel 06 12 34 56 78 sneller", Refused.NUMBER),
        ("2 3", Refused.NUMBER),
        (f"{'x' * LONGEST_PLACE} groener", None),
        (f"{'x' * (LONGEST_PLACE + 1)} groener", Refused.LONG_PLACE),
        (f"Zwijndrecht {'x' * LONGEST_WORD}", None),
        (f"Zwijndrecht {'x' * (LONGEST_WORD + 1)}", Refused.LONG_WORD),
        ("kutstad groener", Refused.UNKIND),
        ("Zwijndrecht kutter", Refused.UNKIND),
        ("klootz akken", Refused.UNKIND),
        ("k u t", Refused.UNKIND),
    ],
)
def test_what_does_not_go_on_a_picture_is_refused_with_the_reason(typed: str, why: Refused | None) -> None:
    assert refusal(typed, read(DUTCH, typed)) is why


def test_a_word_in_another_form_is_offered_in_dutch_alone() -> None:
    assert [meant(DUTCH, typed) for typed in ("groen", "goed", "groener", "meer samen")] == [
        "groener",
        "beter",
        None,
        None,
    ]
    assert meant(ENGLISH, "green") is None


def test_no_typed_text_breaks_an_address_or_the_picture() -> None:
    strange = "a\u0301\u0301\u0301\u0301/?%&#\u202e\u2066b\u200b\x00\x07<b>\u200c😀_|ـ१२"
    for typed in (strange, strange * 500, "\u0301" * 900, "x" * 5_000, "\n" * 900):
        found = read(DUTCH, typed)
        for part in (found.place, found.word, tidy(typed)):
            assert not set(part) & set("/?<>\u202e\u2066\x00\x07\u200b\n|_"), part
            assert len(part) <= 400
            assert "\u0301" * 3 not in part


@pytest.mark.parametrize("language", list(LANGUAGES), ids=lambda one: one.code)
def test_every_word_and_place_to_choose_goes_on_the_picture(language: Language) -> None:
    """They fit, none is refused, and the slogan made of them is read back."""
    say = Say(language, Talk.zone())
    for chosen in Word:
        for where in Goal:
            slogan = Slogan(goal(say, where).plain, word(say, chosen).plain)
            assert refusal("", slogan) is None
            typed = whole(say, own(slogan.place), own(slogan.word)).plain
            assert refusal(typed, read(say, typed)) is None
            assert read_place(say, typed, slogan.word) == slogan
        assert meant(say, word(say, chosen).plain) is None
    assert len({word(say, one).plain for one in Word}) == len(Word)
    assert whole(say, Text("…"), Text("…")).plain.count("…") == 2
