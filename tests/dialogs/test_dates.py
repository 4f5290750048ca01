"""Days that people type: in their own language, in Dutch or in numbers; what is no day is not guessed at."""

from datetime import date, timedelta

import pytest

from dialogs.dates import read_day

TODAY = date(2027, 1, 13)
FIRST_OF_MARCH = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("nl", "1 maart"),
        ("nl", "maandag 1 mrt."),
        ("nl", "tot 1 maart 2027!"),
        ("nl", "1-3"),
        ("nl", "01-03-2027"),
        ("nl", "1/3/27"),
        ("nl", "1. 3."),
        ("nl", "2027-03-01"),
        ("en_GB", "March 1"),
        ("en_GB", "on the 1st of March, 2027"),
        ("en_GB", "1 maart"),
        ("tr", "1 MART"),
        ("pl", "1 marca"),
        ("pl", "poniedziałek, 1 marzec"),
        ("uk", "1 березня 2027"),
        ("ar", "١ مارس"),
        ("ar", "1 آذار ٢٠٢٧"),
        ("fa", "۱ مارس"),
        ("ti", "1 መጋቢት"),
        ("so", "1 Maarso"),
        ("fr", "le 1er mars"),
        ("es", "1 de marzo de 2027"),
        ("de", "1. März"),
        ("de", "1 MÄRZ"),
        ("pap", "1 mart"),
    ],
)
def test_a_day_is_read_in_the_words_that_people_use(locale: str, words: str) -> None:
    assert read_day(words, locale, TODAY) == FIRST_OF_MARCH


@pytest.mark.parametrize(
    "words",
    ["", "?", "soon", "3 weeks", "in 2 or 3 weeks", "31-2", "1-13", "30 februari", "maart",
     "1 maart of 2 april", "12:30", "10:00-12:00", "1", "2027", "1 2 3 4", "0-0", "99999999999-3",
     "maandag of dinsdag", "x" * 5_000],
)  # fmt: skip
def test_what_is_no_day_is_not_guessed_at(words: str) -> None:
    assert read_day(words, "nl", TODAY) is None


def test_without_a_year_the_next_one_is_meant_and_of_a_weekday_the_coming() -> None:
    assert read_day("12 januari", "nl", TODAY) == date(2028, 1, 12)
    assert read_day("13 januari", "nl", TODAY) == TODAY
    assert read_day("29 februari", "nl", date(2027, 6, 1)) == date(2028, 2, 29)
    assert read_day("12 januari 2027", "nl", TODAY) == date(2027, 1, 12)
    assert read_day("woensdag", "nl", TODAY) == TODAY + timedelta(days=7)
    assert read_day("Thursday", "tr", TODAY) == TODAY + timedelta(days=1)


def test_two_lands_have_two_names_for_a_month_of_two_words() -> None:
    assert read_day("5 كانون الثاني", "ar", TODAY) == date(2028, 1, 5)
    assert read_day("5 كانون الأول", "ar", TODAY) == date(2027, 12, 5)
