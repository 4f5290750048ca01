"""A file that was asked for in the chat, made and brought by a `worker` as its users start it."""

import asyncio
import csv
import io
from pathlib import Path

from sqlalchemy import select

from bot.clock import Clock
from campaign.exporting import Format, What, Window
from sandbox.http import serve
from sandbox.telegram import Telegram
from storage import schema
from storage.migrations import migrate
from storage.store import Store
from tests.answering import closed_week
from tests.bot.exports.test_command import CAMPAIGN
from tests.bot.processes import running
from tests.bot.until import PATIENCE
from tests.weeks import FIRST, LAST

TEAM = 4711
ROWS = 25


async def test_a_worker_makes_the_file_and_brings_it_once(tmp_path: Path) -> None:
    """The row is the wish; the file is made apart, and its folder is gone after."""
    telegram = Telegram(now=Clock().now)
    ana = telegram.add_person("Ana", "en", user_id=TEAM)
    ana.say("/start")
    server, base = await serve(telegram)
    url, places = f"sqlite:///{tmp_path}/vraagbot.sqlite", tmp_path / "temporary"
    await asyncio.to_thread(places.mkdir)
    await asyncio.to_thread((tmp_path / "campaign.toml").write_text, CAMPAIGN)
    await asyncio.to_thread(migrate, url)
    store = Store(url)
    now = Clock().now()
    async with store.begin() as memory:
        await memory.chats.open(TEAM, bot_id=1, update_id=1, language="en", now=now)
        await closed_week(memory, ROWS)
        await memory.exports.ask(TEAM, What.REPLIES, Format.CSV, Window(FIRST, LAST), now=now)

    async def state() -> str:
        async with store.look() as memory:
            return str((await memory.connection.execute(select(schema.exports.c.state))).scalar_one())

    given = {"BOT_TOKEN": telegram.token, "BOT_API_URL": base, "TEAM_IDS": str(TEAM), "TMPDIR": str(places)}
    async with running("worker", cwd=tmp_path, **given) as process, asyncio.timeout(6 * PATIENCE):
        while await state() in ("waiting", "making", "sending"):
            assert process.returncode is None
            await asyncio.sleep(0.1)
    assert await state() == "sent"
    (file,) = [message for message in ana.messages if message.kind == "document"]
    assert file.content["document"]["file_name"] == f"vraagbot-replies-{FIRST}-{LAST}.csv"
    content = telegram.file(file.content["document"]["file_id"])[2].decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(content), delimiter=";"))) == ROWS
    assert [one.name for one in places.iterdir() if one.name.startswith("vraagbot-")] == []
    await store.close()
    await server.cleanup()
