"""A bare aiogram bot, the peer that ours is measured against: one handler, long polling, nothing else."""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message


async def main(token: str, base: str) -> None:
    """Answer every message, until stopped."""
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def written(message: Message) -> None:
        await message.answer("Hello.")

    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(base)))
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
