"""A sandbox with a stopwatch: how long each update waits, and what the bot said by itself."""

import asyncio
from collections import Counter, defaultdict
from time import perf_counter
from typing import Any

from bot.clock import Clock
from sandbox.html import Formatted
from sandbox.messages import Chat, Message
from sandbox.person import Person
from sandbox.telegram import Telegram
from sandbox.updates import Updates


class Timed(Updates):
    """The queue, with the seconds from each update to its confirmation, by kind; and what each was, by id."""

    def __init__(self, first_id: int) -> None:
        super().__init__(first_id)
        self.took: defaultdict[str, list[float]] = defaultdict(list)
        self.told: dict[int, str] = {}
        self.newest: asyncio.Future[None]
        self._begun: dict[int, tuple[str, float, asyncio.Future[None]]] = {}

    def add(self, kind: str, content: dict[str, Any]) -> None:
        """Queue one; `newest` is done when it is confirmed."""
        number = self._next_id
        self.newest = asyncio.get_running_loop().create_future()
        told = _told(kind, content)
        self._begun[number] = (told, perf_counter(), self.newest)
        super().add(kind, content)
        self.told[number] = f"{told} {number} at {Clock().now():%H:%M:%S}"

    def confirm(self, update_id: int) -> None:
        """Stop the watch."""
        super().confirm(update_id)
        if (begun := self._begun.pop(update_id, None)) is not None:
            kind, at, done = begun
            self.took[kind].append(perf_counter() - at)
            done.set_result(None)


class Timing(Telegram):
    """The sandbox with such a queue; `asked` counts the messages with these words, by chat."""

    def __init__(self, words: str, *, seed: int) -> None:
        super().__init__(now=Clock().now, seed=seed)
        self.timed = Timed(self.chance.randrange(100_000_000, 999_000_000))
        self.updates = self.timed
        self.asked: Counter[int] = Counter()
        self._words = words

    def put(
        self,
        chat: Chat,
        kind: str,
        words: Formatted = ("", []),
        content: dict[str, Any] | None = None,
        *,
        by: Person | None = None,
        **more: Any,
    ) -> Message:
        """Note what the bot asked; the person can tap it from now on."""
        message = super().put(chat, kind, words, content, by=by, **more)
        if by is None and self._words in words[0]:
            self.asked[chat.id] += 1
        return message


def _told(kind: str, content: dict[str, Any]) -> str:
    if kind != "message":
        return {"callback_query": "tap"}.get(kind, kind)
    if "location" in content:
        return "place"
    return "command" if content.get("text", "").startswith("/") else "words"
