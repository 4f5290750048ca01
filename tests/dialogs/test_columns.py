"""What stands in the columns is explained in both languages, whichever columns there are."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from bot.exports.making import SOURCES
from campaign.exporting import Kind, What
from dialogs import columns
from tools.readability import dutch

SHEETS = [sheet for sheet, _ in SOURCES]


def entries(told: Any) -> Iterator[dict[str, Any]]:
    """Every explanation, with what it is in each language."""
    if isinstance(told, dict) and set(told) & set(columns.LANGUAGES):
        yield told
    elif isinstance(told, dict):
        for inside in told.values():
            yield from entries(inside)


def test_every_column_is_explained_in_both_languages_and_nothing_else_is() -> None:
    told = columns.words()
    assert list(told["columns"]) == list(told["sheets"])
    assert set(told["columns"]) == {sheet.what.value for sheet in SHEETS}
    assert {sheet.what for sheet in SHEETS} == set(What) - {What.ALL, What.REPORT}
    for sheet in SHEETS:
        assert list(told["columns"][sheet.what.value]) == list(sheet.names), sheet.what
        assert len(set(sheet.names)) == len(sheet.names)
    assert set(told["kinds"]) == set(Kind)
    for entry in entries(told):
        assert list(entry) == ["en", "nl"]
        assert all(entry.values())


@pytest.mark.parametrize("language", ["nl", "nl@simple", "en", "ar"])
def test_the_lines_name_every_column_in_the_language_of_who_asks(language: str) -> None:
    days = date(2027, 1, 18), date(2027, 1, 24)
    lines = columns.lines(SHEETS, language, made=date(2027, 1, 25), days=days, left_out=["winter"])
    assert len({len(line) for line in lines}) == 1
    assert {line[:2] for line in lines} >= {
        (sheet.what.value, name) for sheet in SHEETS for name in sheet.names
    }
    assert lines[1][1] == date(2027, 1, 25)
    words = " ".join(str(cell) for line in lines for cell in line)
    assert "winter" in words
    assert ("Van 2027" if language.startswith("nl") else "From 2027") in words.replace(
        "from", "From"
    ).replace("van", "Van")
    assert columns.title(language) == ("Uitleg" if language.startswith("nl") else "Columns")


def test_the_dutch_of_it_is_easy_enough_for_who_works_with_figures() -> None:
    hard = {
        text: faults
        for entry in entries(columns.words())
        if isinstance(text := entry["nl"], str) and (faults := dutch.faults(text, dutch.OTHERS["nl"]))
    }
    assert not hard, "\n".join(f"{text}\n    {' '.join(faults)}" for text, faults in hard.items())
