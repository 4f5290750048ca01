"""The bot's name: asked of Telegram once, and waited for by nobody for long."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from bot import named
from bot.clock import Clock
from bot.named import Away, Me, Name, Strange, UnknownToken, ask_me
from sandbox.http import serve
from sandbox.telegram import Telegram


@asynccontextmanager
async def answering(*answers: tuple[int, str]) -> AsyncIterator[tuple[str, list[str]]]:
    """A server that gives these answers one after the other, the last one for ever; and what was asked."""
    asked: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.path)
        status, body = answers[min(len(asked), len(answers)) - 1]
        return web.Response(status=status, text=body)

    app = web.Application()
    app.router.add_get("/{rest:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}", asked
    await runner.cleanup()


async def test_telegram_tells_the_name_once() -> None:
    telegram = Telegram(now=Clock().now)
    server, base = await serve(telegram)
    assert await ask_me(telegram.token, base) == Me(telegram.username, inline=False)
    name = Name(telegram.token, base)
    assert await name() == telegram.username
    await server.cleanup()
    assert await name() == telegram.username, "it is not asked again"
    with pytest.raises(Away):
        await ask_me(telegram.token, base)


async def test_a_token_that_is_not_known_has_no_name() -> None:
    server, base = await serve(Telegram(now=Clock().now))
    with pytest.raises(UnknownToken):
        await ask_me("999999:nobody", base)
    assert await Name("999999:nobody", base)() == ""
    assert await Name("", base)() == ""
    await server.cleanup()


@pytest.mark.parametrize(
    "body", ["", "<html>", "[]", '{"ok": true}', '{"ok": true, "result": {"username": 7}}', '{"ok": false}']
)
async def test_what_is_not_telegram_is_told_apart(body: str) -> None:
    async with answering((200, body)) as (base, _):
        with pytest.raises(Strange):
            await ask_me("1:abcd", base)


async def test_a_telegram_that_is_away_is_asked_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    well = (200, '{"ok": true, "result": {"username": "it_bot"}}')
    async with answering((502, "away"), (502, "away"), well) as (base, asked):
        name = Name("1:abcd", base)
        assert [await name() for _ in range(5)] == [""] * 5
        assert len(asked) == 1, "not by everybody who wants to know"
        monkeypatch.setattr(named, "WAIT", 0)
        name = Name("1:abcd", base)
        assert [await name() for _ in range(4)] == ["", "it_bot", "it_bot", "it_bot"]
        assert len(asked) == 3
