"""Recordings between Telegram and the store: fetched from there, and known by their names there."""

import asyncio
import contextlib
import logging
from dataclasses import dataclass
from typing import Protocol

from bot.app import App
from bot.logs import told
from campaign.listening import LARGEST, again
from storage.recordings import ToFetch
from storage.store import Store

log = logging.getLogger("bot.sounds")
LOOK = 20.0
"""Seconds between two looks for something to fetch."""
AT_ONCE = 10
"""Recordings that are fetched in one look at most."""


class Unfetchable(Exception):
    """A recording that Telegram will never give, or that is too large to be kept."""


class Brings(Protocol):
    """What brings files from Telegram."""

    @property
    def bot_id(self) -> int:
        """The bot by whose names files are known."""
        ...

    async def bring(self, file_id: str, most: int) -> bytes:
        """The file; Unfetchable where it is larger than `most` bytes, anything else may pass."""
        ...


@dataclass(frozen=True, slots=True)
class Sounds:
    """The recordings of the store, for whoever plays them."""

    store: Store

    async def content(self, number: int) -> bytes | None:
        """The sound itself; None where it was not fetched yet, or is gone."""
        async with self.store.look() as memory:
            return await memory.recordings.content(number)

    async def keep(self, number: int, bot_id: int, file_id: str) -> None:
        """Remember how a bot knows it at Telegram; trouble is only logged, for it was heard."""
        try:
            async with self.store.begin() as memory:
                await memory.recordings.keep_file(number, bot_id, file_id)
        except Exception as error:
            log.warning("the name of a recording is not kept", extra=told(error))


class Fetcher:
    """Fetches what was recorded, so that it is not at Telegram alone; after a restart too."""

    def __init__(self, app: App, brings: Brings) -> None:
        self._app = app
        self._brings = brings
        self._bell = asyncio.Event()
        self._stopped = False

    def stop(self) -> None:
        """Stop after what is in hand."""
        self._stopped = True
        self._bell.set()

    async def run(self) -> None:
        """Fetch what is due, now and from time to time, until stopped."""
        while not self._stopped:
            try:
                await self.fetch()
            except Exception as error:
                log.error("nothing could be fetched", extra=told(error))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK):
                    await self._bell.wait()

    async def fetch(self) -> None:
        """Fetch what is due."""
        async with self._app.store.look() as memory:
            now, bot = self._app.clock.now(), self._brings.bot_id
            due = await memory.recordings.to_fetch(bot, now=now, limit=AT_ONCE)
        for one in due:
            if self._stopped:
                return
            await self._fetch(one)

    async def _fetch(self, one: ToFetch) -> None:
        try:
            content = await self._brings.bring(one.file_id, LARGEST)
        except Unfetchable as error:
            log.error("a recording cannot be fetched", extra=told(error))
            await self._give_up(one)
        except Exception as error:
            log.warning("a recording could not be fetched", extra=told(error))
            await self._put_off(one)
        else:
            async with self._app.store.begin() as memory:
                await memory.recordings.fetched(one.id, content)

    async def _put_off(self, one: ToFetch) -> None:
        wait = again(one.tries + 1)
        if wait is None:
            await self._give_up(one)
            return
        async with self._app.store.begin() as memory:
            await memory.recordings.put_off(one.id, until=self._app.clock.now() + wait)

    async def _give_up(self, one: ToFetch) -> None:
        """The recording is gone; who made it hears so by day, or the whole team where that is not known."""
        app, now = self._app, self._app.clock.now()
        async with app.store.begin() as memory:
            lost = await memory.recordings.lose(one.id)
            if lost is None:
                return
            team = await memory.members.team_chats(app.team_ids)
            chats = [lost.chat_id] if lost.chat_id in team else team
            address = f"team/recording/{lost.language}/{lost.page}/lost/{one.id}"
            await memory.notices.add(chats, address, due=app.campaign.budget.next_sending(now))
        app.house.recorded.doubt()
