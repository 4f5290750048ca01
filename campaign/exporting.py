"""What is given out as a file: which sheets there are, and what stands in each of their columns."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class What(StrEnum):
    """What a file holds: one sheet, all of them, or a report to read, which has none."""

    REPLIES = "replies"
    ASKS = "asks"
    FUNNEL = "funnel"
    LEDGER = "ledger"
    OPPORTUNITIES = "opportunities"
    ALL = "all"
    REPORT = "report"


class Format(StrEnum):
    """How it is written."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


class Kind(StrEnum):
    """What stands in a column.

    TEXT is what people wrote, CODE one of the values that the campaign knows, YES whether something is so.
    Where nothing is known, nothing stands there.
    """

    TEXT = "text"
    CODE = "code"
    DAY = "day"
    NUMBER = "number"
    DECIMAL = "decimal"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its name, which is the same in every language and format."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its rows have a value for each column, in this order."""

    what: What
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True, slots=True)
class Window:
    """The local days that a file is about, both counted."""

    since: date
    until: date

    def __post_init__(self) -> None:
        if self.until < self.since:
            raise ValueError("a window that ends before it begins")


_TEXT, _CODE, _DAY = Kind.TEXT, Kind.CODE, Kind.DAY
_NUMBER, _DECIMAL, _YES = Kind.NUMBER, Kind.DECIMAL, Kind.YES

REPLIES = Sheet(
    What.REPLIES,
    (
        Column("person", _CODE),
        Column("week", _CODE),
        Column("day", _DAY),
        Column("hour", _NUMBER),
        Column("origin", _CODE),
        Column("answer", _CODE),
        Column("reason", _CODE),
        Column("task", _CODE),
        Column("sector", _CODE),
        Column("often", _CODE),
        Column("introduced", _YES),
        Column("matched", _YES),
        Column("wording", _NUMBER),
        Column("opening", _NUMBER),
        Column("held", _YES),
        Column("language", _CODE),
        Column("province", _CODE),
        Column("door", _CODE),
    ),
)

ASKS = Sheet(
    What.ASKS,
    (
        Column("ask", _NUMBER),
        Column("organisation", _TEXT),
        Column("opportunity", _TEXT),
        Column("task", _CODE),
        Column("sector", _CODE),
        Column("online", _YES),
        Column("municipality", _TEXT),
        Column("province", _CODE),
        Column("state", _CODE),
        Column("first_sent", _DAY),
        Column("ended", _DAY),
        Column("waves", _NUMBER),
        Column("places", _NUMBER),
        Column("taken", _NUMBER),
        Column("sent", _NUMBER),
        Column("unknown", _NUMBER),
        Column("refused", _NUMBER),
        Column("skipped", _NUMBER),
        Column("missed", _NUMBER),
        Column("failed", _NUMBER),
        Column("answered", _NUMBER),
        Column("yes", _NUMBER),
        Column("maybe", _NUMBER),
        Column("no", _NUMBER),
        Column("introduced", _NUMBER),
        Column("matched", _NUMBER),
        Column("stopped", _NUMBER),
        Column("blocked", _NUMBER),
        Column("reported", _NUMBER),
        Column("first_wording", _NUMBER),
        Column("first_yes", _NUMBER),
        Column("second_wording", _NUMBER),
        Column("second_yes", _NUMBER),
    ),
)

FUNNEL = Sheet(
    What.FUNNEL,
    (
        Column("week", _CODE),
        Column("first", _DAY),
        Column("last", _DAY),
        Column("counts", _CODE),
        Column("by", _CODE),
        Column("within", _CODE),
        Column("group", _TEXT),
        Column("asked", _NUMBER),
        Column("delivered", _NUMBER),
        Column("answered", _NUMBER),
        Column("yes", _NUMBER),
        Column("introduced", _NUMBER),
        Column("matched", _NUMBER),
    ),
)

LEDGER = Sheet(
    What.LEDGER,
    (
        Column("week", _CODE),
        Column("first", _DAY),
        Column("last", _DAY),
        Column("generation", _NUMBER),
        Column("asks", _NUMBER),
        Column("opened", _NUMBER),
        Column("new", _NUMBER),
        Column("answered", _NUMBER),
        Column("yes", _NUMBER),
        Column("introduced", _NUMBER),
        Column("matched", _NUMBER),
        Column("grown", _NUMBER),
        Column("per_ask", _DECIMAL),
        Column("per_ask_low", _DECIMAL),
        Column("per_ask_high", _DECIMAL),
        Column("per_person", _DECIMAL),
        Column("per_person_low", _DECIMAL),
        Column("per_person_high", _DECIMAL),
    ),
)

OPPORTUNITIES = Sheet(
    What.OPPORTUNITIES,
    (
        Column("id", _CODE),
        Column("title", _TEXT),
        Column("description", _TEXT),
        Column("language", _CODE),
        Column("organisation", _TEXT),
        Column("organisation_id", _CODE),
        Column("organisation_description", _TEXT),
        Column("organisation_website", _TEXT),
        Column("task", _CODE),
        Column("likes", _CODE),
        Column("often", _CODE),
        Column("date", _TEXT),
        Column("until", _DAY),
        Column("times", _TEXT),
        Column("postcode", _CODE),
        Column("place", _TEXT),
        Column("municipality", _TEXT),
        Column("latitude", _DECIMAL),
        Column("longitude", _DECIMAL),
        Column("address", _TEXT),
        Column("online", _YES),
        Column("places", _NUMBER),
        Column("dutch", _CODE),
        Column("beginners", _YES),
        Column("bring", _TEXT),
        Column("min_age", _NUMBER),
        Column("contact_name", _TEXT),
        Column("contact_phone", _TEXT),
        Column("contact_email", _TEXT),
        Column("contact_link", _TEXT),
        Column("modified", _DAY),
        Column("sample", _YES),
    ),
)
"""The same columns as a file to bring in has; those of it that say when something is shown are not known."""
