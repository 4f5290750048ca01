"""The words for chosen values: one for each, different from the others, and times told in few words."""

from collections.abc import Callable
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from campaign.values import (
    ALL_TIMES,
    EVENINGS,
    WEEKDAYS_BY_DAY,
    WEEKEND,
    Answer,
    Day,
    Door,
    Dutch,
    Fit,
    Like,
    Often,
    Part,
    Reason,
    Task,
    day_mask,
    part_mask,
    slot,
)
from dialogs import words
from dialogs.text import Say, Text
from tests.talk import LANGUAGES

SPOKEN: list[tuple[type[Enum], Callable[[Say, Any], Text]]] = [
    (Like, words.like),
    (Task, words.task),
    (Often, words.often),
    (Door, words.door),
    (Fit, words.fit),
    (Dutch, words.dutch),
    (Reason, words.reason),
    (Answer, words.answer),
    (Day, words.day),
    (Day, words.short_day),
    (Part, words.part),
]
SATURDAY_MORNING, SUNDAY_EVENING = slot(Day.SATURDAY, Part.MORNING), slot(Day.SUNDAY, Part.EVENING)


def say_in(code: str) -> Say:
    """A translator into one of our languages."""
    return Say(LANGUAGES.get(code), ZoneInfo("Europe/Amsterdam"))


@pytest.mark.parametrize("language", [one.code for one in LANGUAGES])
@pytest.mark.parametrize(("kind", "name"), SPOKEN, ids=lambda one: getattr(one, "__name__", None))
def test_every_value_has_words_of_its_own(
    kind: type[Enum], name: Callable[[Say, Any], Text], language: str
) -> None:
    said = [name(say_in(language), one).plain for one in kind]
    assert all(said)
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("language", [one.code for one in LANGUAGES])
def test_likes_are_joined_into_one_reason(language: str) -> None:
    say = say_in(language)
    one, other = (words.liked(say, [like]).plain for like in (Like.SPORT, Like.CULTURE))
    both = words.liked(say, [Like.SPORT, Like.CULTURE]).plain
    assert len({one, other, both}) == 3
    assert len(both) < len(one) + len(other)


@pytest.mark.parametrize(
    ("mask", "pieces"),
    [
        (SATURDAY_MORNING, [SATURDAY_MORNING]),
        (SATURDAY_MORNING | SUNDAY_EVENING, [SATURDAY_MORNING, SUNDAY_EVENING]),
        (WEEKEND, [day_mask(Day.SATURDAY), day_mask(Day.SUNDAY)]),
        (EVENINGS | SATURDAY_MORNING, [EVENINGS, SATURDAY_MORNING]),
        (EVENINGS | day_mask(Day.MONDAY), [EVENINGS, day_mask(Day.MONDAY)]),
        (part_mask(Part.MORNING) | EVENINGS, [part_mask(Part.MORNING), EVENINGS]),
    ],
)
def test_times_are_told_by_whole_parts_and_days_where_they_are_whole(mask: int, pieces: list[int]) -> None:
    for language in LANGUAGES:
        say = say_in(language.code)
        assert words.times(say, mask) == say.list([words.times(say, piece) for piece in pieces])


def test_times_are_told_in_few_words() -> None:
    say = say_in("en")
    assert words.times(say, SATURDAY_MORNING) == words.slot(say, Day.SATURDAY, Part.MORNING)
    assert words.times(say, day_mask(Day.MONDAY)) == words.day(say, Day.MONDAY)
    assert words.times(say, 0) == words.times(say, ALL_TIMES)
    assert words.times(say, WEEKDAYS_BY_DAY).plain.startswith("10 ")
    for mask in range(0, ALL_TIMES, 9973):
        assert 0 < len(words.times(say, mask).plain) <= 80


@pytest.mark.parametrize("language", [one.code for one in LANGUAGES])
def test_every_single_cell_of_the_week_is_told_apart(language: str) -> None:
    cells = [slot(day, part) for day in Day for part in Part]
    said = {words.times(say_in(language), cell).plain for cell in cells}
    assert len(said) == len(cells) == 21
