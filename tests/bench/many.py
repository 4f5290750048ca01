"""What a tap costs among 1,000,000 citizens over one among 1,000, in CPU, the database included."""

import asyncio
import gc
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from time import process_time

import psutil
from aiogram.types import Update
from sqlalchemy import text

from campaign.values import Like
from storage.store import Store
from tests.bench import planning
from tests.bench.figures import Figure, report
from tests.databases import PostgreSQL, make_tables, quick_folder
from tests.talk import Talk

FEW, MANY = 1_000, 1_000_000
TAPS, ROUNDS, WARM_UP = 200, 7, 200


async def measure() -> list[Figure]:
    """The ratio of the medians on each database, few and many taken in turn."""
    with tempfile.TemporaryDirectory(dir=quick_folder()) as folder:
        urls = [f"sqlite:///{folder}/{count}.sqlite" for count in (FEW, MANY)]
        figures = [Figure("million_tap_ratio_sqlite", await _ratio(*urls), "x", 1.2)]
    server = PostgreSQL(hasty=True)
    try:
        ratio = await _ratio(server.fresh(), server.fresh())
    finally:
        await asyncio.to_thread(server.stop)
    return [*figures, Figure("million_tap_ratio_postgresql", ratio, "x", 1.2)]


async def _ratio(few_url: str, many_url: str) -> float:
    async with _talk(few_url, FEW) as few, _talk(many_url, MANY) as many:
        for taps in (few, many):
            await taps.spend(WARM_UP)
        costs: tuple[list[float], list[float]] = ([], [])
        for _ in range(ROUNDS):
            for cost, taps in zip(costs, (few, many), strict=True):
                cost.append(await taps.spend(TAPS))
    less, more = (statistics.median(cost) for cost in costs)
    print(
        f"{few_url.partition(':')[0]}: a tap among {FEW} takes {less * 1000:.2f} ms of CPU, "
        f"among {MANY} {more * 1000:.2f} ms",
        file=sys.stderr,
    )
    return more / less


class Taps:
    """Citizens by chance who each tap a like, under a message that stands there."""

    def __init__(self, talk: Talk, count: int) -> None:
        self._talk = talk
        self._count = count
        self._chance = Random(count)
        self._number = 0

    async def spend(self, taps: int) -> float:
        """Seconds of CPU of one tap, that of the database's processes among them."""
        spent, _ = 0.0, gc.collect()
        server = await self._server()
        for _ in range(taps):
            update = self._update()
            begun = process_time()
            await self._talk.edge.handle(update)
            await self._talk.app.idle()
            spent += process_time() - begun
        if self._talk.telegram.unanswered():
            raise RuntimeError("a tap was not answered")
        return (spent + await self._server() - server) / taps

    def _update(self) -> Update:
        talk, chance = self._talk, self._chance
        chat = chance.randrange(1, self._count + 1)
        person = talk.telegram.people.get(chat)
        if person is None:
            person = talk.telegram.add_person("Ana", "en", user_id=chat, automatic=True)
            person.started = True
            talk.telegram.put(person.chat, "text", ("What do you like?", []))
        self._number += 1
        raw = {
            "update_id": self._number,
            "callback_query": {
                "id": str(self._number),
                "from": person.user,
                "chat_instance": "1",
                "data": f"likes/{chance.choice(tuple(Like))}/{chance.choice(('on', 'off'))}",
                "message": person.messages[-1].wire(),
            },
        }
        return Update.model_validate(raw, context={"bot": talk.bot})

    async def _server(self) -> float:
        """Seconds of CPU that the connections to PostgreSQL have taken so far."""
        if self._talk.app.store.embedded:
            return 0.0
        async with self._talk.app.store.look() as memory:
            found = await memory.connection.scalars(_BACKENDS)
            times = [psutil.Process(pid).cpu_times() for pid in found]
        return sum(time.user + time.system for time in times)


_BACKENDS = text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")


@asynccontextmanager
async def _talk(url: str, count: int) -> AsyncIterator[Taps]:
    await make_tables(url)
    store = Store(url)
    await planning.settle(store)
    embedded = store.embedded
    await store.close()
    if embedded:
        planning.fill_sqlite(Path(url.removeprefix("sqlite:///")), count)
    else:
        await planning.fill_postgres(url, count)
    async with Talk(url, start=planning.NOW) as talk:
        yield Taps(talk, count)


if __name__ == "__main__":
    sys.exit(report(asyncio.run(measure())))
