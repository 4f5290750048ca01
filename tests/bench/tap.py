"""What a durable tap costs: ours over a bare aiogram handler with one write, in CPU, in the same run."""

import asyncio
import gc
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import process_time
from typing import Any

from aiogram import Bot, Dispatcher, F
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Update
from sqlalchemy import Column, Integer, MetaData, Table, event, update
from sqlalchemy.ext.asyncio import create_async_engine

from bot.telegram.client import client
from sandbox.person import Person
from sandbox.session import SandboxSession
from sandbox.telegram import Telegram
from storage.store import WRITER_PRAGMAS
from tests.bench.figures import Figure, report
from tests.databases import make_tables
from tests.talk import Talk

TAPS = 150
ROUNDS = 7
WARM_UP = 100

Handle = Callable[[Update], Awaitable[None]]


async def measure() -> list[Figure]:
    """The ratio of the medians, the two taken in turn."""
    with tempfile.TemporaryDirectory() as folder:
        async with _bare(Path(folder)) as bare, _ours(Path(folder)) as ours:
            for taps in (bare, ours):
                await _spend(*taps, WARM_UP)
            costs: tuple[list[float], list[float]] = ([], [])
            for _ in range(ROUNDS):
                for cost, taps in zip(costs, (bare, ours), strict=True):
                    cost.append(await _spend(*taps, TAPS))
    plain, durable = (statistics.median(cost) for cost in costs)
    print(f"a bare tap takes {plain * 1000:.2f} ms of CPU, ours {durable * 1000:.2f} ms", file=sys.stderr)
    return [Figure("tap_cost_ratio", durable / plain, "x", 1.8)]


async def _spend(telegram: Telegram, person: Person, bot: Bot, handle: Handle, taps: int) -> float:
    """CPU seconds of one tap: its update parsed, handled, edited and answered."""
    spent = 0.0
    for number in range(taps):
        person.press(person.messages[-1].id, 0, 0)
        raw: list[dict[str, Any]] = await telegram.call("getUpdates", {"timeout": 0})
        if number == 0:
            gc.collect()
        started = process_time()
        await handle(Update.model_validate(raw[-1], context={"bot": bot}))
        spent += process_time() - started
        await telegram.call("getUpdates", {"offset": raw[-1]["update_id"] + 1, "timeout": 0})
    if telegram.unanswered():
        raise RuntimeError("a tap was not answered")
    return spent / taps


@asynccontextmanager
async def _bare(folder: Path) -> AsyncIterator[tuple[Telegram, Person, Bot, Handle]]:
    """An aiogram bot of a few lines: one write on a durable SQLite file, an edit and an answer."""
    table = Table("taps", MetaData(), Column("id", Integer, primary_key=True), Column("on", Integer))
    engine = create_async_engine(f"sqlite+aiosqlite:///{folder}/bare.sqlite")

    @event.listens_for(engine.sync_engine, "connect")
    def connected(connection: Any, _record: object) -> None:
        for pragma in WRITER_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    async with engine.begin() as connection:
        await connection.run_sync(table.metadata.create_all)
        await connection.execute(table.insert().values(id=1, on=0))
    async with Talk.sandbox() as telegram:
        bot = client(telegram.token, session=SandboxSession(telegram))
        dispatcher = Dispatcher()

        @dispatcher.callback_query(F.data.startswith("likes/"))
        async def tapped(query: CallbackQuery) -> None:
            on = int((query.data or "").endswith("on"))
            async with engine.begin() as connection:
                await connection.execute(update(table).where(table.c.id == 1).values(on=on))
            if query.message is not None:
                await bot.edit_message_text(
                    f"What do you like? {on}",
                    chat_id=query.message.chat.id,
                    message_id=query.message.message_id,
                    reply_markup=_keyboard(1 - on),
                )
            await query.answer()

        person = telegram.add_person("Ana", "en")
        person.say("hello")
        await bot.send_message(person.id, "What do you like?", reply_markup=_keyboard(1))

        async def handle(update: Update) -> None:
            await dispatcher.feed_update(bot, update)

        yield telegram, person, bot, handle
    await engine.dispose()


@asynccontextmanager
async def _ours(folder: Path) -> AsyncIterator[tuple[Telegram, Person, Bot, Handle]]:
    """A citizen at the page of likes, tapping the first of them on and off."""
    url = f"sqlite:///{folder}/ours.sqlite"
    await make_tables(url)
    async with Talk(url) as talk:
        person = talk.telegram.add_person("Ana", "en")
        for word in ("/start", "[16 or older]", "Zwijndrecht", "[🏠 Home]", "[💾 Keep my answers]"):
            await talk.does(person, word)
        for word in ("[Yes, keep them]", "[Yes, you may]", "[Yes, go ahead]"):
            await talk.does(person, word)

        async def handle(update: Update) -> None:
            await talk.edge.handle(update)
            await talk.app.idle()

        yield talk.telegram, person, talk.bot, handle


def _keyboard(on: int) -> InlineKeyboardMarkup:
    """Ten buttons, as many as the page of likes has."""
    word = "on" if on else "off"
    first = [InlineKeyboardButton(text="Nature", callback_data=f"likes/nature/{word}")]
    rest = [
        [InlineKeyboardButton(text=f"Like {number}", callback_data=f"likes/{number}/on")]
        for number in range(9)
    ]
    return InlineKeyboardMarkup(inline_keyboard=[first, *rest])


if __name__ == "__main__":
    sys.exit(report(asyncio.run(measure())))
