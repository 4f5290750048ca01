"""Processes that take webhooks, ours and bare ones, and updates sent to them at full tilt or at a pace."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from math import inf
from pathlib import Path
from time import perf_counter
from typing import Any

import aiohttp
import psutil
from sqlalchemy import insert

from bot.clock import Clock
from bot.telegram.hook import HEADER
from storage.migrations import newest
from storage.store import Store
from tests import asked
from tests.bench.bare_hook import TABLE
from tests.bot.processes import environment
from tests.bot.test_cli import free_port
from tests.databases import make_tables
from tests.town import settle_town
from tests.versions import versioned

PEOPLE, AT_ONCE = 200, 32
SECRET, TOKEN = "bench", "123456:BENCH"
STARTED = 300
"""Seconds within which all processes listen, on a machine with much else to do."""
LIKES = "nature", "food", "sport", "culture"


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of some updates: in seconds, by the wall, of the processes' CPU, and of each one."""

    updates: int
    wall: float
    cpu: float
    took: Sequence[float]

    @property
    def a_second(self) -> float:
        """Updates a second, by the wall."""
        return self.updates / self.wall

    @property
    def a_second_of_cpu(self) -> float:
        """Updates for each second of CPU: what a core of its own would carry."""
        return self.updates / self.cpu


class Served:
    """Processes that take webhooks, alike."""

    def __init__(self, urls: Sequence[str], processes: Sequence[asyncio.subprocess.Process]) -> None:
        self.urls = urls
        self._processes = [psutil.Process(process.pid) for process in processes]
        self._number = count(1)

    def spent(self) -> float:
        """Seconds of CPU so far."""
        times = [process.cpu_times() for process in self._processes]
        return sum(time.user + time.system for time in times)

    async def send(self, sender: aiohttp.ClientSession) -> float:
        """One update, half of them taps; the seconds until its answer, without end where it is refused."""
        number = next(self._number)
        url, headers = (
            self.urls[number % len(self.urls)],
            {HEADER: SECRET, "Content-Type": "application/json"},
        )
        body, begun = json.dumps(_update(number)), perf_counter()
        async with sender.post(url, data=body, headers=headers) as answer:
            await answer.read()
            return perf_counter() - begun if answer.status == 200 else inf

    async def at_full_tilt(self, updates: int) -> Sent:
        """So many, each as soon as there is room for it."""
        left, took = iter(range(updates)), list[float]()

        async def one_after_another(sender: aiohttp.ClientSession) -> None:
            for _ in left:
                took.append(await self.send(sender))

        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as sender:
            begun, spent = perf_counter(), self.spent()
            await asyncio.gather(*(one_after_another(sender) for _ in range(AT_ONCE)))
            return Sent(updates, perf_counter() - begun, self.spent() - spent, took)

    async def at_a_pace(self, updates: int, a_second: float) -> Sent:
        """So many, evenly, whether those before are answered or not."""
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as sender:
            begun, spent, under_way = perf_counter(), self.spent(), []
            for number in range(updates):
                await asyncio.sleep(max(0.0, begun + number / a_second - perf_counter()))
                under_way.append(asyncio.create_task(self.send(sender)))
            took = list(await asyncio.gather(*under_way))
            return Sent(updates, perf_counter() - begun, self.spent() - spent, took)


def _update(number: int) -> dict[str, Any]:
    """Words and taps in turn, of one person after another; what is tapped changes something each time."""
    chat = asked.FIRST_CHAT + number % PEOPLE
    user = {"id": chat, "is_bot": False, "first_name": "Ana", "language_code": "en"}
    private = {"id": chat, "type": "private", "first_name": "Ana"}
    about = {"message_id": number, "date": 1_800_000_000, "chat": private}
    if number % 2:
        return {"update_id": number, "message": {**about, "from": user, "text": "/help"}}
    way = "on" if number // PEOPLE % 2 else "off"
    return {
        "update_id": number,
        "callback_query": {
            "id": str(number),
            "from": user,
            "chat_instance": "1",
            "data": f"likes/{LIKES[number // 2 % len(LIKES)]}/{way}",
            "message": {**about, "text": "What do you like?"},
        },
    }


@asynccontextmanager
async def canned() -> AsyncIterator[str]:
    """A Bot API that costs as little as it can, in a process of its own; its address."""
    port = free_port()
    async with _up([(["-m", "tests.bench.canned", str(port)], port, {})], Path.cwd()):
        yield f"http://127.0.0.1:{port}"


@asynccontextmanager
async def bare(database: str, api: str, folder: Path, number: int = 1) -> AsyncIterator[Served]:
    """The peer: processes of a few lines, on a table of one row for each person."""
    store = Store(database)
    async with store.begin() as memory:
        await memory.connection.run_sync(TABLE.metadata.create_all)
        people = range(asked.FIRST_CHAT, asked.FIRST_CHAT + PEOPLE)
        await memory.connection.execute(insert(TABLE), [{"id": person, "on": 0} for person in people])
    await store.close()
    words = ["-m", "tests.bench.bare_hook", TOKEN, api, database]
    ports = [free_port() for _ in range(number)]
    async with _up([([*words, str(port)], port, {}) for port in ports], folder) as served:
        yield served


@asynccontextmanager
async def ours(
    database: str, api: str, folder: Path, number: int = 1, *, settled: bool = False
) -> AsyncIterator[Served]:
    """Web processes, on a town with as many citizens; where it is `settled`, the database has all that."""
    if not settled:
        await make_tables(database)
        await versioned(database, newest())
        store = Store(database)
        async with store.begin() as memory:
            await settle_town(memory, Clock().now())
            await asked.citizens(memory, PEOPLE, Clock().now())
        await store.close()
    settings = {
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": api,
        "DATABASE_URL": database,
        "BURST": "0",
        "WEBHOOK_URL": "http://127.0.0.1/hook",
        "WEBHOOK_SECRET": SECRET,
    }
    ports = [free_port() for _ in range(number)]
    commands = [(["-m", "bot", "web"], port, {**settings, "PORT": str(port)}) for port in ports]
    async with _up(commands, folder) as served:
        yield served


@asynccontextmanager
async def _up(
    commands: Sequence[tuple[list[str], int, dict[str, str]]], folder: Path
) -> AsyncIterator[Served]:
    """Processes by their words, port and settings, once all of them listen."""
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, *words,
            cwd=folder, env=environment(**settings), stderr=asyncio.subprocess.DEVNULL,
        )
        for words, _, settings in commands
    ]  # fmt: skip
    try:
        async with asyncio.timeout(STARTED):
            for _, port, _ in commands:
                await _listening(port)
        yield Served([f"http://127.0.0.1:{port}/hook" for _, port, _ in commands], processes)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            await process.wait()


async def _listening(port: int) -> None:
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return
