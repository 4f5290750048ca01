"""A broadcast to many citizens, sent by processes that are killed and restarted; and what came of it."""

import asyncio
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from inspect import isawaitable
from random import Random

from aiohttp import web
from sqlalchemy import select

from bot.deliver import BATCH, LEAD, LEFT_BEHIND
from bot.outcomes import GATHERED
from sandbox.faults import Faults, Trouble
from sandbox.http import serve
from sandbox.telegram import Telegram
from storage import schema
from storage.store import Store
from tests import asked
from tests.bot.processes import ROOT, environment
from tests.town import REPAIR, settle_town

START = datetime(2027, 1, 13, 9, 1, tzinfo=UTC)
"""A minute past ten in Amsterdam: each life of a worker begins some minutes after the one before it."""
STEP = LEFT_BEHIND + timedelta(seconds=10)
PATIENCE = 240
"""Seconds after which a broadcast that should be over will not be."""
ANSWERED = 0.25
"""Seconds within which the sandbox has answered, on a machine with other things to do."""


def in_flight(pace: int) -> int:
    """The most messages on their way: claimed for their slots, sent, or answered and not yet written."""
    batch = max(1, int(pace * BATCH))
    return 2 * batch + int(pace * (max(LEAD) + GATHERED + ANSWERED)) + 1


@dataclass(frozen=True, slots=True)
class Count:
    """What came of a broadcast. `most` is the largest number of messages that one kill left in doubt."""

    database: str
    kills: int
    sent: int
    refused: int
    unknown: int
    doubled: int
    lost: int
    most: int

    def line(self) -> str:
        """All of it in one line."""
        return (
            f"{self.database}: kills {self.kills}, sent {self.sent}, refused {self.refused}, "
            f"unknown {self.unknown} (at most {self.most} after one kill), "
            f"doubled {self.doubled}, lost {self.lost}"
        )


class Broadcast:
    """An ask planned for so many citizens, and a Telegram over HTTP that they are at."""

    def __init__(self, database: str, number: int, pace: int, *, seed: int) -> None:
        self.store = Store(database)
        self.telegram = Telegram(now=lambda: START, seed=seed)
        self.number = number
        self.faults: Faults | None = None
        self.most = 0
        self._database = database
        self._pace = pace
        self._chance = Random(seed)
        self._lives = 0
        self._base = ""
        self._runner: web.AppRunner

    @asynccontextmanager
    async def prepared(self, shares: Mapping[Trouble, float] | None = None) -> AsyncIterator["Broadcast"]:
        """Inside, all is planned and Telegram listens, with these troubles."""
        async with self.store.begin() as memory:
            await settle_town(memory, START)
            people = await asked.citizens(memory, self.number, START)
            await asked.change(memory, "opportunities", REPAIR, places=self.number + 1)
            ask = await asked.ask(memory, START, opportunity=REPAIR)
            await asked.plan(memory, ask, people, START)
        asked.phones(self.telegram, self.number)
        if shares:
            self.faults = Faults(self.telegram, shares, seed=1, silence=21.0)
        self._runner, self._base = await serve(self.telegram)
        try:
            yield self
        finally:
            await self._runner.cleanup()
            await self.store.close()

    async def hang_up(self, seconds: float) -> None:
        """Have nobody listen where Telegram was, for a while."""
        port = int(self._base.rpartition(":")[2])
        await self._runner.cleanup()
        await asyncio.sleep(seconds)
        self._runner, _ = await serve(self.telegram, port=port)

    @asynccontextmanager
    async def worker(self) -> AsyncIterator[asyncio.subprocess.Process]:
        """A process that delivers; at the end it is stopped kindly, where it still lives."""
        start = START + self._lives * STEP
        self._lives += 1
        words = (self._database, self._base, self.telegram.token, str(self._pace), start.isoformat())
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.faults.worker", *words,
            cwd=ROOT, env=environment(),
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            assert process.stdout is not None
            assert await process.stdout.readline(), "the worker did not start"
            yield process
        finally:
            if process.returncode is None:
                process.terminate()
            async with asyncio.timeout(60):
                await process.communicate()

    async def kill(self) -> None:
        """One life: a worker that is killed at a random moment, some messages on."""
        before = await self._unknown()
        async with self.worker() as process:
            wanted = self.arrived() + self._chance.randrange(2 * self._pace)
            most = (self.number - before) * 9 // 10  # what is unknown never arrives
            await self._until(lambda: self.arrived() >= min(wanted, most))
            await asyncio.sleep(self._chance.random() * 0.1)
            process.kill()
            await process.wait()
        self.most = max(self.most, await self._unknown() - before)

    async def finish(self) -> None:
        """A last life, in which all that is left goes."""
        async with self.worker():
            await self.over()

    async def over(self) -> None:
        """Wait until nothing is planned or on its way."""
        await self._until(self._is_over)

    async def begun(self) -> None:
        """Wait until some have arrived."""
        await self._until(lambda: self.arrived() >= self.number // 4)

    async def all_claimed(self) -> None:
        """Wait until nothing is planned any more."""
        await self._until(self._is_claimed)

    async def states(self) -> Counter[str]:
        """How many deliveries there are in each state."""
        async with self.store.look() as memory:
            found = await memory.connection.execute(select(schema.deliveries.c.state))
            return Counter(found.scalars())

    def arrived(self) -> int:
        """How many messages stand on all phones."""
        return sum(len(person.chat.messages) for person in self.telegram.people.values())

    async def count(self, kills: int) -> Count:
        """Hold what was written against what stands on every phone."""
        async with self.store.look() as memory:
            found = await memory.connection.execute(
                select(schema.deliveries.c.state, schema.citizens.c.chat_id).join_from(
                    schema.deliveries, schema.citizens
                )
            )
            state_of = {row.chat_id: row.state for row in found}
        got = {chat: len(person.chat.messages) for chat, person in self.telegram.people.items()}
        lost = sum(not _is_true(state_of.get(chat), number) for chat, number in got.items())
        counted = Counter(state_of.values())
        return Count(
            database=self.store.url.get_backend_name(),
            kills=kills,
            sent=counted["sent"],
            refused=counted["refused"],
            unknown=counted["unknown"],
            doubled=sum(number > 1 for number in got.values()),
            lost=lost,
            most=self.most,
        )

    async def _is_claimed(self) -> bool:
        return not (await self.states())["planned"]

    async def _is_over(self) -> bool:
        counted = await self.states()
        return not counted["planned"] and not counted["claimed"]

    async def _until(self, condition: Callable[[], bool | Awaitable[bool]]) -> None:
        async with asyncio.timeout(PATIENCE):
            while True:
                found = condition()
                if await found if isawaitable(found) else found:
                    return
                await asyncio.sleep(0.2 if isawaitable(found) else 0.01)

    async def _unknown(self) -> int:
        counted = await self.states()
        return counted["unknown"] + counted["claimed"]


def _is_true(state: str | None, messages: int) -> bool:
    """Whether what was written of somebody agrees with their phone; of the unknown nothing is claimed."""
    if state == "unknown":
        return True
    return messages > 0 if state == "sent" else state == "refused" and messages == 0


async def killed(
    database: str, number: int, kills: int, pace: int, *, seed: int, tell: Callable[[str], None] = print
) -> Count:
    """Kill the sender of a broadcast so many times, let it end, and count."""
    broadcast = Broadcast(database, number, pace, seed=seed)
    async with broadcast.prepared():
        done = 0
        for done in range(1, kills + 1):
            await broadcast.kill()
            if done % 10 == 0:
                tell(f"{done} kills, {broadcast.arrived()} messages arrived")
        await broadcast.finish()
        return await broadcast.count(done)
