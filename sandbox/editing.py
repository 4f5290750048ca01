"""The methods that change or answer what was sent before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from telegram.constants import CallbackQueryLimit

from sandbox import keyboards
from sandbox.links import start_payload
from sandbox.messages import Message
from sandbox.refusal import bad_request
from sandbox.sending import caption_of, message_text, preview_of

if TYPE_CHECKING:
    from sandbox.telegram import Call

DELETABLE = timedelta(hours=48)
ANSWERABLE = timedelta(minutes=15)
"""How long a tap can be answered, on the campaign's clock (Telegram's own limit is not documented)."""

_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_UNMODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edit_message_text(call: Call) -> dict[str, Any]:
    text, entities = message_text(call)
    message = _editable(call)
    if message.kind != "text":
        raise bad_request("there is no text in the message to edit")
    preview = preview_of(call.given)
    return _changed(call, message, "edits", text=text, entities=entities, preview=preview)


def edit_message_caption(call: Call) -> dict[str, Any]:
    text, entities = caption_of(call)
    message = _editable(call)
    if message.kind not in ("document", "photo", "voice"):
        raise bad_request("there is no caption in the message to edit")
    return _changed(call, message, "edits", text=text, entities=entities)


def edit_message_reply_markup(call: Call) -> dict[str, Any]:
    return _changed(call, _editable(call), "buttons")


def _editable(call: Call) -> Message:
    given = call.given
    if "inline_message_id" in given:
        raise bad_request("MESSAGE_ID_INVALID")
    if "chat_id" not in given:
        raise bad_request("chat_id is empty")
    if "message_id" not in given:
        raise bad_request("message identifier is not specified")
    chat = call.telegram.chat_to_write(given["chat_id"])
    message = chat.messages.get(given["message_id"])
    if message is None or message.deleted:
        raise bad_request("message to edit not found")
    if not message.from_bot or message.had_reply_markup:
        raise bad_request("message can't be edited")
    return message


def _changed(call: Call, message: Message, mark: str, **new: Any) -> dict[str, Any]:
    """Change a message, and its buttons, which go when none are given."""
    sandbox = call.telegram
    new["inline"] = keyboards.inline(call.given.get("reply_markup"))
    if all(getattr(message, name) == value for name, value in new.items()):
        raise bad_request(_UNMODIFIED)
    sandbox.admit(message.chat)
    for name, value in new.items():
        setattr(message, name, value)
    message.edited = int(sandbox.now().timestamp())
    sandbox.bot_spoke(message.chat, mark, message)
    return message.wire()


def delete_message(call: Call) -> bool:
    sandbox = call.telegram
    chat = sandbox.chat_to_write(call.given["chat_id"])
    message = chat.messages.get(call.given["message_id"])
    if message is None or message.deleted:
        raise bad_request("message to delete not found")
    if sandbox.now().timestamp() - message.date > DELETABLE.total_seconds():
        raise bad_request("message can't be deleted for everyone")
    message.deleted = True
    sandbox.bot_spoke(chat, "deletes", message)
    return True


def answer_callback_query(call: Call) -> bool:
    sandbox, given = call.telegram, call.given
    if len(given.get("text", "")) > CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    if (url := given.get("url")) and start_payload(url, sandbox.username) is None:
        raise bad_request("URL_INVALID")
    tap = sandbox.taps.get(given["callback_query_id"])
    if tap is None or sandbox.now() - tap.moment > ANSWERABLE:
        raise bad_request(_TOO_OLD)
    del sandbox.taps[tap.id]
    if text := given.get("text"):
        tap.person.show_toast(text, alert=given.get("show_alert", False))
    if url:
        tap.person.open_link(url)
    return True
