"""The bot's client at Telegram, or at whatever speaks its language."""

import json
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.base import BaseSession
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageReplyMarkup,
    EditMessageText,
    GetUpdates,
    Response,
    SendDocument,
    SendMessage,
    SendPhoto,
    SendVenue,
    SendVoice,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType
from aiogram.types import LinkPreviewOptions
from aiohttp import JsonPayload

from bot import metrics

RESPONSES = tuple(
    Response[method.__returning__]  # type: ignore[name-defined]
    for method in (
        AnswerCallbackQuery,
        EditMessageReplyMarkup,
        EditMessageText,
        GetUpdates,
        SendDocument,
        SendMessage,
        SendPhoto,
        SendVenue,
        SendVoice,
    )
)
"""Held, since pydantic lets go of models that nobody holds, and takes some 10 ms to build one again."""


_RESULTS = (
    (TelegramRetryAfter, "429"),
    (TelegramForbiddenError, "403"),
    (TelegramUnauthorizedError, "401"),
    (TelegramNotFound, "404"),
    (TelegramConflictError, "409"),
    (TelegramEntityTooLarge, "413"),
    (TelegramServerError, "5xx"),
    (TelegramBadRequest, "400"),
    (TelegramMigrateToChat, "400"),
    (TelegramNetworkError, "away"),
)
"""What becomes of a request, by aiogram's errors: an HTTP status, or that nobody answered."""
Raw = dict[str, Any]
"""An answer as it came."""
_dumps = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


class Session(AiohttpSession):
    """HTTP as aiogram speaks it; a method with plain values alone goes as JSON, at a fifth of the cost."""

    def build_form_data(self, bot: Bot, method: TelegramMethod[Any]) -> Any:
        """The body of a request."""
        values = {key: value for key, value in method.__dict__.items() if value is not None}
        if all(isinstance(value, (str, int, dict)) for value in values.values()):
            return JsonPayload(values, dumps=_dumps)
        return super().build_form_data(bot, method)

    def check_response(
        self, bot: Bot, method: TelegramMethod[Any], status_code: int, content: str
    ) -> Response[Any]:
        """The answer; one that is well and wanted unread is not looked into."""
        if method.__returning__ is Raw and status_code == HTTPStatus.OK:
            with suppress(ValueError):
                answer = self.json_loads(content)
                if isinstance(answer, dict) and answer.get("ok") is True:
                    return Response.model_construct(ok=True, result=answer.get("result"))
        return super().check_response(bot, method, status_code, content)


def client(token: str, base: str | None = None, session: BaseSession | None = None) -> Bot:
    """A Bot with HTML as its parse mode and no previews of links.

    `base` is what comes before `/bot<token>/`; `session` takes the place of HTTP.
    """
    if session is None:
        session = Session(api=TelegramAPIServer.from_base(base)) if base else Session()
    bot = Bot(
        token,
        session=session,
        default=DefaultBotProperties(
            parse_mode=ParseMode.HTML, link_preview=LinkPreviewOptions(is_disabled=True)
        ),
    )
    bot.session.middleware(_Counted())
    return bot


class _Counted(BaseRequestMiddleware):
    """Counts requests by their method and by what became of them."""

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """One request."""
        result = metrics.OTHER
        try:
            answer = await make_request(bot, method)
            result = "ok"
        except Exception as error:
            result = next((word for kind, word in _RESULTS if isinstance(error, kind)), metrics.OTHER)
            raise
        finally:
            metrics.answered(result, method.__api_method__)
        return answer
