"""What may stand in a campaign's file, and what is told of what may not."""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from campaign.health import LEAST, MOST
from campaign.weeks import STANDARD, Kind, Policy, Who

KEPT = STANDARD.retention
HOURS = int(KEPT.visitors / timedelta(hours=1))
LONGEST_KEY = 16
"""Characters of a key: two of them have to fit into a button."""
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_DEADLINE = re.compile(r"(?:\+(\d{1,2})\s+)?(\S+)")


def _key(value: str) -> str:
    if not re.fullmatch(rf"[a-z0-9][a-z0-9-]{{0,{LONGEST_KEY - 1}}}", value):
        raise ValueError(f'write a short key of a-z, 0-9 and "-", at most {LONGEST_KEY} characters')
    return value


def _clock(value: object) -> time:
    if isinstance(value, time) and value.tzinfo is None:
        return value.replace(microsecond=0)
    found = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError('write a time such as "11:00"')
    return time(int(found[1]), int(found[2]))


def _deadline(value: object) -> tuple[int, time]:
    found = _DEADLINE.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        return (int(found[1] or 0), _clock(found[2])) if found else (0, _clock(value))
    except ValueError:
        raise ValueError('write a time such as "18:00", or "+2 18:00" for two days later') from None


def _date(value: object) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError("write a date such as 2027-01-18, without quotes")
    return value


def _moment(value: object) -> datetime:
    if not isinstance(value, datetime):
        raise ValueError("write a date and a time such as 2027-01-18 14:00:00, without quotes")
    return value


def _link(value: str) -> str:
    if value and (urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).netloc):
        raise ValueError("write a web address that starts with https:// or http://")
    return value


Key = Annotated[str, AfterValidator(_key)]
Clock = Annotated[time, BeforeValidator(_clock)]
Deadline = Annotated[tuple[int, time], BeforeValidator(_deadline)]
Date = Annotated[date, BeforeValidator(_date)]
Wall = Annotated[datetime, BeforeValidator(_moment)]
Title = Annotated[str, Field(min_length=1, max_length=80)]
Words = Annotated[str, Field(min_length=1, max_length=600)]


class Part(BaseModel):
    """A table of the file: nothing is converted, and nothing stands in it that is not known."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Sending(Part):
    """The hours in which messages go that nobody asked for."""

    begins: Clock = Field(default=STANDARD.budget.hours[0], alias="from")
    until: Clock = STANDARD.budget.hours[1]


class Spending(Part):
    """How often a citizen may be asked unsolicited."""

    per_week: int = Field(default=STANDARD.budget.per_week, ge=1, le=7)


class FollowUps(Part):
    """What holds for follow-ups."""

    holdout: float = Field(default=STANDARD.holdout, ge=0, le=0.5)


class Guarantee(Part):
    """Within how many days everybody who agreed is asked for something concrete."""

    first_ask_days: int = Field(default=STANDARD.first_ask.days, ge=1, le=60)
    asked_within_days: int = Field(default=STANDARD.asked_within.days, ge=1, le=60)


class Resting(Part):
    """How many opt-outs per 1,000 messages are too many, so that an ask rests."""

    opt_outs_per_thousand: float = Field(default=STANDARD.opt_outs, ge=LEAST, le=MOST)


class Keeping(Part):
    """How long things are kept; never longer than what citizens are told."""

    visitors_hours: int = Field(default=HOURS, ge=1, le=HOURS)
    blocked_days: int = Field(default=KEPT.blocked.days, ge=1, le=KEPT.blocked.days)
    untouched_days: int = Field(default=KEPT.untouched.days, ge=1, le=KEPT.untouched.days)
    after_campaign_days: int = Field(default=KEPT.after_campaign.days, ge=1, le=KEPT.after_campaign.days)


class SharesTable(Part):
    """Of every 100 people, how many are of each group, and where that stands."""

    source: Annotated[str, Field(min_length=1, max_length=200)]
    shares: dict[str, Annotated[float, Field(ge=0, le=100)]] = Field(min_length=1)


class PopulationTable(Part):
    """The population, by what people are told apart."""

    languages: SharesTable | None = None
    doors: SharesTable | None = None
    provinces: SharesTable | None = None
    combinations: SharesTable | None = None


class ControllerTable(Part):
    """Who answers for people's data, as the privacy statement names them."""

    name: Title
    address: str = Field(default="", max_length=120)
    email: str = Field(default="", max_length=80)
    phone: str = Field(default="", max_length=40)
    officer: str = Field(default="", max_length=80)
    host: str = Field(default="", max_length=120)


class MomentTable(Part):
    """A moment, by the days of its week: 1 is the first, 0 the day before."""

    name: Key
    kind: Kind = Field(strict=False)
    day: int = Field(ge=-27, le=35)
    time: Clock
    deadline: Deadline | None = None
    who: Who = Field(default=Who.EVERYBODY, strict=False)
    late: Policy = Field(default=Policy.MERGE, strict=False)
    missed: Policy = Field(default=Policy.MERGE, strict=False)
    two_openings: bool = False


class WeekTable(Part):
    """An asking week; without moments of its own it has those that all weeks share."""

    name: Key
    first: Date
    last: Date
    titles: dict[str, Title]
    moments: list[Any] | None = None


class EventTable(Part):
    """An event, in local time where its times name no other."""

    name: Key
    starts: Wall
    ends: Wall
    titles: dict[str, Title]
    texts: dict[str, Words] = Field(default_factory=dict)
    place: str = Field(default="", max_length=120)
    link: Annotated[str, AfterValidator(_link)] = Field(default="", max_length=300)


class CampaignTable(Part):
    """The whole file; what stands in its lists is looked at one by one."""

    name: Title = STANDARD.name
    time_zone: str = STANDARD.zone.key
    languages: list[str] = Field(default_factory=list)
    sending: Sending = Sending()
    budget: Spending = Spending()
    follow_ups: FollowUps = FollowUps()
    guarantee: Guarantee = Guarantee()
    health: Resting = Resting()
    retention: Keeping = Keeping()
    population: PopulationTable = PopulationTable()
    controller: ControllerTable | None = None
    moments: list[Any] = Field(default_factory=list)
    weeks: list[Any] = Field(default_factory=list)
    events: list[Any] = Field(default_factory=list)


Table = TypeVar("Table", bound=Part)


def understand(
    table: type[Table],
    written: Any,
    place: str,
    faults: list[str],
    *,
    stand_ins: Mapping[str, Any] | None = None,
) -> tuple[Table | None, set[str]]:
    """What stands in a table, as far as it can be used, and the names in it that cannot.

    Every fault is added to `faults`, with its place. What cannot be used is left out, or has its stand-in, so
    that the rest can still be looked at; None where that does not do.
    """
    try:
        return table.model_validate(written), set()
    except ValidationError as error:
        wrong = error.errors()
    faults.extend(_sentence(table, place, fault["loc"], fault) for fault in wrong)
    bad = {str(fault["loc"][0]) for fault in wrong if fault["loc"]}
    if not isinstance(written, dict):
        return None, bad
    rest = deepcopy(written)
    for fault in sorted(wrong, key=lambda fault: [str(piece) for piece in fault["loc"]], reverse=True):
        _take_out(rest, fault["loc"])
    try:
        return table.model_validate({**(stand_ins or {}), **rest}), bad
    except ValidationError:
        return None, bad


def _take_out(written: Any, where: Sequence[int | str]) -> None:
    *way, last = where
    for piece in way:
        written = written[piece]
    if isinstance(last, int):
        del written[last]
    else:
        written.pop(last, None)


def _sentence(table: type[Part], place: str, where: Sequence[int | str], fault: Mapping[str, Any]) -> str:
    words = _words(fault)
    if fault["type"] == "extra_forbidden":
        words = f"is not known here{_meant(table, where)}"
    named = ", ".join(piece for piece in (place, _path(where)) if piece)
    return f"{named}: {words}" if named else words


def _path(where: Sequence[int | str]) -> str:
    names = [f"number {piece + 1}" if isinstance(piece, int) else piece for piece in where]
    return ".".join(names).replace(".number", ", number")


def _meant(table: type[Part], where: Sequence[int | str]) -> str:
    for piece in where[:-1]:
        inner = table.model_fields[str(piece)].annotation
        if not isinstance(inner, type) or not issubclass(inner, Part):
            return ""
        table = inner
    known = [field.alias or name for name, field in table.model_fields.items()]
    close = get_close_matches(str(where[-1]), known, n=1)
    return f"; did you mean {close[0]}?" if close else f"; known are {', '.join(known)}"


def _words(fault: Mapping[str, Any]) -> str:
    limits = fault.get("ctx", {})
    match fault["type"]:
        case "missing":
            return "is missing"
        case "value_error":
            return str(limits["error"])
        case "enum":
            return f"write one of {str(limits['expected']).replace(' or ', ', ')}"
        case "greater_than_equal":
            return f"write {limits['ge']:g} or more"
        case "less_than_equal":
            return f"write {limits['le']:g} or less"
        case "int_type":
            return "write a whole number, without quotes"
        case "bool_type":
            return "write true or false, without quotes"
        case "float_type":
            return "write a number, without quotes"
        case "string_type":
            return "write words between quotes"
        case "string_too_short":
            return "write something between the quotes"
        case "string_too_long":
            return f"write at most {limits['max_length']} characters"
        case "too_short":
            return "write something in it, or leave it out"
        case "list_type":
            return "write a list"
        case "model_type" | "dict_type":
            return "write a table of names and values"
        case _:
            return str(fault["msg"])
