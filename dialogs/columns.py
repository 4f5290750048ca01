"""What stands in the columns of a file that is given out, explained in Dutch or English."""

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from campaign.exporting import Sheet, What

_WORDS = Path(__file__).with_name("columns.json")
LANGUAGES = ("nl", "en")
"""The languages that it is explained in; whoever reads no Dutch gets the last."""
Line = tuple[str | date, ...]


@cache
def words() -> dict[str, Any]:
    """Every explanation, by language last."""
    found: dict[str, Any] = json.loads(_WORDS.read_text(encoding="utf-8"))
    return found


def language_of(code: str) -> str:
    """The language in which somebody who reads this one gets it explained."""
    return "nl" if code.partition("@")[0] == "nl" else "en"


def title(code: str) -> str:
    """What the sheet is called that explains the others."""
    return _said("title", code)


def meaning(sheet: What, column: str, code: str) -> str:
    """What stands in a column."""
    said: str = words()["columns"][sheet.value][column][language_of(code)]
    return said


def lines(
    sheets: Sequence[Sheet], code: str, *, made: date, days: tuple[date, date] | None, left_out: Sequence[str]
) -> list[Line]:
    """What a file tells of itself, and of each of its columns: sheet, column, kind and meaning.

    The first line names these four; the second tells the day on which it was made.
    """
    about: list[Line] = [(_said("made", code), made, "", "")]
    if days is not None:
        about.append((_said("days", code), "", "", _said("from_to", code).format(*map(str, days))))
    if left_out:
        about.append((_said("left_out", code), "", "", _said("not_closed", code).format(", ".join(left_out))))
    for sheet in sheets:
        about.append((sheet.what.value, "", "", words()["sheets"][sheet.what.value][language_of(code)]))
        about += [
            (sheet.what.value, column.name, _kind(column.kind, code), meaning(sheet.what, column.name, code))
            for column in sheet.columns
        ]
    return [tuple(words()["words"]["head"][language_of(code)]), *about]


def _kind(kind: str, code: str) -> str:
    said: str = words()["kinds"][kind][language_of(code)]
    return said


def _said(word: str, code: str) -> str:
    said: str = words()["words"][word][language_of(code)]
    return said
