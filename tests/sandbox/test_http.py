"""The Bot API over HTTP, driven by two clients that know nothing of it: aiogram and python-telegram-bot."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import pytest
import telegram as ptb
from aiogram import Bot, exceptions, types
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import web
from telegram import error as ptb_error

from sandbox.http import serve
from sandbox.person import Person
from sandbox.refusal import Refusal
from sandbox.telegram import Telegram


@pytest.fixture
async def address(telegram: Telegram) -> AsyncIterator[str]:
    runner, address = await serve(telegram)
    yield address
    await runner.cleanup()


@pytest.fixture
async def aiogram_bot(telegram: Telegram, address: str) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(address))
    yield Bot(telegram.token, session=session)
    await session.close()


@pytest.fixture
async def ptb_bot(telegram: Telegram, address: str) -> AsyncIterator[ptb.Bot]:
    bot = ptb.Bot(telegram.token, base_url=f"{address}/bot", base_file_url=f"{address}/file/bot")
    async with bot:
        yield bot


async def test_a_conversation_with_aiogram(aiogram_bot: Bot, telegram: Telegram, ana: Person) -> None:
    bot = aiogram_bot
    assert (await bot.get_me()).username == telegram.username
    async with asyncio.TaskGroup() as group:
        poll = group.create_task(bot.get_updates(timeout=20, allowed_updates=["message", "callback_query"]))
        await asyncio.sleep(0.05)
        ana.say("Hallo 😀")
    (update,) = poll.result()
    assert update.message is not None
    assert update.message.text == "Hallo 😀"
    yes = types.InlineKeyboardButton(text="Yes", callback_data="yes")
    markup = types.InlineKeyboardMarkup(inline_keyboard=[[yes]])
    sent = await bot.send_message(ana.id, "<b>é😀</b>", parse_mode="HTML", reply_markup=markup)
    assert sent.html_text == "<b>é😀</b>"
    await bot.edit_message_text("new", chat_id=ana.id, message_id=sent.message_id, reply_markup=markup)
    ana.tap("Yes")
    (update,) = await bot.get_updates(offset=update.update_id + 1)
    assert update.callback_query is not None
    await bot.answer_callback_query(update.callback_query.id, text="ok")
    document = types.BufferedInputFile(b'{"a": "\xc3\xa9"}', filename="mydata.json")
    stored = await bot.send_document(ana.id, document, caption="c", reply_markup=markup)
    assert stored.document is not None
    assert stored.document.mime_type == "application/json"
    content = await bot.download(stored.document)
    assert content is not None
    assert content.read() == b'{"a": "\xc3\xa9"}'
    keyboard = types.ReplyKeyboardMarkup(
        keyboard=[[types.KeyboardButton(text="📍", request_location=True)]], one_time_keyboard=True
    )
    await bot.send_message(ana.id, "where?", reply_markup=keyboard)
    assert ana.view()["keyboard"]["rows"] == [[{"text": "📍", "request_location": True}]]
    await bot.set_my_commands([types.BotCommand(command="start", description="x")], language_code="nl")
    assert telegram.faults == []
    assert telegram.unanswered() == []


async def test_a_conversation_with_python_telegram_bot(
    ptb_bot: ptb.Bot, telegram: Telegram, ana: Person
) -> None:
    bot = ptb_bot
    assert bot.username == telegram.username
    ana.say("/start")
    (update,) = await bot.get_updates(timeout=0)
    assert update.message is not None
    assert update.message.parse_entities() == {update.message.entities[0]: "/start"}
    markup = ptb.InlineKeyboardMarkup.from_button(ptb.InlineKeyboardButton("Yes", callback_data="yes"))
    sent = await bot.send_message(
        ana.id, "<b>é😀</b>", parse_mode="HTML", reply_markup=markup, disable_web_page_preview=True
    )
    assert sent.text_html == "<b>é😀</b>"
    edited = await sent.edit_text("new", reply_markup=markup)
    assert isinstance(edited, ptb.Message)
    ana.tap("Yes")
    (update,) = await bot.get_updates(offset=update.update_id + 1)
    assert update.callback_query is not None
    await update.callback_query.answer("ok", show_alert=True)
    stored = await bot.send_document(
        ana.id, b"content", filename="mydata.txt", reply_to_message_id=sent.message_id
    )
    assert stored.document is not None
    assert stored.document.file_name == "mydata.txt"
    downloaded = await (await bot.get_file(stored.document)).download_as_bytearray()
    assert bytes(downloaded) == b"content"
    await bot.send_venue(ana.id, 52.1, 4.9, "Garden", "Street 1")
    await bot.send_message(ana.id, "x", reply_markup=ptb.ReplyKeyboardMarkup([["A", "B"]]))
    await bot.send_message(ana.id, "x", reply_markup=ptb.ReplyKeyboardRemove())
    await bot.set_my_commands([("start", "x")], scope=ptb.BotCommandScopeAllPrivateChats())
    await bot.set_chat_menu_button(menu_button=ptb.MenuButtonCommands())
    assert (await bot.get_chat(ana.id)).first_name == "Ana"
    await bot.delete_message(ana.id, sent.message_id)
    ana.block()
    (update,) = await bot.get_updates(offset=update.update_id + 1)
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"
    assert telegram.faults == []
    assert telegram.unanswered() == []


async def test_refusals_have_the_class_each_client_gives_them(
    aiogram_bot: Bot, ptb_bot: ptb.Bot, telegram: Telegram, ana: Person, address: str
) -> None:
    ben = telegram.add_person("Ben", "nl")
    with pytest.raises(exceptions.TelegramBadRequest, match="chat not found"):
        await aiogram_bot.send_message(5, "x")
    with pytest.raises(ptb_error.BadRequest, match="Chat not found"):
        await ptb_bot.send_message(5, "x")
    with pytest.raises(exceptions.TelegramForbiddenError):
        await aiogram_bot.send_message(ben.id, "x")
    with pytest.raises(ptb_error.Forbidden):
        await ptb_bot.send_message(ben.id, "x")
    with pytest.raises(exceptions.TelegramNotFound):
        await aiogram_bot.send_dice(ana.id)
    with pytest.raises(ptb_error.InvalidToken):
        await ptb_bot.send_dice(ana.id)
    await ptb_bot.set_webhook("https://bot.example.org/hook")
    with pytest.raises(exceptions.TelegramConflictError):
        await aiogram_bot.get_updates()
    with pytest.raises(ptb_error.Conflict):
        await ptb_bot.get_updates()

    async def flood(method: str, params: dict[str, Any]) -> None:
        raise Refusal(429, "Too Many Requests: retry after 3", 3)

    telegram.before_call = flood
    with pytest.raises(exceptions.TelegramRetryAfter) as aiograms:
        await aiogram_bot.send_message(ana.id, "x")
    with pytest.raises(ptb_error.RetryAfter):
        await ptb_bot.send_message(ana.id, "x")
    assert aiograms.value.retry_after == 3
    stranger = Bot("654321:OTHER", session=aiogram_bot.session)
    with pytest.raises(exceptions.TelegramUnauthorizedError):
        await stranger.get_me()
    with pytest.raises(ptb_error.InvalidToken):
        await ptb.Bot("654321:OTHER", base_url=f"{address}/bot").initialize()


async def test_a_connection_can_be_cut_after_the_message_went_out(
    aiogram_bot: Bot, telegram: Telegram, ana: Person
) -> None:
    async def cut(method: str, params: dict[str, Any]) -> None:
        raise ConnectionResetError

    telegram.after_call = cut
    with pytest.raises(exceptions.TelegramNetworkError):
        await aiogram_bot.send_message(ana.id, "x")
    assert ana.messages[-1].text == "x"


async def test_parameters_come_as_json_as_a_form_or_in_the_address(
    telegram: Telegram, ana: Person, address: str
) -> None:
    url = f"{address}/bot{telegram.token}/sendMessage"
    given: dict[str, Any] = {"chat_id": ana.id, "text": "x"}
    async with aiohttp.ClientSession() as client:
        for call in (
            client.post(url, json=given),
            client.post(url, data={"chat_id": str(ana.id), "text": "x"}),
            client.get(url, params=given),
        ):
            async with call as response:
                body = await response.json()
                assert (response.status, body["ok"], body["result"]["text"]) == (200, True, "x")
        async with client.post(url, data="{", headers={"Content-Type": "application/json"}) as response:
            assert await response.json() == {
                "ok": False,
                "error_code": 400,
                "description": "Bad Request: can't parse JSON object",
            }
        for wrong, status in (
            (f"{address}/file/bot1:A/documents/file_1.txt", 401),
            (f"{address}/bot1:A/getMe", 401),
        ):
            async with client.get(wrong) as response:
                assert response.status == status
        async with client.get(f"{address}/file/bot{telegram.token}/documents/file_1.txt") as response:
            assert response.status == 404


class Hook:
    """Somebody's web server that a webhook points to; it says no as often as it is told to."""

    def __init__(self) -> None:
        self.refusals = 0
        self.received: list[dict[str, Any]] = []
        self.secrets: set[str | None] = set()

    async def receive(self, request: web.Request) -> web.Response:
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        update = await request.json()
        if self.refusals:
            self.refusals -= 1
            raise web.HTTPServiceUnavailable
        self.received.append(update)
        return web.Response()


@pytest.fixture
async def hook() -> AsyncIterator[tuple[Hook, str]]:
    hook = Hook()
    application = web.Application()
    application.router.add_post("/hook", hook.receive)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield hook, f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await runner.cleanup()


async def until(true: Callable[[], object]) -> None:
    for _ in range(500):
        if true():
            return
        await asyncio.sleep(0.01)
    pytest.fail("it never came true")


async def test_a_webhook_gets_every_update_in_order_until_it_says_yes(
    aiogram_bot: Bot, telegram: Telegram, ana: Person, hook: tuple[Hook, str]
) -> None:
    receiver, url = hook
    ana.say("before")
    receiver.refusals = 2
    await aiogram_bot.set_webhook(url, secret_token="secret-1", max_connections=1)
    ana.say("one")
    ana.say("two")
    await until(lambda: len(receiver.received) == 3)
    assert [update["message"]["text"] for update in receiver.received] == ["before", "one", "two"]
    assert receiver.secrets == {"secret-1"}
    await until(lambda: telegram.pending() == 0)
    info = await aiogram_bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"
    await aiogram_bot.delete_webhook()
    ana.say("polled")
    (update,) = await aiogram_bot.get_updates(timeout=5)
    assert update.message is not None
    assert update.message.text == "polled"
    assert len(receiver.received) == 3


async def test_a_webhook_that_nobody_answers_is_tried_again(
    telegram: Telegram, ana: Person, address: str, hook: tuple[Hook, str]
) -> None:
    receiver, url = hook
    await telegram.call("setWebhook", {"url": "http://127.0.0.1:9/nobody"})
    ana.say("x")
    failing = telegram.updates.webhook
    assert failing is not None
    await until(lambda: failing.last_error_message)
    assert telegram.pending() == 1
    await telegram.call("setWebhook", {"url": url})
    await until(lambda: telegram.pending() == 0)
    assert receiver.received[0]["message"]["text"] == "x"
