"""Webhooks: each update is answered for when it is saved and, as a rule, said; one may come again."""

import asyncio
import hmac
import logging
from collections import Counter

from aiohttp import web

from bot import metrics
from bot import request as requests
from bot.logs import told
from bot.peers import Peers
from bot.telegram.edge import Edge
from bot.telegram.poll import TRIES
from bot.telegram.reading import NoUpdate, parse
from bot.webhook import CONNECTIONS
from storage.trouble import is_short

log = logging.getLogger("bot.hook")
HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 1024 * 1024
"""Bytes of a body: several times what the longest message comes to, with what it answers and its buttons."""
INSIDE = 2 * CONNECTIONS
"""Updates in hand of one peer: Telegram sends half as many at a time, a proxy before us no more than it."""
ARRIVED, PATIENCE = 10.0, 25.0
"""Seconds within which an update has to arrive whole, and to be saved; then it is undone, and comes again."""
SPOKEN = 2.0
"""Seconds for which an answer that is being said is waited for."""
COME_BACK = "1"
"""Seconds after which Telegram sends again what was not saved; without it, twice as late each time."""
STRANGERS, STRANGERS_A_SECOND = 20, 1.0
"""How often a peer may come without the secret, at once and a second, until it is told to slow down."""
FAILING = 10_000
"""Updates that could not be saved, kept in mind."""


class Hook:
    """Takes updates over HTTP.

    Telegram sends the updates of a chat one after another: the next when the one before it was answered with
    200 (messages and taps apart, each in their order). So 200 is said when an update is saved and what it
    led to was said: then no other process can say the next thing before, and where this process ends between
    the two, the update comes again and is said again. A talk that Telegram is slow to take is not waited for
    longer than `SPOKEN`, unless this process is about to end: then 200 would be the last word about it.
    """

    def __init__(self, edge: Edge, secret: str) -> None:
        self._edge = edge
        self._secret = secret.encode()
        self._strangers = Peers(burst=STRANGERS, per_second=STRANGERS_A_SECOND)
        self._inside: Counter[str] = Counter()
        self._failed: Counter[int] = Counter()
        self._ends = False

    def stop(self) -> None:
        """The process ends: from now on nothing is answered for that was not said."""
        self._ends = True

    async def take(self, request: web.Request) -> web.Response:
        """Answer a request, and count it."""
        with requests.generated():
            response = await self._answer(request)
        metrics.WEBHOOKS.labels(str(response.status)).inc()
        return response

    async def _answer(self, request: web.Request) -> web.Response:
        """200: saved, or nothing that would become better by coming again. 429 and 503: let it come again."""
        peer = request.remote or ""
        if not self._knows(request):
            known = self._strangers.admit(peer, asyncio.get_running_loop().time())
            return _close(web.Response(status=401 if known else 429))
        if self._inside[peer] >= INSIDE:
            return _again(429)
        self._inside[peer] += 1
        try:
            async with asyncio.timeout(ARRIVED):
                body = await request.read()
            return await self._take(body)
        except web.HTTPRequestEntityTooLarge:
            log.warning("something too long for an update came with the secret")
            return _close(web.Response(status=413))
        except (TimeoutError, OSError, web.RequestPayloadError):
            log.warning("an update did not arrive whole")
            return _close(web.Response(status=400))
        finally:
            self._inside[peer] -= 1
            if not self._inside[peer]:
                del self._inside[peer]

    def _knows(self, request: web.Request) -> bool:
        shown = request.headers.get(HEADER, "").encode(errors="surrogateescape")
        return hmac.compare_digest(shown, self._secret)

    async def _take(self, body: bytes) -> web.Response:
        try:
            raw = parse(body)
        except NoUpdate:
            log.warning("something that is no update came with the secret")
            return web.Response(status=400)
        update = self._edge.read(raw)
        if update is None:
            return web.Response()
        try:
            async with asyncio.timeout(PATIENCE):
                speaking = await self._edge.handle(update)
        except Exception as error:
            with requests.of_update(update.update_id):
                return await self._not_saved(update.update_id, error)
        self._failed.pop(update.update_id, None)
        if speaking is not None:
            await asyncio.wait([speaking], timeout=SPOKEN)
            if self._ends:
                await asyncio.wait([speaking])
            if speaking.cancelled():
                return _again(503)
        return web.Response()

    async def _not_saved(self, update_id: int, error: Exception) -> web.Response:
        """Let it come again; after some tries it is passed over, where that at least can be saved.

        A try does not count where the store was short of something, or saves nothing else either.
        """
        about = {"update": update_id, **told(error)}
        if is_short(error) or not await self._edge.saves():
            log.warning("an update waits", extra=about)
            return _again(503)
        self._failed[update_id] += 1
        if len(self._failed) > FAILING:
            del self._failed[next(iter(self._failed))]
        if self._failed[update_id] < TRIES or not await self._passed_over(update_id):
            log.warning("an update waits", extra=about)
            return _again(503)
        log.error("an update is given up", extra=about)
        return web.Response()

    async def _passed_over(self, update_id: int) -> bool:
        """Whether the store saves that; where it does not, what it could not save before does not count."""
        del self._failed[update_id]
        try:
            async with asyncio.timeout(PATIENCE):
                await self._edge.pass_over(update_id)
        except Exception:
            return False
        return True


def _again(status: int) -> web.Response:
    return web.Response(status=status, headers={"Retry-After": COME_BACK})


def _close(response: web.Response) -> web.Response:
    response.force_close()
    return response
