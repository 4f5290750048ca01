"""The bot's client at Telegram, or at whatever speaks its language."""

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageReplyMarkup,
    EditMessageText,
    GetUpdates,
    Response,
    SendDocument,
    SendMessage,
    SendVenue,
)
from aiogram.types import LinkPreviewOptions

RESPONSES = tuple(
    Response[method.__returning__]  # type: ignore[name-defined]
    for method in (
        AnswerCallbackQuery,
        EditMessageReplyMarkup,
        EditMessageText,
        GetUpdates,
        SendDocument,
        SendMessage,
        SendVenue,
    )
)
"""Held, since pydantic lets go of models that nobody holds, and takes some 10 ms to build one again."""


def client(token: str, base: str | None = None, session: BaseSession | None = None) -> Bot:
    """A Bot with HTML as its parse mode and no previews of links.

    `base` is what comes before `/bot<token>/`; `session` takes the place of HTTP.
    """
    if session is None:
        session = AiohttpSession(api=TelegramAPIServer.from_base(base)) if base else AiohttpSession()
    return Bot(
        token,
        session=session,
        default=DefaultBotProperties(
            parse_mode=ParseMode.HTML, link_preview=LinkPreviewOptions(is_disabled=True)
        ),
    )
