"""The part of a bot that delivers, as a process of its own, on a clock that starts where it is told."""

import asyncio
import gc
import signal
import sys
from datetime import datetime

from bot import logs
from bot.app import build
from bot.clock import CampaignClock
from bot.deliver import Deliverer
from bot.settings import FREE
from bot.telegram.carrier import Carrier
from bot.telegram.client import client
from bot.telegram.guard import Guard


async def main(database: str, base: str, token: str, pace: int, start: str) -> None:
    """Deliver until SIGTERM."""
    logs.set_up("text")
    app = build(database, CampaignClock(datetime.fromisoformat(start)))
    async with app.running(), client(token, base) as bot:
        deliverer = Deliverer(app, Carrier(bot, Guard(), paid=pace > FREE), pace)
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, deliverer.stop)
        gc.freeze()
        print("delivering", flush=True)
        await deliverer.run()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5]))
