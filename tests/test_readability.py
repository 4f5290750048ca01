"""Dutch is easy to read: for everybody strictly, for organisations and the team a little less so."""

import csv
from collections import Counter

import pytest

from dialogs import catalogues
from tools.readability import audience, dutch

REGISTERS = [code for code in dutch.CITIZENS if catalogues.path_of(code).exists()]
AVERAGE = {"nl": 80.0, "nl@simple": 90.0}
"""The least score of all that everybody reads, taken together."""
FIRST_SCREENS = frozenset(
    f"dialogs/citizen/{page}.py"
    for page in (
        *("welcome", "language", "place", "ask", "invited", "poster", "instead", "opportunity"),
        *("card", "reply", "consent"),
    )
)
"""What a newcomer comes past until the first ask is answered: it is A2 in both kinds of Dutch."""
AFTER_THEM = {"👤 My profile"}
"""Texts there that nobody sees before they agreed to have their answers kept."""


@pytest.mark.parametrize("language", REGISTERS)
def test_the_first_screens_are_in_simple_words_in_both_kinds_of_dutch(language: str) -> None:
    level, found, seen = dutch.CITIZENS["nl@simple"], dict[str, list[str]](), set[str]()
    for message in catalogues.texts(catalogues.read(catalogues.path_of(language))):
        pages = {path for path, _ in message.locations} & FIRST_SCREENS
        seen |= pages
        hard = [fault for form in catalogues.forms_of(message) for fault in dutch.faults(form, level)]
        english = catalogues.key_of(message)[1]
        if pages and hard and english not in AFTER_THEM:
            found[english] = hard
    assert seen == FIRST_SCREENS, "each of them says something"
    assert not found, "\n" + "\n".join(f"{text}\n    {' '.join(hard)}" for text, hard in found.items())


@pytest.mark.parametrize("language", REGISTERS)
def test_every_text_is_easy_to_read(language: str) -> None:
    found = {
        catalogues.key_of(message)[1]: hard
        for message in catalogues.texts(catalogues.read(catalogues.path_of(language)))
        if (hard := audience.faults(message, language))
    }
    assert not found, "\n" + "\n".join(f"{text}\n    {' '.join(hard)}" for text, hard in found.items())


@pytest.mark.parametrize("language", REGISTERS)
def test_all_that_everybody_reads_is_easier_than_any_one_of_it_need_be(language: str) -> None:
    everybodys = [
        form
        for message in catalogues.texts(catalogues.read(catalogues.path_of(language)))
        if audience.is_everybodys(message)
        for form in catalogues.forms_of(message)
        if form
    ]
    if len(everybodys) > 500:
        assert dutch.score("\n".join(everybodys)) > AVERAGE[language]


def test_sentences_end_where_a_reader_takes_breath() -> None:
    assert dutch.sentences("Hallo. Doe je mee? • Ja · Nee: nee\nGoed …") == [
        *("Hallo", "Doe je mee", "Ja", "Nee", "nee", "Goed"),
    ]
    assert dutch.sentences("<b>{name}</b> is er van 10:00 tot 12.30 uur.") == [
        "iets is er van 10:00 tot 12.30 uur"
    ]
    assert dutch.words("Op za’s foto-avond, 3 keer 🎉") == ["Op", "za’s", "foto-avond", "keer"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ga je mee? " + "ja " * 11 + "hoor.", "Make two sentences of “ja ja"),
        ("Dit is een verantwoordelijkheidsgevoel.", "Take a shorter word for “verantwoordelijkheidsgevoel”"),
        ("Bel, indien nodig.", "Say it easier than “indien”: als."),
        ("Tevens kan het.", "Say it easier than “tevens”: ook."),
        ("Je kunt de locatie zien.", "Say it easier than “locatie”: plek."),
        ("Deelnemen kan.", "Say it easier than “deelnemen”: meedoen."),
    ],
)
def test_what_is_hard_is_told_with_something_easier(text: str, told: str) -> None:
    found = dutch.faults(text, dutch.CITIZENS["nl@simple"])
    assert any(one.startswith(told) for one in found), found


def test_a_text_of_long_words_scores_low_and_a_plain_one_high() -> None:
    plain = "Je kunt hier iets kleins doen. Het is dicht bij jou. Wil je dat doen?"
    stiff = (
        "Belangstellenden verifiëren voorafgaandelijk beschikbaarheid, kwalificaties, verantwoordelijkheden."
    )
    assert dutch.score(plain) > 90
    assert dutch.score(stiff) < 0
    level = dutch.CITIZENS["nl"]
    assert dutch.faults(plain, level) == []
    assert any("score" in one for one in dutch.faults(f"{stiff} {stiff}", level))
    assert not any("score" in one for one in dutch.faults("Verantwoordelijkheden.", level))


def test_simple_dutch_asks_less_of_its_readers_than_plain_dutch() -> None:
    for levels in (dutch.CITIZENS, dutch.OTHERS):
        simple, plain = levels["nl@simple"], levels["nl"]
        assert simple.words < plain.words
        assert simple.letters < plain.letters
        assert simple.score > plain.score
        assert simple.lists >= plain.lists
    assert dutch.CITIZENS["nl@simple"].words == 10


def test_both_kinds_of_dutch_are_measured() -> None:
    assert set(REGISTERS) == {"nl", "nl@simple"}


def test_what_stands_on_a_poster_is_read_by_everybody() -> None:
    texts = {
        catalogues.key_of(message)[1]: audience.is_everybodys(message)
        for message in catalogues.texts(catalogues.read(catalogues.path_of("nl@simple")))
    }
    assert texts["Scan the code. I ask you one thing near you."]
    assert texts["You say yes or no. You are not tied to anything."]
    assert not texts["Where will the poster hang?"]


def test_simple_dutch_says_who_does_it() -> None:
    passive = "Je antwoord wordt bewaard."
    assert dutch.faults(passive, dutch.CITIZENS["nl@simple"]) == [
        "Say it easier than “wordt”: zeg wie het doet."
    ]
    assert dutch.faults(passive, dutch.CITIZENS["nl"]) == []


def test_every_hard_word_has_easier_ones_and_stands_once() -> None:
    with dutch.HARD_WORDS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 250
    assert all(row["easier"] and row["level"] in ("A2", "B1") for row in rows)
    assert not [word for word, count in Counter(row["hard"] for row in rows).items() if count > 1]
    hard = {row["hard"] for row in rows if row["level"] == "B1"}
    assert not [row for row in rows if row["easier"] in hard], "an easier word is itself hard"
