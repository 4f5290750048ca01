"""A real web process in front of a sandbox, bodies thrown at its webhook, and what is wrong afterwards."""

import asyncio
import json
import re
import sys
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

import aiohttp

from bot.clock import Clock
from bot.telegram.hook import HEADER
from sandbox.http import serve
from sandbox.person import Tap
from sandbox.refusal import Refusal
from sandbox.telegram import Telegram
from storage.migrations import newest
from storage.store import Store
from tests import asked
from tests.bot.processes import PATIENCE, environment
from tests.bot.test_cli import free_port
from tests.databases import make_tables
from tests.desk import staff
from tests.fuzz.expected import expected
from tests.fuzz.updates import CHATS, CITIZENS, MEMBER, TEAM, under
from tests.town import settle_town
from tests.versions import versioned

AT_ONCE = 32
"""Bodies under way at a time."""
SECRET = "the-secret-of-the-fuzz"
ANSWERED = 10
"""Seconds within which the last taps are answered."""
HANDLED = {
    ("warning", "something that is no update came with the secret"),
    ("warning", "something too long for an update came with the secret"),
    ("warning", "PUBLIC_URL is not set: nobody is given a link to these pages"),
    ("error", "an update cannot be read"),
}
"""What the log may say above information, because such things came."""
REFUSED = (
    ("error", "an answer could not be shown"),
    ("warning", "a query in another chat could not be answered"),
)
"""Fine only where Telegram refused it, because there is no such chat or query."""
NOBODY = (
    "Bad Request: chat not found",
    "Forbidden: bot can't initiate conversation with a user",
    "Forbidden: bot is not a member",
    "Bad Request: query is too old",
    "Bad Request: message is not modified",
    "Bad Request: message to edit not found",
    "Bad Request: wrong file_id",
    'Bad Request: parameter "inline_query_id" is required',
)
"""Refusals that forged ids earn, by how they begin; any other is the bot's own mistake."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something that must not be, and the bodies that were under way then."""

    what: str
    bodies: tuple[bytes, ...]


class _Noting(Telegram):
    """A sandbox that keeps count of what it refuses."""

    refused: Counter[str]

    async def call(self, method: str, params: dict[str, Any], files: Any = None) -> Any:
        """As ever."""
        try:
            return await super().call(method, params, files)
        except Refusal as refusal:
            self.refused[f"{method}: {refusal.description}"] += 1
            raise


@dataclass
class Fuzzing:
    """The process under fire."""

    telegram: _Noting
    url: str
    sender: aiohttp.ClientSession
    log: Path
    wrong: list[Wrong] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    taps: int = 0
    _read: int = 0

    async def throw(self, bodies: Sequence[bytes]) -> list[Wrong]:
        """Send these side by side, wait until all is answered, and look; what is wrong now."""
        before = len(self.wrong)
        wanted = [expected(body) for body in bodies]
        for one in wanted:
            if one.tap is not None:
                somebody = self.telegram.people[CHATS[0]]
                self.telegram.taps[one.tap] = Tap(one.tap, somebody, "", self.telegram.now())
                self.taps += 1
        statuses = await asyncio.gather(*map(self._send, bodies))
        self.statuses.update(statuses)
        for body, status, one in zip(bodies, statuses, wanted, strict=True):
            if status not in one.statuses:
                self.wrong.append(Wrong(f"answered with {status}, not {one.statuses}", (body,)))
        await self._answered()
        for tap in [*self.telegram.taps]:
            guilty = [body for body, one in zip(bodies, wanted, strict=True) if one.tap == tap]
            self.wrong.append(Wrong("a tap was not answered", tuple(guilty)))
        self.telegram.taps.clear()
        self.wrong += [Wrong(what, _guilty(what, bodies)) for what in (*self._told(), *self._refused())]
        return self.wrong[before:]

    async def _send(self, body: bytes) -> int:
        try:
            async with self.sender.post(self.url, data=body, headers={HEADER: SECRET}) as answer:
                await answer.read()
                return answer.status
        except aiohttp.ClientError:
            return 0

    async def _answered(self) -> None:
        deadline = monotonic() + ANSWERED
        while self.telegram.taps and monotonic() < deadline:  # noqa: ASYNC110
            await asyncio.sleep(0.01)

    def _told(self) -> list[str]:
        """Lines of the log that are new and must not be."""
        with self.log.open("rb") as log:
            log.seek(self._read)
            lines = log.read().splitlines(keepends=True)
        found = []
        for line in lines:
            if not line.endswith(b"\n"):
                break
            self._read += len(line)
            try:
                told = json.loads(line)
            except ValueError:
                found.append(f"a line that is no log: {line.decode(errors='replace').rstrip()}")
                continue
            said = told["level"], told["message"]
            refused = said in REFUSED and told.get("error") in (
                "TelegramBadRequest",
                "TelegramForbiddenError",
            )
            if told["level"] != "info" and said not in HANDLED and not refused:
                found.append(line.decode().rstrip())
        return found

    def _refused(self) -> list[str]:
        """Calls that Telegram refused, and no forged id is why; and those that no bot should make."""
        refused = [
            words for words in self.telegram.refused if not words.partition(": ")[2].startswith(NOBODY)
        ]
        found = [f"refused: {words}" for words in refused] + self.telegram.faults
        self.telegram.refused.clear()
        self.telegram.faults.clear()
        return found


def _guilty(what: str, bodies: Sequence[bytes]) -> tuple[bytes, ...]:
    """Those of the update that is spoken of; all of them where it is not known."""
    named = re.search(r'"update": (\d+)', what)
    found = [body for body in bodies if named and named[1].encode() in body]
    return tuple(found or bodies)


@asynccontextmanager
async def fuzzing(database: str, folder: Path) -> AsyncIterator[Fuzzing]:
    """A web process on this empty database, with a town behind it; its log is in the folder."""
    await _settle(database)
    telegram = _Noting(now=Clock().now, seed=1)
    telegram.refused = Counter()
    runner, api = await serve(telegram)
    for chat in CHATS:
        telegram.add_person(f"Person {chat}", "en", user_id=chat, automatic=True).started = True
        sent = await telegram.call("sendMessage", {"chat_id": chat, "text": "old"})
        assert sent["message_id"] == under(chat)
    port, log = free_port(), folder / "web.log"
    settings = {
        "BURST": "0",
        "BOT_TOKEN": telegram.token,
        "BOT_API_URL": api,
        "DATABASE_URL": database,
        "LOG_FORMAT": "json",
        "PORT": str(port),
        "TEAM_IDS": str(TEAM),
        "WEBHOOK_SECRET": SECRET,
        "WEBHOOK_URL": f"http://127.0.0.1:{port}/hook",
    }
    with log.open("wb") as told:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "web", cwd=folder, env=environment(**settings), stderr=told
        )
    try:
        async with asyncio.timeout(PATIENCE):
            while telegram.updates.webhook is None:
                await asyncio.sleep(0.05)
                assert process.returncode is None, log.read_text()
        async with aiohttp.ClientSession() as sender:
            yield Fuzzing(telegram, settings["WEBHOOK_URL"], sender, log)
    finally:
        if process.returncode is None:
            process.terminate()
        async with asyncio.timeout(PATIENCE):
            await process.wait()
        await runner.cleanup()


async def _settle(database: str) -> None:
    """A town, citizens, and somebody who acts for an organisation."""
    await make_tables(database)
    await versioned(database, newest())
    store, now = Store(database), Clock().now()
    async with store.begin() as memory:
        await settle_town(memory, now)
        await asked.citizens(memory, CITIZENS, now)
        await staff(memory, [MEMBER], now, agreed=True)
    await store.close()
