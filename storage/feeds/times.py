"""The week's grid read from words: "saturday morning; tuesday evening", "doordeweeks overdag"."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo
from functools import lru_cache

from campaign.offers import Session, Unfit
from campaign.values import ALL_TIMES, WEEKEND, Day, Part, day_mask, part_mask, slot, slots_of
from storage.feeds.wording import bare, by_word, plain

DAYS = by_word(
    {
        Day.MONDAY: "monday mondays mon maandag maandags ma",
        Day.TUESDAY: "tuesday tuesdays tue tues dinsdag dinsdags di",
        Day.WEDNESDAY: "wednesday wednesdays wed woensdag woensdags wo",
        Day.THURSDAY: "thursday thursdays thu thur thurs donderdag donderdags do",
        Day.FRIDAY: "friday fridays fri vrijdag vrijdags vr",
        Day.SATURDAY: "saturday saturdays sat zaterdag zaterdags za",
        Day.SUNDAY: "sunday sundays sun zondag zondags zo",
    }
)
_PARTS = by_word(
    {
        part_mask(Part.MORNING): "morning mornings ochtend ochtenden ochtends smorgens morgen voormiddag",
        part_mask(Part.AFTERNOON): "afternoon afternoons middag middagen middags namiddag",
        part_mask(Part.EVENING): "evening evenings avond avonden avonds night nights",
        part_mask(Part.MORNING) | part_mask(Part.AFTERNOON): "overdag daytime",
    }
)
_STRETCHES = by_word(
    {
        WEEKEND: "weekend weekends weekenden weekeinde",
        ALL_TIMES & ~WEEKEND: "weekday weekdays werkdag werkdagen doordeweeks doordeweekse weekdag weekdagen",
        ALL_TIMES: "daily dagelijks everyday always altijd anytime",
    }
)
_ALL_DAYS = frozenset({"elke_dag", "iedere_dag", "every_day"})
_TOLD = by_word(
    {
        "free": "in_overleg overleg flexibel flexible to_agree to_be_agreed free vrij nader_te_bepalen "
        "varies wisselend geen none any any_time zelf_te_bepalen n_v_t nvt eigen_tijd",
        "filling": "every each elke iedere ieder on op de het the in s during dag day days dagen tijdens per",
        "joiner": "en and of or , & + /",
        "through": "- – — tot to through until",
    }
)
_COMPOUND = re.compile(rf"({'|'.join(sorted(DAYS, key=len, reverse=True))})({'|'.join(_PARTS)})")
_HARD = re.compile(r"[;|\n]")
_TOKEN = re.compile(r"[^\W\d_]+|[-–—,&+/]")
_TO_AND_WITH = re.compile(r"t\s*/\s*m\b|\btot en met\b", re.IGNORECASE)

_SOME_MONDAY = datetime(2024, 1, 1)

LEAST = timedelta(hours=1)
"""A session lies in each part of the day in which it takes at least so long."""


@lru_cache(maxsize=4096)
def mask_of_words(words: str) -> int:
    """The mask of the cells that are named, 0 for free to agree on; Unfit for words that name no time."""
    if not words or _TOLD.get(plain(words)) == "free":
        return 0
    mask = 0
    for piece in _HARD.split(_TO_AND_WITH.sub("–", words)):
        if piece.strip():
            mask |= _piece(piece.strip())
    return mask


def words_of_mask(mask: int) -> str:
    """The cells of a mask in English words, as `mask_of_words` reads them."""
    return "; ".join(f"{day.name.lower()} {part.name.lower()}" for day, part in slots_of(mask))


def mask_of_sessions(sessions: Iterable[Session], zone: tzinfo) -> int:
    """The mask of the cells in which sessions lie, by local time; the hours past midnight are evening."""
    mask = 0
    for session in sessions:
        starts = session.starts.astimezone(zone).replace(tzinfo=None)
        mask |= mask_of_stretch(starts, starts + (session.ends - session.starts))
    return mask


def mask_of_stretch(starts: datetime, ends: datetime) -> int:
    """The mask of the cells between two local times, without zone."""
    return _mask_of_stretch(starts.weekday(), starts.hour * 60 + starts.minute, ends - starts)


@lru_cache(maxsize=4096)
def _mask_of_stretch(weekday: int, minutes: int, length: timedelta) -> int:
    at = _SOME_MONDAY + timedelta(days=weekday, minutes=minutes)
    ends = at + length
    within: dict[int, timedelta] = {}
    while at < ends:
        day, part, until = _cell(at)
        cell = slot(day, part)
        within[cell] = within.get(cell, timedelta()) + min(until, ends) - at
        at = until
    enough = [cell for cell, taken in within.items() if taken >= LEAST]
    return sum(enough) if enough else max(within, key=lambda cell: within[cell], default=0)


def _cell(at: datetime) -> tuple[Day, Part, datetime]:
    """The cell of a local time and where it ends; the hours until six belong to the evening before."""
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    if at.hour < 6:
        return Day((at.weekday() - 1) % 7), Part.EVENING, midnight + timedelta(hours=6)
    part = Part(at.hour // 6 - 1)
    return Day(at.weekday()), part, midnight + timedelta(hours=part.hours[1])


def _piece(piece: str) -> int:
    """Days and parts as they follow each other: "ma en di ochtend" is two mornings."""
    if plain(piece) in _ALL_DAYS:
        return ALL_TIMES
    mask, days, parts = 0, 0, 0
    last: Day | None = None
    joined = through = False
    for word in _tokens(piece):
        told = _TOLD.get(word)
        if told is not None:
            joined, through = told == "joiner" or joined, told == "through"
            continue
        if word in DAYS or word in _STRETCHES:
            if parts and (days or joined):
                mask |= _cross(days, parts)
                days = parts = 0
            if word in DAYS:
                days |= _from_to(last, DAYS[word]) if through and last is not None else day_mask(DAYS[word])
                last = DAYS[word]
            else:
                days |= _STRETCHES[word]
        elif word in _PARTS:
            parts |= _PARTS[word]
        else:
            raise _unknown(piece)
        joined = through = False
    if not (mask or days or parts):
        raise _unknown(piece)
    return mask | _cross(days, parts) if days or parts else mask


def _cross(days: int, parts: int) -> int:
    return (days or ALL_TIMES) & (parts or ALL_TIMES)


def _from_to(first: Day, last: Day) -> int:
    return sum(day_mask(Day((first.value + step) % 7)) for step in range((last.value - first.value) % 7 + 1))


def _tokens(piece: str) -> list[str]:
    return _TOKEN.findall(_COMPOUND.sub(r"\1 \2", bare(piece)))


def _unknown(piece: str) -> Unfit:
    return Unfit(f"times says {piece[:40]!r}, which names no part of the week we know")
