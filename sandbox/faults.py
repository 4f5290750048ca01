"""Trouble on the way to Telegram, by a plan that a seed decides: the same seed, the same trouble."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sandbox.refusal import Garbled, Refusal, bad_request

if TYPE_CHECKING:
    from sandbox.telegram import Telegram

BAD_GATEWAY = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body></body>\r\n</html>\r\n"


class Trouble(StrEnum):
    """What goes wrong with one call.

    TOO_MANY, ERROR, GATEWAY and DROPPED: it is not done. ERROR_AFTER, GATEWAY_AFTER, RESET and SILENCE: it is
    done, and the bot does not hear so. BLOCKED, DEACTIVATED and NOT_FOUND: that person is gone from here on.
    """

    TOO_MANY = "429"
    ERROR = "500"
    ERROR_AFTER = "500 after it was done"
    GATEWAY = "502"
    GATEWAY_AFTER = "502 after it was done"
    DROPPED = "dropped before"
    RESET = "reset after it was done"
    SILENCE = "silence after it was done"
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    NOT_FOUND = "chat not found"


_AFTER = (Trouble.ERROR_AFTER, Trouble.GATEWAY_AFTER, Trouble.RESET, Trouble.SILENCE)


class Faults:
    """Sits before and after the calls of a sandbox; `met` counts what went wrong.

    `shares` are the chances of each trouble, together at most 1. `silence` is in seconds, to be longer than
    the bot waits.
    """

    def __init__(
        self,
        telegram: Telegram,
        shares: Mapping[Trouble, float],
        *,
        seed: int,
        methods: frozenset[str] = frozenset({"sendMessage"}),
        retry_after: int = 1,
        silence: float = 30.0,
    ) -> None:
        self.met: Counter[Trouble] = Counter()
        self._telegram = telegram
        self._shares = dict(shares)
        self._chance = random.Random(seed)  # noqa: S311  (trouble, no secrets)
        self._methods = methods
        self._retry_after = retry_after
        self._silence = silence
        self._later: dict[int, Trouble] = {}
        self._gone: set[str] = set()
        telegram.before_call = self._before
        telegram.after_call = self._after

    async def _before(self, method: str, params: dict[str, Any]) -> None:
        if method not in self._methods:
            return
        chat_id = str(params.get("chat_id"))
        if chat_id in self._gone:
            raise bad_request("chat not found")
        trouble = self._draw()
        if trouble is None:
            return
        self.met[trouble] += 1
        if trouble in _AFTER:
            self._later[id(params)] = trouble
        elif trouble in (Trouble.BLOCKED, Trouble.DEACTIVATED):
            person = self._telegram.people[int(chat_id)]
            person.blocked = person.blocked or trouble is Trouble.BLOCKED
            person.deactivated = person.deactivated or trouble is Trouble.DEACTIVATED
        else:
            if trouble is Trouble.NOT_FOUND:
                self._gone.add(chat_id)
            raise self._as_error(trouble)

    async def _after(self, _method: str, params: dict[str, Any]) -> None:
        trouble = self._later.pop(id(params), None)
        if trouble is Trouble.SILENCE:
            await asyncio.sleep(self._silence)
        if trouble is not None:
            raise self._as_error(trouble)

    def _draw(self) -> Trouble | None:
        drawn = self._chance.random()
        for trouble, share in self._shares.items():
            drawn -= share
            if drawn < 0:
                return trouble
        return None

    def _as_error(self, trouble: Trouble) -> Exception:
        if trouble is Trouble.TOO_MANY:
            words = f"Too Many Requests: retry after {self._retry_after}"
            return Refusal(429, words, self._retry_after)
        if trouble in (Trouble.ERROR, Trouble.ERROR_AFTER):
            return Refusal(500, "Internal Server Error")
        if trouble in (Trouble.GATEWAY, Trouble.GATEWAY_AFTER):
            return Garbled(502, BAD_GATEWAY)
        if trouble is Trouble.NOT_FOUND:
            return bad_request("chat not found")
        return ConnectionResetError(trouble.value)
