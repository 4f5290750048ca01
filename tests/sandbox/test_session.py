"""aiogram in the same process: its own types and exceptions come out."""

from typing import Any

import pytest
from aiogram import Bot, exceptions
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ChatAction
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BufferedInputFile,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardRemove,
    ReplyParameters,
)

from sandbox.person import Person
from sandbox.refusal import Refusal
from sandbox.session import SandboxSession
from sandbox.telegram import Telegram

YES = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Yes", callback_data="yes")]])


@pytest.fixture
def bot(telegram: Telegram) -> Bot:
    return Bot(
        telegram.token,
        session=SandboxSession(telegram),
        default=DefaultBotProperties(parse_mode="HTML", link_preview_is_disabled=True),
    )


async def test_a_conversation_in_aiograms_types(bot: Bot, telegram: Telegram, ana: Person) -> None:
    ana.say("Hallo")
    (update,) = await bot.get_updates(
        timeout=0, allowed_updates=["message", "callback_query", "my_chat_member"]
    )
    assert update.message is not None
    assert update.message.text == "Hallo"
    sent = await bot.send_message(ana.id, "<b>Hi</b>", reply_markup=YES)
    assert sent.html_text == "<b>Hi</b>"
    assert ana.messages[-1].preview == {"is_disabled": True}
    edited = await bot.edit_message_text("new", chat_id=ana.id, message_id=sent.message_id, reply_markup=YES)
    assert isinstance(edited, Message)
    assert edited.edit_date is not None
    ana.tap("Yes")
    (query,) = (one.callback_query for one in await bot.get_updates(offset=update.update_id + 1))
    assert query is not None
    assert isinstance(query.message, Message)
    assert query.message.text == "new"
    assert await query.answer("Done", show_alert=True) is True
    assert ana.toast == {"n": 1, "text": "Done", "alert": True}
    assert await bot.delete_message(ana.id, sent.message_id) is True
    ana.press(sent.message_id, 0, 0)
    (query,) = (one.callback_query for one in await bot.get_updates(offset=-1))
    assert query is not None
    assert isinstance(query.message, InaccessibleMessage)
    assert telegram.faults == []


async def test_everything_else_a_bot_needs(bot: Bot, telegram: Telegram, ana: Person) -> None:
    document = BufferedInputFile(b'{"a": 1}', filename="mydata.json")
    reply = ReplyParameters(message_id=ana.messages[0].id)
    sent = await bot.send_document(ana.id, document, caption="<i>c</i>", reply_parameters=reply)
    assert sent.document is not None
    assert sent.reply_to_message is not None
    downloaded = await bot.download(sent.document)
    assert downloaded is not None
    assert downloaded.read() == b'{"a": 1}'
    venue = await bot.send_venue(ana.id, 52.1, 4.9, "Garden", "Street 1", reply_markup=YES)
    assert venue.venue is not None
    await bot.edit_message_reply_markup(chat_id=ana.id, message_id=venue.message_id)
    await bot.send_chat_action(ana.id, ChatAction.TYPING)
    await bot.send_message(
        ana.id, "x", reply_markup=ReplyKeyboardRemove(), link_preview_options=LinkPreviewOptions()
    )
    scope = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([BotCommand(command="start", description="Begin")], scope=scope)
    assert (await bot.get_my_commands(scope=scope))[0].command == "start"
    assert (await bot.get_me()).username == telegram.username
    assert (await bot.get_chat(ana.id)).first_name == "Ana"
    await bot.set_webhook("https://bot.example.org/hook", secret_token="s")
    assert (await bot.get_webhook_info()).url == "https://bot.example.org/hook"
    assert telegram.faults == []


async def test_refusals_are_aiograms_exceptions(bot: Bot, telegram: Telegram, ana: Person) -> None:
    async def refuse(method: str, params: dict[str, Any]) -> None:
        raise refusals[params["text"]]

    refusals = {
        "400": Refusal(400, "Bad Request: no"),
        "429": Refusal(429, "Too Many Requests: retry after 7", 7),
        "500": Refusal(500, "Internal Server Error"),
        "reset": ConnectionResetError("gone"),
    }
    with pytest.raises(exceptions.TelegramBadRequest, match="chat not found"):
        await bot.send_message(5, "x")
    ana.block()
    with pytest.raises(exceptions.TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(ana.id, "x")
    with pytest.raises(exceptions.TelegramNotFound):
        await bot.send_dice(ana.id)
    await bot.set_webhook("https://bot.example.org/hook")
    with pytest.raises(exceptions.TelegramConflictError):
        await bot.get_updates()
    telegram.before_call = refuse
    with pytest.raises(exceptions.TelegramBadRequest):
        await bot.send_message(ana.id, "400")
    with pytest.raises(exceptions.TelegramRetryAfter) as wait:
        await bot.send_message(ana.id, "429")
    assert wait.value.retry_after == 7
    with pytest.raises(exceptions.TelegramServerError):
        await bot.send_message(ana.id, "500")
    with pytest.raises(exceptions.TelegramNetworkError, match="ConnectionResetError: gone"):
        await bot.send_message(ana.id, "reset")
    stranger = Bot("654321:OTHER", session=bot.session)
    with pytest.raises(exceptions.TelegramUnauthorizedError):
        await stranger.get_me()
