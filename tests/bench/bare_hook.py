"""A bare aiogram bot with a webhook, the peer that ours is measured against: one SQL write, and an answer."""

import gc
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web
from sqlalchemy import Column, Integer, MetaData, Table, update
from sqlalchemy.ext.asyncio import create_async_engine

from storage.url import understand

TABLE = Table("echoes", MetaData(), Column("id", Integer, primary_key=True), Column("on", Integer))
KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text=f"{n}", callback_data=f"{n}/on")] for n in range(10)]
)


def application(token: str, base: str, database: str) -> web.Application:
    """It writes one row for each update, and says the words back; a tap is shown and answered."""
    url, arguments = understand(database)
    engine, dispatcher = create_async_engine(url, connect_args=arguments, pool_size=10), Dispatcher()
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(base)))

    async def save(person: int, on: int) -> None:
        async with engine.begin() as connection:
            await connection.execute(update(TABLE).where(TABLE.c.id == person).values(on=on))

    @dispatcher.message()
    async def written(message: Message) -> None:
        await save(message.chat.id, 1)
        await message.answer(message.text or "?")

    @dispatcher.callback_query()
    async def tapped(query: CallbackQuery) -> None:
        await save(query.from_user.id, 0)
        if isinstance(query.message, Message):
            await query.message.edit_text(query.data or "?", reply_markup=KEYBOARD)
        await query.answer()

    made = web.Application()
    SimpleRequestHandler(dispatcher, bot, handle_in_background=False).register(made, path="/hook")
    setup_application(made, dispatcher, bot=bot)
    return made


if __name__ == "__main__":
    made = application(*sys.argv[1:4])
    gc.collect()
    gc.freeze()
    web.run_app(made, host="127.0.0.1", port=int(sys.argv[4]), access_log=None, print=None)
