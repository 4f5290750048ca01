"""The demo's door opens onto the bot that is up: also after a restart, and to nothing before there is one."""

import asyncio

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.campaign_file import load_campaign
from bot.demo import CAMPAIGN, Demo
from bot.doorway import Doorway
from tests.bot.until import until


async def test_the_door_stays_open_over_a_restart_and_leads_to_the_bot(sqlite_url: str) -> None:
    show = Demo(sqlite_url, load_campaign(CAMPAIGN))
    show.door_address = "http://127.0.0.1:8080/door"
    async with (
        asyncio.timeout(60),
        TestClient(TestServer(show.door)) as visitor,
        asyncio.TaskGroup() as group,
    ):
        group.create_task(show.run())

        async def is_up() -> bool:
            return await show.strip() is not None

        await until(is_up)
        for _ in range(2):
            async with visitor.get("/") as found:
                assert found.status == 200
                assert f"https://t.me/{show.telegram.username}" in await found.text()
            await show.restart()
        show.stop()


def test_before_there_is_a_bot_there_is_nothing_to_look_into() -> None:
    with pytest.raises(RuntimeError, match="no bot is up yet"):
        _ = Doorway(lambda: None).store
