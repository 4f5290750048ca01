"""The page of a sandbox, its owner, and a browser that asks it."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp.test_utils import TestClient, TestServer
from playwright.async_api import Browser as Chromium

from sandbox.page.hands import Hands
from sandbox.page.server import page
from sandbox.telegram import Telegram
from tests.browser.chromium import chromium
from tests.sandbox.page.owner import Owner
from tests.sandbox.page.screen import Desk, open_desk


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


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def program() -> AsyncIterator[Chromium]:
    """The browser itself, one for all tests of a file."""
    async with chromium() as program:
        yield program


@pytest_asyncio.fixture(loop_scope="module")
async def desk(program: Chromium, sandbox: Telegram, owner: Owner) -> AsyncIterator[Desk]:
    async with open_desk(program, sandbox, owner) as desk:
        yield desk


async def heard(sandbox: Telegram) -> list[dict[str, Any]]:
    """The updates that wait for the bot, taken."""
    updates: list[dict[str, Any]] = await sandbox.call("getUpdates", {})
    if updates:
        await sandbox.call("getUpdates", {"offset": updates[-1]["update_id"] + 1})
    return updates
