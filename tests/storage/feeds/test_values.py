"""Codes, words and ways to reach are read leniently, and what is none of them is not taken for one."""

import pytest
from babel import Locale

from campaign.offers import Unfit
from campaign.values import Dutch, Like, Often, Task
from storage.feeds import values
from storage.feeds.columns import COLUMNS, column_of
from storage.feeds.kinds import CAUSES, task_and_likes, task_of


@pytest.mark.parametrize("task", Task)
def test_every_kind_of_task_is_told_by_its_code(task: Task) -> None:
    assert task_of(task.code) is task
    assert task_of(task.code.upper()) is task


@pytest.mark.parametrize(
    ("words", "task"),
    [
        ("Tuinieren", Task.GARDENING),
        ("Hulp in de pluktuin", Task.GARDENING),
        ("Speeltuin opknappen", Task.PLAYING),
        ("Honden uitlaten", Task.ANIMALS),
        ("Taalmaatje voor een nieuwkomer", Task.TALKING_DUTCH),
        ("Maatje voor vluchtelingen", Task.BUDDY),
        ("Chauffeur op de buurtbus", Task.DRIVING),
        ("Repair Café", Task.REPAIRING),
        ("Bardienst bij de voetbalclub", Task.CANTEEN),
        ("Help with homework", Task.SCHOOL_HELP),
        ("Klassieke muziek", Task.MUSIC),
    ],
)
def test_words_tell_the_kind_of_task(words: str, task: Task) -> None:
    assert task_of(words) is task


@pytest.mark.parametrize("words", ["Penningmeester", "Honderd handen", "Den Bosch", "Fixture", ""])
def test_words_that_only_look_like_a_task_do_not_tell_one(words: str) -> None:
    assert task_of(words) is None


def test_a_told_kind_counts_before_the_title_and_a_cause_comes_last() -> None:
    assert task_and_likes("cooking", "Tuinieren", []) == (Task.COOKING, Like.FOOD.bit, True)
    assert task_and_likes("", "Tuinieren", ["OlderPeople"]) == (Task.GARDENING, Like.NATURE.bit, True)
    assert task_and_likes("", "Help mee", ["AnimalWelfare"]) == (Task.ANIMALS, Like.NATURE.bit, True)
    both = Like.SPORT.bit | Like.CARE.bit
    assert task_and_likes("", "Help mee", ["Sport & Outdoor Activities", "Care"]) == (Task.OTHER, both, True)
    assert task_and_likes("vliegeren", "Tuinieren", []) == (Task.OTHER, Task.OTHER.like.bit, False)
    assert all(cause == cause.lower() for cause in CAUSES)


def test_headings_are_known_by_their_dutch_names_too() -> None:
    assert column_of(" Titel ") == "title"
    assert column_of("E-mail") == "contact_email"
    assert column_of("Naam organisatie") == "organisation"
    assert column_of("kleur") is None
    assert all(column_of(name) == name for name in COLUMNS)


def test_yes_and_no_are_read_and_nothing_else() -> None:
    assert values.yes("online", "Ja")
    assert not values.yes("online", "")
    with pytest.raises(Unfit, match="online says 'misschien'; it must be yes or no"):
        values.yes("online", "misschien")


def test_numbers_are_whole_and_of_a_size_that_can_be_meant() -> None:
    assert values.whole("min_age", "16+", 0) == 16
    assert values.whole("min_age", "18.0", 0) == 18
    assert values.whole("places", "", 1) == 1
    for words in ("veel", "1.5", "9" * 10, "٣x"):
        with pytest.raises(Unfit, match="must be a whole number"):
            values.whole("places", words, 1)


@pytest.mark.parametrize(
    ("words", "often"),
    [
        ("Wekelijks", Often.WEEKLY),
        ("One evening per week, 3-hour shift", Often.WEEKLY),
        ("2 uur per maand", Often.SOMETIMES),
        ("eenmalig", Often.ONCE),
        ("als het uitkomt", None),
    ],
)
def test_how_often_is_read_from_words(words: str, often: Often | None) -> None:
    assert values.often(words) is often


def test_how_much_dutch_is_read_from_words() -> None:
    assert values.dutch("Een beetje") is Dutch.LITTLE
    assert values.dutch("B1") is Dutch.GOOD
    assert values.dutch("niet nodig") is Dutch.NONE
    assert values.dutch("") is None


def test_every_language_that_is_taken_has_a_name() -> None:
    assert all(Locale.parse(code).get_display_name("nl") for code in values.LANGUAGES)
    assert [values.language(words) for words in ("", "nl-NL", "Türkçe", "English")] == [
        "nl",
        "nl",
        "tr",
        "en",
    ]
    with pytest.raises(Unfit, match="language says 'klingon'"):
        values.language("klingon")


def test_ways_to_reach_are_taken_only_when_they_are_some() -> None:
    assert values.email("mailto:a@b.example") == "a@b.example"
    assert values.email("a@b") is None
    assert values.phone("+31 6 12 34 56 78") == "+31 6 12 34 56 78"
    assert values.phone("bel ons") is None
    assert values.link("www.soep.example/ja") == "https://www.soep.example/ja"
    assert values.link("javascript:alert(1)") is None
    assert values.link("http://[") is None
    assert values.link('https://x.example/"><b') is None


def test_likes_are_read_and_the_unknown_ones_told() -> None:
    assert values.likes("Natuur; sport, vliegeren") == (Like.NATURE.bit | Like.SPORT.bit, ["vliegeren"])
