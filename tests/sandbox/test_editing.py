"""What the bot changes, takes away and answers."""

from typing import Any

import telegram as ptb

from sandbox.person import Person
from sandbox.refusal import Refusal
from sandbox.telegram import Telegram

from .conftest import Clock
from .test_sending import inline, refused

YES = inline({"text": "Yes", "callback_data": "yes"})


async def send(telegram: Telegram, person: Person, text: str = "old", **more: Any) -> int:
    sent = await telegram.call("sendMessage", {"chat_id": person.id, "text": text, **more})
    return int(sent["message_id"])


async def edit(telegram: Telegram, person: Person, message_id: int, text: str = "new", **more: Any) -> str:
    place = {"chat_id": person.id, "message_id": message_id}
    try:
        await telegram.call("editMessageText", {**place, "text": text, **more})
    except Refusal as refusal:
        return refusal.description
    return "done"


async def test_an_edit_replaces_text_and_buttons(telegram: Telegram, ana: Person, clock: Clock) -> None:
    message_id = await send(telegram, ana, reply_markup=YES)
    clock.forward(days=300)
    assert await edit(telegram, ana, message_id, "<b>new</b>", parse_mode="HTML") == "done"
    shown = ana.view()["messages"][-1]
    assert (shown["text"], shown["html"], shown["rows"], shown["edited"]) == ("new", "<b>new</b>", [], True)
    assert len(ana.messages) == 2


async def test_an_edit_that_changes_nothing_is_refused(telegram: Telegram, ana: Person) -> None:
    message_id = await send(telegram, ana, reply_markup=YES)
    unmodified = (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message"
    )
    assert await edit(telegram, ana, message_id, " old ", reply_markup=YES) == unmodified
    place = {"chat_id": ana.id, "message_id": message_id}
    assert await refused(telegram, "editMessageReplyMarkup", **place, reply_markup=YES) == f"400 {unmodified}"
    await telegram.call("editMessageReplyMarkup", place)
    assert await refused(telegram, "editMessageReplyMarkup", **place) == f"400 {unmodified}"
    assert await edit(telegram, ana, message_id, "<b>old</b>", parse_mode="HTML") == "done"


async def test_what_cannot_be_edited(telegram: Telegram, ana: Person) -> None:
    keyboard = {"keyboard": [["A"]]}
    ben = telegram.add_person("Ben", "nl")
    ben.say("/start")
    mine = await send(telegram, ana)
    with_keyboard = await send(telegram, ana, reply_markup=keyboard)
    without = await send(telegram, ana, reply_markup={"remove_keyboard": True})
    place = {"chat_id": ana.id, "latitude": 1, "longitude": 1}
    venue = (await telegram.call("sendVenue", {**place, "title": "t", "address": "a"}))["message_id"]
    assert await edit(telegram, ana, 999) == "Bad Request: message to edit not found"
    assert await edit(telegram, ben, mine) == "Bad Request: message to edit not found"
    assert await edit(telegram, ana, ana.messages[0].id) == "Bad Request: message can't be edited"
    assert await edit(telegram, ana, with_keyboard) == "Bad Request: message can't be edited"
    assert await edit(telegram, ana, without) == "Bad Request: message can't be edited"
    assert await edit(telegram, ana, venue) == "Bad Request: there is no text in the message to edit"
    assert await refused(telegram, "editMessageText", text="x") == "400 Bad Request: chat_id is empty"
    assert "message identifier" in await refused(telegram, "editMessageText", chat_id=ana.id, text="x")
    assert "there is no caption" in await refused(
        telegram, "editMessageCaption", chat_id=ana.id, message_id=mine, caption="c"
    )
    ana.block()
    assert await edit(telegram, ana, mine) == "Forbidden: bot was blocked by the user"


async def test_a_caption_is_edited_apart_from_its_file(telegram: Telegram, ana: Person) -> None:
    upload = {"f": ptb.InputFile(b"x", filename="x.json")}
    sent = await telegram.call("sendDocument", {"chat_id": ana.id, "document": "attach://f"}, upload)
    place = {"chat_id": ana.id, "message_id": sent["message_id"]}
    edited = await telegram.call("editMessageCaption", {**place, "caption": "new", "reply_markup": YES})
    assert (edited["caption"], edited["document"]["file_name"]) == ("new", "x.json")
    assert "not modified" in await refused(
        telegram, "editMessageCaption", **place, caption="new", reply_markup=YES
    )
    assert "no text" in await refused(telegram, "editMessageText", **place, text="x")


async def test_a_message_can_be_deleted_for_48_hours(telegram: Telegram, ana: Person, clock: Clock) -> None:
    old = await send(telegram, ana)
    clock.forward(hours=47)
    new = await send(telegram, ana)
    clock.forward(hours=2)
    place = {"chat_id": ana.id}
    assert await refused(telegram, "deleteMessage", **place, message_id=old) == (
        "400 Bad Request: message can't be deleted for everyone"
    )
    await telegram.call("deleteMessage", {**place, "message_id": new})
    assert [message.id for message in ana.messages][1:] == [old]
    assert await refused(telegram, "deleteMessage", **place, message_id=new) == (
        "400 Bad Request: message to delete not found"
    )
    assert await edit(telegram, ana, new) == "Bad Request: message to edit not found"


async def test_a_tap_is_answered_once_and_in_time(telegram: Telegram, ana: Person, clock: Clock) -> None:
    await send(telegram, ana, reply_markup=YES)
    ana.tap("Yes")
    ana.tap("Yes")
    first, second = (tap.id for tap in telegram.unanswered())
    answer = {"callback_query_id": first, "text": "Done", "show_alert": True}
    await telegram.call("answerCallbackQuery", answer)
    assert ana.view()["toast"] == {"n": 1, "text": "Done", "alert": True}
    assert [tap.id for tap in telegram.unanswered()] == [second]
    too_old = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await refused(telegram, "answerCallbackQuery", **answer) == too_old
    assert await refused(telegram, "answerCallbackQuery", callback_query_id="7") == too_old
    clock.forward(minutes=16)
    assert await refused(telegram, "answerCallbackQuery", callback_query_id=second) == too_old
    assert [tap.label for tap in telegram.unanswered()] == ["Yes"]


async def test_a_toast_has_200_characters(telegram: Telegram, ana: Person) -> None:
    await send(telegram, ana, reply_markup=YES)
    ana.tap("Yes")
    (tap,) = telegram.unanswered()
    said = await refused(telegram, "answerCallbackQuery", callback_query_id=tap.id, text="x" * 201)
    assert said == "400 Bad Request: MESSAGE_TOO_LONG"
    await telegram.call("answerCallbackQuery", {"callback_query_id": tap.id, "text": "x" * 200})
    assert ana.toast is not None
    ana.tap("Yes")
    (tap,) = telegram.unanswered()
    await telegram.call("answerCallbackQuery", {"callback_query_id": tap.id})
    assert ana.toast["n"] == 1
