"""The page of a sandbox, its owner, and a browser that asks it."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer

from sandbox.page.hands import Hands
from sandbox.page.server import page
from sandbox.telegram import Telegram

SUNDAY = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@dataclass
class Owner:
    """Who runs the bot: keeps the clock and rebuilds the bot, slowly or not at all when told so."""

    moment: datetime = SUNDAY
    restarts: int = 0
    trouble: Exception | None = None
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def now(self) -> datetime:
        return self.moment

    async def move(self, to: datetime) -> None:
        if self.trouble:
            raise self.trouble
        self.moment = to

    async def restart(self) -> None:
        await self.gate.wait()
        if self.trouble:
            raise self.trouble
        self.restarts += 1


class Browser:
    """Asks the server as the page in a browser does."""

    def __init__(self, client: TestClient[Any, Any]) -> None:
        self.client = client
        self.origin = str(client.make_url("/")).rstrip("/")

    async def get(self, path: str, **more: Any) -> aiohttp.ClientResponse:
        return await self.client.get(path, **more)

    async def state(self, since: int = -1) -> dict[str, Any]:
        response = await self.get(f"/api/state?since={since}")
        assert response.status == 200
        state: dict[str, Any] = await response.json()
        return state

    async def post(self, path: str, body: Any = None, **headers: str) -> tuple[int, dict[str, Any]]:
        given = {"Origin": self.origin, "Content-Type": "application/json"} | headers
        data = body if isinstance(body, str) else json.dumps({} if body is None else body)
        async with self.client.post(path, data=data, headers=given) as response:
            return response.status, await response.json()


@pytest.fixture
def owner() -> Owner:
    owner = Owner()
    owner.gate.set()
    return owner


@pytest.fixture
def sandbox(owner: Owner) -> Telegram:
    return Telegram(now=owner.now, seed=1)


@pytest.fixture
async def browser(sandbox: Telegram, owner: Owner) -> AsyncIterator[Browser]:
    hands = Hands(now=owner.now, move_clock=owner.move, restart=owner.restart)
    async with TestClient(TestServer(page(sandbox, hands, [("Zwijndrecht", 51.81, 4.64)]))) as client:
        yield Browser(client)


async def heard(sandbox: Telegram) -> list[dict[str, Any]]:
    """The updates that wait for the bot, taken."""
    updates: list[dict[str, Any]] = await sandbox.call("getUpdates", {})
    if updates:
        await sandbox.call("getUpdates", {"offset": updates[-1]["update_id"] + 1})
    return updates
