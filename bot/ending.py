"""The end of a process: called for by a signal, kind to what is in hand, and over within ten seconds."""

import asyncio
import logging
import signal
from collections.abc import Callable, Coroutine
from typing import Any

log = logging.getLogger("bot")
GRACE = 8.0
"""Seconds after which what is still not done is cut off: it is undone, or comes again."""


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
        if task is not None:
            task.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, called)


class Ending:
    """Whether a process is to end, and with which exit code."""

    def __init__(self) -> None:
        self.code = 0
        self._called = asyncio.Event()

    def call(self, code: int = 0) -> None:
        """End; the largest exit code is told."""
        self.code = max(self.code, code)
        self._called.set()

    async def wait(self) -> None:
        """Until it is called for."""
        await self._called.wait()
