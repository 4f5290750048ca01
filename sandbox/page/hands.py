"""What the owner of the bot lets the page do and see."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Day:
    """A local day of the strip: what went out, what was answered, and what was held back, counted by why.

    `answers` counts by what was said; `touched` is how many messages were tapped under for the first time.
    """

    date: date
    sent: int = 0
    touched: int = 0
    answers: Mapping[str, int] = field(default_factory=dict)
    held: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Strip:
    """The days around an asking week, which lasts from `first` to `last`, and the moments in them."""

    title: str
    first: date
    last: date
    days: Sequence[Day]
    moments: Sequence[tuple[datetime, str]]


@dataclass(frozen=True, slots=True)
class ChainLink:
    """An ask that somebody made, and what has become of it; `parent` is the ask that brought whoever made it.

    `answer` is the best that was answered to it, yes before all else. `asker` is the Telegram id of who made
    it, whose name is shown only where they have a phone on the page.
    """

    id: int
    parent: int | None
    generation: int
    opened: bool
    answer: str | None
    asker: int | None = None


class Player(Protocol):
    """Plays the campaign's time on, at a speed one can watch."""

    @property
    def until(self) -> datetime | None:
        """Up to when it plays at present."""

    async def play(self, what: str) -> None:
        """Play up to the next `moment`, the next `day` or the end of the `week`; ValueError without one."""

    def stop_playing(self) -> None:
        """Play no further than the step in hand."""


@dataclass(frozen=True, slots=True)
class Hands:
    """What the owner of the bot lets the page do; a control whose callable is None is hidden.

    `crowd` counts what a crowd did, `let_come` has so many more people come, as many as one of `crowds`.
    `strip` counts the days around an asking week, `player` plays them. `chain` are the asks that people made,
    each after the one it grew from.
    """

    now: Callable[[], datetime]
    move_clock: Callable[[datetime], Awaitable[None]] | None = None
    restart: Callable[[], Awaitable[None]] | None = None
    time_zone: str = "Europe/Amsterdam"
    crowd: Callable[[], dict[str, int]] | None = None
    let_come: Callable[[int], Awaitable[None]] | None = None
    crowds: tuple[int, ...] = ()
    strip: Callable[[], Awaitable[Strip | None]] | None = None
    player: Player | None = None
    chain: Callable[[], Awaitable[Sequence[ChainLink]]] | None = None
