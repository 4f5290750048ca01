"""The door as an HTTP server: it shows the pages that links and posters open, and keeps nothing.

Webhooks and the questions of whoever watches come in beside it, and wait for nobody at the door.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

from aiohttp import web

from bot import request as requests
from bot.clock import Clock
from bot.ending import REST
from bot.logs import told
from bot.pulse import Pulse
from bot.starting import Taken
from dialogs.door import pages
from dialogs.door import privacy as statement
from dialogs.door.knock import Knock
from dialogs.door.sheet import STYLE_HASH, Sheet
from dialogs.visit import House
from storage.memory import Memory
from storage.store import Store

log = logging.getLogger("bot.web")
INSIDE, LOOKING = 64, 3
"""Requests that are in hand at a time, beyond which others are asked to come back; and how many of them look
into the database at a time, so that conversations beside them never wait for a connection."""
PATIENCE = 8
"""Seconds that a page may take."""
SHORT = 1.0
"""Seconds that the first page waits for the database, which it can do without."""
IDLE = 75
"""Seconds that a connection stays open unused: longer than proxies keep theirs, so that none is cut by us."""
COME_BACK = "10"
"""Seconds after which one may try again."""
POWERS = "accelerometer", "camera", "geolocation", "gyroscope", "microphone", "payment", "usb"
HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src '{STYLE_HASH}'; base-uri 'none'; form-action 'none';"
        " frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Permissions-Policy": ", ".join(f"{power}=()" for power in POWERS),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Server": "Vraagbot",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Name = Callable[[], Awaitable[str]]
Page = Callable[[Knock, Memory, str], Awaitable[Sheet]]


class Inside(Protocol):
    """What the door looks into."""

    @property
    def store(self) -> Store: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def house(self) -> House: ...
    async def keep_up(self, memory: Memory) -> None: ...


@dataclass(frozen=True, slots=True)
class Beside:
    """What is taken beside the pages: what is sent to `path`, at most `largest` bytes of it at a time."""

    path: str
    take: Callable[[web.Request], Awaitable[web.Response]]
    largest: int


def door(app: Inside, bot_name: Name, beside: Beside | None = None) -> web.Application:
    """The pages as an application, which may also stand inside another; `bot_name` tells it, or "" yet."""
    desk, pulse = _Desk(app, bot_name), Pulse(lambda: app.store)
    application = web.Application(
        middlewares=[desk.guard], client_max_size=beside.largest if beside else 1024
    )
    apart = pulse.routes()
    if beside is not None:
        apart.append(web.post(beside.path, beside.take))
    desk.apart = frozenset(route.handler for route in apart)
    application.add_routes(
        [
            web.get("/", desk.welcome),
            web.get("/privacy", desk.privacy),
            web.get("/i/{code}", desk.invitation),
            web.get("/c/{code}", desk.poster),
            *apart,
        ]
    )
    return application


@asynccontextmanager
async def serving(
    application: web.Application, host: str, port: int, *, setting: str = "PORT"
) -> AsyncIterator[str]:
    """Listen on a port, 0 for any that is free; gives the address. At the end what is in hand is finished.

    Taken where nothing can listen there; `setting` is where the port comes from.
    """
    runner = web.AppRunner(
        application,
        access_log=None,
        shutdown_timeout=REST / 2,  # aiohttp waits as long twice before it cuts off what is in hand
        keepalive_timeout=IDLE,
        lingering_time=1,
    )
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            where = f"{host}:{port} cannot be listened on ({error.strerror})."
            raise Taken(f"{where} Look at HOST and {setting}.") from None
        shown = f"[{host}]" if ":" in host else host
        yield f"http://{shown}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


class _Desk:
    """The handlers, and how many of them are at work."""

    def __init__(self, app: Inside, bot_name: Name) -> None:
        self._app = app
        self._bot_name = bot_name
        self._inside = 0
        self._looking = asyncio.Semaphore(LOOKING)
        self.apart: frozenset[object] = frozenset()

    @web.middleware
    async def guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer whatever comes, so many at a time and in bounded time, with all headers.

        What is apart is answered at any time: who is busy at the door is not ill.
        """
        if request.match_info.handler in self.apart:
            response = await self._apart(request, handler)
        else:
            with requests.generated():
                response = await self._bounded(request, handler)
        response.headers.update(HEADERS)
        return response

    async def _bounded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer, so many at a time."""
        if self._inside >= INSIDE:
            return await self._trouble(request, 503)
        self._inside += 1
        try:
            return await self._answer(request, handler)
        finally:
            self._inside -= 1

    async def welcome(self, request: web.Request) -> web.Response:
        await self._catch_up()
        return _html(pages.welcome(await self._knock(request)))

    async def privacy(self, request: web.Request) -> web.Response:
        await self._catch_up()
        return _html(statement.privacy(await self._knock(request)))

    async def invitation(self, request: web.Request) -> web.Response:
        return await self._look(request, pages.invitation)

    async def poster(self, request: web.Request) -> web.Response:
        return await self._look(request, pages.poster)

    async def _look(self, request: web.Request, page: Page) -> web.Response:
        async with self._looking, self._app.store.look() as memory:
            await self._app.keep_up(memory)
            return _html(await page(await self._knock(request), memory, request.match_info["code"]))

    async def _apart(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException:
            raise
        except Exception as error:
            log.error("what came beside the pages went wrong", extra=told(error))
            return web.Response(status=500)

    async def _catch_up(self) -> None:
        """Offer what languages are offered now; a page that needs no database does not wait long for it."""
        try:
            async with asyncio.timeout(SHORT), self._looking, self._app.store.look() as memory:
                await self._app.keep_up(memory)
        except Exception as error:  # the page says the same in what was offered last
            log.warning("the languages that are offered are not known", extra=told(error))

    async def _answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            async with asyncio.timeout(PATIENCE):
                return await handler(request)
        except web.HTTPException as refused:
            response = _html(pages.welcome(await self._knock(request), status=refused.status))
            if allowed := refused.headers.get("Allow"):
                response.headers["Allow"] = allowed
            return response
        except TimeoutError:
            log.warning("a page took too long")
            return await self._trouble(request, 503)
        except Exception as error:
            log.error("a page went wrong", extra=told(error))
            return await self._trouble(request, 500)

    async def _trouble(self, request: web.Request, status: int) -> web.Response:
        response = _html(pages.trouble(await self._knock(request), status=status))
        response.headers["Retry-After"] = COME_BACK
        return response

    async def _knock(self, request: web.Request) -> Knock:
        return Knock(
            house=self._app.house,
            now=self._app.clock.now(),
            bot_name=await self._bot_name(),
            wanted=request.query.get("lang", ""),
            spoken=request.headers.get("Accept-Language", ""),
        )


def _html(sheet: Sheet) -> web.Response:
    return web.Response(status=sheet.status, text=sheet.html, content_type="text/html", charset="utf-8")
