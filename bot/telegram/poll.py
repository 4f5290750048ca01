"""Long polling: the next offset goes out only when everything before it is saved, or given up."""

import asyncio
import contextlib
import logging
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiogram import Bot
from aiogram.exceptions import TelegramConflictError, TelegramNotFound, TelegramUnauthorizedError
from aiogram.methods import Response, TelegramMethod
from aiogram.types import Update

from bot import request
from bot.logs import told
from bot.telegram.edge import Edge
from bot.telegram.reading import Raw, chat_of
from bot.webhook import ALLOWED
from storage.trouble import is_short

log = logging.getLogger("bot.poll")
WAIT = 30
"""Seconds that Telegram holds a request open when there is nothing new."""
SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
"""Seconds between tries when Telegram or the store cannot be reached; doubled each time."""
TRIES = 5
"""So often one update is tried while the store saves other things; then it is given up."""
LAST_WORD = 1.0
"""Seconds given to telling Telegram, at the end, what was saved."""


class GetRawUpdates(TelegramMethod[list[Raw]]):
    """getUpdates with its updates unread: one that aiogram cannot read must not hold up all others."""

    __returning__ = list[Raw]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int | None = None
    allowed_updates: list[str] | None = None


RESPONSE = Response[list[Raw]]
"""Held, as those in `client.py` are."""


class Poller:
    """Takes a bot's updates one batch after another, until it is told to stop."""

    def __init__(self, bot: Bot, edge: Edge) -> None:
        self._bot = bot
        self._edge = edge
        self._stopped = False
        self._waiting: asyncio.Timeout | None = None
        self._saved: set[int] = set()
        self._failed: Counter[int] = Counter()

    def stop(self) -> None:
        """Stop after the batch in hand; a request that waits for news is given up at once."""
        self._stopped = True
        if self._waiting is not None and not self._waiting.expired():
            self._waiting.reschedule(asyncio.get_running_loop().time())

    async def run(self) -> None:
        """Poll until stopped.

        Where the token is not known it raises TelegramUnauthorizedError; where it has not even the form of a
        token, TelegramNotFound.
        """
        offset: int | None = None
        heard = alone = False
        pause = SHORTEST_PAUSE
        while not self._stopped:
            try:
                alone = alone or await self._take_over()
                raw = await self._take(offset)
                heard = True
                await self._save([update for one in raw if (update := self._edge.read(one)) is not None])
                if raw:
                    offset = raw[-1]["update_id"] + 1
                pause = SHORTEST_PAUSE
            except Exception as error:
                nobody = isinstance(error, TelegramNotFound) and not heard
                if nobody or isinstance(error, TelegramUnauthorizedError):
                    raise
                taken = isinstance(error, TelegramConflictError)
                words = "another process takes this bot's updates" if taken else "updates wait"
                log.warning(words, extra=told(error))
                await self._rest(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
        if offset is not None:
            with contextlib.suppress(Exception):  # not confirmed here, they come again and change nothing
                async with asyncio.timeout(LAST_WORD):
                    await self._bot.get_updates(offset=offset, limit=1, timeout=0, allowed_updates=ALLOWED)

    async def _take_over(self) -> bool:
        """Have Telegram send nothing elsewhere, where it does: what waits is asked for from now on."""
        async with self._until_stopped(None):
            if (await self._bot.get_webhook_info()).url:
                await self._bot.delete_webhook(drop_pending_updates=False)
                log.warning("updates went to a webhook, which is removed: they are asked for from now on")
        return True

    async def _take(self, offset: int | None) -> list[Raw]:
        async with self._until_stopped(None):
            asked = GetRawUpdates(offset=offset, timeout=WAIT, allowed_updates=ALLOWED)
            return await self._bot(asked, request_timeout=WAIT + 10)
        return []

    async def _save(self, updates: list[Update]) -> None:
        """Handle a batch, its chats side by side; raises where one could not be saved, and it comes again.

        What follows in the same chat then waits for it; what was saved is not said twice. What can never be
        saved is given up after some tries, for everything else waits for it.
        """
        chats: defaultdict[int | None, list[Update]] = defaultdict(list)
        for update in updates:
            if update.update_id not in self._saved:
                chats[chat_of(update)].append(update)
        results = await asyncio.gather(*map(self._in_order, chats.values()), return_exceptions=True)
        for result in results:
            if isinstance(result, BaseException):
                raise result
        self._saved.clear()
        self._failed.clear()

    async def _in_order(self, updates: list[Update]) -> None:
        for update in updates:
            try:
                await self._edge.handle(update)
            except Exception as error:
                with request.of_update(update.update_id):
                    await self._give_up(update.update_id, error)
            self._saved.add(update.update_id)

    async def _give_up(self, update_id: int, error: Exception) -> None:
        """Raise the error, unless there were enough and the store saves that this one is passed over.

        One does not count where the store was short of something, or saves nothing else either.
        """
        if is_short(error) or not await self._edge.saves():
            raise error
        self._failed[update_id] += 1
        if self._failed[update_id] < TRIES:
            raise error
        try:
            await self._edge.pass_over(update_id)
        except Exception:
            del self._failed[update_id]  # it was the store: what it could not save does not count
            raise error from None
        log.error("an update is given up", extra={"update": update_id, **told(error)})

    async def _rest(self, seconds: float) -> None:
        async with self._until_stopped(seconds):
            await asyncio.Event().wait()

    @asynccontextmanager
    async def _until_stopped(self, seconds: float | None) -> AsyncIterator[None]:
        """Inside, one waits no longer than this and not after `stop`; nothing is raised for it."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0 if self._stopped else seconds) as waiting:
                self._waiting = waiting
                try:
                    yield
                finally:
                    self._waiting = None
