"""The sandbox in process, as a session of aiogram: no network, no JSON text, the same refusals."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Mapping
from typing import TYPE_CHECKING, Any, cast

import telegram as ptb
from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError, TelegramUnauthorizedError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile
from pydantic import ValidationError

from sandbox.refusal import Garbled, Refusal

if TYPE_CHECKING:
    from sandbox.telegram import Telegram


class SandboxSession(BaseSession):
    """`Bot(token, session=SandboxSession(telegram))` talks to that `Telegram`."""

    def __init__(self, telegram: Telegram) -> None:
        super().__init__()
        self.telegram = telegram

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        """Raises aiogram's exceptions; a connection that fails on purpose is a `TelegramNetworkError`."""
        if bot.token != self.telegram.token:
            raise TelegramUnauthorizedError(method=method, message="Unauthorized")
        params, files = await self._on_the_wire(bot, method)
        try:
            result = await self.telegram.call(method.__api_method__, params, files)
        except Refusal as refusal:
            self.check_response(bot, method, refusal.code, json.dumps(refusal.body()))
            raise
        except Garbled as garbled:
            self.check_response(bot, method, garbled.code, garbled.html)
            raise
        except OSError as error:
            raise TelegramNetworkError(method=method, message=f"{type(error).__name__}: {error}") from error
        body = {"ok": True, "result": result}
        try:
            response = Response[method.__returning__].model_validate(body, context={"bot": bot})  # type: ignore[name-defined]
        except ValidationError as error:
            raise ClientDecodeError("Failed to deserialize object", error, body) from error
        return cast(TelegramType, response.result)

    async def _on_the_wire(
        self, bot: Bot, method: TelegramMethod[Any]
    ) -> tuple[dict[str, Any], Mapping[str, ptb.InputFile]]:
        """The parameters as aiogram sends them, except that nested objects are not written as text."""
        inputs: dict[str, InputFile] = {}
        params = {}
        for name, value in method.model_dump(warnings=False, exclude_none=True).items():
            wire = self.prepare_value(value, bot=bot, files=inputs, _dumps_json=False)
            if wire is not None and wire != "":
                params[name] = wire
        files = {}
        for name, given in inputs.items():
            data = b"".join([chunk async for chunk in given.read(bot)])
            files[name] = ptb.InputFile(data, filename=given.filename)
        return params, files

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        """The content of a file, by the address that aiogram makes of its path."""
        path = url.partition(f"/bot{self.telegram.token}/")[2]
        stored = self.telegram.files.at(path)
        if stored is None:
            raise FileNotFoundError(path)
        for start in range(0, len(stored.data), chunk_size):
            yield stored.data[start : start + chunk_size]

    async def close(self) -> None:
        """Nothing is open."""
