"""How much of Telegram's limit a broadcast uses without being told to wait, and what a tap feels of it."""

import asyncio
import json
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

from bot.deliver import Deliverer
from bot.telegram.carrier import Carrier
from storage.store import Store
from tests import asked
from tests.bench.figures import Figure, percentile, report
from tests.bench.limiter import TOKEN
from tests.bot.processes import ROOT, environment
from tests.databases import make_tables
from tests.faults.broadcast import START
from tests.talk import Talk
from tests.town import REPAIR, settle_town

FREE, FREE_PACE, FREE_SECONDS = 30, 29, 60
PAID, PAID_PACE, PAID_SECONDS = 1000, 970, 20
TWO_SECONDS = 20
FITS = 40
"""How differently an ask fits people: one town has as many."""
TAPS, ROUNDS = 150, 4
BROADCAST = 25
"""Messages a second beside the taps: what `run` sends by default."""


async def measure() -> list[Figure]:
    """The share of the limit at both paces; the p99 of a tap beside a broadcast over that of an idle bot."""
    free, refused = await _broadcast("sandbox", FREE, FREE_PACE, FREE_SECONDS)
    two, refused_two = await _broadcast("sandbox", FREE, FREE_PACE, TWO_SECONDS, workers=2)
    paid, refused_paid = await _broadcast("bare", PAID, PAID_PACE, PAID_SECONDS)
    return [
        Figure("pace_share_30", free, "%", 96, more=True),
        Figure("pace_429_30", refused, "", 0),
        Figure("pace_share_30_two_workers", two, "%", 96, more=True),
        Figure("pace_429_30_two_workers", refused_two, "", 0),
        Figure("pace_share_1000", paid, "%", 85, more=True),
        Figure("pace_429_1000", refused_paid, "", 0),
        Figure("tap_during_broadcast_ratio", await _taps(), "x", 2),
    ]


async def _broadcast(
    kind: str, limit: int, pace: int, seconds: int, *, workers: int = 1
) -> tuple[float, int]:
    """The percentage of the limit that was used, and how often it was passed.

    Counted over the given seconds from a second after the first message on, when all workers are at it.
    """
    number = pace * (seconds + 3 + 2 * workers)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder)}/bot.sqlite"
        await _plan(url, number)
        async with AsyncExitStack() as stack:
            limiter = await stack.enter_async_context(_process("tests.bench.limiter", kind, limit, number))
            base = await _line(limiter)
            at_work: list[asyncio.subprocess.Process] = []
            for _ in range(workers):
                words = ("tests.faults.worker", url, base, TOKEN, pace, START.isoformat())
                worker = await stack.enter_async_context(_process(*words))
                at_work.append(worker)
            for worker in at_work:
                await _line(worker)
            await asyncio.sleep(seconds + 2)
            for worker in at_work:
                worker.terminate()
            for worker in at_work:
                await worker.wait()
            limiter.terminate()
            seen: dict[str, Any] = json.loads(await _line(limiter))
    begin = seen["moments"][0] + 1
    count = sum(begin <= moment < begin + seconds for moment in seen["moments"])
    return 100 * count / (limit * seconds), seen["refused"]


async def _plan(url: str, number: int) -> None:
    """An ask that is due for so many citizens."""
    await make_tables(url)
    store = Store(url)
    async with store.begin() as memory:
        await settle_town(memory, START)
        people = await asked.citizens(memory, number, START)
        await asked.change(memory, "opportunities", REPAIR, places=number + 1)
        ask = await asked.ask(memory, START, opportunity=REPAIR)
        for fit in range(FITS):
            await asked.plan(memory, ask, people[fit::FITS], START, fit=fit)
    await store.close()


async def _taps() -> float:
    """Idle and beside a broadcast in turn, in one process, as `run` does it all."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder)}/bot.sqlite"
        await _plan(url, number := BROADCAST * 120)
        async with Talk(url) as talk:
            asked.phones(talk.telegram, number)
            quiet, busy = Taps(talk, "Ana"), Taps(talk, "Bram")
            for taps in (quiet, busy):
                await taps.begin()
                await taps.take(50, keep=False)
            for _ in range(ROUNDS):
                await quiet.take(TAPS)
                deliverer = Deliverer(talk.app, Carrier(talk.bot, talk.guard), BROADCAST)
                async with asyncio.TaskGroup() as group:
                    group.create_task(deliverer.run())
                    await busy.take(TAPS)
                    deliverer.stop()
    idle, beside = (percentile(taps.spent, 0.99) for taps in (quiet, busy))
    print(f"p99 of a tap: {idle * 1000:.1f} ms idle, {beside * 1000:.1f} ms in a broadcast", file=sys.stderr)
    return beside / idle


class Taps:
    """Somebody at the page of likes, tapping the first of them on and off; from tap to answer."""

    def __init__(self, talk: Talk, name: str) -> None:
        self.spent: list[float] = []
        self._talk = talk
        self._person = talk.telegram.add_person(name, "en")
        self._answered = asyncio.Event()

    async def begin(self) -> None:
        """Come to the page."""
        edge = self._talk.edge
        for what in ("/start", "[16 or older]", "Zwijndrecht", "[Not now]", "[💾 Keep my answers]"):
            await self._do(what, edge)
        for what in ("[Yes, keep them]", "[Yes, you may]", "[Yes, go ahead]"):
            await self._do(what, edge)

    async def _do(self, what: str, edge: Any) -> None:
        if what.startswith("["):
            self._person.tap(what[1:-1])
        else:
            self._person.say(what)
        await self._take_in(edge)
        await self._talk.app.idle()

    async def _take_in(self, edge: Any) -> None:
        updates = await self._talk.bot.get_updates(timeout=0)
        for update in updates:
            await edge.handle(update)
        if updates:
            await self._talk.bot.get_updates(offset=updates[-1].update_id + 1, timeout=0)

    async def take(self, number: int, *, keep: bool = True) -> None:
        """Tap so many times, evenly, and note how long each answer took."""
        self._talk.telegram.after_call = self._after
        for _ in range(number):
            self._person.press(self._person.messages[-1].id, 0, 0)
            self._answered.clear()
            began = perf_counter()
            await self._take_in(self._talk.edge)
            await self._answered.wait()
            if keep:
                self.spent.append(perf_counter() - began)
            await asyncio.sleep(0.02)

    async def _after(self, method: str, params: dict[str, Any]) -> None:
        if method == "editMessageText" and int(params["chat_id"]) == self._person.id:
            self._answered.set()


@asynccontextmanager
async def _process(module: str, *words: object) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *map(str, words),
        cwd=ROOT, env=environment(), stdout=asyncio.subprocess.PIPE, limit=2**24,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.communicate()


async def _line(process: asyncio.subprocess.Process) -> str:
    if process.stdout is None:
        raise RuntimeError("nothing to read")
    return (await process.stdout.readline()).decode().strip()


if __name__ == "__main__":
    sys.exit(report(asyncio.run(measure())))
