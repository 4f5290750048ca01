"""How each language writes days, hours, numbers and lists: by Babel, mended where it knows too little."""

from collections import Counter
from collections.abc import Sequence
from datetime import date as LocalDate
from datetime import datetime
from functools import lru_cache
from gettext import c2py
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_skeleton, get_day_names, get_month_names
from babel.lists import format_list
from babel.messages.plurals import get_plural
from babel.numbers import format_decimal

ENDONYMS = {
    "en": "English",
    "nl": "Nederlands",
    "nl@simple": "Makkelijk Nederlands",
    "ar": "العربية",
    "tr": "Türkçe",
    "pl": "Polski",
    "uk": "Українська",
    "fa": "فارسی",
    "ti": "ትግርኛ",
    "so": "Af-Soomaali",
    "fr": "Français",
    "es": "Español",
    "de": "Deutsch",
    "pap": "Papiamentu",
}
"""What those who read a language call it."""

_DAY = "EEEE d MMMM"
_DAYS = {
    "ar": "EEEE، d MMMM",
    "de": "EEEE, d. MMMM",
    "es": "EEEE d 'de' MMMM",
    "pap": "EEEE d 'di' MMMM",
    "pl": "EEEE, d MMMM",
    "ti": "EEEE፣ d MMMM",
    "tr": "d MMMM EEEE",
    "uk": "EEEE, d MMMM",
}
"""A day with its name and no year. Babel has short names alone for that; what it calls full has the year."""
_SHORT_DAYS = {"pap": "EEE d MMM", "so": "EEE d MMM"}
_NAMES = {("nl", "ti"): "ሆላንድኛ", ("nl", "tr"): "Hollandaca"}
"""What readers here call a language, where Babel has a word that few of them use."""
_MONTH_DAYS = {"pap": "d 'di' MMMM", "so": "d MMMM"}
_WHOLE_DAYS = {"pap": "d 'di' MMMM y"}
_SMALL = frozenset({"pap"})
"""Where months are written small, as days are, and Babel has them with a capital."""
_NUMBERS = {"pap": "nl"}
"""Where Babel has no numbers of a language's own: people who read it here write them the Dutch way."""
_PLURALS = {
    "ar": (
        6,
        "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)",
    ),
    "fa": (2, "(n > 1)"),
    "ti": (2, "(n > 1)"),
    "tr": (2, "(n != 1)"),
}
"""Where Babel's rule is not the one of CLDR, Poedit and Weblate: fewer forms, or in another order."""


def code_of(language: str) -> str:
    """What Babel knows a language by: without the register that follows an @."""
    return language.partition("@")[0]


def is_right_to_left(language: str) -> bool:
    """Whether it is written from right to left."""
    return Locale.parse(code_of(language)).text_direction == "rtl"


def plural_forms(language: str) -> tuple[int, str]:
    """How many plural forms a language has, and gettext's rule that picks one."""
    if own := _PLURALS.get(language):
        return own
    count, rule = get_plural(str(Locale.parse(code_of(language))))[:2]
    return count, rule


@lru_cache
def forms_for_one(language: str) -> frozenset[int]:
    """The plural forms that are for one number alone, which may stand there in a word: for two, in Arabic."""
    form = c2py(plural_forms(language)[1])
    numbers = Counter(form(n) for n in range(1000))
    return frozenset(one for one, count in numbers.items() if count == 1)


def examples(language: str, form: int) -> list[int]:
    """The first numbers that a plural form is for."""
    choose = c2py(plural_forms(language)[1])
    return [n for n in range(1000) if choose(n) == form][:4]


@lru_cache(maxsize=4096)
def whole_number(value: int, locale: str) -> str:
    """A whole number."""
    return str(format_decimal(value, locale=_NUMBERS.get(locale, locale)))


def decimal_number(value: float, locale: str) -> str:
    """A number with what is behind its point."""
    return str(format_decimal(value, locale=_NUMBERS.get(locale, locale)))


@lru_cache(maxsize=4096)
def day(iso: str, locale: str) -> str:
    """A day with its name: "Saturday 23 January"."""
    return _in_a_sentence(
        format_datetime(datetime.fromisoformat(iso), _DAYS.get(locale, _DAY), locale=locale), locale
    )


@lru_cache(maxsize=1024)
def short_day(iso: str, locale: str) -> str:
    """A day in as few letters as its readers know it by: "Sat 23 Jan"."""
    moment = datetime.fromisoformat(iso)
    if pattern := _SHORT_DAYS.get(locale):
        return _in_a_sentence(format_datetime(moment, pattern, locale=locale), locale)
    return format_skeleton("MMMEd", moment, locale=locale)


def day_and_month(moment: LocalDate, locale: str) -> str:
    """A day as one would type it: "23 January"."""
    if pattern := _MONTH_DAYS.get(locale):
        found = format_datetime(datetime(moment.year, moment.month, moment.day), pattern, locale=locale)
        return _in_a_sentence(found, locale)
    return format_skeleton("MMMMd", moment, locale=locale)


def whole_day(day: LocalDate, locale: str) -> str:
    """A day with its year: "18 January 2027"."""
    return _in_a_sentence(format_date(day, _WHOLE_DAYS.get(locale, "long"), locale=locale), locale)


def _in_a_sentence(date: str, locale: str) -> str:
    """A date as it stands in the middle of a sentence."""
    return date.lower() if locale in _SMALL else date


def clock(local: datetime, locale: str) -> str:
    """A time of day out of twenty-four hours, as on every clock and letter here.

    Half of a day is misread: in Tigrinya its hours are counted from six in the morning.
    """
    return format_skeleton("Hm", local, locale=locale)


def joined(items: Sequence[str], style: Literal["standard", "or"], locale: str) -> str:
    """Items in a sentence."""
    return format_list(list(items), style=style, locale=locale)


def language_name(code: str, locale: str) -> str:
    """What a language is called in another, else by its own readers; the code where nobody knows it."""
    if own := _NAMES.get((code, code_of(locale))):
        return own
    try:
        name = Locale.parse(code).get_display_name(locale)
    except (UnknownLocaleError, ValueError):
        name = None
    return name or ENDONYMS.get(code) or code


@lru_cache
def month_names(locale: str) -> tuple[tuple[str, int], ...]:
    """The months by all their names, in full and short, as in a date and by themselves; January is 1."""
    return tuple(
        (name, number)
        for form in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, form, locale).items()
    )


@lru_cache
def day_names(locale: str) -> tuple[tuple[str, int], ...]:
    """The days of the week by their full names; Monday is 0."""
    return tuple((name, number) for number, name in get_day_names("wide", "format", locale).items())
