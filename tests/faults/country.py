"""A whole country of processes on one database: web, worker and clock, behind a proxy, killed at will."""

import asyncio
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from aiohttp import web

from bot.clock import Clock
from sandbox.http import serve
from sandbox.telegram import Telegram
from tests.bot.processes import PATIENCE, environment

CAMPAIGN = '[sending]\nfrom = "00:00"\nuntil = "23:59"\n'
"""Messages go at any hour of the machine's clock."""
PASSED_ON = ("X-Telegram-Bot-Api-Secret-Token", "Content-Type")


@dataclass
class Proxy:
    """Passes what comes on to one web process after another, whether it lives or not."""

    ports: list[int] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    session: aiohttp.ClientSession | None = None
    _turn: int = 0

    async def pass_on(self, request: web.Request) -> web.Response:
        """What the process answers; 502 where none does."""
        self._turn += 1
        port = self.ports[self._turn % len(self.ports)]
        headers = {name: request.headers[name] for name in PASSED_ON if name in request.headers}
        status, wait = await self._passed(port, request.path, await request.read(), headers)
        self.statuses[status] += 1
        return web.Response(status=status, headers={"Retry-After": wait} if wait else {})

    async def _passed(
        self, port: int, path: str, body: bytes, headers: dict[str, str]
    ) -> tuple[int, str | None]:
        assert self.session is not None
        url = f"http://127.0.0.1:{port}{path}"
        try:
            async with self.session.post(url, data=body, headers=headers) as answered:
                return answered.status, answered.headers.get("Retry-After")
        except aiohttp.ClientError:
            return 502, None


class Country:
    """Processes by name, their logs in files."""

    def __init__(
        self, database: str, folder: Path, telegram: Telegram | None = None, *, pace: int = 30
    ) -> None:
        self.telegram = telegram or Telegram(now=Clock().now, seed=1)
        self.proxy = Proxy()
        self._settings = {"DATABASE_URL": database, "BOT_TOKEN": self.telegram.token, "PACE": str(pace)}
        self._folder = folder
        self._running: dict[str, asyncio.subprocess.Process] = {}

    @asynccontextmanager
    async def up(self) -> AsyncIterator["Country"]:
        """Inside, Telegram and the proxy listen; at the end every process is stopped."""
        (self._folder / "campaign.toml").write_text(CAMPAIGN, encoding="utf-8")
        sandbox, api = await serve(self.telegram)
        application = web.Application(client_max_size=2**20)
        application.router.add_post("/hook", self.proxy.pass_on)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.2)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        self._settings |= {"BOT_API_URL": api, "WEBHOOK_URL": url, "BURST": "0"}
        try:
            async with aiohttp.ClientSession() as self.proxy.session:
                yield self
        finally:
            for name in list(self._running):
                await self.stop(name)
            await runner.cleanup()
            await sandbox.cleanup()

    async def start(self, name: str, *, port: int = 0) -> None:
        """Start the process `web-1`, `worker-2` or `clock-1`; a web process listens at the port."""
        if port and port not in self.proxy.ports:
            self.proxy.ports.append(port)
        with self.log(name).open("ab") as log:
            self._running[name] = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", name.partition("-")[0],
                cwd=self._folder, env=environment(**self._settings, PORT=str(port)),
                stderr=log,
            )  # fmt: skip

    def processes(self) -> dict[str, int]:
        """The ids of those that run, by name."""
        return {name: process.pid for name, process in self._running.items()}

    def log(self, name: str) -> Path:
        """What a process tells, over all its lives."""
        return self._folder / f"{name}.log"

    def fallen(self) -> dict[str, int]:
        """Those that ended by themselves since they were asked for last, with their exit codes."""
        found = {name: one.returncode for name, one in self._running.items() if one.returncode is not None}
        for name in found:
            del self._running[name]
        return found

    async def kill(self, name: str) -> None:
        """End a process without a word."""
        process = self._running.pop(name)
        process.kill()
        await process.wait()

    async def stop(self, name: str) -> int:
        """End a process as a service manager does; its exit code."""
        process = self._running.pop(name)
        process.terminate()
        async with asyncio.timeout(PATIENCE):
            return await process.wait()
