"""Telegram's limit in a process of its own: the sandbox, or a few lines where the sandbox is the brake."""

import asyncio
import json
import signal
import sys
from datetime import UTC, datetime
from time import monotonic

from aiohttp import web

from sandbox.http import serve
from sandbox.limits import Limiter, Limits
from sandbox.refusal import Refusal
from sandbox.telegram import Telegram
from tests.asked import phones

TOKEN = "123456:SANDBOX"


class Watch:
    """Notes when messages were let through, and how many were not."""

    def __init__(self) -> None:
        self.moments: list[float] = []
        self.refused = 0

    def told(self) -> str:
        """What was seen, as JSON."""
        return json.dumps({"moments": self.moments, "refused": self.refused})


async def main(kind: str, per_second: int, number: int) -> None:
    """Serve until SIGTERM; the address first, then what was seen."""
    watch = Watch()
    runner, address = await (_sandbox if kind == "sandbox" else _bare)(watch, per_second, number)
    print(address, flush=True)
    over = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, over.set)
    await over.wait()
    print(watch.told(), flush=True)
    await runner.cleanup()


async def _sandbox(watch: Watch, per_second: int, number: int) -> tuple[web.AppRunner, str]:
    telegram = Telegram(now=lambda: datetime(2027, 1, 13, tzinfo=UTC), limit=Limits(per_second=per_second))
    phones(telegram, number)
    call = telegram.call

    async def watched(*arguments: object) -> object:
        try:
            result = await call(*arguments)  # type: ignore[arg-type]
        except Refusal as refusal:
            watch.refused += refusal.code == 429
            raise
        watch.moments.append(monotonic())
        return result

    telegram.call = watched  # type: ignore[method-assign]
    return await serve(telegram)


async def _bare(watch: Watch, per_second: int, _number: int) -> tuple[web.AppRunner, str]:
    limiter = Limiter(Limits(per_second=per_second))
    answer = '{"ok":true,"result":{"message_id":%d}}'

    async def send(request: web.Request) -> web.Response:
        body = await request.json()
        try:
            limiter.admit(body["chat_id"])
        except Refusal as refusal:
            watch.refused += 1
            return web.json_response(refusal.body(), status=429)
        watch.moments.append(monotonic())
        return web.Response(text=answer % len(watch.moments), content_type="application/json")

    application = web.Application()
    application.router.add_post(f"/bot{TOKEN}/sendMessage", send)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}"


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
