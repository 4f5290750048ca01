"""The bot's client: HTML and no previews by default, at Telegram or at whatever speaks its language."""

from aiogram.client.session.aiohttp import AiohttpSession

from bot.telegram.client import client
from sandbox.http import serve
from sandbox.session import SandboxSession
from tests.talk import Talk


async def test_messages_are_html_without_previews_over_http_as_in_process() -> None:
    async with Talk.sandbox() as telegram:
        person = telegram.add_person("Ana", "en")
        person.say("hello")
        runner, address = await serve(telegram)
        async with client(telegram.token, address) as bot:
            over_http = await bot.send_message(person.id, "<b>a</b> https://example.org")
        in_process = client(telegram.token, session=SandboxSession(telegram))
        await in_process.send_message(person.id, "<b>a</b> https://example.org")
        await runner.cleanup()
        assert over_http.html_text == "<b>a</b> https://example.org"
        first, second = person.messages[-2:]
        assert first.text == second.text == "a https://example.org"
        for message in (first, second):
            assert message.preview is not None
            assert message.preview["is_disabled"]
        assert telegram.faults == []


async def test_without_an_address_it_speaks_to_telegram() -> None:
    bot = client("123456:ABC-DEF")
    assert isinstance(bot.session, AiohttpSession)
    assert bot.session.api.api_url(bot.token, "getMe").startswith("https://api.telegram.org/bot123456:")
    assert bot.id == 123456
    await bot.session.close()
