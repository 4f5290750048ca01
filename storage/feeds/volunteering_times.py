"""The times of Volunteering Data in the words of our columns: named parts of the week, or begin and end."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from storage.feeds.linked import Node, many, name_of, node, text
from storage.feeds.times import DAYS, mask_of_stretch, words_of_mask
from storage.feeds.wording import plain

_BEGINS = ("hasBeginning", "begin", "beginning", "start", "starts", "startDate", "from")
_ENDS = ("hasEnd", "end", "ends", "endDate", "until", "to")
_MOMENTS = ("inXSDDateTimeStamp", "inXSDDateTime", "inXSDDate", "value")
_SOME_MONDAY = datetime(2024, 1, 1)


def cells_of_times(values: Any) -> tuple[list[str], list[str]]:
    """The dates and the parts of the week that some times name, in words."""
    dates: list[str] = []
    parts: list[str] = []
    for value in many(values):
        for is_date, words in _said(value):
            (dates if is_date else parts).append(words)
    return dates, parts


def _said(value: Any) -> Iterator[tuple[bool, str]]:
    """Whether it is a date, and the words."""
    if isinstance(value, str):
        yield (
            ("T" in value and "/" in value and "://" not in value, value)
            if _is_span(value)
            else (
                False,
                name_of(value),
            )
        )
        return
    time = node(value)
    begins, ends = _first(time, _BEGINS), _first(time, _ENDS)
    first, last = _moment(begins), _moment(ends)
    if first:
        yield True, f"{first}/{last}" if last else first
        return
    starts, stops = _in_week(begins), _in_week(ends)
    if starts is not None and stops is not None:
        stops += timedelta(days=7) if stops <= starts else timedelta()
        yield False, words_of_mask(mask_of_stretch(starts, stops))
    elif time.get("id"):
        yield False, name_of(text(time["id"]))
    else:
        yield False, text(time.get("label")) or "a time that is told in another way"


def _is_span(words: str) -> bool:
    return words[:4].isdecimal() and "T" in words


def _first(time: Node, names: tuple[str, ...]) -> Any:
    return next((time[name] for name in names if name in time), None)


def _moment(value: Any) -> str:
    """A moment in ISO 8601, or nothing."""
    if isinstance(value, str):
        return value if value[:4].isdecimal() else ""
    told = node(value)
    return next((text(told[name]) for name in _MOMENTS if name in told), "")


def _in_week(value: Any) -> datetime | None:
    """A day of the week and an hour, as a moment of one week."""
    told = node(value)
    told = node(told["inDateTime"]) if "inDateTime" in told else told
    day = DAYS.get(plain(name_of(text(told.get("dayOfWeek")))))
    try:
        hour, minute = int(text(told.get("hour"))), int(text(told.get("minute")) or 0)
    except ValueError:
        return None
    if day is None or not (0 <= hour <= 24 and 0 <= minute < 60):
        return None
    return _SOME_MONDAY + timedelta(days=day.value, hours=hour, minutes=minute)
