"""Citizens of the year: when they agree, what they do with their phones, and what they want to hear."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from campaign.values import Door
from sandbox.keyboards import buttons
from sandbox.messages import Message
from sandbox.person import Person

PAUSE = timedelta(days=7)
ANSWER_AFTER = timedelta(hours=60)
"""Who answers a message does so within this time."""


class Act(StrEnum):
    """What somebody does, at a time that was drawn before."""

    AGREE = "agree"
    STOP = "stop"
    RESUME = "resume"
    PAUSE = "pause"
    BLOCK = "block"
    UNBLOCK = "unblock"
    MUTE = "mute"
    ANSWER = "answer"


@dataclass(order=True, slots=True)
class Plan:
    """Something that somebody will do; `message_id` is the message they answer."""

    at: datetime
    who: int
    act: Act = field(compare=False)
    message_id: int = field(compare=False, default=0)


@dataclass(slots=True)
class Hushed:
    """A time in which somebody wants nothing, and what they did for it."""

    act: Act
    since: datetime
    until: datetime | None


@dataclass(slots=True)
class Someone:
    """A citizen and their phone, and what they know of themselves.

    `hushed` are the times in which they want nothing, each with what they did; one is open while it lasts.
    `muted` are organisations they want nothing from. `agreed` is when they last agreed to be asked.
    """

    phone: Person
    postcode: str
    door: Door | None
    asked_before: bool
    agreed: datetime | None = None
    first_agreed: datetime | None = None
    hushed: list[Hushed] = field(default_factory=list)
    muted: set[int] = field(default_factory=set)
    muted_at: datetime | None = None

    def hush(self, act: Act, at: datetime, until: datetime | None = None) -> None:
        """They want nothing from now on."""
        self.hushed.append(Hushed(act, at, until))

    def listen(self, act: Act, at: datetime) -> None:
        """They take that back."""
        for one in self.hushed:
            if one.act is act and one.until is None:
                one.until = at

    def wants_nothing(self, at: datetime) -> bool:
        """Whether this is a time in which they want nothing."""
        return any(one.since <= at and (one.until is None or at < one.until) for one in self.hushed)

    def newest(self, beginning: str) -> tuple[Message, int, int] | None:
        """The newest button whose address begins so: its message, row and column."""
        return next(self._places(beginning), None)

    def _places(self, beginning: str) -> Iterator[tuple[Message, int, int]]:
        for message in reversed(self.phone.messages):
            for row, column, button in buttons(message.inline):
                if button.get("callback_data", "").startswith(beginning):
                    yield message, row, column

    def press(self, beginning: str) -> bool:
        """Press that button; False where there is none."""
        place = self.newest(beginning)
        if place is not None:
            message, row, column = place
            self.phone.press(message.id, row, column)
        return place is not None

    def answer(self, message_id: int, word: str) -> bool:
        """Press the button of a message whose address ends so; False where there is none any more."""
        message = self.phone.chat.messages[message_id]
        for row, column, button in buttons(message.inline):
            if button.get("callback_data", "").endswith(f"/{word}"):
                self.phone.press(message_id, row, column)
                return True
        return False


def life(number: int, chance: Random, first: datetime, last: datetime) -> list[Plan]:
    """What somebody will do in these times: they agree, and may stop, pause or block once or twice."""
    start = first + (last - first) * chance.random() ** 2
    plans = [Plan(start, number, Act.AGREE)]
    for act, back, chances in (
        (Act.STOP, Act.RESUME, 0.3),
        (Act.BLOCK, Act.UNBLOCK, 0.2),
        (Act.PAUSE, None, 0.5),
        (Act.MUTE, None, 0.4),
    ):
        if chance.random() < chances:
            at = start + (last - start) * chance.random()
            plans.append(Plan(at, number, act))
            if back is not None and chance.random() < 0.7:
                plans.append(Plan(at + timedelta(days=chance.uniform(0.2, 40)), number, back))
    return plans
