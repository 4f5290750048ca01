"""Days that people type, in their own words: "1 maart", "1-3", "01-03-2027", "March 1st", "Monday"."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from dialogs.folding import fold
from dialogs.formats import day_names, month_names

_BESIDE = ("nl", "en")
"""What people who speak another language type too."""
_ALSO = {"ar": ("ar_SY",)}
"""Where a language has other names for the months elsewhere."""
_PIECE = re.compile(r"\d+|[^\W\d]+")
_BETWEEN = re.compile(r"[\d\s.,/،]*")
_FILLERS = 4
"""Words beside the day and the name of its month: "le 1er", "on the 1st of"."""


def read_day(words: str, locale: str, today: date) -> date | None:
    """The day that is meant, where it has no year the next one, today included; None where it is none.

    Numbers alone are taken as day, month and year.
    """
    text = fold(words[:100])
    pieces = f" {' '.join(_PIECE.findall(text))} "
    pieces, months = _take(pieces, _months(locale))
    pieces, days = _take(pieces, _days(locale))
    numbers = [int(piece) for piece in pieces.split() if piece.isdecimal()]
    others = [piece for piece in pieces.split() if not piece.isdecimal()]
    if len(set(months)) == 1 and len(others) <= _FILLERS:
        return _named(months[0], numbers, today)
    if months or others:
        return None
    if not numbers:
        return _weekday(days[0], today) if len(set(days)) == 1 else None
    return _numbered(numbers, today) if days or _BETWEEN.fullmatch(text) else None


def _take(pieces: str, names: Iterable[tuple[str, int]]) -> tuple[str, list[int]]:
    """What is left without these names, and what they stand for."""
    found = []
    for name, number in names:
        while f" {name} " in pieces:
            pieces = pieces.replace(f" {name} ", " ", 1)
            found.append(number)
    return pieces, found


@lru_cache
def _months(locale: str) -> tuple[tuple[str, int], ...]:
    return _folded(pair for one in _locales(locale) for pair in month_names(one))


@lru_cache
def _days(locale: str) -> tuple[tuple[str, int], ...]:
    return _folded(pair for one in _locales(locale) for pair in day_names(one))


def _locales(locale: str) -> tuple[str, ...]:
    return (locale, *_ALSO.get(locale, ()), *_BESIDE)


def _folded(names: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Names as they are compared, longest first; where languages differ, the person's own counts."""
    known: dict[str, int] = {}
    for name, number in names:
        known.setdefault(" ".join(_PIECE.findall(fold(name))), number)
    return tuple(sorted(known.items(), key=lambda pair: -len(pair[0])))


def _named(month: int, numbers: list[int], today: date) -> date | None:
    match numbers:
        case [day]:
            return _next(month, day, today)
        case [year, day] if year > 31:
            return _real(year, month, day)
        case [day, year]:
            return _real(year, month, day)
    return None


def _numbered(numbers: list[int], today: date) -> date | None:
    match numbers:
        case [day, month]:
            return _next(month, day, today)
        case [year, month, day] if year > 31:
            return _real(year, month, day)
        case [day, month, year]:
            return _real(year, month, day)
    return None


def _next(month: int, day: int, today: date) -> date | None:
    found = (_real(year, month, day) for year in (today.year, today.year + 1))
    return next((one for one in found if one is not None and one >= today), None)


def _weekday(day: int, today: date) -> date:
    return today + timedelta(days=(day - today.weekday() - 1) % 7 + 1)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except (ValueError, OverflowError):
        return None
