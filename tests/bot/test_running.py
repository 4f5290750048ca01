"""Running: all parts at work together, and none of them in the way of a stop."""

import asyncio
from typing import Any

from bot.running import Running
from tests.talk import Talk


async def test_a_stop_does_not_wait_for_the_menu(chat: Talk) -> None:
    asked = asyncio.Event()

    async def hang(method: str, _parameters: dict[str, Any]) -> None:
        if method == "getMyCommands":
            asked.set()
            await asyncio.Event().wait()

    chat.telegram.before_call = hang
    running = Running(chat.app, chat.bot)
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        work = group.create_task(running.run())
        await asked.wait()
        running.stop()
        await work
