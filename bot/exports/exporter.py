"""Exports that were asked for in the chat: each made in a process of its own, shown meanwhile, sent once."""

import asyncio
import contextlib
import logging
import secrets
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from bot.app import App
from bot.exports.apart import Apart, Stopped, make_apart
from bot.exports.child import written
from bot.exports.making import Wish
from bot.fates import Fate, Outcome
from bot.logs import told
from campaign.values import Role
from dialogs.team import export_words as page
from dialogs.text import Say, Text
from storage.exports import Export, State, Why

log = logging.getLogger("bot.exports")
IDLE = 2.0
"""Seconds between two looks where nothing was asked for."""
LEFT_BEHIND = timedelta(minutes=10)
"""An export that nobody was at for so long was left behind by a process that is no more."""
LATE = timedelta(days=1)
"""What is not made by then is not made any more; what is over is forgotten after the same time."""
RECOVERY = 30.0
"""Seconds between two looks for what was left behind."""
LARGEST = 50_000_000
"""Bytes of a file that Telegram takes from a bot."""
TRIES, PAUSE = 20, 15.0
"""How often a file is tried to be sent that surely did not arrive, and seconds between."""
_ENDS = {
    Fate.SENT: (State.SENT, None),
    Fate.UNKNOWN: (State.UNKNOWN, None),
    Fate.REFUSED: (State.FAILED, Why.WRONG),
    Fate.FAILED: (State.FAILED, Why.WRONG),
}


class SendsFiles(Protocol):
    """What brings a file to a chat."""

    async def send_file(self, chat_id: int, path: Path, name: str, caption: Text) -> Outcome:
        """Send it, and tell what became of it."""
        ...


class _Lost(Exception):
    """It is no longer this process's to make: it was cancelled, or another has it."""


class Exporter:
    """Makes one export after the other."""

    def __init__(self, app: App, carrier: SendsFiles, *, left_behind: timedelta = LEFT_BEHIND) -> None:
        self._app = app
        self._carrier = carrier
        self._left_behind = left_behind
        self._stopping = asyncio.Event()
        self._recover_at = 0.0

    def stop(self) -> None:
        """Stop at once; what is being made is left for whoever comes next."""
        self._stopping.set()

    async def run(self) -> None:
        """Make what is asked for until stopped."""
        while not self._stopping.is_set():
            try:
                busy = await self.step()
            except Exception as error:
                log.error("no export could be made", extra=told(error))
                busy = False
            if not busy:
                await self._rest(IDLE)

    async def step(self) -> bool:
        """Make the one that waits longest, if there is any; whether there was."""
        await self._recover()
        now = self._app.clock.now()
        async with self._app.store.look() as memory:
            if not await memory.exports.any_free(now - self._left_behind):
                return False
        token = secrets.randbits(62)
        async with self._app.store.begin() as memory:
            export = await memory.exports.claim(token, now=now, left_before=now - self._left_behind)
            if export is not None:
                await memory.notices.redraw_under(page.address(export.id))
        if export is None:
            return False
        await self._serve(export, token)
        return True

    async def _serve(self, export: Export, token: int) -> None:
        """Make an export and send it; where that comes to an end, it is settled."""
        ending: tuple[State, Why | None] = State.FAILED, Why.WRONG
        rows = 0
        try:
            with tempfile.TemporaryDirectory(prefix="vraagbot-") as folder:
                made = await self._make(export, token, Path(folder))
                if made.path.stat().st_size > LARGEST:
                    ending = State.FAILED, Why.LARGE
                else:
                    ending = await self._send(export, token, made)
                    rows = made.rows
        except _Lost:
            return
        except Exception as error:
            log.error("an export went wrong", extra=told(error))
        await self._settle(export, token, *ending, rows)

    async def _make(self, export: Export, token: int, folder: Path) -> Apart:
        """The file, made apart; _Lost where nobody is to have it from this process any more."""
        language = (await self._say(export)).language.code
        wish = Wish(export.what, export.format, export.window, language)
        now = self._app.clock.now()
        asked = written(self._app.store.address, self._app.campaign, wish, folder, now, largest=LARGEST)

        async def shown(done: int, total: int) -> None:
            async with self._app.store.begin() as memory:
                at = self._app.clock.now()
                if not await memory.exports.go_on(export.id, token, rows=done, total=total, now=at):
                    raise _Lost
                await memory.notices.redraw_under(page.address(export.id))

        try:
            return await make_apart(asked, shown, self._stopping.is_set)
        except Stopped:
            await self._put_back(export, token)
            raise _Lost from None

    async def _send(self, export: Export, token: int, made: Apart) -> tuple[State, Why | None]:
        """Send it, as often as it surely did not arrive; what became of it."""
        say = await self._say(export)
        for _ in range(TRIES):
            async with self._app.store.begin() as memory:
                if not await memory.exports.send(export.id, token, now=self._app.clock.now()):
                    raise _Lost
            caption = page.caption(say, made.rows, made.left_out)
            outcome = await self._carrier.send_file(export.chat_id, made.path, made.path.name, caption)
            if outcome.fate in _ENDS:
                return _ENDS[outcome.fate]
            await self._rest(outcome.wait or PAUSE)
            if self._stopping.is_set():
                break
        await self._put_back(export, token)
        raise _Lost

    async def _say(self, export: Export) -> Say:
        """The language of who asked; _Lost, and it is cancelled, where they are not of the team any more."""
        async with self._app.store.begin() as memory:
            on_team = export.chat_id in self._app.team_ids or await memory.members.is_team(export.chat_id)
            found = await memory.chats.glance(export.chat_id) if on_team else None
            if found is None:
                await memory.exports.cancel(export.chat_id, export.id, now=self._app.clock.now())
        if found is None:
            raise _Lost
        return Say(self._app.house.languages.get(found[0].language), self._app.zone)

    async def _put_back(self, export: Export, token: int) -> None:
        async with self._app.store.begin() as memory:
            await memory.exports.put_back(export.id, token)

    async def _settle(self, export: Export, token: int, state: State, why: Why | None, rows: int) -> None:
        now = self._app.clock.now()
        async with self._app.store.begin() as memory:
            if not await memory.exports.settle(export.id, token, state, why=why, now=now):
                return
            if state in (State.SENT, State.UNKNOWN):
                await memory.audit.note(
                    f"exported_{export.what.value}",
                    role=Role.TEAM,
                    chat_id=export.chat_id,
                    count=rows,
                    now=now,
                )
            await memory.notices.redraw_under(page.address(export.id))

    async def _recover(self) -> None:
        """From time to time, end what was left behind or came to nothing in a day."""
        time = asyncio.get_running_loop().time()
        if time < self._recover_at:
            return
        self._recover_at = time + RECOVERY
        now = self._app.clock.now()
        left, late = now - self._left_behind, now - LATE
        async with self._app.store.look() as memory:
            if not await memory.exports.any_over(late=late, left_before=left):
                return
        async with self._app.store.begin() as memory:
            for number in await memory.exports.recover(late=late, left_before=left, now=now):
                await memory.notices.redraw_under(page.address(number))

    async def _rest(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
