"""What the gazetteer answers with: areas, readings of what somebody typed, and why there is none."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Area:
    """A four-digit postcode area and the point that stands for it.

    `municipality` is the official name of 2023 to 2026, with the bracket that tells "Bergen (NH)" from
    "Bergen (L)". The point is in degrees (WGS84) and within some kilometres of the area's houses.
    """

    postcode: str
    place: str
    municipality: str
    province: str
    latitude: float
    longitude: float

    @property
    def shown_municipality(self) -> str:
        """The municipality as people say it, without the bracket."""
        return self.municipality.partition(" (")[0]


@dataclass(frozen=True, slots=True)
class Match:
    """One reading of what somebody typed.

    `area` is where it is: for a place its most central postcode area. `name` and `municipality` are as shown
    to people ("Bergen", "Bergen"; the official municipality is `area.municipality`); where the two are the
    same, the province tells namesakes apart. `kind` is place, locality, neighbourhood, municipality or
    postcode. `score` is 1 for an exact name, below it for a likeness.
    """

    area: Area
    name: str
    municipality: str
    province: str
    kind: str
    score: float


class Unclear(StrEnum):
    """Why what was typed names no one place."""

    TOO_SHORT = "too short"
    """Nothing to go by: no letters, one letter, or the beginning of a postcode."""
    TOO_BROAD = "too broad"
    """A province, a region or the whole country."""
    FOREIGN = "foreign"
    """A postcode, a country or a large city abroad."""
    AMBIGUOUS = "ambiguous"
    """An exact name of more than one place: the options are these."""
    SIMILAR = "similar"
    """No exact name; the options look like it."""
    UNKNOWN = "unknown"
    """Nothing like it, or a postcode that was never given out."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to what somebody typed.

    Either `exact` (one place, without doubt), or `options` to choose from (likeliest first), or neither;
    `reason` says why there is no `exact`.
    """

    exact: Match | None = None
    options: tuple[Match, ...] = ()
    reason: Unclear | None = None
