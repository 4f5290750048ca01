"""Processes, people and a broadcast on one PostgreSQL; and what came of it, held against what is stored."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from inspect import isawaitable
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from sandbox.faults import Faults, Trouble
from storage.migrations import newest
from storage.store import Store
from tests import asked
from tests.bot.test_cli import free_port
from tests.databases import make_tables
from tests.dump import rows_of
from tests.faults.country import Country
from tests.load.people import Crowd, Talker
from tests.load.timed import Timing
from tests.town import REPAIR, settle_town
from tests.versions import versioned

ASKED = "Will you come along to the repair café this week?"
"""The organisation's own words, by which an ask is known on a phone."""
TROUBLE = {
    Trouble.TOO_MANY: 0.003,
    Trouble.ERROR: 0.005,
    Trouble.ERROR_AFTER: 0.005,
    Trouble.GATEWAY: 0.003,
    Trouble.DROPPED: 0.003,
}
SLOW, SLOWLY = 0.02, 0.5
"""The share of calls that Telegram is slow to answer, and by how many seconds."""
PATIENCE = 300
STRANGERS = 10
"""One in so many of the people is no citizen yet."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything."""

    people: int = 10_000
    web: int = 3
    worker: int = 2
    clock: int = 2
    at_once: int = 48
    pace: int = 100
    trouble: bool = True
    seed: int = 2027

    def names(self) -> list[str]:
        """Of the processes."""
        numbers = {"web": self.web, "worker": self.worker, "clock": self.clock}
        return [f"{kind}-{number}" for kind, most in numbers.items() for number in range(1, most + 1)]


class Scene:
    """All of it, up."""

    def __init__(self, database: str, folder: Path, size: Size) -> None:
        self.size = size
        self.store = Store(database)
        self.telegram = Timing(ASKED, seed=size.seed)
        self.country = Country(database, folder, self.telegram, pace=size.pace)
        self.ports = {f"web-{number}": free_port() for number in range(1, size.web + 1)}
        self.faults: Faults | None = None
        self._chance = Random(size.seed)
        self.crowd: Crowd

    @asynccontextmanager
    async def up(self) -> AsyncIterator["Scene"]:
        """Inside, the processes take updates and an ask goes out; at the end they are stopped."""
        await self._settle()
        async with self.country.up():
            for name in self.size.names():
                await self.start(name)
            assert await eventually(lambda: self.telegram.updates.webhook is not None)
            for name in self.size.names():
                assert await eventually(lambda name=name: self.country.log(name).stat().st_size > 0)
            if self.size.trouble:
                self._make_trouble()
            yield self
        await self.store.close()

    async def start(self, name: str) -> None:
        """Start a process, a web process where it was."""
        await self.country.start(name, port=self.ports.get(name, 0))

    async def over(self) -> None:
        """Wait until every update is answered for and every ask is on its way or arrived, within limits."""
        await eventually(lambda: self.telegram.pending() == 0)
        await eventually(self._is_sent, every=1)
        await eventually(lambda: not self.telegram.unanswered(), 30)

    @asynccontextmanager
    async def telling(self, every: float) -> AsyncIterator[None]:
        """Inside, a line every so many seconds says how far it is."""

        async def tell() -> None:
            begun = monotonic()
            while True:
                await asyncio.sleep(every)
                arrived = self.telegram.asked.total()
                print(
                    f"{monotonic() - begun:.0f} s: {self.crowd.done} updates, {arrived} asks arrived",
                    flush=True,
                )

        task = asyncio.create_task(tell())
        try:
            yield
        finally:
            task.cancel()

    async def told(self) -> "Told":
        """What is stored, held against what was done and what stands on the phones."""
        received = {row["update_id"] for row in await rows_of(self.store, "received")}
        citizens = {row["id"]: row for row in await rows_of(self.store, "citizens")}
        likes = {row["chat_id"]: row["likes"] for row in citizens.values()}
        wanted = {p.phone.id: p.likes for p in self.crowd.people if p.likes is not None}
        states: Counter[str] = Counter()
        lost_asks = 0
        for row in await rows_of(self.store, "deliveries"):
            states[row["state"]] += 1
            got = self.telegram.asked[citizens[row["citizen_id"]]["chat_id"]]
            lost_asks += row["state"] == "sent" and got == 0
        return Told(
            lost_updates=[told for id, told in self.telegram.timed.told.items() if id not in received],
            wrong_likes=sum(likes.get(chat) != mask for chat, mask in wanted.items()),
            unanswered=len(self.telegram.unanswered()),
            doubled_asks=sum(number > 1 for number in self.telegram.asked.values()),
            lost_asks=lost_asks,
            waiting_asks=states["planned"],
            states=states,
            faults=list(self.telegram.faults),
        )

    async def _settle(self) -> None:
        url, now = self.store.address, Clock().now()
        await make_tables(url)
        await versioned(url, newest())
        number = self.size.people - self.size.people // STRANGERS
        async with self.store.begin() as memory:
            await settle_town(memory, now)
            citizens = await asked.citizens(memory, number, now)
            await asked.change(memory, "opportunities", REPAIR, places=10 * number)
            ask = await asked.ask(memory, now, opportunity=REPAIR, words=ASKED)
            await asked.plan(memory, ask, citizens, now)
        people = []
        for chat in range(asked.FIRST_CHAT, asked.FIRST_CHAT + self.size.people):
            known = chat < asked.FIRST_CHAT + number
            phone = self.telegram.add_person(f"Person {chat}", "en", user_id=chat, automatic=True)
            phone.started = known
            chance = Random(f"{self.size.seed}/{chat}")
            people.append(Talker(self.telegram, phone, chance, known=known))
        self.crowd = Crowd(self.telegram, people, self.size.at_once, self._chance)

    def _make_trouble(self) -> None:
        methods = frozenset({"sendMessage", "editMessageText"})
        self.faults = Faults(self.telegram, TROUBLE, seed=self.size.seed, methods=methods)
        before = self.telegram.before_call
        assert before is not None

        async def slow(method: str, parameters: dict[str, Any]) -> None:
            if self._chance.random() < SLOW:
                await asyncio.sleep(SLOWLY)
            await before(method, parameters)

        self.telegram.before_call = slow

    async def _is_sent(self) -> bool:
        """Whether nothing is planned any more; no while the database is away."""
        with suppress(OSError, SQLAlchemyError):
            return not await asked.planned(self.store)
        return False


@dataclass(frozen=True, slots=True)
class Told:
    """What came of it; all but `states` is to be nothing."""

    lost_updates: list[str]
    wrong_likes: int
    unanswered: int
    doubled_asks: int
    lost_asks: int
    waiting_asks: int
    states: Counter[str]
    faults: list[str]

    @property
    def kept(self) -> bool:
        """Whether every promise was."""
        talk = (len(self.lost_updates), self.wrong_likes, self.unanswered)
        return not any((*talk, self.doubled_asks, self.lost_asks, self.waiting_asks, *self.faults))

    def line(self) -> str:
        """All of it in one line."""
        asks = ", ".join(f"{state} {number}" for state, number in sorted(self.states.items()))
        first = f" (the first: {', '.join(self.lost_updates[:9])})" if self.lost_updates else ""
        return (
            f"updates lost {len(self.lost_updates)}{first}, profiles not as tapped {self.wrong_likes}, "
            f"taps not answered {self.unanswered}; asks doubled {self.doubled_asks}, lost {self.lost_asks}, "
            f"still waiting {self.waiting_asks} ({asks})" + "".join(f"; {fault}" for fault in self.faults)
        )


async def eventually(
    condition: Callable[[], bool | Awaitable[bool]], seconds: float = PATIENCE, *, every: float = 0.1
) -> bool:
    """Wait so many seconds for it at most; whether it came to be. It is looked at `every` so many seconds."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while True:
                found = condition()
                if await found if isawaitable(found) else found:
                    return True
                await asyncio.sleep(every)
    return False
