"""Formats: days, hours, numbers, lists and plurals the way each of our languages writes them."""

from datetime import date, datetime
from gettext import c2py

import pytest

from dialogs import formats

DAYS = {
    "en_GB": ("Saturday 23 January", "23 January"),
    "nl": ("zaterdag 23 januari", "23 januari"),
    "ar": ("السبت، 23 يناير", "23 يناير"),
    "tr": ("23 Ocak Cumartesi", "23 Ocak"),
    "pl": ("sobota, 23 stycznia", "23 stycznia"),
    "uk": ("субота, 23 січня", "23 січня"),
    "fa": ("شنبه 23 ژانویهٔ", "23 ژانویه"),
    "ti": ("ቀዳም፣ 23 ጥሪ", "23 ጥሪ"),
    "so": ("Sabti 23 Janaayo", "23 Janaayo"),
    "fr": ("samedi 23 janvier", "23 janvier"),
    "es": ("sábado 23 de enero", "23 de enero"),
    "de": ("Samstag, 23. Januar", "23. Januar"),
    "pap": ("djasabra 23 di yanüari", "23 di yanüari"),
}
FORMS = {
    "nl": {0: 1, 1: 0, 2: 1},
    "nl@simple": {0: 1, 1: 0, 2: 1},
    "ar": {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 4, 99: 4, 100: 5, 102: 5, 103: 3},
    "tr": {0: 1, 1: 0, 5: 1},
    "pl": {1: 0, 2: 1, 5: 2, 12: 2, 22: 1},
    "uk": {1: 0, 2: 1, 5: 2, 11: 2, 21: 0},
    "fa": {0: 0, 1: 0, 2: 1},
    "ti": {0: 0, 1: 0, 2: 1},
    "so": {0: 1, 1: 0, 2: 1},
    "fr": {0: 0, 1: 0, 2: 1},
    "es": {0: 1, 1: 0, 2: 1},
    "de": {0: 1, 1: 0, 2: 1},
    "pap": {0: 1, 1: 0, 2: 1},
}


@pytest.mark.parametrize("locale", DAYS)
def test_a_day_and_an_hour_are_written_the_way_of_the_language(locale: str) -> None:
    with_name, without = DAYS[locale]
    assert formats.day("2027-01-23", locale) == with_name
    assert formats.day_and_month(date(2027, 1, 23), locale) == without
    assert formats.clock(datetime(2027, 1, 23, 14, 5), locale) == "14:05"


@pytest.mark.parametrize("locale", DAYS)
def test_a_day_on_a_button_is_shorter_and_still_has_its_name_and_month(locale: str) -> None:
    short = formats.short_day("2027-01-23", locale)
    assert len(short) <= len(formats.day("2027-01-23", locale))
    assert "23" in short
    assert len(short.replace("،", "").replace("፣", "").split()) >= 3


def test_a_language_is_called_what_its_readers_here_call_it() -> None:
    assert formats.language_name("nl", "ti") == "ሆላንድኛ"
    assert formats.language_name("nl", "tr") == "Hollandaca"
    assert formats.language_name("nl", "nl") == "Nederlands"


@pytest.mark.parametrize("code", FORMS)
def test_every_language_has_the_plural_forms_of_its_grammar(code: str) -> None:
    count, rule = formats.plural_forms(code)
    form = c2py(rule)
    assert {n: form(n) for n in FORMS[code]} == FORMS[code]
    assert {form(n) for n in range(1000)} == set(range(count))


def test_where_babel_has_no_numbers_of_a_language_they_are_written_the_dutch_way() -> None:
    assert formats.whole_number(12345, "pap") == "12.345"
    assert formats.decimal_number(1.5, "pap") == "1,5"
    assert formats.decimal_number(1.5, "en_GB") == "1.5"


def test_a_language_nobody_has_a_word_for_is_called_what_its_readers_call_it() -> None:
    assert formats.language_name("nl", "pap") == "hulandes"
    assert formats.language_name("ti", "pap") == "ትግርኛ"
    assert formats.language_name("xx", "pap") == "xx"


def test_every_language_has_a_name_of_its_own_and_a_known_code() -> None:
    assert len(set(formats.ENDONYMS.values())) == len(formats.ENDONYMS) == 14
    for code in formats.ENDONYMS:
        assert formats.plural_forms(code)[0] > 1
