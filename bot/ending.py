"""The end of a process: called for by a signal, kind to what is in hand, and over within ten seconds."""

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Callable, Coroutine
from typing import Any

log = logging.getLogger("bot")
GRACE = 6.0
"""Seconds after which what is still not done is cut off: it is undone, or comes again."""
LET_GO = 2.5
"""Seconds more to let go of what hangs; then the process ends as one that is killed, which harms nothing."""
REST = 4.5
"""Seconds from the call on within which what is being said or sent comes to its end, or is cut off."""


def run(process: Coroutine[Any, Any, int]) -> int:
    """Run a process to its end; the exit code, 1 where it was cut off."""
    try:
        return asyncio.run(process)
    except asyncio.CancelledError:
        return 1


def on_signal(stop: Callable[[], None]) -> None:
    """Have SIGINT and SIGTERM call `stop`, and cancel the task that calls this if that was not enough."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()

    def called() -> None:
        stop()
        loop.call_later(GRACE, cut)

    def cut() -> None:
        log.warning("what is not done by now is cut off")
        at_last = threading.Timer(LET_GO, os._exit, (1,))
        at_last.daemon = True
        at_last.start()
        if task is not None:
            task.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, called)


class Ending:
    """Whether a process is to end, and with which exit code."""

    def __init__(self) -> None:
        self.code = 0
        self._called = asyncio.Event()
        self._until: float | None = None

    def call(self, code: int = 0) -> None:
        """End; the largest exit code is told."""
        self.code = max(self.code, code)
        if self._until is None:
            self._until = asyncio.get_running_loop().time() + REST
        self._called.set()

    async def wait(self) -> None:
        """Until it is called for."""
        await self._called.wait()

    @property
    def rest(self) -> float:
        """Seconds that are left for what is in hand."""
        if self._until is None:
            return REST
        return max(0.0, self._until - asyncio.get_running_loop().time())
