"""Three web, two worker and two clock processes on one database, killed and stopped in the middle."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from pathlib import Path
from random import Random

from sqlalchemy import select

from bot.clock import Clock
from campaign.values import Like
from sandbox.keyboards import rows_of
from sandbox.person import Person
from storage import schema
from storage.migrations import newest
from storage.store import Store
from tests import asked
from tests.bot.test_cli import free_port
from tests.dump import rows_of as rows_in
from tests.faults.country import Country
from tests.town import REPAIR, settle_town
from tests.versions import versioned

PATIENCE = 300
FOLLOWED = 30
"""Seconds within which another clock takes over from one that was killed."""
LIKES = (Like.SPORT, Like.FOOD, Like.NATURE)
ADDRESSES = [f"likes/{like.name.lower()}/{way}" for like in LIKES for way in ("on", "off")]


async def eventually(condition: Callable[[], bool | Awaitable[bool]]) -> None:
    """Wait until it is so."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = condition()
            if await found if isawaitable(found) else found:
                return
            await asyncio.sleep(0.05)


async def burst(
    country: Country, people: list[Person], chance: Random, likes: dict[int, int], taps: int
) -> list[int]:
    """Everybody taps old buttons, much faster than they are answered; the messages these are under."""
    shown = []
    buttons = [[{"text": address, "callback_data": address}] for address in ADDRESSES]
    for person in people:
        sent = await country.telegram.call(
            "sendMessage",
            {
                "chat_id": person.id,
                "text": "old",
                "reply_markup": json.dumps({"inline_keyboard": buttons}),
            },
        )
        shown.append(sent["message_id"])
    for _ in range(taps):
        for person, message in zip(people, shown, strict=True):
            number = chance.randrange(len(ADDRESSES))
            person.press(message, number, 0)
            bit = LIKES[number // 2].bit
            likes[person.id] = likes[person.id] | bit if number % 2 == 0 else likes[person.id] & ~bit
    return shown


async def leader(store: Store) -> str | None:
    """Who holds the lease."""
    async with store.look() as memory:
        return await memory.connection.scalar(select(schema.leases.c.holder))


async def followed(store: Store, first: str | None) -> None:
    """Wait until another leads; TimeoutError where that takes too long."""
    async with asyncio.timeout(FOLLOWED):
        while await leader(store) == first:  # noqa: ASYNC110  (a row has no event)
            await asyncio.sleep(0.2)


async def end_them(database: str, folder: Path, *, citizens: int, taps: int, again: bool) -> str:
    """Everybody taps while processes are killed and stopped; with `again` these are started and tap again.

    A line of counts; AssertionError where something was lost, doubled or out of order.
    """
    store, now = Store(database), Clock().now()
    await versioned(database, newest())
    async with store.begin() as memory:
        await settle_town(memory, now)
        known = await asked.citizens(memory, citizens, now)
        await asked.change(memory, "opportunities", REPAIR, places=citizens + 1)
    country, chance, likes = Country(database, folder), Random(7), defaultdict[int, int](int)
    telegram = country.telegram
    people = asked.phones(telegram, citizens)
    ports = {f"web-{number}": free_port() for number in (1, 2, 3)}
    names = [*ports, "worker-1", "worker-2", "clock-1", "clock-2"]
    bursts, up = 1 + again, set(names)
    async with country.up(), asyncio.TaskGroup() as beside:
        for name in names:
            await country.start(name, port=ports.get(name, 0))
        await eventually(lambda: telegram.updates.webhook is not None)
        await eventually(lambda: all("at work" in country.log(f"worker-{n}").read_text() for n in (1, 2)))
        await eventually(lambda: all("is ticking" in country.log(f"clock-{n}").read_text() for n in (1, 2)))
        first = await leader(store)
        leading = next(n for n in (1, 2) if "this process leads" in country.log(f"clock-{n}").read_text())
        await country.kill(f"clock-{leading}")
        following = beside.create_task(followed(store, first))

        shown = await burst(country, people, chance, likes, taps)
        await eventually(lambda: telegram.pending() < citizens * taps * 2 // 3)
        await country.kill("web-1")
        await eventually(lambda: telegram.pending() < citizens * taps // 3)
        assert await country.stop("web-2") == 0
        await eventually(lambda: telegram.pending() == 0)
        up -= {f"clock-{leading}", "web-1", "web-2"}
        if again:
            for name in ("web-1", "web-2"):
                await country.start(name, port=ports[name])
                up.add(name)

        async with store.begin() as memory:
            ask = await asked.ask(memory, now, opportunity=REPAIR)
            await asked.plan(memory, ask, known, now)
        if again:
            shown = await burst(country, people, chance, likes, taps)
        await eventually(lambda: sum(len(one.messages) for one in people) > bursts * citizens + citizens // 3)
        await country.kill("worker-1")
        up.remove("worker-1")
        if again:
            assert await country.stop("worker-2") == 0
            up.remove("worker-2")
            await country.start("worker-1")
            up.add("worker-1")
        await eventually(lambda: telegram.pending() == 0)
        await following

        async def sent() -> bool:
            return not await asked.planned(store)

        await eventually(sent)
        for name in sorted(up):
            assert await country.stop(name) == 0, country.log(name).read_text()
    await check_the_talk(store, country, people, likes, shown, bursts * taps)
    await check_the_asks(store, people)
    for name in names:
        told = country.log(name).read_text()
        assert "cut off" not in told
        assert "Traceback" not in told, told
        assert telegram.token not in told
    await store.close()
    return f"{len(people)} people tapped {bursts * taps} times; nothing lost, doubled or out of order"


async def check_the_talk(
    store: Store,
    country: Country,
    people: list[Person],
    likes: dict[int, int],
    shown: list[int],
    taps: int,
) -> None:
    """Every tap was saved once, in the order tapped; every one is answered; the last is what is shown."""
    telegram = country.telegram
    assert telegram.unanswered() == []
    assert telegram.faults == []
    saved = {row["chat_id"]: row["likes"] for row in await rows_in(store, "citizens")}
    assert saved == dict(likes)
    received = await rows_in(store, "received")
    assert len(received) == taps * len(people)
    for person, message in zip(people, shown, strict=True):
        found = next(one for one in person.messages if one.id == message)
        labels = [button["text"] for row in rows_of(found.inline) for button in row]
        ticked = [label for label in labels if label.startswith("✅")]
        assert len(ticked) == likes[person.id].bit_count(), "what was drawn last is what was saved last"


async def check_the_asks(store: Store, people: list[Person]) -> None:
    """Nobody was asked twice; who was sent to has it; nothing stays claimed by the one that was stopped."""
    deliveries = await rows_in(store, "deliveries")
    state_of = {row["citizen_id"]: row["state"] for row in deliveries}
    assert len(state_of) == len(deliveries) == len(people)
    citizens = {row["id"]: row["chat_id"] for row in await rows_in(store, "citizens")}
    got = {
        person.id: sum("asks:" in (one.text or "") and one.from_bot for one in person.messages)
        for person in people
    }
    assert max(got.values()) <= 1
    for citizen, state in state_of.items():
        assert state in ("sent", "unknown", "claimed"), state
        if state == "sent":
            assert got[citizens[citizen]] == 1
