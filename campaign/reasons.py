"""Why an opportunity is shown to somebody, as data that the dialogs put into words."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Near:
    """It is this many kilometres away, as the crow flies."""

    km: float


@dataclass(frozen=True, slots=True)
class Online:
    """It is done from home."""


@dataclass(frozen=True, slots=True)
class OnDate:
    """It has a date, its first one still to come (UTC)."""

    starts: datetime


@dataclass(frozen=True, slots=True)
class SharedTimes:
    """It is at times that were given (a mask)."""

    mask: int


@dataclass(frozen=True, slots=True)
class TimesToAgree:
    """Its times are free to agree on."""


@dataclass(frozen=True, slots=True)
class SharedLikes:
    """It answers to likes that were given (a mask)."""

    mask: int


@dataclass(frozen=True, slots=True)
class Beginners:
    """It is good for beginners."""


@dataclass(frozen=True, slots=True)
class FewPlaces:
    """Only so many places are left."""

    left: int


@dataclass(frozen=True, slots=True)
class MinimumAge:
    """It asks for more years than we know the person to have: a notice, no bar."""

    years: int


Because = (
    Near | Online | OnDate | SharedTimes | TimesToAgree | SharedLikes | Beginners | FewPlaces | MinimumAge
)
