"""The Bot API over HTTP, for other processes and other clients, with webhooks pushed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any
from weakref import WeakValueDictionary

import aiohttp
import telegram as ptb
from aiohttp import web

from sandbox.files import MAX_UPLOAD
from sandbox.refusal import Garbled, Refusal
from sandbox.telegram import Telegram
from sandbox.updates import Update, Webhook

SANDBOX: web.AppKey[Telegram] = web.AppKey("sandbox", Telegram)

FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0
"""Seconds between two tries of one push: doubled each time, unless the webhook asks for others."""
PATIENCE = aiohttp.ClientTimeout(total=60)
"""Seconds after which an update that the webhook does not answer for is pushed again."""
_MESSAGES = ("message", "edited_message", "channel_post", "edited_channel_post")


async def serve(telegram: Telegram, host: str = "127.0.0.1", port: int = 0) -> tuple[web.AppRunner, str]:
    """Serve the Bot API of a sandbox; close it with `await runner.cleanup()`.

    The address is what aiogram's `TelegramAPIServer.from_base` and python-telegram-bot's `base_url` (with
    `/bot` after it) want, such as `http://127.0.0.1:40613`. Port 0 takes a free one.
    """
    application = web.Application(client_max_size=MAX_UPLOAD + 1024 * 1024)
    application[SANDBOX] = telegram
    application.router.add_route("*", "/bot{token}/{method}", _method)
    application.router.add_get("/file/bot{token}/{path:.+}", _file)
    application.cleanup_ctx.append(_pushing)
    runner = web.AppRunner(application, shutdown_timeout=0.2)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    await site.start()
    return runner, f"http://{host}:{runner.addresses[0][1]}"


async def _method(request: web.Request) -> web.StreamResponse:
    telegram = request.app[SANDBOX]
    try:
        if request.match_info["token"] != telegram.token:
            raise Refusal(401, "Unauthorized")
        params, files = await _parameters(request)
        result = await telegram.call(request.match_info["method"], params, files)
    except Refusal as refusal:
        return web.json_response(refusal.body(), status=refusal.code)
    except Garbled as garbled:
        return web.Response(text=garbled.html, status=garbled.code, content_type="text/html")
    except ConnectionError:
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)
    return web.json_response({"ok": True, "result": result})


async def _parameters(request: web.Request) -> tuple[dict[str, Any], dict[str, ptb.InputFile]]:
    params: dict[str, Any] = dict(request.query)
    files: dict[str, ptb.InputFile] = {}
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError:
            raise Refusal(400, "Bad Request: can't parse JSON object") from None
        if not isinstance(body, dict):
            raise Refusal(400, "Bad Request: object expected")
        return params | body, files
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = ptb.InputFile(value.file.read(), filename=value.filename)
            params.setdefault(name, f"attach://{name}")
        else:
            params[name] = value if isinstance(value, str) else value.decode()
    for name in files:
        if any(value == f"attach://{name}" for key, value in params.items() if key != name):
            del params[name]
    return params, files


async def _file(request: web.Request) -> web.Response:
    telegram = request.app[SANDBOX]
    if request.match_info["token"] != telegram.token:
        return web.json_response(Refusal(401, "Unauthorized").body(), status=401)
    stored = telegram.files.at(request.match_info["path"])
    if stored is None:
        return web.json_response(Refusal(404, "Not Found").body(), status=404)
    return web.Response(body=stored.data, content_type=stored.mime)


async def _pushing(application: web.Application) -> AsyncIterator[None]:
    async with asyncio.TaskGroup() as group, aiohttp.ClientSession(timeout=PATIENCE) as client:
        pushing = group.create_task(Pusher(application[SANDBOX], client).run())
        yield
        pushing.cancel()


class Pusher:
    """Pushes updates to the webhook, as Telegram does: queue by queue in order, each update until a 2xx.

    Messages of a chat are one queue; each other kind is one for each person: a tap may overtake a message.
    """

    def __init__(self, telegram: Telegram, client: aiohttp.ClientSession) -> None:
        self._telegram = telegram
        self._client = client
        self._under_way: set[int] = set()
        self._webhook: Webhook | None = None
        self._open = asyncio.Semaphore()
        self._queues: WeakValueDictionary[Any, asyncio.Lock] = WeakValueDictionary()

    async def run(self) -> None:
        """Until cancelled."""
        updates = self._telegram.updates
        async with asyncio.TaskGroup() as group:
            while True:
                if updates.webhook is not None:
                    for update in updates.waiting():
                        if update["update_id"] not in self._under_way:
                            self._under_way.add(update["update_id"])
                            group.create_task(self._push(update))
                await updates.bell.wait()

    async def _push(self, update: Update) -> None:
        queue = _queue_of(update)
        lock = self._queues.get(queue) or self._queues.setdefault(queue, asyncio.Lock())
        pause = FIRST_PAUSE
        try:
            async with lock:
                updates = self._telegram.updates
                while (webhook := updates.webhook) is not None and update["update_id"] in updates:
                    wait = await self._accepted(update, webhook)
                    if wait is None:
                        self._telegram.updates.confirm(update["update_id"])
                        return
                    await asyncio.sleep(wait or pause)
                    pause = min(pause * 2, LONGEST_PAUSE)
        finally:
            self._under_way.discard(update["update_id"])

    async def _accepted(self, update: Update, webhook: Webhook) -> float | None:
        """None where it was; else the seconds after which the webhook wants it again, 0 for no wish."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret_token} if webhook.secret_token else {}
        if webhook is not self._webhook:
            self._webhook, self._open = webhook, asyncio.Semaphore(webhook.max_connections)
        wait = 0.0
        try:
            async with self._open, self._client.post(webhook.url, json=update, headers=headers) as response:
                if 200 <= response.status < 300:
                    if "method" in await response.text():
                        self._telegram.faults.append("a method in the answer to a webhook, which is not read")
                    return None
                failure = f"Wrong response from the webhook: {response.status} {response.reason}"
                asked = response.headers.get("Retry-After", "")
                wait = float(asked) if asked.isdecimal() else wait
        except (aiohttp.ClientError, OSError) as error:
            failure = f"Connection failed: {error}"
        webhook.last_error_date = int(self._telegram.now().timestamp())
        webhook.last_error_message = failure
        return wait


def _queue_of(update: Update) -> tuple[str, object]:
    """Which queue an update stands in; one that is like none of Telegram's has its own."""
    kind, content = next((key, value) for key, value in update.items() if key != "update_id")
    try:
        return ("message", content["chat"]["id"]) if kind in _MESSAGES else (kind, content["from"]["id"])
    except (LookupError, TypeError):
        return kind, update["update_id"]
