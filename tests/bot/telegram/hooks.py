"""A bot that takes webhooks, over HTTP, in the process of the test."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.sounds import Sounds
from bot.telegram.client import client
from bot.telegram.edge import Edge
from bot.telegram.guard import Guard
from bot.telegram.hook import HEADER, LARGEST, Hook
from bot.telegram.sound import Player
from bot.telegram.voice import Voice
from bot.throttle import Throttle
from bot.web import Beside, door, serving
from sandbox.http import serve
from tests.talk import Talk

SECRET = "s3cret-of_the-hook"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the hook answered."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Hooked:
    """Where it takes them, and somebody who sends them."""

    url: str
    api: str
    sender: aiohttp.ClientSession

    async def send(self, body: Any, *, secret: str | None = SECRET, **more: Any) -> Answer:
        """Send something, as JSON unless it is bytes."""
        headers = {**({HEADER: secret} if secret is not None else {}), **more.pop("headers", {})}
        given = {"data": body} if isinstance(body, bytes) else {"json": body}
        async with self.sender.post(self.url, headers=headers, **given, **more) as answer:
            return Answer(answer.status, dict(answer.headers), await answer.read())


@asynccontextmanager
async def hooked(talk: Talk, throttle: Throttle | None = None) -> AsyncIterator[Hooked]:
    """The bot of a talk, at the other end of HTTP; Telegram is not told of it yet."""

    async def name() -> str:
        return talk.telegram.username

    runner, api = await serve(talk.telegram)
    try:
        async with client(talk.telegram.token, api) as bot, aiohttp.ClientSession() as sender:
            voice = Voice(bot, Guard(), Player(bot, Sounds(talk.app.store)))
            hook = Hook(Edge(bot, talk.app, voice, throttle), SECRET)
            beside = Beside("/hook", hook.take, LARGEST)
            async with serving(door(talk.app, name, beside), "127.0.0.1", 0) as address:
                yield Hooked(f"{address}/hook", api, sender)
            await talk.app.idle()
    finally:
        await runner.cleanup()


async def point(talk: Talk, to: Hooked) -> None:
    """Have Telegram send its updates there."""
    await talk.telegram.call("setWebhook", {"url": to.url, "secret_token": SECRET})
