"""How many messages Telegram lets a bot send: a strict sliding window of one second."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.refusal import Refusal

PAID_PER_SECOND = 1000
"""Messages a second of a paid broadcast."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages sent or edited in any one second, over all chats and to one chat (None: no limit).

    `retry_after` is what a 429 says, in seconds. `clock` counts seconds of real time, not the campaign's.
    """

    per_second: int | None = None
    per_chat: int | None = None
    retry_after: int = 1
    clock: Callable[[], float] = time.monotonic


class Limiter:
    """Counts what was let through in the last second."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._recent: deque[tuple[float, int]] = deque()
        self._in_chat: Counter[int] = Counter()

    def admit(self, chat_id: int, *, paid: bool = False) -> None:
        """Count one message. Raises `Refusal` 429 when it is one too many; that one is not counted."""
        limits, moment = self._limits, self._limits.clock()
        while self._recent and self._recent[0][0] <= moment - 1:
            _, left = self._recent.popleft()
            self._in_chat[left] -= 1
            if not self._in_chat[left]:
                del self._in_chat[left]
        overall = limits.per_second
        if paid and overall is not None:
            overall = max(overall, PAID_PER_SECOND)
        if (overall is not None and len(self._recent) >= overall) or (
            limits.per_chat is not None and self._in_chat[chat_id] >= limits.per_chat
        ):
            raise Refusal(429, f"Too Many Requests: retry after {limits.retry_after}", limits.retry_after)
        self._recent.append((moment, chat_id))
        self._in_chat[chat_id] += 1
