"""People who talk with the bot, each in turn: what they do, and what must be true of them afterwards."""

import asyncio
from collections.abc import Callable
from random import Random
from time import monotonic

from campaign.values import Like
from sandbox.keyboards import buttons
from sandbox.person import Person, Tap
from tests.load.timed import Timing

PATIENCE = 120.0
"""Seconds after which an update that was not answered for is lost."""
JOIN = "keep/on?a1p3331"
WORDS = ("Zwijndrecht", "3331", "hello", "what is this?")
PLACES = ((51.8165, 4.6433), (52.3731, 4.8926))
ANSWERS = "reply", "asked", "near", "opportunity"
"""What the buttons lead to with which people answer an ask, or go on from it."""
ADDRESSES = ("near", "home", "profile", "likes", "near?a1p3331")


class Talker:
    """One of them; `likes` is the mask that the store must hold in the end, None where it need not."""

    def __init__(self, telegram: Timing, phone: Person, chance: Random, *, known: bool) -> None:
        self.phone = phone
        self.likes: int | None = None
        self._telegram = telegram
        self._chance = chance
        self._known = known
        self._doings: dict[Callable[[], None], int] = {
            self._like: 45,
            self._look: 15,
            self._command: 15,
            self._write: 10,
            self._share: 3,
            self._answer: 12,
        }

    def does_something(self) -> None:
        """One thing, which queues one update."""
        if not self.phone.started:
            self.phone.say("/start")
        elif not self._known:
            self._known = True
            self._press(JOIN)
        else:
            self._chance.choices(tuple(self._doings), tuple(self._doings.values()))[0]()

    def _like(self) -> None:
        like, on = self._chance.choice(tuple(Like)), self._chance.random() < 0.6
        self._press(f"likes/{like}/{'on' if on else 'off'}")
        self.likes = (self.likes or 0) | like.bit if on else (self.likes or 0) & ~like.bit

    def _look(self) -> None:
        self._press(self._chance.choice(ADDRESSES))

    def _command(self) -> None:
        self.phone.say(self._chance.choice(("/start", "/help", "/help", "/about", "/language")))

    def _write(self) -> None:
        self.phone.say(self._chance.choice(WORDS))

    def _share(self) -> None:
        self.phone.share_location(*self._chance.choice(PLACES))

    def _answer(self) -> None:
        """Tap what stands under the newest message, such as the answers to an ask.

        Nobody taps "no more": above 10 of these in 1,000 an ask rests by itself, and the rest never goes out.
        """
        for message in reversed(self.phone.messages[-3:]):
            places = [
                (row, column)
                for row, column, button in buttons(message.inline)
                if (address := button.get("callback_data", "")).startswith(ANSWERS)
                and not address.endswith("/stop")
            ]
            if places:
                self.phone.press(message.id, *self._chance.choice(places))
                return
        self._look()

    def _press(self, address: str) -> None:
        """An old button with this address, under the newest message of the bot."""
        telegram, phone = self._telegram, self.phone
        tap = Tap(str(telegram.chance.getrandbits(62)), phone, address, telegram.now())
        telegram.taps[tap.id] = tap
        query = {"id": tap.id, "from": phone.user, "chat_instance": phone.chat.instance, "data": address}
        said = [message for message in phone.messages[-5:] if message.from_bot]
        if said:
            query["message"] = said[-1].wire()
        telegram.updates.add("callback_query", query)


class Crowd:
    """All of them; so many at a time have something under way."""

    def __init__(self, telegram: Timing, people: list[Talker], at_once: int, chance: Random) -> None:
        self.people = people
        self.done = self.late = 0
        self._telegram = telegram
        self._at_once = at_once
        self._chance = chance

    async def talk(self, updates: int, seconds: float) -> None:
        """So many updates, or as many as go into these seconds."""
        self._left, self._end = updates, monotonic() + seconds
        lanes = [self.people[lane :: self._at_once] for lane in range(self._at_once)]
        await asyncio.gather(*(self._lane(lane) for lane in lanes if lane))

    async def _lane(self, people: list[Talker]) -> None:
        while True:
            self._chance.shuffle(people)
            for person in people:
                if self._left <= 0 or monotonic() > self._end:
                    return
                self._left -= 1
                person.does_something()
                try:
                    async with asyncio.timeout(PATIENCE):
                        await asyncio.shield(self._telegram.timed.newest)
                except TimeoutError:
                    self.late += 1
                self.done += 1
