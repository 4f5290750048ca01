"""A crowd: people without a phone on the page, who answer what the bot sends them, each in their own time."""

from __future__ import annotations

import asyncio
import heapq
import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from random import Random
from typing import TYPE_CHECKING

from sandbox.keyboards import buttons
from sandbox.person import Person

if TYPE_CHECKING:
    from sandbox.telegram import Telegram

TICK = 0.25
"""Seconds between two looks at what came in."""
QUICKEST, SLOWEST = 1.0, 10.0
"""Seconds until somebody answers whom one watches."""
SOON, LATE = 60.0, 30 * 3600.0
"""Seconds until somebody answers while time is played on: most within hours, some the next day."""
SHOWN_AGAIN = 1.0
"""Seconds after which the counts are shown anew, where they changed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which button of a message somebody presses, and as what it counts; as nothing where empty."""

    button: int
    counts_as: str = ""


Choose = Callable[[Sequence[str], Random], Choice | None]
"""Picks among the callback data of a message's buttons; None for who does not answer."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A message as somebody sees it: the data of its buttons, and where they are."""

    message: int
    data: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Press:
    """What somebody is about to press."""

    person: Person
    shown: _Shown
    choice: Choice


class Crowd:
    """People who answer by themselves. `choose` knows what the bot's buttons mean."""

    def __init__(self, telegram: Telegram, choose: Choose, *, seed: int = 1) -> None:
        self._telegram = telegram
        self._choose = choose
        self._chance = Random(seed)  # noqa: S311  (invented people, no secrets)
        self._people: list[Person] = []
        self._seen: dict[int, _Shown] = {}
        self._due: list[tuple[float, int, _Press]] = []
        self._order = count()
        self._counts: Counter[str] = Counter()
        self._told: dict[str, int] = {}
        self._talking: set[int] = set()
        self.unhurried = False
        """Whether they take their time, as people do; else they answer while one watches."""

    @property
    def counts(self) -> dict[str, int]:
        """How many there are, got a message, blocked the bot, and answered what."""
        return {"people": len(self._people), **self._counts}

    def come(self, people: Iterable[tuple[int, str]], *, blocking: float) -> None:
        """People by id and language, who wrote to the bot before; a share of them has blocked it since."""
        for number, language in people:
            name = f"Crowd {len(self._people) + 1}"
            person = self._telegram.add_person(name, language, user_id=number, automatic=True)
            person.started = True
            person.blocked = self._chance.random() < blocking
            self._counts["blocked"] += person.blocked
            self._people.append(person)

    async def play(self) -> None:
        """Live until cancelled, by the clock of their Telegram."""
        loop, shown = asyncio.get_running_loop(), 0.0
        while True:
            await asyncio.sleep(TICK)
            self.turn(self._telegram.now().timestamp())
            if self._told != self.counts and loop.time() - shown > SHOWN_AGAIN:
                self._told, shown = self.counts, loop.time()
                self._telegram.touch()

    def turn(self, now: float) -> None:
        """Look at what came in, and press what is due at this moment (seconds)."""
        for person in self._people:
            self._look(person, now)
        while self._due and self._due[0][0] <= now:
            self._do(heapq.heappop(self._due)[2])

    def _look(self, person: Person, now: float) -> None:
        """Notice a message, or that it was changed, and decide when to press what."""
        shown = _shown(person)
        before = self._seen.get(person.id)
        if shown is None or before == shown:
            return
        self._seen[person.id] = shown
        if before is None:
            self._counts["reached"] += 1
        choice = self._choose(shown.data, self._chance)
        if choice is None:
            self._talking.discard(person.id)
        else:
            due = now + self._wait(person)
            heapq.heappush(self._due, (due, next(self._order), _Press(person, shown, choice)))

    def _wait(self, person: Person) -> float:
        """Seconds until an answer; who takes their time needs minutes or hours, but not once they talk."""
        if self.unhurried and person.id not in self._talking:
            return math.exp(self._chance.uniform(math.log(SOON), math.log(LATE)))
        return self._chance.uniform(QUICKEST, SLOWEST)

    def _do(self, press: _Press) -> None:
        """Press it, unless the message was changed meanwhile: they look again."""
        if press.person.blocked or _shown(press.person) != press.shown:
            return
        self._talking.add(press.person.id)
        press.person.press(press.shown.message, *press.shown.places[press.choice.button])
        if press.choice.counts_as:
            self._counts[press.choice.counts_as] += 1


def _shown(person: Person) -> _Shown | None:
    """The newest message of the bot, where it is the last one there."""
    newest = next(reversed(person.chat.messages.values()), None)
    if newest is None or newest.deleted or not newest.from_bot:
        return None
    found = [(row, column, button.get("callback_data", "")) for row, column, button in buttons(newest.inline)]
    places = tuple((row, column) for row, column, _ in found)
    return _Shown(newest.id, tuple(data for *_, data in found), places)
