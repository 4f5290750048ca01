"""The queue of updates for the bot, with Telegram's rules of offset, and where a webhook wants them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sandbox.refusal import Refusal

Update = dict[str, Any]

MAX_TIMEOUT = 50.0
"""Seconds; Telegram holds a long poll no longer."""

_TAKEN_OVER = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)


class Bell:
    """Wakes everyone who waits."""

    def __init__(self) -> None:
        self._sleepers: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        for sleeper in self._sleepers:
            if not sleeper.done():
                sleeper.set_result(None)
        self._sleepers.clear()

    async def wait(self, timeout: float | None = None) -> None:
        """Until the next ring, or `timeout` seconds of real time."""
        sleeper = asyncio.get_running_loop().create_future()
        self._sleepers.add(sleeper)
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(timeout):
                    await sleeper
        finally:
            self._sleepers.discard(sleeper)


@dataclass(slots=True)
class Webhook:
    """Where updates are pushed, and how the last push failed (`last_error_date` in Unix seconds)."""

    url: str
    secret_token: str | None = None
    max_connections: int = 40
    ip_address: str | None = None
    last_error_date: int | None = None
    last_error_message: str | None = None


class Updates:
    """Updates not yet confirmed, oldest first. Ids grow by one from `first_id`."""

    def __init__(self, first_id: int) -> None:
        self._next_id = first_id
        self._waiting: dict[int, Update] = {}
        self._poll = object()
        self.bell = Bell()
        self.webhook: Webhook | None = None
        self.allowed: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self._waiting)

    def __contains__(self, update_id: int) -> bool:
        return update_id in self._waiting

    def add(self, kind: str, content: dict[str, Any]) -> None:
        """Queue one update, unless the bot asked for other kinds only."""
        if self.allowed and kind not in self.allowed:
            return
        self._waiting[self._next_id] = {"update_id": self._next_id, kind: content}
        self._next_id += 1
        self.bell.ring()

    def waiting(self) -> list[Update]:
        return list(self._waiting.values())

    def confirm(self, update_id: int) -> None:
        """Forget one update, as a webhook's 2xx does."""
        self._waiting.pop(update_id, None)

    def drop(self) -> None:
        """Forget them all."""
        self._waiting.clear()

    def allow(self, kinds: Sequence[str] | None) -> None:
        """Remember which kinds the bot wants: None leaves it as it was, an empty list means all."""
        if kinds is not None:
            self.allowed = frozenset(kinds)

    async def poll(self, offset: int, limit: int, timeout: float) -> list[Update]:
        """The oldest updates from `offset` on (below 0: counted from the end); those before are forgotten.

        Waits up to `timeout` seconds for the first. Raises `Refusal` 409 when another poll takes over.
        """
        if offset < 0:
            offset = (sorted(self._waiting)[offset:] or [0])[0]
        for update_id in [waiting for waiting in self._waiting if waiting < offset]:
            del self._waiting[update_id]
        this = self._poll = object()
        self.bell.ring()
        deadline = asyncio.get_running_loop().time() + min(timeout, MAX_TIMEOUT)
        while not self._waiting and (left := deadline - asyncio.get_running_loop().time()) > 0:
            await self.bell.wait(left)
            if self._poll is not this:
                raise Refusal(409, _TAKEN_OVER)
            if self.webhook is not None:
                raise Refusal(409, "Conflict: terminated by setWebhook request")
        return self.waiting()[: max(1, min(limit, 100))]
